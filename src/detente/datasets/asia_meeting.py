"""Meetings: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.meeting import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_meeting",
    title="Meetings: Asia and the Pacific",
    kind="meeting",
    rows=partial(tables.reference, "meeting.asia.csv", COLUMNS),
    at_least=80,
    licence="facts, each with its source",
)
