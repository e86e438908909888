"""The published forms of other people's event data (``data/event_sets.toml``), and which of them a file has."""

from __future__ import annotations

import csv
import gzip
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from detente.errors import RecordError, SourceError
from detente.model import Source

CELLS = (
    "key", "provider_id", "day", "until", "source", "target", "source_name", "target_name", "source_sectors",
    "target_sectors", "cameo", "type", "mode", "acled", "intensity", "place", "latitude", "longitude", "mentions",
    "sources", "articles", "added", "report", "vintage",
)  # fmt: skip
"""What of a row becomes what of an event; data/event_sets.toml explains them."""

OWN = "csv"
"""The form whose columns the user names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One published form.

    ``columns`` are all of a file without a header, ``has`` those that tell a file with one, ``may`` those that some
    files lack. ``cells`` says in SQL what each of ``CELLS`` is.
    """

    id: str
    name: str
    source: Source
    delimiter: str
    quote: str
    columns: tuple[str, ...]
    has: tuple[str, ...]
    may: tuple[str, ...]
    cells: Mapping[str, str]

    def fits(self, first: Sequence[str]) -> bool:
        """Whether a file whose first line has these cells is of this form."""
        if not self.columns:
            return set(self.has) <= {plain(cell) for cell in first}
        return len(self.columns) - len(set(self.columns) & set(self.may)) <= len(first) <= len(self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that can be read: its form, its columns in order, and whether a header stands above."""

    path: Path
    form: Form
    columns: tuple[str, ...]
    header: bool
    delimiter: str


@cache
def forms() -> Mapping[str, Form]:
    """Every form, by id."""
    said = tomllib.loads((files("detente") / "data" / "event_sets.toml").read_text(encoding="utf-8"))
    return {key: _form(key, said[item["like"]] | item if "like" in item else item) for key, item in said.items()}


def _form(key: str, said: Mapping[str, Any]) -> Form:
    source = Source(
        id=f"events:{key}", title=": ".join(filter(None, (said["title"], said["citation"]))),
        publisher=said["publisher"], url=said["url"], published=said["edition"], licence=said["licence"],
    )  # fmt: skip
    without = said.get("without", ())
    return Form(
        id=key, name=said["name"], source=source, delimiter=said["delimiter"], quote=said["quote"],
        columns=tuple(column for column in said.get("columns", ()) if column not in without),
        has=tuple(said.get("has", ())), may=tuple(said.get("may", ())), cells=said["cells"],
    )  # fmt: skip


def plain(column: str) -> str:
    """A column's name in lower case, with ``_`` for what is no letter or digit."""
    return re.sub(r"\W+", "_", column.lower()).strip("_")


def own(mapping: Mapping[str, str], name: str) -> Form:
    """The form of a user's own CSV: cell → the column that has it. Raises RecordError for what cannot be mapped."""
    form = forms()[OWN]
    known = {"id": "id"} | {cell: cell for cell in CELLS if cell in form.cells and cell not in {"key", "provider_id"}}
    if unknown := set(mapping) - set(known):
        raise RecordError(
            f"--map {sorted(unknown)[0]}: is no part of an event.", hint=f"There are: {', '.join(known)}."
        )
    if not {"source", "day"} <= set(mapping) or not {"cameo", "type"} & set(mapping):
        raise RecordError("--map lacks a part.", hint="Say at least source, day, and cameo or type.")
    cells = {cell: form.cells[cell] for cell in form.cells if cell in mapping}
    cells = {cell: re.sub(rf"\b{cell}\b", f'"{plain(mapping[cell])}"', sql) for cell, sql in cells.items()}
    for cell in {"source", "target"} & set(mapping):
        cells[f"{cell}_name"] = f'said("{plain(mapping[cell])}")'
    if "id" in mapping:
        cells |= dict.fromkeys(("key", "provider_id"), f'said("{plain(mapping["id"])}")')
    source = Source(id=f"events:{name}", title=name)
    return Form(
        id=name, name=OWN, source=source, delimiter="", quote=form.quote, columns=(),
        has=tuple(plain(column) for column in mapping.values()), may=(), cells=cells,
    )  # fmt: skip


def recognise(path: Path, known: Sequence[Form]) -> File:
    """Which of some forms a file has. Raises SourceError when it has none of them."""
    line = _first_line(path)
    for form in known:
        delimiter = form.delimiter or max(",;\t", key=line.count)
        first = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE if not form.quote else 0), [])
        if form.fits(first):
            named = _distinct(plain(cell) for cell in first) if not form.columns else form.columns[: len(first)]
            return File(path=path, form=form, columns=named, header=not form.columns, delimiter=delimiter)
    want = " or ".join(f"{form.id} ({_wanted(form)})" for form in known)
    words = f"{path}: is not in the form of {want}; its first line has {len(first)} cells: {line[:80]}"
    raise SourceError(words, hint="Give the file as it is published.")


def _wanted(form: Form) -> str:
    return f"{len(form.columns)} columns" if form.columns else ", ".join(form.has)


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for number, name in enumerate(names):
        found[name if name and name not in found else f"{name}_{number}"] = None
    return tuple(found)


def _first_line(path: Path) -> str:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            return lines.readline().decode("utf-8-sig", errors="replace").rstrip("\r\n")
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error}).", hint="Check the path.") from error


def unpacked(path: Path, folder: Path) -> list[Path]:
    """The files in a ZIP archive, copied into a folder piece by piece; any other file as it is."""
    if path.suffix.lower() != ".zip":
        return [path]
    try:
        with zipfile.ZipFile(path) as archive:
            found = []
            for number, item in enumerate(item for item in archive.infolist() if not item.is_dir()):
                found.append(folder / f"{number}-{Path(item.filename).name}")
                with archive.open(item) as packed, found[-1].open("wb") as plain_file:
                    shutil.copyfileobj(packed, plain_file, 1 << 20)
            return found
    except (OSError, zipfile.BadZipFile) as error:
        raise SourceError(f"{path}: cannot be unpacked ({error}).", hint="Download it again.") from error
