"""Whether a text speaks of what a reference row is about: the ``words`` column of the tables.

A pattern is groups separated by spaces, all needed; in a group, alternatives separated by ``|``; each a lower-case word
prefix, or a whole word behind ``=``; a hyphen in it also matches a space.
"""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=20_000)
def _groups(pattern: str) -> tuple[re.Pattern[str], ...]:
    groups = []
    for group in pattern.lower().split():
        parts = [_part(part) for part in group.split("|") if part.strip("=")]
        if parts:
            groups.append(re.compile("|".join(parts)))
    return tuple(groups)


def _part(part: str) -> str:
    """One alternative as a pattern; a hyphen stands for a hyphen or a space."""
    words = re.escape(part.removeprefix("=")).replace(r"\-", "[- ]")
    return rf"\b{words}\b" if part.startswith("=") else rf"\b{words}"


def matches(pattern: str, text: str) -> bool:
    """True when every group of the pattern stands in the text (lower-case); an empty pattern matches nothing."""
    groups = _groups(pattern)
    return bool(groups) and all(group.search(text) for group in groups)


def share(pattern: str, text: str) -> float:
    """The share of the pattern's groups that stand in the text, 0 to 1; 0 for an empty pattern."""
    groups = _groups(pattern)
    return sum(bool(group.search(text)) for group in groups) / len(groups) if groups else 0.0


def places(pattern: str, text: str) -> list[int]:
    """Where the first hit of each group begins; empty unless all groups are there."""
    hits = [group.search(text) for group in _groups(pattern)]
    return [hit.start() for hit in hits if hit] if hits and all(hits) else []
