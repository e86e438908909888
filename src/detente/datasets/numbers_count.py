"""Counts: economy, aid, war and defence."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="numbers_count",
    title="Counts: economy, aid, war and defence",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.numbers.csv", COLUMNS),
    at_least=20,
    licence="facts, each with its source",
)
