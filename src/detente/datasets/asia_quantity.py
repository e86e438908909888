"""Quantities: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_quantity",
    title="Quantities: Asia and the Pacific",
    kind="quantity",
    rows=partial(tables.reference, "quantity.asia.csv", COLUMNS),
    at_least=104,
    licence="facts, each with its source",
)
