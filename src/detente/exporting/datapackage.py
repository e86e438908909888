"""A file a table, as CSV with a Data Package descriptor that says what the columns are."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.exporting import citing, codebook, coded
from detente.exporting.claims import Ask

_PROFILES = "https://datapackage.org/profiles/2.0"


def write(ask: Ask, folder: Path) -> dict[str, int]:
    """Each table as CSV, and ``datapackage.json``, which says what the columns are. How many rows read back.

    Beside the tables stands ``checked.csv``: each claim in the interchange form, with its verdict, source and link, so
    that nobody has to join tables to see what came out.
    """
    columns, found = {}, {}
    for table in coded.made(ask):
        path = folder / f"{table.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows([_cell(row[column]) for column in table.columns] for row in table.rows)
        found[table.name] = _csv_rows(path, list(table.columns))
        columns[table.name] = table.columns
    described = folder / "datapackage.json"
    described.write_text(json.dumps(_package(ask, columns), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
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


def _package(ask: Ask, columns: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The descriptor of the folder, after Data Package 2.0 (datapackage.org)."""
    used = citing.sources(ask)
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "detente-record",
        "title": "A record of détente",
        "description": (
            "What texts say on relations between states, checked against reference data. An empty cell is a missing "
            "value; items of a list are joined by ;, and a ; within an item is written \\;."
        ),
        "resources": [_resource(name, types) for name, types in columns.items()],
        **({"sources": [_source(row) for row in used]} if used else {}),
    }


def _resource(name: str, types: Mapping[str, str]) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "description": codebook.says(name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "delimiter": ",", "lineTerminator": "\n"},
        "schema": codebook.schema(name, types),
    }


def _source(row: Mapping[str, Any]) -> dict[str, str]:
    title = ", ".join(filter(None, (row["publisher"], row["title"], row["year"])))
    return {"title": title} | ({"path": row["address"]} if row["address"] else {})
