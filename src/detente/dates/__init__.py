"""Dates in running text: words to ``Period``s, at the precision the words give and never finer.

One compiled pattern finds where a date may start; there the rules of ``absolute``, ``longer``, ``fiscal`` and
``relative`` are tried, and the longest that succeeds wins. A rule that lacks what it needs (an anchor, the day of
writing) finds nothing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from detente import weapons
from detente.dates import absolute, ancient, fiscal, longer, relative
from detente.dates.words import DASH, MONTHS, Builder, Context, between, part_of
from detente.errors import SourceError
from detente.model import Mention, Period, Span


def find(
    text: str, *, anchor: Period | None = None, written: Period | None = None, spoken: bool = False
) -> list[Mention[Period]]:
    """The dates of ``text`` in its order: leftmost and longest, without overlap; spans are offsets in ``text``.

    Args:
        text: Any prose, also with missing spaces.
        anchor: What the words before have established. It completes "On December 17" (rule "carried") and "the next
            day" (rule "relative"); dates found in ``text`` take its place as they come.
        written: The day (or month, or year) of writing, for "yesterday", "last Tuesday", "this year".
        spoken: Whether somebody speaks on that day: "last year" is then counted from it wherever the story stands.

    Returns:
        Mentions whose ``how`` is the rule: day, month, year, range, decade, century, season, quarter, half, edge,
        week, fiscal, early, mid, late, post, pre, carried, relative, present. ``anchor`` is the period that a mention
        was completed or counted from. What is no day, month or year has precision "range": a decade is 1970 to 1979, a
        century 1801 to 1900, a season as wide as all its reckonings (northern hemisphere), a fiscal year that of the
        one state its sentence names, or as all of them. "Early", "mid" and "late" are thirds. "post-2003" is 2003: what
        it bounds is for the reader.
        Years BC are no Periods: see ``ancient``; no date is counted from the anchor behind them.
    """
    text = weapons.masked(text, weapons.find(text))  # "Mirage 2000s" are no decade
    found: list[Mention[Period]] = []
    years_bc = ancient.find(text)
    position = 0
    while start := _START.search(text, position):
        old = next((m for m in years_bc if m.span.start <= start.start() < m.span.end), None)
        if old is not None:
            anchor, position = None, old.span.end
            continue
        opens = start[0].lower() in _ARTICLES and text[start.end() : start.end() + 1] == " "
        told = not opens or _TIMELY.search(text, start.end(), start.end() + _NEAR)
        mention = _longest(start.start(), Context(text, anchor, written, spoken)) if told else None
        if mention is None or any(mention.span.overlaps(m.span) for m in years_bc):
            position = start.start() + 1
            continue
        found.append(mention)
        if moves_on(text, mention, anchor):
            anchor = carried([mention], anchor)
        position = mention.span.end
    return _joined(text, _widened(text, found))


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
_ANCHORING = _POINTS | {"range", "season", "relative", "quarter", "half", "edge"}
_SETTING = re.compile(r"\b(?:[Ii]n|[Bb]y|[Dd]uring)\s+\Z|(?:\A|\n|[.!?]\s)\s*\Z")
_LOOKS_BACK = re.compile(r"\b(?:[Ss]ince|back\s+to)\s+\Z")
_ASIDE = re.compile(r"\b(?:[Ss]ince|[Uu]ntil|[Tt]ill)\s+\Z|,\s(?:which|who|whose|where)\b[^.;!?\n]*\Z")
_BACK = re.compile(
    r"\b(?:from|than|against|versus|compared\s(?:with|to))\s[^.;!?]{0,12}\d[^;!?]{0,30}\bin\s+\Z"
    r"|\b(?:[Aa]fter|[Ff]ollowing|[Ss]ince|[Bb]efore)\s(?:the|an?|its|his|her|their)\s(?:[\w’'-]+\s){1,5}(?:of|in|on)\s+\Z"
)
"""Before a date that only says what is compared ("from 5 million in 2011") or what was before ("after the vote of")."""
_JOIN = re.compile(rf"{DASH}|\s+(?:to|until|till|through)\s+")


def moves_on(text: str, mention: Mention[Period], anchor: Period | None) -> bool:
    """Whether the story goes on from a date, when it stood at ``anchor`` before.

    False for a year that looks back or only tells which one is meant ("since 2018", "the 1972 ABM Treaty"), and for a
    full date in a remark ("the war, which ended on May 3, 1991, …") or at the far end of what is told ("until …"); and
    for an earlier one that something is compared with or came after ("up from 5 in 2011", "after the vote of June").
    """
    place, near = mention.span.start, max(0, mention.span.start - 12)
    is_year = mention.value.precision == "year"
    if anchor is None:
        return not (is_year and _LOOKS_BACK.search(text, near, place))
    if anchor.start >= mention.value.end and _BACK.search(text, max(0, place - 80), place):
        return False
    if is_year:
        return _SETTING.search(text, near, place) is not None
    return mention.anchor is not None or not _ASIDE.search(text, max(0, place - 200), place)


def _longest(place: int, context: Context) -> Mention[Period] | None:
    text = context.text
    kind = "digit" if text[place].isdigit() else "month" if text[place : place + 3].lower() in MONTHS else "word"
    best: tuple[re.Match[str], str, Builder, Period] | None = None
    end = place
    for rule, pattern, build in _RULES[kind]:
        match = pattern.match(text, place)
        if match and match.end() > end:
            value = _built(build, match, context)
            if value is not None:
                best, end = (match, rule, build, value), match.end()
    return _mention(*best, context) if best else None


def _built(build: Builder, match: re.Match[str], context: Context) -> Period | None:
    try:
        return build(match, context)
    except (SourceError, ValueError, OverflowError):
        return None  # no such day in the calendar: not a date


def _mention(match: re.Match[str], rule: str, build: Builder, value: Period, context: Context) -> Mention[Period]:
    """The mention, with the period that it was counted from: the one without which the words give another or none."""
    base = None
    if _built(build, match, Context(context.text, None, None)) != value:
        by_anchor = _built(build, match, context._replace(written=None)) == value
        base = context.anchor if by_anchor else context.written
    how = part_of(match["part"]) if rule == "part" else rule
    if base is not None and how not in {"relative", "present", "early", "mid", "late"}:
        how = "carried"
    return Mention(span=Span(*match.span()), value=value, how=how, anchor=base)


_LEAD = re.compile(
    r"(?:(?:[Tt]he\s+)?(?:very\s+)?(?:[Ee]arly\s+|[Ll]ate\s+)?(?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight|[Dd]awn|hours)"
    r"(?:\s+hours)?\s+(?:of|on)\s+(?:the\s+)?)?(?:(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day,?\s+)?\Z"
)
_TAIL = re.compile(r"\s(?:morning|afternoon|evening|night)\b")


def _widened(text: str, found: list[Mention[Period]]) -> list[Mention[Period]]:
    """Dates with the words that belong to them: "the night of May 3", "Tuesday, 9 July", "two years after 1945"."""
    widened: list[Mention[Period]] = []
    for i, mention in enumerate(found):
        start, end = mention.span.start, mention.span.end
        floor = max(widened[-1].span.end if widened else 0, start - 60)
        counted = relative.offset(text, start, floor, mention.value) if mention.how in _POINTS else None
        if counted:
            span, value = Span(counted[0], end), counted[1]
            widened.append(Mention(span=span, value=value, how="relative", anchor=mention.value))
            continue
        if mention.value.days == 1:
            lead, tail = _LEAD.search(text, floor, start), _TAIL.match(text, end)
            opens = lead is not None and (lead.start() == 0 or not text[lead.start() - 1].isalnum())
            start, end = lead.start() if lead and opens else start, tail.end() if tail else end
        glossed = _glossed(text, mention, found[i + 1]) if i + 1 < len(found) else mention
        widened.append(dataclasses.replace(glossed, span=Span(start, end)))
    return widened


def _glossed(text: str, mention: Mention[Period], following: Mention[Period]) -> Mention[Period]:
    """What a relative date is, where the text itself says so in brackets: "two years later (1918)"."""
    gap = text[mention.span.end : following.span.start]
    if mention.how not in {"relative", "present"} or gap.strip() != "(" or following.anchor is not None:
        return mention
    return dataclasses.replace(mention, value=following.value)


def _joined(text: str, found: list[Mention[Period]]) -> list[Mention[Period]]:
    """Two neighbouring dates with "to" or a dash between them become one range."""
    joined: list[Mention[Period]] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and _may_join(text, last, mention):
            value = Period(start=last.value.start, end=mention.value.end, precision="range")
            span = Span(last.span.start, mention.span.end)
            joined[-1] = Mention(span=span, value=value, how="range", anchor=last.anchor or mention.anchor)
        else:
            joined.append(mention)
    return joined


def _may_join(text: str, first: Mention[Period], second: Mention[Period]) -> bool:
    if first.how not in _POINTS or second.how not in _POINTS or first.value.start >= second.value.start:
        return False
    gap = text[first.span.end : second.span.start]
    return _JOIN.fullmatch(gap) is not None or (gap.strip() == "and" and between(text, first.span.start))


_TABLE = {
    "digit": (*absolute.RULES["digit"], *longer.RULES["digit"], *relative.CLOCK),
    "month": absolute.RULES["month"],
    "word": (*absolute.RULES["word"], *longer.RULES["word"], *fiscal.RULES["word"], *relative.RULES),
}
_RULES = {kind: [(name, re.compile(p), build) for name, p, build in rules] for kind, rules in _TABLE.items()}
# How the first word of a date may begin, in lower case; most words of a text begin otherwise.
_OPENINGS = (
    "the that this these earl late mid beginning start outset opening end clos spring summer autumn fall "
    "winter fiscal financial fy year first second third fourth fif six sev eig nin ten elev twel thir fourt twen last "
    "final next current coming past a an one two three four five half few several some only just barely about around "
    "almost nearly less more over then yesterday today tomorrow tonight now at\\spresent in\\sthe\\s[mae] mon tues "
    "wednes thurs fri satur sun q[1-4] h[12] a\\.?d post-\\s?\\d pre-\\s?\\d very to\\sthis\\sday"
)


_ARTICLES, _NEAR = frozenset({"the", "that", "this", "a", "an"}), 48
_TIMELY = re.compile(
    r"\d|(?i:year|month|week|day|night|morning|afternoon|evening|dawn|decade|centur|season|spring|summer|autumn|fall"
    r"|winter|quarter|half|time|present|turn|hour|(?:jan|febr|septem|octo|novem|decem)|march|april|may|june|july|august)"
)
"""Behind an article a date has such a word near; most articles begin none."""


def _opening() -> str:
    by_letter: dict[str, list[str]] = {}
    for word in _OPENINGS.split():
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(f"[{a}{a.upper()}](?<!\\w.)(?i:{'|'.join(rest)})" for a, rest in by_letter.items())


_START = re.compile(
    r"[0-9](?<![\d$€£¥].)(?<!\d[.,].)|[JFMASONDjfmasond](?i:an|eb|a[ry]|pr|u[nlg]|ep|ct|ov|ec)"
    rf"(?<![A-Za-z]...)|[Pp](?:ost|re)-\s?\d|{_opening()}"
)
