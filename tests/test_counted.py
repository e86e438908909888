"""Numbers find what they count, whose they are and when: in lists, by their nation, despite who reckons them."""

from __future__ import annotations

import pytest

from detente import reading
from detente.kinds.quantity import Level, same
from detente.model import Document, Period, Quantity, Source


def _levels(text: str) -> dict[str, Level]:
    """The levels of a text by the words of their numbers' phrases."""
    document = Document(source=Source(id="text", title="text"), text=text, dated=Period.of("2025-06"))
    return {claim.quote: claim.body for claim in reading.read(document)[1] if isinstance(claim.body, Level)}


# a text, and of one number: its words | indicator | owners | counterpart | time
ROWS = [
    # under the head of a list
    ("Military spending in 2023 (SIPRI): Japan $50.2 bn; South Korea $47.9 bn.",
     "$47.9 bn | military_expenditure | KOR |  | 2023"),
    ("Defence spending in 2022 (SIPRI): Italy $33.5 bn; Spain $20.3 bn.",
     "$33.5 bn | military_expenditure | ITA |  | 2022"),
    ("Nuclear warheads, January 2024: France 290, India 172.",
     "172 | warheads_stockpile | IND |  | 2024-01"),
    ("Warheads in January 2023. France: 290. Pakistan: 170.",
     "Pakistan: 170 | warheads_stockpile | PAK |  | 2023-01"),
    ("Population 2022 (UN): Nigeria 218 million; Egypt 111 million.",
     "Egypt 111 | population | EGY |  | 2022"),
    ("GDP 2023, current dollars: Turkey 1.1 trillion, Greece 0.24 trillion.",
     "0.24 | gdp | GRC |  | 2023"),
    ("Military spending 2024: Algeria $21.8 bn (8 per cent of GDP); Morocco $5.5 bn.",
     "8 per cent | military_expenditure_share | DZA |  | 2024"),
    ("1. Military spending 2024: Peru $3 bn. 2. Chile $5 bn.",
     "$5 bn | military_expenditure | CHL |  | 2024"),
    ("World, January 2021: 13,080 warheads in total.\nChina: stockpile 350.",
     "350 | warheads_stockpile | CHN |  | 2021-01"),
    ("Poland's exports 2023: Czechia €22 billion.",
     "€22 | exports | POL | CZE | 2023"),
    ("Exports to Chile 2023: Peru $2 billion.",
     "$2 billion | exports | PER | CHL | 2023"),
    # a source is no owner
    ("SIPRI put Poland's military spending at $38 billion in 2024.",
     "$38 | military_expenditure | POL |  | 2024"),
    ("Saudi Arabia arms. SIPRI put its military spending at $80.3 billion in 2024.",
     "$80.3 | military_expenditure | SAU |  | 2024"),
    ("The IMF estimated Vietnam's GDP at $430 billion in 2023.",
     "$430 | gdp | VNM |  | 2023"),
    ("NATO has 40,000 troops in Kosovo.",
     "40,000 | troops | igo:nato |  | "),
    # the world
    ("World military spending was $2,443 billion in 2023.",
     "$2,443 | military_expenditure | WLD |  | 2023"),
    ("In 2022 the world spent $2,240 billion on its armies.",
     "$2,240 | military_expenditure | WLD |  | 2022"),
    ("India's GDP was $3.5 trillion in 2023, third in the world.",
     "$3.5 | gdp | IND |  | 2023"),
    # the pair
    ("Brazil and Argentina are rivals. Goods trade between the two reached $27.4 billion in 2024.",
     "$27.4 | trade | BRA ARG |  | 2024"),
    ("Trade between India and Bangladesh came to $15.9 billion in 2022. It had been $9.5 billion in 2019.",
     "$9.5 | trade | IND BGD |  | 2019"),
    ("China is Australia's partner. Two-way trade was $200 billion in 2021, and Australian exports were $128 billion.",
     "$128 | exports | AUS | CHN | 2021"),
    ("Kenya trades with Uganda. Total Kenyan exports were $7 billion in 2021.",
     "$7 billion | exports | KEN |  | 2021"),
    ("Turkish exports to Greece came to $3.2 billion in 2019 and imports from there to $2 billion.",
     "$3.2 | exports | TUR | GRC | 2019"),
    ("Turkish exports to Greece came to $3.2 billion in 2019 and imports from there to $2 billion.",
     "$2 billion | imports | TUR | GRC | 2019"),
    # people by their nation
    ("The Winter War cost 126,875 Soviet and 25,904 Finnish lives.",
     "126,875 | deaths | SUN |  | "),
    ("In the fighting of October 2023, 1,200 Israelis lost their lives.",
     "1,200 | deaths | ISR |  | 2023-10"),
    ("Peru and Ecuador fought in January 1995. Some 60 Peruvians were killed.",
     "60 | deaths | PER |  | 1995-01"),
    ("The two years of war claimed the lives of 70,000 people.",
     "70,000 | deaths |  |  | "),
    ("In 1971 about 90,000 Pakistani soldiers surrendered.",
     "90,000 | prisoners | PAK |  | 1971"),
    ("The army of Chad has 30,000 soldiers.",
     "30,000 | troops | TCD |  | "),
    # at the polls
    ("Mohamed Muizzu was elected president of the Maldives in September 2023 with 54 per cent of the votes.",
     "54 | election_share | MDV |  | 2023-09"),
    ("Montenegro voted on 21 May 2006: 55.5 per cent voted for independence.",
     "55.5 | referendum_yes | MNE |  | 2006-05-21"),
    ("East Timor voted. In a UN vote of 30 August 1999, 78.5 per cent chose independence.",
     "78.5 | referendum_yes | TLS |  | 1999-08-30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_number_finds_its_row(text: str, expected: str) -> None:
    words, indicator, owners, other, time = (cell.strip() for cell in expected.split("|"))
    told = next(body for quote, body in _levels(text).items() if words in quote)
    assert told.indicator == indicator
    assert {*told.actors} == {*owners.split()}
    assert told.counterpart == other or not other
    assert str(told.on or "").startswith(time)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Warheads were many. Minister Lee resigned. He left. The king came, too. Chile: 290.",
            "290",
        ),  # no list by then
        ("Chile: 290. Peru: 180.", "290"),  # a list without a head
        ("Military spending 2024: Peru $3 bn, 37 per cent of the world's copper.", "37 per cent"),
    ],
)
def test_a_number_without_a_head_counts_nothing(text: str, words: str) -> None:
    told = next(body for quote, body in _levels(text).items() if words in quote)
    assert told.indicator in {"", "military_expenditure_change"}


def test_the_numbers_of_items_are_no_numbers() -> None:
    found = _levels("Military spending 2024: 1. Peru $3 bn. 2. Chile $5 bn. 3. Bolivia $1 bn.")
    assert {body.quantity.value for body in found.values()} == {3e9, 5e9, 1e9}


def _level(indicator: str, value: float, on: str, **more: str) -> Level:
    number = Quantity(value=value, unit="person", low=value * 0.99, high=value * 1.01)
    return Level(actors=("ARG",), indicator=indicator, quantity=number, on=Period.of(on), **more)


def _told(words: str, value: float) -> Level:
    return _level("deaths", value, "1982-06-01", dated="carried", words=words)


@pytest.mark.parametrize(
    ("said", "found", "is_one"),
    [
        (_level("deaths", 649, "1982-06"), _level("deaths_military", 649, "1982"), True),
        (_level("deaths", 907, "1982-06"), _level("deaths_military", 649, "1982"), False),  # it may count civilians
        (_level("wounded", 649, "1982-06"), _level("deaths_military", 649, "1982"), False),
        (_told("the war killed 649", 649), _level("deaths", 649, "1982"), True),
        (_told("649 died", 649), _level("deaths", 649, "1982"), False),
        (_told("the war killed 20", 20), _level("deaths", 649, "1982"), False),
    ],
)  # fmt: skip
def test_what_is_borne_out_by_just_its_number(said: Level, found: Level, is_one: bool) -> None:
    assert (same(said, found) >= 0.85) is is_one
