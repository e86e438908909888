"""Terms of agreements: Latin America and the Caribbean since 1930."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="americas_agreement_term",
    title="Terms of agreements: Latin America and the Caribbean since 1930",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.americas.csv", COLUMNS),
    at_least=18,
    licence="facts, each with its source",
)
