"""Statements: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_statement",
    title="Statements: Latin America and the Caribbean since 1930",
    kind="statement",
    rows=partial(tables.reference, "statement.americas.csv", COLUMNS),
    at_least=22,
    licence="facts, each with its source",
)
