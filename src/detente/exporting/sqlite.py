"""A SQLite database of all tables with their keys, and ``metadata.json``, with which Datasette tells what they hold.

Lists are JSON arrays, which Datasette takes apart; ``evidence`` has a row for each reference row behind a finding.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from detente.exporting import citing, codebook, coded
from detente.exporting.claims import Ask
from detente.record import Table

DATABASE = "detente.db"
_TYPES = {"BIGINT": "INTEGER", "INTEGER": "INTEGER", "DOUBLE": "REAL", "BOOLEAN": "INTEGER"}
_EVIDENCE = """
SELECT p.claim_id, p.other AS reference_id, p.nth
FROM (SELECT claim_id, unnest(against) AS other, generate_subscripts(against, 1) AS nth FROM findings) p
JOIN reference r ON r.id = p.other ORDER BY p.claim_id, p.nth
"""


def evidence(ask: Ask) -> Table:
    """The reference rows behind each finding, a pair a row."""
    return Table("evidence", codebook.EVIDENCE, ask(_EVIDENCE))


def write(ask: Ask, folder: Path) -> dict[str, int]:
    """The database and ``metadata.json``. How many rows of each table read back; 0 where a key points at nothing."""
    made = [*coded.made(ask), evidence(ask)]
    path = folder / DATABASE
    with closing(sqlite3.connect(path)) as store, store:
        for table in made:
            store.execute(_ddl(table))
            marks = ", ".join("?" * len(table.columns))
            store.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', _rows(table))
    described = folder / "metadata.json"
    described.write_text(json.dumps(_metadata(ask, made), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    json.loads(described.read_text(encoding="utf-8"))
    return _read_back(path)


def _ddl(table: Table) -> str:
    key = codebook.KEYS.get(table.name)
    lines = [
        f'"{column}" {_TYPES.get(form, "TEXT")}{" PRIMARY KEY" if column == key else ""}'
        for column, form in table.columns.items()
    ]
    for column, other, there in _pointers(table):
        lines.append(f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{there}")')
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)})'


def _pointers(table: Table) -> Iterator[tuple[str, str, str]]:
    """The columns of a table that point at another, that one, and the column there."""
    if table.name == "evidence":
        yield "claim_id", "findings", "claim_id"
    if table.name in codebook.POINTS:
        yield codebook.POINTS[table.name]
    elif "document_id" in table.columns:
        yield "document_id", "documents", "id"


def _rows(table: Table) -> Iterator[list[Any]]:
    for row in table.rows:
        yield [_cell(column, row[column]) for column in table.columns]


def _cell(column: str, value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return None if value == "" and column.endswith("_id") else value  # a key that points at nothing is no key


def _read_back(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as store:
        names = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        broken = {row[0] for row in store.execute("PRAGMA foreign_key_check")}
        count = "SELECT count(*) FROM"
        return {name: 0 if name in broken else store.execute(f'{count} "{name}"').fetchone()[0] for name in names}


def _metadata(ask: Ask, made: Iterable[Table]) -> Mapping[str, Any]:
    """What Datasette shows beside the tables."""
    return {
        "title": "A record of détente",
        "description": (
            f"What texts say on relations between states, checked against reference data from "
            f"{len(citing.sources(ask))} sources; the table sources names them."
        ),
        "license": "Each reference row is a fact under the licence of its source (sources.licence)",
        "source": "détente",
        "databases": {
            Path(DATABASE).stem: {
                "tables": {
                    table.name: {
                        "description": codebook.says(table.name),
                        "columns": {column: codebook.says(table.name, column) for column in table.columns},
                    }
                    for table in made
                }
            }
        },
    }
