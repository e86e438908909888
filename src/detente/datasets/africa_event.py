"""Events: Africa since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="africa_event",
    title="Events: Africa since 1945",
    kind="event",
    rows=partial(tables.reference, "event.africa.csv", COLUMNS),
    at_least=391,
    licence="facts, each with its source",
)
