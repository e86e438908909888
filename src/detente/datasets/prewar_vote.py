"""Votes: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_vote",
    title="Votes: diplomacy and war from 1775 to 1945",
    kind="vote",
    rows=partial(tables.reference, "vote.prewar.csv", COLUMNS),
    at_least=27,
    licence="facts, each with its source",
)
