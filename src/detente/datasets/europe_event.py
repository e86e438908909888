"""Events: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_event",
    title="Events: Europe since 1945",
    kind="event",
    rows=partial(tables.reference, "event.europe.csv", COLUMNS),
    at_least=628,
    licence="facts, each with its source",
)
