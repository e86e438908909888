"""Quantities: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_quantity",
    title="Quantities: the Middle East, North Africa and the Caucasus",
    kind="quantity",
    rows=partial(tables.reference, "quantity.mideast.csv", COLUMNS),
    at_least=148,
    licence="facts, each with its source",
)
