"""Votes: wars, recognition, crises and votes since 1776."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.vote import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="history_vote",
    title="Votes: wars, recognition, crises and votes since 1776",
    kind="vote",
    rows=partial(tables.reference, "vote.history.csv", COLUMNS),
    at_least=625,
    licence="facts, each with its source",
)
