"""Agreements: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_agreement",
    title="Agreements: Europe since 1945",
    kind="agreement",
    rows=partial(tables.reference, "agreement.europe.csv", COLUMNS),
    at_least=64,
    licence="facts, each with its source",
)
