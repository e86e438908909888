"""Statements: Africa since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="africa_statement",
    title="Statements: Africa since 1945",
    kind="statement",
    rows=partial(tables.reference, "statement.africa.csv", COLUMNS),
    at_least=36,
    licence="facts, each with its source",
)
