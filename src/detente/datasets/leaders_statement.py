"""Statements: leaders and their meetings."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="leaders_statement",
    title="Statements: leaders and their meetings",
    kind="statement",
    rows=partial(tables.reference, "statement.leaders.csv", COLUMNS),
    at_least=40,
    licence="facts, each with its source",
)
