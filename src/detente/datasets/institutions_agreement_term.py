"""Terms of agreements: organisations, political agreements, laws and sanctions."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="institutions_agreement_term",
    title="Terms of agreements: organisations, political agreements, laws and sanctions",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.institutions.csv", COLUMNS),
    at_least=160,
    licence="facts, each with its source",
)
