"""Votes: American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_vote",
    title="Votes: American foreign relations since 1945",
    kind="vote",
    rows=partial(tables.reference, "vote.postwar.csv", COLUMNS),
    at_least=5,
    licence="facts, each with its source",
)
