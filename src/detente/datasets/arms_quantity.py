"""Quantities: arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_quantity",
    title="Quantities: arms control and arsenals",
    kind="quantity",
    rows=partial(tables.reference, "quantity.arms.csv", COLUMNS),
    at_least=645,
    licence="facts, each with its source",
)
