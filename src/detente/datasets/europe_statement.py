"""Statements: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_statement",
    title="Statements: Europe since 1945",
    kind="statement",
    rows=partial(tables.reference, "statement.europe.csv", COLUMNS),
    at_least=82,
    licence="facts, each with its source",
)
