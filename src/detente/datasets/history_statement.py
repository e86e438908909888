"""Statements: wars, recognition, crises and votes since 1776."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="history_statement",
    title="Statements: wars, recognition, crises and votes since 1776",
    kind="statement",
    rows=partial(tables.reference, "statement.history.csv", COLUMNS),
    at_least=85,
    licence="facts, each with its source",
)
