"""Tallies of votes: every count the text gives must be the published one."""

from __future__ import annotations

from detente.model import Agreement
from detente.offers import Rule

Tally = tuple[int | None, ...]


def compare(said: Tally | None, found: Tally | None) -> Agreement:
    """Yes, no and abstentions one by one; one vote off in one of them is loose (late corrections of the record).

    A fourth value says that the text leaves open which of the first two are the noes ("rejected by 49 votes to 35").
    """
    if said is None or found is None:
        return Agreement.UNKNOWN
    ways = [said[:3], (said[1], said[0], said[2])] if said[3:] else [said[:3]]
    apart = min(_apart(way, found) for way in ways)
    if apart < 0:
        return Agreement.UNKNOWN
    return Agreement.EQUAL if not apart else Agreement.LOOSE if apart == 1 else Agreement.UNEQUAL


def _apart(said: Tally, found: Tally) -> int:
    """How many votes two tallies are apart; -1 when they share no count."""
    pairs = [(a, b) for a, b in zip(said, found[:3], strict=True) if a is not None and b is not None]
    return sum(abs(a - b) for a, b in pairs) if pairs else -1


RULE = Rule(name="tally", says="the published counts", compare=compare)
