"""Other people's event data in their published files, made into events of a record beside those read from texts.

All rows go through DuckDB; no loop of Python sees one. What cannot be used is counted by reason. An event's id is a
hash of its provider and of the provider's own key, so that the same event is added once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from detente import storing
from detente.errors import RecordError, SourceError
from detente.importing import forms, steps
from detente.importing.forms import Form

Step = Callable[[str, int, int], None]
"""Told which file is read and, where it is long, how far; how many are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one file: ``rows`` = ``added`` + ``there`` (already, or twice in it) + those ``set_aside``."""

    file: str
    sha256: str
    source_id: str
    rows: int
    added: int
    there: int
    set_aside: Mapping[str, int]
    first: str
    last: str
    imported: str

    def __str__(self) -> str:
        aside = "".join(f"; {rows:,} set aside: {reason}" for reason, rows in self.set_aside.items())
        there = f"; {self.there:,} there already" if self.there else ""
        return f"{self.file}: {self.added:,} of {self.rows:,} rows added, {self.first} to {self.last}{there}{aside}"

    def as_dict(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)


def chosen(name: str, columns: Sequence[str] = (), title: str = "") -> tuple[Form, ...]:
    """The forms that a name stands for; ``columns`` say ``part=column`` where the form is the user's own.

    Raises RecordError when there is no such form, or what is said of its columns does not fit.
    """
    names = list(dict.fromkeys(form.name for form in forms.forms().values()))
    if name not in names:
        raise RecordError(f"no form {name!r}.", hint=f"There are: {', '.join(names)}.")
    if name == forms.OWN:
        return (forms.own(dict(_pair(said) for said in columns), title or forms.OWN),)
    if columns:
        raise RecordError(f"{name} has columns of its own.", hint=f"Use --map with {forms.OWN} alone.")
    return tuple(form for form in forms.forms().values() if form.name == name)


def _pair(said: str) -> tuple[str, str]:
    part, _, column = said.partition("=")
    if not part or not column:
        raise RecordError(f"--map {said!r} is no part=column.", hint="Write it like source=actor1.")
    return part, column


class Run(NamedTuple):
    """What became of each file, and why others could not be read, by path."""

    files: tuple[Imported, ...]
    failed: Mapping[str, str]

    def lines(self, *, quiet: bool) -> list[str]:
        """What is said of a run; when ``quiet`` only what could not be read."""
        return [*(str(item) for item in self.files if not quiet), *(f"not read: {why}" for why in self.failed.values())]

    def as_dict(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"files": [item.as_dict() for item in self.files], "failed": dict(self.failed)}


def run(paths: Sequence[Path], known: Sequence[Form], store: Path, step: Step = lambda *_: None) -> Run:
    """Adds the events of some files to a record, which is made when it is not there.

    Each file is added whole or not at all, and one that has none of the forms does not hold up the others. Beside the
    record, ``manifest.json`` tells what became of each and ``quarantine.jsonl`` has the first row of each reason.
    Raises SourceError when nothing can be read.
    """
    files = [path for given in paths for path in (sorted(given.iterdir()) if given.is_dir() else [given])]
    found: list[Imported] = []
    failed: dict[str, str] = {}
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        if not store.is_file():
            storing.write(store)
        with tempfile.TemporaryDirectory(dir=store.parent) as folder, _connected(store, folder) as connection:
            steps.prepare(connection)
            for number, path in enumerate(files):
                step(str(path), number, len(files))
                try:
                    with _watched(connection, step, str(path), (number, len(files))):
                        imported, aside = _add(connection, path, known, Path(folder))
                except SourceError as error:
                    failed[str(path)] = str(error)
                    imported, aside = None, [json.dumps({"input": str(path), "reason": str(error)}, ensure_ascii=False)]
                found += [imported] if imported else []
                _tell(store.parent, imported, aside)
            if found:
                storing.link(connection, Path(folder))
    except (duckdb.Error, OSError) as error:
        raise RecordError(f"{store}: cannot be added to ({error}).", hint="Check the disk and the record.") from error
    if not found:
        raise SourceError(f"nothing could be read: {' '.join(failed.values()) or 'no files found.'}")
    return Run(tuple(found), failed)


def _connected(store: Path, folder: str) -> duckdb.DuckDBPyConnection:
    """A connection that spills to a folder what does not fit."""
    off = dict.fromkeys(("autoinstall_known_extensions", "preserve_insertion_order"), False)
    return duckdb.connect(str(store), config={"temp_directory": folder, "memory_limit": "512MB", **off})


@contextmanager
def _watched(store: duckdb.DuckDBPyConnection, step: Step, path: str, at: tuple[int, int]) -> Iterator[None]:
    """Says every second how far one of the queries over a long file is."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(1):
            share = store.query_progress()
            step(f"{path} ({share:.0f} %)" if share >= 0 else path, *at)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _add(
    store: duckdb.DuckDBPyConnection, path: Path, known: Sequence[Form], folder: Path
) -> tuple[Imported, list[str]]:
    """What became of a file, and the lines that tell of rows set aside."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with tempfile.TemporaryDirectory(dir=folder) as unpacked:
        inside = [forms.recognise(item, known) for item in forms.unpacked(path, Path(unpacked))]
        if not inside:
            raise SourceError(f"{path}: has no file in it.", hint="Download it again.")
        source = inside[0].form.source
        store.begin()
        try:
            for file in inside:
                steps.stage(store, file, Path(unpacked))
            steps.resolve(store)
            added, (first, last) = steps.insert(store, source, path.name, now), steps.speaks(store)
            store.commit()
        except BaseException:
            store.rollback()
            raise
        aside, usable = steps.set_aside(store), steps.usable(store)
        steps.clear(store)
    counts = {reason: rows for reason, rows, _ in aside}
    told = [
        json.dumps({"input": str(path), "reason": reason, "rows": rows, "first": example}, ensure_ascii=False)
        for reason, rows, example in aside
    ]
    return Imported(
        file=path.name, sha256=_sha256(path), source_id=source.id, rows=usable + sum(counts.values()), added=added,
        there=usable - added, set_aside=counts, first=first, last=last, imported=now,
    ), told  # fmt: skip


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tell(folder: Path, imported: Imported | None, aside: Sequence[str]) -> None:
    """Adds a file to the manifest, and its rows set aside to those of others."""
    manifest, quarantine = folder / "manifest.json", folder / "quarantine.jsonl"
    said = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
    said["imports"] = [*said.get("imports", ()), *([imported.as_dict()] if imported else [])]
    before = quarantine.read_text(encoding="utf-8").splitlines() if quarantine.is_file() else []
    lines = dict.fromkeys([*before, *aside])
    for path, words in ((manifest, json.dumps(said, indent=2, ensure_ascii=False)), (quarantine, "\n".join(lines))):
        building = path.with_suffix(".building")
        building.write_text(f"{words}\n" if words else "", encoding="utf-8")
        building.replace(path)
