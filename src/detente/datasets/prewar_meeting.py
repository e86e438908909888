"""Meetings: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.meeting import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_meeting",
    title="Meetings: diplomacy and war from 1775 to 1945",
    kind="meeting",
    rows=partial(tables.reference, "meeting.prewar.csv", COLUMNS),
    at_least=71,
    licence="facts, each with its source",
)
