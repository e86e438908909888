"""Meetings: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.meeting import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_meeting",
    title="Meetings: the Middle East, North Africa and the Caucasus",
    kind="meeting",
    rows=partial(tables.reference, "meeting.mideast.csv", COLUMNS),
    at_least=120,
    licence="facts, each with its source",
)
