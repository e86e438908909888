"""Votes: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_vote",
    title="Votes: Russia, the Soviet Union, its neighbours and the United States",
    kind="vote",
    rows=partial(tables.reference, "vote.soviet.csv", COLUMNS),
    at_least=25,
    licence="facts, each with its source",
)
