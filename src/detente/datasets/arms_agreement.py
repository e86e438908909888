"""Acts on agreements: arms control and arsenals."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="arms_agreement",
    title="Acts on agreements: arms control and arsenals",
    kind="agreement",
    rows=partial(tables.reference, "agreement.arms.csv", COLUMNS),
    at_least=205,
    licence="facts, each with its source",
)
