"""Published files as plain tables: unpacked, told by their columns wherever the header stands, and made clean CSV."""

from __future__ import annotations

import csv
import gzip
import io
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from detente.errors import SourceError
from detente.fetching import PublicSet


def tables(
    what: PublicSet, paths: Sequence[Path], folder: Path
) -> tuple[Mapping[str, Sequence[Path]], Mapping[str, Path]]:
    """The set's tables, each with its clean files in ``folder``; and which of the files given each part is from.

    Raises SourceError when a file cannot be read, or all of them hold too little to make any rows of.
    """
    found: dict[str, list[Path]] = {}
    used: dict[str, Path] = {}
    headers: list[str] = []
    for path in paths:
        with _readable(path):
            for number, (name, content) in enumerate(_unpacked(path)):
                clean = folder / f"{len(used)}-{number}.csv"
                table, header = _clean(what, f"{path}{name}", content, clean)
                headers.append(f"{Path(path).name}{name} has {', '.join(header[:12])}")
                if table:
                    found.setdefault(table, []).append(clean)
                    used[f"{path}{name}"] = path
    if not any(set(rows.needs) <= found.keys() for rows in what.rows):
        raise SourceError(_lacks(what, paths, found, headers), hint=what.get)
    return found, used


def _lacks(what: PublicSet, paths: Sequence[Path], found: Iterable[str], headers: Sequence[str]) -> str:
    missing = [f"{name} ({', '.join(columns)})" for name, columns in what.tables.items() if name not in found]
    where = paths[0] if len(paths) == 1 else paths[0].parent
    got = "; ".join(headers[:4]) or "no table"
    return f"{where}: is not {what.title}: expected a table with the columns of {' or '.join(missing)}; got: {got}."


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turns what can be wrong with a packed file into a SourceError."""
    try:
        yield
    except (EOFError, zipfile.BadZipFile, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(f"{path}: is damaged or cut short ({error}).", hint="Get it again.") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error}).", hint="Check the path.") from error


def _unpacked(path: Path) -> Iterator[tuple[str, io.TextIOWrapper]]:
    """(name within, text stream) of every table in a file: of a zip each member, of a gz its content."""
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            for item in sorted(archive.infolist(), key=lambda item: item.filename):
                if Path(item.filename).suffix.lower() in _TABLES:
                    with archive.open(item) as member:
                        yield f"!{item.filename}", _text(member)
    elif path.name.lower().endswith(".csv.gz"):
        with gzip.open(path) as packed:
            yield "", _text(packed)
    elif path.suffix.lower() in _TABLES:
        with path.open("rb") as file:
            yield "", _text(file)


_TABLES = frozenset({".csv", ".tsv", ".tab", ".txt"})
_PREAMBLE = 30
"""Lines within which the header of a published table stands."""


def _text(file: Any) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")


def _clean(what: PublicSet, name: str, content: io.TextIOWrapper, target: Path) -> tuple[str, list[str]]:
    """Writes a table as plain CSV if it is one of the set's; which one, and its first line or header.

    Raises SourceError when it breaks off within a row.
    """
    first: list[str] = []
    table, header = "", [""]
    csv.field_size_limit(sys.maxsize)
    lines = csv.reader((line.replace("\0", "") for line in content), delimiter=_delimiter(name))
    try:
        for _, line in zip(range(_PREAMBLE), lines, strict=False):
            first = first or line
            header = [cell.strip() for cell in line]
            table = _table_of(what, header)
            if table:
                break
        if not table:
            return "", first
        places = [place for place, cell in enumerate(header) if cell and cell not in header[:place]]
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header[place] for place in places)
            for line in lines:
                if len(line) > max(places):
                    writer.writerow(line[place] for place in places)
    except csv.Error as error:
        raise SourceError(f"{name}: is no CSV file ({error}).", hint="Get it again.") from error
    return table, header


def _delimiter(name: str) -> str:
    return "\t" if Path(name).suffix.lower() in {".tsv", ".tab"} else ","


def _table_of(what: PublicSet, header: Sequence[str]) -> str:
    """The set's table that has these columns: the one that asks for most of them."""
    there = set(header)
    fits = [name for name, columns in what.tables.items() if there.issuperset(columns)]
    return max(fits, key=lambda name: len(what.tables[name]), default="")
