"""Statements: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.statement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_statement",
    title="Statements: the Middle East, North Africa and the Caucasus",
    kind="statement",
    rows=partial(tables.reference, "statement.mideast.csv", COLUMNS),
    at_least=117,
    licence="facts, each with its source",
)
