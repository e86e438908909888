"""Laws, resolutions and sanctions: Russia, the Soviet Union, its neighbours and the United States."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="soviet_law_or_sanction",
    title="Laws, resolutions and sanctions: Russia, the Soviet Union, its neighbours and the United States",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.soviet.csv", COLUMNS),
    at_least=60,
    licence="facts, each with its source",
)
