"""A plain table as what a sentence can be held against: each cell with its words, its number or its time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from detente import dates, units
from detente.model import Period, Quantity
from detente.tabular import words

MOSTLY = 0.6
"""Share of the filled cells of a column from which it is one of numbers, or of times."""


UNLIKE = 0.9
"""Share of the rows of a column that differ from which it can name them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell; a year is a number and a time, until its column says which."""

    text: str
    words: tuple[str, ...]
    quantity: Quantity | None = None
    period: Period | None = None


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table: its ``name`` and ``title``, header, rows of cells, their numbers in the file and ids of their claims."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    ids: tuple[str, ...] = ()

    @cached_property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """The words of each column's name that say something."""
        named = [[token.word for token in words.tokens(head)] for head in self.header]
        return tuple(tuple(word for word in head if not words.plain(word)) or tuple(head) for head in named)

    @cached_property
    def holds(self) -> tuple[str, ...]:
        """What each column holds: number, time or words."""
        return tuple(self._held(column) for column in range(len(self.header)))

    def _held(self, column: int) -> str:
        filled = [row[column] for row in self.rows if row[column].words]
        timely = sum(cell.period is not None for cell in filled)
        if filled and timely >= MOSTLY * len(filled):
            return "time"
        counted = sum(cell.quantity is not None for cell in filled)
        return "number" if filled and counted >= MOSTLY * len(filled) else "words"

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """The columns that can name what a row is about: those of words of which hardly any two are alike."""
        texts = [c for c, held in enumerate(self.holds) if held == "words"]
        unlike = {c: len({row[c].words for row in self.rows}) / max(1, len(self.rows)) for c in texts}
        most = max(unlike, key=lambda c: unlike[c], default=0)
        return tuple(c for c in texts if unlike[c] >= UNLIKE) or (most,)

    @property
    def key(self) -> int:
        """The first column that names what a row is about."""
        return self.keys[0]

    @cached_property
    def summed(self) -> frozenset[int]:
        """The rows that add up the others."""
        return frozenset(
            number for number, row in enumerate(self.rows) if any(cell.words[:1] == ("total",) for cell in row[:2])
        )

    @cached_property
    def _places(self) -> Mapping[str, tuple[tuple[int, int, int], ...]]:
        """Where each word stands in cells that are more than a number or a time: row, column, place in the cell."""
        found: dict[str, list[tuple[int, int, int]]] = {}
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if self.holds[c] == "words" or (cell.quantity is None and cell.period is None):
                    for at, word in enumerate(cell.words):
                        found.setdefault(word, []).append((r, c, at))
        return {word: tuple(places) for word, places in found.items()}

    def places(self, said: str) -> list[tuple[int, int, int]]:
        """Where a word stands in cells, in any of its forms, by row."""
        return sorted(place for word, places in self._places.items() if words.same(word, said) for place in places)

    def knows(self, said: str) -> bool:
        """Whether any of some words, or a form of it, stands in the table."""
        there = (*self._places, *(word for head in self.heads for word in head))
        return any(words.same(token.word, word) for token in words.tokens(said) for word in there)

    def ranks(self, column: int) -> bool:
        """Whether a column ranks: its least number is the highest rank."""
        return any((word,) in words.role("ranked") for word in self.heads[column])

    def is_percent(self, column: int) -> bool:
        """Whether a column holds percentages, by its name or its cells."""
        named = "%" in self.header[column] or any(words.same(word, "percent") for word in self.heads[column])
        found = (row[column].quantity for row in self.rows)
        return named or any(quantity is not None and quantity.unit == "percent" for quantity in found)

    def value(self, row: int, column: int) -> float | None:
        """The number of a cell, or the first day of its time; None where it has neither."""
        cell = self.rows[row][column]
        if self.holds[column] == "time":
            return float(cell.period.start.toordinal()) if cell.period else None
        return cell.quantity.value if cell.quantity else None

    @cached_property
    def often(self) -> tuple[Counter[tuple[str, ...]], ...]:
        """How often each value stands in each column."""
        return tuple(Counter(row[c].words for row in self.rows) for c in range(len(self.header)))


def grid(
    name: str,
    header: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    title: str = "",
    ids: Sequence[str] = (),
) -> Grid:
    """The table of a file; each row with its number there. Short rows are filled up with empty cells."""
    wide = [[*cells, *[""] * (len(header) - len(cells))][: len(header)] for _, cells in rows]
    measured = [_measured(head) for head in header]
    return Grid(
        name=name,
        title=title or name,
        header=tuple(head.strip() for head in header),
        rows=tuple(tuple(_in_unit(_cell(cell), measured[c]) for c, cell in enumerate(cells)) for cells in wide),
        numbers=tuple(number for number, _ in rows),
        ids=tuple(ids),
    )


def _cell(said: str) -> Cell:
    text = said.strip()
    if text.lower() in words.texts("empty"):
        return Cell(text=text, words=())
    found = tuple(token.word for token in words.tokens(text))
    return Cell(text=text, words=found, quantity=number(text), period=time(text))


def _measured(head: str) -> Quantity | None:
    """What one of a column is that its name gives with a scale: "(million tonnes)", "in thousands"."""
    said = re.search(r"(?:\bin|\()\s*([^()]*\b(?:thousand|million|billion|trillion)s?\b[^(),]*)", head.lower())
    found = units.find("1 " + re.sub(r"(thousand|illion)s\b", r"\1", said[1].strip())) if said else []
    return found[0].value if found else None


def _in_unit(cell: Cell, one: Quantity | None) -> Cell:
    if one is None or cell.quantity is None or cell.quantity.unit:
        return cell
    return replace(cell, quantity=exactly(cell.quantity.value * one.value, one.unit))


_NUMBER = re.compile(
    r"[^\w\-−–]{0,2}(?P<minus>[-−–]\s?)?(?P<digits>\d[\d, \u00a0]*(?:\.\d+)?)\s?(?P<rest>%|\(.*\)|\W*)"
)
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")


def number(text: str) -> Quantity | None:
    """The number that a cell is, with its unit."""
    match = _NUMBER.fullmatch(text)
    if match:
        value = float(re.sub(r"[^\d.]", "", match["digits"])) * (-1 if match["minus"] else 1)
        return exactly(value, "percent" if match["rest"] == "%" else "")
    found = units.find(text)
    whole = len(found) == 1 and len(found[0].span) >= 0.7 * len(text)
    return exactly(found[0].value.value, found[0].value.unit) if whole else None


def exactly(value: float, unit: str = "") -> Quantity:
    """A number that allows nothing but itself."""
    return Quantity(value=value, unit=unit, low=value, high=value)


_MONTHS = re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*")


def timely(text: str) -> str:
    """A text of small letters with its months as dates are read: in capitals."""
    return _MONTHS.sub(lambda found: found[0].capitalize(), text) if text.islower() else text


def time(text: str) -> Period | None:
    """The time that a cell is or begins with: from the first to the last of its dates."""
    if _YEAR.fullmatch(text):
        return Period.of(text)
    if not re.search(r"\d{3}|[A-Za-z]{3}\w* \d|\d [A-Za-z]{3}", text):
        return None
    found = [mention for mention in dates.find(timely(text)) if mention.how != "range" or "-" in text]
    covered = sum(len(mention.span) for mention in found)
    if not found or covered < 0.5 * len(text):
        return None
    return Period(start=min(m.value.start for m in found), end=max(m.value.end for m in found))
