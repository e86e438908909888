"""The record → the formats other tools read; each file is read back before it counts as written.

``jsonl`` is the interchange form, ``csv`` a Data Package of all tables, ``parquet`` the same tables for analysis, and
``annotations`` W3C Web Annotations on the texts.
"""

from __future__ import annotations

import contextlib
import csv
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from detente import tables
from detente.errors import RecordError
from detente.record import Record
from detente.shelf import shelf

Ask = Callable[..., list[dict[str, Any]]]

FIELDS: Sequence[str] = (
    *("id", "doc", "start", "end", "quote", "kind", "subject", "predicate", "object", "value", "unit", "comparator"),
    *("time_from", "time_to", "place", "indicator", "plover_event_type", "plover_mode", "cameo", "source_text"),
    *("target_text", "source_actor", "target_actor", "speaker", "modality", "polarity", "historical", "repaired_quote"),
    "rule",
    *("verdict", "true_value", "explanation", "evidence_source", "evidence_url", "nearest", "method", "reason"),
    *("confidence", "prefix", "suffix"),
)
"""The fields of the interchange form, in order; what does not apply is null, never missing."""

FINDING: Sequence[str] = (
    *("verdict", "quote", "explanation", "true_value", "nearest", "evidence_source", "evidence_url", "confidence"),
    *("kind", "doc", "start", "end", "id"),
)
"""The fields of a finding as people look at it."""

WORST: Sequence[str] = ("refuted", "conflicting", "imprecise", "supported", "unverifiable", "opinion")
"""The verdicts, worst first."""

FORMATS: Mapping[str, str] = {
    "jsonl": "claims.jsonl",
    "csv": "detente-csv",
    "parquet": "detente-parquet",
    "annotations": "annotations.jsonld",
}
"""Format → the file or folder that is written when none is named."""

_CLAIMS = """
SELECT c.*, d.name AS doc, c.start_char AS start, c.end_char AS "end", f.verdict, f.true_value,
    f.message AS explanation, f.nearest, f.method, f.reason, f.confidence,
    trim(concat_ws(', ', s.publisher, s.title, s.year), ', ') AS evidence_source, s.url AS evidence_url
FROM claims c
JOIN documents d ON d.id = c.document_id
JOIN findings f ON f.claim_id = c.id
LEFT JOIN reference r ON r.id = f.against[1]
LEFT JOIN sources s ON s.id = r.source_id
ORDER BY d.name, c.start_char, c.end_char, c.kind, c.id
"""


class Written(NamedTuple):
    """What an export wrote: the file or folder, and how many rows were read back from each table or file in it."""

    path: Path
    rows: Mapping[str, int]


def interchange(ask: Ask) -> Iterator[dict[str, Any]]:
    """Each claim of a record in the interchange form; ``quote`` is ``text[start:end]`` of the document."""
    for row in ask(_CLAIMS):
        yield {field: row[field] if row[field] != "" else None for field in FIELDS}


def worst_first(ask: Ask) -> list[dict[str, Any]]:
    """The claims in the interchange form, those with the worst verdicts first, each verdict in text order."""
    return sorted(interchange(ask), key=lambda row: (WORST.index(row["verdict"]), row["doc"], row["start"]))


def jsonl(ask: Ask) -> Iterator[str]:
    """The lines of ``claims.jsonl``."""
    return (json.dumps(row, ensure_ascii=False) for row in interchange(ask))


def export(store: Record, to: str, out: Path | None = None) -> Written:
    """Writes a record in one of ``FORMATS`` to ``out``, by default into the working directory, and reads it back.

    A file in the place is replaced when the new one is complete; a folder must be new or empty. Raises RecordError for
    an unknown format, a folder that is not empty, a place that cannot be written, and a file that does not read back
    whole.
    """
    if to not in FORMATS:
        raise RecordError(f"{to!r} is no format to export to.", hint=f"There are: {', '.join(FORMATS)}.")
    place = out or Path(FORMATS[to])
    try:
        if to in _LINES:
            return _file(place, to, store.ask)
        with _folder(place) as building:
            rows = store.parquet(building) if to == "parquet" else _csv(store.ask, building)
            _whole(place, rows, _counts(store.ask))
        return Written(place, rows)
    except OSError as error:
        words = f"{place}: cannot be written ({error.strerror or error})."
        raise RecordError(words, hint="Check the disk, or give another place with --out.") from error


def lines(ask: Ask, to: str) -> Iterator[str]:
    """The lines of a format that is one file. Raises RecordError for one that is a folder."""
    if to not in _LINES:
        hint = f"One stream can hold: {', '.join(_LINES)}."
        raise RecordError(f"{to!r} cannot be written to standard output.", hint=hint)
    return _LINES[to](ask)


# ------------------------------------------------------------------------------------------------------------ one file


def annotation_page(ask: Ask) -> Iterator[str]:
    """The lines of a W3C Web Annotation page (JSON-LD): one annotation a claim, with the finding as its body.

    A target is found by its position (code points of the text) and, should the text have changed, by its quote.
    """
    documents = {row["name"]: row for row in ask("SELECT id, name, title FROM documents")}
    items = [_annotation(row, documents[row["doc"]]) for row in interchange(ask)]
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:detente:annotations", "type": "AnnotationPage"}
    yield json.dumps(page | {"items": items}, ensure_ascii=False, indent=1)


def _annotation(row: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    said = [part for part in (row["explanation"], f"Perhaps: {row['nearest']}" if row["nearest"] else "") if part]
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": row["verdict"]}]
    if said:
        text = {"type": "TextualBody", "purpose": "assessing", "value": " ".join(said)}
        body.append(text | {"format": "text/plain", "language": "en"})
    if row["evidence_url"]:
        source = {"id": row["evidence_url"], "type": "Text", "label": row["evidence_source"] or row["evidence_url"]}
        body.append({"type": "SpecificResource", "purpose": "linking", "source": source})
    elif row["evidence_source"]:
        body.append({"type": "TextualBody", "purpose": "linking", "value": row["evidence_source"]})
    web = document["name"].startswith(("http://", "https://"))
    read = {"id": document["name"] if web else f"urn:detente:document:{document['id']}", "type": "Text"}
    quote = {"exact": row["quote"], "prefix": row["prefix"] or "", "suffix": row["suffix"] or ""}
    selectors = [
        {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]},
        {"type": "TextQuoteSelector", **quote},
    ]
    return {
        "id": f"urn:detente:claim:{row['id']}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": body,
        "target": {"source": read | {"label": document["name"]}, "selector": selectors},
    }


_LINES: Mapping[str, Callable[[Ask], Iterator[str]]] = {"jsonl": jsonl, "annotations": annotation_page}


def _file(place: Path, to: str, ask: Ask) -> Written:
    building = place.with_name(place.name + ".building")
    try:
        with building.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in _LINES[to](ask))
        rows = {"claims": _read_back(building, to)}
        _whole(place, rows, {"claims": _counts(ask)["claims"]})
        building.replace(place)
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)
    return Written(place, rows)


def _read_back(path: Path, to: str) -> int:
    """How many claims a finished file holds, each parsed and with its fields."""
    with path.open(encoding="utf-8") as file:
        if to == "annotations":
            return sum("target" in item for item in json.load(file)["items"])
        return sum(list(json.loads(line)) == list(FIELDS) for line in file)


def _counts(ask: Ask) -> dict[str, int]:
    """How many rows each table of the record has."""
    names = [row["table_name"] for row in ask("SELECT table_name FROM information_schema.tables ORDER BY table_name")]
    return {name: ask(f'SELECT count(*) AS n FROM "{name}"')[0]["n"] for name in names}


def _whole(place: Path, found: Mapping[str, int], expected: Mapping[str, int]) -> None:
    for name, n in expected.items():
        if found.get(name) != n:
            words = f"{place}: {name} reads back {found.get(name, 0)} rows, expected {n}."
            raise RecordError(words, hint="Check the disk and the record, and export again.")


# ----------------------------------------------------------------------------------------------------- a file per table


@contextlib.contextmanager
def _folder(place: Path) -> Iterator[Path]:
    """A folder to build in; its files are moved to ``place`` when all are complete."""
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        words = f"{place}: is there already and is not an empty folder."
        raise RecordError(words, hint="Give another folder with --out, or empty this one.")
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=place) as building:
        yield Path(building)
        for file in sorted(Path(building).iterdir()):
            file.replace(place / file.name)


_COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns ORDER BY table_name, ordinal_position
"""


def _csv(ask: Ask, folder: Path) -> dict[str, int]:
    """Each table as CSV, and ``datapackage.json``, which says what the columns are. How many rows read back."""
    columns: dict[str, dict[str, str]] = {}
    for row in ask(_COLUMNS):
        columns.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    found = {}
    for name, types in columns.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(types)
            writer.writerows([_cell(value) for value in row.values()] for row in ask(f'SELECT * FROM "{name}"'))
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
_KEYS = {"documents": "id", "claims": "id", "findings": "claim_id", "reference": "id", "sources": "id", "actors": "id"}
_POINTS = {"claims": ("document_id", "documents", "id"), "findings": ("claim_id", "claims", "id")}


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
        meaning = said.get((table, column)) or said.get(("*", column), "")
        fields.append({"name": column, "type": _TYPES.get(form, "string"), **kind, "description": meaning})
    schema: dict[str, Any] = {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields, "missingValues": [""]}
    if table in _KEYS:
        schema["primaryKey"] = [_KEYS[table]]
    if table in _POINTS:
        field, resource, key = _POINTS[table]
        schema["foreignKeys"] = [{"fields": [field], "reference": {"resource": resource, "fields": [key]}}]
    return schema
