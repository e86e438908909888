"""What events counted: Africa since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="africa_event_count",
    title="Counts of events: Africa since 1945",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "africa"),
    at_least=9,
    licence="facts, each with its source",
)
