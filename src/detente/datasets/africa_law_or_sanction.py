"""Laws, resolutions and sanctions: Africa since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="africa_law_or_sanction",
    title="Laws, resolutions and sanctions: Africa since 1945",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.africa.csv", COLUMNS),
    at_least=3,
    licence="facts, each with its source",
)
