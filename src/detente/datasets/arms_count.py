"""Counts: arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_count",
    title="Counts: arms control and arsenals",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.arms.csv", COLUMNS),
    at_least=20,
    licence="facts, each with its source",
)
