"""Meetings: leaders and their meetings."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.meeting import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="leaders_meeting",
    title="Meetings: leaders and their meetings",
    kind="meeting",
    rows=partial(tables.reference, "meeting.leaders.csv", COLUMNS),
    at_least=620,
    licence="facts, each with its source",
)
