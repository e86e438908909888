"""What events counted: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_event_count",
    title="Counts of events: Latin America and the Caribbean since 1930",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "americas"),
    at_least=1,
    licence="facts, each with its source",
)
