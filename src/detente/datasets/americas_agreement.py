"""Agreements: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_agreement",
    title="Agreements: Latin America and the Caribbean since 1930",
    kind="agreement",
    rows=partial(tables.reference, "agreement.americas.csv", COLUMNS),
    at_least=27,
    licence="facts, each with its source",
)
