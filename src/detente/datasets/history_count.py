"""Counts: wars, recognition, crises and votes since 1776."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="history_count",
    title="Counts: wars, recognition, crises and votes since 1776",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.history.csv", COLUMNS),
    at_least=45,
    licence="facts, each with its source",
)
