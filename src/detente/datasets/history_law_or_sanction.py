"""Laws, resolutions and sanctions: wars, recognition, crises and votes since 1776."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="history_law_or_sanction",
    title="Laws, resolutions and sanctions: wars, recognition, crises and votes since 1776",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.history.csv", COLUMNS),
    at_least=250,
    licence="facts, each with its source",
)
