"""Agreements: American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_agreement",
    title="Agreements: American foreign relations since 1945",
    kind="agreement",
    rows=partial(tables.reference, "agreement.postwar.csv", COLUMNS),
    at_least=25,
    licence="facts, each with its source",
)
