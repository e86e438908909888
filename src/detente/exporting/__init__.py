"""The record → the formats other tools read; each file is read back before it counts as written.

``jsonl`` is the interchange form, ``csv`` a Data Package of all tables, ``parquet`` the same tables for analysis,
``annotations`` W3C Web Annotations on the texts, ``claimreview`` a draft for a newsroom's markup, and ``markdown`` a
summary to paste.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from detente.errors import RecordError
from detente.exporting import claimreview, claims, datapackage, markdown, webannotation
from detente.exporting.claimreview import Newsroom
from detente.exporting.claims import FIELDS, FINDING, WORST, Ask, interchange, jsonl, worst_first
from detente.record import Record

__all__ = [
    "FIELDS",
    "FINDING",
    "FORMATS",
    "WORST",
    "Newsroom",
    "Written",
    "export",
    "interchange",
    "jsonl",
    "lines",
    "worst_first",
]

FORMATS: Mapping[str, str] = {
    "jsonl": "claims.jsonl",
    "csv": "detente-csv",
    "parquet": "detente-parquet",
    "annotations": "annotations.jsonld",
    "claimreview": "claimreview.jsonld",
    "markdown": "findings.md",
}
"""Format → the file or folder that is written when none is named."""


class Written(NamedTuple):
    """What an export wrote: the file or folder, and how many rows were read back from each table or file in it."""

    path: Path
    rows: Mapping[str, int]


class _Stream(NamedTuple):
    """A format that is one file: its lines, the ids of the claims in a finished one, and how many there should be."""

    lines: Callable[[Ask], Iterator[str]]
    ids: Callable[[str], list[str]]
    expected: str


_ALL = "SELECT count(*) AS n FROM claims"
_DECIDED = "SELECT count(*) AS n FROM findings WHERE verdict NOT IN ('unverifiable', 'opinion')"
_STREAMS: Mapping[str, _Stream] = {
    "jsonl": _Stream(jsonl, claims.ids, _ALL),
    "annotations": _Stream(webannotation.lines, webannotation.ids, _ALL),
    "claimreview": _Stream(claimreview.lines, claimreview.ids, _DECIDED),
    "markdown": _Stream(markdown.lines, markdown.ids, _DECIDED),
}


def export(store: Record, to: str, out: Path | None = None, *, newsroom: Newsroom | None = None) -> Written:
    """Writes a record in one of ``FORMATS`` to ``out``, by default into the working directory, and reads it back.

    A file in the place is replaced when the new one is complete; a folder must be new or empty. ``newsroom`` is who
    puts its name to the reviews of ``claimreview``; without it they are nobody's. Raises RecordError for an unknown
    format, a newsroom where there is no review, a folder that is not empty, a place that cannot be written, and a file
    that does not read back whole.
    """
    if to not in FORMATS:
        raise RecordError(f"{to!r} is no format to export to.", hint=f"There are: {', '.join(FORMATS)}.")
    place = out or Path(FORMATS[to])
    try:
        if to in _STREAMS:
            return _file(place, to, lines(store.ask, to, newsroom=newsroom), store.ask(_STREAMS[to].expected)[0]["n"])
        _unnamed(to, newsroom)
        with _folder(place) as building:
            rows = store.parquet(building) if to == "parquet" else datapackage.write(store.ask, building)
            counts = _counts(store.ask)
            _whole(place, rows, counts | ({"checked": counts["claims"]} if to == "csv" else {}))
        return Written(place, rows)
    except OSError as error:
        words = f"{place}: cannot be written ({error.strerror or error})."
        raise RecordError(words, hint="Check the disk, or give another place with --out.") from error


def lines(ask: Ask, to: str, *, newsroom: Newsroom | None = None) -> Iterator[str]:
    """The lines of a format that is one file. Raises RecordError for one that is a folder."""
    if to not in _STREAMS:
        hint = f"One stream can hold: {', '.join(_STREAMS)}."
        raise RecordError(f"{to!r} cannot be written to standard output.", hint=hint)
    if to == "claimreview":
        return claimreview.lines(ask, newsroom)
    _unnamed(to, newsroom)
    return _STREAMS[to].lines(ask)


def _unnamed(to: str, newsroom: Newsroom | None) -> None:
    if newsroom and any(newsroom):
        hint = "Leave out --author and --url, or export --to claimreview."
        raise RecordError(f"{to!r} carries no review in anybody's name.", hint=hint)


def _file(place: Path, to: str, content: Iterator[str], expected: int) -> Written:
    building = place.with_name(place.name + ".building")
    try:
        with building.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in content)
        rows = {"claims": _read_back(building, to)}
        _whole(place, rows, {"claims": expected})
        building.replace(place)
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)
    return Written(place, rows)


def _read_back(path: Path, to: str) -> int:
    """How many different claims a finished file holds, each taken out of it as a reader would."""
    return len(set(_STREAMS[to].ids(path.read_text(encoding="utf-8"))))


def _counts(ask: Ask) -> dict[str, int]:
    """How many rows each table of the record has."""
    names = [row["table_name"] for row in ask("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
    return {name: ask(f'SELECT count(*) AS n FROM "{name}"')[0]["n"] for name in names}


def _whole(place: Path, found: Mapping[str, int], expected: Mapping[str, int]) -> None:
    for name, n in expected.items():
        if found.get(name) != n:
            words = f"{place}: {name} reads back {found.get(name, 0)} rows, expected {n}."
            raise RecordError(words, hint="Check the disk and the record, and export again.")


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
