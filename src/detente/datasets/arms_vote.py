"""Votes: arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_vote",
    title="Votes: arms control and arsenals",
    kind="vote",
    rows=partial(tables.reference, "vote.arms.csv", COLUMNS),
    at_least=65,
    licence="facts, each with its source",
)
