"""Events: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_event",
    title="Events: Russia, the Soviet Union, its neighbours and the United States",
    kind="event",
    rows=partial(tables.reference, "event.soviet.csv", COLUMNS),
    at_least=700,
    licence="facts, each with its source",
)
