"""Memberships: organisations, political agreements, laws and sanctions."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.membership import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="institutions_membership",
    title="Memberships: organisations, political agreements, laws and sanctions",
    kind="membership",
    rows=partial(tables.reference, "membership.institutions.csv", COLUMNS),
    at_least=1320,
    licence="facts, each with its source",
)
