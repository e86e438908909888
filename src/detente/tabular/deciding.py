"""Whether a table bears out a sentence: the first way of reading it that its words ask for and the cells answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.model import Agreement
from detente.tabular import words
from detente.tabular.asked import Asked, Said, Sign
from detente.tabular.grid import Grid, exactly
from detente.tabular.rows import Condition, column_of, conditions, grouped, holds, of_title, picked

TOLD = 0.7
"""Share of a sentence's words that the table must know, for a single cell to decide it."""

KNOWN = 0.6
"""The same for a table to decide anything."""

SURE = 0.8
"""The same where no column is named."""


class Answer(NamedTuple):
    """Whether the table agrees, by which reading, and the cells (row, column) it rests on."""

    agreement: Agreement
    rule: str
    cells: tuple[tuple[int, int], ...]
    found: str = ""


def decide(asked: Asked, table: Grid) -> Answer | None:
    """The answer of a table to a sentence, None where it has none."""
    given = conditions(asked, table)
    held = {condition.at for condition in given}
    if asked.told < KNOWN or any(timed.at not in held and not of_title(asked, table, timed) for timed in asked.times):
        return None
    if len(table.rows) < 2:
        named = {column for head in asked.heads for column in head.columns}
        return _looked_up(asked, table, given) if all(c.columns & named for c in given) else None
    for signs, answer in _WAYS:
        if not signs or asked.signs_of(*signs):
            found = answer(asked, table, given)
            if found is not None:
                return found
    return None


def _answer(true: bool, rule: str, cells: Sequence[tuple[int, int]], found: object = "") -> Answer:
    return Answer(Agreement.EQUAL if true else Agreement.UNEQUAL, rule, tuple(dict.fromkeys(cells)), str(found))


def _denying(asked: Asked, true: bool) -> bool:
    return true != asked.denied


# ------------------------------------------------------------------------------------------------ columns that measure


def _measure(asked: Asked, table: Grid, sign: Sign) -> int | None:
    """The column by which things are compared: of numbers or times, named in the sentence or the only one there."""
    wanted = ("time",) if sign.role in {"before", "after", "earliest", "latest"} else ("number",)
    fit = [column for column, held in enumerate(table.holds) if held in wanted]
    heads = sorted(asked.heads, key=lambda head: (-head.share, abs(head.at.start - sign.at.start)))
    for head in heads:
        columns = [column for column in head.columns if column in fit]
        if columns:
            return columns[0]
    if asked.told < SURE:
        return None
    left = [column for column in fit if not table.ranks(column)] or fit
    return left[0] if len(left) == 1 else None


def _way(table: Grid, column: int, sign: Sign) -> int:
    """1 when a greater value is more of it, -1 when it is less, as of a rank."""
    up = sign.role in {"most", "more", "latest", "after"}
    return (1 if up else -1) * (-1 if table.ranks(column) and sign.role in {"most", "more", "least", "less"} else 1)


def _values(table: Grid, column: int, rows: frozenset[int]) -> dict[int, float]:
    found = {row: table.value(row, column) for row in sorted(rows)}
    return {row: value for row, value in found.items() if value is not None}


# ---------------------------------------------------------------------------------------------------------- comparing


def _compared(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "A had more votes than B", "A was elected two years before B"."""
    sign = asked.signs_of("more", "less", "before", "after")[0]
    than = next((s.at.end for s in asked.signs_of("than") if s.at.start >= sign.at.end), sign.at.end)
    names = [condition for condition in given if condition.what == "name" and condition.rows]
    left = [condition for condition in names if condition.at.end <= sign.at.start]
    right = [condition for condition in names if condition.at.start >= than]
    column = _measure(asked, table, sign)
    if column is None or not left or not right:
        return None
    left, right = _subject(left, table), _subject(right, table)
    one, other = (_values(table, column, picked(side, table)) for side in (left, right))
    if not one or not other or set(one) & set(other):
        return None
    way = _way(table, column, sign)
    true = all((a - b) * way > 0 for a in one.values() for b in other.values())
    said = next((n for n in asked.numbers if n.at.end <= sign.at.start and sign.at.start - n.at.end <= 3), None)
    if said and true:
        apart = abs(_scaled(table, column, min(one.values())) - _scaled(table, column, min(other.values())))
        true = holds(said, exactly(apart))
    cells = [(row, column) for row in (*one, *other)]
    return _answer(_denying(asked, true), "order", cells)


def _subject(side: list[Condition], table: Grid) -> list[Condition]:
    """Of several names on one side those of the column that names the rows, if any is."""
    return [condition for condition in side if _names_row(condition, table)] or side


def _names_row(condition: Condition, table: Grid) -> bool:
    return condition.what == "name" and bool(condition.columns & set(table.keys))


def _scaled(table: Grid, column: int, value: float) -> float:
    return float(dt.date.fromordinal(int(value)).year) if table.holds[column] == "time" else value


def _equal(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "A and B have the same party"."""
    subjects = [condition for condition in given if _names_row(condition, table)]
    after = [head for head in asked.heads if head.at.start >= asked.signs_of("equal")[0].at.start]
    column = next((head.columns[0] for head in after if head.columns[0] != table.key), None)
    if column is None:
        column = next((min(c.columns) for c in given if not _names_row(c, table)), None)
    if column is None or len(subjects) < 2:
        return None
    rows = sorted(frozenset().union(*(condition.rows for condition in subjects)))
    true = len({table.rows[row][column].words for row in rows}) == 1
    return _answer(_denying(asked, true), "same value", [(row, column) for row in rows])


# ----------------------------------------------------------------------------------------------------------- extremes


def _extreme(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "A had the most votes", "the lowest total is 5", "the most were elected in 1942"."""
    sign = asked.signs_of("most", "least", "earliest", "latest")[0]
    column = _measure(asked, table, sign)
    if column is None:
        return _commonest(asked, table, given, sign)
    own = [condition for condition in given if column in condition.columns]
    names = [condition for condition in given if condition not in own and condition.what == "name" and condition.rows]
    subject = _subject(names, table)[:1]
    scope = [condition for condition in names if condition not in subject]
    subject, scope = (subject, scope) if subject and (_names_row(subject[0], table) or not own) else ([], names)
    values = _values(table, column, picked(scope, table))
    nth = _ordinal(asked, sign)
    ranked = sorted(set(values.values()), reverse=_way(table, column, sign) > 0)
    if len(ranked) < max(2, nth):
        return None
    rows = frozenset(row for row, value in values.items() if value == ranked[nth - 1])
    true = all(rows & condition.rows for condition in (*subject, *own))
    if not subject and not own:
        return None
    return _answer(_denying(asked, true), "extreme", [(row, column) for row in sorted(rows)])


def _ordinal(asked: Asked, sign: Sign) -> int:
    before = asked.words[sign.at.start - 1] if sign.at.start else ""
    return int(before[:-2]) if before[:-2].isdigit() else 1


def _commonest(asked: Asked, table: Grid, given: list[Condition], sign: Sign) -> Answer | None:
    """Whether a value is the commonest of its column."""
    if sign.role not in {"most", "least"} or len(given) != 1 or len(given[0].columns) != 1:
        return None
    (column,) = given[0].columns
    often = table.often[column]
    best = (max if sign.role == "most" else min)(often.values())
    rows = sorted(given[0].rows)
    return _answer(_denying(asked, len(rows) == best), "commonest", [(row, column) for row in rows])


# ------------------------------------------------------------------------------------------------------------- shares


_SHARES = ("all", "none", "most_of", "half", "less_than_half", "some", "several")


def _shared(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "All were re-elected", "none of the ships is French", "most of the members are liberals"."""
    sign = asked.signs_of(*_SHARES)[0]
    if not given or asked.signs_of("except") or any(n.at.start == sign.at.end for n in asked.numbers):
        return None
    groups = grouped(condition for condition in given)
    scope, what = [c for group in groups[:-1] for c in group], groups[-1]
    among = picked(scope, table)
    hits = picked([*scope, *what], table)
    if not among or asked.told < TOLD or (not scope and _names_row(what[0], table)):
        return None
    hits = among - hits if asked.denied else hits
    true = {
        "all": hits == among, "none": not hits, "most_of": 2 * len(hits) > len(among),
        "half": 2 * len(hits) == len(among), "less_than_half": 2 * len(hits) < len(among),
        "some": bool(hits), "several": len(hits) > 1,
    }[sign.role]  # fmt: skip
    column = min(what[0].columns)
    return _answer(true, "share", [(row, column) for row in sorted(among)], f"{len(hits)} of {len(among)}")


def _without(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "A had no votes", "there were no civilian deaths": nothing or nought in the column named behind."""
    sign = asked.signs_of("none")[0]
    head = next((head for head in asked.heads if head.at.start == sign.at.end), None)
    if head is None or not given or not any(_names_row(c, table) or c.what == "number" for c in given):
        return None
    rows = sorted(picked(given, table))
    if not rows or head.columns[0] in {column for condition in given for column in condition.columns}:
        return None
    cells = [table.rows[row][head.columns[0]] for row in rows]
    true = all(not cell.words or (cell.quantity is not None and cell.quantity.value == 0) for cell in cells)
    return _answer(true, "nothing", [(row, head.columns[0]) for row in rows], cells[0].text)


def _excepted(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "All but two are republicans", "all were running except A"."""
    sign = asked.signs_of("except")[0]
    said = next((n for n in asked.numbers if n.at.start == sign.at.end), None)
    names = [condition for condition in given if condition.at.start >= sign.at.end and _names_row(condition, table)]
    rest = [condition for condition in given if condition not in names and not (said and condition.at == said.at)]
    if not rest or not (said or names):
        return None
    every = picked([], table)
    left = every - picked(rest, table)
    true = len(left) == said.quantity.value if said else left == picked(names, table)
    column = min(rest[-1].columns)
    return _answer(true, "share", [(row, column) for row in sorted(left)], f"all but {len(left)}")


def _only(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "A is the only democrat"."""
    sign = asked.signs_of("only")[0]
    if any(0 <= n.at.start - sign.at.end <= 1 for n in asked.numbers):
        return None
    subject = [condition for condition in given if _names_row(condition, table) and condition.rows]
    rest = [condition for condition in given if condition not in subject]
    if not subject or not rest:
        return None
    rows = picked(rest, table)
    true = rows == picked(subject, table)
    column = min(rest[-1].columns)
    return _answer(_denying(asked, true), "only", [(row, column) for row in sorted(rows | subject[0].rows)])


# ------------------------------------------------------------------------------------------------------------- sums


def _added(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "The average age is 43", "in total they had 275 seats"."""
    sign = asked.signs_of("average", "sum")[0]
    said = next((n for n in asked.numbers if column_of(asked, table, n) is not None), None)
    column = column_of(asked, table, said) if said else None
    if said is None or column is None:
        return None
    rest = [condition for condition in given if column not in condition.columns]
    values = _values(table, column, picked(rest, table))
    if len(values) < 2:
        return None
    found = sum(values.values()) / (len(values) if sign.role == "average" else 1)
    true = holds(said, exactly(round(found, 2)))
    return _answer(_denying(asked, true), sign.role, [(row, column) for row in values], f"{found:g}")


# ------------------------------------------------------------------------------------------------------------- counts


def _counted(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "Five of the members were liberals", "there are three countries", "A was a member twice"."""
    counting = [n for n in asked.numbers if _counts(asked, table, n, given)]
    rest = [condition for condition in given if condition.at not in {said.at for said in counting}]
    if not counting or (not rest and asked.told < SURE):
        return None
    if len(counting) > 1:
        return _counted_apart(asked, table, counting, rest)
    said, rows = counting[0], picked(rest, table)
    head = next((h for h in asked.heads if 0 <= h.at.start - said.at.end <= 2), None)
    if head is None and asked.told < SURE and any(_names_row(condition, table) for condition in rest):
        return None
    true = _as_many(table, said, rows, head.columns[0] if head else table.key)
    members = next((group for group in grouped(rest) if len(group) > 1), [])
    others = [condition for condition in rest if condition not in members]
    each = [_as_many(table, said, picked([*others, member], table), table.key) for member in members]
    true = all(each) if asked.signs_of("all") and each else true or (bool(each) and all(each))
    column = min(rest[-1].columns) if rest else table.key
    return _answer(_denying(asked, true), "count", [(row, column) for row in sorted(rows)], len(rows))


def _counted_apart(asked: Asked, table: Grid, counting: list[Said], given: list[Condition]) -> Answer | None:
    """Such as "Three resignations and two deaths", "A had four members and B two": each number with what it counts."""
    leads = bool(given) and given[0].at.start > counting[0].at.start
    bounds = [said.at.start for said in counting]
    edges = [*bounds, len(asked.words)] if leads else [0, *bounds]
    parts = [[c for c in given if low <= c.at.start < high] for low, high in pairwise(edges)]
    if not all(parts) or len({min(part[0].columns) for part in parts}) > 1:
        return None
    found = [picked(part, table) for part in parts]
    true = all(_as_many(table, said, rows, table.key) for said, rows in zip(counting, found, strict=True))
    cells = [(row, min(part[0].columns)) for part, rows in zip(parts, found, strict=True) for row in sorted(rows)]
    return _answer(_denying(asked, true), "count", cells, ", ".join(str(len(rows)) for rows in found))


def _as_many(table: Grid, said: Said, rows: frozenset[int], column: int) -> bool:
    """Whether the rows, or what stands in a column of them, are as many as a number or a share says."""
    value, every = said.quantity.value, max(1, len(picked([], table)))
    if said.quantity.unit == "percent":
        return holds(said, exactly(round(100 * len(rows) / every, 2)))
    if 0 < value < 1:
        return abs(value - len(rows) / every) < 0.01
    return any(holds(said, exactly(count)) for count in (len(rows), _unlike(table, column, rows)))


def _unlike(table: Grid, column: int, rows: frozenset[int]) -> int:
    return len({table.rows[row][column].words for row in rows} - {()})


def _counts(asked: Asked, table: Grid, said: Said, given: list[Condition]) -> bool:
    """Whether a number counts rows: it is small and whole, and no column of numbers has it."""
    value, place = said.quantity.value, said.at.end
    held = any(condition.at == said.at for condition in given)
    if held or said.quantity.unit == "percent" or 0 < value < 1:
        return not held and bool(given)
    if value != int(value) or value > 2 * len(table.rows) + 2:
        return False
    behind = [h for h in asked.heads if 0 <= h.at.start - place <= 3]
    counted = place < len(asked.words) and (bool(behind) or not words.plain(asked.words[place]))
    ranks = any((word,) in words.role("ranked") for word in asked.words[max(0, said.at.start - 2) : said.at.start])
    counted = counted or said.quantity.unit == "time" or asked.words[place : place + 1] == ("of",)
    numeric = any(table.holds[c] == "number" for h in behind for c in h.columns)
    return counted and not ranks and bool(behind or given) and not numeric


# ------------------------------------------------------------------------------------------------------------- lookups


_COMPARING = ("most", "least", "more", "less", "before", "after", "equal", "only", "average", "difference", "most_of")
"""Signs of what no single cell decides."""


def _looked_up(asked: Asked, table: Grid, given: list[Condition]) -> Answer | None:
    """Such as "A of the liberal party was elected in 1904": all of it in one row, or in each of the rows it names."""
    loose = [n for n in asked.numbers if not any(condition.at == n.at for condition in given)]
    if len(given) < 2 or loose or asked.signs_of(*_COMPARING):
        return None
    groups = grouped(given)
    cells = [(row, column) for c in given for column in c.columns for row in c.rows if len(c.rows) <= 3]
    if len(groups) == 1:
        return None
    if _together(groups, table):
        return _answer(_denying(asked, True), "cell", cells) if asked.told >= TOLD else None
    named = {column for head in asked.heads for column in head.columns}
    subject = next((c for c in given if _names_row(c, table) and c.rows), None) or given[0]
    wrong = [c for c in given if not c.rows & subject.rows]
    if not subject.rows or not wrong or (asked.told < SURE and not any(c.columns & named for c in wrong)):
        return None
    rest = [(row, column) for row in sorted(subject.rows) for column in wrong[0].columns]
    return _answer(_denying(asked, False), "cell", rest, table.rows[rest[0][0]][rest[0][1]].text)


def _together(groups: list[list[Condition]], table: Grid) -> bool:
    """Whether each name of each group stands in a row with one of every other; pairs are taken in their order."""
    many = [group for group in groups if len(group) > 1]
    if len(many) > 1 and len({len(group) for group in many}) == 1:
        single = [group[0] for group in groups if len(group) == 1]
        return all(picked([*single, *pair], table) for pair in zip(*many, strict=True))
    return all(
        picked([condition, *(c for other in groups if other is not group for c in other)], table)
        for group in groups
        for condition in group
    )


Way = Callable[[Asked, Grid, list[Condition]], Answer | None]
_WAYS: tuple[tuple[tuple[str, ...], Way], ...] = (
    (("average", "sum"), _added),
    (("more", "less", "before", "after"), _compared),
    (("equal",), _equal),
    (("most", "least", "earliest", "latest"), _extreme),
    (("except",), _excepted),
    (("none",), _without),
    (_SHARES, _shared),
    (("only",), _only),
    ((), _counted),
    ((), _looked_up),
)
"""Signs that ask for a way of reading, any of which must be there → the way; the first that answers decides."""
