"""Events: economy, aid, war and defence."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="numbers_event",
    title="Events: economy, aid, war and defence",
    kind="event",
    rows=partial(tables.reference, "event.numbers.csv", COLUMNS),
    at_least=95,
    licence="facts, each with its source",
)
