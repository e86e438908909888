"""Events: leaders and their meetings."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="leaders_event",
    title="Events: leaders and their meetings",
    kind="event",
    rows=partial(tables.reference, "event.leaders.csv", COLUMNS),
    at_least=135,
    licence="facts, each with its source",
)
