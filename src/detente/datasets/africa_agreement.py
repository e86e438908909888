"""Agreements: Africa since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="africa_agreement",
    title="Agreements: Africa since 1945",
    kind="agreement",
    rows=partial(tables.reference, "agreement.africa.csv", COLUMNS),
    at_least=27,
    licence="facts, each with its source",
)
