"""Rows in bulk: stored as Parquet, a file a table, joined, and built into a record; nothing is written row by row."""

from __future__ import annotations

import contextlib
import glob
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from detente import clusters, tables
from detente.errors import RecordError
from detente.record import (
    MEMORY,
    TABLES,
    Read,
    Record,
    ReferenceRow,
    Row,
    document_rows,
    kind_columns,
    quoted,
    reference_rows,
    shared_rows,
)
from detente.shelf import shelf

_PARQUET = "FORMAT parquet, COMPRESSION zstd"
_LONGEST: Mapping[str, int] = defaultdict(lambda: 16_777_216, documents=67_108_864)
"""Longest row of a table in bytes of JSON; a document's is its text."""


def store(folder: Path, rows: Iterable[Row]) -> None:
    """Writes rows in bulk into a new folder, each table that has any as ``<table>.parquet``.

    Raises RecordError when the disk does not take them.
    """
    held: dict[str, Any] = {}
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".lines-") as lines, contextlib.ExitStack() as open_:
            for name, row in rows:
                if name not in held:
                    held[name] = open_.enter_context((Path(lines) / name).open("w", encoding="utf-8"))
                held[name].write(json.dumps(row, ensure_ascii=False) + "\n")
            open_.close()
            folder.mkdir()
            with duckdb.connect(config={"threads": 1}) as engine:
                for name in held:
                    spec = ", ".join(f"'{column}': '{kind}'" for column, kind in _layout()[name].items())
                    form = f"format='newline_delimited', columns={{{spec}}}, maximum_object_size={_LONGEST[name]}"
                    read = f"SELECT * FROM read_json({quoted(Path(lines) / name)}, {form})"
                    engine.execute(f"COPY ({read}) TO {quoted(folder / f'{name}.parquet')} ({_PARQUET})")
    except (duckdb.Error, OSError) as error:
        raise unwritten(folder, error) from error


def join(parts: Sequence[Path], folder: Path) -> None:
    """Writes into a new folder what several stored ones hold, in their order."""
    try:
        folder.mkdir()
        with duckdb.connect(config={"threads": 1}) as engine:
            for name in _layout():
                if files := _files(parts, name):
                    read = f"SELECT * FROM read_parquet({files})"
                    engine.execute(f"COPY ({read}) TO {quoted(folder / f'{name}.parquet')} ({_PARQUET})")
    except (duckdb.Error, OSError) as error:
        raise unwritten(folder, error) from error


def build(path: Path, shared: Path, parts: Sequence[Path]) -> None:
    """Makes a record file of stored rows; an older one in its place is replaced only when the new one is complete.

    A reference row that several parts looked at is kept once. Raises RecordError when it cannot be written.
    """
    building = path.with_suffix(".building")
    try:
        building.unlink(missing_ok=True)
        with duckdb.connect(str(building), config={"memory_limit": MEMORY}) as engine:
            make(engine)
            for name in _layout():
                for query in _gathered(name, _files([shared], name), _files(parts, name)):
                    engine.execute(f'INSERT INTO "{name}" {query}')
            link(engine, path.parent)
        building.replace(path)
    except (duckdb.Error, OSError) as error:
        raise unwritten(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)


def write(path: Path, rows: Sequence[ReferenceRow] = (), reads: Sequence[Read] = ()) -> None:
    """Makes a record file of reference rows and a few documents at once."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        shared, part = Path(folder) / "shared", Path(folder) / "part"
        store(shared, shared_rows(rows))
        store(part, (row for read in reads for row in document_rows(read)))
        build(path, shared, (part,))


LINKED = 250_000
"""Reports up to which those of one event are linked."""


def make(engine: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables of a record, all empty, and its views."""
    for name, columns in _layout().items():
        spec = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        engine.execute(f'CREATE TABLE "{name}" ({spec})')
    engine.execute(tables.script("record_views.sql"))


def view_columns() -> dict[str, dict[str, str]]:
    """Every view of a record → its columns with their types."""
    with duckdb.connect() as engine:
        make(engine)
        names = re.findall(r"^CREATE VIEW (\w+)", tables.script("record_views.sql"), re.MULTILINE)
        return {
            name: {str(row[0]): str(row[1]) for row in engine.execute(f'DESCRIBE "{name}"').fetchall()}
            for name in names
        }


def link(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Finds anew which claims of a record tell of one event (``event_cluster``), and who is in it (``event_party``).

    With more than ``LINKED`` reports nothing is linked: each counts as an event of its own. ``folder`` is where the
    rows are put aside.
    """
    engine.execute("DELETE FROM event_cluster; DELETE FROM event_party")
    if engine.execute("SELECT count(*) FROM event_reports").fetchall()[0][0] > LINKED:
        return
    cursor = engine.execute("SELECT * FROM event_reports ORDER BY claim_id, kind")
    names = [column[0] for column in cursor.description or ()]
    rows = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    events = clusters.clusters(report for row in rows if (report := clusters.report(row)))
    with tempfile.TemporaryDirectory(dir=folder) as place:
        linked = Path(place) / "linked"
        store(linked, _event_rows(events))
        for name in ("event_cluster", "event_party"):
            if files := _files([linked], name):
                engine.execute(f'INSERT INTO "{name}" SELECT * FROM read_parquet({files})')


def _event_rows(events: Mapping[str, clusters.Event]) -> Iterator[Row]:
    for event_id, event in events.items():
        yield from (("event_cluster", member._asdict()) for member in event.members(event_id))
        yield from (("event_party", party._asdict()) for party in event.parties(event_id))


@contextlib.contextmanager
def packaged() -> Iterator[Record]:
    """A record of the packaged reference rows alone, in a temporary folder, for as long as it is asked."""
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = Path(folder) / "record.duckdb"
        write(path, reference_rows())
        with contextlib.closing(Record(path)) as store:
            yield store


def columns(table: str) -> Mapping[str, str]:
    """The columns of a table of the record, and their types."""
    return _layout()[table]


@cache
def _layout() -> Mapping[str, Mapping[str, str]]:
    """Table → its columns and their types, of every table of a record."""
    fixed = {name: dict(column.split(" ", 1) for column in columns.split(", ")) for name, columns in TABLES.items()}
    return fixed | {name: kind_columns(kind) for name, kind in shelf("kinds").items()}


def _files(folders: Sequence[Path], table: str) -> str:
    """The files of a table in some folders as a list of DuckDB; empty where none has any."""
    found = [path for folder in folders if (path := folder / f"{table}.parquet").is_file()]
    return f"[{', '.join(quoted(glob.escape(str(path))) for path in found)}]" if found else ""


def _gathered(table: str, shared: str, parts: str) -> Iterator[str]:
    """The queries that fill a table: the texts' rows, those of every record, then those that parts looked at."""
    key = "id" if table == "reference" else "claim_id" if table in shelf("kinds") else ""
    if parts and table != "reference":
        yield f"SELECT * FROM read_parquet({parts})" + (" WHERE origin = 'text'" if key else "")
    if shared:
        yield f"SELECT * FROM read_parquet({shared})"
    if parts and key:
        where = "" if table == "reference" else "WHERE origin = 'reference'"
        yield f"SELECT DISTINCT ON ({key}) * FROM read_parquet({parts}) {where} ORDER BY {key}"


def unwritten(path: Path, error: Exception) -> RecordError:
    """What is told when a disk does not take a file."""
    hint = "Check the disk, or give another folder with --out."
    return RecordError(f"{path}: cannot be written ({str(error).partition(chr(10))[0]}).", hint=hint)
