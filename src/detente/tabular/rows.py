"""Which rows the words of a sentence pick: each of its names, times and numbers is a condition on the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from detente.model import Agreement, Quantity
from detente.rules import number
from detente.tabular import words
from detente.tabular.asked import Asked, Head, Said, Stretch, Timed
from detente.tabular.grid import Grid

NEAR = 4
"""Words between a number and the name of its column."""


class Condition(NamedTuple):
    """Words that pick rows by what stands in one column, or in one of several."""

    at: Stretch
    columns: frozenset[int]
    rows: frozenset[int]
    what: str
    """name, time or number."""


def conditions(asked: Asked, table: Grid) -> list[Condition]:
    """The conditions of a sentence in its order."""
    found = [*_names(asked, table), *_times(asked, table), *_numbers(asked, table)]
    return sorted(found, key=lambda condition: condition.at)


def _names(asked: Asked, table: Grid) -> Iterator[Condition]:
    """Names; of several columns with the name, the one that the words next to it name."""
    for named in asked.cells:
        columns = set(named.rows)
        if len(columns) > 1:
            heads = [head for head in asked.heads if columns & set(head.columns)]
            near = min(heads, key=lambda head: (-head.share, _apart(head.at, named.at)), default=None)
            columns &= set(near.columns) if near else columns
        if len(columns) > 1 and columns & set(table.keys):
            columns = {min(columns & set(table.keys))}
        rows = frozenset(row for column in columns for row in named.rows[column]) - table.summed
        yield Condition(named.at, frozenset(columns), rows or frozenset(named.rows[min(columns)]), "name")


def _apart(one: Stretch, other: Stretch) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _times(asked: Asked, table: Grid) -> Iterator[Condition]:
    for timed in asked.times:
        columns, named = _columns_of_time(asked, table, timed)
        rows = {column: frozenset(_when(table, column, timed)) for column in columns}
        hit = frozenset(column for column in columns if rows[column])
        if hit:
            yield Condition(timed.at, hit, frozenset().union(*(rows[column] for column in hit)), "time")
        elif named and not of_title(asked, table, timed):
            yield Condition(timed.at, frozenset(columns), frozenset(), "time")


def _columns_of_time(asked: Asked, table: Grid, timed: Timed) -> tuple[list[int], bool]:
    """The columns of times that the sentence names, the nearest first; else all, and that it names none."""
    held = [column for column, holds in enumerate(table.holds) if holds == "time"]
    heads = sorted(asked.heads, key=lambda head: (_apart(head.at, timed.at), -head.share))
    named = [[column for column in head.columns if column in held] for head in heads]
    return next(((columns, True) for columns in named if columns), (held, False))


def _when(table: Grid, column: int, timed: Timed) -> Iterator[int]:
    for row, cells in enumerate(table.rows):
        period = cells[column].period
        if period is None:
            continue
        earlier, later = period.start < timed.period.start, period.start >= timed.period.end
        if {"before": earlier, "after": later, "within": period.overlaps(timed.period)}[timed.side]:
            yield row


def of_title(asked: Asked, table: Grid, timed: Timed) -> bool:
    """Whether a time stands in the title of the table, and so holds of all of its rows."""
    title = {token.word for token in words.tokens(table.title)}
    return set(asked.words[slice(*timed.at)]) <= title


def _numbers(asked: Asked, table: Grid) -> Iterator[Condition]:
    """Numbers beside the name of a column of numbers."""
    for said in asked.numbers:
        column = column_of(asked, table, said)
        if column is not None:
            yield Condition(said.at, frozenset([column]), frozenset(_with(table, column, said)), "number")


def column_of(asked: Asked, table: Grid, said: Said) -> int | None:
    """The column that a number is in: that of the nearest name, of its unit if several have the name."""
    if said.quantity.unit == "time" or _of_others(asked, table, said):
        return None
    if said.quantity.unit == "percent":
        return _of_percent(asked, table)
    heads = [(head, _numeric(table, head)) for head in asked.heads]
    near = [(max(0, _apart(head.at, said.at)), head, columns) for head, columns in heads if columns]
    best = min(near, key=lambda item: (item[0], -item[1].share), default=None)
    alone = len({columns[0] for _, _, columns in near}) == 1 and said.at.end == len(asked.words)
    if best is None or (best[0] > NEAR + 4 * (best[1].share == 1) and not alone):
        return None
    return best[2][0]


def _of_percent(asked: Asked, table: Grid) -> int | None:
    """The column of a percentage: the one that is named, or the only one."""
    fit = [column for column, held in enumerate(table.holds) if held == "number" and table.is_percent(column)]
    named = [column for head in asked.heads for column in head.columns if column in fit]
    return named[0] if named else fit[0] if len(fit) == 1 else None


def _of_others(asked: Asked, table: Grid, said: Said) -> bool:
    """Whether the name of a column of words follows, so that the number counts what stands in it."""
    behind = [head for head in asked.heads if head.at.start == said.at.end]
    return any(not _numeric(table, head) for head in behind)


def _numeric(table: Grid, head: Head) -> list[int]:
    return [column for column in head.columns if table.holds[column] == "number"]


def _with(table: Grid, column: int, said: Said) -> Iterator[int]:
    for row, cells in enumerate(table.rows):
        quantity = cells[column].quantity
        if quantity is not None and holds(said, quantity):
            yield row


def holds(said: Said, found: Quantity) -> bool:
    """Whether a number of the table is as the sentence puts it."""
    bounds = {
        ">": found.value > said.quantity.value, ">=": found.value >= said.quantity.value,
        "<": found.value < said.quantity.value, "<=": found.value <= said.quantity.value,
        "~": abs(found.value - said.quantity.value) <= 0.1 * abs(said.quantity.value),
    }  # fmt: skip
    if said.bound in bounds:
        return bounds[said.bound]
    unitless = Quantity(value=found.value, unit=said.quantity.unit, low=found.low, high=found.high)
    return number.compare(said.quantity, unitless) is Agreement.EQUAL


def grouped(found: Iterable[Condition]) -> list[list[Condition]]:
    """Conditions that cannot all hold of one row, since they want two things of one column, stand together."""
    groups: list[list[Condition]] = []
    for condition in found:
        group = next((g for g in groups if g[0].columns & condition.columns and not _meet(g[0], condition)), None)
        if group is None:
            groups.append([condition])
        else:
            group.append(condition)
    return groups


def _meet(one: Condition, other: Condition) -> bool:
    return bool(one.rows & other.rows)


def picked(found: Sequence[Condition], table: Grid) -> frozenset[int]:
    """The rows that meet the conditions: one of each group of them."""
    rows = frozenset(range(len(table.rows))) - table.summed
    for group in grouped(found):
        rows &= frozenset().union(*(condition.rows for condition in group))
    return rows
