"""What events counted (troops, dead, money): American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_event_count",
    title="Counts of events: American foreign relations since 1945",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "postwar"),
    at_least=50,
    licence="facts, each with its source",
)
