"""Terms of agreements: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_agreement_term",
    title="Terms of agreements: Russia, the Soviet Union, its neighbours and the United States",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.soviet.csv", COLUMNS),
    at_least=115,
    licence="facts, each with its source",
)
