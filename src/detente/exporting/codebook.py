"""What the columns of all tables hold, as Frictionless Table Schemas: ``codebook.json``, made from the types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from detente import record, tables
from detente.exporting import coded
from detente.shelf import shelf

_TYPES = {"BIGINT": "integer", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
KEYS = {
    "documents": "id", "claims": "id", "findings": "claim_id", "reference": "id", "sources": "id", "actors": "id",
    "instruments": "id", "checked": "id"}  # fmt: skip
POINTS: Mapping[str, tuple[str, str, str]] = {
    "claims": ("document_id", "documents", "id"),
    "findings": ("claim_id", "claims", "id"),
    "reference": ("source_id", "sources", "id"),
    "restored": ("document_id", "documents", "id"),
    "checked": ("id", "claims", "id"),
    "evidence": ("reference_id", "reference", "id"),
}
"""Table → its column that points at another table, that table, and the column there."""


EVIDENCE: Mapping[str, str] = {"claim_id": "VARCHAR", "reference_id": "VARCHAR", "nth": "INTEGER"}
"""The columns of ``evidence``, which only databases need: the reference rows behind each finding, a pair a row."""


def codebook() -> dict[str, Any]:
    """Every table that an export can hold, with its schema."""
    plain = {
        name: {column.split(" ", 1)[0]: column.split(" ", 1)[1] for column in columns.split(", ")}
        for name, columns in record.TABLES.items()
    }
    kinds = {name: record.kind_columns(kind) for name, kind in shelf("kinds").items()}
    every = plain | kinds | {"checked": coded.checked(plain["claims"]), "evidence": EVIDENCE}
    return {
        "title": "Codebook of a record of détente",
        "description": (
            "Every table that an export can hold. An empty cell is a missing value. Dates are partial ISO 8601 dates, "
            "as precise as the words are."
        ),
        "tables": {
            name: {"description": says(name), "schema": schema(name, coded.widened(name, columns))}
            for name, columns in every.items()
        },
    }


def write(path: Path) -> None:
    """Writes ``codebook.json``."""
    path.write_text(text(), encoding="utf-8")


def text() -> str:
    """``codebook.json`` as it is written."""
    return json.dumps(codebook(), ensure_ascii=False, indent=1) + "\n"


def says(table: str, column: str = "") -> str:
    """What a table or a column of it holds; empty when the package does not know it."""
    if not column:
        return _told(table, "").get("meaning", "") or _kind_says(table)
    return _told(table, column).get("meaning", "")


def schema(table: str, columns: Mapping[str, str]) -> dict[str, Any]:
    """A Table Schema (Data Package 2.0): types, descriptions, units, the values that can stand there, and keys."""
    found: dict[str, Any] = {
        "$schema": _SCHEMA,
        "fields": [_field(table, column, form) for column, form in columns.items()],
        "missingValues": [""],
    }
    if table in KEYS:
        found["primaryKey"] = [KEYS[table]]
    if table in POINTS:
        field, resource, key = POINTS[table]
        found["foreignKeys"] = [{"fields": [field], "reference": {"resource": resource, "fields": [key]}}]
    return found


def _field(table: str, column: str, form: str) -> dict[str, Any]:
    told = _told(table, column)
    field: dict[str, Any] = {"name": column, "type": _TYPES.get(form, "string")}
    if form.endswith("[]"):
        field |= {"type": "list", "delimiter": ";", "itemType": "string"}
    field["description"] = told.get("meaning", "")
    if told.get("unit"):
        field["unit"] = told["unit"]
    if told.get("values") and field["type"] == "string":
        field["categories"] = told["values"].split()
    return field


@cache
def _columns() -> Mapping[tuple[str, str], Mapping[str, str]]:
    rows = tables.rows("columns.csv", ("table", "column", "meaning", "unit", "values"))
    return {(row["table"], row["column"]): row for row in rows}


def _told(table: str, column: str) -> Mapping[str, str]:
    """The row of ``columns.csv`` on a column; of a code, that of its scheme."""
    places = ("claims.jsonl", "claims", "*") if table == "checked" and column else (table, "*")
    scheme = f"_{column.rpartition('_')[2]}" if "_" in column else column
    found = (_columns().get((place, name)) for name in (column, scheme) for place in places)
    return next((row for row in found if row), {})


def _kind_says(table: str) -> str:
    kind = shelf("kinds").get(table)
    return " ".join(((kind.body.__doc__ if kind else "") or "").replace("``", "`").split())
