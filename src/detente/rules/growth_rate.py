"""Rates of growth: equal within a tenth of a point, loose within half a point."""

from __future__ import annotations

from detente.model import Agreement, Quantity
from detente.offers import Rule

EQUAL_WITHIN = 0.101
LOOSE_WITHIN = 0.501


def compare(said: Quantity | None, found: Quantity | None) -> Agreement:
    """Distances in points for rates up to 20 per cent; larger ones may be off by a twentieth of their size."""
    if said is None or found is None or {said.unit, found.unit} - {"percent", "percentage point"}:
        return Agreement.UNKNOWN
    apart = abs(said.value - found.value)
    scale = max(1.0, abs(found.value) / 20)
    if said.comparator == "~":
        scale *= max(1.0, abs(found.value) / 10)
    if apart <= EQUAL_WITHIN * scale or said.low <= found.value <= said.high:
        return Agreement.EQUAL
    return Agreement.LOOSE if apart <= LOOSE_WITHIN * scale else Agreement.UNEQUAL


RULE = Rule(name="growth_rate", says="within 0.1 point, or within 0.5 point", compare=compare)
