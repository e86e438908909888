"""Statements: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_statement",
    title="Statements: Asia and the Pacific",
    kind="statement",
    rows=partial(tables.reference, "statement.asia.csv", COLUMNS),
    at_least=94,
    licence="facts, each with its source",
)
