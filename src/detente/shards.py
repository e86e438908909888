"""The unit of work of a run: some inputs, read into a folder of Parquet that is there only when it is complete.

Shards know nothing of each other. They may be read in any order, by any process of any machine, and again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

from detente import storing
from detente.corpora import Item
from detente.errors import RecordError, SourceError
from detente.record import Read, Row, document_rows

DOCUMENTS = 1_000
"""Inputs of a shard, if no other number is asked for."""

_CHARACTERS = 20_000_000
"""Text of a shard's rows after which the next begins: a shard is handed from process to process."""

_DONE, _FAILED = ".done", "failed.jsonl"

Reader = Callable[[Item], Read]
"""Reads one input. Raises SourceError when it is no document."""


class Shard(NamedTuple):
    """Some inputs, and which shard of the run they are, from 0."""

    number: int
    items: tuple[Item, ...]

    def key(self, head: str) -> str:
        """What a shard is known by: the hash of its inputs and of ``head``, which says how they are read."""
        digest = hashlib.sha256(head.encode())
        for item in self.items:
            digest.update("\x1f".join(("\n", item.name, item.id, item.sha256, item.failed)).encode())
        return digest.hexdigest()


class Task(NamedTuple):
    """A shard that is to be read into the folder ``place``, known by its ``key``."""

    shard: Shard
    place: Path
    key: str


class Done(NamedTuple):
    """A shard that was read: its key, the hash of its files, how many inputs it had, and how many were set aside."""

    key: str
    sha256: str
    inputs: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All shards of a run. ``head`` is what the manifest says of how they are read, ``given`` the inputs as named.

    ``aside`` are rows of the user's reference that could not be used, with the reason; ``size`` the inputs of a shard.
    """

    head: Mapping[str, Any]
    given: Sequence[str]
    size: int
    shards: Sequence[tuple[str, int]]
    aside: Mapping[str, str]

    @property
    def inputs(self) -> int:
        """How many inputs there are."""
        return sum(inputs for _, inputs in self.shards)

    def same(self, other: Plan) -> bool:
        """Whether both read the same in the same way."""
        return (self.head, self.shards, self.aside) == (other.head, other.shards, other.aside)

    def write(self, folder: Path) -> None:
        """Puts the plan into the folder of the shards. Raises RecordError when it cannot."""
        told = {name: getattr(self, name) for name in self.__slots__}
        building = folder / f".plan.{os.getpid()}.building"
        try:
            building.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
            building.replace(folder / "plan.json")
        except OSError as error:
            raise storing.unwritten(folder, error) from error

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """The plan in the folder of the shards, if there is one that can be read."""
        try:
            told = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
            return cls(**told | {"shards": [(key, inputs) for key, inputs in told["shards"]]})
        except (OSError, ValueError, TypeError, KeyError):
            return None


def split(items: Iterable[Item], size: int = DOCUMENTS) -> Iterator[Shard]:
    """The inputs in shards of ``size``, fewer where their text is long."""
    held: list[Item] = []
    number = weight = 0
    for item in items:
        held.append(item)
        weight += len(item.row.get("text", "")) + len(item.raw)
        if len(held) == size or weight >= _CHARACTERS:
            yield Shard(number, tuple(held))
            held, number, weight = [], number + 1, 0
    if held:
        yield Shard(number, tuple(held))


def place(folder: Path, number: int) -> Path:
    """Where a shard stands among the others."""
    return folder / f"{number:05d}"


def read(task: Task, reader: Reader) -> None:
    """Reads a shard, in the order of its inputs. Raises RecordError when its folder cannot be written."""
    failed: list[Mapping[str, str]] = []

    def rows() -> Iterator[Row]:
        for item in task.shard.items:
            try:
                yield from document_rows(reader(item))
            except SourceError as error:
                failed.append({"input": item.place, "reason": str(error)})

    with _whole(task, failed) as building:
        storing.store(building, rows())


def share(place: Path, key: str, rows: Iterable[Row]) -> None:
    """Stores what a record holds whatever its documents are, unless it is there."""
    task = Task(Shard(0, ()), place, key)
    if not done(place, key):
        with _whole(task, []) as building:
            storing.store(building, rows)


def assemble(task: Task, parts: Sequence[Path]) -> None:
    """A shard of what was read one input at a time."""
    with _whole(task, list(failures(parts))) as building:
        storing.join(parts, building)


def failures(places: Iterable[Path]) -> Iterator[Mapping[str, str]]:
    """The ``input`` and ``reason`` of all that some shards set aside."""
    for folder in places:
        with (folder / _FAILED).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def done(place: Path, key: str) -> Done | None:
    """What became of a shard if it is read, by this key, and its files are whole."""
    try:
        found = Done(**json.loads((place / _DONE).read_text(encoding="utf-8")))
        return found if found.key == key and found.sha256 == _digest(place) else None
    except (OSError, ValueError, TypeError):
        return None


def sweep(folder: Path) -> None:
    """Clears away what an interrupted run left half-written. No other may be writing there."""
    for left in folder.glob(".*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


@contextlib.contextmanager
def _whole(task: Task, failed: Sequence[Mapping[str, str]]) -> Iterator[Path]:
    """A new folder that takes the shard's place when all is in it."""
    building = task.place.with_name(f".{task.place.name}.{os.getpid()}.building")
    try:
        shutil.rmtree(building, ignore_errors=True)
        task.place.parent.mkdir(parents=True, exist_ok=True)
        yield building
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in failed)
        (building / _FAILED).write_text("".join(lines), encoding="utf-8")
        told = Done(task.key, _digest(building), len(task.shard.items), len(failed))
        (building / _DONE).write_text(json.dumps(told._asdict()) + "\n", encoding="utf-8")
        _move(building, task)
    except OSError as error:
        raise storing.unwritten(task.place, error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _move(building: Path, task: Task) -> None:
    if task.place.exists():
        shutil.rmtree(task.place, ignore_errors=True)
    try:
        building.replace(task.place)
    except OSError as error:
        if not done(task.place, task.key):  # else another machine was quicker
            raise RecordError(f"{task.place}: cannot be put in its place ({error.strerror}).") from error


def _digest(folder: Path) -> str:
    """The hash of a shard's files."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.name != _DONE:
            digest.update(path.name.encode())
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    return digest.hexdigest()
