"""What a compared number is of: each named rule of ``scopes.csv`` with texts that it must narrow and leave alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente import record, scopes
from detente.model import Verdict

Parse = Callable[..., record.Read]

APART = [
    ("whole_and_part", "lend-lease jeeps and trucks, about", "400,000 trucks", ""),
    ("whole_and_part", "deployed icbms, slbms and heavy bombers", "700 deployed missiles", ""),
    ("whole_and_part", "killed and wounded, own count", "12,000 killed", ""),
    ("whole_and_part", "loans and grants", "grants of 3 billion dollars", ""),
    ("per_side", "strategic delivery vehicles each side", "a total of 2,250 vehicles for both nations", ""),
    ("authorised_and_delivered", "military aid authorised for 2015", "", "the act aided kyiv with 350 million dollars"),
    ("authorised_and_delivered", "pledged at the conference", "", "donors delivered 4 billion dollars"),
    ("passed_and_signed", "signed", "", "congress adopted the act in august"),
    ("passed_and_signed", "signed", "", "the bundestag passed it on 3 may"),
    ("goods_and_services", "goods, customs basis", "", "trade in goods and services reached 700 billion"),
    ("goods_and_services", "goods and services, balance of payments", "", "merchandise trade reached 700 billion"),
    ("nominal_and_real", "current us$", "", "spending, at constant prices, was 60 billion"),
    ("stock_and_flow", "cumulative since 2014", "", "aid was 3 billion dollars a year"),
    ("fiscal_and_calendar", "fiscal year 2022", "", "in the calendar year 2022 it was 4 billion"),
]
"""Rule, words of the row, and the text's phrase or sentence, which must be told apart."""

ONE = [
    ("lend-lease jeeps and trucks, about", "400,000 jeeps and trucks", ""),
    ("deployed icbms, slbms and heavy bombers", "700 deployed missiles and bombers", ""),
    ("killed and wounded, own count", "12,000 casualties, killed or wounded", ""),
    ("strategic delivery vehicles each side", "2,250 vehicles", ""),
    ("strategic delivery vehicles each side", "2,250 vehicles each for both nations", ""),
    ("military aid authorised for 2015", "", "congress authorised 350 million dollars"),
    ("pledged at the conference", "", "donors pledged 4 billion dollars"),
    ("signed", "", "the president signed the act that congress had passed"),
    ("signed", "", "the treaty of 1959"),
    ("goods, customs basis", "", "trade in goods reached 700 billion"),
    ("current us$", "", "spending was 60 billion in current dollars"),
    ("cumulative since 2014", "", "aid since 2014 was 3 billion dollars"),
    ("fiscal year 2022", "", "in fiscal 2022 it was 4 billion"),
]
"""Words of the row, and the text's phrase or sentence, which speak of one thing."""


@pytest.mark.parametrize(("rule", "row", "phrase", "sentence"), APART)
def test_a_text_that_counts_another_thing_is_told_apart(rule: str, row: str, phrase: str, sentence: str) -> None:
    found = scopes.apart(row, phrase, sentence)
    assert found
    assert found["rule"] == rule


@pytest.mark.parametrize(("row", "phrase", "sentence"), ONE)
def test_a_text_that_counts_the_same_thing_is_left_alone(row: str, phrase: str, sentence: str) -> None:
    assert scopes.apart(row, phrase, sentence) is None


def test_every_named_rule_has_a_row_in_both_tables() -> None:
    assert {row[0] for row in APART} == {scope["rule"] for scope in scopes.scopes()}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("New START, signed in 2010, limits each side to 700 deployed missiles.", Verdict.IMPRECISE),
        ("New START, signed in 2010, limits each side to 700 deployed missiles and bombers.", Verdict.SUPPORTED),
    ],
)
def test_what_agrees_with_a_wider_thing_is_imprecise(parse: Parse, text: str, verdict: Verdict) -> None:
    read = parse(text, "2026-01")
    found = [f for c, f in zip(read.claims, read.findings, strict=True) if c.kind == "agreement_term"]
    assert [f.verdict for f in found] == [verdict]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In March 2021 the United States had 1,357 deployed launchers.", "Warheads deployed, United States"),
        ("In January 2024 Britain had 12,121 warheads in its stockpile.", "Warheads in all, World"),
        ("In 2023 Germany spent $1,341 billion on its military.", "Military expenditure, NATO"),
        ("In 2023 NATO spent $916 billion on its military.", "Military expenditure, United States"),
    ],
)
def test_a_wrong_number_is_named_for_what_it_is_of(parse: Parse, text: str, words: str) -> None:
    assert any(found.nearest.startswith(words) for found in parse(text, "2026-01").findings)
