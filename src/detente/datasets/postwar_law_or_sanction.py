"""Laws, resolutions and sanctions: American foreign relations since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="postwar_law_or_sanction",
    title="Laws, resolutions and sanctions: American foreign relations since 1945",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.postwar.csv", COLUMNS),
    at_least=20,
    licence="facts, each with its source",
)
