"""Meetings: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.meeting import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_meeting",
    title="Meetings: Latin America and the Caribbean since 1930",
    kind="meeting",
    rows=partial(tables.reference, "meeting.americas.csv", COLUMNS),
    at_least=4,
    licence="facts, each with its source",
)
