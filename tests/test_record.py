"""The record on disk: its tables, its questions, its files, and that a second run gives the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente import exporting, record, scaling, storing
from detente.errors import RecordError
from detente.model import Period
from detente.notebook import Record
from detente.record import TABLES, kind_columns
from detente.shelf import shelf

KINDS = shelf("kinds")


def columns(made: Record, table: str) -> dict[str, str]:
    rows = made.ask("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ?", [table])
    return {row["column_name"]: row["data_type"] for row in rows}


# --------------------------------------------------------------------------------------------------------------- tables


def test_there_is_a_table_for_all_that_the_codebook_lists_and_no_other(made: Record) -> None:
    rows = made.ask("SELECT table_name FROM information_schema.tables")
    assert {row["table_name"] for row in rows} == {*TABLES, *KINDS, *storing.view_columns()}


def test_the_views_have_the_columns_that_the_codebook_lists(made: Record) -> None:
    for name, expected in storing.view_columns().items():
        assert columns(made, name) == expected


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_of_every_record_have_their_columns(made: Record, table: str) -> None:
    assert columns(made, table) == dict(column.split(" ") for column in TABLES[table].split(", "))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kinds_table_has_the_columns_of_its_body(made: Record, kind: str) -> None:
    assert columns(made, kind) == kind_columns(KINDS[kind])


def test_each_claim_has_a_finding_and_a_row_in_its_kinds_table(made: Record) -> None:
    claims = made.ask("SELECT id, kind FROM claims")
    assert claims
    assert {row["id"] for row in claims} == {row["claim_id"] for row in made.ask("SELECT claim_id FROM findings")}
    for kind in {row["kind"] for row in claims}:
        rows = made.ask(f"SELECT claim_id FROM \"{kind}\" WHERE origin = 'text'")
        assert {row["claim_id"] for row in rows} == {row["id"] for row in claims if row["kind"] == kind}


def test_quotes_are_the_words_of_the_document_and_can_be_found_again(made: Record) -> None:
    sql = "SELECT c.*, d.text FROM claims c JOIN documents d ON d.id = c.document_id"
    for row in made.ask(sql):
        assert row["quote"] == row["text"][row["start_char"] : row["end_char"]]
        assert row["prefix"] + row["quote"] + row["suffix"] in row["text"]


def test_every_row_of_the_shelf_is_in_the_record_with_its_source(made: Record) -> None:
    assert made.ask("SELECT count(*) AS n FROM reference")[0]["n"] == len(record.reference_rows())
    lost = "SELECT count(*) AS n FROM reference r LEFT JOIN sources s ON s.id = r.source_id WHERE s.id IS NULL"
    assert made.ask(lost)[0]["n"] == 0
    for kind in KINDS:
        rows = made.ask(f"SELECT count(*) AS n FROM \"{kind}\" WHERE origin = 'reference'")
        assert rows[0]["n"] == sum(row.claim.kind == kind for row in record.reference_rows())


def test_what_findings_point_at_is_there(made: Record) -> None:
    sql = (
        "SELECT count(*) AS n FROM (SELECT unnest(against) AS id FROM findings) f "
        "WHERE id NOT IN (SELECT id FROM reference) AND id NOT IN (SELECT id FROM claims)"
    )
    assert made.ask(sql)[0]["n"] == 0


# ------------------------------------------------------------------------------------------------------------ questions


def test_questions_take_parameters_and_answer_in_dicts(made: Record) -> None:
    assert made.ask("SELECT ? + 1 AS sum, 'x' AS word", [2]) == [{"sum": 3, "word": "x"}]
    assert made.ask("SELECT 1 AS n WHERE false") == []


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT * FROM nowhere", "SELECT nothing FROM claims", "SELECT 'x'::INT"])
def test_a_wrong_question_is_answered_with_its_fault(made: Record, sql: str) -> None:
    with pytest.raises(RecordError, match=r"(?s)the query failed: .*See docs/codebook\.md") as failed:
        made.ask(sql)
    assert "Error" in str(failed.value)


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM claims", "DROP TABLE claims", "CREATE TABLE more (n INT)", "INSERT INTO sources (id) VALUES ('x')"],
)
def test_asking_changes_nothing(made: Record, sql: str) -> None:
    before = made.ask("SELECT count(*) AS n FROM claims")
    with pytest.raises(RecordError, match="read-only"):
        made.ask(sql)
    assert made.ask("SELECT count(*) AS n FROM claims") == before


@pytest.mark.parametrize("sql", ["SELECT * FROM read_csv('{path}')", "COPY claims TO '{path}'", "ATTACH '{path}'"])
def test_asking_reaches_no_other_file(made: Record, tmp_path: Path, sql: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(RecordError, match="the query failed"):
        made.ask(sql.format(path=path))
    assert path.read_text(encoding="utf-8") == "a\n1\n"


def test_two_can_read_one_record(folder: Path) -> None:
    one, other = record.Record(folder / "record.duckdb"), record.Record(folder / "record.duckdb")
    assert one.ask("SELECT count(*) FROM claims") == other.ask("SELECT count(*) FROM claims")
    one.close()
    assert other.ask("SELECT 1 AS n") == [{"n": 1}]
    other.close()


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record there"):
        record.Record(tmp_path / "record.duckdb")
    (tmp_path / "record.duckdb").write_text("no database", encoding="utf-8")
    with pytest.raises(RecordError, match="is not a record"):
        record.Record(tmp_path / "record.duckdb")


def test_a_record_is_never_half_written(tmp_path: Path, folder: Path) -> None:
    target = tmp_path / "record.duckdb"
    target.mkdir()  # so that the last step, moving the file to its place, fails
    (target / "something").write_text("", encoding="utf-8")
    with pytest.raises(RecordError, match="cannot be written"):
        storing.build(target, tmp_path / "shared", [])
    assert [path.name for path in tmp_path.iterdir()] == ["record.duckdb"]


# ----------------------------------------------------------------------------------------------------------- the files


def test_the_interchange_form_has_every_field_in_text_order(folder: Path) -> None:
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert rows
    assert all(tuple(row) == tuple(exporting.FIELDS) for row in rows)
    assert [(row["start"], row["end"]) for row in rows] == sorted((row["start"], row["end"]) for row in rows)
    assert all(row["doc"] == "article.txt" for row in rows)
    assert "" not in [value for row in rows for value in row.values()]


def test_the_interchange_form_says_what_holds_and_by_whom(folder: Path) -> None:
    rows = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    joined = next(row for row in rows if row["kind"] == "membership")
    assert joined["verdict"] == "supported"
    assert joined["quote"].startswith("Finland joined NATO")
    assert joined["evidence_source"]
    assert 0 <= joined["confidence"] <= 1
    assert all(row["explanation"] for row in rows)
    assert all(row["evidence_source"] for row in rows if row["method"] == "reference")


def test_the_manifest_says_what_a_run_was_made_of(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["datasets"]) == set(shelf("datasets"))
    assert manifest["options"]["dated"] == "2026-01"
    assert manifest["counts"]["documents"] == 1
    assert manifest["inputs"][0]["name"] == "article.txt"
    assert manifest["model"]["version"] != "not installed"
    assert sum(manifest["counts"]["verdicts"].values()) == manifest["counts"]["claims"]


def test_a_second_run_gives_the_same_bytes(article: Path, folder: Path, tmp_path: Path) -> None:
    scaling.run([str(article)], out=tmp_path, options=scaling.Options(dated=Period.of("2026-01"))).record.close()
    for name in ("claims.jsonl", "manifest.json", "report.html"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name
    with_ids = "SELECT id FROM claims ORDER BY id"
    again, before = record.Record(tmp_path / "record.duckdb"), record.Record(folder / "record.duckdb")
    assert again.ask(with_ids) == before.ask(with_ids)
    again.close()
    before.close()
    assert not list(tmp_path.glob("*.building"))
