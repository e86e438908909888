"""What a record has on a pair: parts, names, times, sources; on one article, on reference alone, and as a command."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from detente import cli, dyads, measuring, record, storing
from detente.errors import RecordError
from detente.notebook import Record


@pytest.fixture(scope="module")
def packaged() -> Iterator[record.Record]:
    with storing.packaged() as store:
        yield store


def test_a_pair_by_name_or_code_in_either_order(made: Record) -> None:
    one, other = made.dyad("India", "PAK"), made.dyad("Pakistan", "ind".upper())
    assert one.actors == ("IND", "PAK")
    assert other.actors == ("PAK", "IND")
    assert {part: len(rows) for part, rows in one.parts.items()} == {
        part: len(rows) for part, rows in other.parts.items()
    }
    turn = {"a to b": "b to a", "b to a": "a to b", "both": "both"}
    ways = {row["event_id"]: row["direction"] for row in other.parts["events"]}
    assert {row["event_id"]: turn[row["direction"]] for row in one.parts["events"]} == ways


def test_a_text_and_the_reference_tell_of_one_treaty(made: Record) -> None:
    signed = [row for row in made.dyad("IND", "PAK", first="1960", last="1960").parts["agreements"] if row["claims"]]
    assert any(row["n_documents"] == 1 and row["n_reports"] > 1 for row in signed)


def test_rows_are_in_time_order_within_the_time_asked_and_have_sources(packaged: record.Record) -> None:
    found = dyads.dyad(packaged.ask, "United States", "Russia", first="2014", last="2020-06")
    rows = found.rows()
    dates = [row["start_date"] for row in rows]
    assert dates == sorted(dates)
    assert dates[0] >= "2014"
    assert dates[-1][:7] <= "2020-06"
    assert {row["part"] for row in rows} == set(dyads.PARTS)
    assert all(row["sources"] and all(row["sources"]) and row["what"] for row in rows)
    assert sum(sum(parts.values()) for parts in found.by_year.values()) == len(rows)
    assert found.n_reports >= sum("n_reports" in row for part in found.parts.values() for row in part)


def test_a_forerunner_that_the_record_has_is_named(packaged: record.Record) -> None:
    assert dyads.earlier(packaged.ask, dyads.dyad(packaged.ask, "USA", "RUS")) == ["SUN"]
    assert dyads.earlier(packaged.ask, dyads.dyad(packaged.ask, "BRA", "ARG")) == []


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [("Atlantis", "PAK", "no actor 'Atlantis'"), ("India", "IND", "no dyad"), ("", "IND", "no actor ''")],
)
def test_what_is_no_pair_is_said(made: Record, a: str, b: str, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        made.dyad(a, b)


def test_a_record_without_the_views_is_said_to_be_old() -> None:
    def old(sql: str, _params: Any = ()) -> list[dict[str, Any]]:
        return [{"id": "x"}] if "actors" in sql else []

    with pytest.raises(RecordError, match=r"no view dyad_events.*detente read"):
        dyads.dyad(old, "USA", "RUS")


def test_imported_events_are_asked_and_linked_like_others(tmp_path: Path) -> None:
    path = tmp_path / "record.duckdb"
    storing.write(path)
    with duckdb.connect(str(path)) as store:
        for number, (source, target, day) in enumerate(
            [("KENGOV", "SOMMIL", "2011-10-16"), ("KEN", "SOM", "2011-10-16"), ("SOM", "KEN", "2011-10-18")]
        ):
            cells = f"'imported', 'i{number}', '{day}', '{day}', ['{source}'], ['{target}'], 'ASSAULT'"
            names = "origin, claim_id, start_date, end_date, source, target, type"
            store.execute(f"INSERT INTO event ({names}) VALUES ({cells})")
        storing.link(store, tmp_path)
    store = Record(path)
    events = store.dyad("Kenya", "Somalia").parts["events"]
    counted = store.ask("SELECT r.origin, count(*) AS n FROM event_reports r GROUP BY r.origin")
    series = measuring.measure(store.ask, "quad_counts", dyad=("KEN", "SOM"))
    store.close()
    assert [(row["direction"], row["n_reports"]) for row in events] == [("a to b", 2), ("b to a", 1)]
    assert counted == [{"origin": "imported", "n": 3}]
    assert series.counted == {"events": 2, "reports": 3}


def run(*given: str) -> Any:
    return CliRunner().invoke(cli.app, ["dyad", *given])


def test_the_command_prints_csv_and_says_how_much(folder: Path) -> None:
    done = run("India", "Pakistan", str(folder), "--from", "1960", "--to", "1960")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.exit_code == 0
    assert tuple(rows[0]) == dyads.COLUMNS
    assert any("article.txt" in row["sources"] for row in rows)
    assert "IND and PAK: " in done.stderr
    assert "By year: 1960: " in done.stderr
    assert run("India", "Pakistan", str(folder), "--quiet").stderr == ""


def test_the_command_without_a_record_asks_the_reference_and_gives_json() -> None:
    found = json.loads(run("Egypt", "Israel", "--from", "1978", "--to", "1979", "--json").stdout)
    assert [actor["name"] for actor in found["actors"]] == ["Egypt", "Israel"]
    assert set(found) >= {*dyads.PARTS, "by_year", "n_reports"}
    assert found["agreements"]


def test_a_wrong_date_is_a_wrong_call(folder: Path) -> None:
    assert run("IND", "PAK", str(folder), "--from", "May").exit_code == cli.USAGE
