"""Many documents through the house: read, checked, recorded and reported, what fails set aside with its reason.

A run is cut into shards. They are read in this process, by a pool of processes, or by many machines, a part of the
shards each; then the record, the claims and the report are made of them, the same whoever read them.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import itertools
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from detente import (
    actors,
    checking,
    corpora,
    exporting,
    facts,
    holdings,
    manifests,
    own_reference,
    parse,
    pool,
    reading,
    record,
    reporting,
    roster,
    shards,
    sheets,
    storing,
    tables,
    tabular,
    text,
)
from detente.errors import RecordError, SourceError
from detente.manifests import Options
from detente.model import Document
from detente.shards import Plan, Reader, Task

__all__ = ["Options", "Part", "Run", "Step", "Work", "merge", "one", "part", "reference", "run"]

Step = Callable[[str, int, int], None]
"""Told what goes on: the name of the input, how many are done, how many there are."""

FEW = 100
"""Inputs up to which a run is not worth another process."""

_SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How a run is carried out, which changes nothing of what comes out.

    ``jobs`` processes, none but this one for 0; ``size`` inputs a shard; ``seconds`` that a shard may take, and
    ``alone`` an input that is read by itself. ``say`` is told in a sentence what the user should know beforehand,
    ``step`` what goes on.
    """

    jobs: int = 0
    size: int = shards.DOCUMENTS
    seconds: float = 3_600
    alone: float = 300
    say: Callable[[str], None] = lambda _: None
    step: Step = lambda *_: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run made: the folder, the record, and which inputs could not be read, with the reason.

    Of many failures the first ``manifests.LISTED`` are told; ``failures`` is how many there are.
    """

    out: Path
    record: record.Record
    failed: Mapping[str, str] = field(default_factory=dict)
    failures: int = 0


class Part(NamedTuple):
    """What a machine read of a run: the folder, its shards and the documents in them, and all there are of both."""

    out: Path
    shards: int
    inputs: int
    of_shards: int
    of_inputs: int


def run(paths: Sequence[str], *, out: Path, options: Options = Options(), work: Work = Work()) -> Run:  # noqa: B008
    """Reads every input, checks it, and writes the output folder. Raises SourceError when nothing could be read.

    An input that cannot be read is set aside in ``quarantine.jsonl``; the others go on. Files are written beside their
    place and moved there when complete. A run of several shards that was interrupted goes on where it was, if it is the
    same: shards of other inputs or options are read anew.
    """
    job = _Job(paths, out, options, work)
    try:
        shards.sweep(job.folder)
        job.read(range(len(job.plan.shards)))
        work.step("", job.plan.inputs, job.plan.inputs)
        return _finish(out, job.plan, [job.folder])
    finally:
        if len(job.plan.shards) < 2:
            shutil.rmtree(job.folder, ignore_errors=True)


def part(
    paths: Sequence[str],
    which: tuple[int, int],
    *,
    out: Path,
    options: Options = Options(),  # noqa: B008 - it is frozen
    work: Work = Work(),
) -> Part:
    """Reads part ``which[0]``, from 1, of ``which[1]`` parts of a run's shards into ``out``, for ``merge``."""
    job = _Job(paths, out, options, work)
    numbers = range(which[0] - 1, len(job.plan.shards), which[1])
    job.read(numbers)
    mine = sum(job.plan.shards[number][1] for number in numbers)
    return Part(out, len(numbers), mine, len(job.plan.shards), job.plan.inputs)


def merge(folders: Sequence[Path], *, out: Path | None = None) -> Run:
    """Makes the output folder, by default the first one, of the parts of a run. Raises RecordError when any lack."""
    plans = {folder: Plan.read(folder / "shards") for folder in folders}
    for folder, plan in plans.items():
        if plan is None:
            hint = "Make one with: detente read CORPUS --shard 1/2 --out FOLDER."
            raise RecordError(f"{folder}: holds no parts of a run.", hint=hint)
        if not plan.same(first := next(filter(None, plans.values()))):
            differing = next(manifests.differences(first.head, plan.head), "other inputs")
            words = f"{folder}: is of another run than {folders[0]} ({differing})."
            raise RecordError(words, hint="Read all parts with one version, the same options and the same inputs.")
    _make(out or folders[0])
    return _finish(out or folders[0], first, [folder / "shards" for folder in folders])


class _Job:
    """A run that is planned: its inputs counted and known by their hashes, its folder ready."""

    def __init__(self, paths: Sequence[str], out: Path, options: Options, work: Work) -> None:
        self._corpus, self._options, self._work = corpora.Corpus(paths, options.fields), options, work
        _make(out)
        self.folder = out / "shards"
        head = manifests.head(options)
        self._head = hashlib.sha256(json.dumps(head, sort_keys=True).encode()).hexdigest()
        aside = {f"{own.name}, row {row}": why for own in options.own for row, why in own.set_aside.items()}
        keys: list[tuple[str, int]] = []
        for shard in shards.split(self._corpus, work.size):
            keys.append((shard.key(self._head), len(shard.items)))
            self._only = shard  # one shard is not gone through again
        self.plan = Plan(head=head, given=self._corpus.given, size=work.size, shards=keys, aside=aside)
        before = Plan.read(self.folder)
        _make(self.folder)
        if before and not before.same(self.plan):
            what = "inputs" if before.head == head else "options, version or reference data"
            work.say(f"{out} is of a run of other {what}: what does not fit is read anew.")
            for old in range(len(keys), len(before.shards)):
                shutil.rmtree(shards.place(self.folder, old), ignore_errors=True)
        self.plan.write(self.folder)
        rows = (*record.reference_rows(), *(row for own in options.own for row in own.rows))
        sources = [*(own.source for own in options.own), *(item.source for item in options.held)]
        shards.share(self.folder / _SHARED, _shared_key(self.plan), record.shared_rows(rows, sources))

    def read(self, numbers: Sequence[int]) -> None:
        """Reads some shards, those that are not read yet."""
        keys = self.plan.shards
        missing = {n for n in numbers if not shards.done(shards.place(self.folder, n), keys[n][0])}
        total = sum(keys[n][1] for n in numbers)
        left = sum(keys[n][1] for n in missing)
        if left < total:
            self._work.say(f"{total - left:,} of {total:,} documents were read before.")
        if self._work.jobs and left > FEW:
            self._by_pool(missing, total, total - left)
            return
        known = _reader(self._options) if missing else None
        done = itertools.count(total - left)

        def told(item: corpora.Item) -> record.Read:
            self._work.step(item.place, next(done), total)
            assert known is not None
            return known(item)

        for task in self._tasks(missing):
            shards.read(task, told)

    def _by_pool(self, missing: set[int], total: int, before: int) -> None:
        self._work.step("", before, total)
        counted = before

        def told(task: Task) -> None:
            nonlocal counted
            counted += len(task.shard.items)
            self._work.step("", counted, total)

        make = functools.partial(_begin, self._options, actors.used())
        jobs = min(self._work.jobs, len(missing))
        limits = pool.Limits(jobs, self._work.seconds, min(self._work.alone, self._work.seconds))
        pool.through(self._tasks(missing), make=make, limits=limits, told=told)

    def _tasks(self, missing: set[int]) -> Iterator[Task]:
        whole = [self._only] if len(self.plan.shards) == 1 else shards.split(self._corpus, self.plan.size)
        for shard in whole:
            if shard.number in missing:
                task = Task(shard, shards.place(self.folder, shard.number), self.plan.shards[shard.number][0])
                if shard.key(self._head) != task.key:
                    raise SourceError("the inputs changed while they were read.", hint="Read them again.")
                yield task


def _shared_key(plan: Plan) -> str:
    return hashlib.sha256(json.dumps(plan.head, sort_keys=True).encode()).hexdigest()


def _begin(options: Options, own: roster.Roster | None) -> Reader:
    """What a process that reads for another must have loaded."""
    actors.use(own)
    return _reader(options)


def _reader(options: Options) -> Reader:
    known = reference(options.own)

    def read(item: corpora.Item) -> record.Read:
        document = corpora.document(item, dated=options.dated)
        return one(document, item.name, known, model=options.model, held=options.held)

    return read


def reference(own: Sequence[own_reference.OwnTable] = ()) -> facts.Reference:
    """The reference datasets of the shelf, and a user's own rows, ready for look-ups."""
    gc.disable()  # tens of thousands of rows that live as long as the process: the collector need not walk them
    try:
        claims = [row.claim for rows in (record.reference_rows(), *(table.rows for table in own)) for row in rows]
        sources = {**tables.sources(), **{table.source.id: table.source for table in own}}
        plain = tuple(_grid(table.plain, table) for table in own if table.plain)
        known = facts.reference(claims, sources, tables.coverage(), plain)
    finally:
        gc.enable()
    gc.freeze()
    return known


def _grid(sheet: sheets.Sheet, table: own_reference.OwnTable) -> tabular.Grid:
    """A user's plain table, ready for sentences to be held against its rows."""
    lines = [line for line in sheet.lines if line[0] not in table.set_aside]
    return tabular.grid(table.name, sheet.header, lines, ids=[row.claim.id for row in table.rows])


def one(
    document: Document,
    name: str,
    known: facts.Reference,
    *,
    model: str = parse.MODEL,
    held: Sequence[holdings.Held] = (),
) -> record.Read:
    """One document read and checked, also against what fetched sets have on its claims."""
    document, claims = reading.read(document, model=model)
    rows, findings = holdings.rows(claims, held), checking.check(document, claims, known)
    if rows:
        wider = facts.widened(known, (row.claim for row in rows), (item.source for item in held))
        weak = {row.claim.id: row.claim for row in rows if not holdings.refutes(row)}
        triples = zip(claims, findings, checking.check(document, claims, wider), strict=True)
        findings = tuple(checking.settled(*triple, weak) for triple in triples)
    return record.Read(document, name, claims, findings, rows)


# ------------------------------------------------------------------------------------------------------------ the files


def _finish(out: Path, plan: Plan, folders: Sequence[Path]) -> Run:
    """Makes the output files of shards that are all read, in one of the folders each."""
    shared, *places = _found(plan, folders)
    failures = list(itertools.islice(shards.failures(places), manifests.LISTED))
    failed = {row["input"]: row["reason"] for row in failures}
    aside = ({"input": name, "reason": why} for name, why in plan.aside.items())
    lines = (json.dumps(row, ensure_ascii=False) for row in itertools.chain(shards.failures(places), aside))
    _write(out / "quarantine.jsonl", lines)
    unread = sum(1 for _ in shards.failures(places))
    if unread == plan.inputs:
        reasons = (
            " ".join(list(failed.values())[:20]) or f"no files found. détente reads {', '.join(sorted(text.SUFFIXES))}."
        )
        earlier = f"The record in {out} is of an earlier run." if (out / "record.duckdb").is_file() else ""
        raise SourceError(f"nothing could be read: {reasons}", hint=earlier)
    storing.build(out / "record.duckdb", shared, places)
    made = record.Record(out / "record.duckdb")
    result = _write(out / "claims.jsonl", exporting.jsonl(made.each))
    manifest = manifests.whole(plan, made.ask, failed, result)
    _write(out / "manifest.json", [json.dumps(manifest, indent=2, ensure_ascii=False)])
    _write(out / "report.html", [reporting.report(made.ask, meta=manifest)])
    return Run(out=out, record=made, failed=failed, failures=unread)


def _found(plan: Plan, folders: Sequence[Path]) -> Iterator[Path]:
    """Where what all records hold stands, and each shard. Raises RecordError when any is missing or damaged."""
    missing = []
    wanted = [(_SHARED, _shared_key(plan)), *((f"{n:05d}", key) for n, (key, _) in enumerate(plan.shards))]
    for name, key in wanted:
        place = next((folder / name for folder in folders if shards.done(folder / name, key)), None)
        if place:
            yield place
        else:
            missing.append(name)
    if missing:
        named = ", ".join(missing[:20]) + (" …" if len(missing) > 20 else "")
        words = f"{len(missing)} of {len(plan.shards)} shards are not there, or damaged: {named}."
        raise RecordError(words, hint="Read them with the same command as before.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = f"{folder}: cannot be made a folder ({error.strerror})."
        raise RecordError(words, hint="Give another one with --out.") from error


def _write(path: Path, lines: Iterable[str]) -> str:
    """Writes a file beside its place and moves it there; its hash. Without lines there will be no file."""
    building = path.with_name(path.name + ".building")
    digest = hashlib.sha256()
    try:
        with building.open("wb") as file:
            for line in lines:
                content = (line + "\n").encode()
                digest.update(content)
                file.write(content)
        if building.stat().st_size:
            building.replace(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise RecordError(
            f"{path}: cannot be written ({error.strerror}).", hint="Check the disk, or give another folder with --out."
        ) from error
    finally:
        building.unlink(missing_ok=True)
    return digest.hexdigest()
