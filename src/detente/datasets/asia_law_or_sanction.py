"""Laws, resolutions and sanctions: Asia and the Pacific."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="asia_law_or_sanction",
    title="Laws, resolutions and sanctions: Asia and the Pacific",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.asia.csv", COLUMNS),
    at_least=36,
    licence="facts, each with its source",
)
