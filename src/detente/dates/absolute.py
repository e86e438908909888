"""Days, months and years, and ranges of them; only their year may be carried."""

from __future__ import annotations

import datetime as dt
import re

from detente.dates.words import (
    DASH,
    DAY,
    DAY_1,
    DAY_2,
    MONTH,
    MONTH_1,
    MONTH_2,
    OF_YEAR,
    ORDINAL_WORD,
    THE,
    WITH_NEXT,
    YEAR,
    Context,
    Rule,
    between,
    month_number,
    ordinal,
    words,
    written_year,
    year_of,
)
from detente.model import Period


def _ymd(year: int, month: str, day: str = "") -> str:
    return f"{year:04d}-{month_number(month):02d}" + (f"-{ordinal(day) or 99:02d}" if day else "")


NEAR = 150  # days within which a day without a year is the one nearest to the day of writing


_YEAR_BEFORE = re.compile(r"\b(?:1\d|20)\d\d\b")


def _nearest_year(match: re.Match[str], context: Context) -> int | None:
    """The year in which a month lies near the day of writing, None where the text speaks of other years."""
    written = context.written
    if written is None or written.days > 31:
        return None
    years = _YEAR_BEFORE.findall(context.text, 0, match.start())
    if any(abs(int(year) - written.start.year) > 1 for year in years):
        return None
    month = month_number(match["m"])
    days = {
        year: abs((dt.date(year, month, 15) - written.start).days)
        for year in range(written.start.year - 1, written.start.year + 2)
    }
    year = min(days, key=lambda each: days[each])
    return year if days[year] <= NEAR else None


_TO_COME = re.compile(
    r"\b(?:will|shall|would|next|plan\w*|expect\w*|schedul\w+|due|until|till|by|intend\w*|going to|ahead|is to"
    r"|are to)\b|[’']ll\b",
    re.IGNORECASE,
)


def _is_of_today(context: Context) -> bool:
    """Whether the story stands at the very days of writing."""
    anchor, written = context.anchor, context.written
    return anchor is not None and written is not None and written.days == 1 and anchor.distance(written) <= 7


def _year_around(match: re.Match[str], context: Context, year: int) -> int:
    """The year of a month told on the day of writing: the last that there was, unless what is to come is told."""
    assert context.written is not None
    ahead = month_number(match["m"]) > context.written.start.month
    sentence = _SENTENCE_END.split(context.text[max(0, match.start() - 160) : match.end()])[-1]
    return year - 1 if ahead and not _TO_COME.search(sentence) else year


_LOOKS_BACK = re.compile(
    r"\b(?:had|earlier|previous(?:ly)?|originally|since|before|already|back|that year)\b", re.IGNORECASE
)

_SENTENCE_END = re.compile(r"[.!?]\s|\n")

_RUNNING = re.compile(r"(?:\A|[.!?\n\"”]\s*|,\s+)(?:(?:[Oo]n|[Ii]n|[Bb]y|[Uu]ntil)\s+)?(?:[Ee]arly\s+|[Ll]ate\s+)?\Z")


def _year_within(match: re.Match[str], anchor: Period | None) -> int | None:
    """The year of a month that lies in an anchor over New Year ("the winter of 1914-15")."""
    if anchor is None or anchor.days > 366:
        return None
    ends = anchor.start.year, anchor.end.year
    return next((year for year in ends if Period.of(f"{year:04d}-{month_number(match['m']):02d}") in anchor), None)


def _story_year(match: re.Match[str], context: Context) -> int | None:
    """The year of a day or month without one: that of the anchor, or the next when the story runs on over New Year.

    The evidence for that: the story stands in a day or month of autumn or winter, the new date opens a clause, lies in
    the first months of the year, and nothing in its sentence looks back.
    """
    anchor, said = context.anchor, written_year(match)
    year = said or year_of(anchor) or _year_within(match, anchor)
    if anchor is None and not said:
        return _nearest_year(match, context)
    if not said and year is not None and _is_of_today(context):
        return _year_around(match, context, year)
    if year is None or anchor is None or said or anchor.days > 31:
        return year
    back = anchor.start.month - month_number(match["m"])
    if back < 7 or "that" in match[0] or "same" in match[0]:
        return year
    before = _SENTENCE_END.split(context.text[max(0, match.start() - 160) : match.start()])[-1]
    runs = _RUNNING.search(context.text, max(0, match.start() - 14), match.start())
    return year + 1 if runs and not _LOOKS_BACK.search(before) else year


def full_day(match: re.Match[str], context: Context) -> Period | None:
    """A day of a month, of the year that stands there or of the story."""
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
        if written_year(match):
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


def months(match: re.Match[str], context: Context) -> Period | None:
    """A month, or from one month to another, of the year that stands there or of the story."""
    year = _story_year(match, context)
    if year is None:
        return None
    last_month = match.groupdict().get("m2") or match["m"]
    first, last = _ymd(year, match["m"]), _ymd(year, last_month)
    if first > last:
        if written_year(match):
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
    return months(match, context)


def _month_span(match: re.Match[str], context: Context) -> Period | None:
    """Months "from May to July" without a year."""
    opened = context.text[max(0, match.start() - 9) : match.start()].rstrip().lower().endswith(("from", "between"))
    return months(match, context) if opened else None


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


def named_year(match: re.Match[str], _: Context) -> Period:
    """The year that stands there."""
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


def _week_of(match: re.Match[str], context: Context) -> Period | None:
    """The week of the calendar in which a day lies."""
    day = full_day(match, context)
    if day is None:
        return None
    monday = day.start - dt.timedelta(days=day.start.weekday())
    return Period(start=monday, end=monday + dt.timedelta(days=7))


def _of_the_lord(match: re.Match[str], _: Context) -> Period | None:
    return Period.of(f"{int(match['y']):04d}") if int(match["y"]) else None


_MI = f"(?P<m>(?i:{MONTH}))"  # in any case, only where a day and a year stand beside it

_TO = rf"(?P<to>{DASH}|\s+(?:to|until|till|through|and)\s+)"

_THAT_YEAR = r"(?:,?\s+(?:of\s+)?(?:that|the same)\s+year)?"

_DAY_FIRST: tuple[Rule, ...] = (
    ("day", rf"{DAY_1}\s?(?:of\s+)?{_MI}{OF_YEAR}", full_day),
    ("day", rf"{DAY_1}[\s-](?:of\s+)?{MONTH_1}{_THAT_YEAR}", full_day),
    ("range", rf"{DAY_1}{_TO}{DAY_2}\s+(?:of\s+)?{MONTH_1}{OF_YEAR}?", _days),
    ("range", rf"{DAY_1}\s+{MONTH_1}{_TO}{DAY_2}\s+{MONTH_2}{OF_YEAR}?", _days),
    (
        "day",
        rf"{DAY_1}(?=(?:,\s+{DAY})*,?\s+(?:and|or)\s+{DAY}\s+(?:of\s+)?{MONTH_1}{OF_YEAR})",
        full_day,
    ),
)
RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (
        *_DAY_FIRST,
        ("day", rf"{YEAR}-\d\d-\d\d(?!\d)", lambda match, _: Period.of(match[0])),
        ("day", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<whole>(?:1[5-9]|20)\d\d)(?!\d)", _numeric),
        ("range", rf"(?P<first>{YEAR}){_TO}(?P<last>{YEAR}|\d\d(?![\d%,.]\d|\d|[A-Za-z]))", _years),
        ("month", r"(?:1[5-9]|20)\d\d-(?P<month>0[1-9]|1[0-2])(?![\w-])", _iso_month),
        ("year", rf"(?P<y>{YEAR})(?!\d)", _bare_year),
        ("year", r"(?P<y>\d{1,4})\s?(?:A\.?D\.?|C\.?E\.?)(?![A-Za-z])", _of_the_lord),
    ),
    "month": (
        ("day", rf"{_MI}\s*{DAY_1}{OF_YEAR}", full_day),
        ("day", rf"{MONTH_1}\s*{DAY_1}(?!\s+(?:percent|per\s+cent|million)){_THAT_YEAR}", full_day),
        ("range", rf"{MONTH_1}\s*{DAY_1}{_TO}{DAY_2}{OF_YEAR}?", _days),
        ("range", rf"{MONTH_1}\s*{DAY_1}{_TO}{MONTH_2}\s*{DAY_2}{OF_YEAR}?", _days),
        ("range", rf"{MONTH_1}(?:{_TO}|/){MONTH_2}{OF_YEAR}", months),
        ("range", rf"{MONTH_1}{_TO}{MONTH_2}(?!\s+\d)", _month_span),
        ("month", rf"{MONTH_1}{OF_YEAR}", months),
        ("month", rf"{MONTH_1}{WITH_NEXT.format(MONTH)}", months),
        ("month", rf"{MONTH_1}{_THAT_YEAR}(?![-\w])", _bare_month),
    ),
    "word": (
        *((name, rf"[Tt]he\s+{pattern}", build) for name, pattern, build in _DAY_FIRST),
        ("day", rf"{THE}(?P<d>{ORDINAL_WORD}|{DAY})(?:\s+day)?\s+of\s+{MONTH_1}{OF_YEAR}?", full_day),
        (
            "day",
            r"[Tt]he\s+(?P<d>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;:)]|(?:and|to|the|in|at|with|when|by)\b))",
            _day_of_month,
        ),
        ("year", rf"(?:[Tt]he\s+)?[Yy]ear\s+(?P<y>{YEAR})(?!\d)", named_year),
        ("year", r"A\.?D\.?\s?(?P<y>\d{1,4})(?!\d)", _of_the_lord),
        ("week", rf"[Tt]he\s+week\s+of\s+(?:{MONTH_1}\s+{DAY_1}{OF_YEAR}?)", _week_of),
        ("week", rf"[Tt]he\s+week\s+of\s+(?:{DAY_1}\s+{MONTH_1}{OF_YEAR}?)", _week_of),
        ("post", rf"[Pp]ost-\s?(?P<y>{YEAR})(?!\d)", named_year),
        ("pre", rf"[Pp]re-\s?(?P<y>{YEAR})(?!\d)", named_year),
    ),
}
