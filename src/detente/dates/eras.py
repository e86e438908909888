"""Wars, crises, operations, conferences and terms of office with known dates, which date a sentence without a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from detente import tables
from detente.model import Mention, Period, Span
from detente.naming import Matcher, Name, fold

_APART = re.compile(
    r"(?:\b(?:post|pre|anti)-?|\b(?:after|before|since|until|till|prior\s+to|following|aftermath\s+of|wake\s+of|eve\s+of"
    r"|run-up\s+to|leading\s+up\s+to|ahead\s+of|anniversary\s+of|legacy\s+of|lessons\s+of|memor(?:y|ies)\s+of"
    r"|veterans?\s+of|shadow\s+of|compar\w+\s+(?:to|with)|reminiscent\s+of|new|another|second|like)(?:\s+the)?)\s*\Z",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"-(?:style|like)\b|'s (?:legacy|lessons)\b"
    r"|\s(?:veterans?|memorials?|museums?|anniversary|cemetery|syndrome|films?|movie|novel|generation)\b",
    re.IGNORECASE,
)
"""What makes of an era's name the name of a thing of another time."""
_ENDS = re.compile(r"\b(?:end|ending|close|conclusion)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:outbreak|beginning|start|onset|opening)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)
_OPERATION = re.compile(r"\b(?:Operation|Opération) [A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}")


@cache
def _names() -> Matcher[tuple[str, str]]:
    """The first and last day of each era by its names in small letters; several where eras share a name."""
    known: dict[str, dict[tuple[str, str], None]] = {}
    for row in tables.rows("eras.csv", ("name", "aliases", "start", "end", "class", "states", "place")):
        for name in dict.fromkeys((row["name"], *filter(None, row["aliases"].split("|")))):
            known.setdefault(_key(name), {})[row["start"], row["end"]] = None
    return Matcher(Name(name, tuple(days)) for name, days in known.items())


def _key(text: str) -> str:
    return fold(text).lower()


def find(text: str, dated: Period | None = None) -> list[Mention[Period]]:
    """The eras named in ``text`` that date what it says; not where ``dated``, what is known already, is no wider.

    "The end of the Korean War" is its last day, or as much of that as is known; what happened after or before an era
    has no date of it, and what still goes on gives none. Of eras that share a name ("the Vienna summit") it is the one
    in a year of ``dated``.
    """
    found: list[Mention[Period]] = []
    copy = fold(text)
    for start, end, name in _names().hits(copy.lower()):
        before = copy[max(0, start - 24) : start]
        first, last = _meant(name.means, dated) or ("", "")
        if not last or _APART.search(before) or _OTHER.match(copy, end):
            continue
        value = (
            Period.of(last)
            if _ENDS.search(before)
            else Period.of(first)
            if _BEGINS.search(before)
            else Period.of(first, last)
        )
        if dated is None or value in dated or not value.overlaps(dated):
            found.append(Mention(span=Span(start, end), value=value, how="era"))
    return found


def _meant(eras: Sequence[tuple[str, str]], dated: Period | None) -> tuple[str, str] | None:
    if len(eras) == 1:
        return eras[0]
    years = range(dated.start.year, int(dated.last[:4]) + 1) if dated else ()
    near = [era for era in eras if int(era[0][:4]) in years]
    return near[0] if len(near) == 1 else None


def operations(text: str) -> list[Span]:
    """Where names of military operations stand, known or not: no state in one acts ("Operation Iraqi Freedom")."""
    copy = fold(text)
    known = {start: end for start, end, _ in _names().hits(copy.lower())}
    return [Span(m.start(), known.get(m.start(), m.end())) for m in _OPERATION.finditer(copy)]
