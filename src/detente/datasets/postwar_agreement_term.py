"""Terms of agreements: American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_agreement_term",
    title="Terms of agreements: American foreign relations since 1945",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.postwar.csv", COLUMNS),
    at_least=115,
    licence="facts, each with its source",
)
