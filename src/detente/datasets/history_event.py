"""Events: wars, recognition, crises and votes since 1776."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.kinds.event import COLUMNS
from detente.offers import Dataset

DATASET = Dataset(
    name="history_event",
    title="Events: wars, recognition, crises and votes since 1776",
    kind="event",
    rows=partial(tables.reference, "event.history.csv", COLUMNS),
    at_least=980,
    licence="facts, each with its source",
)
