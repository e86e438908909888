"""What to cite for a record: détente, the texts read, and the sources that its findings rest on.

Each is an item of CSL-JSON.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import metadata
from typing import Any

from detente.exporting.claims import Ask, documents
from detente.views import weblink

Item = dict[str, Any]

_USED = """
SELECT DISTINCT s.* FROM (SELECT unnest(against) AS id FROM findings) pairs
JOIN reference r ON r.id = pairs.id JOIN sources s ON s.id = r.source_id ORDER BY s.id
"""


def sources(ask: Ask) -> list[dict[str, Any]]:
    """The sources that findings of a record rest on, each with its ``address`` on the web."""
    return [row | {"address": weblink(row["url"])} for row in ask(_USED)]


def items(ask: Ask) -> list[Item]:
    """The items of CSL-JSON: the software, then the texts, then the sources."""
    software = {
        "id": "detente",
        "type": "software",
        "title": "détente: claims on relations between states, read and checked",
        "author": [{"literal": "The détente contributors"}],
        "version": metadata.version("detente"),
    }
    return [software, *map(_document, documents(ask).values()), *map(_source, sources(ask))]


def _document(row: Mapping[str, Any]) -> Item:
    names = [{"literal": name} for part in (row["author"] or "").split(";") if (name := part.strip())]
    said = {"title": row["title"] or row["name"], "author": names, "publisher": row["publisher"]}
    said |= {"issued": _issued(row["dated"]), "URL": row["address"], "note": f"SHA-256: {row['sha256']}"}
    return _filled({"id": f"text-{row['id']}", "type": "document", **said})


def _source(row: Mapping[str, Any]) -> Item:
    kind = "dataset" if row["id"].startswith(("own:", "fetched:")) else "webpage" if row["address"] else "document"
    who = [{"literal": row["publisher"]}] if row["publisher"] else []  # a publisher named twice would be printed twice
    said = {"title": row["title"] or row["publisher"] or row["id"], "author": who}
    licence = f"Licence: {row['licence']}" if row["licence"] else ""
    return _filled(
        {"id": row["id"], "type": kind, **said, "issued": _issued(row["year"]), "URL": row["address"], "note": licence}
    )


def _issued(said: str | None) -> dict[str, Any]:
    """A date as CSL has it, at the precision known."""
    parts = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", said or "")
    return {"date-parts": [[int(part) for part in parts.groups() if part]]} if parts else {}


def _filled(item: Item) -> Item:
    return {key: value for key, value in item.items() if value}
