"""Terms of agreements: arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_agreement_term",
    title="Terms of agreements: arms control and arsenals",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.arms.csv", COLUMNS),
    at_least=230,
    licence="facts, each with its source",
)
