"""Dates that say themselves which they are, but for a year that may be carried: days, months, years and longer.

Each row of ``RULES`` is the name of a rule, a pattern and what makes a period of a match, or None where the words are
no date after all or lack what the context does not give.
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
    """A text, what the words before a place in it have established, and when it was written."""

    text: str
    anchor: Period | None
    written: Period | None


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
        edges = (start, _months_on(start, month), _months_on(start, 2 * month), whole.end)
    else:
        steps = (start.year + round(years / 3), start.year + round(2 * years / 3))
        edges = (start, start.replace(year=steps[0]), start.replace(year=steps[1]), whole.end)
    index = ("early", "mid", "late").index(part)
    return Period(start=edges[index], end=edges[index + 1])


def _months_on(day: dt.date, count: int) -> dt.date:
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


def _ymd(year: int, month: str, day: str = "") -> str:
    return f"{year:04d}-{month_number(month):02d}" + (f"-{ordinal(day) or 99:02d}" if day else "")


def _written_year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    said = groups.get("y") or groups.get("y2") or groups.get("y3")
    return int(said) if said else None


def _year(match: re.Match[str], context: Context) -> int | None:
    """The year that stands there, or the year of the anchor when that lies in one."""
    return _written_year(match) or year_of(context.anchor)


NEAR = 150  # days within which a day without a year is the one nearest to the day of writing


def _nearest_year(match: re.Match[str], written: Period | None) -> int | None:
    """The year in which a month lies near the day of writing, None where that is not plain."""
    if written is None or written.days > 31:
        return None
    month = month_number(match["m"])
    days = {
        year: abs((dt.date(year, month, 15) - written.start).days)
        for year in range(written.start.year - 1, written.start.year + 2)
    }
    year = min(days, key=lambda each: days[each])
    return year if days[year] <= NEAR else None


_LOOKS_BACK = re.compile(
    r"\b(?:had|earlier|previous(?:ly)?|originally|since|before|already|back|that year)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_RUNNING = re.compile(r"(?:\A|[.!?\n\"”]\s*|,\s+)(?:(?:[Oo]n|[Ii]n|[Bb]y|[Uu]ntil)\s+)?(?:[Ee]arly\s+|[Ll]ate\s+)?\Z")


def _story_year(match: re.Match[str], context: Context) -> int | None:
    """The year of a day or month without one: that of the anchor, or the next when the story runs on over New Year.

    The evidence for that: the story stands in a day or month of autumn or winter, the new date opens a clause, lies in
    the first months of the year, and nothing in its sentence looks back.
    """
    anchor, said = context.anchor, _written_year(match)
    year = said or year_of(anchor)
    if anchor is None and not said:
        return _nearest_year(match, context.written)
    if year is None or anchor is None or said or anchor.days > 31:
        return year
    back = anchor.start.month - month_number(match["m"])
    if back < 7 or "that" in match[0] or "same" in match[0]:
        return year
    before = _SENTENCE_END.split(context.text[max(0, match.start() - 160) : match.start()])[-1]
    runs = _RUNNING.search(context.text, max(0, match.start() - 14), match.start())
    return year + 1 if runs and not _LOOKS_BACK.search(before) else year


def _full_day(match: re.Match[str], context: Context) -> Period | None:
    year, before = _story_year(match, context), context.text[: match.start("d")][-1:]
    if year is None or (before and before in "$€£¥.,:/"):  # "$7 July contracts"
        return None
    return Period.of(_ymd(year, match["m"], match["d"]))


_ON = re.compile(r"\b(?:on|by|until|till|from|of|and|to)\s\Z", re.IGNORECASE)


def _day_of_month(match: re.Match[str], context: Context) -> Period | None:
    """Read "on the 9th" in the month of the anchor."""
    anchor, month = context.anchor, _one_month(context.anchor)
    if anchor is None or month is None or not _ON.search(context.text, max(0, match.start() - 6), match.start()):
        return None
    return Period.of(f"{anchor.start.year:04d}-{month:02d}-{ordinal(match['d']) or 0:02d}")


def _one_month(period: Period | None) -> int | None:
    if period is None or period.days > 31 or (period.end - dt.timedelta(days=1)).month != period.start.month:
        return None
    return period.start.month


def _days(match: re.Match[str], context: Context) -> Period | None:
    year, month, last_month = _story_year(match, context), match["m"], match.groupdict().get("m2") or match["m"]
    if year is None:
        return None
    last, first = _ymd(year, last_month, match["d2"]), _ymd(year, month, match["d"])
    if first > last:
        if _written_year(match):
            first = _ymd(year - 1, month, match["d"])
        else:
            last = _ymd(year + 1, last_month, match["d2"])
    days = Period.of(first, last)
    listed = match["to"].strip() == "and" and not between(context.text, match.start())
    return None if days.days > 366 or (listed and days.days != 2) else days


def _numeric(match: re.Match[str], _: Context) -> Period | None:
    """Day and month by number, only where one order is possible."""
    first, second = int(match["a"]), int(match["b"])
    if first != second and first <= 12 and second <= 12:
        return None
    month, day = (first, second) if first <= 12 else (second, first)
    return Period.of(f"{match['whole']}-{month:02d}-{day:02d}")


def _months(match: re.Match[str], context: Context) -> Period | None:
    year = _story_year(match, context)
    if year is None:
        return None
    last_month = match.groupdict().get("m2") or match["m"]
    first, last = _ymd(year, match["m"]), _ymd(year, last_month)
    if first > last:
        if _written_year(match):
            return Period.of(_ymd(year - 1, match["m"]), last)
        return Period.of(first, _ymd(year + 1, last_month))
    return Period.of(first, last)


_MONTH_CUE = re.compile(
    r"\b([Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Oo]f|[Ff]rom|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|to|that|this|last|next|and|a"
    r"|the|through|throughout|before|after|between|[Bb]etween|following|previous)[\s-]\Z"
)
_NAMED = re.compile(
    r"\s+(?:Revolution|Crisis|Manifesto|Days|Plot|War|Surprise|Declaration|Agreement|Accords?|Uprising|Coup|Movement)\b"
    r"|\s*\d"
)
_AMBIGUOUS = frozenset({"March", "April", "May", "June", "August"})  # names and verbs as well
_NOUN_NEXT = re.compile(r"\s[a-z]")


def _bare_month(match: re.Match[str], context: Context) -> Period | None:
    """A month without a year ("by December"), in the year of the anchor; never a name or a verb."""
    before = context.text[max(0, match.start() - 12) : match.start()]
    name, cue = match["m"], _MONTH_CUE.search(before)
    if (
        _NAMED.match(context.text, match.end())
        or before.endswith(("Black ", "Bloody "))
        or (len(name) < 4 and name != "May")
    ):
        return None
    word = cue[1].lower() if cue else ""
    if name in _AMBIGUOUS and (not word or (word in {"a", "the"} and not _NOUN_NEXT.match(context.text, match.end()))):
        return None
    if name == "May" and word in {"of", "by", "from", "to", "and", "a", "the"}:
        return None
    return _months(match, context)


def _month_span(match: re.Match[str], context: Context) -> Period | None:
    """Months "from May to July" without a year."""
    opened = context.text[max(0, match.start() - 9) : match.start()].rstrip().lower().endswith(("from", "between"))
    return _months(match, context) if opened else None


_MEASURED = ("scale", "currency", "percent", "length", "area", "mass", "volume", "energy", "power", "time")
_NEXT_WORD = re.compile(r"(?P<gap>[\s-]*)(?P<word>[A-Za-z]*)")


def _stands_as_year(text: str, start: int, end: int) -> bool:
    """False for four digits that count something ("2000 tanks") or are a number in a name ("Resolution 1973")."""
    after = _NEXT_WORD.match(text, end)
    noun, lead = after["word"] if after else "", text[start - 1 : start] or " "
    glued = bool(noun and after and not after["gap"]) and len(noun) < 6 and noun not in words("stop")  # "2000km"
    if glued or noun in {"BC", "BCE", "B"}:
        return False
    if lead in "$€£¥#№+/.,:&_" or (lead == "-" and text[start - 2].isalnum()):
        return False
    said = ["", "", *text[max(0, start - 32) : start].split()]
    word, labels = said[-1].lower().strip("\"“'‘’"), words("label")
    if word in {"-", "/"} and said[-2].isdigit() and len(said[-2]) < 3:  # "32 - 2015"
        return False
    if int(text[start : start + 4]) < 1500 and (word not in words("year cue") or _counts(noun)):
        return False
    if word in words("year cue") or word.endswith(("(", "[")):
        return True
    if word.lstrip("(").rstrip(".") in labels or (word == "and" and said[-2].isdigit() and said[-3].lower() in labels):
        return False
    if word.endswith(("$", "€", "£")) or any(noun.lower() in words(kind) for kind in _MEASURED):
        return False
    if word.startswith("(") or word.endswith(("'s", "’s", "s'", "s’")) or word in words("determiner"):
        return True
    year, plural = int(text[start : start + 4]), noun.islower() and noun.endswith("s")
    counts = noun.lower() in words("count") or (plural and year % 50 == 0)
    return word not in words("amount") and not counts and 1800 <= year <= 2050


def _counts(noun: str) -> bool:
    """Whether a word behind a number is what it counts; the small words of a sentence are not."""
    return noun.islower() and noun not in words("stop")


def _named_year(match: re.Match[str], _: Context) -> Period:
    return Period.of(f"{int(match['y']):04d}")


def _bare_year(match: re.Match[str], context: Context) -> Period | None:
    place, end = match.span("y")
    numbered = _opens(context.text, place) and re.match(r"\s?[-–—/]\s?\d", context.text[end : end + 4])
    return Period.of(match["y"]) if not numbered and _stands_as_year(context.text, place, end) else None


def _years(match: re.Match[str], context: Context) -> Period | None:
    first, last = match["first"], match["first"][: -len(match["last"])] + match["last"]
    listed = match["to"].strip() == "and" and not between(context.text, match.start())
    if listed or not first < last <= "2099" or not _stands_as_year(context.text, *match.span()):
        return None
    short = len(match["last"]) == 2
    if short and (
        _opens(context.text, match.start())
        or (match["to"] != match["to"].strip() and _counted(context.text, match.end()))
    ):
        return None
    return Period.of(first, last)


def _opens(text: str, place: int) -> bool:
    """Whether a number stands first behind a question or a colon: nothing says that "2015-32" there is two years."""
    return re.search(r"[?!:]\s\Z", text[max(0, place - 3) : place]) is not None


def _counted(text: str, place: int) -> bool:
    after = _NEXT_WORD.match(text, place)
    return after is not None and _counts(after["word"])


def _iso_month(match: re.Match[str], _: Context) -> Period | None:
    """Read "2015-12" as a month, and "1909-12", which may be four years, not."""
    return Period.of(match[0]) if int(match["month"]) <= int(match[0][2:4]) else None


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
    year = _year(match, context)
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


def _fiscal(match: re.Match[str], _: Context) -> Period:
    """Fiscal 2023 begins between July 2022 and April 2023, fiscal 2022-23 between April and October 2022."""
    year = int(match["y"])
    if match["next"]:
        return Period(start=dt.date(year, 4, 1), end=dt.date(year + 1, 10, 1))
    return Period(start=dt.date(year - 1, 7, 1), end=dt.date(year + 1, 4, 1))


_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "final": 0, "latter": 0}


def _share(match: re.Match[str], context: Context) -> Period | None:
    """A quarter or half of a month, year, decade or century; "the third quarter" alone is the last before the writing."""
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
    edges = [_months_on(whole.start, step * i) for i in range(count)] + [whole.end]
    return None if rest else Period(start=edges[number - 1], end=edges[number])


def _last_quarter(number: int, written: Period | None) -> Period | None:
    if written is None or written.days > 31:
        return None
    start = dt.date(written.start.year, 3 * number - 2, 1)
    start = start if start <= written.start else start.replace(year=start.year - 1)
    return Period(start=start, end=_months_on(start, 3))


def _whole(match: re.Match[str], context: Context) -> Period | None:
    """The month, year, decade or century whose part the words name."""
    groups = match.groupdict()
    builders: tuple[tuple[str, Builder], ...] = (("decade", _decade), ("nth", _century), ("m", _months))
    build = next((builder for name, builder in builders if groups.get(name)), None)
    if build:
        return build(match, context)
    year = _year(match, context)
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
        edge = _months_on(whole.end, -step) if at_end else _months_on(whole.start, step)
    period = Period(start=edge, end=whole.end) if at_end else Period(start=whole.start, end=edge)
    return period if period in whole else None


def _week_of(match: re.Match[str], context: Context) -> Period | None:
    """The week of the calendar in which a day lies."""
    day = _full_day(match, context)
    if day is None:
        return None
    monday = day.start - dt.timedelta(days=day.start.weekday())
    return Period(start=monday, end=monday + dt.timedelta(days=7))


def _of_the_lord(match: re.Match[str], _: Context) -> Period | None:
    return Period.of(f"{int(match['y']):04d}") if int(match["y"]) else None


DASH = r"\s?[-–—−]\s?"
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June|Jun\.?|July|Jul\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
THE = r"(?:[Tt]he\s+)?"
_MI = f"(?P<m>(?i:{MONTH}))"  # in any case, only where a day and a year stand beside it
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|\.\d|,\d{3}(?!\d))"
_D1, _D2, _M1, _M2 = f"(?P<d>{_D})", f"(?P<d2>{_D})", f"(?P<m>{MONTH})", f"(?P<m2>{MONTH})"
_Y = r"(?:1\d|20)\d\d(?![\d%]|[.,]\d)"
_TO = rf"(?P<to>{DASH}|\s+(?:to|until|till|through|and)\s+)"
_OF_YEAR = rf"(?:\s?,?\s+(?:of\s+)?(?P<y>{_Y})|,(?P<y2>{_Y}))"
_THAT_YEAR = r"(?:,?\s+(?:of\s+)?(?:that|the same)\s+year)?"
_AND_YEAR = r"(?:[-–/](?P<next>\d\d(?:\d\d)?))?(?!\d)"
_DECADE = r"(?P<decade>(?:1\d|20)\d0)['’]?s\b"
_ORDINAL_WORD = r"(?i:(?:(?:twenty|thirty)-)?(?:first|second|third|[a-z]{3,8}th))"
_NTH = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL_WORD})[\s-]century\b"
_PART = (
    rf"(?P<part>{THE}(?:[Vv]ery\s+)?(?:(?:[Ee]arly|[Ll]ate)(?:[\s-]+in)?(?:\s+the)?|[Mm]id(?:dle)?"
    r"|(?:[Bb]eginning|[Ss]tart|[Oo]utset|[Oo]pening|[Mm]iddle|[Ee]nd|[Cc]lose)\s+of(?:\s+the)?))[\s-]+"
)
_WITH_NEXT = rf"(?=(?:,\s*(?:{{0}}))*\s*(?:,?\s*(?:and|or)|,|/|to|through|until)\s*(?:the\s+)?(?:{{0}})(?:\s+of|,)?\s+(?P<y>{_Y}))"
_ANY_SEASON = "(?i:spring|summer|autumn|fall|winter)"
_WHOLE = (
    rf"(?:(?:the\s+)?(?:{_DECADE}|{_NTH})|{_M1}{_OF_YEAR}?|(?:the\s+year\s+)?(?P<y3>{_Y})(?!\d|['’]?s\b)"
    r"|(?:that|the(?:\s+same)?)\s+year\b)"
)
_DAY_FIRST: tuple[Rule, ...] = (
    ("day", rf"{_D1}\s?(?:of\s+)?{_MI}{_OF_YEAR}", _full_day),
    ("day", rf"{_D1}[\s-](?:of\s+)?{_M1}{_THAT_YEAR}", _full_day),
    ("range", rf"{_D1}{_TO}{_D2}\s+(?:of\s+)?{_M1}{_OF_YEAR}?", _days),
    ("range", rf"{_D1}\s+{_M1}{_TO}{_D2}\s+{_M2}{_OF_YEAR}?", _days),
    (
        "day",
        rf"{_D1}(?=(?:,\s+{_D})*,?\s+(?:and|or)\s+{_D}\s+(?:of\s+)?{_M1}{_OF_YEAR})",
        _full_day,
    ),
)
RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (
        *_DAY_FIRST,
        ("day", rf"{_Y}-\d\d-\d\d(?!\d)", lambda match, _: Period.of(match[0])),
        ("day", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<whole>(?:1[5-9]|20)\d\d)(?!\d)", _numeric),
        ("range", rf"(?P<first>{_Y}){_TO}(?P<last>{_Y}|\d\d(?![\d%,.]\d|\d|[A-Za-z]))", _years),
        ("month", r"(?:1[5-9]|20)\d\d-(?P<month>0[1-9]|1[0-2])(?![\w-])", _iso_month),
        ("decade", _DECADE, _decade),
        ("century", _NTH, _century),
        ("season", rf"(?P<y>{_Y})\s+{SEASON}\b", _season),
        ("quarter", rf"(?P<y>{_Y})[\s-]?(?P<share>[Qq])(?P<digit>[1-4])\b", _share),
        ("year", rf"(?P<y>{_Y})(?!\d)", _bare_year),
        ("year", r"(?P<y>\d{1,4})\s?(?:A\.?D\.?|C\.?E\.?)(?![A-Za-z])", _of_the_lord),
    ),
    "month": (
        ("day", rf"{_MI}\s*{_D1}{_OF_YEAR}", _full_day),
        ("day", rf"{_M1}\s*{_D1}(?!\s+(?:percent|per\s+cent|million)){_THAT_YEAR}", _full_day),
        ("range", rf"{_M1}\s*{_D1}{_TO}{_D2}{_OF_YEAR}?", _days),
        ("range", rf"{_M1}\s*{_D1}{_TO}{_M2}\s*{_D2}{_OF_YEAR}?", _days),
        ("range", rf"{_M1}(?:{_TO}|/){_M2}{_OF_YEAR}", _months),
        ("range", rf"{_M1}{_TO}{_M2}(?!\s+\d)", _month_span),
        ("month", rf"{_M1}{_OF_YEAR}", _months),
        ("month", rf"{_M1}{_WITH_NEXT.format(MONTH)}", _months),
        ("month", rf"{_M1}{_THAT_YEAR}(?![-\w])", _bare_month),
    ),
    "word": (
        *((name, rf"[Tt]he\s+{pattern}", build) for name, pattern, build in _DAY_FIRST),
        ("day", rf"{THE}(?P<d>{_ORDINAL_WORD}|{_D})(?:\s+day)?\s+of\s+{_M1}{_OF_YEAR}?", _full_day),
        (
            "day",
            r"[Tt]he\s+(?P<d>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;:)]|(?:and|to|the|in|at|with|when|by)\b))",
            _day_of_month,
        ),
        ("year", rf"(?:[Tt]he\s+)?[Yy]ear\s+(?P<y>{_Y})(?!\d)", _named_year),
        ("year", r"A\.?D\.?\s?(?P<y>\d{1,4})(?!\d)", _of_the_lord),
        ("decade", rf"[Tt]he\s+{_DECADE}", _decade),
        ("century", rf"{THE}{_NTH}", _century),
        ("century", rf"[Tt]he\s+[Tt]urn\s+of\s+the\s+{_NTH}", _turn),
        ("part", rf"{_PART}(?:{_DECADE}|{_NTH}|{_M1}{_OF_YEAR}?)", _of_part),
        ("part", rf"{_PART}(?P<y>{_Y})(?!\d|-\d|['’]?s\b)", _of_part),
        (
            "season",
            rf"{THE}(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-]+)?{SEASON}(?:\s+of|,)?\s+(?P<y>{_Y}){_AND_YEAR}",
            _season,
        ),
        ("season", rf"{THE}{SEASON}\s+of\s+(?:that|the same)\s+year\b", _season),
        ("season", rf"{THE}{SEASON}{_WITH_NEXT.format(_ANY_SEASON)}", _season),
        ("season", rf"{THE}{SEASON}\b", _bare_season),
        ("fiscal", rf"(?:[Ff]iscal(?:\s+[Yy]ear)?|FY)\s*(?P<y>{_Y}){_AND_YEAR}", _fiscal),
        ("quarter", rf"(?P<share>[Qq])(?P<digit>[1-4])[\s-]?(?:of\s+)?(?P<y>{_Y})(?!\d)", _share),
        ("half", rf"(?P<share>H)(?P<digit>[12])\s?(?:of\s+)?(?P<y>{_Y})(?!\d)", _share),
        (
            "quarter",
            rf"{THE}(?i:(?P<which>first|second|third|fourth|last|final)[\s-](?P<share>quarter))(?:,?\s+(?:of\s+)?(?P<y>{_Y})(?!\d)|\s+of\s+(?:that|the)\s+year\b|(?!\s+of\b))",
            _share,
        ),
        ("half", rf"{THE}(?i:(?P<which>first|second|last|latter)[\s-](?P<share>half))\s+of\s+{_WHOLE}", _share),
        (
            "edge",
            rf"{THE}(?i:(?P<edge>first|last|final|opening|closing)(?:\s+(?P<n>\d+|few|[a-z]+))?\s+(?P<unit>day|week|month|year)(?P<plural>s?))\s+(?:of|in)\s+{_WHOLE}",
            _edge,
        ),
        ("week", rf"[Tt]he\s+week\s+of\s+(?:{_M1}\s+{_D1}{_OF_YEAR}?)", _week_of),
        ("week", rf"[Tt]he\s+week\s+of\s+(?:{_D1}\s+{_M1}{_OF_YEAR}?)", _week_of),
        ("post", rf"[Pp]ost-\s?(?P<y>{_Y})(?!\d)", _named_year),
        ("pre", rf"[Pp]re-\s?(?P<y>{_Y})(?!\d)", _named_year),
    ),
}
