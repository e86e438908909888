"""Years before Christ. A ``Period`` begins in the year 1 at the earliest, so they are kept as EDTF strings.

EDTF counts a year 0: 264 BC is "-0263". Whoever reads dates or numbers leaves these words alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from detente.dates.words import MONTH, month_number, ordinal, words
from detente.model import Mention, Span

_BC = r"\s?(?:BCE?\b|B\.\s?C\b\.?(?:\s?E\b\.?)?)"
_C = r"(?:\b(?:c|ca|circa)\b\.?\s*)?"
_JOIN = r"\s*(?:[-–—−/]|\b(?:to|until|till|through|and|or)\b)\s*"
_SEASON = r"\b(?:[Tt]he\s+)?(?P<season>(?i:spring|summer|autumn|fall|winter))\s+(?:of\s+)?"
_PART = r"\b(?:[Tt]he\s+)?(?i:early|late|mid|middle|beginning|start|end)[\s-]+(?:of\s+)?"
_Y = r"(?<![\d.,])(?P<year>\d{1,4})"


def _edtf(year: int) -> str:
    """A year BC as EDTF writes it."""
    return f"-{year - 1:04d}" if year > 1 else "0000"


def _range(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    if len(last) < len(first) and not match["era"]:  # "264–41 BC"
        last = first[: len(first) - len(last)] + last
    return f"{_edtf(int(first))}/{_edtf(int(last))}" if int(first) > int(last) > 0 else ""


def _century(match: re.Match[str]) -> str:
    number = ordinal(match["nth"])
    return f"{_edtf(number * 100)}/{_edtf(number * 100 - 99)}" if number else ""


def _decade(match: re.Match[str]) -> str:
    return f"{_edtf(int(match['tens']) + 9)}/{_edtf(int(match['tens']))}"


_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def _year(match: re.Match[str]) -> str:
    groups, year = match.groupdict(), int(match["year"])
    if not year:
        return ""
    if groups.get("season"):
        return f"{_edtf(year)}-{_SEASON_CODES[groups['season'].lower()]}"
    if groups.get("m"):
        day = f"-{int(groups['d']):02d}" if groups.get("d") else ""
        return f"{_edtf(year)}-{month_number(groups['m']):02d}{day}"
    return _edtf(year)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(?:{_PART})?(?:\b[Tt]he\s+)?(?P<nth>\b\d{{1,2}}(?:st|nd|rd|th)|\b[A-Za-z]+)[\s-]century{_BC}", _century),
        (rf"(?:{_PART})?(?:\b[Tt]he\s+)?(?P<tens>\b\d{{1,3}}0)s{_BC}", _decade),
        (rf"{_C}(?<![\d.,])(?P<first>\d{{1,4}})(?P<era>{_BC})?{_JOIN}{_C}(?P<last>\d{{1,4}}){_BC}", _range),
        (rf"{_SEASON}{_Y}{_BC}", _year),
        (rf"(?:\b(?P<d>\d{{1,2}})\s+)?\b(?P<m>{MONTH})\s+(?:of\s+)?{_Y}{_BC}", _year),
        (rf"(?:{_PART})?{_C}{_Y}{_BC}", _year),
    )
)
_HAS = re.compile(r"(?<=[\ds\sy])B\.?\s?CE?\b")
_STEP = re.compile(
    r"\b(?i:(?:the|that)\s+(?P<which>same|next|following|previous|preceding)\s+year|that\s+year"
    r"|(?:a\s+mere\s+)?(?P<n>\d{1,3}|[a-z]+)\s+years?\s+(?P<dir>later|earlier|afterwards?)"
    r"|now|(?<=at\s)the\s+(?:same\s+)?time|(?<=around\s)(?:the\s+same|this|that)\s+time|(?<=[bay][yt]\s)(?:this|that)\s+time)\b"
)
_YEAR_OF = re.compile(r"(-?\d{4})(?:-\d\d(?:-\d\d)?)?\Z")


def find(text: str) -> list[Mention[str]]:
    """The years, decades and centuries BC of ``text`` in its order, and years counted from them, as EDTF strings."""
    if not _HAS.search(text):
        return []
    found: list[Mention[str]] = []
    for pattern, build in _RULES:
        for match in pattern.finditer(text):
            span, value = Span(*match.span()), build(match)
            if value and not any(span.overlaps(other.span) for other in found):
                found.append(Mention(span=span, value=value, how="ancient"))
    return _with_steps(text, sorted(found, key=lambda m: m.span))


def _with_steps(text: str, found: list[Mention[str]]) -> list[Mention[str]]:
    """Add "the next year" and "ten years later" behind a year BC: as brackets behind them say, or counted."""
    for match in _STEP.finditer(text):
        before = [m for m in found if m.span.end <= match.start()]
        year, step = _YEAR_OF.match(before[-1].value) if before else None, _step(match)
        if (
            year is None
            or step is None
            or any(match.start() < m.span.end and m.span.start < match.end() for m in found)
        ):
            continue
        glosses = (m.value for m in found if text[match.end() : m.span.start].strip() == "(")
        value = int(year[1]) + step
        told = next(glosses, f"{'-' * (value < 0)}{abs(value):04d}")
        how = "present" if re.search("now|time", match[0]) else "relative"
        found = sorted([*found, Mention(span=Span(*match.span()), value=told, how=how)], key=lambda m: m.span)
    return found


def _step(match: re.Match[str]) -> int | None:
    if match["dir"]:
        word = match["n"].lower()
        count = int(word) if word.isdigit() else 1 if word in {"a", "one"} else words("number").get(word)
        return None if count is None else count if match["dir"].lower() != "earlier" else -count
    return {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get((match["which"] or "").lower(), 0)
