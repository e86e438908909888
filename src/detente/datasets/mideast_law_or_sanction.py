"""Laws, resolutions and sanctions: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_law_or_sanction",
    title="Laws, resolutions and sanctions: the Middle East, North Africa and the Caucasus",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.mideast.csv", COLUMNS),
    at_least=103,
    licence="facts, each with its source",
)
