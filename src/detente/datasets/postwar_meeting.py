"""Meetings: American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.meeting import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_meeting",
    title="Meetings: American foreign relations since 1945",
    kind="meeting",
    rows=partial(tables.reference, "meeting.postwar.csv", COLUMNS),
    at_least=50,
    licence="facts, each with its source",
)
