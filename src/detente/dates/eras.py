"""Wars, crises and terms of office with known dates, by which a sentence without a date of its own can be dated."""

from __future__ import annotations

import re
from functools import cache

from detente import tables
from detente.model import Mention, Period, Span

_Era = tuple[str, str]

_APART = re.compile(
    r"(?:\b(?:post|pre|anti)[-–]?|\b(?:after|before|since|until|till|prior\s+to|following|aftermath\s+of|wake\s+of|eve\s+of"
    r"|new|another|second|like)(?:\s+the)?)\s*\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:end|ending|close|conclusion)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:outbreak|beginning|start|onset|opening)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, _Era]]:
    known: dict[str, _Era] = {}
    for row in tables.rows("eras.csv", ("name", "aliases", "start", "end")):
        for name in filter(None, [row["name"], *row["aliases"].split("|")]):
            known[_key(name)] = row["start"], row["end"]
    names = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(name).replace(r"\-", "[-–]").replace("'", "['’]") for name in names)
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), known


def _key(name: str) -> str:
    return name.lower().replace("–", "-").replace("’", "'")


def find(text: str, dated: Period | None = None) -> list[Mention[Period]]:
    """The eras named in ``text`` that date what it says; not where ``dated``, what is known of it already, is narrower.

    "The end of the Korean War" is its last day, or as much of that as is known; what happened after or before an era
    has no date of it.
    """
    found: list[Mention[Period]] = []
    pattern, known = _names()
    for match in pattern.finditer(text):
        first, last = known[_key(match[0])]
        before = text[max(0, match.start() - 24) : match.start()]
        if _APART.search(before):
            continue
        value = (
            Period.of(last)
            if _ENDS.search(before)
            else Period.of(first)
            if _BEGINS.search(before)
            else Period.of(first, last)
        )
        if dated is None or dated not in value:
            found.append(Mention(span=Span(*match.span()), value=value, how="era"))
    return found
