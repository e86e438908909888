"""Quantities: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_quantity",
    title="Quantities: Russia, the Soviet Union, its neighbours and the United States",
    kind="quantity",
    rows=partial(tables.reference, "quantity.soviet.csv", COLUMNS),
    at_least=180,
    licence="facts, each with its source",
)
