"""Statements: organisations, political agreements, laws and sanctions."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="institutions_statement",
    title="Statements: organisations, political agreements, laws and sanctions",
    kind="statement",
    rows=partial(tables.reference, "statement.institutions.csv", COLUMNS),
    at_least=5,
    licence="facts, each with its source",
)
