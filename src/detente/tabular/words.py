"""The words of a sentence and of a table's cells, made alike; and which words compare, count or deny.

The vocabulary is ``data/table_words.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from detente import naming, numerals, tables

SIGNS = (
    "most", "least", "earliest", "latest", "more", "less", "before", "after", "all", "none", "most_of", "half",
    "except", "less_than_half", "only", "equal", "some", "several", "average", "sum", "difference", "once",
    "not", "than", "and",
)  # fmt: skip
"""The roles of words that compare, count, join or deny."""

STEM = 4
"""Letters that two forms of one word share at least."""

LONG = 3
"""Letters of an ending from which they share one more: "station" is no form of "state"."""


class Token(NamedTuple):
    """A word in small plain letters, or a number without its commas, and where it stands in the text."""

    word: str
    start: int
    end: int


_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+|n't\b|[^\W_]+(?:\.(?=[^\W_]\.)[^\W_])*|;")


@lru_cache(maxsize=50_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; ordinals in words are written with digits, so that "first" is "1st"."""
    return tuple(
        Token(_alike(found[0].replace(",", "")), found.start(), found.end())
        for found in _TOKEN.finditer(naming.fold(text).lower())
    )


def _alike(word: str) -> str:
    value = numerals.ORDINALS.get(word)
    if value is None or not value.is_integer() or word == "second":
        return "2nd" if word == "second" else word if word[0].isdigit() else word.replace(".", "")
    return numbered(int(value))


def numbered(value: int) -> str:
    """An ordinal in digits: 2nd, 11th."""
    ending = "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def parts(text: str) -> list[str]:
    """The parts of a sentence that are set against each other ("A …, while B …")."""
    return re.split(rf",?\s(?:{'|'.join(sorted(texts('split')))})\s", text)


@cache
def role(name: str) -> Mapping[tuple[str, ...], str]:
    """The phrases of a role, as words made alike, with what each stands for."""
    return {
        tuple(token.word for token in tokens(row["words"])): row["value"]
        for row in tables.rows("table_words.csv", ("role", "words", "value"))
        if row["role"] == name
    }


@cache
def texts(name: str) -> frozenset[str]:
    """The words of a role as they are written."""
    return frozenset(row["words"] for row in tables.rows("table_words.csv") if row["role"] == name)


def plain(word: str) -> bool:
    """Whether a word says nothing by itself."""
    return (word,) in role("plain")


_NTH = re.compile(r"(?<=\d)(?:st|nd|rd|th)\Z")


def nth(word: str) -> bool:
    """Whether a word is an ordinal."""
    return bool(_NTH.search(word))


@cache
def is_sign(word: str) -> bool:
    """Whether a word alone compares, counts, joins or denies."""
    return any((word,) in role(name) for name in SIGNS)


@lru_cache(maxsize=100_000)
def same(one: str, other: str) -> bool:
    """Whether two words are forms of one: democrats, democratic; resigned, resignation; 9th, 9."""
    if one == other or (one[0].isdigit() and _NTH.sub("", one) == _NTH.sub("", other)):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    ends, (first, last) = texts("ending"), (one[shared:], other[shared:])
    long = max(len(first), len(last)) >= LONG
    return shared >= STEM + long and first in ends and last in ends and one.isalpha() and other.isalpha()


def find(wanted: Sequence[str], among: Sequence[str], start: int = 0) -> int:
    """Where words stand one behind the other among others, in any of their forms; -1 where they do not."""
    last = len(among) - len(wanted)
    for place in range(start, last + 1):
        if all(same(a, b) for a, b in zip(wanted, among[place : place + len(wanted)], strict=True)):
            return place
    return -1
