"""Events: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_event",
    title="Events: Latin America and the Caribbean since 1930",
    kind="event",
    rows=partial(tables.reference, "event.americas.csv", COLUMNS),
    at_least=166,
    licence="facts, each with its source",
)
