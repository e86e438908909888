"""What events counted (diplomats, missiles, money): economy, aid, war and defence."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="numbers_event_count",
    title="Counts of events: economy, aid, war and defence",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "numbers"),
    at_least=95,
    licence="facts, each with its source",
)
