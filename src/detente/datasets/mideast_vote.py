"""Votes: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_vote",
    title="Votes: the Middle East, North Africa and the Caucasus",
    kind="vote",
    rows=partial(tables.reference, "vote.mideast.csv", COLUMNS),
    at_least=34,
    licence="facts, each with its source",
)
