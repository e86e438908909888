"""Acts on agreements: diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_agreement",
    title="Acts on agreements: diplomacy and war from 1775 to 1945",
    kind="agreement",
    rows=partial(tables.reference, "agreement.prewar.csv", COLUMNS),
    at_least=151,
    licence="facts, each with its source",
)
