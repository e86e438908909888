"""Events: organisations, political agreements, laws and sanctions."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="institutions_event",
    title="Events: organisations, political agreements, laws and sanctions",
    kind="event",
    rows=partial(tables.reference, "event.institutions.csv", COLUMNS),
    at_least=60,
    licence="facts, each with its source",
)
