"""Quantities: Africa since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="africa_quantity",
    title="Quantities: Africa since 1945",
    kind="quantity",
    rows=partial(tables.reference, "quantity.africa.csv", COLUMNS),
    at_least=27,
    licence="facts, each with its source",
)
