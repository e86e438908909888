"""What a sentence says of a table: which cells and columns it names, its numbers and times, what it compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from detente import dates, units
from detente.model import Period, Quantity, Span
from detente.numerals import NUMBERS, NUMERAL
from detente.tabular import words
from detente.tabular.grid import Grid, exactly, timely


class Stretch(NamedTuple):
    """Words of the sentence, from the token ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def meets(self, other: Stretch) -> bool:
        """Whether the two share a word."""
        return self.start < other.end and other.start < self.end


class Named(NamedTuple):
    """Words that stand in cells: in which column in which rows; ``whole`` when they are all that stands there."""

    at: Stretch
    rows: Mapping[int, frozenset[int]]
    whole: bool


class Head(NamedTuple):
    """Words that name a column, or may name one of several; ``share`` of its name's words are there."""

    at: Stretch
    columns: tuple[int, ...]
    share: float


class Said(NamedTuple):
    """A number of the sentence, and the bound it is put as: =, >, >=, <, <= or ~, whose words are among ``at``."""

    at: Stretch
    quantity: Quantity
    bound: str


class Timed(NamedTuple):
    """A time of the sentence, and whether it is meant before, after or within it."""

    at: Stretch
    period: Period
    side: str


class Sign(NamedTuple):
    """A word that compares, counts, joins or denies."""

    at: Stretch
    role: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A sentence read against a table; ``told`` is the share of its words that the table knows, signs left out."""

    text: str
    words: tuple[str, ...]
    cells: tuple[Named, ...]
    heads: tuple[Head, ...]
    numbers: tuple[Said, ...]
    times: tuple[Timed, ...]
    signs: tuple[Sign, ...]
    told: float

    def signs_of(self, *roles: str) -> list[Sign]:
        """The signs of some roles, in the order of the sentence."""
        return [sign for sign in self.signs if sign.role in roles]

    @property
    def denied(self) -> bool:
        """Whether the sentence says that something is not so."""
        return len(self.signs_of("not")) % 2 == 1


def read(text: str, table: Grid) -> Asked:
    """A sentence as it speaks of a table."""
    found = words.tokens(text)
    said = tuple(token.word for token in found)
    cells = tuple(_cells(said, table))
    heads = tuple(_heads(said, table, cells))
    sure = [c.at for c in cells if c.whole] + [h.at for h in heads if h.share == 1]
    times = tuple(_times(text, found, sure))
    stronger = [t.at for t in times] + [h.at for h in heads if h.share == 1]
    cells = tuple(c for c in cells if c.whole or not any(c.at.meets(other) for other in stronger))
    sure += [c.at for c in cells] + [t.at for t in times]
    numbers = tuple(_numbers(text, found, sure))
    signs = tuple(_signs(said, [*sure, *(number.at for number in numbers)]))
    named = [c.at for c in cells] + [h.at for h in heads]
    counting = [t.at for t in times] + [n.at for n in numbers] + [s.at for s in signs]
    return Asked(
        text=text, words=said, cells=cells, heads=heads, numbers=numbers, times=times, signs=signs,
        told=_told(said, named, counting, table),
    )  # fmt: skip


def _told(said: tuple[str, ...], named: list[Stretch], counting: list[Stretch], table: Grid) -> float:
    """The share of the words of substance that name cells or columns, or stand in the title."""
    known, counted = ({i for at in stretches for i in range(*at)} for stretches in (named, counting))
    title = [token.word for token in words.tokens(table.title)]
    content = [i for i, word in enumerate(said) if i in known or not (words.plain(word) or i in counted)]
    told = sum(i in known or any(words.same(said[i], word) for word in title) for i in content)
    return told / max(1, len(content))


def _cells(said: tuple[str, ...], table: Grid) -> Iterator[Named]:
    """The longest stretches that stand in cells, from left to right."""
    place = 0
    while place < len(said):
        named = _longest(said, place, table)
        if named:
            yield named
        place = named.at.end if named else place + 1


def _longest(said: tuple[str, ...], place: int, table: Grid) -> Named | None:
    if words.plain(said[place]):
        return None
    live = table.places(said[place])
    end = place + 1
    best, live = (live, _grown(live, said, end, table)) if live else ([], [])
    while live:
        best, end = live, end + 1
        live = _grown(live, said, end, table)
    return _named(said, Stretch(place, end), best, table) if best else None


def _grown(
    live: list[tuple[int, int, int]], said: tuple[str, ...], end: int, table: Grid
) -> list[tuple[int, int, int]]:
    """The cells in which the next word of the sentence follows, initials in the cell or the sentence left out."""
    if end >= len(said):
        return []
    grown = []
    for r, c, at in live:
        rest = table.rows[r][c].words[at + 1 :]
        skip = next((i for i, word in enumerate(rest) if len(word) > 1 or word.isdigit() or i == 2), 0)
        step = next((i for i in (0, skip) if i < len(rest) and words.same(rest[i], said[end])), None)
        if step is not None:
            grown.append((r, c, at + 1 + step))
    return grown


def _named(said: tuple[str, ...], at: Stretch, hits: list[tuple[int, int, int]], table: Grid) -> Named | None:
    """The cells hit; words that are a small part of cells, or of a column's name, name none."""
    length = at.end - at.start
    whole = [
        (r, c) for r, c, _ in hits if sum(len(word) > 1 or word.isdigit() for word in table.rows[r][c].words) <= length
    ]
    if not (_tells(said, at, table) if whole else _picks(said, at, table)):
        return None
    rows: dict[int, set[int]] = {}
    for r, c in whole or [(r, c) for r, c, _ in hits]:
        rows.setdefault(c, set()).add(r)
    return Named(at, {c: frozenset(found) for c, found in rows.items()}, bool(whole))


def _tells(said: tuple[str, ...], at: Stretch, table: Grid) -> bool:
    """Whether words that are all of a cell are more than a letter, or an ordinal that no column is named behind."""
    word = said[at.start]
    if at.end - at.start > 1 or not word[0].isdigit():
        return at.end - at.start > 1 or len(word) > 1
    return not words.nth(word) or (at.end < len(said) and _of_head(said[at.end], table))


def _picks(said: tuple[str, ...], at: Stretch, table: Grid) -> bool:
    """Whether words that are a part of cells are more than such words, those of columns, of the title, and signs."""
    part = said[slice(*at)]
    if len(part) == 1 and words.nth(part[0]):
        return _tells(said, at, table)
    return any(
        not (len(word) < 3 or word.isdigit() or words.plain(word) or words.is_sign(word) or _of_head(word, table))
        and not any(words.same(word, token.word) for token in words.tokens(table.title))
        for word in part
    )


def _of_head(word: str, table: Grid) -> bool:
    return any(words.same(word, part) for head in table.heads for part in head)


def _heads(said: tuple[str, ...], table: Grid, cells: tuple[Named, ...]) -> Iterator[Head]:
    """The stretches that name columns: whole names first, then the words that some names have."""
    taken: list[Stretch] = [named.at for named in cells if named.whole]
    order = sorted(range(len(table.heads)), key=lambda c: -len(table.heads[c]))
    for c in order:
        place = words.find(table.heads[c], said) if table.heads[c] else -1
        while place >= 0:
            at = Stretch(place, place + len(table.heads[c]))
            if not any(at.meets(other) for other in taken):
                taken.append(at)
                yield Head(at, tuple(d for d in order if table.heads[d] == table.heads[c]), 1.0)
            place = words.find(table.heads[c], said, place + 1)
    for i, word in enumerate(said):
        at = Stretch(i, i + 1)
        with_it = {c: len(head) for c, head in enumerate(table.heads) if any(words.same(word, part) for part in head)}
        plain = {c: size for c, size in with_it.items() if (word,) in words.role("ranked") or not table.ranks(c)}
        if with_it and not words.plain(word) and len(word) > 2 and not any(at.meets(other) for other in taken):
            shortest = min((plain or with_it).values())
            yield Head(at, tuple(c for c, size in (plain or with_it).items() if size == shortest), 1 / shortest)


def _times(text: str, found: tuple[words.Token, ...], taken: list[Stretch]) -> Iterator[Timed]:
    for mention in dates.find(timely(text)):
        at = _stretch(mention.span, found)
        if at and not any(other.start < at.end <= other.end for other in taken):
            start, side = _side(tuple(token.word for token in found), at.start)
            yield Timed(Stretch(start, at.end), mention.value, side)


def _side(said: tuple[str, ...], end: int) -> tuple[int, str]:
    """Whether the words that end here put what follows before, after or within a time, and where they begin."""
    for side in ("before", "after"):
        for phrase in words.role(side):
            if said[max(0, end - len(phrase)) : end] == phrase:
                return end - len(phrase), side
    return end, "within"


def _stretch(span: Span, found: tuple[words.Token, ...]) -> Stretch | None:
    inside = [i for i, token in enumerate(found) if token.start < span.end and span.start < token.end]
    return Stretch(inside[0], inside[-1] + 1) if inside else None


def _numbers(text: str, found: tuple[words.Token, ...], taken: list[Stretch]) -> Iterator[Said]:
    said = tuple(token.word for token in found)
    used: list[Stretch] = []
    for mention in units.find(text):
        digits = NUMERAL.search(text, mention.span.start, mention.span.end)  # without the noun it counts
        at = _stretch(Span(*digits.span()) if digits else mention.span, found)
        if at and not any(at.meets(other) for other in taken):
            used.append(at)
            yield _bounded(said, at, _as_written(mention.value, text[slice(*digits.span())] if digits else ""))
    for i, word in enumerate(said):
        value = float(word) if word.isdigit() else NUMBERS.get(word)
        at = Stretch(i, i + 1)
        if value is not None and not any(at.meets(other) for other in (*taken, *used)) and not _one_of(said, i):
            yield _bounded(said, at, exactly(value))
    for sign in _signs(said, taken, ("once",)):
        yield _bounded(said, sign.at, exactly(float(sign.value), "time"))


def _one_of(said: tuple[str, ...], place: int) -> bool:
    """Whether "is one of the" says which, not how many, as "only one of the" does."""
    return said[place : place + 2] == ("one", "of") and (not place or words.plain(said[place - 1]))


def _as_written(said: Quantity, digits: str) -> Quantity:
    """The number as precise as it is printed, and a whole one exact: its hedge is kept as a bound beside it."""
    if said.comparator == "range":
        return said
    if "." not in digits and said.value < 1e6:
        return exactly(said.value, said.unit)
    half = min(abs(said.value - said.low), abs(said.high - said.value))
    return Quantity(value=said.value, unit=said.unit, low=said.value - half, high=said.value + half)


def _bounded(said: tuple[str, ...], at: Stretch, quantity: Quantity) -> Said:
    """A number with the words before or behind that make a bound of it."""
    for phrase, value in sorted(words.role("bound").items(), key=lambda item: -len(item[0])):
        if said[max(0, at.start - len(phrase)) : at.start] == phrase:
            return Said(Stretch(at.start - len(phrase), at.end), quantity, value)
    for phrase, value in words.role("bound_behind").items():
        if said[at.end : at.end + len(phrase)] == phrase:
            return Said(Stretch(at.start, at.end + len(phrase)), quantity, value)
    return Said(at, quantity, "=")


def _signs(said: tuple[str, ...], taken: list[Stretch], roles: tuple[str, ...] = words.SIGNS) -> Iterator[Sign]:
    """The signs outside the names of cells and columns; a longer one goes before those within it."""
    phrases = sorted(
        ((phrase, role, value) for role in roles for phrase, value in words.role(role).items()),
        key=lambda item: -len(item[0]),
    )
    used = list(taken)
    for phrase, role, value in phrases:
        place = _exactly_at(phrase, said, 0)
        while place >= 0:
            at = Stretch(place, place + len(phrase))
            if not any(at.meets(other) for other in used):
                used.append(at)
                yield Sign(at, role, value)
            place = _exactly_at(phrase, said, place + 1)


def _exactly_at(phrase: tuple[str, ...], said: tuple[str, ...], start: int) -> int:
    return next((i for i in range(start, len(said) - len(phrase) + 1) if said[i : i + len(phrase)] == phrase), -1)
