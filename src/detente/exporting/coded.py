"""The tables of a record as exports tell them: beside each column that names actors, the codes of the first state.

Merging with other data goes by these codes: ISO 3166 alpha-3, Correlates of War, and Gleditsch–Ward, each as it was
at the date of the row, or when the text was written. ``checked`` stands beside the record's own tables: each claim with
its verdict and source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from detente import actors, tables
from detente.errors import SourceError
from detente.exporting.claims import FIELDS, Ask, interchange
from detente.model import Period
from detente.record import Table

Row = Mapping[str, Any]


class Codes(NamedTuple):
    """A state in three schemes; None where it has no code, as before it was one."""

    iso3: str | None = None
    cow: int | None = None
    gw: int | None = None


_NOBODY = Codes()
_NAMING = {
    *("source", "target", "actor", "actors", "counterpart", "participants", "imposer", "speaker", "about", "organ"),
    *("source_actor", "target_actor"),
}  # fmt: skip
_OWN = {"", "GOV", "MIL", "LEG", "JUD", "SPY", "COP"}
"""CAMEO sectors of a state itself; its rebels, parties and companies are not it, and have no codes."""
_DATES = ("start_date", "time_from", "date")
_TYPES = {"iso3": "VARCHAR", "cow": "INTEGER", "gw": "INTEGER"}
_COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_name IN (SELECT table_name FROM duckdb_tables()) ORDER BY table_name, ordinal_position
"""


def stored(ask: Ask) -> dict[str, dict[str, str]]:
    """The tables of a record: their columns with their DuckDB types."""
    found: dict[str, dict[str, str]] = {}
    for row in ask(_COLUMNS):
        found.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    return found


def checked(claims: Mapping[str, str]) -> dict[str, str]:
    """The columns of ``checked``, given those of ``claims``."""
    known = dict(claims) | {"confidence": "DOUBLE", "start": "INTEGER", "end": "INTEGER"}
    return {field: known.get(field, "VARCHAR") for field in FIELDS}


def widened(table: str, columns: Mapping[str, str]) -> dict[str, str]:
    """A table's columns with those of the codes behind each that names actors."""
    if table == "actors":
        return dict(columns) | _TYPES
    found: dict[str, str] = {}
    for column, kind in columns.items():
        found[column] = kind
        if column in _NAMING:
            found |= {f"{_stem(column)}_{scheme}": form for scheme, form in _TYPES.items()}
    return found


def made(ask: Ask) -> Iterator[Table]:
    """Every table of a record and ``checked``, with the codes."""
    there, written = stored(ask), _written(ask)
    for name, columns in there.items():
        rows = ask(f'SELECT * FROM "{name}"')
        if name == "actors":
            yield Table(name, widened(name, columns), [{**row, **codes(row["id"])._asdict()} for row in rows])
        else:
            yield Table(name, widened(name, columns), _rows(columns, rows, written))
    columns = checked(there["claims"])
    yield Table("checked", widened("checked", columns), _rows(columns, interchange(ask), written))


def _written(ask: Ask) -> dict[str, str]:
    """When the documents were written, by id and by name; the day from which it goes on where it is a time."""
    rows = ask("SELECT id, name, dated FROM documents WHERE dated IS NOT NULL")
    return {row[key]: row["dated"].partition("/")[0] for row in rows for key in ("id", "name")}


def _rows(columns: Mapping[str, str], rows: Iterable[Row], written: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for row in rows:
        when = next((row[date] for date in _DATES if row.get(date)), "")
        when = when or written.get(row.get("document_id") or row.get("doc") or "", "")
        wide: dict[str, Any] = {}
        for column in columns:
            wide[column] = row[column]
            if column in _NAMING:
                found = first(row[column], when)._asdict()
                wide |= {f"{_stem(column)}_{scheme}": value for scheme, value in found.items()}
        yield wide


def _stem(column: str) -> str:
    return column.removesuffix("_actor")


def first(named: Any, when: str = "") -> Codes:
    """The codes of the first state among some actors: a list of ids, or ids or interchange codes joined by ``;``."""
    ids = named.split(";") if isinstance(named, str) else named or ()
    return next((found for each in ids if (found := codes(each.strip(), when)).iso3), _NOBODY)


@cache
def codes(named: str, when: str = "") -> Codes:
    """The codes of an actor's state at a partial ISO date; without one, those that it had last.

    ``named`` is an id (``USA``, ``USA:senate``, ``person:…``) or an interchange code (``USAGOV``).
    """
    at, known = _period(when), actors.load().actors
    who = known.get(named) or known.get(named.partition(":")[0])
    if who is None and named[3:] in _OWN:
        who = known.get(named[:3])
    state = actors.state_of(who, at) if who else None
    if who is None or state is None or state.type not in {"state", "territory"}:
        return _NOBODY
    if who.type != "person" and not (who.code[:3] == state.code and who.code[3:] in _OWN):
        return _NOBODY
    dated = [row for row in _dated() if row["actor"] == state.id]
    if dated:
        meets = [row for row in dated if at is None or at.overlaps(Period.of(row["from"], row["to"] or "9998-12-31"))]
        row: Mapping[str, str] = (meets[-1] if at is None else meets[0]) if meets else {}
    else:
        row = state.codes if at is None or state.valid is None or at.overlaps(state.valid) else {}
    cow, gw = row.get("cow", ""), row.get("gw", "")
    return Codes(state.id, int(cow) if cow else None, int(gw) if gw else None)


@cache
def _dated() -> tuple[Mapping[str, str], ...]:
    """The codes of states that had several, or none for a time between."""
    return tuple(tables.rows("state_codes.csv", ("actor", "cow", "gw", "from", "to")))


def _period(when: str) -> Period | None:
    try:
        return Period.of(when) if when else None
    except SourceError:  # a rule may leave words where a date should be
        return None
