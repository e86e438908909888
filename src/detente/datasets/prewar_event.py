"""Events: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_event",
    title="Events: diplomacy and war from 1775 to 1945",
    kind="event",
    rows=partial(tables.reference, "event.prewar.csv", COLUMNS),
    at_least=995,
    licence="facts, each with its source",
)
