"""Acts on agreements: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_agreement",
    title="Acts on agreements: Russia, the Soviet Union, its neighbours and the United States",
    kind="agreement",
    rows=partial(tables.reference, "agreement.soviet.csv", COLUMNS),
    at_least=40,
    licence="facts, each with its source",
)
