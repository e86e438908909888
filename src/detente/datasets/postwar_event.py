"""Events: American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_event",
    title="Events: American foreign relations since 1945",
    kind="event",
    rows=partial(tables.reference, "event.postwar.csv", COLUMNS),
    at_least=1095,
    licence="facts, each with its source",
)
