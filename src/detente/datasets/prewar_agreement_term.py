"""Terms of agreements: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement_term import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_agreement_term",
    title="Terms of agreements: diplomacy and war from 1775 to 1945",
    kind="agreement_term",
    rows=partial(tables.reference, "agreement_term.prewar.csv", COLUMNS),
    at_least=132,
    licence="facts, each with its source",
)
