"""Terms of agreements: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_agreement_term",
    title="Terms of agreements: Europe since 1945",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.europe.csv", COLUMNS),
    at_least=83,
    licence="facts, each with its source",
)
