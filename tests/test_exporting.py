"""Exports: each format read back by other means, nothing half-written, and messages that say what to do."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from detente import cli, exporting
from detente.errors import RecordError
from detente.exporting import datapackage
from detente.notebook import Record

Run = Callable[..., Any]


@pytest.fixture
def run(folder: Path) -> Run:
    def invoke(*options: str | Path) -> Any:
        return CliRunner().invoke(cli.app, ["export", str(folder), *map(str, options)])

    return invoke


def counts(made: Record) -> dict[str, int]:
    names = [row["table_name"] for row in made.ask("SELECT table_name FROM duckdb_tables()")]
    return {name: made.ask(f'SELECT count(*) AS n FROM "{name}"')[0]["n"] for name in names}


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ------------------------------------------------------------------------------------------------------------- one file


def test_jsonl_is_what_reading_writes(made: Record, folder: Path, tmp_path: Path) -> None:
    written = exporting.export(made, "jsonl", tmp_path / "again.jsonl")
    assert written.path.read_bytes() == (folder / "claims.jsonl").read_bytes()
    assert written.rows == {"claims": counts(made)["claims"]}


def test_annotations_point_at_the_words_and_carry_the_finding(made: Record, tmp_path: Path) -> None:
    path = exporting.export(made, "annotations", tmp_path / "a.jsonld").path
    page = json.loads(path.read_text(encoding="utf-8"))
    text = made.ask("SELECT text FROM documents")[0]["text"]
    claims = {f"urn:detente:claim:{row['id']}": row for row in exporting.interchange(made.ask)}
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert [item["id"] for item in page["items"]] == list(claims)
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert re.fullmatch(r"urn:detente:document:[0-9a-f]{16}", item["target"]["source"]["id"])
        said = {body["purpose"]: body for body in item["body"]}
        row = claims[item["id"]]
        assert said["tagging"]["value"] == row["verdict"]
        assert said["assessing"]["value"].startswith(row["explanation"])
        if row["evidence_url"]:
            assert said["linking"]["source"]["id"] == row["evidence_url"]
            assert said["linking"]["source"]["label"]
    assert any("linking" in {body["purpose"] for body in item["body"]} for item in page["items"])


def test_one_file_can_go_to_standard_output(run: Run, folder: Path) -> None:
    assert run("--to", "jsonl", "--out", "-").stdout == (folder / "claims.jsonl").read_text(encoding="utf-8")
    assert json.loads(run("--to", "annotations", "--out", "-").stdout)["items"]
    assert json.loads(run("--to", "claimreview", "--out", "-").stdout)
    assert run("--to", "markdown", "--out", "-").stdout.startswith("# Claims checked: ")
    with pytest.raises(
        RecordError, match=r"'csv' cannot be written.*jsonl, graphml, gexf, timeline, annotations, claimreview"
    ):
        exporting.lines(list, "csv")


def test_a_file_that_is_there_is_replaced_only_by_a_whole_one(
    made: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("before\n", encoding="utf-8")
    monkeypatch.setattr(exporting, "_read_back", lambda *_: 1)
    with pytest.raises(RecordError, match=r"claims\.jsonl: claims reads back 1 rows, expected \d+.*export again"):
        exporting.export(made, "jsonl", path)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [(path.name, "before\n")]


# ---------------------------------------------------------------------------------------------------- a file per table


def test_csv_has_a_file_a_table_with_every_row(made: Record, tmp_path: Path) -> None:
    written = exporting.export(made, "csv", tmp_path / "out")
    assert written.rows == counts(made) | {"checked": counts(made)["claims"]}
    assert {path.name for path in written.path.iterdir()} == {
        *(f"{name}.csv" for name in written.rows),
        "codebook.json",
        "datapackage.json",
    }
    for name, n in counts(made).items():
        assert len(cells(written.path / f"{name}.csv")) == n


def test_csv_keeps_words_lists_and_what_is_missing(made: Record, tmp_path: Path) -> None:
    out = exporting.export(made, "csv", tmp_path / "out").path
    claims = {row["id"]: row for row in made.ask("SELECT * FROM claims")}
    for row in cells(out / "claims.csv"):
        held = claims[row["id"]]
        assert row["quote"] == held["quote"]
        assert row["polarity"] == ("true" if held["polarity"] else "false")
        assert row["value"] == ("" if held["value"] is None else str(held["value"]))
    assert cells(out / "documents.csv")[0]["text"] == made.ask("SELECT text FROM documents")[0]["text"]
    held_against = {row["claim_id"]: row["against"] for row in made.ask("SELECT claim_id, against FROM findings")}
    assert {row["claim_id"]: row["against"] for row in cells(out / "findings.csv")} == {
        key: ";".join(value or ()) for key, value in held_against.items()
    }


def test_csv_has_each_claim_beside_its_verdict_source_and_link(made: Record, tmp_path: Path) -> None:
    out = exporting.export(made, "csv", tmp_path / "out").path
    rows = cells(out / "checked.csv")
    assert [{name: row[name] for name in exporting.FIELDS} for row in rows] == [
        {name: datapackage._cell(value) for name, value in row.items()} for row in exporting.interchange(made.ask)
    ]
    supported = [row for row in rows if row["verdict"] == "supported"]
    assert supported
    for row in supported:
        assert row["evidence_source"], row["quote"]
        assert row["evidence_url"].startswith("https://"), row["quote"]


def test_a_list_whose_items_hold_the_separator_can_be_taken_apart() -> None:
    said = datapackage._cell(["a;b", "c\\d", "e"])
    assert said == r"a\;b;c\\d;e"
    assert [re.sub(r"\\(.)", r"\1", part) for part in re.split(r"(?<!\\);", said)] == ["a;b", "c\\d", "e"]


def test_the_data_package_describes_every_column_of_every_file(made: Record, tmp_path: Path) -> None:
    out = exporting.export(made, "csv", tmp_path / "out").path
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {resource["name"] for resource in package["resources"]} == {*counts(made), "checked"}
    types = {"string": str, "integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__}
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        rows = cells(out / resource["path"])
        with (out / resource["path"]).open(encoding="utf-8") as file:
            assert file.readline().strip() == ",".join(field["name"] for field in fields)
        assert resource["description"], resource["name"]
        for field in fields:
            assert field["description"], f"{resource['name']}.{field['name']}"
            read = types.get(field["type"], str)
            [read(row[field["name"]]) for row in rows if row[field["name"]]]
        for key in resource["schema"].get("primaryKey", ()):
            assert len({row[key] for row in rows}) == len(rows), f"{resource['name']}.{key} is not unique"
        for pointer in resource["schema"].get("foreignKeys", ()):
            there = {
                row[pointer["reference"]["fields"][0]] for row in cells(out / f"{pointer['reference']['resource']}.csv")
            }
            assert {row[pointer["fields"][0]] for row in rows} <= there


@pytest.mark.parametrize("name", ["out", "it's [1]*"])
def test_parquet_has_the_same_tables_with_their_types(made: Record, tmp_path: Path, name: str) -> None:
    written = exporting.export(made, "parquet", tmp_path / name)
    assert written.rows == counts(made) | {"checked": counts(made)["claims"]}
    for table, n in counts(made).items():
        path = written.path / f"{table}.parquet"
        file = pq.ParquetFile(path)
        assert file.metadata.num_rows == n
        if n:
            assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    findings = pq.read_table(written.path / "findings.parquet").to_pylist()
    assert findings == made.ask("SELECT * FROM findings")


def test_an_export_that_fails_leaves_no_files(made: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datapackage, "_csv_rows", lambda *_: 0)
    with pytest.raises(RecordError, match="reads back 0 rows, expected"):
        exporting.export(made, "csv", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


# --------------------------------------------------------------------------------------------------------- the command


@pytest.mark.parametrize("to", exporting.FORMATS)
def test_every_format_has_a_place_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("--to", to)
    assert done.exit_code == 0, done.output
    assert [path.name for path in tmp_path.iterdir()] == [exporting.FORMATS[to]]
    assert f"Export: {exporting.FORMATS[to]} (" in done.stderr
    assert "read back" in done.stderr
    assert done.stdout == ""


def test_json_says_where_and_how_many(run: Run, made: Record, tmp_path: Path) -> None:
    done = run("--to", "csv", "--out", tmp_path / "out", "--json")
    assert json.loads(done.stdout) == {
        "out": str(tmp_path / "out"),
        "rows": counts(made) | {"checked": counts(made)["claims"]},
    }
    assert run("--to", "jsonl", "--out", tmp_path / "c.jsonl", "--quiet").output == ""


def test_what_cannot_be_exported_is_said_with_what_to_do(made: Record, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept.txt").write_text("kept", encoding="utf-8")
    for out, says in (
        (tmp_path / "full", "is there already and is not an empty folder.*another folder with --out"),
        (tmp_path / "full" / "kept.txt", "is there already and is not an empty folder"),
        (tmp_path / "full" / "kept.txt" / "deeper", "cannot be written"),
    ):
        for to in ("csv", "parquet"):
            with pytest.raises(RecordError, match=says):
                exporting.export(made, to, out)
    for out in (tmp_path / "full", tmp_path / "no" / "where.jsonl", tmp_path / "full" / "kept.txt" / "deeper"):
        with pytest.raises(RecordError, match=r"cannot be written.*another place with --out"):
            exporting.export(made, "jsonl", out)
    with pytest.raises(
        RecordError, match=r"'xls' is no format.*jsonl, csv, parquet, sqlite, graphml, gexf, timeline, annot"
    ):
        exporting.export(made, "xls", tmp_path / "x")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["kept.txt"]


def test_a_missing_record_is_said_with_how_to_make_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.app, ["export", str(tmp_path), "--to", "csv"])
    assert isinstance(done.exception, RecordError)
    assert "no record there. Make one with: detente read" in str(done.exception)


def test_a_record_that_lacks_its_findings_is_not_exported_in_part(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    path.write_bytes((folder / "record.duckdb").read_bytes())
    with duckdb.connect(str(path)) as store:
        store.execute("DELETE FROM findings WHERE claim_id = (SELECT min(claim_id) FROM findings)")
    made = Record(path)
    with pytest.raises(RecordError, match=r"reads back \d+ rows, expected"):
        exporting.export(made, "jsonl", tmp_path / "claims.jsonl")
    made.close()
