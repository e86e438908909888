"""Counts: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_count",
    title="Counts: Europe since 1945",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.europe.csv", COLUMNS),
    at_least=25,
    licence="facts, each with its source",
)
