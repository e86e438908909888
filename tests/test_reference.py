"""Every row of the reference tables against the rules of docs/reference-data.md; rows enough on all of the subject."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from detente import record, wording
from detente.shelf import shelf

ROOT = Path(__file__).parent.parent


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_reference", ROOT / "bench" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


reference = _script()


def row(table: str, **cells: str) -> object:
    return reference.Row(table, 2, cells)


def found(check: str, table: str, **cells: str) -> list[str]:
    return list(getattr(reference, check)(row(table, **cells)))


def test_no_row_is_wrong() -> None:
    problems = reference.problems()
    assert not problems, "\n".join(problems[:30])


def test_there_are_enough_rows_and_most_on_other_pairs() -> None:
    facts = reference.facts()
    assert len(facts) >= 1500
    assert sum(map(reference.elsewhere, facts)) >= len(facts) / 2


@pytest.mark.parametrize("letter", "abcdefgh")
def test_every_part_of_the_subject_has_rows(letter: str) -> None:
    assert reference.subsystem(letter) >= 150


def test_every_kind_that_reads_rows_has_some() -> None:
    counted = Counter(item.claim.kind for item in record.reference_rows())
    assert not [name for name, kind in shelf("kinds").items() if kind.from_row and not counted[name]]


def test_keys_of_rows_are_unique() -> None:
    counted = Counter((item.dataset, item.claim.at) for item in record.reference_rows())
    assert not [key for key, number in counted.items() if number > 1]


def test_a_pattern_matches_the_name_it_was_written_for() -> None:
    """The words of a vote of a Senate find the treaty by the name a newspaper gives it."""
    patterns = [
        item.claim.body.words
        for item in record.reference_rows()
        if item.claim.kind == "vote" and item.claim.body.item == "agreement:abm"
    ]
    assert any(
        wording.matches(pattern, "the senate approved the anti-ballistic missile treaty, 88-2") for pattern in patterns
    )


def test_the_page_holds_the_counts() -> None:
    page = reference.DOC.read_text(encoding="utf-8")
    assert reference.counts() in page, "run bench/reference.py --write"


@pytest.mark.parametrize(
    ("check", "table", "cells", "says"),
    [
        ("dates", "event.x", {"start": "2020-13"}, "start"),
        ("dates", "event.x", {"start": "2020-05", "end": "2020-04"}, "ends before"),
        ("numbers", "quantity.x", {"value": "1,5", "unit": "USD"}, "no plain number"),
        ("numbers", "quantity.x", {"value": "5", "low": "6", "high": "7", "unit": "USD"}, "outside"),
        ("numbers", "quantity.x", {"value": "5", "unit": "blorp"}, "unknown unit"),
        ("numbers", "quantity.x", {"value": "5"}, "without a unit"),
        (
            "indicator",
            "quantity.x",
            {"indicator": "warmth", "unit": "percent", "actors": "USA", "start": "2020"},
            "unknown indicator",
        ),
        (
            "indicator",
            "quantity.x",
            {"indicator": "gdp", "unit": "km", "actors": "USA", "start": "2020"},
            "does not fit",
        ),
        (
            "indicator",
            "quantity_change.x",
            {"indicator": "gdp", "unit": "USD", "actors": "USA", "start": "2020"},
            "not a change",
        ),
        ("indicator", "quantity.x", {"indicator": "gdp", "unit": "USD", "actors": "USA"}, "without actors or time"),
        ("ids", "event.x", {"source": "XQX", "source_id": "none"}, "unknown actor"),
        ("ids", "agreement.x", {"agreement": "agreement:none", "source_id": "none"}, "unknown instrument"),
        ("ids", "event.x", {"source": "USA", "source_id": "none"}, "unknown source"),
        ("vocabulary", "membership.x", {"act": "entered"}, "is not one of"),
        ("vocabulary", "vote_position.x", {"position": ""}, "is not one of"),
        ("words", "event.x", {"words": ""}, "no words"),
        ("words", "event.x", {"words": "recogni"}, "too broad"),
        ("words", "event.x", {"words": "israel", "target": "ISR"}, "too broad"),
        ("words", "event.x", {"words": "Panama inva"}, "lower-case"),
        ("words", "event.x", {"words": "un veto"}, "too short"),
        ("losses", "quantity.x", {"indicator": "deaths"}, "no basis"),
        ("share", "quantity.x", {"indicator": "turnout", "value": "743"}, "no share"),
    ],
)
def test_the_script_sees(check: str, table: str, cells: dict[str, str], says: str) -> None:
    assert any(says in text for text in found(check, table, **cells))


@pytest.mark.parametrize("pattern", ["panama inva|interven", "chernobyl", "=un veto", "nord-stream"])
def test_the_script_lets_pass(pattern: str) -> None:
    assert not found("words", "event.x", words=pattern)
