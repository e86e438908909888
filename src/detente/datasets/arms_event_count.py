"""What events counted (diplomats, missiles, money): arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_event_count",
    title="Counts of events: arms control and arsenals",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "arms"),
    at_least=15,
    licence="facts, each with its source",
)
