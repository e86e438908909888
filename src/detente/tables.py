"""The packaged tables: vocabularies and reference rows as CSV, read with their columns checked; and a user's files."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path

from detente.errors import SourceError
from detente.model import Source


def rows(name: str, columns: Sequence[str] = ()) -> Iterator[Mapping[str, str]]:
    """The rows of ``data/<name>``, empty cells as "".

    Raises SourceError when the table or one of the columns is missing.
    """
    path = files("detente") / "data" / name
    if not path.is_file():
        raise SourceError(f"the packaged table {name} is missing.", hint="Install détente again.")
    reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    there = next(reader, [])
    missing = [column for column in columns if column not in there]
    if missing:
        words = f"{name} has no column {', '.join(missing)}; it has {', '.join(there)}."
        raise SourceError(words, hint="Install détente again.")
    for row in reader:
        if row:
            yield dict(zip_longest(there, row[: len(there)], fillvalue=""))


def script(name: str) -> str:
    """The text of ``data/<name>``. Raises SourceError when it is missing."""
    path = files("detente") / "data" / name
    if not path.is_file():
        raise SourceError(f"the packaged script {name} is missing.", hint="Install détente again.")
    return path.read_text(encoding="utf-8")


def named(prefix: str) -> list[str]:
    """The reference tables whose name begins with ``prefix``, in alphabetical order, as ``reference/<name>``."""
    folder = files("detente") / "data" / "reference"
    return sorted(
        f"reference/{table.name}"
        for table in folder.iterdir()
        if table.name.startswith(prefix) and table.name.endswith(".csv")
    )


@cache
def sources() -> Mapping[str, Source]:
    """Every source of a reference row, by id."""
    found: dict[str, Source] = {}
    for table in named("sources."):
        for row in rows(table, ("id", "publisher", "title", "year", "url", "licence")):
            found[row["id"]] = Source(
                id=row["id"],
                title=row["title"],
                publisher=row["publisher"],
                url=row["url"],
                published=row["year"],
                licence=row["licence"],
            )
    return found


@cache
def coverage() -> tuple[Mapping[str, str], ...]:
    """For which kind, actors and time the reference list is complete (``reference/coverage.*.csv``)."""
    columns = ("kind", "actors", "indicator", "start", "end", "source_id", "note")
    return tuple(row for table in named("coverage.") for row in rows(table, columns))


def reference(
    name: str, columns: Sequence[str], fixed: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """(key, row) of each row of ``reference/<name>``.

    The key is a hash of the row's cells, so that it survives re-ordering. ``fixed`` are columns that the table leaves
    to its dataset. Raises SourceError when a row has no known source.
    """
    for row in rows(f"reference/{name}", (*columns, "source_id")):
        if row["source_id"] not in sources():
            raise SourceError(
                f"{name}: unknown source {row['source_id']!r} in {dict(row)}.", hint="Add it to its sources table."
            )
        cells = "\x1f".join(row.values())
        key = f"{name.removesuffix('.csv')}#{hashlib.sha256(cells.encode()).hexdigest()[:12]}"
        yield key, {"vintage": "", "note": "", **row, **(fixed or {})}


def positions(theme: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """(key, row) of each actor's position in a vote, with the vote's date, title and words beside it."""
    votes = {(row["organ"], row["item"]): row for table in named("vote.") for row in rows(table, ("organ", "item"))}
    for key, row in reference(f"vote_position.{theme}.csv", ("organ", "item", "actor", "position")):
        vote = votes.get((row["organ"], row["item"]), {})
        yield key, {**{name: vote.get(name, "") for name in ("title", "words", "start", "vintage", "note")}, **row}


def event_counts(theme: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """(key, row) of each event that counted one thing, as a count: its words and the unit must stand in a text."""
    for key, row in reference(
        f"event.{theme}.csv", ("name", "words", "source", "target", "start", "end", "value", "unit")
    ):
        if row["value"]:
            parties = ";".join(filter(None, (row["source"], row["target"])))
            yield key, {**row, "what": row["name"], "actors": parties, "basis": ""}


def bytes_of(path: Path) -> bytes:
    """What is in a user's file. Raises SourceError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}).", hint="Check the path.") from error


def text_of(path: Path, content: bytes, encoding: str = "utf-8-sig") -> str:
    """The words of a user's table. Raises SourceError when they are none: binary, empty, or in another encoding."""
    hint = "Save it as text (CSV) in UTF-8."
    if b"\0" in content and not encoding.lower().startswith("utf-16"):
        raise SourceError(f"{path}: is a binary file.", hint=hint)
    try:
        words = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise SourceError(f"{path}: is no text in {encoding.removesuffix('-sig').upper()}.", hint=hint) from error
    if not words.strip():
        raise SourceError(f"{path}: is empty.", hint=hint)
    return words
