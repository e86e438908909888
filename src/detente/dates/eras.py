"""Wars, crises and terms of office with known dates, by which a sentence without a date of its own can be dated."""

from __future__ import annotations

import re
from functools import cache

from detente import tables
from detente.model import Mention, Period, Span
from detente.naming import Matcher, Name, fold

_Era = tuple[str, str]

_APART = re.compile(
    r"(?:\b(?:post|pre|anti)[-–]?|\b(?:after|before|since|until|till|prior\s+to|following|aftermath\s+of|wake\s+of|eve\s+of"
    r"|new|another|second|like)(?:\s+the)?)\s*\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:end|ending|close|conclusion)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:outbreak|beginning|start|onset|opening)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)


@cache
def _names() -> Matcher[_Era]:
    found = []
    for row in tables.rows("eras.csv", ("name", "aliases", "start", "end")):
        era = row["start"], row["end"]
        names = filter(None, [row["name"], *row["aliases"].split("|")])
        found += [Name(text=fold(name).lower(), means=(era,)) for name in names]
    return Matcher(found)


def find(text: str, dated: Period | None = None) -> list[Mention[Period]]:
    """The eras named in ``text`` that date what it says; not where ``dated``, what is known of it already, is narrower.

    "The end of the Korean War" is its last day, or as much of that as is known; what happened after or before an era
    has no date of it.
    """
    found: list[Mention[Period]] = []
    for start, end, name in _names().hits(fold(text).lower()):
        first, last = name.means[0]
        before = text[max(0, start - 24) : start]
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
            found.append(Mention(span=Span(start, end), value=value, how="era"))
    return found
