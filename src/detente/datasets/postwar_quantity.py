"""Quantities: American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_quantity",
    title="Quantities: American foreign relations since 1945",
    kind="quantity",
    rows=partial(tables.reference, "quantity.postwar.csv", COLUMNS),
    at_least=90,
    licence="facts, each with its source",
)
