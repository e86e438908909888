"""Named weapons: which words name one, which do not, and what follows for numbers, dates and actors."""

from __future__ import annotations

import re

import pytest

from detente import dates, reading, tables, units, weapons
from detente.model import Document, Sentence, Source
from detente.naming import fold

NAMED = [
    ("Turkey bought the S-400 and Su-35s", [("S-400", "S-400"), ("Su-35s", "Su-35")]),
    ("India flies the Su-30MKI, Poland T-72M1 tanks", [("Su-30MKI", "Su-30"), ("T-72M1", "T-72")]),
    ("Agni-5, Agni V and MiG 29", [("Agni-5", "Agni-V"), ("Agni V", "Agni-V"), ("MiG 29", "MiG-29")]),
    ("the Backfire and the Minuteman III", [("Backfire", "Tu-22M"), ("Minuteman III", "Minuteman III")]),
    ("Bayraktar TB2 drones over Baku", [("Bayraktar TB2", "Bayraktar TB2")]),
    ("two Patriot batteries for Romania", [("Patriot", "Patriot")]),
    ("Oman bought 12 Typhoons", [("Typhoons", "Eurofighter Typhoon")]),
    ("Javelin anti-tank missiles", [("Javelin", "Javelin")]),
    ("the aircraft carrier Charles de Gaulle", [("aircraft carrier Charles de Gaulle", "Charles de Gaulle carrier")]),
    ("HMS Prince of Wales. It sailed", [("HMS Prince of Wales", "HMS Prince of Wales")]),
    ("Typhoon Haiyan struck Leyte", []),
    ("A patriot and a Patriot of Chile", []),
    ("Hawks in the Senate; Abrams disagreed", []),
    ("A 10 per cent rise, the E3, P5 and G7", []),
    ("An 8 per cent tariff on Atlas", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_weapon_is_known_by_its_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.span.of(text), m.value.name) for m in weapons.find(text)] == expected


COUNTED = [
    ("12 S-400 launchers", [(12, "launcher")]),
    ("24 Su-35s", [(24, "Su-35")]),
    ("Peru has 12 Mirage 2000s", [(12, "Mirage 2000")]),
    ("4 PzH 2000 from Lithuania", [(4, "PzH 2000")]),
    ("three Leopard 2A6 tanks", [(3, "tank")]),
    ("the Challenger 2 and Type 99 tanks", []),
    ("the DF-21D, 9M729 and Shahed 136", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_a_number_counts_weapons_and_is_none_in_their_names(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(m.value.value, m.value.unit) for m in units.find(text)] == expected


def test_a_name_of_a_weapon_is_no_date() -> None:
    assert dates.find("Taiwan flew Mirage 2000s and Lithuania has the PzH 2000") == []
    assert [str(m.value) for m in dates.find("in the 2000s")] == ["2000-01-01/2009-12-31"]


def sentence(text: str) -> Sentence:
    document, _ = reading.read(Document(source=Source(id="x", title="x"), text=text))
    return document.sentences[0]


def test_a_weapon_is_no_actor() -> None:
    assert [m.value.id for m in sentence("HMS Queen Elizabeth visited Japan.").actors] == ["JPN"]
    assert [m.value.id for m in sentence("Queen Elizabeth visited Japan.").actors] == ["person:elizabeth-ii", "JPN"]
    told = sentence("The Oreshnik attacked Ukraine.")
    assert [m.value.name for m in told.weapons] == ["Oreshnik"]
    assert not any("Oreshnik" in m.value.name for clause in told.clauses for act in clause.acts for m in act.source)


def test_a_state_in_the_name_of_an_operation_does_nothing() -> None:
    assert [m.value.id for m in sentence("Operation Iraqi Freedom alarmed Jordan.").actors] == ["JOR"]
    assert [m.value.id for m in sentence("Iraqi forces alarmed Jordan.").actors] == ["IRQ", "JOR"]


def test_the_table_of_weapons() -> None:
    rows = list(tables.rows("weapons.csv"))
    known = {row["id"] for row in tables.rows("actors.csv")}
    owner: dict[str, str] = {}
    assert len(rows) > 800
    for row in rows:
        spellings = [row["name"], *filter(None, row["aliases"].split("|"))]
        assert set(filter(None, row["unsure"].split("|"))) <= set(spellings), row["name"]
        assert set(row["makers"].split(";")) <= known, row["name"]
        assert re.fullmatch(r"(?:1[89]|20)\d\d|", row["year"]), row["name"]
        for spelling in spellings:
            assert owner.setdefault(fold(spelling), row["name"]) == row["name"]
    assert {row["type"] for row in rows} - {"prefix"} <= {
        "aircraft", "bomb", "bomber", "drone", "gun", "helicopter", "howitzer", "jet", "launcher", "missile", "radar",
        "rifle", "submarine", "system", "tank", "torpedo", "vehicle", "warhead", "warship"}  # fmt: skip
