"""Votes: Africa since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="africa_vote",
    title="Votes: Africa since 1945",
    kind="vote",
    rows=partial(tables.reference, "vote.africa.csv", COLUMNS),
    at_least=8,
    licence="facts, each with its source",
)
