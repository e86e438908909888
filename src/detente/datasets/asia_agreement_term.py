"""Terms of agreements: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_agreement_term",
    title="Terms of agreements: Asia and the Pacific",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.asia.csv", COLUMNS),
    at_least=126,
    licence="facts, each with its source",
)
