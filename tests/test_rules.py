"""Every rule against its table: pairs that agree and do not, or texts that it must flag and must leave alone.

A table is ``gold/rules/<rule>.toml``. A comparing rule has rows ``[said, found, answer]`` under ``agree`` and
``disagree``. A rule that checks texts or settles findings has ``[[flag]]`` and ``[[leave]]`` rows, one that bears
claims out has ``[[support]]`` rows for the former: a short ``text``, when it was ``dated``, and ``why`` it is left
alone.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from detente import record, units
from detente.model import Agreement, Period, Quantity, Verdict
from detente.shelf import shelf

Parse = Callable[..., record.Read]
TABLES = Path(__file__).parent / "gold" / "rules"
PAIRS, TEXTS = 12, 4
"""How many rows of each answer a table must have."""

COMPARING = [name for name, rule in shelf("rules").items() if rule.compare]
CHECKING = [name for name, rule in shelf("rules").items() if rule.check or rule.settle]
WRONG = {Verdict.REFUTED, Verdict.IMPRECISE, Verdict.CONFLICTING}
COMMON_PAIR = re.compile(r"\b(?:Russia|Soviet|USSR|Moscow|Kremlin|Putin|Gorbachev|Brezhnev|Yeltsin|Khrushchev|Stalin)")


def table(rule: str) -> dict[str, Any]:
    path = TABLES / f"{rule}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


# ----------------------------------------------------------------------------------------------------- comparing rules


def read_quantity(words: str) -> Quantity:
    """A number in a text's words, or a reference's ``value unit`` and ``low..high unit``."""
    found = re.fullmatch(r"([\d.]+?)(?:\.\.([\d.]+))? ([\w %/]+)", words)
    if found and "," not in words:
        low, high = float(found[1]), float(found[2] or found[1])
        return Quantity(value=(low + high) / 2, unit=found[3], low=low, high=high)
    return units.find(words)[0].value


def read_words(words: str) -> Quantity:
    return units.find(words)[0].value


def read_period(text: str) -> Period:
    return Period.of(*text.split("/"))


def read_tally(text: str) -> tuple[int | None, ...]:
    return tuple(None if part == "?" else int(part) for part in text.split("-"))


class Where(NamedTuple):
    place: str
    words: str


def read_where(text: str) -> Where:
    place, _, words = text.partition("; ")
    return Where(place, words)


class Met(NamedTuple):
    participants: tuple[str, ...]
    on: Period | None = None


def read_guests(text: str) -> Met:
    return Met(tuple(f"person:{name}" for name in text.split()))


def read_meeting(text: str) -> Met:
    day, *names = text.split()
    return Met(tuple(f"person:{name}" for name in names), Period.of(day))


FORMS: dict[str, tuple[Any, Any]] = {
    "number": (read_words, read_quantity),
    "growth_rate": (read_words, read_quantity),
    "event_date": (read_period, read_period),
    "tally": (read_tally, read_tally),
    "meeting_place": (read_where, read_where),
    "attendance": (read_guests, read_meeting),
}
"""Rule → how the table writes what the text says and what the reference says; words as they are for the others."""


def pairs(answer: str) -> Iterator[Any]:
    for rule in COMPARING:
        for said, found, wanted in table(rule).get(answer, ()):
            yield pytest.param(rule, said, found, wanted, id=f"{rule}: {said or 'nothing'} / {found or 'nothing'}")


def compare(rule: str, said: str, found: str) -> Agreement:
    one, other = FORMS.get(rule, (str, str))
    compared = shelf("rules")[rule].compare
    assert compared
    return Agreement(compared(one(said) if said else None, other(found) if found else None))


@pytest.mark.parametrize(("rule", "said", "found", "wanted"), [*pairs("agree"), *pairs("disagree")])
def test_compares(rule: str, said: str, found: str, wanted: str) -> None:
    assert compare(rule, said, found) == wanted


@pytest.mark.parametrize("rule", COMPARING)
def test_a_comparing_rule_has_enough_rows_and_each_under_its_head(rule: str) -> None:
    rows = table(rule)
    assert rows, f"the rule {rule!r} has no table: write {rule}.toml"
    assert len(rows["agree"]) >= PAIRS
    assert len(rows["disagree"]) >= PAIRS
    assert {wanted for *_, wanted in rows["agree"]} <= {"equal", "loose"}
    assert {wanted for *_, wanted in rows["disagree"]} <= {"unequal", "unknown"}


@pytest.mark.parametrize("rule", COMPARING)
def test_where_one_side_says_nothing_the_rule_says_nothing(rule: str) -> None:
    compared = shelf("rules")[rule].compare
    assert compared
    assert compared(None, None) == Agreement.UNKNOWN


@pytest.mark.parametrize("rule", ["number", "growth_rate"])
def test_a_number_agrees_with_itself(rule: str) -> None:
    for value in (0.0, 0.1, 1.0, 99.5, 1e12):
        same = Quantity(value=value, unit="percent", low=value, high=value)
        assert shelf("rules")[rule].compare(same, same) == Agreement.EQUAL
    open_ended = Quantity(value=10, unit="percent", low=10, high=math.inf, comparator=">")
    assert shelf("rules")["number"].compare(open_ended, open_ended) in {Agreement.EQUAL, Agreement.LOOSE}


# ------------------------------------------------------------------------------------------------------ checking rules


def texts(answer: str) -> Iterator[Any]:
    for rule in CHECKING:
        for row in table(rule).get(answer, ()):
            yield pytest.param(rule, row, id=f"{rule}: {row['text'][:50]}")


def flagged(rule: str, row: dict[str, str], parse: Parse, verdicts: Set[Verdict] = WRONG) -> list[str]:
    read = parse(row["text"], row.get("dated", "2026-01"))
    return [
        found.message
        for found in read.findings
        if rule in found.asked or (found.rule == rule and found.verdict in verdicts)
    ]


@pytest.mark.parametrize(("rule", "row"), list(texts("flag")))
def test_flags(rule: str, row: dict[str, str], parse: Parse) -> None:
    assert flagged(rule, row, parse)


@pytest.mark.parametrize(("rule", "row"), list(texts("support")))
def test_bears_out(rule: str, row: dict[str, str], parse: Parse) -> None:
    assert flagged(rule, row, parse, {Verdict.SUPPORTED})


@pytest.mark.parametrize(("rule", "row"), list(texts("leave")))
def test_leaves_alone(rule: str, row: dict[str, str], parse: Parse) -> None:
    verdicts = WRONG if "flag" in table(rule) else {*WRONG, Verdict.SUPPORTED}
    assert not flagged(rule, row, parse, verdicts), row["why"]


@pytest.mark.parametrize("rule", CHECKING)
def test_a_checking_rule_has_enough_rows_and_not_all_of_one_pair_of_states(rule: str) -> None:
    rows = table(rule)
    assert rows, f"the rule {rule!r} has no table: write {rule}.toml"
    answers = [answer for answer in ("flag", "support", "leave") if answer in rows]
    assert len(answers) > 1
    assert "leave" in answers
    for answer in answers:
        assert len(rows[answer]) >= TEXTS, f"{rule}.toml has {len(rows[answer])} {answer} rows, wanted {TEXTS}"
    assert all(row["why"] for row in rows["leave"])
    every = [row["text"] for answer in answers for row in rows[answer]]
    assert sum(bool(COMMON_PAIR.search(text)) for text in every) <= len(every) / 2


def test_every_table_belongs_to_a_rule() -> None:
    assert {path.stem for path in TABLES.glob("*.toml")} == set(shelf("rules"))
