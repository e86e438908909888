"""Numbers of terms, which an agreement fixes: equal as printed, loose within two per cent."""

from __future__ import annotations

from detente import indicators, units
from detente.model import Agreement, Quantity
from detente.offers import Rule

ROUND = 0.049
"""Relative width of the printed precision from which a number counts as round."""

NEAR = 0.02
"""Relative distance up to which a number is loose, not wrong."""


def compare(said: Quantity | None, found: Quantity | None) -> Agreement:
    """Equal when the reference lies in what the wording allows (printed precision, hedge); loose within ``NEAR``."""
    if said is None or found is None or indicators.two_currencies(said.unit, found.unit):
        return Agreement.UNKNOWN
    converted = found if said.unit == found.unit else units.convert(found, said.unit) or found
    if said.comparator in "<>":
        return _bounded(said, converted)
    low, high = _allowed(said)
    if converted.low <= high and converted.high >= low:
        return Agreement.EQUAL
    margin = NEAR * abs(said.value)
    return Agreement.LOOSE if converted.low <= high + margin and converted.high >= low - margin else Agreement.UNEQUAL


def _allowed(said: Quantity) -> tuple[float, float]:
    """What the wording allows: the printed precision, and a tenth either way for "about"."""
    if said.comparator == "~":
        return min(said.low, said.value * 0.9), max(said.high, said.value * 1.1)
    if said.comparator == "range":
        return said.low, said.high
    half = abs(said.value - said.low)
    if half >= ROUND * abs(said.value) and abs(said.value) >= 20:
        half = NEAR * abs(said.value)  # a round number does not stand for anything within a twentieth of it
    elif half >= ROUND * abs(said.value):
        half = max(half, 0.5 if said.value == int(said.value) else 0.0)
    return said.value - half, said.value + half


def _bounded(said: Quantity, found: Quantity) -> Agreement:
    """Whether "over" or "under" a number holds: up to twice it, or down to half; beyond, and at it, it is loose."""
    over = said.comparator == ">"
    holds = found.high > said.value if over else found.low < said.value
    near = found.high >= said.value * (1 - NEAR) if over else found.low <= said.value * (1 + NEAR)
    far = found.low > 2 * said.value if over else found.high < said.value / 2
    return Agreement.EQUAL if holds and not far else Agreement.LOOSE if near else Agreement.UNEQUAL


RULE = Rule(name="number", says="the number as printed, or within 2 per cent", compare=compare)
