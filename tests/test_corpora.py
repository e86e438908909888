"""Collections: what their rows say, what is set aside, and what ends a file with its reason."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from detente import corpora, text
from detente.corpora import Corpus, Item
from detente.errors import SourceError
from detente.model import Period

ROWS = [
    {"id": "a1", "headline": "Accession", "publish_date": "2023-04-04T10:00:00Z", "link": "https://a.example/1",
     "source": "The Daily", "body": "Finland joined NATO."},
    {"id": "a2", "headline": "", "publish_date": "2023-05", "link": "", "source": "",
     "body": "Chile left, “so”.\nPeru stayed."},
]  # fmt: skip


def jsonl(rows: Sequence[Any]) -> bytes:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()


def table(rows: Sequence[Any], delimiter: str = ",") -> bytes:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue().encode("utf-8-sig")


def parquet(rows: Sequence[Any], path: Path) -> None:
    (path.with_suffix(".lines")).write_bytes(jsonl(rows))
    with duckdb.connect() as store:
        store.execute(f"COPY (SELECT * FROM read_json('{path.with_suffix('.lines')}')) TO '{path}' (FORMAT parquet)")


def write(path: Path, rows: Sequence[Any]) -> Path:
    made = table(rows, "\t" if ".tsv" in path.name else ",") if "sv" in path.name else jsonl(rows)
    if path.suffix == ".parquet":
        parquet(rows, path)
    else:
        path.write_bytes(gzip.compress(made) if path.suffix == ".gz" else made)
    return path


def read(path: Path, **fields: str) -> list[Item]:
    return list(Corpus([str(path)], fields))


# -------------------------------------------------------------------------------------------------------------- fields


@pytest.mark.parametrize("name", ["n.jsonl", "n.ndjson", "n.jsonl.gz", "n.csv", "n.tsv", "n.csv.gz", "n.parquet"])
def test_every_form_gives_the_same_documents(tmp_path: Path, name: str) -> None:
    found = read(write(tmp_path / name, ROWS))
    assert [item.failed for item in found] == ["", ""]
    assert [item.name for item in found] == ["a1", "a2"]
    one, other = map(corpora.document, found)
    assert (one.text, one.source.title, one.source.publisher) == ("Finland joined NATO.", "Accession", "The Daily")
    assert (one.source.url, one.dated) == ("https://a.example/1", Period.of("2023-04-04"))
    assert (other.text, other.dated) == ("Chile left, “so”.\nPeru stayed.", Period.of("2023-05"))
    assert other.source.title == "Chile left, “so”.", "a text without a title has its first line"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2023-04-04", "2023-04-04"),
        ("2023-04-04 10:11:12", "2023-04-04"),
        ("2023", "2023"),
        ("20230404", "2023-04-04"),
        ("20230404101112", "2023-04-04"),
        (1680602400, "2023-04-04"),
        ("1680602400000", "2023-04-04"),
        ("Tue, 04 Apr 2023 10:00:00 GMT", "2023-04-04"),
    ],
)
def test_dates_of_many_forms_are_days(tmp_path: Path, said: object, day: str) -> None:
    item = read(write(tmp_path / "n.jsonl", [{"text": "Chile left.", "date": said}]))[0]
    assert corpora.document(item).dated == Period.of(day)
    assert corpora.document(item, dated=Period.of("1999")).dated == Period.of("1999")


def test_columns_may_be_named_and_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "n.csv", [{"id": "1", "text": "short", "Story": "Chile left.", "date": "no date"}])
    item = read(path, text="story", date="", id="")[0]
    assert (item.failed, item.name) == ("", "n.csv:1")
    assert corpora.document(item).text == "Chile left."
    with pytest.raises(SourceError, match="there is no field words"):
        Corpus([str(path)], {"words": "text"})


def test_a_corpus_gives_the_same_again(tmp_path: Path) -> None:
    write(tmp_path / "n.jsonl", ROWS)
    (tmp_path / "a.txt").write_text("Chile left.", encoding="utf-8")
    corpus = Corpus([str(tmp_path)])
    assert list(corpus) == list(corpus)
    assert [item.name for item in corpus] == ["a.txt", "a1", "a2"]


def test_a_pattern_stands_for_files_and_a_folder_has_no_tables_of_other_things(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.csv", "c.csv"):
        write(tmp_path / name, [ROWS[0] | {"id": name}])
    assert [item.name for item in Corpus([str(tmp_path)])] == ["a.jsonl"]
    assert [item.name for item in Corpus([str(tmp_path / "*.csv")])] == ["b.csv", "c.csv"]
    assert "cannot be opened" in next(iter(Corpus([str(tmp_path / "*.txt")]))).failed


def test_what_a_run_wrote_is_no_input(tmp_path: Path) -> None:
    for name in ("good.txt", "out/report.html", "out/claims.jsonl", "out/manifest.json", "run/shards/plan.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
    write(tmp_path / "run" / "shards" / "d.parquet", ROWS)
    assert [item.name for item in Corpus([str(tmp_path)])] == ["good.txt"]


# --------------------------------------------------------------------------------------------------------- set aside


BAD = [
    ({"id": "x", "text": ""}, "has no text"),
    ({"id": "x", "text": "  \n"}, "has no text"),
    ({"id": "x"}, "has no text"),
    ({"id": "x", "text": ["Chile left."]}, "has no text"),
    ({"id": "x", "text": "Chile left.", "date": "soon"}, "is not a date"),
    ({"id": "x", "text": "Chile left.", "date": "2023-02-31"}, "2023-02-31"),
    ({"id": "a1", "text": "Chile left."}, "has the id a1 of another row"),
    ('{"id": "x", "text": "Chi', "is not JSON"),
    ("[1, 2]", "is no JSON object"),
    ('{"id": "x", "text": "\\ud800"}', "is not Unicode text"),
]


@pytest.mark.parametrize(("row", "says"), BAD, ids=[says for _, says in BAD])
def test_a_bad_row_is_set_aside_and_the_others_are_read(tmp_path: Path, row: Any, says: str) -> None:
    path = write(
        tmp_path / "n.jsonl", [{"id": "a1", "text": "Finland joined."}, row, {"id": "a3", "text": "Peru too."}]
    )
    one, bad, three = read(path)
    assert (one.failed, three.failed) == ("", "")
    assert bad.place == f"{path}, row 2"
    assert bad.failed.startswith(f"{path}, row 2: ")
    assert says in bad.failed
    assert bad.failed.count(". ") >= 1, "what is wrong, and what to do"


def test_a_row_of_other_length_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_bytes(b"id,text\n1,Chile left.\n2\n3,Peru \xff left.\n4,Cuba left.\n")
    found = read(tmp_path / "n.csv")
    assert [item.failed.partition(": ")[2].partition(".")[0] for item in found] == [
        *("", "has 1 cells, its header 2", "is not Unicode text", "")
    ]


def test_the_same_row_twice_is_read_once(tmp_path: Path) -> None:
    one, again = read(write(tmp_path / "n.jsonl", [{"text": "Chile left."}] * 2))
    assert one.failed == ""
    assert "is the same document as another" in again.failed


# --------------------------------------------------------------------------------------------------------- bad files


def cut(path: Path) -> Path:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    return path


def many(count: int) -> list[dict[str, str]]:
    return [{"id": str(n), "text": f"Chile left {n * 7919 % 1009} of {n}."} for n in range(count)]


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("cut.jsonl.gz", lambda path: cut(write(path, many(2000))), "is damaged or cut short"),
        ("cut.csv.gz", lambda path: cut(write(path, many(2000))), "is damaged or cut short"),
        ("none.jsonl.gz", lambda path: path.write_bytes(b"no gzip"), "is damaged or cut short"),
        ("cut.parquet", lambda path: cut(write(path, ROWS)), "is damaged or no Parquet file"),
        ("none.parquet", lambda path: path.write_bytes(b"no Parquet"), "is damaged or no Parquet file"),
        ("column.jsonl", lambda path: write(path, [{"id": 1, "words": "x"}]), "has no column for the text"),
        ("column.csv", lambda path: write(path, [{"id": 1, "words": "x"}]), "it has id, words"),
        ("column.parquet", lambda path: write(path, [{"id": 1, "words": "x"}]), "it has id, words"),
        ("empty.jsonl", lambda path: path.write_bytes(b""), "holds no JSON objects"),
        ("empty.csv", lambda path: path.write_bytes(b""), "it has none"),
        ("missing.jsonl", lambda path: path, "cannot be opened"),
        ("missing.parquet", lambda path: path, "cannot be opened"),
        ("round.jsonl", lambda path: path.symlink_to(path), "cannot be opened (Too many levels of symbolic links)"),
        ("round.txt", lambda path: path.symlink_to(path), "cannot be opened (Too many levels of symbolic links)"),
    ],
)
def test_a_bad_file_ends_with_its_reason_and_the_rest_goes_on(
    tmp_path: Path, name: str, make: Callable[[Path], object], says: str
) -> None:
    make(tmp_path / name)
    good = write(tmp_path / "good.csv", [{"id": "good", "text": "Peru left."}])
    *_, bad, last = Corpus([str(tmp_path / name), str(good)])
    assert bad.place == str(tmp_path / name)
    assert says in bad.failed
    assert bad.failed.count(". ") >= 1, "what is wrong, and what to do"
    assert (last.name, last.failed) == ("good", "")


def test_what_came_before_the_damage_is_used(tmp_path: Path) -> None:
    *rows, bad = read(cut(write(tmp_path / "n.jsonl.gz", many(2000))))
    assert len(rows) > 500
    assert {item.failed for item in rows} == {""}
    assert f"{len(rows):,} rows before were used" in bad.failed


def test_a_file_packed_to_harm_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpora, "_SMALL", 100_000)
    (tmp_path / "n.jsonl.gz").write_bytes(gzip.compress(jsonl([{"text": "x"}]) + b" \n" * 5_000_000))
    assert "unpacks to more than 200 times its size" in read(tmp_path / "n.jsonl.gz")[-1].failed
    monkeypatch.setattr(corpora, "LINE", 50)
    (tmp_path / "m.jsonl").write_bytes(jsonl([{"text": "x" * 60}]))
    assert "has a line of more than 50 bytes" in read(tmp_path / "m.jsonl")[-1].failed


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Chile left.", encoding="utf-8")
    item = read(path)[0]
    path.write_text("Peru left.", encoding="utf-8")
    with pytest.raises(SourceError, match="changed while it was read"):
        corpora.document(item)


@pytest.mark.parametrize("name", ["n.jsonl", "n.csv.gz", "n.parquet"])
def test_rows_are_streamed(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, [{"id": n, "text": f"Chile left {n}. " * 300} for n in range(4000)])
    corpus = iter(Corpus([str(path)]))
    list(itertools.islice(corpus, 100))
    tracemalloc.start()
    assert sum(1 for item in corpus if not item.failed) == 3900
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000, "the collection is 20 MB"


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(b"Chile left.")

    monkeypatch.setattr(text.sys, "stdin", Input)
    corpus = Corpus(["-"])
    assert [corpora.document(item).text for item in (*corpus, *corpus)] == ["Chile left."] * 2
