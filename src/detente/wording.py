"""Whether a text speaks of what a reference row is about: the ``words`` column of the tables.

A pattern is groups separated by spaces, all needed; in a group, alternatives separated by ``|``; each a lower-case word
prefix, or a whole word behind ``=``; a hyphen in it also matches a space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")


_NO_WORD = re.compile(r"\W")


@lru_cache(maxsize=100_000)
def _groups(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The groups of a pattern, each alternative as it stands in a spaced text: behind a space, a whole word before one.

    Substrings and not regular expressions: thousands of patterns are tried on a text, and each would be compiled first.
    """
    groups = [[_part(part) for part in group.split("|") if part.strip("=")] for group in pattern.lower().split()]
    return tuple(tuple(parts) for parts in groups if parts)


def _part(part: str) -> str:
    words = " " + _NO_WORD.sub(" ", part.removeprefix("="))
    return f"{words} " if part.startswith("=") else words


@lru_cache(maxsize=256)
def _spaced(text: str) -> str:
    """A text with a space for everything that is no letter or digit, and one at either end."""
    return f" {_NO_WORD.sub(' ', text)} "


def matches(pattern: str, text: str) -> bool:
    """True when every group of the pattern stands in the text (lower-case); an empty pattern matches nothing."""
    groups, spaced = _groups(pattern), _spaced(text)
    return bool(groups) and all(any(part in spaced for part in group) for group in groups)


def share(pattern: str, text: str) -> float:
    """The share of the pattern's groups that stand in the text, 0 to 1; 0 for an empty pattern."""
    groups, spaced = _groups(pattern), _spaced(text)
    return sum(any(part in spaced for part in group) for group in groups) / len(groups) if groups else 0.0


def places(pattern: str, text: str) -> list[int]:
    """Where the first hit of each group begins; empty unless all groups are there."""
    groups, spaced = _groups(pattern), _spaced(text)
    hits = [[place for place in (spaced.find(part) for part in group) if place >= 0] for group in groups]
    return [min(found) for found in hits] if all(hits) else []


class Index(Generic[T]):
    """Things with a pattern each, found by a text's words without trying every pattern.

    A pattern is filed under the beginnings of the alternatives of its rarest group, so that a text has to hold one of
    them for the pattern to be tried at all.
    """

    def __init__(
        self,
        items: Iterable[tuple[str, T]],
        others: tuple[Index[T], ...] = (),
        keep: Callable[[T], bool] = lambda _: True,
    ) -> None:
        self._others, self._keep = others, keep
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
        own = [tried[place][1] for place in sorted(tried) if matches(tried[place][0], text)]
        return [item for other in self._others for item in other.find(text) if self._keep(item)] + own

    def where(self, keep: Callable[[T], bool]) -> Index[T]:
        """The things of this index for which ``keep`` holds."""
        return Index((), (self,), keep)

    def joined(self, other: Index[T]) -> Index[T]:
        """The things of this index, and behind them those of another."""
        return Index((), (self, other))


_BEGINNING = 4
"""Letters under which a pattern is filed."""


def _beginnings(pattern: str) -> list[frozenset[str]]:
    """The first letters of the alternatives of each group."""
    groups = [[part.lstrip("=") for part in group.split("|")] for group in pattern.lower().split()]
    return [
        frozenset(re.split(r"\W", part)[0][:_BEGINNING] for part in group if part) for group in groups if any(group)
    ]
