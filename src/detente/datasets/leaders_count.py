"""Counts: leaders and their meetings."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="leaders_count",
    title="Counts: leaders and their meetings",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.leaders.csv", COLUMNS),
    at_least=25,
    licence="facts, each with its source",
)
