"""Counts: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_count",
    title="Counts: the Middle East, North Africa and the Caucasus",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.mideast.csv", COLUMNS),
    at_least=18,
    licence="facts, each with its source",
)
