"""Statements: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_statement",
    title="Statements: Russia, the Soviet Union, its neighbours and the United States",
    kind="statement",
    rows=partial(tables.reference, "statement.soviet.csv", COLUMNS),
    at_least=130,
    licence="facts, each with its source",
)
