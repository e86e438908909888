"""A user's own reference rows: the cells of their tables checked and read as claims, to stand beside the packaged ones.

A row that cannot be used is set aside with its reason and the rest goes on; a file of which nothing can be used is an
error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process

from detente import actors, evidence, indicators, instruments, sheets, tables, units
from detente.errors import SourceError
from detente.model import OWN, Actor, Claim, Period, Source
from detente.record import ReferenceRow, reference_claim
from detente.shelf import shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTable:
    """One file of a user's rows: its ``source`` (with hash), the rows used, and those set aside, by number, with why.

    ``layout`` and ``layout_sha256`` name the file that says how it is read; empty where none does. ``plain`` is the
    table itself where its columns are none of ours: its rows are then of no kind, and sentences are held against it.
    """

    name: str
    source: Source
    rows: tuple[ReferenceRow, ...]
    set_aside: Mapping[int, str] = field(default_factory=dict)
    layout: str = ""
    layout_sha256: str = ""
    plain: sheets.Sheet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a reference table: what its cells hold, whether they must, and the ``values`` it is one of."""

    name: str
    holds: str
    needed: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A table that rows can stand in: its kind of claim and its columns."""

    kind: str
    columns: tuple[Column, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns that every row must fill."""
        return tuple(column.name for column in self.columns if column.needed)


@cache
def forms() -> Mapping[str, Form]:
    """The tables that rows can stand in, by name (``reference_columns.csv``)."""
    found: dict[str, tuple[str, list[Column]]] = {}
    for row in tables.rows("reference_columns.csv", sheets.COLUMNS):
        column = Column(
            name=row["column"], holds=row["holds"], needed=row["needed"] == "yes", values=tuple(row["values"].split())
        )
        found.setdefault(row["table"], (row["kind"], []))[1].append(column)
    return {name: Form(kind=kind, columns=tuple(columns)) for name, (kind, columns) in found.items()}


def read(paths: Sequence[str]) -> tuple[OwnTable, ...]:
    """The tables in the files. Raises SourceError, with the row, when a file or all of its rows cannot be used."""
    found = sheets.read(paths)
    return tuple(_table(sheet, _name(sheet, found)) for sheet in found)


def _name(sheet: sheets.Sheet, among: Sequence[sheets.Sheet]) -> str:
    """The name of its file; with the path, then with the resource, where another has the same."""
    if sum(Path(other.path).name == Path(sheet.path).name for other in among) == 1:
        return Path(sheet.path).name
    alone = sum(other.path == sheet.path for other in among) == 1
    return sheet.path if alone else f"{sheet.path}:{sheet.resource}"


def _table(sheet: sheets.Sheet, name: str) -> OwnTable:
    plain = sheet.plain
    if not plain:
        _fits(sheet)
    told = sheet.layout.source
    source = Source(
        id=OWN + name, title=told.get("title") or name, publisher=told.get("publisher", ""), url=told.get("url", ""),
        published=told.get("year", ""), licence=told.get("licence", ""), sha256=sheet.sha256,
    )  # fmt: skip
    rows: list[ReferenceRow] = []
    aside: dict[int, str] = {}
    for number, cells in sheet.lines:
        try:
            row = sheet.row(cells)
            key = f"{source.id}#{number}"
            rows += [_told(key, sheet, cells, source.id)] if plain else claims(key, row, source.id)
        except SourceError as error:
            aside[number] = str(error)
    if not rows:
        number, reason = next(iter(aside.items()))
        many = f"none of its {len(aside)} rows can be used" if len(aside) > 1 else "its one row cannot be used"
        raise SourceError(f"{sheet.path}: {many}; row {number}: {reason}")
    return OwnTable(
        name=name,
        source=source,
        rows=tuple(rows),
        set_aside=aside,
        layout=sheet.layout.name,
        layout_sha256=sheet.layout.sha256,
        plain=sheet if plain else None,
    )


def _told(key: str, sheet: sheets.Sheet, cells: Sequence[str], source: str) -> ReferenceRow:
    """A row of a plain table as a claim: its cells, each behind the name of its column."""
    told = "; ".join(f"{name.strip()}: {cell.strip()}" for name, cell in zip(sheet.header, cells, strict=False) if cell)
    kind = shelf("kinds")["state_of_affairs"]
    body = kind.body(words=told, opinion=False)
    return ReferenceRow(
        source, Claim(kind=kind.name, body=body, source_id=source, at=key, quote=told, rule="reference")
    )


def _fits(sheet: sheets.Sheet) -> None:
    """Raises SourceError when a table says nowhere what its rows are, or lacks a column that all of them need."""
    if not sheet.has("kind"):
        beside = Path(sheet.path).with_suffix(".toml").name
        hint = f'Add a column kind, or put kind = "quantity" into {beside} beside it. Kinds: {", ".join(forms())}.'
        raise SourceError(f"{sheet.path}: does not say of which kind its rows are.", hint=hint)
    if "kind" not in sheet.layout.fixed:
        return
    try:
        form = _form(sheet.layout.fixed["kind"])
    except SourceError as error:
        raise SourceError(f"{sheet.layout.name or sheet.path}: {error.message}", hint=error.hint) from error
    missing = [column for column in form.needs if not sheet.has(column)]
    if missing:
        words = f"{sheet.path}: has no column {', '.join(missing)}; {sheet.layout.fixed['kind']} needs "
        hint = "Name the column so, or say under [columns] of the layout which column it is."
        raise SourceError(f"{words}{', '.join(form.needs)}, and it has {', '.join(sheet.header)}.", hint=hint)


def _form(kind: str) -> Form:
    if not kind:
        raise SourceError("kind is empty.", hint=f"There are: {', '.join(forms())}.")
    found = forms().get(kind) or next((form for form in forms().values() if form.kind == kind), None)
    if found is None:
        raise SourceError(f"{kind!r} is no kind of row.", hint=f"There are: {', '.join(forms())}.")
    return found


def claims(key: str, row: Mapping[str, str], source: str) -> Iterator[ReferenceRow]:
    """The claim that a row states; two for an event with a number, which is a count too, as with the packaged rows."""
    form = _form(row.get("kind", ""))
    cells = _scaled(dict(_cells(form, row)))
    kind = shelf("kinds")[form.kind]
    given = {name: row.get(name, "") for name in ("vintage", "note")} | {"source_id": source}
    full = dict.fromkeys(kind.columns, "") | cells | given
    _sound(form, full)
    yield ReferenceRow(source, reference_claim(kind, key, full))
    if form.kind == "event" and full["value"]:
        count = full | {
            "what": full["name"], "basis": "", "actors": ";".join(filter(None, (full["source"], full["target"])))
        }  # fmt: skip
        yield ReferenceRow(source, reference_claim(shelf("kinds")["count_or_ordinal"], key, count))


def _cells(form: Form, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(column, cell) as the packaged tables have it. Raises SourceError when a cell is empty that must not be."""
    at: Period | None = None
    for column in sorted(form.columns, key=lambda column: column.name != "start"):  # names and codes depend on the time
        cell = row.get(column.name, "")
        if column.needed and not cell:
            raise SourceError(f"{column.name} is empty.", hint=f"Fill in {', '.join(form.needs)}.")
        try:
            cell = _one_of(cell, column.values) if column.values else _READ[column.holds](cell, at) if cell else ""
        except SourceError as error:
            raise SourceError(f"{column.name}: {error.message}", hint=error.hint) from error
        at = Period.of(cell) if column.name == "start" and cell else at
        yield column.name, cell


def _sound(form: Form, row: Mapping[str, str]) -> None:
    """Raises SourceError when what a row says does not go together: its parties, its times, its number, its unit."""
    if form.kind == "event" and not row["source"] and not row["target"]:
        raise SourceError("source and target are empty.", hint="Say who acts or on whom: events are found by it.")
    if row.get("start") and row.get("end"):
        Period.of(row["start"], row["end"])
    value = float(row.get("value") or 0)
    low, high = (float(row.get(bound) or value) for bound in ("low", "high"))
    if not low <= value <= high:
        raise SourceError(f"{value:g} lies outside {low:g} to {high:g}.", hint="Mend low or high.")
    if row.get("value") and not row.get("unit"):
        raise SourceError("unit is empty.", hint="Say in which unit the value is.")
    if row.get("indicator"):
        _measured(form, row, indicators.indicators()[row["indicator"]])


def _measured(form: Form, row: Mapping[str, str], what: indicators.Indicator) -> None:
    """Raises SourceError when a number cannot be of what it is said to measure."""
    unit = row["unit"]
    if not row["actors"] and what.over not in _OF_NOBODY:
        raise SourceError(f"actors is empty; {what.id} is of a {what.over}.", hint="Say whose number it is.")
    if not indicators.fits(what, unit) or unit.count("/") != what.unit.count("/"):
        raise SourceError(f"unit: {unit!r} cannot be of {what.id}.", hint=f"Expected: {what.unit}.")
    if form.kind == "quantity_change" and what.measure != "change":
        raise SourceError(f"indicator: {what.id} is a level, not a change.", hint="Use the kind quantity.")


_OF_NOBODY = frozenset({"world", "place"})
"""What a number can be counted over that is no actor."""


def _scaled(row: dict[str, str]) -> dict[str, str]:
    """A row whose unit says "million USD" as one in USD."""
    if not row.get("unit"):
        return row
    times, row["unit"] = unit_of(row["unit"])
    for name in ("value", "low", "high"):
        if row.get(name):
            row[name] = str(float(Decimal(row[name]) * Decimal(str(times))))
    return row


# --------------------------------------------------------------------------------------------------------------- cells


def _one_of(cell: str, values: tuple[str, ...]) -> str:
    said = cell.casefold().replace(" ", "_")
    found = next((value for value in values if value.casefold() == said), "")
    if cell and not found:
        raise SourceError(f"{cell!r} is none of its values.", hint=f"There are: {', '.join(values)}.")
    return found


def _date(cell: str, _at: Period | None) -> str:
    said = re.sub(r"\.0$", "", cell)  # a year that went through floating point
    Period.of(said)
    return said


def _number(cell: str, _at: Period | None) -> str:
    if not re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?", cell):
        raise SourceError(f"{cell!r} is no plain number.", hint="Write 1234567.8: no separators, no unit.")
    return cell


def _whole(cell: str, at: Period | None) -> str:
    number = float(_number(cell, at))
    if not number.is_integer() or number < 0:
        raise SourceError(f"{cell!r} is no whole number.", hint="Write 0 or more, without a fraction.")
    return str(int(number))


def _unit(cell: str, _at: Period | None) -> str:
    unit_of(cell)
    return cell


def unit_of(words: str) -> tuple[float, str]:
    """How many of which unit, as texts are read: "million US dollars" is (1000000, "USD"). Raises SourceError."""
    if words in _units():
        return 1, words
    said = f"1 {words}"
    for mention in units.find(said):
        if mention.value.unit and (mention.span.start, mention.span.end) == (0, len(said)):
            return mention.value.value, mention.value.unit
    hint = "Write a currency (USD), a measure (km2, percent) or a noun in the plural, with million if you like."
    raise SourceError(f"{words!r} is no unit.", hint=hint)


@cache
def _units() -> frozenset[str]:
    """The units of the vocabulary, of the indicators, and those in which packaged rows count."""
    used = [row.get("unit", "") for table in tables.named("") for row in tables.rows(table)]
    measured = [row["unit"] for row in tables.rows("units.csv", ("unit",))]
    return frozenset([*used, *measured, *(found.unit for found in indicators.indicators().values())]) - {""}


def _indicator(cell: str, _at: Period | None) -> str:
    known = indicators.indicators()
    found = cell if cell in known else next((key for key, it in known.items() if it.name.lower() == cell.lower()), "")
    if not found:
        names = {key: f"{key} {it.name}" for key, it in known.items()}
        near = ", ".join(key for _, _, key in process.extract(cell, names, limit=4))
        raise SourceError(f"{cell!r} is no indicator.", hint=f"Nearest: {near}.")
    return found


def _instrument(cell: str, at: Period | None) -> str:
    if cell in instruments.instruments():
        return cell
    found = [m.value.id for m in instruments.find_instruments(cell, at=at) if len(m.span) == len(cell)]
    if len(set(found)) != 1:
        hint = "Write its id, such as agreement:new-start, or its full name with the year."
        raise SourceError(f"{cell!r} is no agreement, law or resolution that détente knows.", hint=hint)
    return found[0]


def _item(cell: str, at: Period | None) -> str:
    """What was voted on: an instrument, or a roll call of its own, by its words."""
    try:
        return _instrument(cell, at)
    except SourceError:
        return (
            cell
            if cell.startswith(("vote:", "draft:", "res:"))
            else "vote:" + re.sub(r"\W+", "-", cell.lower()).strip("-")
        )


def _organ(cell: str, at: Period | None) -> str:
    organs = evidence.organs()
    return next((key for key, name in organs.items() if cell in {key, name}), "") or actor_of(cell, at)


def _actor(cell: str, at: Period | None) -> str:
    return actor_of(cell, at)


def _actors(cell: str, at: Period | None) -> str:
    return ";".join(dict.fromkeys(actor_of(part.strip(), at) for part in cell.split(";") if part.strip()))


def _words(cell: str, _at: Period | None) -> str:
    return cell.lower()


_READ: Mapping[str, Callable[[str, Period | None], str]] = {
    "actor": _actor, "actors": _actors, "date": _date, "number": _number, "whole": _whole, "unit": _unit,
    "indicator": _indicator, "instrument": _instrument, "item": _item, "organ": _organ, "words": _words,
    "text": lambda cell, _at: cell,
}  # fmt: skip
"""What a column holds → how a cell of it becomes one of ours."""


def actor_of(said: str, at: Period | None = None) -> str:
    """The actor whose id, ISO 3166 alpha-3 code, COW number at that time, or name this is. Raises SourceError."""
    known = actors.load().actors
    if said in known or said in instruments.instruments():  # a treaty has members, and can be acted upon
        return said
    if said.upper() in known:
        return said.upper()
    found = _numbered(int(said.partition(".")[0]), at) if re.fullmatch(r"\d{1,3}(?:\.0)?", said) else _named(said, at)
    if not found:
        hint = "Write an ISO 3166 alpha-3 code (UKR), a COW number (369) or a name; give others with --actors."
        raise SourceError(
            f"{said!r} is no actor that détente knows{f' in {at}' if at else ''}, or may be several.", hint=hint
        )
    return found


def _numbered(cow: int, at: Period | None) -> str:
    """The state of a Correlates of War number: 365 is the Soviet Union in 1970. Of several the latest begun."""
    held = [actor for actor in _by_cow().get(cow, ()) if _is_of(actor, at)]
    return max(held, key=lambda actor: _tenure(actor, at)).id if held else ""


@cache
def _by_cow() -> Mapping[int, tuple[Actor, ...]]:
    """The packaged states by their number; a user's list of actors gives none."""
    found: dict[int, tuple[Actor, ...]] = {}
    for actor in actors.load().actors.values():
        for number in map(int, filter(None, actor.codes.get("cow", "").split(";"))):
            found[number] = (*found.get(number, ()), actor)
    return found


def _tenure(actor: Actor, at: Period | None) -> tuple[str, str]:
    """Sorts the latest begun last, without a time the one that lasts longest."""
    first, last = (str(actor.valid.start), str(actor.valid.end)) if actor.valid else ("", "9999")
    return (first, last) if at else (last, first)


def _named(said: str, at: Period | None) -> str:
    """The actor of a name, also of one that a list of countries has turned round: "Korea, Rep.", "Iran (Islamic …)".

    A short form that several states share ("Congo", "Korea") is none's.
    """
    for name in _spellings(said):
        found = [mention for mention in actors.find(name, at=at) if len(mention.span) == len(name)]
        if len(found) == 1 and (found[0].how == "exact" or not _shared(name, at)):
            return found[0].value.id
    return ""


def _shared(name: str, at: Period | None) -> bool:
    """Whether the names of several states of the time have this name in them."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    return sum(bool(word.search(state.name)) and _is_of(state, at) for state in _states(actors.load())) > 1


@lru_cache(maxsize=1)
def _states(known: actors.Gazetteer) -> tuple[Actor, ...]:
    return tuple(actor for actor in known.actors.values() if actor.type == "state")


def _is_of(actor: Actor, at: Period | None) -> bool:
    return at is None or actor.valid is None or actor.valid.overlaps(at)


_DROPPED = re.compile(r"(?:The|RB|Fed\. Sts\.|SAR|(?:United|Plurinational|Bolivarian|Federated|Islamic)[\w ]+)$")
"""What lists of countries put behind a name that says no more than the name."""


def _spellings(said: str) -> Iterable[str]:
    said = said.removeprefix("The ").removeprefix("the ")
    turned = re.fullmatch(r"([^,()]+)(?:, | \()([^,()]+)\)?", said)
    if not turned:
        return (said,)
    head, rest = turned[1], turned[2].replace("Rep.", "Republic").replace("Dem.", "Democratic")
    alone = [head] if _DROPPED.match(rest) else []
    rest = rest.removesuffix(" of").removesuffix(" of the")
    return said, f"{rest} of {head}", f"{rest} of the {head}", f"{rest} {head}", *alone
