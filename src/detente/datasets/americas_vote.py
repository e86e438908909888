"""Votes: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_vote",
    title="Votes: Latin America and the Caribbean since 1930",
    kind="vote",
    rows=partial(tables.reference, "vote.americas.csv", COLUMNS),
    at_least=9,
    licence="facts, each with its source",
)
