"""Meetings: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.meeting import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_meeting",
    title="Meetings: Russia, the Soviet Union, its neighbours and the United States",
    kind="meeting",
    rows=partial(tables.reference, "meeting.soviet.csv", COLUMNS),
    at_least=70,
    licence="facts, each with its source",
)
