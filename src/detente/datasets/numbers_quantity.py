"""Quantities: economy, aid, war and defence."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="numbers_quantity",
    title="Quantities: economy, aid, war and defence",
    kind="quantity",
    rows=partial(tables.reference, "quantity.numbers.csv", COLUMNS),
    at_least=2885,
    licence="facts, each with its source",
)
