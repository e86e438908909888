"""A file a table, as CSV with a Data Package descriptor that says what the columns are."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from detente import tables
from detente.exporting.claims import FIELDS, Ask, interchange
from detente.shelf import shelf

_COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_name IN (SELECT table_name FROM duckdb_tables()) ORDER BY table_name, ordinal_position
"""


def write(ask: Ask, folder: Path) -> dict[str, int]:
    """Each table as CSV, and ``datapackage.json``, which says what the columns are. How many rows read back.

    Beside the tables stands ``checked.csv``: each claim in the interchange form, with its verdict, source and link, so
    that nobody has to join tables to see what came out.
    """
    columns: dict[str, dict[str, str]] = {}
    for row in ask(_COLUMNS):
        columns.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    known = columns.get("claims", {}) | {"confidence": "DOUBLE", "start": "INTEGER", "end": "INTEGER"}
    columns["checked"] = {field: known.get(field, "VARCHAR") for field in FIELDS}
    found = {}
    for name, types in columns.items():
        path = folder / f"{name}.csv"
        rows = interchange(ask) if name == "checked" else ask(f'SELECT * FROM "{name}"')
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(types)
            writer.writerows([_cell(value) for value in row.values()] for row in rows)
        found[name] = _csv_rows(path, list(types))
    described = folder / "datapackage.json"
    described.write_text(json.dumps(_package(columns), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    json.loads(described.read_text(encoding="utf-8"))
    return found


def _cell(value: Any) -> str:
    r"""A value as CSV holds it: nothing is empty, a list is joined by ``;`` (within an item ``\;``), truth in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(str(item).replace("\\", "\\\\").replace(";", "\\;") for item in value)
    return str(value)


def _csv_rows(path: Path, header: list[str]) -> int:
    """How many whole rows a CSV file holds below its header; 0 when the header is another."""
    limit = csv.field_size_limit(2**31 - 1)  # the text of a document is one cell
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            return sum(len(row) == len(header) for row in rows) if next(rows, None) == header else 0
    finally:
        csv.field_size_limit(limit)


@cache
def _meanings() -> Mapping[tuple[str, str], str]:
    return {(row["table"], row["column"]): row["meaning"] for row in tables.rows("columns.csv", ("table", "meaning"))}


_TYPES = {"BIGINT": "integer", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}
_PROFILES = "https://datapackage.org/profiles/2.0"
_KEYS = {
    "documents": "id", "claims": "id", "findings": "claim_id", "reference": "id", "sources": "id", "actors": "id",
    "checked": "id"}  # fmt: skip
_POINTS = {
    "claims": ("document_id", "documents", "id"),
    "findings": ("claim_id", "claims", "id"),
    "checked": ("id", "claims", "id"),
}


def _package(columns: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The descriptor of the folder, after Data Package 2.0 (datapackage.org)."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "detente-record",
        "title": "A record of détente",
        "description": (
            "What texts say on relations between states, checked against reference data. An empty cell is a missing "
            "value; items of a list are joined by ;, and a ; within an item is written \\;."
        ),
        "resources": [
            {
                "$schema": f"{_PROFILES}/dataresource.json",
                "name": name,
                "type": "table",
                "path": f"{name}.csv",
                "description": _meanings().get((name, "")) or _kind_says(name),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "delimiter": ",", "lineTerminator": "\n"},
                "schema": _schema(name, types),
            }
            for name, types in columns.items()
        ],
    }


def _kind_says(name: str) -> str:
    kind = shelf("kinds").get(name)
    return " ".join(((kind.body.__doc__ if kind else "") or "").replace("``", "`").split())


def _schema(table: str, types: Mapping[str, str]) -> dict[str, Any]:
    said = _meanings()
    fields = []
    for column, form in types.items():
        kind = {"type": "list", "delimiter": ";", "itemType": "string"} if form.endswith("[]") else {}
        places = ("claims.jsonl", "claims", "*") if table == "checked" else (table, "*")
        meaning = next((found for place in places if (found := said.get((place, column)))), "")
        fields.append({"name": column, "type": _TYPES.get(form, "string"), **kind, "description": meaning})
    schema: dict[str, Any] = {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields, "missingValues": [""]}
    if table in _KEYS:
        schema["primaryKey"] = [_KEYS[table]]
    if table in _POINTS:
        field, resource, key = _POINTS[table]
        schema["foreignKeys"] = [{"fields": [field], "reference": {"resource": resource, "fields": [key]}}]
    return schema
