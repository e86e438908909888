"""The record → the formats other tools read; each file is read back before it counts as written.

``data/export_formats.csv`` lists the formats: for whom each is, and what opens it. ``cite`` tells what to cite.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from detente import record, tables
from detente.errors import RecordError
from detente.exporting import (
    claimreview,
    claims,
    codebook,
    coded,
    datapackage,
    gexf,
    graphml,
    markdown,
    rocrate,
    sqlite,
    ties,
    timeline,
    webannotation,
)
from detente.exporting.claimreview import Newsroom
from detente.exporting.claims import FIELDS, FINDING, WORST, Ask, interchange, jsonl, worst_first
from detente.exporting.references import STYLES, cite
from detente.record import Record

__all__ = [
    "FIELDS",
    "FINDING",
    "FORMATS",
    "STYLES",
    "WORST",
    "Newsroom",
    "Written",
    "cite",
    "export",
    "interchange",
    "jsonl",
    "lines",
    "worst_first",
]

FORMATS: Mapping[str, str] = {
    row["format"]: row["place"] for row in tables.rows("export_formats.csv", ("format", "place", "holds", "opens"))
}
"""Format → the file or folder that is written when none is named."""


CODEBOOK = "codebook.json"
"""The file in every folder that says what the columns are."""


class Written(NamedTuple):
    """What an export wrote: the file or folder, and how many rows were read back from each table or file in it."""

    path: Path
    rows: Mapping[str, int]


class _Stream(NamedTuple):
    """A format that is one file: its lines, the ids of what stands in a finished one, and how many there should be."""

    lines: Callable[[Ask], Iterator[str]]
    ids: Callable[[str], list[str]]
    expected: Callable[[Ask], int]
    counted: str = "claims"


def _number(sql: str) -> Callable[[Ask], int]:
    return lambda ask: int(ask(sql)[0]["n"])


_ALL = _number("SELECT count(*) AS n FROM claims")
_DECIDED = _number("SELECT count(*) AS n FROM findings WHERE verdict NOT IN ('unverifiable', 'opinion')")
_STREAMS: Mapping[str, _Stream] = {
    "jsonl": _Stream(jsonl, claims.ids, _ALL),
    "graphml": _Stream(graphml.lines, graphml.ids, lambda ask: len(ties.ties(ask)), "acts"),
    "gexf": _Stream(gexf.lines, gexf.ids, lambda ask: len(ties.ties(ask)), "acts"),
    "timeline": _Stream(timeline.lines, timeline.ids, _number(timeline.EXPECTED)),
    "annotations": _Stream(webannotation.lines, webannotation.ids, _ALL),
    "claimreview": _Stream(claimreview.lines, claimreview.ids, _DECIDED),
    "markdown": _Stream(markdown.lines, markdown.ids, _DECIDED),
}


_FOLDERS: Mapping[str, Callable[[Record, Path], dict[str, int]]] = {
    "csv": lambda store, folder: datapackage.write(store.ask, folder),
    "parquet": lambda store, folder: record.parquet(folder, coded.made(store.ask), codebook.says),
    "sqlite": lambda store, folder: sqlite.write(store.ask, folder),
    "ro-crate": lambda store, folder: rocrate.write(store.ask, store.path, folder),
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
            return _file(place, to, lines(store.ask, to, newsroom=newsroom), _STREAMS[to].expected(store.ask))
        _unnamed(to, newsroom)
        with _folder(place) as building:
            codebook.write(building / CODEBOOK)
            rows = _FOLDERS[to](store, building)
            _whole(place, rows, _expected(store, to))
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
        rows = {_STREAMS[to].counted: _read_back(building, to)}
        _whole(place, rows, {_STREAMS[to].counted: expected})
        building.replace(place)
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)
    return Written(place, rows)


def _read_back(path: Path, to: str) -> int:
    """How many different claims or acts a finished file holds, each taken out of it as a reader would."""
    return len(set(_STREAMS[to].ids(path.read_text(encoding="utf-8"))))


def _expected(store: Record, to: str) -> dict[str, int]:
    """How many rows each table, or how many parts a crate, should read back."""
    if to == "ro-crate":
        return rocrate.expected(store.ask, store.path)
    counts = {name: store.ask(f'SELECT count(*) AS n FROM "{name}"')[0]["n"] for name in coded.stored(store.ask)}
    pairs = {"evidence": len(list(sqlite.evidence(store.ask).rows))} if to == "sqlite" else {}
    return counts | {"checked": counts["claims"]} | pairs


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
