"""Statements: American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_statement",
    title="Statements: American foreign relations since 1945",
    kind="statement",
    rows=partial(tables.reference, "statement.postwar.csv", COLUMNS),
    at_least=230,
    licence="facts, each with its source",
)
