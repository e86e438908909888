"""Laws and sanctions: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.law_or_sanction import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_law_or_sanction",
    title="Laws and sanctions: diplomacy and war from 1775 to 1945",
    kind="law_or_sanction",
    rows=partial(tables.reference, "law_or_sanction.prewar.csv", COLUMNS),
    at_least=48,
    licence="facts, each with its source",
)
