"""What events counted (dead, money, states): diplomacy and war from 1775 to 1945."""

from __future__ import annotations

from functools import partial

from detente import tables
from detente.offers import Dataset

DATASET = Dataset(
    name="prewar_event_count",
    title="Counts of events: diplomacy and war from 1775 to 1945",
    kind="count_or_ordinal",
    rows=partial(tables.event_counts, "prewar"),
    at_least=9,
    licence="facts, each with its source",
)
