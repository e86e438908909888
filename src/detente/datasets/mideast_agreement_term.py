"""Terms of agreements: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_agreement_term",
    title="Terms of agreements: the Middle East, North Africa and the Caucasus",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.mideast.csv", COLUMNS),
    at_least=193,
    licence="facts, each with its source",
)
