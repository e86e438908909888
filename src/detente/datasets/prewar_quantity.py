"""Quantities: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_quantity",
    title="Quantities: diplomacy and war from 1775 to 1945",
    kind="quantity",
    rows=partial(tables.reference, "quantity.prewar.csv", COLUMNS),
    at_least=77,
    licence="facts, each with its source",
)
