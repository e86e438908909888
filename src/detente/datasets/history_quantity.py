"""Quantities: wars, recognition, crises and votes since 1776."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="history_quantity",
    title="Quantities: wars, recognition, crises and votes since 1776",
    kind="quantity",
    rows=partial(tables.reference, "quantity.history.csv", COLUMNS),
    at_least=25,
    licence="facts, each with its source",
)
