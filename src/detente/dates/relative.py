"""Dates told by their distance from another: from what the words before have established, or from the day of writing.

A row of ``RULES`` is a pattern and what makes a period of a match. No base, or one wider than the unit counted in: no
period. Words of the day of writing ("yesterday", "last year") are read only where the story stands near that day:
elsewhere they are quoted.
"""

from __future__ import annotations

import datetime as dt
import re

from detente.dates.longer import season_in
from detente.dates.words import (
    MONTH,
    Context,
    Rule,
    month_number,
    part_of,
    third,
    words,
    year_of,
)
from detente.model import Period

_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_BACK = frozenset(
    {"yesterday", "previous", "preceding", "prior", "before", "last", "earlier", "previously", "ago", "past"}
)
_ON = frozenset({
    "tomorrow", "next", "following", "after", "later", "afterwards", "afterward", "ensuing", "succeeding", "subsequent",
    "coming", "thereafter", "hence",
})  # fmt: skip
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "dawn"})
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})


def _step(word: str | None) -> int:
    last = (word or "").lower().split()[-1:]
    return sum((word in _ON) - (word in _BACK) for word in last)


def _from_anchor(match: re.Match[str], context: Context) -> Period | None:
    """Count "the next day" and "that year" from what went before."""
    return _named(context.anchor, match.groupdict().get("unit") or "day", _step(match["which"]))


def _from_writing(match: re.Match[str], context: Context) -> Period | None:
    """Count "yesterday", "last Tuesday" and "this year" from the day of writing."""
    unit, step, base = match.groupdict().get("unit") or "day", _step(match["which"]), _writing(context)
    if base is None or (_weekday(unit) is not None and step == 0):
        return None
    if step < 0 and _is_month(unit):
        base = _before(base, 28)  # "last February" in March is the one of the year before
    return _named(base, unit, step)


def _writing(context: Context) -> Period | None:
    """The day of writing, where the story stands near it."""
    written, anchor = context.written, context.anchor
    if written is None or (anchor is not None and anchor.distance(written) > 366 and not context.spoken):
        return None
    return written


def _before(base: Period, days: int) -> Period:
    shift = dt.timedelta(days=days)
    return Period(start=base.start - shift, end=base.end - shift, precision=base.precision)


def _weekday(unit: str) -> int | None:
    name = unit.lower()
    return _WEEKDAYS.index(name[:-3]) if name[:-3] in _WEEKDAYS else None


def _is_month(unit: str) -> bool:
    return re.fullmatch(MONTH, unit) is not None


def _named(base: Period | None, unit: str, step: int) -> Period | None:
    """``step`` units on: of the calendar, or the next or last weekday, month or season of a name."""
    weekday, name = _weekday(unit), unit.lower()
    if base is None:
        return None
    if weekday is not None:
        ahead = (weekday - base.start.weekday()) % 7
        return _shift(base, "day", (ahead or 7) if step > 0 else ahead - 7 if step < 0 else ahead)
    if _is_month(unit):
        return _named_month(base, month_number(unit), step)
    if name in _SEASONS:
        return _named_season(base, name, step)
    return _shift(base, "day" if name in _DAY_PARTS else name, step)


def _named_month(base: Period, month: int, step: int) -> Period | None:
    year = year_of(base)
    if year is None or (step and base.days > 31):
        return None
    year += (step > 0 and month <= base.start.month) - (step < 0 and month >= base.start.month)
    return Period.of(f"{year:04d}-{month:02d}")


def _named_season(base: Period, name: str, step: int) -> Period | None:
    year = year_of(base) or base.start.year
    if base.days > 122:
        return season_in(name, year + step) if year_of(base) else None
    seasons = [season_in(name, each, to_next=name == "winter") for each in range(year - 2, year + 2)]
    if step > 0:
        return next((s for s in seasons if s.start > base.start), None)
    if step < 0:
        return next((s for s in reversed(seasons) if s.end <= base.start), None)
    return season_in(name, year)


_HALVES = {"year": ("month", 6), "decade": ("year", 5)}
_FEW = {"few": (2, 9), "several": (2, 9), "couple of": (2, 3)}


def _later(match: re.Match[str], context: Context) -> Period | None:
    """Count "three days later" from what went before, "three days ago" from the day of writing."""
    word, unit = " ".join(match["n"].lower().split()), match["unit"].lower()
    way = match["dir"].lower().split()[0]
    base = _writing(context) if way in {"ago", "from"} else context.anchor
    step = 1 if way == "from" else _step(way)
    if word.removeprefix("a ") in _FEW:
        first, last = sorted(step * count for count in _FEW[word.removeprefix("a ")])
        return _both(_shift(base, unit, first), _shift(base, unit, last))
    count = _count(word)
    if word.startswith("half a"):
        smaller, times = _HALVES.get(unit, ("", 0))
        return _shift(base, smaller, step * times)
    return None if count is None else _shift(base, unit, count * step)


def _both(first: Period | None, last: Period | None) -> Period | None:
    return Period(start=first.start, end=last.end) if first and last else None


def _count(word: str) -> int | None:
    word = re.sub(r"\Aa (?:mere|full|further|whole)(?: |\Z)", "", word.lower()) or "a"
    if word.isdigit():
        return int(word)
    tens, _, ones = word.replace(" ", "-").rpartition("-")
    one = 1 if ones in {"a", "an"} else words("number").get(ones)
    return None if one is None else one + words("number").get(tens, 0)


def _shift(base: Period | None, unit: str, count: int) -> Period | None:
    """``count`` units on from ``base``, as wide as the unit; None where ``base`` is wider than the unit."""
    year = year_of(base)
    if base is None or year is None:
        return None
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if unit == "year":
        return Period.of(f"{year + count:04d}")
    if unit == "decade":
        return Period.of(f"{year + 10 * count - 1:04d}", f"{year + 10 * count + 1:04d}") if count else None
    if unit == "month" and base.start.month == (base.end - dt.timedelta(days=1)).month:
        months = year * 12 + base.start.month - 1 + count
        return Period.of(f"{months // 12:04d}-{months % 12 + 1:02d}")
    if unit == "quarter" and base.days <= 92:
        months = year * 12 + (base.start.month - 1) // 3 * 3 + 3 * count
        first, last = (f"{m // 12:04d}-{m % 12 + 1:02d}" for m in (months, months + 2))
        return Period.of(first, last)
    if base.days != 1:
        return None
    day = base.start + dt.timedelta(days=count * (7 if unit == "week" else 1))
    if unit in {"week", "weekend"}:  # of the calendar, from Monday
        monday = day - dt.timedelta(days=day.weekday())
        return Period(start=monday + dt.timedelta(days=5 * (unit == "weekend")), end=monday + dt.timedelta(days=7))
    return Period(start=day, end=day + dt.timedelta(days=1), precision="day") if unit == "day" else None


def _rest_of(match: re.Match[str], context: Context) -> Period | None:
    """Take the year from the anchor on for "later that year", its last third for "late in the year"."""
    by_writing = match.groupdict().get("now") is not None
    anchor = _writing(context) if by_writing else context.anchor
    whole, word = _named(anchor, match["unit"], _step(match.groupdict().get("which"))), match["part"].lower()
    if whole is None or anchor is None:
        return None
    if whole.days == 1:
        return whole
    if word not in {"later", "earlier"}:
        return third(whole, part_of(word))
    if whole.days <= anchor.days or anchor not in whole:
        return whole
    return Period(start=anchor.start, end=whole.end) if word == "later" else Period(start=whole.start, end=anchor.end)


def _last_units(match: re.Match[str], context: Context) -> Period | None:
    """Take "the past two years" up to the day of writing."""
    base, count = _writing(context), 1 if match["one"] else _count(match["n"])
    back = match["one"] or _step(match["which"]) < 0
    if base is None or count is None or base.days > 31:
        return None
    first = _shift(base, (match["one"] or match["unit"]).lower(), -count if back else count)
    return first and _both(*sorted((first, base)))


_WILL = re.compile(
    r"(?:\b(?:will|shall|would|to be|due|scheduled|planned|expected|plans?|set|until|till|next)\b|['’]ll\b)[^.;]*\Z"
)

_GOING = re.compile(r",?\s+(?:\w+\s+){0,4}will\b")


def _bare_weekday(match: re.Match[str], context: Context) -> Period | None:
    """Take "on Tuesday" as the last one before the day of writing, the next one where the words look ahead."""
    base = _writing(context)
    if base is None or base.days != 1:
        return None
    text, end = context.text, match.end()
    ahead = _WILL.search(text, max(0, match.start() - 80), match.start()) or _GOING.match(text, end)
    weekday = _weekday(match["unit"])
    days = ((weekday or 0) - base.start.weekday()) % 7
    return _shift(base, "day", days if ahead or not days else days - 7)


def offset(text: str, start: int, floor: int, base: Period) -> tuple[int, Period] | None:
    """Where "two years after" begins that stands in front of a date, and what it makes of that date."""
    match = _OFFSET.search(text, max(floor, start - 60), start)
    count = _count(" ".join(match["n"].split())) if match else None
    if match is None or count is None or (match.start() and text[match.start() - 1].isalnum()):
        return None
    back = match["dir"].lower().startswith(("before", "prior"))
    counted = _shift(base, match["unit"].lower(), -count if back else count)
    return (match.start(), counted) if counted else None


def _clock(match: re.Match[str], context: Context) -> Period | None:
    """The day in which "at 18:40" stands, when the words before have established it."""
    anchor = context.anchor
    if anchor is None or anchor.days != 1 or _DATED.match(context.text, match.end()):
        return None
    return anchor if _AT.search(context.text, max(0, match.start() - 14), match.start()) else None


def _same_time(match: re.Match[str], context: Context) -> Period | None:
    return context.anchor if _AT.search(context.text, max(0, match.start() - 14), match.start()) else None


_PAST = re.compile(r"\b(?:was|were|had|did|[a-z]{2,}ed)(?:\s+not)?\s\Z")
_PRESENT = re.compile(r"\b(?:is|are|has|have|do|does|am|we|I|you)(?:\s+not)?\s\Z")


def _by_then(match: re.Match[str], context: Context) -> Period | None:
    return context.anchor if _BY.search(context.text, max(0, match.start() - 8), match.start()) else None


def _now(match: re.Match[str], context: Context) -> Period | None:
    """The time the story has reached where it is told as past, the day of writing where it is told as present.

    Present tense far from the day of writing is somebody's speech: no date.
    """
    if match[0].lower() != "now":
        return context.written
    before = context.text[max(0, match.start() - 24) : match.start()]
    if _PRESENT.search(before):
        return _writing(context)
    return context.anchor or (None if _PAST.search(before) else context.written)


_BY = re.compile(r"\b(?:by|until|till|since)\s+\Z", re.IGNORECASE)
_DATED = re.compile(r",?\s+(?:on|of)\b|,\s+(?=\d|[A-Z])")
_AT = re.compile(r"\b(?:at|by|around|about|until|till|from|before|after|precisely|since|and|to)\s+\Z", re.IGNORECASE)
_PERIOD = r"day|weekend|week|fortnight|month|quarter|year|decade"
_WEEKDAY = f"(?:{'|'.join(_WEEKDAYS)})day"
_DAY_PART = "|".join(sorted(_DAY_PARTS))
_SEASON = r"spring|summer|autumn|winter|fall(?!\s+of\b)"
_PROPER = "(?-i:" + MONTH.replace("Mar(?:ch|\\.)?", "March") + ")"
_UNIT = rf"(?P<unit>{_PERIOD})"
_NAME = rf"(?P<unit>{_PERIOD}|{_DAY_PART}|{_SEASON}|{_WEEKDAY}|{_PROPER})"
_LONGER = rf"(?P<unit>(?!day\b){_PERIOD}|{_SEASON}|{_WEEKDAY}|{_PROPER})"
_AROUND = "next|following|previous|preceding|prior|ensuing|succeeding|subsequent"
_MOD = r"(?:(?:only|just|barely|about|around|almost|nearly|some|less\s+than|more\s+than|over)\s+)?"
_TENS = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[-\s])?"
_N = (
    r"(?P<n>\d{1,3}|(?:a\s+)?(?:few|several|couple\s+of)|half\s+an?|a\s+(?:mere|full|further|whole)"
    rf"|(?:a\s+(?:mere|further)\s+)?{_TENS}[a-z]+)"
)
_PART = (
    r"(?P<part>early|late|later|earlier|(?:the\s+)?(?:very\s+)?(?:beginning|start|middle|end|close)\s+of)\s+(?:in\s+)?"
)
RULES: tuple[Rule, ...] = (
    ("relative", rf"(?i:th(?:e|at|is)\s+(?:very\s+)?(?P<which>same|{_AROUND})\s+{_NAME}\b)", _from_anchor),
    ("relative", rf"(?i:that\s+(?P<which>)(?:very\s+)?{_NAME}\b)", _from_anchor),
    (
        "relative",
        r"(?i:the\s+(?:day|(?P<unit>week|month|year|night|morning))\s+(?P<which>following|after|before|previous|prior)"
        r"(?=\s*(?:[.,;:)]|\Z)|\s+(?:saw|brought|was|had|they|he|she|it|by)\b))",
        _from_anchor,
    ),
    (
        "relative",
        rf"(?i:(?<![\w-]){_MOD}{_N}\s+{_UNIT}s?\s+(?P<dir>later|earlier|afterwards?|previously|thereafter|hence|ago|from\s+(?:now|today)"
        r"|(?:after|before)\s+(?:that|this)\b(?!\s+\w)|(?:before|after)(?=\s*[,.;:)]|\s+had\b))\b(?!\s+than))",
        _later,
    ),
    ("relative", rf"(?i:{_PART}(?:the|that)(?:\s+(?P<which>same|{_AROUND}))?\s+{_NAME}\b)", _rest_of),
    ("relative", rf"(?i:{_PART}(?:(?P<which>last|next)|(?P<now>this))\s+(?P<unit>week|month|year)\b)", _rest_of),
    ("relative", r"(?i:in\s+the\s+(?P<which>)(?P<unit>morning|afternoon|evening)\b(?!\s+of\b))", _from_anchor),
    (
        "relative",
        r"(?i:(?:early\s+|late\s+|later\s+|earlier\s+)?(?P<which>yesterday|today|tomorrow|tonight)\b)",
        _from_writing,
    ),
    (
        "relative",
        rf"(?i:the\s+(?:(?P<which>last|past|next|coming)\s+(?P<n>\d{{1,3}}|[a-z]+)\s+{_UNIT}s"
        r"|(?:last|past)\s+(?P<one>week|month|year|decade))\b(?!\s+of\b))",
        _last_units,
    ),
    (
        "relative",
        rf"(?i:(?:the\s+|this\s+)?(?P<which>last|this|next|current|coming|past)\s+(?:fiscal\s+)?{_LONGER}\b(?!\s+of\b))",
        _from_writing,
    ),
    (
        "relative",
        r"(?i:(?P<which>last)\s+(?P<unit>night)|(?P<now>this)\s+(?:morning|afternoon|evening))\b",
        _from_writing,
    ),
    (
        "relative",
        rf"(?P<unit>(?i:{_WEEKDAY}))\b(?!,?\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{MONTH})",
        _bare_weekday,
    ),
    ("present", r"(?i:(?:the|that|this)\s+(?:same\s+)?time(?:\s+being)?\b)", _same_time),
    ("present", r"then\b", _by_then),
    (
        "present",
        r"(?i:now(?!\s+that\b)|currently|at\s+present|(?<=\bto\s)this\s+day|nowadays|the\s+present(?:\s+day)?)\b",
        _now,
    ),
)
_OFFSET = re.compile(rf"(?i:{_N}\s+{_UNIT}s?\s+(?P<dir>after|before|from|prior\s+to|following)\s+(?:the\s+)?)\Z")
CLOCK: tuple[Rule, ...] = (
    (
        "relative",
        r"(?:(?:[01]?\d|2[0-3])[:][0-5]\d(?:\s?(?:hrs?|hours|[ap]\.?m)\b)?|(?:1[0-2]|[1-9])\s?[ap]\.?m\b)"
        rf"(?!\.?(?:\s(?:[A-Z]{{2,4}}|local\stime))?\s(?:on|of)\s(?:\d|{MONTH}|[A-Z][a-z]+day))",  # its day follows
        _clock,
    ),
    RULES[3],
)
