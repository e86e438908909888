"""Events: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_event",
    title="Events: the Middle East, North Africa and the Caucasus",
    kind="event",
    rows=partial(tables.reference, "event.mideast.csv", COLUMNS),
    at_least=975,
    licence="facts, each with its source",
)
