"""What events counted (diplomats, missiles, money): Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_event_count",
    title="Counts of events: Asia and the Pacific",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "asia"),
    at_least=19,
    licence="facts, each with its source",
)
