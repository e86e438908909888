"""Wars, crises and terms of office with known dates, by which a sentence without a date of its own can be dated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from detente import tables
from detente.model import Mention, Period, Span


@cache
def _names() -> tuple[re.Pattern[str], dict[str, Period]]:
    known = {_key(row["name"]): Period.of(row["start"], row["end"]) for row in tables.rows("eras.csv")}
    names = sorted((re.escape(name).replace(r"\-", "[-–]").replace("'", "['’]") for name in known), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE), known


def _key(name: str) -> str:
    return name.lower().replace("–", "-").replace("’", "'")


def find(text: str, dated: Sequence[Mention[Period]] = ()) -> list[Mention[Period]]:
    """The eras named in ``text``, unless it has a date of its own."""
    if dated:
        return []
    pattern, known = _names()
    hits = pattern.finditer(text)
    return [Mention(span=Span(*m.span()), value=known[_key(m[0])], how="era") for m in hits]
