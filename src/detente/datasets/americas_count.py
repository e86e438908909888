"""Counts: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_count",
    title="Counts: Latin America and the Caribbean since 1930",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.americas.csv", COLUMNS),
    at_least=5,
    licence="facts, each with its source",
)
