"""Dates in running text: words to ``Period``s, at the precision the words give and never finer.

One compiled pattern finds where a date may start; there the small rules of the table at the end are tried, and the
longest that succeeds wins. A rule that lacks what it needs (an anchor, the day of writing) finds nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

from detente.errors import SourceError
from detente.model import Mention, Period, Span


class _Context(NamedTuple):
    text: str
    anchor: Period | None
    written: Period | None


_Builder = Callable[[re.Match[str], _Context], Period | None]


def find(text: str, *, anchor: Period | None = None, written: Period | None = None) -> list[Mention[Period]]:
    """The dates of ``text`` in its order: leftmost and longest, without overlap; spans are offsets in ``text``.

    Args:
        text: Any prose, also with missing spaces.
        anchor: What the words before have established. It completes "On December 17" (rule "carried") and "the next
            day" (rule "relative"); dates found in ``text`` take its place as they come.
        written: The day (or month, or year) of writing, for "yesterday", "last Tuesday", "this year".

    Returns:
        Mentions whose ``how`` is the rule: day, month, year, range, decade, century, season, fiscal, early, mid, late,
        post, pre, carried, relative. What is no day, month or year has precision "range": a decade is 1970 to 1979, a
        century 1801 to 1900, a season as wide as all its reckonings (northern hemisphere), a fiscal year as all its
        beginnings. "Early", "mid" and "late" are thirds. "post-2003" is 2003: what it bounds is for the reader.
    """
    found: list[Mention[Period]] = []
    position = 0
    while start := _START.search(text, position):
        mention = _longest(start.start(), _Context(text, anchor, written))
        if mention is None:
            position = start.start() + 1
            continue
        found.append(mention)
        if mention.how != "year" or anchor is None or _moves_on(text, mention.span):
            anchor = carried([mention], anchor)
        position = mention.span.end
    return _joined(text, found)


def parse(expression: str, anchor: Period | None = None) -> Period | None:
    """The period that a whole expression names ("late 1971", "the next day"), or None when any of it is left over.

    ``anchor`` serves as what went before and as the day of writing. A leading preposition is ignored.
    """
    bare = re.sub(r"(?i)\A(?:in|on|by|since|until|till|during|from|before|after|at)\s+", "", expression.strip())
    for mention in find(bare, anchor=anchor, written=anchor):
        if len(mention.span) >= len(bare.rstrip(" .,;")):
            return mention.value
    return None


def carried(mentions: Iterable[Mention[Period]], anchor: Period | None = None) -> Period | None:
    """The anchor that stands after ``mentions`` (in text order), when ``anchor`` stood before them."""
    for mention in mentions:
        if mention.how in _ANCHORING and mention.value.days <= 366:
            anchor = mention.value
    return anchor


_POINTS = frozenset({"day", "month", "year", "carried", "early", "mid", "late"})
_ANCHORING = _POINTS | {"range", "season", "relative"}
_SETTING = re.compile(r"\b(?:[Ii]n|[Bb]y|[Dd]uring)\s+\Z|(?:\A|\n)\s*\Z")
_DASH = r"\s?[-–—−]\s?"
_JOIN = re.compile(rf"{_DASH}|\s+(?:to|until|till|through)\s+")


def _moves_on(text: str, span: Span) -> bool:
    """False for a year that looks back or only tells which one is meant ("since 2018", "the 1972 ABM Treaty")."""
    return _SETTING.search(text, max(0, span.start - 12), span.start) is not None


def _longest(place: int, context: _Context) -> Mention[Period] | None:
    text = context.text
    kind = "digit" if text[place].isdigit() else "month" if text[place : place + 3].lower() in _MONTHS else "word"
    best, end = None, place
    for rule, pattern, build in _RULES[kind]:
        match = pattern.match(text, place)
        if match and match.end() > end:
            try:
                value = build(match, context)
            except (SourceError, ValueError, OverflowError):
                continue  # no such day in the calendar: not a date
            if value is not None:
                best, end = Mention(span=Span(place, match.end()), value=value, how=_how(rule, match)), match.end()
    return best


def _how(name: str, match: re.Match[str]) -> str:
    groups = match.groupdict()
    if name in {"day", "days"} and "d" in groups and not (groups.get("y") or groups.get("y2")):
        return "carried"
    return _part(groups["part"]) if name == "part" else "range" if name == "days" else name


def _joined(text: str, found: list[Mention[Period]]) -> list[Mention[Period]]:
    """Two neighbouring dates with "to" or a dash between them become one range."""
    joined: list[Mention[Period]] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and _may_join(text, last, mention):
            value = Period(start=last.value.start, end=mention.value.end, precision="range")
            joined[-1] = Mention(span=Span(last.span.start, mention.span.end), value=value, how="range")
        else:
            joined.append(mention)
    return joined


def _may_join(text: str, first: Mention[Period], second: Mention[Period]) -> bool:
    if first.how not in _POINTS or second.how not in _POINTS or first.value.start >= second.value.start:
        return False
    gap = text[first.span.end : second.span.start]
    return _JOIN.fullmatch(gap) is not None or (gap.strip() == "and" and _between(text, first.span.start))


def _between(text: str, place: int) -> bool:
    return text[max(0, place - 9) : place].rstrip().lower().endswith("between")


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _ymd(year: int, month: str, day: str = "") -> str:
    number = _MONTHS.index(month[:3].lower()) + 1
    return f"{year:04d}-{number:02d}" + (f"-{int(re.sub('[a-z]', '', day)):02d}" if day else "")


def _year(match: re.Match[str], context: _Context) -> int | None:
    """The year that stands there, or the year of the anchor when that lies in one."""
    groups = match.groupdict()
    written = groups.get("y") or groups.get("y2")
    return int(written) if written else _year_of(context.anchor)


def _year_of(period: Period | None) -> int | None:
    if period is None or (period.end - dt.timedelta(days=1)).year != period.start.year:
        return None
    return period.start.year


def _full_day(match: re.Match[str], context: _Context) -> Period | None:
    year, before = _year(match, context), context.text[: match.start("d")][-1:]
    if year is None or (before and before in "$€£¥.,:/"):  # "$7 July contracts"
        return None
    return Period.of(_ymd(year, match["m"], match["d"]))


def _days(match: re.Match[str], context: _Context) -> Period | None:
    year, month, last_month = _year(match, context), match["m"], match.groupdict().get("m2") or match["m"]
    if year is None:
        return None
    last = _ymd(year, last_month, match["d2"])
    first = _ymd(year, month, match["d"])
    if first > last:
        first = _ymd(year - 1, month, match["d"])
    days = Period.of(first, last)
    listed = match["to"].strip() == "and" and not _between(context.text, match.start())
    return None if days.days > 366 or (listed and days.days != 2) else days


def _numeric(match: re.Match[str], _: _Context) -> Period | None:
    """Day and month by number, only where one order is possible."""
    first, second = int(match["a"]), int(match["b"])
    if first != second and first <= 12 and second <= 12:
        return None
    month, day = (first, second) if first <= 12 else (second, first)
    return Period.of(f"{match['whole']}-{month:02d}-{day:02d}")


def _months(match: re.Match[str], context: _Context) -> Period | None:
    year = _year(match, context)
    if year is None:
        return None
    first, last = _ymd(year, match["m"]), _ymd(year, match.groupdict().get("m2") or match["m"])
    return Period.of(first if first <= last else _ymd(year - 1, match["m"]), last)


_MONTH_CUE = re.compile(
    r"\b([Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Oo]f|[Ff]rom|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|to|that|this|last|and|a"
    r"|the|through|before|after)[\s-]\Z"
)
_NAMED = re.compile(
    r"\s+(?:Revolution|Crisis|Manifesto|Days|Plot|War|Surprise|Declaration|Agreement|Accords?|Uprising|Coup|Movement)\b"
    r"|\s*\d"
)


def _bare_month(match: re.Match[str], context: _Context) -> Period | None:
    """A month without a year ("by December"), in the year of the anchor; never a name or a verb."""
    before = context.text[max(0, match.start() - 12) : match.start()]
    name, cue = match["m"], _MONTH_CUE.search(before)
    if (
        _NAMED.match(context.text, match.end())
        or before.endswith(("Black ", "Bloody "))
        or (len(name) < 4 and name != "May")
    ):
        return None
    if not cue and name in {"March", "April", "May", "June", "August"}:  # names and verbs as well
        return None
    if name == "May" and cue and cue[1].lower() in {"of", "by", "from", "to", "and", "a", "the"}:
        return None
    return _months(match, context)


@cache
def _words(dimension: str) -> dict[str, int]:
    """The words of a dimension of ``units.csv`` in lower case, with their factors."""
    table = resources.files("detente").joinpath("data/units.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(table.splitlines()) if row["dimension"] == dimension]
    found = [(row["factor"], [*row["aliases"].split("|"), "" if dimension == "count" else row["name"]]) for row in rows]
    return {name.lower(): int(float(factor or 0)) for factor, names in found for name in names if name}


_MEASURED = ("scale", "currency", "percent", "length", "area", "mass", "volume", "energy", "power", "time")
_NEXT_WORD = re.compile(r"(?P<gap>[\s-]*)(?P<word>[A-Za-z]*)")


def _stands_as_year(text: str, start: int, end: int) -> bool:
    """False for four digits that count something ("2000 tanks") or are a number in a name ("Resolution 1973")."""
    after = _NEXT_WORD.match(text, end)
    noun, lead = after["word"] if after else "", text[start - 1 : start] or " "
    glued = bool(noun and after and not after["gap"]) and len(noun) < 6 and noun not in _words("stop")  # "2000km"
    if glued or noun in {"BC", "BCE", "B"}:
        return False
    if lead in "$€£¥#№+/.,:&_" or (lead == "-" and text[start - 2].isalnum()):
        return False
    words = ["", "", *text[max(0, start - 32) : start].split()]
    word, labels = words[-1].lower().strip("\"“'‘’"), _words("label")
    if word in _words("year cue") or word.endswith(("(", "[")):
        return True
    if word.lstrip("(").rstrip(".") in labels or (
        word == "and" and words[-2].isdigit() and words[-3].lower() in labels
    ):
        return False
    if word.endswith(("$", "€", "£")) or any(noun.lower() in _words(kind) for kind in _MEASURED):
        return False
    if word.startswith("(") or word.endswith(("'s", "’s", "s'", "s’")) or word in _words("determiner"):
        return True
    year, plural = int(text[start : start + 4]), noun.islower() and noun.endswith("s")
    counts = noun.lower() in _words("count") or (plural and year % 50 == 0)
    return word not in _words("amount") and not counts and 1800 <= year <= 2050


def _named_year(match: re.Match[str], _: _Context) -> Period:
    return Period.of(match["y"])


def _bare_year(match: re.Match[str], context: _Context) -> Period | None:
    return Period.of(match["y"]) if _stands_as_year(context.text, *match.span("y")) else None


def _years(match: re.Match[str], context: _Context) -> Period | None:
    first, last = match["first"], match["first"][: -len(match["last"])] + match["last"]
    listed = match["to"].strip() == "and" and not _between(context.text, match.start())
    if listed or not first < last <= "2099" or not _stands_as_year(context.text, *match.span()):
        return None
    return Period.of(first, last)


def _decade(match: re.Match[str], _: _Context) -> Period:
    first = int(match["decade"])
    return Period.of(str(first), str(first + (99 if first % 100 == 0 and first < 2000 else 9)))


_CENTURIES = ("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")


def _century(match: re.Match[str], _: _Context) -> Period | None:
    word = match["nth"].lower()
    number = int(word[:-2]) if word[0].isdigit() else _CENTURIES.index(word) + 15
    return Period.of(f"{number * 100 - 99:04d}", f"{number * 100:04d}") if 1 <= number <= 21 else None


# As wide as the meteorological and the astronomical season together. "Winter of 1941" may be the one that ends or
# the one that begins in 1941; "winter 1941-42" is sure.
_SEASONS = {
    "spring": (3, 6, 21),
    "summer": (6, 9, 23),
    "autumn": (9, 12, 21),
    "fall": (9, 12, 21),
    "winter": (1, 3, 21),
}


def _season(match: re.Match[str], context: _Context) -> Period | None:
    year, name = _year(match, context), match["season"].lower()
    if year is None:
        return None
    first, last, day = _SEASONS[name]
    winter = name == "winter"
    start = dt.date(year, 12 if winter and match.groupdict().get("next") else first, 1)
    return Period(start=start, end=dt.date(year + winter, last, day))


def _fiscal(match: re.Match[str], _: _Context) -> Period:
    """Fiscal 2023 begins between July 2022 and April 2023, fiscal 2022-23 between April and October 2022."""
    year = int(match["y"])
    if match["next"]:
        return Period(start=dt.date(year, 4, 1), end=dt.date(year + 1, 10, 1))
    return Period(start=dt.date(year - 1, 7, 1), end=dt.date(year + 1, 4, 1))


def _part(words: str) -> str:
    word = words.lower().removeprefix("the ").removeprefix("very ")
    return "mid" if word.startswith("mid") else "early" if word.startswith(("earl", "beg", "sta", "out")) else "late"


def _of_part(match: re.Match[str], context: _Context) -> Period | None:
    """Early, mid or late in a month, year, decade or century."""
    groups = match.groupdict()
    build: _Builder = next(
        (b for name, b in (("decade", _decade), ("nth", _century), ("m", _months)) if groups.get(name)), _named_year
    )
    whole = build(match, context)
    return _third(whole, _part(match["part"])) if whole else None


def _third(whole: Period, part: str) -> Period:
    """A third of a month is about ten days, of a year four months, of a decade three or four years."""
    start, years = whole.start, whole.end.year - whole.start.year
    if whole.days <= 31:
        edges = (start, start.replace(day=11), start.replace(day=21), whole.end)
    elif whole.days <= 366:
        edges = (start, start.replace(month=5), start.replace(month=9), whole.end)
    else:
        steps = (start.year + round(years / 3), start.year + round(2 * years / 3))
        edges = (start, start.replace(year=steps[0]), start.replace(year=steps[1]), whole.end)
    index = ("early", "mid", "late").index(part)
    return Period(start=edges[index], end=edges[index + 1])


_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_BACK = frozenset({"yesterday", "previous", "preceding", "prior", "before", "last", "earlier", "previously", "ago"})
_ON = frozenset({"tomorrow", "next", "following", "after", "later", "afterwards", "afterward"})


def _step(word: str | None) -> int:
    return ((word or "").lower() in _ON) - ((word or "").lower() in _BACK)


def _from_anchor(match: re.Match[str], context: _Context) -> Period | None:
    """Count "the next day" and "that year" from what went before."""
    return _shift(context.anchor, match.groupdict().get("unit") or "day", _step(match["which"]))


def _from_writing(match: re.Match[str], context: _Context) -> Period | None:
    """Count "yesterday", "last Tuesday" and "this year" from the day of writing."""
    unit, step, written = (match.groupdict().get("unit") or "day").lower(), _step(match["which"]), context.written
    if unit[:-3] not in _WEEKDAYS:
        return _shift(written, unit, step)
    if written is None or step == 0:
        return None
    ahead = (_WEEKDAYS.index(unit[:-3]) - written.start.weekday()) % 7
    return _shift(written, "day", (ahead or 7) if step > 0 else ahead - 7)


def _later(match: re.Match[str], context: _Context) -> Period | None:
    """Count "three days later" from what went before, "three days ago" from the day of writing."""
    word = match["n"].lower()
    count = 1 if word in {"a", "an"} else int(word) if word.isdigit() else _words("number").get(word)
    base = context.written if match["dir"] == "ago" else context.anchor
    return None if count is None else _shift(base, match["unit"], count * _step(match["dir"]))


def _shift(base: Period | None, unit: str, count: int) -> Period | None:
    """``count`` units on from ``base``, as wide as the unit; None where ``base`` is wider than the unit."""
    year = _year_of(base)
    if base is None or year is None:
        return None
    if unit == "year":
        return Period.of(f"{year + count:04d}")
    if unit == "decade":
        return Period.of(f"{year + 10 * count - 1:04d}", f"{year + 10 * count + 1:04d}") if count else None
    if unit == "month" and base.start.month == (base.end - dt.timedelta(days=1)).month:
        months = year * 12 + base.start.month - 1 + count
        return Period.of(f"{months // 12:04d}-{months % 12 + 1:02d}")
    if base.days != 1:
        return None
    day = base.start + dt.timedelta(days=count * (7 if unit == "week" else 1))
    if unit == "week":  # of the calendar, from Monday
        monday = day - dt.timedelta(days=day.weekday())
        return Period(start=monday, end=monday + dt.timedelta(days=7))
    return Period(start=day, end=day + dt.timedelta(days=1), precision="day") if unit == "day" else None


def _rest_of(match: re.Match[str], context: _Context) -> Period | None:
    """Take the year from the anchor on for "later that year", its last third for "late in the year"."""
    anchor, whole, word = context.anchor, _from_anchor(match, context), match["part"].lower()
    if whole is None or anchor is None:
        return None
    if word not in {"later", "earlier"}:
        return _third(whole, _part(word))
    if whole.days <= anchor.days or anchor not in whole:
        return whole
    return Period(start=anchor.start, end=whole.end) if word == "later" else Period(start=whole.start, end=anchor.end)


_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June|Jun\.?|July|Jul\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_MI = f"(?P<m>(?i:{_M}))"  # in any case, only where a day and a year stand beside it
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|\.\d|,\d{3}(?!\d))"
_D1, _D2, _M1, _M2 = f"(?P<d>{_D})", f"(?P<d2>{_D})", f"(?P<m>{_M})", f"(?P<m2>{_M})"
_Y = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_TO = rf"(?P<to>{_DASH}|\s+(?:to|until|till|through|and)\s+)"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<y>{_Y})|,(?P<y2>{_Y}))"
_THAT_YEAR = r"(?:,?\s+(?:of\s+)?(?:that|the same)\s+year)?"
_AND_YEAR = r"(?:[-–/](?P<next>\d\d(?:\d\d)?))?(?!\d)"
_UNIT = r"(?P<unit>day|week|month|year|decade)"
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_DECADE = r"(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"
_NTH = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|(?i:{'|'.join(_CENTURIES)}))[\s-]century\b"
_THE = r"(?:[Tt]he\s+)?"
_PART = (
    rf"(?P<part>{_THE}(?:[Vv]ery\s+)?(?:(?:[Ee]arly|[Ll]ate)(?:[\s-]+in)?(?:\s+the)?|[Mm]id(?:dle)?"
    r"|(?:[Bb]eginning|[Ss]tart|[Oo]utset|[Mm]iddle|[Ee]nd|[Cc]lose)\s+of(?:\s+the)?))[\s-]+"
)
_AROUND = "next|following|previous|preceding|prior"
_REST = r"(?P<part>(?i:early|late|later|earlier|the\s+(?:beginning|start|middle|end)\s+of))\s+(?:in\s+)?"
_WEEKDAY = f"(?i:{'|'.join(_WEEKDAYS)})day"
_LATER = (
    rf"(?<![\w-])(?P<n>\d{{1,3}}|[A-Za-z]+)\s+{_UNIT}s?\s+"
    r"(?P<dir>later|earlier|afterwards?|previously|ago)\b(?!\s+than)"
)
_DAY_FIRST: tuple[tuple[str, str, _Builder], ...] = (
    ("day", rf"{_D1}\s?(?:of\s+)?{_MI}{_OF_YEAR}", _full_day),
    ("day", rf"{_D1}[\s-](?:of\s+)?{_M1}{_THAT_YEAR}", _full_day),
    ("days", rf"{_D1}{_TO}{_D2}\s+(?:of\s+)?{_M1}{_OF_YEAR}?", _days),
    ("days", rf"{_D1}\s+{_M1}{_TO}{_D2}\s+{_M2}{_OF_YEAR}?", _days),
)
_TABLE: dict[str, tuple[tuple[str, str, _Builder], ...]] = {
    "digit": (
        *_DAY_FIRST,
        ("day", rf"{_Y}-\d\d-\d\d(?!\d)", lambda match, _: Period.of(match[0])),
        ("day", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<whole>(?:1[5-9]|20)\d\d)(?!\d)", _numeric),
        ("range", rf"(?P<first>{_Y}){_TO}(?P<last>{_Y}|\d\d(?![\d%,.]\d|\d|[A-Za-z]))", _years),
        ("decade", _DECADE, _decade),
        ("century", _NTH, _century),
        ("season", rf"(?P<y>{_Y})\s+{_SEASON}\b", _season),
        ("year", rf"(?P<y>{_Y})(?!\d)", _bare_year),
        ("relative", _LATER, _later),
    ),
    "month": (
        ("day", rf"{_MI}\s*{_D1}{_OF_YEAR}", _full_day),
        ("day", rf"{_M1}\s*{_D1}(?!\s+(?:percent|per\s+cent|million)){_THAT_YEAR}", _full_day),
        ("days", rf"{_M1}\s*{_D1}{_TO}{_D2}{_OF_YEAR}?", _days),
        ("days", rf"{_M1}\s*{_D1}{_TO}{_M2}\s*{_D2}{_OF_YEAR}?", _days),
        ("range", rf"{_M1}(?:{_TO}|/){_M2}{_OF_YEAR}", _months),
        ("month", rf"{_M1}{_OF_YEAR}", _months),
        ("carried", rf"{_M1}{_THAT_YEAR}(?![-\w])", _bare_month),
    ),
    "word": (
        *((name, rf"[Tt]he\s+{pattern}", build) for name, pattern, build in _DAY_FIRST),
        ("decade", rf"[Tt]he\s+{_DECADE}", _decade),
        ("century", rf"{_THE}{_NTH}", _century),
        ("part", rf"{_PART}(?:{_DECADE}|{_NTH}|{_M1}{_OF_YEAR}?)", _of_part),
        ("part", rf"{_PART}(?P<y>{_Y})(?!\d|-\d|['’]?s\b)", _of_part),
        ("season", rf"{_THE}{_SEASON}(?:\s+of|,)?\s+(?P<y>{_Y}){_AND_YEAR}", _season),
        ("season", rf"{_THE}{_SEASON}\s+of\s+(?:that|the same)\s+year\b", _season),
        ("fiscal", rf"(?:[Ff]iscal(?:\s+[Yy]ear)?|FY)\s*(?P<y>{_Y}){_AND_YEAR}", _fiscal),
        ("post", rf"[Pp]ost-\s?(?P<y>{_Y})(?!\d)", _named_year),
        ("pre", rf"[Pp]re-\s?(?P<y>{_Y})(?!\d)", _named_year),
        ("relative", rf"(?i:th(?:e|at|is))\s+(?:very\s+)?(?P<which>same|{_AROUND})\s+{_UNIT}\b", _from_anchor),
        ("relative", rf"[Tt]hat\s+(?P<which>)(?:very\s+)?{_UNIT}\b", _from_anchor),
        ("relative", r"[Tt]he\s+day\s+(?P<which>following|after|before|previous)(?=\s*[.,;:)])", _from_anchor),
        ("relative", _LATER, _later),
        ("relative", rf"{_REST}(?:the|that)(?:\s+(?P<which>same|{_AROUND}))?\s+(?P<unit>month|year)\b", _rest_of),
        ("relative", r"(?P<which>[Yy]esterday|[Tt]oday|[Tt]omorrow)\b", _from_writing),
        ("relative", rf"(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>week|month|year|{_WEEKDAY})\b", _from_writing),
    ),
}
_RULES = {kind: [(name, re.compile(p), build) for name, p, build in rules] for kind, rules in _TABLE.items()}
_START = re.compile(
    r"[0-9](?<![\d$€£¥].)(?<!\d[.,].)|[JFMASONDjfmasond](?i:an|eb|a[ry]|pr|u[nlg]|ep|ct|ov|ec)"
    r"(?<![A-Za-z]...)|[Pp](?:ost|re)-\s?\d|[Tt]h(?<!\w..)(?:e\s+(?:\d|next|following|same|prev|prec|prior|very|day|begin"
    r"|start|outset|mid|end|close|spr|sum|aut|fall|win|fif|six|sev|eig|nin|twen|early|late)|(?:at|is)\s+(?:same|very|day"
    r"|week|month|year|decade|next|prev|foll))|[ABELVMSFWDNTYOabelvmsfwdntyo](?<!\w.)(?:arl[yi]|at[er]|ery\s|id|egin|nd\s"
    r"|pring|ummer|utumn|all|inter|iscal|Y|ifte|ixt|event|ight|inete|went|n?\s+(?:day|week|month|year|decade)|ne\s|wo\s"
    r"|hree\s|our\s|ive\s|ix\s|even\s|ine\s|en\s|leven|welve|hirt|ourt|esterday|oday|omorrow|ast\s|ext\s)"
)
