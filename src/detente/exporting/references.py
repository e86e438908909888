"""How references are written: lines for people, BibTeX for LaTeX, CSL-JSON for Zotero and pandoc, RIS for EndNote."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from detente.errors import RecordError
from detente.exporting.citing import Item, items
from detente.exporting.claims import Ask


def cite(ask: Ask, to: str) -> str:
    """The items in one of ``STYLES``, read back. Raises RecordError for another style and where one would be lost."""
    if to not in STYLES:
        raise RecordError(f"{to!r} is no style to cite in.", hint=f"There are: {', '.join(STYLES)}.")
    found, style = items(ask), STYLES[to]
    content = style.write(found)
    if (n := style.count(content)) != len(found):
        raise RecordError(f"{to}: {n} references read back, expected {len(found)}.", hint="Cite in another style.")
    return content


def _when(item: Item) -> list[int]:
    return list(item["issued"]["date-parts"][0]) if "issued" in item else []


def _names(item: Item) -> list[str]:
    return [str(name["literal"]) for name in item.get("author", ())]


# --------------------------------------------------------------------------------------------------------------- BibTeX

_TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
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
    return "\n".join(
        "\n".join((*(f"{tag}  - {_line(said)}" for tag, said in _tags(item)), "ER  - ", "")) for item in found
    )


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    when = [f"{part:02d}" for part in _when(item)]
    yield "TY", _RIS[item["type"]]
    yield "ID", item["id"]
    yield "TI", item["title"]
    yield from (("AU", name) for name in _names(item))
    said = {"PB": item.get("publisher"), "PY": when[0] if when else "", "UR": item.get("URL"), "N1": item.get("note")}
    said |= {"DA": "/".join([*when, "", "", ""][:3]) + "/" if when else "", "ET": item.get("version")}
    yield from ((tag, value) for tag, value in said.items() if value)


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
"""Style → how references are written and counted."""
