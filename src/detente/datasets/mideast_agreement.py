"""Acts on agreements: the Middle East, North Africa and the Caucasus."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.agreement import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="mideast_agreement",
    title="Acts on agreements: the Middle East, North Africa and the Caucasus",
    kind="agreement",
    rows=partial(tables.reference, "agreement.mideast.csv", COLUMNS),
    at_least=82,
    licence="facts, each with its source",
)
