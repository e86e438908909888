"""Positions in votes: wars, recognition, crises and votes since 1776."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="history_vote_position",
    title="Positions in votes: wars, recognition, crises and votes since 1776",
    kind="vote",
    rows=partial(tables.positions, "history"),
    at_least=3760,
    licence="facts, each with its source",
)
