"""Votes: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_vote",
    title="Votes: Europe since 1945",
    kind="vote",
    rows=partial(tables.reference, "vote.europe.csv", COLUMNS),
    at_least=36,
    licence="facts, each with its source",
)
