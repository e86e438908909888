"""Measures: each example worked by hand, what may be asked, and how the numbers come out of the command and Python."""

from __future__ import annotations

import csv
import io
import itertools
import json
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from detente import cli, coding, measuring, record, storing, tables
from detente.acting import quad_classes
from detente.errors import RecordError
from detente.measures import Ask, Measure, dyadic_index
from detente.notebook import Record
from detente.shelf import shelf

GOLD = Path(__file__).parent / "gold" / "measures"
MEASURES: dict[str, Measure] = dict(shelf("measures"))
QUADS = {f"{a} {b}" for a, b in itertools.product(("verbal", "material"), ("cooperation", "conflict"))}


def example(name: str) -> dict[str, Any]:
    return tomllib.loads((GOLD / f"{name}.toml").read_text(encoding="utf-8"))


def asking(rows: dict[str, list[dict[str, Any]]]) -> Ask:
    """``ask`` over a record in memory with some rows; claims stand in their order and are asserted unless said."""
    store = duckdb.connect()
    storing.make(store)
    usual = {"modality": "asserted", "polarity": True, "document_id": "d"}
    for name in record.TABLES:
        for place, row in enumerate(rows.get(name, ())):
            cells = {**usual, "start_char": place, "end_char": place + 1, **row} if name == "claims" else row
            marks = ", ".join("?" * len(cells))
            store.execute(f'INSERT INTO "{name}" ({", ".join(cells)}) VALUES ({marks})', list(cells.values()))
    with tempfile.TemporaryDirectory() as folder:
        storing.link(store, Path(folder))

    def ask(sql: str, params: Any = ()) -> list[dict[str, Any]]:
        cursor = store.cursor().execute(sql, list(params))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    return ask


@pytest.fixture
def ask() -> Ask:
    return asking(example("quad_counts"))


# ------------------------------------------------------------------------------------------------------ worked examples


@pytest.mark.parametrize(
    ("name", "place"), [(name, n) for name in MEASURES for n in range(len(example(name)["example"]))]
)
def test_a_worked_example_comes_out(name: str, place: int) -> None:
    rows = example(name)
    case = rows["example"][place]
    dyad = tuple(case["dyad"]) if "dyad" in case else None
    asked = {"by": case.get("by"), "count": case.get("count")}
    series = measuring.measure(asking(rows), name, dyad=dyad, **asked)  # type: ignore[arg-type]
    found = [[list(number.of), number.value, number.n, ";".join(number.claims)] for number in series.numbers]
    assert found == case["numbers"]
    assert [series.first, series.last] == case["speaks"]
    assert series.left_out == case["left_out"]


@pytest.mark.parametrize("by", measuring.PERIODS)
def test_every_act_is_in_a_number_or_left_out_with_a_reason(ask: Ask, by: str) -> None:
    series = measuring.measure(ask, "quad_counts", by=by)
    counted = {claim for number in series.numbers for claim in number.claims}
    assert len(counted) + sum(series.left_out.values()) == 12


def test_a_count_is_never_zero_and_never_more_than_its_claims(ask: Ask) -> None:
    for number in measuring.measure(ask, "quad_counts").numbers:
        assert 1 <= number.value <= number.n == len(number.claims)


def test_shares_of_a_document_add_up_to_one(made: Record) -> None:
    rows = made.measure("verdict_share", backend="polars").to_dicts()
    assert sum(row["value"] for row in rows) == pytest.approx(1)
    assert {claim for row in rows for claim in row["claims"]} == {
        row["id"] for row in made.ask("SELECT id FROM claims")
    }


def test_every_type_has_a_class_with_its_source() -> None:
    rows = list(tables.rows("quad_classes.csv", ("type", "quad", "mutual", "source")))
    assert {row["quad"] for row in rows} == QUADS
    assert len(rows) == len(quad_classes()) == 16
    assert all(row["source"] for row in rows)
    coded = {row["type"] for name in ("verbs.csv", "nouns.csv") for row in tables.rows(name)}
    assert {kind for kind in coded if kind.isupper()} <= set(quad_classes()), coding.__doc__


def test_plover_scores_are_those_printed_but_for_a_lost_minus_sign() -> None:
    rows = list(tables.rows("plover_scores.csv", ("type", "mode", "score", "printed", "note", "source")))
    mended = [(row["type"], row["mode"]) for row in rows if row["score"] != row["printed"]]
    assert mended == [("ACCUSE", "")]
    assert all(row["note"] for row in rows if row["score"] != row["printed"] or not row["score"])
    assert {row["type"] for row in rows} == set(quad_classes())
    coded = {(row["type"], row["mode"]) for row in tables.rows("codes.csv")}
    assert coded <= {(row["type"], row["mode"]) for row in rows}


@pytest.mark.parametrize(
    ("act", "goldstein", "plover"),
    [
        ({"type": "ACCUSE", "mode": "allege", "cameo": "112"}, -2, -3.5),
        ({"type": "ACCUSE", "mode": "", "cameo": "11"}, -2, -3),
        ({"type": "CONSULT", "mode": "phone", "cameo": "041"}, 1, 1.5),
        ({"type": "PROTEST", "mode": "vandalize", "cameo": ""}, None, -5),
        ({"type": None, "mode": None, "cameo": "057"}, 8, None),
        ({"type": "", "mode": "", "cameo": "9999"}, None, None),
    ],
)
def test_an_act_is_scored_on_both_scales(act: dict[str, Any], goldstein: float | None, plover: float | None) -> None:
    assert (dyadic_index.goldstein(act), dyadic_index.plover(act)) == (goldstein, plover)


# ---------------------------------------------------------------------------------------------------- what may be asked


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("war", {}, r"no measure 'war'\. There are: change_points, dyadic_index, quad_counts, verdict_share"),
        ("quad_counts", {"by": "week"}, r"no period 'week'\. There are: year, month, day"),
        ("quad_counts", {"count": "words"}, r"no count 'words'\. There are: events, reports"),
        ("verdict_share", {"count": "events"}, "takes no count"),
        ("quad_counts", {"dyad": ("USA", "XXX")}, r"no actor 'XXX' in the record\. Write ISO 3166"),
        ("quad_counts", {"dyad": ("USA", "USA")}, "no dyad"),
        ("verdict_share", {"dyad": ("USA", "RUS")}, "takes no dyad.*per document, verdict"),
        ("verdict_share", {"by": "year"}, "takes no by"),
    ],
)
def test_what_there_is_not_is_said(ask: Ask, name: str, given: dict[str, Any], says: str) -> None:
    with pytest.raises(RecordError, match=says):
        measuring.measure(ask, name, **given)


def test_a_record_that_lacks_a_table_is_said_to() -> None:
    def none(*_: Any) -> list[dict[str, Any]]:
        return []

    with pytest.raises(RecordError, match=r"the record has no documents, claims, findings.*detente read"):
        measuring.measure(none, "verdict_share")


def test_a_record_without_events_gives_no_rows_and_no_coverage() -> None:
    series = measuring.measure(asking({}), "quad_counts")
    assert (series.rows(), series.first, series.last, dict(series.left_out)) == ([], "", "", {})


# ----------------------------------------------------------------------------------------------------- how it comes out


@pytest.fixture
def run(folder: Path) -> Callable[..., Any]:
    def invoke(name: str, *options: str) -> Any:
        return CliRunner().invoke(cli.app, ["measure", name, str(folder), *options])

    return invoke


def test_the_command_prints_csv_with_the_claims_and_says_its_coverage(run: Callable[..., Any], made: Record) -> None:
    done = run("quad_counts", "--dyad", "IND", "PAK", "--by", "year")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    known = {row["id"] for row in made.ask("SELECT id FROM claims")}
    assert done.exit_code == 0
    assert {(row["source"], row["target"]) for row in rows} == {("IND", "PAK"), ("PAK", "IND")}
    assert {row["period"] for row in rows} == {"1960"}
    assert all(set(row["claims"].split(";")) <= known for row in rows)
    assert "quad_counts speaks from 1960-09-19 to 1960-09-19; in events" in done.stderr
    assert run("quad_counts", "--quiet").stderr == ""


def test_the_command_gives_json_with_the_declaration(run: Callable[..., Any]) -> None:
    found = json.loads(run("quad_counts", "--json").stdout)
    assert found["measure"] == "quad_counts"
    assert found["from"] <= found["to"]
    assert set(found) >= {"unit", "per", "formula", "reference", "left_out", "rows"}
    assert all(row["claims"] for row in found["rows"])


def test_a_measure_comes_as_a_frame(made: Record) -> None:
    frame = made.measure("quad_counts", dyad=("IND", "PAK"), by="year", backend="pandas")
    assert list(frame.columns) == [
        "source",
        "target",
        "period",
        "quad",
        "value",
        "unit",
        "events",
        "n",
        "first",
        "last",
        "claims",
    ]
    assert set(frame["source"]) == {"IND", "PAK"}
    assert len(made.measure("quad_counts", dyad=("USA", "TCD"), backend="polars")) == 0
