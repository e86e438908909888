"""Laws, resolutions and sanctions: Europe since 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="europe_law_or_sanction",
    title="Laws, resolutions and sanctions: Europe since 1945",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.europe.csv", COLUMNS),
    at_least=13,
    licence="facts, each with its source",
)
