"""Values of a fixed list, such as a position in a vote: the same or not."""

from __future__ import annotations

from detente.model import Agreement
from detente.offers import Rule


def compare(said: str | None, found: str | None) -> Agreement:
    """The same word, or unequal; a veto is a vote against."""
    if not said or not found:
        return Agreement.UNKNOWN
    return Agreement.EQUAL if {"veto": "no"}.get(said, said) == {"veto": "no"}.get(found, found) else Agreement.UNEQUAL


RULE = Rule(name="equal", says="the same position", compare=compare)
