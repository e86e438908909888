"""Which act words tell of: the patterns of ``data/acts.csv``, by theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from detente import tables


@cache
def patterns(theme: str) -> Mapping[str, re.Pattern[str]]:
    """Act → the words that say so, for lower-case text, in the order of the table."""
    rows = tables.rows("acts.csv", ("theme", "act", "pattern"))
    return {row["act"]: re.compile(row["pattern"]) for row in rows if row["theme"] == theme}


def told(theme: str, words: str) -> str:
    """The first act of a theme, in the order of the table, whose pattern stands in lower-case words; else ''."""
    return next((act for act, pattern in patterns(theme).items() if pattern.search(words)), "")


def place(theme: str, act: str, words: str) -> int | None:
    """Where the words of an act begin in lower-case words; None when they are not there."""
    pattern = patterns(theme).get(act)
    found = pattern.search(words) if pattern else None
    return found.start() if found else None
