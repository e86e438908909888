"""The contract of every shelf, kept by everything that stands on it: a new thing is tested unasked."""

from __future__ import annotations

import dataclasses
import itertools
import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
import pytest

from detente import measures, record, shelf, storing, tables
from detente.errors import ShelfError
from detente.measures import Measure, Scope
from detente.model import Claim, plain
from detente.notebook import Record
from detente.offers import Dataset, Kind, Rule
from detente.reporting import views
from detente.shelf import OFFERS, pick
from detente.views import View

KINDS: dict[str, Kind[Any]] = dict(shelf.shelf("kinds"))
DATASETS: dict[str, Dataset] = dict(shelf.shelf("datasets"))
RULES: dict[str, Rule] = dict(shelf.shelf("rules"))
MEASURES: dict[str, Measure] = dict(shelf.shelf("measures"))
VIEWS: dict[str, View] = dict(shelf.shelf("views"))
GOLD = Path(__file__).parent / "gold"


# ---------------------------------------------------------------------------------------------------------- the shelves


@pytest.mark.parametrize("name", OFFERS)
def test_everything_is_called_as_its_file(name: str) -> None:
    for key, thing in shelf.shelf(name).items():
        assert thing.name == key


def test_a_shelf_is_in_alphabetical_order_and_cannot_be_changed() -> None:
    assert list(KINDS) == sorted(KINDS)
    with pytest.raises(TypeError):
        shelf.shelf("kinds")["other"] = None  # type: ignore[index]


def test_what_is_not_there_is_said_with_what_is() -> None:
    with pytest.raises(ShelfError, match="There are: kinds, datasets, rules, measures, views"):
        shelf.shelf("drawers")
    with pytest.raises(ShelfError, match=r"no 'war' among the kinds.*agreement_term"):
        pick("kinds", "war")
    assert pick("rules", "tally") is RULES["tally"]


def test_a_file_that_offers_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "empty_handed.py").write_text('"""Nothing."""\n', encoding="utf-8")
    monkeypatch.setattr(measures, "__path__", [str(tmp_path)])
    shelf.shelf.cache_clear()
    try:
        with pytest.raises(ShelfError, match=r"measures/empty_handed\.py offers no MEASURE"):
            shelf.shelf("measures")
    finally:
        shelf.shelf.cache_clear()


# ---------------------------------------------------------------------------------------------------------------- kinds


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_is_made_of_a_frozen_body_and_rules_that_exist(kind: Kind[Any]) -> None:
    assert dataclasses.is_dataclass(kind.body)
    assert kind.body.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert kind.body.__doc__
    for item in kind.fields:
        assert RULES[item.rule].compare, f"{kind.name}.{item.name} is compared by {item.rule}, which compares nothing"
    assert len({item.name for item in kind.fields}) == len(kind.fields)


def test_no_two_kinds_have_one_rank() -> None:
    ranks = Counter(kind.rank for kind in KINDS.values())
    assert not [rank for rank, n in ranks.items() if n > 1], "which of two readings stays would hang on their order"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_columns_of_a_kinds_table_are_names(kind: Kind[Any]) -> None:
    columns = record.kind_columns(kind)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in columns)
    assert set(columns.values()) <= {"VARCHAR", "VARCHAR[]", "BIGINT", "BOOLEAN", "DOUBLE"}


def test_a_kind_that_rows_are_read_into_says_which_columns_they_have() -> None:
    for kind in KINDS.values():
        assert bool(kind.columns) == (kind.from_row is not None), kind.name
        assert len(set(kind.columns)) == len(kind.columns), kind.name


# ------------------------------------------------------------------------------------------------------------- datasets


@cache
def rows_of(name: str) -> list[tuple[str, dict[str, str]]]:
    return [(key, dict(row)) for key, row in DATASETS[name].rows()]


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_is_large_enough_with_unique_keys_and_known_sources(name: str) -> None:
    dataset, rows = DATASETS[name], rows_of(name)
    assert dataset.kind in KINDS
    assert dataset.title
    assert dataset.licence
    assert 1 <= dataset.at_least <= len(rows)
    twice = [key for key, n in Counter(key for key, _ in rows).items() if n > 1]
    assert not twice, f"{len(twice)} rows are there twice, for example {twice[0]}"
    assert {row["source_id"] for _, row in rows} <= set(tables.sources())


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_has_the_columns_that_its_kind_reads(name: str) -> None:
    kind = KINDS[DATASETS[name].kind]
    missing = {column for _, row in rows_of(name)[:1] for column in kind.columns if column not in row}
    joined = name.endswith(("_event_count", "_vote_position"))  # rows of one table read as another kind
    assert not missing or joined, f"{name} lacks {missing}"


@pytest.mark.parametrize("name", DATASETS)
def test_the_first_rows_of_a_dataset_go_to_bodies_and_into_the_record(name: str) -> None:
    kind = KINDS[DATASETS[name].kind]
    assert kind.from_row is not None
    hints = record.kind_columns(kind)
    for key, row in itertools.islice(rows_of(name), 20):
        body = kind.from_row(row)
        assert isinstance(body, kind.body)
        assert kind.from_row(dict(row)) == body, "the same row gives the same body"
        assert list(kind.keys(body)), f"{key} can never be looked up"
        assert kind.same(body, body) > 0 or not _speaks(kind, body), f"{key} is not the same fact as itself"
        claim = Claim(kind=kind.name, body=body, source_id="s", at=key, quote="", rule="row")
        filled = {column for column, value in record._kind_row(claim, "reference").items() if value is not None}
        assert filled <= set(hints), f"{filled - set(hints)} of {key} has no column"
        assert plain(body) == plain(kind.from_row(row))


def _speaks(kind: Kind[Any], body: Any) -> bool:
    """Whether a text's claim could be as this row is: levels need a date, events words of a text and not a pattern."""
    return kind.name in {"membership", "vote"} and getattr(body, "on", None) is not None


def test_every_source_has_a_title_a_publisher_and_a_proper_address() -> None:
    for source in tables.sources().values():
        assert source.title, source.id
        assert source.publisher, source.id
        assert not source.url or source.url.startswith(("https://", "http://")), source.id


def test_no_two_source_tables_give_one_id_two_meanings() -> None:
    said: dict[str, str] = {}
    for table in tables.named("sources."):
        for row in tables.rows(table):
            assert said.setdefault(row["id"], row["title"]) == row["title"], f"{row['id']} in {table}"


def test_coverage_speaks_of_tables_that_there_are_and_sources_that_are_known() -> None:
    assert tables.coverage()
    for row in tables.coverage():
        assert row["kind"] in KINDS or tables.named(f"{row['kind']}."), row
        assert row["source_id"] in tables.sources(), row


# ---------------------------------------------------------------------------------------------------------------- rules


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_it_is_and_compares_checks_or_settles(rule: Rule) -> None:
    assert rule.says
    assert not rule.says.endswith("."), "findings put it into a sentence"
    offered = [offer for offer in (rule.compare, rule.check, rule.settle) if offer]
    assert len(offered) == 1
    assert offered[0].__doc__


def test_every_comparing_rule_is_used_by_a_kind() -> None:
    used = {item.rule for kind in KINDS.values() for item in kind.fields}
    assert used == {name for name, rule in RULES.items() if rule.compare}


# ------------------------------------------------------------------------------------------------------------- measures


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_declares_what_it_is_and_has_a_worked_example(name: str) -> None:
    said = MEASURES[name]
    assert said.unit
    assert said.reference
    assert said.formula
    assert not said.formula.endswith("."), "it is shown beside other things"
    assert said.per
    assert len(set(said.per)) == len(said.per)
    assert set(said.needs) <= {*record.TABLES, *KINDS, *storing.view_columns()}
    assert set(said.takes) <= {item.name for item in dataclasses.fields(Scope)}
    assert said.compute.__doc__
    worked = tomllib.loads((GOLD / "measures" / f"{name}.toml").read_text(encoding="utf-8"))
    assert any(case["numbers"] for case in worked["example"]), "worked by hand; tests/test_measures.py runs them"


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_gives_numbers_that_open_to_claims(name: str, made: Record) -> None:
    known = {row["id"] for row in made.ask("SELECT id FROM claims")}
    computed = MEASURES[name].compute(made.ask, Scope())
    assert computed == MEASURES[name].compute(made.ask, Scope()), "the same record gives the same numbers"
    for number in computed.numbers:
        assert len(number.of) == len(MEASURES[name].per)
        assert number.claims
        assert set(number.claims) <= known
        assert len(number.claims) <= number.n


# ---------------------------------------------------------------------------------------------------------------- views

ENVIRONMENT = jinja2.Environment(loader=jinja2.PackageLoader("detente", "views"), autoescape=True)
ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%", "**"})


def templates() -> list[str]:
    return sorted(file.name for file in resources.files("detente.views").iterdir() if file.name.endswith(".html"))


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_gives_data_and_has_a_template(name: str, made: Record) -> None:
    data = VIEWS[name].data(made.ask)
    assert isinstance(data, dict)
    assert data == VIEWS[name].data(made.ask), "the same record gives the same values"
    assert f"{name}.html" in templates()


def test_each_view_has_a_place_of_its_own() -> None:
    assert [view.place for view in views()] == sorted({view.place for view in VIEWS.values()})


@pytest.mark.parametrize("name", templates())
def test_templates_do_no_arithmetic(name: str) -> None:
    source = resources.files("detente.views").joinpath(name).read_text(encoding="utf-8")
    signs = [value for _, token, value in ENVIRONMENT.lex(source) if token == "operator" and value in ARITHMETIC]
    assert not signs, f"{name} reckons with {signs}: give the value in data()"
