"""Whether a text speaks of what a reference row is about: the ``words`` column of the tables.

A pattern is groups separated by spaces, all needed; in a group, alternatives separated by ``|``; each a lower-case word
prefix, or a whole word behind ``=``; a hyphen in it also matches a space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")


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


class Index(Generic[T]):
    """Things with a pattern each, found by a text's words without trying every pattern.

    A pattern is filed under the beginnings of the alternatives of its rarest group, so that a text has to hold one of
    them for the pattern to be tried at all.
    """

    def __init__(self, items: Iterable[tuple[str, T]]) -> None:
        filed = [(pattern, _beginnings(pattern), item) for pattern, item in items]
        often = Counter(start for _, groups, _ in filed for group in groups for start in group)
        self._under: dict[str, list[tuple[int, str, T]]] = {}
        for place, (pattern, groups, item) in enumerate(filed):
            rarest = min(groups, key=lambda group: sum(often[start] for start in group), default=frozenset[str]())
            for start in rarest:
                self._under.setdefault(start, []).append((place, pattern, item))

    def find(self, text: str) -> list[T]:
        """The things whose pattern matches a text (lower-case), in the order they were given."""
        starts = {word[:size] for word in re.findall(r"\w+", text) for size in range(1, _BEGINNING + 1)}
        tried = {place: (pattern, item) for start in starts for place, pattern, item in self._under.get(start, ())}
        return [tried[place][1] for place in sorted(tried) if matches(tried[place][0], text)]


_BEGINNING = 4
"""Letters under which a pattern is filed."""


def _beginnings(pattern: str) -> list[frozenset[str]]:
    """The first letters of the alternatives of each group."""
    groups = [[part.lstrip("=") for part in group.split("|")] for group in pattern.lower().split()]
    return [
        frozenset(re.split(r"\W", part)[0][:_BEGINNING] for part in group if part) for group in groups if any(group)
    ]
