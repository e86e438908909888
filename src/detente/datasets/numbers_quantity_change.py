"""Changes of quantities: economy, aid, war and defence."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.quantity_change import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="numbers_quantity_change",
    title="Changes of quantities: economy, aid, war and defence",
    kind="quantity_change",
    rows=partial(tables.reference, "quantity_change.numbers.csv", COLUMNS),
    at_least=665,
    licence="facts, each with its source",
)
