"""Runs of many documents: shards, the pool that reads them, parts of many machines, and what survives what."""

from __future__ import annotations

import errno
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente import corpora, explaining, pool, record, reporting, scaling, shards, storing, views
from detente.corpora import Item
from detente.errors import RecordError, SourceError
from detente.pool import Limits
from detente.record import Read
from detente.shards import Reader, Shard, Task

TOLD = (
    "Finland joined NATO on 4 April 2023.",
    "Chile and Argentina signed a treaty of peace and friendship on 29 November 1984.",
    "Sweden joined NATO on 7 March 2019.",
    "Japan condemned the launch on 12 May 2022, and India abstained.",
)


LIMITS = Limits(2, 60, 60)


def items(*texts: str) -> tuple[Item, ...]:
    made = ((f"n{n}", told) for n, told in enumerate(texts))
    return tuple(Item(name=n, place=n, sha256=n * 32, id=f"{i:016x}", row={"text": t}) for i, (n, t) in enumerate(made))


def collection(path: Path, count: int) -> Path:
    rows = ({"id": f"n{n:04d}", "text": f"{TOLD[n % 4]} Note {n}.", "date": "2026-01-02"} for n in range(count))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


# ------------------------------------------------------------------------------------------------------------- readers


def plain(marks: str = "") -> Reader:
    """A reader that finds no claims, and fails on the texts that name how."""

    def read(item: Item) -> Read:
        words = item.row["text"]
        if "once" in words and not Path(marks).exists():
            Path(marks).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "dies" in words:
            os.kill(os.getpid(), signal.SIGKILL)
        if "hangs" in words:
            time.sleep(600)
        if "breaks" in words:
            raise ZeroDivisionError("by nothing")
        if "unreadable" in words:
            raise SourceError(f"{item.place}: is unreadable.", hint="Mend it.")
        if "full" in words:
            raise RecordError("the disk is full.", hint="Make room.")
        return Read(corpora.document(item), item.name, (), ())

    return read


def through(folder: Path, *texts: tuple[str, ...], limits: Limits = LIMITS, marks: str = "") -> list[Path]:
    """Reads a shard of each tuple of texts; where they stand."""
    tasks = [Task(Shard(n, items(*each)), shards.place(folder, n), f"key {n}") for n, each in enumerate(texts)]
    told: list[Task] = []
    pool.through(tasks, make=functools.partial(plain, marks), limits=limits, told=told.append)
    assert sorted(task.key for task in told) == [task.key for task in tasks]
    return [task.place for task in tasks]


def documents(places: list[Path], folder: Path) -> list[str]:
    shards.share(folder / "shared", "shared", record.shared_rows(()))
    storing.build(folder / "record.duckdb", folder / "shared", places)
    made = record.Record(folder / "record.duckdb")
    names = [row["name"] for row in made.ask("SELECT name FROM documents ORDER BY rowid")]
    made.close()
    return names


def reasons(places: list[Path]) -> list[str]:
    return [row["reason"] for row in shards.failures(places)]


# ---------------------------------------------------------------------------------------------------------------- pool


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("it hangs", "took longer than 2 seconds"),
        ("it dies", "ended the process that read it (exit code -9)"),
        ("it breaks", "cannot be read (ZeroDivisionError: by nothing)"),
        ("it is unreadable", "is unreadable. Mend it."),
    ],
)
def test_a_bad_document_is_set_aside_and_the_others_of_its_shard_are_read(tmp_path: Path, bad: str, says: str) -> None:
    places = through(tmp_path, ("one", bad, "three"), ("four",), limits=Limits(2, 4, 2))
    assert documents(places, tmp_path) == ["n0", "n2", "n0"]
    assert len(reasons(places)) == 1
    assert says in reasons(places)[0]
    assert reasons(places)[0].startswith("n1: ")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith((".parts", ".building"))] == []


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    places = through(tmp_path, ("one", "dying once", "three"), marks=str(tmp_path / "mark"))
    assert documents(places, tmp_path) == ["n0", "n1", "n2"]
    assert reasons(places) == []


def test_a_full_disk_ends_the_run_and_leaves_what_is_done(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"the disk is full\. Make room\."):
        through(tmp_path, ("one",), ("two",), ("full",), limits=Limits(1))
    assert all(shards.done(shards.place(tmp_path, n), f"key {n}") for n in (0, 1))
    assert not shards.place(tmp_path, 2).exists()


# -------------------------------------------------------------------------------------------------------------- shards


def test_a_shard_ends_at_its_size_or_where_its_text_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_CHARACTERS", 10)
    found = list(shards.split(items("a", "b", "c", "long enough", "d"), 2))
    assert [[item.row["text"] for item in shard.items] for shard in found] == [["a", "b"], ["c", "long enough"], ["d"]]
    assert [shard.number for shard in found] == [0, 1, 2]


def test_a_shard_is_known_by_its_inputs_and_by_how_they_are_read() -> None:
    one, other = Shard(0, items("a", "b")), Shard(0, items("a", "b", "c"))
    assert one.key("head") == Shard(7, items("a", "b")).key("head")
    assert len({one.key("head"), one.key("other head"), other.key("head")}) == 3


def test_a_damaged_shard_is_not_done(tmp_path: Path) -> None:
    task = Task(Shard(0, items("a")), tmp_path / "00000", "key")
    shards.read(task, plain())
    assert shards.done(task.place, "key")
    assert not shards.done(task.place, "another key")
    with (task.place / "documents.parquet").open("ab") as file:
        file.write(b"x")
    assert not shards.done(task.place, "key")


# ---------------------------------------------------------------------------------------------------------------- runs

SIZE = 6


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of three shards, and what an undisturbed run makes of it in ``out``."""
    folder = tmp_path_factory.mktemp("whole")
    collection(folder / "news.jsonl", 16)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        scaling.run(["news.jsonl"], out=folder / "out", work=scaling.Work(size=SIZE)).record.close()
    return folder


def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    made = record.Record(folder / "record.duckdb")
    names = [row["table_name"] for row in made.ask("SELECT table_name FROM duckdb_tables() ORDER BY 1")]
    found = {name: made.ask(f'SELECT * FROM "{name}" ORDER BY ALL') for name in names}
    made.close()
    return found


def assert_same(one: Path, other: Path) -> None:
    for name in ("claims.jsonl", "manifest.json", "report.html"):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    assert tables(one) == tables(other)


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(whole: Path) -> Start:
    """``start(out, …)``: the command over the collection in a process group of its own."""

    def run(out: Path, *more: str) -> subprocess.Popen[bytes]:
        given = [
            sys.executable,
            "-m",
            "detente.cli",
            "read",
            "news.jsonl",
            "--out",
            str(out),
            "--shard-size",
            str(SIZE),
        ]
        return subprocess.Popen([*given, *more], cwd=whole, stderr=subprocess.PIPE, start_new_session=True)

    return run


def test_a_killed_run_goes_on_where_it_was_and_ends_the_same(whole: Path, tmp_path: Path, start: Start) -> None:
    running = start(tmp_path)
    while not (tmp_path / "shards" / "00000").is_dir():
        assert running.poll() is None
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    assert not (tmp_path / "record.duckdb").exists()
    first = (tmp_path / "shards" / "00000" / ".done").stat().st_mtime_ns
    said = start(tmp_path).communicate()[1].decode()
    assert "documents were read before" in said
    assert (tmp_path / "shards" / "00000" / ".done").stat().st_mtime_ns == first, "it was read again"
    assert_same(tmp_path, whole / "out")
    assert [path.name for path in (tmp_path / "shards").glob(".*")] == []


def test_a_pool_gives_what_one_process_gives(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scaling, "FEW", 0)
    monkeypatch.chdir(whole)
    steps: list[tuple[int, int]] = []
    work = scaling.Work(jobs=2, size=SIZE, step=lambda _, done, total: steps.append((done, total)))
    scaling.run(["news.jsonl"], out=tmp_path, work=work).record.close()
    assert_same(tmp_path, whole / "out")
    assert steps[0] == (0, 16)
    assert steps[-1] == (16, 16)


def test_what_is_done_is_not_read_again(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(whole / "out", tmp_path / "out")
    monkeypatch.chdir(whole)
    monkeypatch.setattr(scaling, "one", None)  # nothing is read
    said: list[str] = []
    work = scaling.Work(size=SIZE, say=said.append)
    scaling.run(["news.jsonl"], out=tmp_path / "out", work=work).record.close()
    assert said == ["16 of 16 documents were read before."]
    assert_same(tmp_path / "out", whole / "out")


def test_other_options_begin_anew_and_other_inputs_where_they_differ(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole / "out", tmp_path / "out")
    said: list[str] = []
    work = scaling.Work(size=SIZE, say=said.append)
    collection(tmp_path / "news.jsonl", 13)
    run = functools.partial(scaling.run, [str(tmp_path / "news.jsonl")], out=tmp_path / "out", work=work)
    run().record.close()
    assert "other inputs: what does not fit is read anew" in said[0]
    assert said[1:] == ["12 of 13 documents were read before."]
    said.clear()
    collection(tmp_path / "news.jsonl", 8)
    run().record.close()
    assert said[1:] == ["6 of 8 documents were read before."]
    assert len(tables(tmp_path / "out")["documents"]) == 8
    said.clear()
    run(options=scaling.Options(fields={"title": ""})).record.close()
    assert "other options, version or reference data" in said[0]
    assert said[1:] == []


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)])
def test_parts_of_many_machines_make_what_one_makes(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[int, ...]
) -> None:
    monkeypatch.chdir(whole)
    for n in order:
        made = scaling.part(["news.jsonl"], (n, 3), out=tmp_path / str(n % 2), work=scaling.Work(size=SIZE))
        assert (made.shards, made.of_shards, made.of_inputs) == (1, 3, 16)
        if n == order[0]:
            with pytest.raises(RecordError, match="2 of 3 shards are not there"):
                scaling.merge([made.out])
    assert not (tmp_path / "0" / "record.duckdb").exists()
    scaling.merge([tmp_path / "0", tmp_path / "1"], out=tmp_path / "out").record.close()
    assert_same(tmp_path / "out", whole / "out")


def test_parts_of_different_runs_are_not_put_together(whole: Path, tmp_path: Path) -> None:
    collection(tmp_path / "news.jsonl", 3)
    scaling.part([str(tmp_path / "news.jsonl")], (1, 1), out=tmp_path / "out")
    with pytest.raises(RecordError, match=r"is of another run than .* \(other inputs\)"):
        scaling.merge([whole / "out", tmp_path / "out"])
    with pytest.raises(RecordError, match="holds no parts of a run"):
        scaling.merge([tmp_path])


# ------------------------------------------------------------------------------------------------------------- report


def test_the_report_of_many_documents_shows_the_worst_and_counts_all(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MANY", 10)
    monkeypatch.setattr(views, "CLAIMS", 12)
    made = record.Record(whole / "out" / "record.duckdb")
    wrong = "SELECT document_id FROM claims c JOIN findings f ON f.claim_id = c.id WHERE f.verdict = 'refuted'"
    worst = {row["document_id"] for row in made.ask(wrong)}
    assert len(worst) == 4
    ids = views.chosen(made.ask)
    assert ids is not None
    assert set(ids[:4]) == worst
    assert 4 <= len(ids) < 10
    page = reporting.report(made.ask, meta={})
    claims = made.ask("SELECT count(*) AS n FROM claims")[0]["n"]
    assert (
        f"Of 16 documents the {len(ids)} with the worst findings are shown below; {16 - len(ids)} are left out" in page
    )
    assert f"of {claims} claims" in page
    assert page.count("<article ") == len(ids)
    first = made.ask(f"SELECT id FROM claims WHERE document_id NOT IN ({', '.join(map(repr, ids))}) ORDER BY id")[0][
        "id"
    ]
    assert explaining.explain(made.ask, first)["id"] == first
    assert explaining.explain(made.ask, "1")["document"] in {
        row["name"] for row in views.among(made.ask, ids)("SELECT name FROM documents")
    }
    made.close()


# --------------------------------------------------------------------------------------------------------- replicating


Read_ = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def read(whole: Path) -> Read_:
    """``read(…)``: the command, where the collection is."""

    def run(*given: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "detente.cli", "read", *map(str, given)]
        return subprocess.run(command, cwd=whole, capture_output=True, text=True, check=False)

    return run


def test_a_run_is_replicated_from_its_manifest(whole: Path, tmp_path: Path, read: Read_) -> None:
    done = read("--replicate", whole / "out" / "manifest.json", "--out", tmp_path / "again")
    assert done.returncode == 0, done.stderr
    assert "Replicated: the same claims" in done.stderr
    assert "differs" not in done.stderr
    assert_same(tmp_path / "again", whole / "out")


def test_what_differs_from_a_run_is_told(whole: Path, tmp_path: Path, read: Read_) -> None:
    manifest = json.loads((whole / "out" / "manifest.json").read_text("utf-8"))
    manifest["versions"]["duckdb"] = "0.1"
    manifest["datasets"]["nato"] = {"sha256": "abc"}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    other = collection(tmp_path / "other.jsonl", 5)
    done = read(other, "--replicate", tmp_path / "manifest.json", "--out", tmp_path / "again", "--quiet")
    assert done.returncode == 3
    assert "differs: versions.duckdb: 0.1 then, " in done.stderr
    assert "differs: datasets.nato: abc then, nothing now" in done.stderr
    assert "differs: counts.documents: 16 then, 5 now" in done.stderr
    assert "not replicated" in done.stderr


def test_a_run_is_not_replicated_over_itself_nor_from_anything_else(whole: Path, tmp_path: Path, read: Read_) -> None:
    done = read("--replicate", whole / "out" / "manifest.json", "--out", "out")
    assert (done.returncode, "holds the run to replicate" in done.stderr) == (2, True)
    done = read("--replicate", whole / "news.jsonl", "--out", tmp_path)
    assert (done.returncode, "is no manifest" in done.stderr) == (2, True)


# ---------------------------------------------------------------------------------------------------------- a full disk


@pytest.mark.parametrize("room", ["shard", "record.duckdb", "claims.jsonl", "report.html"])
def test_a_full_disk_is_told_and_loses_nothing(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    shutil.copytree(whole / "out", tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / "shards" / "00001")
    monkeypatch.chdir(whole)
    replaced = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == ("00001" if room == "shard" else room):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replaced(self, target)

    run = functools.partial(scaling.run, ["news.jsonl"], out=tmp_path / "out", work=scaling.Work(size=SIZE))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(RecordError, match=r"(?s)No space left on device.*"):
            run()
    assert tables(tmp_path / "out")["documents"] == tables(whole / "out")["documents"], "the record still opens"
    assert (tmp_path / "out" / "shards" / "00000" / ".done").is_file()
    assert [path.name for path in (tmp_path / "out").rglob("*.building")] == []
    run().record.close()
    assert_same(tmp_path / "out", whole / "out")


def test_a_disk_that_is_truly_full_is_told(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    folder = whole / "full"
    folder.mkdir()
    opened = Path.open

    def full(self: Path, *how: Any, **more: Any) -> Any:
        return opened(Path("/dev/full") if ".lines-" in str(self) else self, *how, **more)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(RecordError, match=r"No space left on device"):
        shards.read(Task(Shard(0, items("a")), folder / "00000", "key"), plain())
    assert list(folder.iterdir()) == []
