"""The words of the calendar and what the rules of dates share: months, ordinals, thirds, and pieces of patterns.

A rule is its name, a pattern and what makes a period of a match, or None where the words are no date after all or lack
what the context does not give.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from detente import tables
from detente.model import Period


class Context(NamedTuple):
    """A text, what the words before a place in it have established, and when it was written or is ``spoken``."""

    text: str
    anchor: Period | None
    written: Period | None
    spoken: bool = False


Builder = Callable[[re.Match[str], Context], Period | None]

Rule = tuple[str, str, Builder]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@cache
def words(dimension: str) -> dict[str, int]:
    """The words of a dimension of ``units.csv`` in lower case, with their factors."""
    found = [
        (row["factor"], [*row["aliases"].split("|"), "" if dimension == "count" else row["name"]])
        for row in tables.rows("units.csv")
        if row["dimension"] == dimension
    ]
    return {name.lower(): int(float(factor or 0)) for factor, names in found for name in names if name}


def year_of(period: Period | None) -> int | None:
    """The year that a period lies in, None when it reaches over two."""
    if period is None or (period.end - dt.timedelta(days=1)).year != period.start.year:
        return None
    return period.start.year


def month_number(name: str) -> int:
    """1 for "January", "Jan." and so on."""
    return MONTHS.index(name[:3].lower()) + 1


def ordinal(word: str) -> int | None:
    """21 for "21st" and "twenty-first"."""
    word = word.lower()
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    tens, _, ones = word.replace(" ", "-").rpartition("-")
    one = words("ordinal").get(ones)
    return None if one is None else one + words("number").get(tens, 0)


def third(whole: Period, part: str) -> Period:
    """A third of a month is about ten days, of a year four months, of a decade three or four years."""
    start, years = whole.start, whole.end.year - whole.start.year
    if whole.days <= 31:
        step = (whole.days + 2) // 3 if whole.days < 28 else 10
        edges = (start, start + dt.timedelta(days=step), start + dt.timedelta(days=2 * step), whole.end)
    elif whole.days <= 366:
        month = max(1, round(whole.days / 92))
        edges = (start, months_on(start, month), months_on(start, 2 * month), whole.end)
    else:
        steps = (start.year + round(years / 3), start.year + round(2 * years / 3))
        edges = (start, start.replace(year=steps[0]), start.replace(year=steps[1]), whole.end)
    index = ("early", "mid", "late").index(part)
    return Period(start=edges[index], end=edges[index + 1])


def months_on(day: dt.date, count: int) -> dt.date:
    """The first day of the month that lies ``count`` months on."""
    months = day.year * 12 + day.month - 1 + count
    return dt.date(months // 12, months % 12 + 1, 1)


def part_of(said: str) -> str:
    """Which third "the very beginning of" and the like name."""
    word = re.sub(r"\A(?:(?:the|very|at)\s+)+", "", said.lower())
    return (
        "mid" if word.startswith("mid") else "early" if word.startswith(("ear", "beg", "sta", "out", "op")) else "late"
    )


def between(text: str, place: int) -> bool:
    """Whether "between" stands in front of a place."""
    return text[max(0, place - 9) : place].rstrip().lower().endswith("between")


def written_year(match: re.Match[str]) -> int | None:
    """The year that stands in the words themselves."""
    groups = match.groupdict()
    said = groups.get("y") or groups.get("y2") or groups.get("y3")
    return int(said) if said else None


def year_told(match: re.Match[str], context: Context) -> int | None:
    """The year that stands there, or the year of the anchor when that lies in one."""
    return written_year(match) or year_of(context.anchor)


DASH = r"\s?[-–—−]\s?"

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June|Jun\.?|July|Jul\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)

SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"

THE = r"(?:[Tt]he\s+)?"

DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|\.\d|,\d{3}(?!\d))"

DAY_1, DAY_2, MONTH_1, MONTH_2 = f"(?P<d>{DAY})", f"(?P<d2>{DAY})", f"(?P<m>{MONTH})", f"(?P<m2>{MONTH})"

YEAR = r"(?:1\d|20)\d\d(?![\d%]|[.,]\d)"

OF_YEAR = rf"(?:\s?,?\s+(?:of\s+)?(?P<y>{YEAR})|,(?P<y2>{YEAR}))"

WITH_NEXT = (
    r"(?=(?:,\s*(?:{0}))*\s*(?:,?\s*(?:and|or)|,|/|to|through|until)\s*(?:the\s+)?(?:{0})"
    rf"(?:\s+of|,)?\s+(?P<y>{YEAR}))"
)
"""What may be put in front of one more name of its sort ("May and June 1940"), whose year holds for both."""

ORDINAL_WORD = r"(?i:(?:(?:twenty|thirty)-)?(?:first|second|third|[a-z]{3,8}th))"
