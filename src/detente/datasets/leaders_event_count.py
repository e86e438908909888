"""What events counted (diplomats, missiles, money): leaders and their meetings."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="leaders_event_count",
    title="Counts of events: leaders and their meetings",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "leaders"),
    at_least=35,
    licence="facts, each with its source",
)
