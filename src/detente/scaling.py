"""Many documents through the house: read, checked, recorded and reported, what fails set aside with its reason."""

from __future__ import annotations

import gc
import hashlib
import json
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from detente import (
    actors,
    checking,
    exporting,
    facts,
    holdings,
    own_reference,
    parse,
    reading,
    record,
    reporting,
    sheets,
    tables,
    tabular,
    text,
)
from detente.errors import RecordError, SourceError
from detente.model import Document, Period, Source
from detente.shelf import shelf

Step = Callable[[str, int, int], None]
"""Told what goes on: the name of the input, how many are done, how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run reads: when the documents were written, by which pipeline, with which own rows and fetched sets."""

    dated: Period | None = None
    model: str = parse.MODEL
    own: tuple[own_reference.OwnTable, ...] = ()
    held: tuple[holdings.Held, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run made: the folder, the record, and which inputs could not be read, with the reason."""

    out: Path
    record: record.Record
    failed: Mapping[str, str] = field(default_factory=dict)


def run(
    paths: Sequence[str],
    *,
    out: Path,
    options: Options = Options(),
    step: Step = lambda *_: None,
) -> Run:
    """Reads every input, checks it, and writes the output folder. Raises SourceError when nothing could be read.

    An input that cannot be read is set aside in ``quarantine.jsonl``; the others go on. Files are written beside their
    place and moved there when complete.
    """
    inputs = list(text.inputs(paths))
    _make(out)
    reads: list[record.Read] = []
    failed: dict[str, str] = {}
    known = reference(options.own)
    names = _names(inputs)
    for number, path in enumerate(inputs):
        step(path, number, len(inputs))
        try:
            document = text.load(path, dated=options.dated)
            if any(document.id == read.document.id for read in reads):
                raise SourceError(f"{path}: is the same document as another of this run.", hint="Give it once.")
            reads.append(one(document, names[path], known, model=options.model, held=options.held))
        except SourceError as error:
            failed[path] = str(error)
    aside = {f"{own.name}, row {row}": why for own in options.own for row, why in own.set_aside.items()}
    _write(
        out / "quarantine.jsonl",
        (json.dumps({"input": path, "reason": why}, ensure_ascii=False) for path, why in {**failed, **aside}.items()),
    )
    if not reads:
        reasons = " ".join(failed.values()) or f"no files found. détente reads {', '.join(sorted(text.SUFFIXES))}."
        earlier = f"The record in {out} is of an earlier run." if (out / "record.duckdb").is_file() else ""
        raise SourceError(f"nothing could be read: {reasons}", hint=earlier)
    step("", len(inputs), len(inputs))
    record.write(out / "record.duckdb", reads, _rows(reads, options), _sources(options))
    made = record.Record(out / "record.duckdb")
    _write(out / "claims.jsonl", exporting.jsonl(made.ask))
    manifest = _manifest(reads, failed, options)
    _write(out / "manifest.json", [json.dumps(manifest, indent=2, ensure_ascii=False)])
    _write(out / "report.html", [reporting.report(made.ask, meta=manifest)])
    return Run(out=out, record=made, failed=failed)


def reference(own: Sequence[own_reference.OwnTable] = ()) -> facts.Reference:
    """The reference datasets of the shelf, and a user's own rows, ready for look-ups."""
    gc.disable()  # tens of thousands of rows that live as long as the process: the collector need not walk them
    try:
        claims = [row.claim for rows in (record.reference_rows(), *(table.rows for table in own)) for row in rows]
        sources = {**tables.sources(), **{table.source.id: table.source for table in own}}
        plain = tuple(_grid(table.plain, table) for table in own if table.plain)
        known = facts.reference(claims, sources, tables.coverage(), plain)
    finally:
        gc.enable()
    gc.freeze()
    return known


def _grid(sheet: sheets.Sheet, table: own_reference.OwnTable) -> tabular.Grid:
    """A user's plain table, ready for sentences to be held against its rows."""
    lines = [line for line in sheet.lines if line[0] not in table.set_aside]
    return tabular.grid(table.name, sheet.header, lines, ids=[row.claim.id for row in table.rows])


def one(
    document: Document,
    name: str,
    known: facts.Reference,
    *,
    model: str = parse.MODEL,
    held: Sequence[holdings.Held] = (),
) -> record.Read:
    """One document read and checked, also against what fetched sets have on its claims."""
    document, claims = reading.read(document, model=model)
    rows, findings = holdings.rows(claims, held), checking.check(document, claims, known)
    if rows:
        wider = facts.widened(known, (row.claim for row in rows), (item.source for item in held))
        weak = {row.claim.id: row.claim for row in rows if not holdings.refutes(row)}
        triples = zip(claims, findings, checking.check(document, claims, wider), strict=True)
        findings = tuple(checking.settled(*triple, weak) for triple in triples)
    return record.Read(document, name, claims, findings, rows)


def _rows(reads: Sequence[record.Read], options: Options) -> tuple[record.ReferenceRow, ...]:
    """Every reference row of a run: ours, the user's, and those of fetched sets that a claim was held against."""
    looked_up = {row.claim.id: row for read in reads for row in read.rows}
    return (*record.reference_rows(), *(row for own in options.own for row in own.rows), *looked_up.values())


def _sources(options: Options) -> list[Source]:
    return [*(own.source for own in options.own), *(item.source for item in options.held)]


def _names(inputs: Sequence[str]) -> dict[str, str]:
    """File name of each input; the path where two files have one name."""
    short = [Path(path).name for path in inputs]
    return {path: name if short.count(name) == 1 else path for path, name in zip(inputs, short, strict=True)}


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = f"{folder}: cannot be made a folder ({error.strerror})."
        raise RecordError(words, hint="Give another one with --out.") from error


def _write(path: Path, lines: Iterable[str]) -> None:
    content = "\n".join(lines)
    building = path.with_name(path.name + ".building")
    try:
        if not content:
            path.unlink(missing_ok=True)
            return
        building.write_text(content + "\n", encoding="utf-8")
        building.replace(path)
    except OSError as error:
        raise RecordError(
            f"{path}: cannot be written ({error.strerror}).", hint="Check the disk, or give another folder with --out."
        ) from error


def _manifest(reads: Sequence[record.Read], failed: Mapping[str, str], options: Options) -> dict[str, Any]:
    """What a run was made from, without a clock, so that the same inputs give the same manifest."""
    verdicts = Counter(str(finding.verdict) for read in reads for finding in read.findings)
    rows = record.reference_rows()
    datasets = {
        name: {
            "rows": sum(row.dataset == name for row in rows),
            "sha256": _digest(row.claim.id for row in rows if row.dataset == name),
            "licence": dataset.licence,
        }
        for name, dataset in shelf("datasets").items()
    }
    return {
        "versions": {
            name: _version(name) for name in ("detente", "spacy", "duckdb", "trafilatura", "pypdfium2", "mammoth")
        }
        | {"python": platform.python_version()},
        "model": {"name": options.model, "version": _version(options.model.replace("_", "-"))},
        "options": {"dated": str(options.dated) if options.dated else None, "model": options.model},
        "actors": _actors(),
        "inputs": [
            {
                "name": r.name,
                "sha256": r.document.source.sha256,
                "characters": len(r.document.text),
                "claims": len(r.claims),
            }
            for r in reads
        ],
        "failed": [{"input": path, "reason": reason} for path, reason in failed.items()],
        "counts": {
            "documents": len(reads),
            "claims": sum(len(read.claims) for read in reads),
            "verdicts": dict(sorted(verdicts.items())),
        },
        "datasets": datasets,
        "own_reference": [_own(table) for table in options.own],
        "fetched": [_fetched(item, reads) for item in options.held],
        "reference_to": max((row.claim.vintage[:10] for row in rows if row.claim.vintage[:4].isdigit()), default=""),
    }


def _actors() -> dict[str, Any] | None:
    """The user's list of actors, if there is one, as the manifest names it."""
    own = actors.used()
    return {"name": own.name, "sha256": own.sha256, "actors": len(own.added)} if own else None


def _own(table: own_reference.OwnTable) -> dict[str, Any]:
    """A file of a user's reference rows as the manifest names it."""
    layout = {"name": Path(table.layout).name, "sha256": table.layout_sha256} if table.layout else None
    counts = {"rows": len(table.rows), "set_aside": len(table.set_aside)}
    return {"name": table.name, "title": table.source.title, "sha256": table.source.sha256, **counts, "layout": layout}


def _fetched(item: holdings.Held, reads: Sequence[record.Read]) -> dict[str, Any]:
    """A fetched set as the manifest names it, with how many of its rows were looked at."""
    used = {row.claim.id for read in reads for row in read.rows if row.dataset == item.source.id}
    told = {name: getattr(item.source, name) for name in ("id", "title", "publisher", "licence", "retrieved", "sha256")}
    return told | {"rows": sum(item.rows.values()), "looked_up": len(used), "from": item.first, "to": item.last}


def _digest(ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
