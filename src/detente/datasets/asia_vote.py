"""Votes: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_vote",
    title="Votes: Asia and the Pacific",
    kind="vote",
    rows=partial(tables.reference, "vote.asia.csv", COLUMNS),
    at_least=14,
    licence="facts, each with its source",
)
