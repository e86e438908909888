"""Counts: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_count",
    title="Counts: Asia and the Pacific",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.asia.csv", COLUMNS),
    at_least=13,
    licence="facts, each with its source",
)
