"""What events counted (diplomats, missiles, money): organisations, political agreements, laws and sanctions."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="institutions_event_count",
    title="Counts of events: organisations, political agreements, laws and sanctions",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "institutions"),
    at_least=5,
    licence="facts, each with its source",
)
