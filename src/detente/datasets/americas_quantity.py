"""Quantities: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_quantity",
    title="Quantities: Latin America and the Caribbean since 1930",
    kind="quantity",
    rows=partial(tables.reference, "quantity.americas.csv", COLUMNS),
    at_least=18,
    licence="facts, each with its source",
)
