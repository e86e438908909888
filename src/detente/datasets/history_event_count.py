"""What events counted (diplomats, missiles, money): wars, recognition, crises and votes since 1776."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="history_event_count",
    title="Counts of events: wars, recognition, crises and votes since 1776",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "history"),
    at_least=100,
    licence="facts, each with its source",
)
