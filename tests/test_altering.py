"""Alter a fact and the verdict must follow: sentences written from reference rows, and short passages of our own.

The sentences come from bench/altering.py, which measures the same over thousands; the passages, true and with facts
altered one by one, stand in gold/altering.toml.
"""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from detente import record
from detente.facts import Reference
from detente.model import Span, Verdict

Parse = Callable[..., record.Read]
ROOT = Path(__file__).parents[1]
PASSAGES = tomllib.loads((ROOT / "tests" / "gold" / "altering.toml").read_text(encoding="utf-8"))["passage"]
SHARE = 0.95
"""Of the sentences: how many must be held up, refuted when altered, and let go when their row is gone."""


@pytest.fixture(scope="module")
def altering() -> ModuleType:
    """bench/altering.py, which writes the sentences."""
    spec = importlib.util.spec_from_file_location("bench_altering", ROOT / "bench" / "altering.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_altering"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def verdicts(altering: ModuleType, known: Reference) -> list[Any]:
    """What becomes of some six hundred sentences of every kind and wording."""
    return [
        altering.verdicts(told, known, deleted=index % 4 == 0) for index, told in enumerate(altering.sentences(60, 7))
    ]


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def test_sentences_are_many(verdicts: list[Any]) -> None:
    assert len(verdicts) >= 500
    assert len({(one.told.kind, one.told.wording) for one in verdicts}) >= 12
    assert all(one.told.text != one.told.altered for one in verdicts)


def test_sentence_of_a_row_is_supported(verdicts: list[Any]) -> None:
    assert share([one.supported for one in verdicts]) >= SHARE, [o.told.text for o in verdicts if not o.supported]


def test_altered_sentence_is_refuted(verdicts: list[Any]) -> None:
    assert share([one.refuted for one in verdicts]) >= SHARE, [o.told.altered for o in verdicts if not o.refuted]


def test_sentence_without_its_row_is_unverifiable(verdicts: list[Any]) -> None:
    asked = [one for one in verdicts if one.unverifiable is not None]
    assert len(asked) >= 120
    assert share([one.unverifiable for one in asked]) >= SHARE, [o.told.text for o in asked if not o.unverifiable]


# ------------------------------------------------------------------------------------------------------------ passages


def refuted(read: record.Read, first: int, last: int) -> list[str]:
    """The refuted claims of a text that share a character with a part of it."""
    pairs = zip(read.claims, read.findings, strict=True)
    wrong = [claim for claim, finding in pairs if finding.verdict is Verdict.REFUTED]
    return [one.quote for one in wrong if isinstance(one.at, Span) and one.at.start < last and first < one.at.end]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: str(passage["pair"]))
def test_true_passage_has_nothing_refuted(passage: dict[str, Any], parse: Parse) -> None:
    assert refuted(parse(passage["text"]), 0, len(passage["text"])) == []


@pytest.mark.parametrize(("half", "least"), [("tune", 0.7), ("check", 0.8)])
def test_altered_passages_are_refuted(half: str, least: float, parse: Parse) -> None:
    """An alteration in running text must bear a refuted claim at its place, in ``least`` of the passages' own."""
    missed, asked = [], 0
    for passage in (one for one in PASSAGES if one["half"] == half):
        for words, others in passage["wrong"]:
            at, asked = passage["text"].index(words), asked + 1
            if not refuted(parse(passage["text"].replace(words, others)), at, at + len(others)):
                missed.append(f"{passage['pair']}: {others}")
    assert 1 - len(missed) / asked >= least, missed
