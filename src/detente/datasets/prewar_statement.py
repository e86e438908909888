"""Statements: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_statement",
    title="Statements: diplomacy and war from 1775 to 1945",
    kind="statement",
    rows=partial(tables.reference, "statement.prewar.csv", COLUMNS),
    at_least=88,
    licence="facts, each with its source",
)
