"""Dates of events: equal where the periods meet, loose where they are neighbours at the precision printed."""

from __future__ import annotations

from detente.model import Agreement, Period
from detente.offers import Rule

NEIGHBOURS = ((1, 3), (31, 31), (400, 45))
"""(days wide, days apart): how far off a date of some width may be and still be a neighbour."""


def compare(said: Period | None, found: Period | None) -> Agreement:
    """A day may be three days off and a month one month, a year six weeks (an event at the turn of the year)."""
    if said is None or found is None:
        return Agreement.UNKNOWN
    if said.overlaps(found):
        return Agreement.EQUAL
    apart = said.distance(found)
    allowed = next((days for width, days in NEIGHBOURS if said.days <= width), said.days // 10)
    return Agreement.LOOSE if apart <= allowed else Agreement.UNEQUAL


RULE = Rule(name="event_date", says="the date at the precision printed, or a neighbouring one", compare=compare)
