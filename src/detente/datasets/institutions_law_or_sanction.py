"""Laws, resolutions and sanctions: organisations, political agreements, laws and sanctions."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="institutions_law_or_sanction",
    title="Laws, resolutions and sanctions: organisations, political agreements, laws and sanctions",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.institutions.csv", COLUMNS),
    at_least=415,
    licence="facts, each with its source",
)
