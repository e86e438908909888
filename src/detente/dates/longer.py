"""Seasons, quarters, decades, centuries and parts of them: "late 1971", "the first week of May".

Imprecision is width: a season is as wide as all its reckonings, "early", "mid" and "late" are thirds.
"""

from __future__ import annotations

import datetime as dt
import re

from detente.dates.absolute import months
from detente.dates.words import (
    MONTH_1,
    OF_YEAR,
    ORDINAL_WORD,
    SEASON,
    THE,
    WITH_NEXT,
    YEAR,
    Builder,
    Context,
    Rule,
    months_on,
    ordinal,
    part_of,
    third,
    words,
    year_told,
)
from detente.model import Period


def _decade(match: re.Match[str], _: Context) -> Period:
    first = int(match["decade"])
    return Period.of(str(first), str(first + (99 if first % 100 == 0 and first < 2000 else 9)))


def _century(match: re.Match[str], _: Context) -> Period | None:
    number = ordinal(match["nth"])
    return Period.of(f"{number * 100 - 99:04d}", f"{number * 100:04d}") if number and 1 <= number <= 21 else None


def _turn(match: re.Match[str], _: Context) -> Period | None:
    """The turn of the 20th century: about 1900, ten years on both sides."""
    number = ordinal(match["nth"])
    return Period.of(f"{number * 100 - 110:04d}", f"{number * 100 - 90:04d}") if number and 2 <= number <= 21 else None


# As wide as the meteorological and the astronomical season together. "Winter of 1941" may be the one that ends or
# the one that begins in 1941; "winter 1941-42" is sure.
_SEASONS = {
    "spring": (3, 6, 21),
    "summer": (6, 9, 23),
    "autumn": (9, 12, 21),
    "fall": (9, 12, 21),
    "winter": (1, 3, 21),
}


def season_in(name: str, year: int, *, to_next: bool = False) -> Period:
    """A season of a year; ``to_next`` where the winter is said to reach into the next year."""
    first, last, day = _SEASONS[name.lower()]
    winter = name.lower() == "winter"
    return Period(start=dt.date(year, 12 if winter and to_next else first, 1), end=dt.date(year + winter, last, day))


def _season(match: re.Match[str], context: Context) -> Period | None:
    year = year_told(match, context)
    return None if year is None else season_in(match["season"], year, to_next=bool(match.groupdict().get("next")))


_IN_SEASON = re.compile(
    r"\b(?:in|by|during|until|till|throughout|through|since|from|over|for|early|late|mid)[\s-]\Z", re.IGNORECASE
)

_SEASONAL = re.compile(
    r"\s+(?:and\s+\w+\s+)?(?:offensives?|campaigns?|rains?|elections?|session|thaw|drought|harvest|monsoon)\b"
)


def _bare_season(match: re.Match[str], context: Context) -> Period | None:
    """A season without a year: "in the spring", "the summer offensive"; never "the fall of the city"."""
    seasonal = _SEASONAL.match(context.text, match.end())
    cue = _IN_SEASON.search(context.text, max(0, match.start() - 12), match.start())
    article = match[0].lower().startswith("the")
    if not seasonal and (not cue or not article or context.text.startswith(" of ", match.end())):
        return None
    return _season(match, context)


_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "final": 0, "latter": 0}


def _share(match: re.Match[str], context: Context) -> Period | None:
    """A quarter or half of a month, year, decade or century; "the third quarter" alone is the last one."""
    groups, whole = match.groupdict(), _whole(match, context)
    count = 4 if match["share"][0].lower() == "q" else 2
    number = int(groups["digit"]) if groups.get("digit") else _NTHS[groups["which"].lower()] or count
    if number > count:
        return None
    if whole is None:
        return _last_quarter(number, context.written) if count == 4 and "of" not in match[0] else None
    if whole.days <= 31:
        middle = whole.start + dt.timedelta(days=15)
        halves = Period(start=whole.start, end=middle), Period(start=middle, end=whole.end)
        return halves[number - 1] if count == 2 else None
    step, rest = divmod(round(whole.days / 30.44), count)
    edges = [months_on(whole.start, step * i) for i in range(count)] + [whole.end]
    return None if rest else Period(start=edges[number - 1], end=edges[number])


def _last_quarter(number: int, written: Period | None) -> Period | None:
    if written is None or written.days > 31:
        return None
    start = dt.date(written.start.year, 3 * number - 2, 1)
    start = start if start <= written.start else start.replace(year=start.year - 1)
    return Period(start=start, end=months_on(start, 3))


def _whole(match: re.Match[str], context: Context) -> Period | None:
    """The month, year, decade or century whose part the words name."""
    groups = match.groupdict()
    builders: tuple[tuple[str, Builder], ...] = (("decade", _decade), ("nth", _century), ("m", months))
    build = next((builder for name, builder in builders if groups.get(name)), None)
    if build:
        return build(match, context)
    year = year_told(match, context)
    return None if year is None else Period.of(f"{year:04d}")


def _of_part(match: re.Match[str], context: Context) -> Period | None:
    """Early, mid or late in a month, year, decade or century."""
    whole = _whole(match, context)
    return third(whole, part_of(match["part"])) if whole else None


_LAST = frozenset({"last", "final", "closing"})


def _edge(match: re.Match[str], context: Context) -> Period | None:
    """The first two months of a year, the last days of a month: counted from its edge, or a third where uncounted."""
    whole, unit = _whole(match, context), match["unit"].lower()
    if whole is None or {"day": 1, "week": 7, "month": 31, "year": 366}[unit] >= whole.days:
        return None
    at_end, said = match["edge"].lower() in _LAST, (match.groupdict().get("n") or "").lower()
    if match["plural"] and said in {"", "few"}:
        return third(whole, "late" if at_end else "early")
    count = 1 if not said else int(said) if said.isdigit() else words("number").get(said)
    if not count:
        return None
    if unit in {"day", "week"}:
        width = dt.timedelta(days=count * (7 if unit == "week" else 1))
        edge = whole.end - width if at_end else whole.start + width
    else:
        step = count * (12 if unit == "year" else 1)
        edge = months_on(whole.end, -step) if at_end else months_on(whole.start, step)
    period = Period(start=edge, end=whole.end) if at_end else Period(start=whole.start, end=edge)
    return period if period in whole else None


_AND_YEAR = r"(?:[-–/](?P<next>\d\d(?:\d\d)?))?(?!\d)"

_DECADE = r"(?P<decade>(?:1\d|20)\d0)['’]?s\b"

_NTH = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})[\s-]century\b"

_PART = (
    rf"(?P<part>{THE}(?:[Vv]ery\s+)?(?:(?:[Ee]arly|[Ll]ate)(?:[\s-]+in)?(?:\s+the)?|[Mm]id(?:dle)?"
    r"|(?:[Bb]eginning|[Ss]tart|[Oo]utset|[Oo]pening|[Mm]iddle|[Ee]nd|[Cc]lose)\s+of(?:\s+the)?))[\s-]+"
)

_ANY_SEASON = "(?i:spring|summer|autumn|fall|winter)"

_WHOLE = (
    rf"(?:(?:the\s+)?(?:{_DECADE}|{_NTH})|{MONTH_1}{OF_YEAR}?|(?:the\s+year\s+)?(?P<y3>{YEAR})(?!\d|['’]?s\b)"
    r"|(?:that|the(?:\s+same)?)\s+year\b)"
)
RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (
        ("decade", _DECADE, _decade),
        ("century", _NTH, _century),
        ("season", rf"(?P<y>{YEAR})\s+{SEASON}\b", _season),
        ("quarter", rf"(?P<y>{YEAR})[\s-]?(?P<share>[Qq])(?P<digit>[1-4])\b", _share),
    ),
    "word": (
        ("decade", rf"[Tt]he\s+{_DECADE}", _decade),
        ("century", rf"{THE}{_NTH}", _century),
        ("century", rf"[Tt]he\s+[Tt]urn\s+of\s+the\s+{_NTH}", _turn),
        ("part", rf"{_PART}(?:{_DECADE}|{_NTH}|{MONTH_1}{OF_YEAR}?)", _of_part),
        ("part", rf"{_PART}(?P<y>{YEAR})(?!\d|-\d|['’]?s\b)", _of_part),
        (
            "season",
            rf"{THE}(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-]+)?{SEASON}(?:\s+of|,)?\s+(?P<y>{YEAR}){_AND_YEAR}",
            _season,
        ),
        ("season", rf"{THE}{SEASON}\s+of\s+(?:that|the same)\s+year\b", _season),
        ("season", rf"{THE}{SEASON}{WITH_NEXT.format(_ANY_SEASON)}", _season),
        ("season", rf"{THE}{SEASON}\b", _bare_season),
        ("quarter", rf"(?P<share>[Qq])(?P<digit>[1-4])[\s-]?(?:of\s+)?(?P<y>{YEAR})(?!\d)", _share),
        ("half", rf"(?P<share>H)(?P<digit>[12])\s?(?:of\s+)?(?P<y>{YEAR})(?!\d)", _share),
        (
            "quarter",
            rf"{THE}(?i:(?P<which>first|second|third|fourth|last|final)[\s-](?P<share>quarter))"
            rf"(?:,?\s+(?:of\s+)?(?P<y>{YEAR})(?!\d)|\s+of\s+(?:that|the)\s+year\b|(?!\s+of\b))",
            _share,
        ),
        ("half", rf"{THE}(?i:(?P<which>first|second|last|latter)[\s-](?P<share>half))\s+of\s+{_WHOLE}", _share),
        (
            "edge",
            rf"{THE}(?i:(?P<edge>first|last|final|opening|closing)(?:\s+(?P<n>\d+|[a-z]+))?"
            rf"\s+(?P<unit>day|week|month|year)(?P<plural>s?))\s+(?:of|in)\s+{_WHOLE}",
            _edge,
        ),
    ),
}
