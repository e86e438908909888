"""Counts: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_count",
    title="Counts: Russia, the Soviet Union, its neighbours and the United States",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.soviet.csv", COLUMNS),
    at_least=40,
    licence="facts, each with its source",
)
