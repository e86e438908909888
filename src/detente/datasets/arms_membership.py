"""Memberships: arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.membership import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_membership",
    title="Memberships: arms control and arsenals",
    kind="membership",
    rows=partial(tables.reference, "membership.arms.csv", COLUMNS),
    at_least=40,
    licence="facts, each with its source",
)
