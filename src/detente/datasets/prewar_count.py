"""Counts: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.count_or_ordinal import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_count",
    title="Counts: diplomacy and war from 1775 to 1945",
    kind="count_or_ordinal",
    rows=partial(tables.reference, "count.prewar.csv", COLUMNS),
    at_least=37,
    licence="facts, each with its source",
)
