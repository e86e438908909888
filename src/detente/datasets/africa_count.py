"""Counts: Africa since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="africa_count",
    title="Counts: Africa since 1945",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.africa.csv", COLUMNS),
    at_least=13,
    licence="facts, each with its source",
)
