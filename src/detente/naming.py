"""Known names in running text: a folded copy with the offsets of the original, one scan, and the words beside a hit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypedDict, TypeVar, cast

import ahocorasick

from detente.model import Actor, Period

V = TypeVar("V")
_NEXT_WORD = re.compile(r"('s?)? +([\w-]+)")
_NEXT_WORDS = re.compile(r"(?:[\w-]+(?:'(?!s\b)\w+)?(?: +(?=\w)|)){1,6}")
_WORD = re.compile(r"[\w-]+(?:'(?!s\b)\w+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One meaning of one spelling: the text must name one of the ids ``doc``; the four sets are words beside it.

    ``titled`` needs a title in front; ``weak`` needs the person to be named before.
    """

    actor: Actor | None
    how: str
    sector: str = ""
    valid: Period | None = None
    titled: bool = False
    weak: bool = False
    doc: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()

    @property
    def looks_beside(self) -> bool:
        """Whether the words beside or the rest of the text have a say."""
        return bool(self.doc or self.after or self.before or self.not_after or self.not_before)

    def fits(self, before: str, after: str, named: set[str]) -> bool:
        """Do the words beside a name and the ids named in the text allow this meaning?"""
        if self.doc and not self.doc & named:
            return False
        if not (self.after or self.before or self.not_after or self.not_before):
            return True
        last = before.split()[-1:] or [""]
        first = after.split()[:1] or [""]
        left, right = {last[0], last[0].strip(".,;:(\"'")}, {first[0], first[0].strip(".,;:)\"'")}
        if (self.before and not self.before & left) or (self.after and not self.after & right):
            return False
        return not (self.not_before & left) and not (self.not_after & right and after[:1].isspace())


@dataclass(frozen=True, slots=True, eq=False)
class Name(Generic[V]):
    """A spelling and its meanings; ``implies`` are ids that its mere presence puts into the text's scene."""

    text: str
    means: tuple[V, ...]
    simple: bool = False
    capitals: bool = False
    implies: frozenset[str] = frozenset()


def _folds() -> dict[int, str]:
    """Accented letters to plain ones and typographic marks to typewriter ones, one for one, so that offsets hold."""
    table = dict.fromkeys(map(ord, "’‘ʼ`´"), "'") | dict.fromkeys(map(ord, "‐‑–—−"), "-")
    table |= dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ") | dict(zip(map(ord, "łŁøØđĐı"), "lLoOdDi", strict=True))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = unicodedata.normalize("NFD", chr(code))[0]
        if letter.isascii():
            table.setdefault(code, letter)
    return table


_FOLDS = _folds()
_ODD = re.compile(r"[^\x00-\x7f]|`")


def fold(text: str) -> str:
    """The text with plain letters, quotation marks, dashes and spaces, each in its old place."""
    plain = text if text.isascii() else _ODD.sub(lambda found: _FOLDS.get(ord(found[0]), found[0]), text)
    return plain.replace("\n", " ").replace("\r", " ").replace("\t", " ")


class Matcher(Generic[V]):
    """All names at once: leftmost, longest, on word boundaries."""

    def __init__(self, names: Iterable[Name[V]]) -> None:
        self._automaton: Any = ahocorasick.Automaton()
        self._longest = 0
        for name in names:
            held = self._automaton.get(name.text, None)
            if held is None or held[1].capitals:
                self._automaton.add_word(name.text, (len(name.text), name))
                self._longest = max(self._longest, len(name.text))
        self._automaton.make_automaton()

    def hits(self, copy: str) -> Iterator[tuple[int, int, Name[V]]]:
        """Start, end and name of each hit in a folded text, in order, never overlapping."""
        copy, past = f" {copy} ", 0
        for last, (length, name) in self._automaton.iter_long(copy):
            start, end = last + 1 - length, last + 1
            if start < past:
                continue
            if copy[start - 1].isalnum() or (copy[end].isalnum() and copy[last] != "-"):
                for first, stop, shorter in self._again(copy, start, end):
                    yield first - 1, stop - 1, shorter
                    past = stop
            else:
                yield start - 1, end - 1, name
                past = end

    def _again(self, copy: str, start: int, end: int) -> Iterator[tuple[int, int, Name[V]]]:
        """Names that begin in a window whose longest match is no whole word ("the Sudan" in "the Sudanese")."""
        best: dict[int, tuple[int, Name[V]]] = {}
        for last, (length, name) in self._automaton.iter(copy[start : end + self._longest]):
            first, stop = start + last + 1 - length, start + last + 1
            whole = not copy[first - 1].isalnum() and (not copy[stop : stop + 1].isalnum() or copy[stop - 1] == "-")
            if first < end and whole and stop > best.get(first, (0, name))[0]:
                best[first] = (stop, name)
        for first in sorted(best):
            if first >= start:
                start, name = best[first]
                yield first, start, name


Hit = tuple[int, int, Name[Meaning]]
"""Start and end in the folded copy, and the name that stands there."""


def shouted(text: str, start: int, end: int) -> bool:
    """True when the line round a span has no small letter, as headlines do."""
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return line == line.upper() and len(line.split()) > 2


def ends_with(before: str, phrases: frozenset[str] | Mapping[str, object], most: int = 4) -> str:
    """The longest of the phrases that ends, with a space, where ``before`` ends; or nothing."""
    words = before.split()[-most:] if before[-1:] == " " else []
    for index in range(len(words)):
        ending = " ".join(words[index:])
        if ending in phrases:
            return ending
    return ""


def _era(cell: str) -> Period:
    """``1958-10/1973``, either end of which may be left out; an empty cell is all time."""
    first, _, last = cell.partition("/")
    return Period.of(first or "0001", last or "9998")


class Words:
    """The lists of ``sectors.csv``: phrases with their sector and offices, and plain lists by role."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self.phrases: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._eras: dict[str, tuple[Period, ...]] = {}
        lists: dict[str, set[str]] = {}
        for row in rows:
            lists.setdefault(row["role"], set()).add(row["words"])
            if row["role"] in ("sector", "office"):
                offices = tuple(filter(None, row["value"].split("|")))
                self.phrases[row["words"]] = (row["sector"], offices)
            elif row["role"] == "parliamentary":
                self._eras[row["words"]] = tuple(map(_era, row["value"].split("|")))
        self.roles = {role: frozenset(words) for role, words in lists.items()}
        starts = set(self.phrases).union(
            *(self.roles[role] for role in ("after", "after_adjective", "place_after", "rule", "occasion"))
        )
        self.starts = frozenset(phrase.split()[0].lower() for phrase in starts)

    def parliamentary(self, state: str, at: Period) -> bool:
        """Whether a president or monarch of the state only represented it then, and somebody else led."""
        return any(era.overlaps(at) for era in self._eras.get(state, ()))

    def beside(self, copy: str, end: int) -> tuple[bool, list[tuple[str, int]]]:
        """Is there a possessive, and the phrases that begin right after ``end`` (longest first) with their ends."""
        first = _NEXT_WORD.match(copy, end)
        if first is None:
            return False, []
        if first[2].lower() not in self.starts:
            return bool(first[1]), []
        found = _NEXT_WORDS.match(copy, first.start(2))
        words = list(_WORD.finditer(copy, first.start(2), found.end())) if found else []
        texts = [word[0] for word in words]
        return bool(first[1]), [(" ".join(texts[:size]), words[size - 1].end()) for size in range(len(words), 0, -1)]


class _Sides(TypedDict, total=False):
    doc: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]


_MARKS = (("doc:", "doc"), ("!>", "not_after"), ("!<", "not_before"), (">", "after"), ("<", "before"))


def context(cell: str) -> _Sides:
    """``doc:USA !>state <the``: ids of which the text must name one, and words that must (or must not) stand beside."""
    found: dict[str, set[str]] = {}
    for token in cell.split():
        mark, side = next(pair for pair in _MARKS if token.startswith(pair[0]))
        found.setdefault(side, set()).add(token.removeprefix(mark))
    sides = {side: frozenset(words) for side, words in found.items()}
    return cast(_Sides, sides)
