"""Stances of statements: unequal only when the two cannot both be right."""

from __future__ import annotations

from detente.model import Agreement
from detente.offers import Rule

FOR = frozenset({"praises", "endorses", "recognises", "concedes"})
AGAINST = frozenset({"criticises", "rejects", "denies", "demands"})


def compare(said: str | None, found: str | None) -> Agreement:
    """The same stance is equal; one for and one against is unequal; anything else says nothing."""
    if not said or not found:
        return Agreement.UNKNOWN
    if said == found or "states" in {said, found}:
        return Agreement.EQUAL
    opposed = (said in FOR and found in AGAINST) or (said in AGAINST and found in FOR)
    return Agreement.UNEQUAL if opposed else Agreement.UNKNOWN


RULE = Rule(name="stance", says="the same side", compare=compare)
