"""Every kind against its table of wordings: what it must read, and what only looks like it.

A table is ``gold/kinds/<kind>.toml``. A ``[[yes]]`` row has a ``text``, optional sentences ``before`` it, and the
``claims`` that the kind must find: a ``quote`` and the fields that matter. A ``[[no]]`` row has a ``text`` in which the
kind must find nothing, ``why``, and the ``rule`` that it tempts.
"""

from __future__ import annotations

import ast
import inspect
import math
import re
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente import annotate, repair
from detente.model import Document, Period, Sentence, Source, Span, plain
from detente.offers import Kind, Reading
from detente.shelf import shelf

TABLES = Path(__file__).parent / "gold" / "kinds"
OVERLAP = 0.5
"""How much of the quote and the words read must be the same (intersection over union)."""

ENOUGH = {"yes": 15, "no": 10}
COMMON_PAIR = re.compile(r"\b(?:Russia|Soviet|USSR|Moscow|Kremlin|Putin|Gorbachev|Brezhnev|Yeltsin|Khrushchev|Stalin)")

Row = Mapping[str, Any]


def table(kind: str) -> dict[str, list[dict[str, Any]]]:
    path = TABLES / f"{kind}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def rows(answer: str) -> list[Any]:
    return [
        pytest.param(kind, row, id=f"{kind} {number}: {row['text'][:40]}")
        for kind in shelf("kinds")
        for number, row in enumerate(table(kind).get(answer, []), start=1)
    ]


@cache
def annotated(text: str) -> Document:
    source = Source(id="table", title="a row of a table")
    return annotate.annotate(repair.repair(Document(source=source, text=text, dated=Period.of("2024"))))


def readings(kind: Kind[Any], row: Row) -> list[tuple[Document, Sentence, Reading[Any]]]:
    """What the kind reads in the row's own text, not in the sentences before it."""
    before = row.get("before", "")
    document = annotated(f"{before} {row['text']}".strip())
    first = len(before)
    return [
        (document, sentence, reading)
        for sentence in document.sentences
        if document.original(sentence.span).start >= first
        for reading in kind.read(sentence)
        if len(reading.span)
    ]


def found(document: Document, sentence: Sentence, reading: Reading[Any]) -> dict[str, Any]:
    """A reading as flat values: the body's fields, its number's value and unit, its rule and its words."""
    body = plain(reading.body)
    number = body.get("quantity") or body.get("count") or {}
    return body | {key: number.get(key) for key in ("value", "unit", "comparator")} | {"rule": reading.rule}


def overlap(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def agrees(name: str, wanted: Any, given: Any) -> bool:
    if name == "rule":
        return str(given).startswith(wanted)
    if isinstance(wanted, list):
        return sorted(wanted) == sorted(given or [])
    if isinstance(wanted, float):
        return given is not None and math.isclose(wanted, given)
    return bool(wanted == given or (wanted == "" and given is None))


@pytest.mark.parametrize(("kind", "row"), rows("yes"))
def test_reads(kind: str, row: Row) -> None:
    read = readings(shelf("kinds")[kind], row)
    for claim in row["claims"]:
        wanted = {name: value for name, value in claim.items() if name != "quote"}
        near = []
        for document, sentence, reading in read:
            start = document.text.rindex(claim["quote"])
            if overlap(Span(start, start + len(claim["quote"])), document.original(reading.span)) >= OVERLAP:
                near.append(found(document, sentence, reading))
        assert any(all(agrees(name, value, given.get(name)) for name, value in wanted.items()) for given in near), (
            f"{wanted} is not among {[{name: given.get(name) for name in wanted} for given in near]}; "
            f"read: {[(document.original(r.span).of(document.text), r.rule) for document, _, r in read]}"
        )


@pytest.mark.parametrize(("kind", "row"), rows("no"))
def test_reads_nothing(kind: str, row: Row) -> None:
    read = readings(shelf("kinds")[kind], row)
    assert not read, (
        f"{row['why']}; read: {[(d.original(r.span).of(d.text), r.rule, plain(r.body)) for d, _, r in read]}"
    )


def rule_names(kind: Kind[Any]) -> set[str]:
    """The names of rules that the kind's file gives its readings, up to where a name depends on the words.

    An act's own rule begins with ``verb`` or ``noun``.
    """
    names = set()
    for node in ast.walk(ast.parse(inspect.getsource(sys.modules[kind.read.__module__]))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reading":
            given = next(word.value for word in node.keywords if word.arg == "rule")
            names |= (
                {"verb ", "noun "} if isinstance(given, ast.Attribute) else {_literal(part) for part in ast.walk(given)}
            )
    return names - {""}


def _literal(node: ast.AST) -> str:
    return node.value.rstrip(", ") if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("kind", shelf("kinds"))
def test_each_kind_has_enough_rows_and_each_rule_its_own(kind: str) -> None:
    answers = table(kind)
    assert answers, f"the kind {kind!r} has no table: write {kind}.toml with yes and no rows"
    for answer, least in ENOUGH.items():
        assert len(answers[answer]) >= least, f"{kind}.toml has {len(answers[answer])} {answer} rows, wanted {least}"
    assert all(row["why"] for row in answers["no"])
    told = {reading.rule for row in answers["yes"] for _, _, reading in readings(shelf("kinds")[kind], row)}
    warned = {row["rule"] for row in answers["no"] if "rule" in row}
    for name in rule_names(shelf("kinds")[kind]):
        assert any(rule.startswith(name) for rule in told), f"no yes row of {kind}.toml is read by the rule {name!r}"
        assert any(rule.startswith(name) or name.startswith(rule) for rule in warned), (
            f"no no row of {kind}.toml tempts the rule {name!r}"
        )


@pytest.mark.parametrize("kind", shelf("kinds"))
def test_no_pair_of_states_fills_a_table(kind: str) -> None:
    texts = [row.get("before", "") + row["text"] for answer in ENOUGH for row in table(kind).get(answer, [])]
    about = sum(bool(COMMON_PAIR.search(text)) for text in texts)
    assert about <= len(texts) / 3, f"{about} of {len(texts)} rows of {kind}.toml are about one pair of states"
