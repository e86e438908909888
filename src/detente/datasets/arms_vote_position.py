"""Positions in votes: arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_vote_position",
    title="Positions in votes: arms control and arsenals",
    kind="vote",
    rows=partial(tables.positions, "arms"),
    at_least=130,
    licence="facts, each with its source",
)
