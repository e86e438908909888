"""Events: arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_event",
    title="Events: arms control and arsenals",
    kind="event",
    rows=partial(tables.reference, "event.arms.csv", COLUMNS),
    at_least=150,
    licence="facts, each with its source",
)
