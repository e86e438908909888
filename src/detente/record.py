"""The record: one DuckDB file with a table a kind, the text's claims beside the reference's; all DDL is here.

Tables are derived from the kinds' bodies: a Period ``on`` becomes ``start_date`` and ``end_date``, a Quantity its
value, bounds and unit, a tuple a list. docs/codebook.md describes every column.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import glob
import json
import math
import tempfile
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from detente import actors, instruments, tables
from detente.errors import RecordError, SourceError
from detente.model import Claim, Document, Finding, Period, Quantity, Source, Span, plain
from detente.offers import Kind
from detente.shelf import shelf

AROUND = 32
"""Characters of prefix and suffix kept with each quote, so that it can be found again in a changed text."""

HISTORICAL = dt.timedelta(days=366)
"""How long before a document is written what it tells is history, not news."""

TABLES: Mapping[str, str] = {
    "documents": (
        "id VARCHAR, name VARCHAR, title VARCHAR, text VARCHAR, language VARCHAR, sha256 VARCHAR, dated VARCHAR, "
        "url VARCHAR, author VARCHAR, publisher VARCHAR, spun BOOLEAN"
    ),
    "claims": (
        "id VARCHAR, document_id VARCHAR, start_char INTEGER, end_char INTEGER, quote VARCHAR, prefix VARCHAR, "
        "suffix VARCHAR, kind VARCHAR, subject VARCHAR, predicate VARCHAR, object VARCHAR, value DOUBLE, unit VARCHAR, "
        "comparator VARCHAR, time_from VARCHAR, time_to VARCHAR, place VARCHAR, indicator VARCHAR, "
        "plover_event_type VARCHAR, plover_mode VARCHAR, cameo VARCHAR, source_text VARCHAR, target_text VARCHAR, "
        "source_actor VARCHAR, target_actor VARCHAR, speaker VARCHAR, modality VARCHAR, polarity BOOLEAN, "
        "historical BOOLEAN, repaired_quote VARCHAR, rule VARCHAR, trigger VARCHAR, date_words VARCHAR, "
        "dated_by VARCHAR, date_anchor VARCHAR, read_as_well VARCHAR[]"
    ),
    "findings": (
        "claim_id VARCHAR, verdict VARCHAR, message VARCHAR, true_value VARCHAR, nearest VARCHAR, rule VARCHAR, "
        "method VARCHAR, reason VARCHAR, confidence DOUBLE, against VARCHAR[], "
        "asked VARCHAR[]"
    ),
    "reference": (
        "id VARCHAR, kind VARCHAR, key VARCHAR, dataset VARCHAR, source_id VARCHAR, vintage VARCHAR, title VARCHAR, "
        "actors VARCHAR, value DOUBLE, unit VARCHAR, indicator VARCHAR, basis VARCHAR, time_from VARCHAR, "
        "time_to VARCHAR, note VARCHAR"
    ),
    "imported": (
        "claim_id VARCHAR, source_id VARCHAR, provider_id VARCHAR, source_name VARCHAR, target_name VARCHAR, "
        "source_sectors VARCHAR[], target_sectors VARCHAR[], quad VARCHAR, goldstein DOUBLE, intensity DOUBLE, "
        "latitude DOUBLE, longitude DOUBLE, mentions BIGINT, sources BIGINT, articles BIGINT, report VARCHAR, "
        "added VARCHAR, imported VARCHAR, file VARCHAR"
    ),
    "sources": "id VARCHAR, publisher VARCHAR, title VARCHAR, year VARCHAR, url VARCHAR, licence VARCHAR",
    "actors": "id VARCHAR, name VARCHAR, type VARCHAR",
    "instruments": "id VARCHAR, name VARCHAR, short VARCHAR, type VARCHAR, year INTEGER",
    "restored": (
        "document_id VARCHAR, start_char INTEGER, end_char INTEGER, seen VARCHAR, restored VARCHAR, how VARCHAR"
    ),
    "event_cluster": "event_id VARCHAR, claim_id VARCHAR, why VARCHAR",
    "event_party": "event_id VARCHAR, actor VARCHAR, role VARCHAR",
}
"""Table → its columns. The tables of the kinds come on top, see ``kind_columns``."""


class ReferenceRow(NamedTuple):
    """A reference claim and the dataset it stands in."""

    dataset: str
    claim: Claim[Any]


class Read(NamedTuple):
    """One document with its claims, a finding for each, and the rows of fetched sets that they were held against."""

    document: Document
    name: str
    claims: tuple[Claim[Any], ...]
    findings: tuple[Finding, ...]
    rows: tuple[ReferenceRow, ...] = ()


@cache
def reference_rows() -> tuple[ReferenceRow, ...]:
    """Every row of every dataset on the shelf as a claim. Raises SourceError when a dataset has too few rows."""
    found: list[ReferenceRow] = []
    for name, dataset in shelf("datasets").items():
        kind: Kind[Any] = shelf("kinds")[dataset.kind]
        claims = [reference_claim(kind, key, row) for key, row in dataset.rows()]
        if len(claims) < dataset.at_least:
            raise SourceError(
                f"dataset {name} has {len(claims)} rows, expected at least {dataset.at_least}.",
                hint="Install détente again.",
            )
        found += (ReferenceRow(name, claim) for claim in claims)
    return tuple(found)


def reference_claim(kind: Kind[Any], key: str, row: Mapping[str, str]) -> Claim[Any]:
    """The claim that a row of a reference table states. Raises SourceError when it lacks what its kind needs."""
    if kind.from_row is None:
        raise SourceError(f"{key}: rows cannot be of kind {kind.name}.", hint="Use a kind that can be read from rows.")
    try:
        body = kind.from_row(row)
    except (SourceError, ValueError, KeyError) as error:
        raise SourceError(f"{key}: {error} in {dict(row)}.", hint="Mend the row.") from error
    quote = row.get("what") or row.get("name") or row.get("title") or key
    return Claim(
        kind=kind.name,
        body=body,
        source_id=row["source_id"],
        at=key,
        quote=quote,
        rule="row",
        vintage=row["vintage"],
        note=row["note"],
    )


def kind_columns(kind: Kind[Any]) -> dict[str, str]:
    """Column → DuckDB type of a kind's table."""
    columns = {
        "claim_id": "VARCHAR",
        "origin": "VARCHAR",
        "document_id": "VARCHAR",
        "source_id": "VARCHAR",
        "vintage": "VARCHAR",
    }
    hints = typing.get_type_hints(kind.body)
    for item in dataclasses.fields(kind.body):
        columns.update(_columns(item.name, hints[item.name]))
    return columns


def _columns(name: str, hint: Any) -> dict[str, str]:
    parts = {part for part in (typing.get_args(hint) or (hint,)) if part is not type(None)}
    if Period in parts:
        return {"start_date": "VARCHAR", "end_date": "VARCHAR"} if name == "on" else {name: "VARCHAR"}
    if Quantity in parts:
        return {"value": "DOUBLE", "low": "DOUBLE", "high": "DOUBLE", "unit": "VARCHAR", "comparator": "VARCHAR"}
    if typing.get_origin(hint) is tuple:
        return {name: "VARCHAR[]"}
    return {name: "BIGINT" if int in parts else "BOOLEAN" if bool in parts else "VARCHAR"}


def _cells(body: Any) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for item in dataclasses.fields(body):
        value = getattr(body, item.name)
        if isinstance(value, Period):
            cells |= (
                {"start_date": value.first, "end_date": value.last} if item.name == "on" else {item.name: str(value)}
            )
        elif isinstance(value, Quantity):
            bounds = {key: bound if math.isfinite(bound := getattr(value, key)) else None for key in ("low", "high")}
            cells |= {"value": value.value, **bounds, "unit": value.unit, "comparator": value.comparator}
        else:
            cells[item.name] = plain(value)
    return cells


def _kind_row(claim: Claim[Any], origin: str) -> dict[str, Any]:
    document = claim.source_id if origin == "text" else ""
    return {
        "claim_id": claim.id,
        "origin": origin,
        "document_id": document,
        "source_id": claim.source_id,
        "vintage": claim.vintage,
        **_cells(claim.body),
    }


def claim_row(claim: Claim[Any], document: Document) -> dict[str, Any]:
    """A claim of a text in flat form: the interchange fields of its kind and of its envelope."""
    assert isinstance(claim.at, Span)
    slots = dict(shelf("kinds")[claim.kind].slots(claim.body))
    quantity: Quantity | None = slots.pop("quantity", None if "value" in slots else claim.coding.magnitude)
    period: Period | None = slots.pop("period", None) or claim.carried
    text, coding = document.text, claim.coding
    row = {
        "id": claim.id,
        "document_id": document.id,
        "start_char": claim.at.start,
        "end_char": claim.at.end,
        "quote": claim.quote,
        "prefix": text[max(0, claim.at.start - AROUND) : claim.at.start],
        "suffix": text[claim.at.end : claim.at.end + AROUND],
        "kind": claim.kind,
        "value": quantity.value if quantity else None,
        "unit": quantity.unit if quantity else None,
        "comparator": quantity.comparator if quantity else None,
        "time_from": period.first if period else None,
        "time_to": period.last if period and not claim.trace.since else None,
        "plover_event_type": coding.plover or None,
        "plover_mode": coding.mode or None,
        "cameo": coding.cameo or None,
        "source_text": coding.source_text or None,
        "target_text": coding.target_text or None,
        "source_actor": coding.source_actor or None,
        "target_actor": coding.target_actor or None,
        "speaker": claim.speaker or None,
        "modality": str(claim.modality),
        "polarity": claim.polarity,
        "historical": _is_historical(period, document),
        "repaired_quote": claim.repaired or None,
        "rule": claim.rule,
        "trigger": claim.trace.trigger or None,
        "date_words": claim.trace.date_words or None,
        "dated_by": claim.trace.dated_by or None,
        "date_anchor": claim.trace.anchor or None,
        "read_as_well": [_reading(kind, body) for kind, body in claim.others],
    }
    return row | {key: value for key, value in slots.items() if value is not None or key not in row}


def _reading(kind: str, body: Any) -> str:
    """Another reading of a claim's words in short: its kind and what it says."""
    slots = shelf("kinds")[kind].slots(body)
    said = [str(slots.get(key)) for key in ("subject", "predicate", "object", "indicator") if slots.get(key)]
    quantity = slots.get("quantity")
    said += [f"{quantity.value:g} {quantity.unit}".strip()] if quantity else []
    return f"{kind}: {' | '.join(said)}" if said else kind


def _is_historical(period: Period | None, document: Document) -> bool | None:
    """Whether a date lies more than a year before the document's; None where either is not known."""
    written = document.dated
    return period.end < written.start - HISTORICAL if period and written else None


def _reference_row(row: ReferenceRow) -> dict[str, Any]:
    cells = _cells(row.claim.body)
    who = [
        *cells.get("actors", []),
        *cells.get("participants", []),
        *cells.get("source", []),
        *cells.get("imposer", []),
        cells.get("actor", ""),
    ]
    return {
        "id": row.claim.id,
        "kind": row.claim.kind,
        "key": row.claim.at,
        "dataset": row.dataset,
        "source_id": row.claim.source_id,
        "vintage": row.claim.vintage,
        "title": row.claim.quote,
        "actors": ";".join(filter(None, dict.fromkeys(who))),
        "value": cells.get("value"),
        "unit": cells.get("unit"),
        "indicator": cells.get("indicator"),
        "basis": cells.get("basis"),
        "time_from": cells.get("start_date"),
        "time_to": cells.get("end_date"),
        "note": row.claim.note,
    }


Row = tuple[str, dict[str, Any]]
"""A table and a row for it."""


def document_rows(read: Read) -> Iterator[Row]:
    """What a record holds of one document: itself, the names restored in it, its claims, their findings, its rows."""
    document = read.document
    yield (
        "documents",
        {
            "id": document.id,
            "name": read.name,
            "title": document.source.title,
            "text": document.text,
            "language": document.language,
            "sha256": document.source.sha256,
            "dated": str(document.dated) if document.dated else None,
            "url": document.source.url,
            "author": document.source.author,
            "publisher": document.source.publisher,
            "spun": document.spun,
        },
    )
    for mention in document.restored:
        yield (
            "restored",
            {
                "document_id": document.id,
                "start_char": mention.span.start,
                "end_char": mention.span.end,
                "seen": mention.span.of(document.text),
                "restored": mention.value,
                "how": mention.how,
            },
        )
    for claim, finding in zip(read.claims, read.findings, strict=True):
        yield "claims", claim_row(claim, document)
        yield "findings", plain(finding)
        yield claim.kind, _kind_row(claim, "text")
    yield from _looked_at(read.rows)


def _looked_at(reference: Iterable[ReferenceRow]) -> Iterator[Row]:
    for row in reference:
        yield "reference", _reference_row(row)
        yield row.claim.kind, _kind_row(row.claim, "reference")


def shared_rows(reference: Iterable[ReferenceRow], sources: Iterable[Source] = ()) -> Iterator[Row]:
    """What a record holds whatever its documents are; ``sources`` are those of rows that are not packaged."""
    yield from _looked_at(reference)
    for actor in actors.load().actors.values():
        yield "actors", {"id": actor.id, "name": actor.name, "type": actor.type}
    for thing in instruments.instruments().values():
        yield (
            "instruments",
            {
                "id": thing.id,
                "name": thing.name,
                "short": instruments.short_name(thing.id),
                "type": thing.type,
                "year": thing.year,
            },
        )
    for source in (*tables.sources().values(), *sources):
        told = {"id": source.id, "publisher": source.publisher, "title": source.title, "year": source.published}
        yield "sources", {**told, "url": source.url, "licence": source.licence}


MEMORY = "1GB"
"""What DuckDB may hold of a record at once; beyond it, it puts aside on the disk beside the record."""


class Table(NamedTuple):
    """A table on its way out of a record: its columns with their DuckDB types, and its rows."""

    name: str
    columns: Mapping[str, str]
    rows: Iterable[Mapping[str, Any]]


class Record:
    """A record on disk, asked in SQL. ``ask`` never changes it."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise RecordError(f"{path}: no record there.", hint="Make one with: detente read FILE --out FOLDER.")
        try:
            self._store = duckdb.connect(
                str(path), read_only=True, config={"enable_external_access": "false", "memory_limit": MEMORY}
            )
        except duckdb.Error as error:
            raise RecordError(
                f"{path}: is not a record ({error}).", hint="Make one with: detente read FILE --out FOLDER."
            ) from error
        self.path = path

    def ask(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows that a query gives, each as a dict. Raises RecordError, with DuckDB's words, on a wrong query."""
        hint = "See docs/codebook.md for the tables and their columns."
        if not sql.strip(" \t\r\n;"):
            raise RecordError("the query is empty.", hint=hint)
        try:
            cursor = self._store.cursor().execute(sql, list(params))
            if cursor.description is None:
                raise RecordError("the query asks nothing.", hint=hint)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except duckdb.Error as error:
            raise RecordError(f"the query failed: {error}", hint=hint) from error

    def each(self, sql: str, params: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        """The same rows as ``ask`` gives, a few at a time, for answers that are too long to be held."""
        try:
            cursor = self._store.cursor().execute(sql, list(params))
            names = [column[0] for column in cursor.description or ()]
            while rows := cursor.fetchmany(1000):
                for row in rows:
                    yield dict(zip(names, row, strict=True))
        except duckdb.Error as error:
            raise RecordError(f"the query failed: {error}") from error

    def close(self) -> None:
        """Lets go of the file."""
        self._store.close()


def parquet(folder: Path, made: Iterable[Table], says: Callable[[str, str], str]) -> dict[str, int]:
    """Writes each table as ``<table>.parquet`` (zstd) into a folder; how many rows each file reads back.

    What each column holds, as ``says(table, column)`` tells it, goes into the file's metadata.
    Raises RecordError when a file cannot be written or read.
    """
    found: dict[str, int] = {}
    try:
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            for table in made:
                lines, path = Path(scratch) / "rows.jsonl", folder / f"{table.name}.parquet"
                with lines.open("w", encoding="utf-8") as file:
                    file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in table.rows)
                with duckdb.connect() as store:  # one that may write files; the record's own may not
                    ddl = ", ".join(f'"{column}" {kind}' for column, kind in table.columns.items())
                    store.execute(f'CREATE TABLE "{table.name}" ({ddl})')
                    if lines.stat().st_size:
                        spec = ", ".join(f"'{column}': '{kind}'" for column, kind in table.columns.items())
                        form = f"format='newline_delimited', columns={{{spec}}}"
                        store.execute(f'INSERT INTO "{table.name}" SELECT * FROM read_json({quoted(lines)}, {form})')
                    told = ", ".join(f"{quoted(name)}: {quoted(says(table.name, name))}" for name in table.columns)
                    how = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{told}}}"
                    store.execute(f'COPY "{table.name}" TO {quoted(path)} ({how})')
                    read = f"SELECT count(*) FROM read_parquet({quoted(glob.escape(str(path)))})"
                    found[table.name] = int(store.execute(read).fetchall()[0][0])
    except duckdb.Error as error:
        hint = "Check the disk, or give another folder with --out."
        raise RecordError(f"{folder}: cannot be written ({error}).", hint=hint) from error
    return found


def quoted(said: Path | str) -> str:
    """A text, or a path, as SQL writes it."""
    return "'" + str(said).replace("'", "''") + "'"
