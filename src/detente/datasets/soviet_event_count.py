"""What events counted (diplomats, missiles, money): Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_event_count",
    title="Counts of events: Russia, the Soviet Union, its neighbours and the United States",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "soviet"),
    at_least=25,
    licence="facts, each with its source",
)
