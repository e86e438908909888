"""What a law or resolution does: equal when the reference's words for it stand in the text."""

from __future__ import annotations

from detente import wording
from detente.model import Agreement
from detente.offers import Rule


def compare(said: str | None, found: str | None) -> Agreement:
    """Never unequal by itself: another wording of the same act is not a wrong one (see ``another_instrument``)."""
    if not said or not found:
        return Agreement.UNKNOWN
    return Agreement.EQUAL if wording.matches(found, said) else Agreement.UNKNOWN


RULE = Rule(name="content", says="the act's own subject", compare=compare)
