"""Acts on agreements: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_agreement",
    title="Acts on agreements: Asia and the Pacific",
    kind="agreement",
    rows=partial(tables.reference, "agreement.asia.csv", COLUMNS),
    at_least=112,
    licence="facts, each with its source",
)
