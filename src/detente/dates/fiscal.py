"""Fiscal years: the twelve months that a state reckons by, or all their reckonings where no state is named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from detente import tables, wording
from detente.dates.words import YEAR, Context, Rule
from detente.model import Period

COLUMNS = ("state", "words", "begins", "named", "since", "until")

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"])|\n")


@cache
def reckonings() -> tuple[Mapping[str, str], ...]:
    """Per state the month in which its fiscal year begins, and whether that is named by the year it begins or ends."""
    return tuple(tables.rows("fiscal_years.csv", COLUMNS))


def _fiscal(match: re.Match[str], context: Context) -> Period:
    """The fiscal year of the one state that the sentence names; else as wide as all of them are.

    Fiscal 2023 begins between July 2022 and April 2023, fiscal 2022-23 between April and October 2022.
    """
    year, both = int(match["y"]), bool(match["next"])
    periods = {_period(row, year, both=both) for row in _named(context.text, match, year)}
    if len(periods) == 1:
        return periods.pop()
    if both:
        return Period(start=dt.date(year, 4, 1), end=dt.date(year + 1, 10, 1))
    return Period(start=dt.date(year - 1, 7, 1), end=dt.date(year + 1, 4, 1))


def _named(text: str, match: re.Match[str], year: int) -> list[Mapping[str, str]]:
    """The reckonings of that time of the states whose words stand in the sentence."""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text) + 1]
    place = next(index for index, end in enumerate(ends) if end > match.start())
    sentence = re.sub(r"\bUS\b", "U.S.", text[ends[place - 1] : ends[place]]).lower()
    return [
        row
        for row in reckonings()
        if int(row["since"]) <= year <= int(row["until"] or 9999) and wording.matches(row["words"], sentence)
    ]


def _period(row: Mapping[str, str], year: int, *, both: bool) -> Period:
    """Twelve months from the first of the month; "2022-23" begins in 2022 everywhere."""
    begins = year if both or row["named"] == "begin" else year - 1
    month = int(row["begins"])
    return Period(start=dt.date(begins, month, 1), end=dt.date(begins + 1, month, 1))


RULES: dict[str, tuple[Rule, ...]] = {
    "word": (
        (
            "fiscal",
            rf"(?:[Tt]he\s+)?(?:(?:[Ff]iscal|[Ff]inancial)(?:\s+[Yy]ear)?|FY)\s*(?:ending\s+|of\s+)?"
            rf"(?P<y>{YEAR})(?:[-–/](?P<next>\d\d(?:\d\d)?))?(?!\d)",
            _fiscal,
        ),
    ),
}
