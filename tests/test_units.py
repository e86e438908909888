"""Numbers with their units, tallies and ordinals: what is found, what is left, and laws for any text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import tallies
from detente.model import Quantity
from detente.numerals import find_ordinals
from detente.tallies import Tally
from detente.units import convert, find, singular

# text, then each quantity as (words, value, unit, comparator)
FOUND: list[tuple[str, list[tuple[str, float, str, str]]]] = [
    ("its Yearbook 2025 gave India 180 warheads", [("180 warheads", 180.0, "warhead", "=")]),
    # money, with the spacing of careless newspapers
    ("bringing$12.4 billion in aid", [("$12.4 billion", 12.4e9, "USD", "=")]),
    ("to over$190 billion today", [("$190 billion", 190e9, "USD", ">")]),
    ("with$ 340 million in arms", [("$ 340 million", 340e6, "USD", "=")]),
    ("Atlantis$ 46 million", [("$ 46 million", 46e6, "USD", "=")]),
    ("funds to €100 billion", [("€100 billion", 100e9, "EUR", "=")]),
    ("61bn dollars", [("61bn dollars", 61e9, "USD", "=")]),
    ("US$5m or C$30m", [("US$5m", 5e6, "USD", "="), ("C$30m", 30e6, "CAD", "=")]),
    ("100 million rubles", [("100 million rubles", 100e6, "RUB", "=")]),
    ("5 billion yuan and 2 billion pounds", [
        ("5 billion yuan", 5e9, "CNY", "="), ("2 billion pounds", 2e9, "GBP", "=")]),
    ("a 500-pound bomb", [("500-pound", 500, "lb", "=")]),
    ("942 million Canadian dollars", [("942 million Canadian dollars", 942e6, "CAD", "=")]),
    ("EUR 50 million", [("EUR 50 million", 50e6, "EUR", "=")]),
    ("a billion-dollar deal", [("a billion-dollar", 1e9, "USD", "=")]),
    ("some $50 billion in assistance", [("$50 billion", 50e9, "USD", "~")]),
    ("$600 million in aid per year", [("$600 million in aid per year", 600e6, "USD/year", "=")]),
    ("from $31.2 billion (2011) to $16.4 billion (2019)", [
        ("$31.2 billion", 31.2e9, "USD", "="), ("$16.4 billion", 16.4e9, "USD", "=")]),
    ("worth$ 5 bn, a$5 million package", [("$ 5 bn", 5e9, "USD", "="), ("$5 million", 5e6, "USD", "=")]),
    ("to hand over $650 million", [("$650 million", 650e6, "USD", "=")]),
    ("$80 per barrel", [("$80 per barrel", 80, "USD/barrel", "=")]),
    # shares
    ("GDP -31% 2021, then +2.8% 2022", [("-31%", -31, "percent", "="), ("+2.8%", 2.8, "percent", "=")]),
    ("two per cent", [("two per cent", 2, "percent", "=")]),
    ("rose 3 percentage points", [("3 percentage points", 3, "percentage point", "=")]),
    ("2% of GDP", [("2% of GDP", 2, "percent of GDP", "=")]),
    ("3% GDP rises by 21/30 allies", [("3% GDP", 3, "percent of GDP", "="), ("21/30 allies", 21, "ally", "=")]),
    ("25 basis points", [("25 basis points", 25, "basis point", "=")]),
    # measures and rates
    ("16 inspections per year", [("16 inspections per year", 16, "inspection/year", "=")]),
    ("100 million barrels annually", [("100 million barrels annually", 1e8, "barrel/year", "=")]),
    ("5 million barrels of oil a day", [("5 million barrels of oil a day", 5e6, "barrel/day", "=")]),
    ("1.2 million b/d", [("1.2 million b/d", 1.2e6, "barrel/day", "=")]),
    ("a two- hour lunch", [("two- hour", 2, "hour", "=")]),
    ("a thirty-five day truce", [("thirty-five day", 35, "day", "=")]),
    ("99-year leases", [("99-year", 99, "year", "=")]),
    ("a 40-minute call", [("40-minute", 40, "minute", "=")]),
    ("more than six months", [("six months", 6, "month", ">")]),
    ("226 sorties over 42 days", [("226 sorties", 226, "sortie", "="), ("42 days", 42, "day", "=")]),
    ("two and a half years", [("two and a half years", 2.5, "year", "=")]),
    ("1.2 million sq km", [("1.2 million sq km", 1.2e6, "km2", "=")]),
    ("500,000 tons", [("500,000 tons", 500_000, "ton", "=")]),
    # counted nouns
    ("1,650 deployed warheads", [("1,650 deployed warheads", 1650, "warhead", "=")]),
    ("one hundred thousand Ruritanian troops invaded", [
        ("one hundred thousand Ruritanian troops", 100_000, "troop", "=")]),
    ("400,000 Ruritanian soldiers", [("400,000 Ruritanian soldiers", 400_000, "soldier", "=")]),
    ("27 Senate Democrats rebuking them", [("27 Senate Democrats", 27, "democrat", "=")]),
    ("14 GRU officers", [("14 GRU officers", 14, "officer", "=")]),
    ("Four new in- person meetings", [("Four new in- person meetings", 4, "meeting", "=")]),
    ("a 60,000-troop cap", [("60,000-troop", 60_000, "troop", "=")]),
    ("the 17-point plan", [("17-point", 17, "point", "=")]),
    ("48 Tomahawks 2016", [("48 Tomahawks", 48, "Tomahawk", "=")]),
    ("13,000 aircraft to patrol", [("13,000 aircraft", 13_000, "aircraft", "=")]),
    ("140 enemy aircraft attacked targets", [("140 enemy aircraft", 140, "aircraft", "=")]),
    ("8 F-16 fighter jets", [("8 F-16 fighter jets", 8, "jet", "=")]),
    ("two arms control treaties", [("two arms control treaties", 2, "treaty", "=")]),
    ("20 human rights groups", [("20 human rights groups", 20, "group", "=")]),
    ("three United States senators", [("three United States senators", 3, "senator", "=")]),
    ("a 2,300 limit on delivery vehicles", [("2,300 limit on delivery vehicles", 2300, "vehicle", "=")]),
    ("2000 tanks and 1950 units", [("2000 tanks", 2000, "tank", "="), ("1950 units", 1950, "unit", "=")]),
    ("six more states", [("six more states", 6, "state", "=")]),
    ("one soldier", [("one soldier", 1, "soldier", "=")]),
    ("two dozen planes, half a million refugees, a million men", [
        ("two dozen planes", 24, "plane", "="), ("half a million refugees", 5e5, "refugee", "="),
        ("a million men", 1e6, "man", "=")]),
    ("12,000troops and 1,650deployed warheads", [
        ("12,000troops", 12_000, "troop", "="), ("1,650deployed warheads", 1650, "warhead", "=")]),
    ("40 000 troops", [("40 000 troops", 40_000, "troop", "=")]),
    ("the two countries' border", [("two countries'", 2, "country", "=")]),
    # a noun from elsewhere
    ("3,512 warheads (1,207 deployed)", [("3,512 warheads", 3512, "warhead", "="), ("1,207", 1207, "warhead", "=")]),
    ("Ruritania 4,260", [("4,260", 4260, "", "=")]),
    ("drones (3,000+ to the front)", [("3,000+", 3000, "drone", ">")]),
    ("shells (2 million)", [("2 million", 2e6, "shell", "=")]),
    ("Casualties topped 1.4 million by winter", [("1.4 million", 1.4e6, "casualty", ">")]),
    ("visits exceeding 12, by one count", [("12", 12, "visit", ">")]),
    ("warheads at 6,000 each", [("6,000", 6000, "warhead", "=")]),
    ("from 1,250 to 2,700 km", [("1,250", 1250, "km", "="), ("2,700 km", 2700, "km", "=")]),
    # hedges
    ("an estimated 5,000 dead", [("5,000 dead", 5000, "person", "~")]),
    ("up to 50 ships", [("50 ships", 50, "ship", "<")]),
    ("20 or more people", [("20 or more people", 20, "person", ">")]),
    ("fewer than 500 rebels", [("500 rebels", 500, "rebel", "<")]),
    # ranges
    ("3,000-3,500 warheads", [("3,000-3,500 warheads", 3250, "warhead", "range")]),
    ("20 to 25 percent", [("20 to 25 percent", 22.5, "percent", "range")]),
    ("between 5 and 7 million people", [("5 and 7 million people", 6e6, "person", "range")]),
    ("$5-7 billion", [("$5-7 billion", 6e9, "USD", "range")]),
    # ratios
    ("doubled; halved; tripled", [
        ("doubled", 2, "ratio", "="), ("halved", 0.5, "ratio", "="), ("tripled", 3, "ratio", "=")]),
    ("a quarter of it, and more than half of them", [
        ("a quarter of", 0.25, "ratio", "="), ("half of", 0.5, "ratio", ">")]),
    ("five eighths", [("five eighths", 0.625, "ratio", "=")]),
    ("one in four adults", [("one in four", 0.25, "ratio", "=")]),
    ("13 out of 15 members", [("13", 13, "", "="), ("15 members", 15, "member", "=")]),
    # parts of a scale, marks and scales of other places
    ("a quarter of a million refugees", [("a quarter of a million refugees", 250_000, "refugee", "=")]),
    ("3 1/4 miles", [("3 1/4 miles", 3.25, "mile", "=")]),
    ("1,5 million people", [("1,5 million people", 1.5e6, "person", "=")]),
    ("from 90 to 45 million tonnes", [("90", 90e6, "t", "="), ("45 million tonnes", 45e6, "t", "=")]),
    ("80 EUR million", [("80 EUR million", 80e6, "EUR", "=")]),
    ("CAD$ 15 and C $ 20", [("CAD$ 15", 15, "CAD", "="), ("C $ 20", 20, "CAD", "=")]),
    ("minus 12 degrees Celsius, -7 ° C", [
        ("minus 12 degrees Celsius", -12, "Cel", "="), ("-7 ° C", -7, "Cel", "=")]),
    ("6.5 homicides per 100,000 inhabitants", [
        ("6.5 homicides per 100,000 inhabitants", 6.5, "homicide/100000 person", "=")]),
    ("14 per 100,000", [("14 per 100,000", 14, "/100000 person", "=")]),
    ("€60 per MWh", [("€60 per MWh", 60, "EUR/MWh", "=")]),
    ("90 million tonnes of CO2 and 415 ppm", [
        ("90 million tonnes of CO2", 90e6, "t CO2", "="), ("415 ppm", 415, "ppm", "=")]),
    ("a 70-year-old treaty", [("70-year-old", 70, "year", "=")]),
]  # fmt: skip

NOTHING = [
    "in 2014", "the 2014 annexation", "July 7, 2017", "7 July", "February 21–28, 1972", "the 1970s", "1947-1991",
    "1941–45",
    "Resolution 660", "Article 5", "(Fig. 2)", "No. 10", "Flight 007", "G7", "F-16", "RS-28", "Sakhalin-1", "SALT II",
    "at 5:30", "10 a.m.", "9/11", "24/7", "the 5:5:3 rule", "the 7th fleet", "seventh", "twenty-fifth", "264 BC",
    "hundreds of people", "multi-billion-dollar", "one of them", "may", "the Five-Power Treaty", "at Seven Pines",
    "+1-222-222-2222",
    "98-2 in the Senate vote", "the Group of 77", "a four-star general", "a third party", "the one", "F16", "[12]",
    "the 55S particle", "a second",
]  # fmt: skip

TALLIES = [
    ("with 97- 1 Senate and 402- 5 House votes", [Tally(yes=97, no=1), Tally(yes=402, no=5)]),
    ("ratified by a vote of 68 to 32", [Tally(yes=68, no=32)]),
    ("passed 141-5-35", [Tally(yes=141, no=5, abstain=35)]),
    ("93 in favour, 18 against and 65 abstentions", [Tally(yes=93, no=18, abstain=65)]),
    ("141 votes in favor, five against, with 35 abstentions", [Tally(yes=141, no=5, abstain=35)]),
    ("11 in favor, none against and 4 abstaining", [Tally(yes=11, no=0, abstain=4)]),
    ("52 votes to 47 in the Senate", [Tally(yes=52, no=47)]),
    ("by 329 votes against 224", [Tally(yes=329, no=224)]),
    ("The Senate rejected it 47–53.", [Tally(yes=47, no=53)]),
    ("a 98-2Senate vote", [Tally(yes=98, no=2)]),
    ("a 5-3 ratio in the Senate", []),
    ("won 3-2 in the final", []),
    ("the House of 1947-1991", []),
    ("2-3 years after the vote", []),
    ("10-12 senators voted", []),
    ("the vote of 20 to 25 percent", []),
]

ORDINALS = [
    ("their ninth face-to-face, first since 2016", [("ninth", 9), ("first", 1)]),
    ("its seventeenth district", [("seventeenth", 17)]),
    ("the 21st and the twenty-second", [("21st", 21), ("twenty-second", 22)]),
    ("the second-ever summit", [("second-ever", 2)]),
    ("a second visit", [("second", 2)]),
    ("First, they met.", [("First", 1)]),
    ("a third term", [("third", 3)]),
]
NO_ORDINALS = [
    "in the 19th century", "nineteenth-century", "the First World War", "the first lady", "a second.", "per second",
    "the Seventh Fleet", "July 4th", "the 7th of July", "a third of it", "first-hand", "at first", "first of all",
]  # fmt: skip

VOCABULARY = (
    "over $ 11.3 billion and 1,650 warheads ( 1,207 deployed ) two - hour 98 2 to 5 or more % of GDP per year "
    "half a third "
    "million troops from 20 between € 2,700 km + second in 2014 July 7 , Senate vote dozen one hundred F-16 "
    "21/30 allies"
)
WORDS = st.sampled_from(VOCABULARY.split())
SPACED, GLUED = (st.lists(WORDS, max_size=12).map(gap.join) for gap in (" ", ""))
TEXTS = st.one_of(st.text(max_size=60), SPACED, GLUED)


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_quantities_are_found(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    found = [(m.span.of(text), m.value.value, m.value.unit, m.value.comparator) for m in find(text)]
    assert found == [(words, pytest.approx(value), unit, comparator) for words, value, unit, comparator in expected]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_quantity_is_left(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("$31.2 billion", 31.15e9, 31.25e9),  # half of the last printed place
        ("1,650 warheads", 1645, 1655),
        ("400,000 troops", 380_000, 420_000),  # not 350,000 to 450,000: at most five per cent
        ("about 2,000 troops", 1900, 2100),
        ("nearly 2,000 troops", 1900, 2000),
        ("more than 30 states", 30, math.inf),
        ("fewer than 30 states", 0, 30),
        ("3,000-3,500 warheads", 3000, 3500),
        ("-31%", -31.5, -30.5),
    ],
)
def test_the_wording_allows(text: str, low: float, high: float) -> None:
    (mention,) = find(text)
    assert (mention.value.low, mention.value.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(("text", "expected"), TALLIES)
def test_tallies(text: str, expected: list[Tally]) -> None:
    assert [m.value for m in tallies.find(text)] == expected


@pytest.mark.parametrize(("text", "expected"), ORDINALS)
def test_ordinals(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(m.span.of(text), m.value) for m in find_ordinals(text)] == expected


@pytest.mark.parametrize("text", NO_ORDINALS)
def test_what_is_no_ordinal_is_left(text: str) -> None:
    assert find_ordinals(text) == []


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("allies", "ally"), ("warheads", "warhead"), ("ICBMs", "ICBM"), ("servicemen", "serviceman"), ("people",
        "person"),
        ("aircraft", "aircraft"), ("crises", "crisis"), ("launches", "launch"), ("boxes", "box"), ("losses", "loss"),
        ("bases", "base"), ("Republicans", "republican"), ("peace-keepers", "peace-keeper"), ("glass", "glass"), ("",
        ""),
    ],
)  # fmt: skip
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        (3, "mile", "km", 4.828032),
        (1, "km2", "ha", 100),
        (5, "ton", "kg", 5000),
        (1, "barrel", "l", 158.987294928),
        (2, "bcm", "m3", 2e9),
        (36, "hour", "day", 1.5),
        (1, "barrel/day", "barrel/year", 365.25),
        (1, "km", "kg", None),
        (1, "USD", "EUR", None),
        (1, "warhead", "missile", None),
        (1, "barrel/day", "barrel", None),
    ],
)
def test_convert(value: float, unit: str, into: str, expected: float | None) -> None:
    converted = convert(Quantity(value=value, unit=unit, low=value, high=value), into)
    assert (converted and converted.value) == (None if expected is None else pytest.approx(expected))


@settings(deadline=None)  # the first call reads the vocabulary
@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    for found in (find(text), tallies.find(text), find_ordinals(text)):
        end = 0
        for mention in found:
            assert end <= mention.span.start < mention.span.end <= len(text)
            end = mention.span.end


@settings(deadline=None)  # the first call reads the vocabulary
@given(TEXTS)
def test_values_lie_between_their_bounds(text: str) -> None:
    found = find(text)
    assert found == find(text)
    assert all(mention.value.low <= mention.value.value <= mention.value.high for mention in found)


PAIRS = [("km", "mile"), ("barrel/day", "m3/year"), ("t", "lb"), ("week", "hour")]


@settings(deadline=None)  # the first call reads the vocabulary
@given(st.floats(0.001, 1e6), st.sampled_from(PAIRS))
def test_converting_there_and_back_changes_nothing(value: float, pair: tuple[str, str]) -> None:
    there = convert(Quantity(value=value, unit=pair[0], low=value, high=value), pair[1])
    assert there is not None
    back = convert(there, pair[0])
    assert back is not None
    assert back.value == pytest.approx(value)
