"""What events counted: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_event_count",
    title="Counts of events: Europe since 1945",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "europe"),
    at_least=31,
    licence="facts, each with its source",
)
