"""Shards over the cores of one machine: what is stuck or kills its process is found and set aside, the rest is read."""

from __future__ import annotations

import functools
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, NoReturn

from pebble import ProcessExpired, ProcessPool

from detente import shards
from detente.corpora import Item
from detente.errors import DetenteError, SourceError
from detente.record import Read
from detente.shards import Reader, Shard, Task

_RECYCLED = 20
"""Shards after which a process makes way for a new one, so that what parsers remember does not add up."""


class Limits(NamedTuple):
    """How many processes, and how many seconds a shard may take, and an input that is read by itself."""

    jobs: int
    shard: float = 3_600
    alone: float = 300


def through(tasks: Iterable[Task], *, make: Callable[[], Reader], limits: Limits, told: Callable[[Task], None]) -> None:
    """Reads every shard; ``told`` of each that is done. ``make`` is called once in each process, which it must reach.

    A shard that takes too long, or whose process dies or fails, is read again one input at a time, and what fails then
    is set aside with the reason. Raises RecordError when results cannot be written; shards that are done stay.
    """
    begin = functools.partial(_begin, make, os.getpid())
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=limits.jobs, max_tasks=_RECYCLED, initializer=begin, context=spawn)
    try:
        _Work(pool, limits, told).all(tasks)
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.join()


class _Work:
    """What is under way: each shard, and each input of one that failed."""

    def __init__(self, pool: ProcessPool, limits: Limits, told: Callable[[Task], None]) -> None:
        self._pool, self._limits, self._told = pool, limits, told
        self._under_way: dict[Future[None], tuple[Task, Task | None]] = {}
        self._left: dict[Path, int] = {}

    def all(self, tasks: Iterable[Task]) -> None:
        for task in tasks:
            self._start(task)
            while len(self._under_way) > self._limits.jobs:  # one waits for the next free process, no more
                self._settle()
        while self._under_way:
            self._settle()

    def _start(self, task: Task, whole: Task | None = None) -> None:
        seconds = self._limits.alone if whole else self._limits.shard
        self._under_way[self._pool.schedule(_read, args=(task,), timeout=seconds)] = (task, whole)

    def _settle(self) -> None:
        for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
            task, whole = self._under_way.pop(future)
            failed = self._failed(future, self._limits.alone if whole else self._limits.shard)
            if whole:
                if failed:
                    items = tuple(replace(item, failed=f"{item.place}: {failed}") for item in task.shard.items)
                    shards.read(task._replace(shard=Shard(0, items)), _refuse)
                self._part(whole)
            elif failed:
                self._apart(task)
            else:
                self._told(task)

    def _apart(self, task: Task) -> None:
        """Reads a shard again, one input at a time."""
        parts = [
            Task(Shard(0, (item,)), place, f"{task.key}.{n}")
            for n, (item, place) in enumerate(zip(task.shard.items, _parts(task), strict=True))
        ]
        self._left[task.place] = 1
        for part in parts:
            if not shards.done(part.place, part.key):
                self._left[task.place] += 1
                self._start(part, task)
        self._part(task)

    def _part(self, whole: Task) -> None:
        """Notes that a part of a shard is done; with the last one the shard is."""
        self._left[whole.place] -= 1
        if not self._left[whole.place]:
            shards.assemble(whole, _parts(whole))
            shutil.rmtree(_parts(whole)[0].parent, ignore_errors=True)
            self._told(whole)

    @staticmethod
    def _failed(future: Future[None], seconds: float) -> str:
        """Why something was not read; empty if it was."""
        try:
            future.result()
        except DetenteError:  # of the disk or the reference data, not of one document
            raise
        except TimeoutError:
            return f"took longer than {seconds:g} seconds. Leave it out, or give it more time with --timeout."
        except ProcessExpired as error:
            return f"ended the process that read it (exit code {error.exitcode}). Leave it out, or give it as text."
        except Exception as error:
            return f"cannot be read ({type(error).__name__}: {error}). Leave it out, or give it as text."
        return ""


def _parts(task: Task) -> list[Path]:
    """Where the inputs of a shard stand that are read by themselves."""
    return [task.place.with_name(f"{task.place.name}.parts") / f"{n:05d}" for n in range(len(task.shard.items))]


def _refuse(item: Item) -> NoReturn:
    raise SourceError(item.failed)


# ------------------------------------------------------------------------------------------------- in another process


_HELD: list[tuple[Reader, int]] = []


def _begin(make: Callable[[], Reader], parent: int) -> None:
    _HELD[:] = [(make(), parent)]


def _read(task: Task) -> None:
    shards.read(task, _one)


def _one(item: Item) -> Read:
    reader, parent = _HELD[0]
    if os.getppid() != parent:  # whoever asked is gone
        os._exit(1)
    return reader(item)
