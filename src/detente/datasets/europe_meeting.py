"""Meetings: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.meeting import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_meeting",
    title="Meetings: Europe since 1945",
    kind="meeting",
    rows=partial(tables.reference, "meeting.europe.csv", COLUMNS),
    at_least=26,
    licence="facts, each with its source",
)
