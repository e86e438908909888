"""RO-Crate 1.2: the folder of a run with a description of every file, what it was made from, by what, and from whom.

The crate has copies of the run's files. The texts read are not among them; they are named with their checksums.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shlex
import shutil
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from detente import tables
from detente.exporting import citing
from detente.exporting.claims import Ask, documents

Node = dict[str, Any]

METADATA = "ro-crate-metadata.json"
_SPECIFICATION = "https://w3id.org/ro/crate/1.2"
_MADE: Mapping[str, str] = {
    "codebook.json": "What every column holds, as Frictionless Table Schemas",
    "references.csl.json": "What to cite, as CSL-JSON",
}
_LICENCE: Node = {
    "@id": "#licence",
    "@type": "CreativeWork",
    "name": "Terms of the parts",
    "description": "The texts belong to their authors. Each reference row is a fact with its source; the sources' own "
    "licences are in the table sources of the record. The software is under the Apache License 2.0.",
}


def write(ask: Ask, store: Path, folder: Path) -> dict[str, int]:
    """Copies the files of a run, given its record, and describes all that is in the folder.

    Returns how many files and references read back.
    """
    there = _there(store)
    for name, path in there.items():
        shutil.copyfile(path, folder / name)
    _json(folder / "references.csl.json", citing.items(ask))
    files = [folder / name for name in (*there, *_MADE)]
    day = dt.datetime.fromtimestamp(store.stat().st_mtime, dt.UTC).date()
    _json(folder / METADATA, {"@context": f"{_SPECIFICATION}/context", "@graph": _graph(ask, files, day)})
    return read_back(folder)


def expected(ask: Ask, store: Path) -> dict[str, int]:
    """How many files there should be, and how many references."""
    return {"files": len(_there(store)) + len(_MADE), "references": len(citing.items(ask))}


@cache
def _run_files() -> Mapping[str, Mapping[str, str]]:
    return {row["name"]: row for row in tables.rows("run_files.csv", ("name", "media", "holds"))}


def _there(store: Path) -> dict[str, Path]:
    """The files of a run by name; its record may have another one."""
    beside = {name: store.with_name(name) for name in _run_files()} | {"record.duckdb": store}
    return {name: path for name, path in beside.items() if path.is_file()}


def read_back(folder: Path) -> dict[str, int]:
    """How many files of a crate are there with the checksum told, and how many references it has."""
    graph = {node["@id"]: node for node in json.loads((folder / METADATA).read_text(encoding="utf-8"))["@graph"]}
    root, files = graph["./"], [graph[part["@id"]] for part in graph["./"]["hasPart"]]
    whole = [node for node in files if (path := folder / node["@id"]).is_file() and node["sha256"] == _digest(path)]
    return {"files": len(whole), "references": sum(part["@id"] in graph for part in root["citation"]) + 1}


def _json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _graph(ask: Ask, files: Iterable[Path], day: dt.date) -> list[Node]:
    found = citing.items(ask)
    software, *cited = [_cited(item) for item in found]
    who = {_local(f"by-{name['literal']}"): name["literal"] for item in found for name in item.get("author", ())}
    authors = [{"@id": key, "@type": "Organization", "name": name} for key, name in sorted(who.items())]
    described = [_file(path) for path in files]
    root = {
        "@id": "./", "@type": "Dataset", "name": "A run of détente", "datePublished": day.isoformat(),
        "description": "What texts say on relations between states, read into claims and checked by détente.",
        "license": _ids([_LICENCE])[0], "hasPart": _ids(described), "mentions": {"@id": "#run"},
        "citation": _ids(cited),
    }  # fmt: skip
    descriptor = {
        "@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": _SPECIFICATION},
    }  # fmt: skip
    action = {
        "@id": "#run", "@type": "CreateAction", "name": "Reading and checking the texts",
        "description": _command(ask, files), "instrument": {"@id": software["@id"]},
        "object": [{"@id": _local(f"text-{key}")} for key in documents(ask)], "result": _ids(described),
    }  # fmt: skip
    return [descriptor, root, *described, action, software, *cited, *authors, _LICENCE]


def _ids(nodes: Iterable[Node]) -> list[Node]:
    return [{"@id": node["@id"]} for node in nodes]


def _file(path: Path) -> Node:
    told = _run_files().get(path.name) or {"media": "application/json", "holds": _MADE[path.name]}
    return {
        "@id": path.name, "@type": "File", "name": path.name, "description": told["holds"],
        "encodingFormat": told["media"], "contentSize": str(path.stat().st_size), "sha256": _digest(path),
        "license": _ids([_LICENCE])[0],
    }  # fmt: skip


def _cited(item: citing.Item) -> Node:
    """What is cited as an entity: the software, a text, a source."""
    kind = "SoftwareApplication" if item["type"] == "software" else "CreativeWork"
    said = {
        "name": item["title"], "url": item.get("URL"), "description": item.get("note"),
        "author": [{"@id": _local(f"by-{name['literal']}")} for name in item.get("author", ())],
        "softwareVersion": item.get("version"),
        "datePublished": "-".join(f"{part:02d}" for part in item.get("issued", {}).get("date-parts", [[]])[0]),
    }  # fmt: skip
    return {"@id": _local(item["id"]), "@type": kind} | {name: value for name, value in said.items() if value}


def _local(name: str) -> str:
    """The id of an entity that is no file."""
    return "#" + re.sub(r"[^A-Za-z0-9:._-]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), name)


def _command(ask: Ask, files: Iterable[Path]) -> str:
    """The command that makes such a run, as far as the manifest tells it."""
    manifest = [path.read_text(encoding="utf-8") for path in files if path.name == "manifest.json"]
    told: Node = json.loads(manifest[0]) if manifest else {}
    dated, listed = (told.get("options") or {}).get("dated"), told.get("actors")
    words = [row["name"] for row in documents(ask).values()]
    words += ["--date", dated] if dated else []
    words += ["--actors", listed["name"]] if listed else []
    words += [word for own in told.get("own_reference", ()) for word in ("--reference", own["name"])]
    return shlex.join(["detente", "read", *words])
