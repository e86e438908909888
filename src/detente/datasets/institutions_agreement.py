"""Acts on agreements: organisations, political agreements, laws and sanctions."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="institutions_agreement",
    title="Acts on agreements: organisations, political agreements, laws and sanctions",
    kind="agreement",
    rows=partial(tables.reference, "agreement.institutions.csv", COLUMNS),
    at_least=515,
    licence="facts, each with its source",
)
