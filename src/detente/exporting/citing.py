"""What to cite for a record: détente, the texts read, and the sources that its findings rest on.

Each is first an item of CSL-JSON; BibTeX, RIS and plain text are made from it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from typing import Any, NamedTuple

from detente.errors import RecordError
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


def cite(ask: Ask, to: str) -> str:
    """The items in one of ``STYLES``, read back. Raises RecordError for another style and where one would be lost."""
    if to not in STYLES:
        raise RecordError(f"{to!r} is no style to cite in.", hint=f"There are: {', '.join(STYLES)}.")
    found, style = items(ask), STYLES[to]
    content = style.write(found)
    if (n := style.count(content)) != len(found):
        raise RecordError(f"{to}: {n} references read back, expected {len(found)}.", hint="Cite in another style.")
    return content


def _document(row: Mapping[str, Any]) -> Item:
    names = [{"literal": name} for part in (row["author"] or "").split(";") if (name := part.strip())]
    said = {"title": row["title"] or row["name"], "author": names, "publisher": row["publisher"]}
    said |= {"issued": _issued(row["dated"]), "URL": row["address"], "note": f"SHA-256: {row['sha256']}"}
    return _filled({"id": f"text-{row['id']}", "type": "document", **said})


def _source(row: Mapping[str, Any]) -> Item:
    kind = "dataset" if row["id"].startswith(("own:", "fetched:")) else "webpage" if row["address"] else "document"
    who = [{"literal": row["publisher"]}] if row["publisher"] else []
    said = {"title": row["title"] or row["publisher"] or row["id"], "author": who, "publisher": row["publisher"]}
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


def _when(item: Item) -> list[int]:
    return list(item["issued"]["date-parts"][0]) if "issued" in item else []


def _names(item: Item) -> list[str]:
    return [str(name["literal"]) for name in item.get("author", ())]


# --------------------------------------------------------------------------------------------------------------- BibTeX

_TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "&%$#_{}"},
}  # fmt: skip


def _bibtex(found: list[Item]) -> str:
    return "\n".join(_entry(item) for item in found)


def _entry(item: Item) -> str:
    when = _when(item)
    fields = {
        "title": f"{{{_tex(item['title'])}}}",  # the inner braces keep its capitals
        "author": " and ".join(f"{{{_tex(name)}}}" for name in _names(item)),
        "publisher": _tex(item.get("publisher", "")),
        "year": str(when[0]) if when else "",
        "month": str(when[1]) if len(when) > 1 else "",
        "version": _tex(item.get("version", "")),
        "url": re.sub(r"[{}\\]", lambda sign: f"%{ord(sign[0]):02X}", item.get("URL", "")),
        "note": _tex(item.get("note", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{_key(item['id'])},", *lines, "}", ""))


def _key(name: str) -> str:
    """A key that BibTeX takes; of a name with other signs it ends in a hash, so that no two become one."""
    plain = re.sub(r"[^A-Za-z0-9:.-]+", "-", name)
    return plain if plain == name else f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _tex(said: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _line(said))


def _line(said: str) -> str:
    return " ".join(said.split())


# --------------------------------------------------------------------------------------------------- CSL, RIS and text

_RIS = {"software": "COMP", "dataset": "DATA", "webpage": "ELEC", "document": "GEN"}


def _ris(found: list[Item]) -> str:
    return "\n".join("\n".join(f"{tag}  - {_line(said)}".rstrip(" ") for tag, said in _tags(item)) for item in found)


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    when = [f"{part:02d}" for part in _when(item)]
    yield "TY", _RIS[item["type"]]
    yield "ID", item["id"]
    yield "TI", item["title"]
    yield from (("AU", name) for name in _names(item))
    said = {"PB": item.get("publisher"), "PY": when[0] if when else "", "UR": item.get("URL"), "N1": item.get("note")}
    said |= {"DA": "/".join([*when, "", "", ""][:3]) + "/" if when else "", "ET": item.get("version")}
    yield from ((tag, value) for tag, value in said.items() if value)
    yield "ER", "\n"


def _text(found: list[Item]) -> str:
    return "\n".join(" ".join(_said(item)) for item in found)


def _said(item: Item) -> Iterator[str]:
    """A reference in a line: who, when, what, where."""
    who = "; ".join(_names(item)) or item.get("publisher", "")
    when = "-".join(f"{part:02d}" for part in _when(item))
    yield from (_line(f"{who} ({when}).") if when else f"{_line(who)}.",) if who else ()
    version = f", version {item['version']}" if "version" in item else ""
    yield f"{_line(item['title'])}{version}."
    yield from (item["URL"],) if "URL" in item else ()


class Style(NamedTuple):
    """How references are written, and how many a finished page holds."""

    write: Callable[[list[Item]], str]
    count: Callable[[str], int]


STYLES: Mapping[str, Style] = {
    "text": Style(_text, lambda page: len(page.splitlines())),
    "bibtex": Style(_bibtex, lambda page: len(set(re.findall(r"^@misc\{([^,\s]+),$", page, re.MULTILINE)))),
    "csl": Style(
        lambda found: json.dumps(found, ensure_ascii=False, indent=1),
        lambda page: len({item["id"] for item in json.loads(page) if item["type"]}),
    ),
    "ris": Style(_ris, lambda page: len(set(re.findall(r"^ID  - (.+)$", page, re.MULTILINE)))),
}
"""How to cite: lines for people, BibTeX for LaTeX, CSL-JSON for Zotero and pandoc, RIS for EndNote and Mendeley."""
