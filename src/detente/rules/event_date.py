"""Dates of events: equal where the periods meet, loose where they are neighbours at the precision printed."""

from __future__ import annotations

import re

from detente.model import Agreement, Period
from detente.offers import Rule

NEIGHBOURS = ((1, 3), (31, 31), (400, 45))
"""(days wide, days apart): how far off a date of some width may be and still be a neighbour."""

SLIP = 10
"""Years up to which a month may be that of another year by a slip."""


def compare(said: Period | None, found: Period | None) -> Agreement:
    """A day may be three days off and a month one month, a year six weeks (an event at the turn of the year)."""
    if said is None or found is None:
        return Agreement.UNKNOWN
    if said.overlaps(found):
        return Agreement.EQUAL
    apart = said.distance(found)
    allowed = next((days for width, days in NEIGHBOURS if said.days <= width), said.days // 10)
    return Agreement.LOOSE if apart <= allowed else Agreement.UNEQUAL


def slipped(said: Period, found: Period, *, near: bool = False) -> bool:
    """One part of the date is another's and the rest is right: another year, or another month of the same day and year.

    With ``near`` another day of the same month and year will do too. Periods of more than a month never slip.
    """
    if said.days > 31 or found.days > 31:
        return False
    one, other = said.start, found.start
    if said.days <= 3 and found.days <= 3:
        same = (one.year == other.year, one.month == other.month, one.day == other.day)
        return sum(same) == 2 and (one.day == other.day or near)
    return one.month == other.month and 0 < abs(one.year - other.year) <= SLIP


def with_year(words: str) -> bool:
    """Whether a date's words name its year, so that no other year can be meant."""
    return bool(re.search(r"\d{4}", words))


RULE = Rule(name="event_date", says="the date at the precision printed, or a neighbouring one", compare=compare)
