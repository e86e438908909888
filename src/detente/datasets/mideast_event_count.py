"""What events counted (diplomats, missiles, money): the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_event_count",
    title="Counts of events: the Middle East, North Africa and the Caucasus",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "mideast"),
    at_least=51,
    licence="facts, each with its source",
)
