"""Events: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_event",
    title="Events: Asia and the Pacific",
    kind="event",
    rows=partial(tables.reference, "event.asia.csv", COLUMNS),
    at_least=867,
    licence="facts, each with its source",
)
