"""The manifest: what a run was made from and what came out, without a clock, so that the same inputs give the same."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from detente import actors, holdings, own_reference, parse, record
from detente.errors import RecordError
from detente.model import Period
from detente.shards import Plan
from detente.shelf import shelf

LISTED = 1_000
"""Failed inputs that a manifest names; all of them are in ``quarantine.jsonl``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run reads: when the documents were written, by which pipeline, with which own rows and fetched sets.

    ``fields`` says which columns of a collection hold what, where their names do not.
    """

    dated: Period | None = None
    model: str = parse.MODEL
    own: tuple[own_reference.OwnTable, ...] = ()
    held: tuple[holdings.Held, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


def head(options: Options) -> dict[str, Any]:
    """What is known before anything is read: whatever may change what is read from a document."""
    rows = record.reference_rows()
    ids: dict[str, list[str]] = {name: [] for name in shelf("datasets")}
    for row in rows:
        ids[row.dataset].append(row.claim.id)
    datasets = {
        name: {"rows": len(ids[name]), "sha256": _digest(ids[name]), "licence": dataset.licence}
        for name, dataset in shelf("datasets").items()
    }
    packages = ("detente", "spacy", "duckdb", "trafilatura", "pypdfium2", "mammoth")
    return {
        "versions": {name: _version(name) for name in packages} | {"python": platform.python_version()},
        "model": {"name": options.model, "version": _version(options.model.replace("_", "-"))},
        "options": {
            "dated": str(options.dated) if options.dated else None,
            "model": options.model,
            "fields": dict(options.fields),
        },
        "actors": _actors(),
        "datasets": datasets,
        "own_reference": [_own(table) for table in options.own],
        "fetched": [_fetched(item) for item in options.held],
        "reference_to": max((row.claim.vintage[:10] for row in rows if row.claim.vintage[:4].isdigit()), default=""),
    }


def whole(plan: Plan, ask: Any, failed: Mapping[str, str], result: str) -> dict[str, Any]:
    """The manifest of a run whose record answers ``ask``; ``result`` is the hash of its ``claims.jsonl``.

    A run of more than one shard names its shards where a small one names its documents.
    """
    known = dict(plan.head)
    verdicts = ask("SELECT verdict, count(*) AS n FROM findings GROUP BY verdict ORDER BY verdict")
    claims = sum(row["n"] for row in verdicts)
    documents = ask("SELECT count(*) AS n FROM documents")[0]["n"]
    looked_up = {row["dataset"]: row["n"] for row in ask(_LOOKED_UP)}
    fetched = [item | {"looked_up": looked_up.get(item["id"], 0)} for item in known["fetched"]]
    listed = dict(list(failed.items())[:LISTED])
    return {
        **{name: known.pop(name) for name in ("versions", "model", "options", "actors")},
        "given": list(plan.given),
        "shard_size": plan.size,
        "inputs": ask(_DOCUMENTS) if len(plan.shards) == 1 else list(_shards(plan)),
        "failed": [{"input": path, "reason": reason} for path, reason in listed.items()],
        "counts": {
            "documents": documents,
            "failed": plan.inputs - documents,
            "claims": claims,
            "verdicts": {row["verdict"]: row["n"] for row in verdicts},
        },
        **known,
        "fetched": fetched,
        "result": {"claims.jsonl": result},
    }


_LOOKED_UP = "SELECT dataset, count(*) AS n FROM reference GROUP BY dataset"
_DOCUMENTS = """
SELECT d.name, d.sha256, length(d.text) AS characters, count(c.id) AS claims
FROM documents d LEFT JOIN claims c ON c.document_id = d.id
GROUP BY d.rowid, d.name, d.sha256, d.text ORDER BY d.rowid
"""


def _shards(plan: Plan) -> Iterator[dict[str, Any]]:
    for number, (key, inputs) in enumerate(plan.shards):
        yield {"name": f"shard {number}", "sha256": key, "inputs": inputs}


def read(path: Path, *, out: Path) -> dict[str, Any]:
    """The manifest of a run that is to be had again in ``out``. Raises RecordError when it is none, or stands there."""
    if path.parent.resolve() == out.resolve():
        raise RecordError(f"{out}: holds the run to replicate.", hint="Give another folder with --out.")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {"options": found["options"], **found}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise RecordError(f"{path}: is no manifest ({error}).", hint="Give the manifest.json of a run.") from error


def differences(one: Mapping[str, Any], other: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Where two manifests differ, each in a line: what stands there, in the first and in the second."""
    for name in dict.fromkeys((*one, *other)):
        here, there = one.get(name), other.get(name)
        where = f"{at}.{name}" if at else str(name)
        if isinstance(here, list) and isinstance(there, list):
            here, there = _named(here), _named(there)
        if isinstance(here, Mapping) and isinstance(there, Mapping):
            yield from differences(here, there, where)
        elif here != there and where != "given":
            yield f"{where}: {_told(here)} then, {_told(there)} now"


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("sha256") or value.get("reason") or "there")
    return "nothing" if value in ({}, [], None, "") else str(value)


def _named(rows: list[Any]) -> dict[str, Any]:
    """The entries of a list by what they are called."""
    called = ("name", "input", "id")
    return {
        next((str(row[key]) for key in called if key in row), str(n)) if isinstance(row, Mapping) else str(n): row
        for n, row in enumerate(rows)
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


def _fetched(item: holdings.Held) -> dict[str, Any]:
    """A fetched set as the manifest names it."""
    told = {name: getattr(item.source, name) for name in ("id", "title", "publisher", "licence", "retrieved", "sha256")}
    return told | {"rows": sum(item.rows.values()), "from": item.first, "to": item.last}


def _digest(ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
