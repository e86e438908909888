"""Tallies of votes: every count the text gives must be the published one."""

from __future__ import annotations

from detente.model import Agreement
from detente.offers import Rule

Tally = tuple[int | None, int | None, int | None]


def compare(said: Tally | None, found: Tally | None) -> Agreement:
    """Yes, no and abstentions one by one; one vote off in one of them is loose (late corrections of the record)."""
    if said is None or found is None:
        return Agreement.UNKNOWN
    pairs = [(a, b) for a, b in zip(said, found, strict=True) if a is not None and b is not None]
    if not pairs:
        return Agreement.UNKNOWN
    apart = sum(abs(a - b) for a, b in pairs)
    return Agreement.EQUAL if not apart else Agreement.LOOSE if apart == 1 else Agreement.UNEQUAL


RULE = Rule(name="tally", says="the published counts", compare=compare)
