"""Indicators: every row of the tables can be told, and the words of a number tell the right one."""

from __future__ import annotations

import pytest

from detente import units
from detente.indicators import Indicator, fits, indicators, link
from detente.model import Quantity

TOLD = [
    ("Ghana owed $2 billion in debt to its neighbour", "debt_owed"),
    ("a budget deficit of 6% of GDP", "budget_deficit_share"),
    ("foreign-exchange reserves of $40 billion", "foreign_reserves"),
    ("the central bank put its key rate at 8.5 percent", "interest_rate"),
    ("war reparations of 132 billion marks and $33 billion", "reparations"),
    ("proven oil reserves of 300 billion barrels", "oil_reserves"),
    ("coal production of 4 billion tonnes", "coal_production"),
    ("gas production of 95 bcm", "gas_production"),
    ("wheat exports of 20 million tons", "grain_exports"),
    ("24 GW of solar capacity", "power_capacity"),
    ("a missile with a range of 2,000 km", "missile_range"),
    ("the army lost 300 tanks destroyed", "tanks_lost"),
    ("4 nuclear-powered submarines", "nuclear_submarines"),
    ("12 submarines", "submarines"),
    ("11 aircraft carriers", "aircraft_carriers"),
    ("killed 65 children", "deaths_children"),
    ("killed 12 peacekeepers", "deaths_peacekeepers"),
    ("cholera killed 400 people", "deaths_disease"),
    ("1.2 million people face acute hunger", "food_insecure"),
    ("a humanitarian appeal for $300 million", "humanitarian_appeal"),
    ("350,000 people sought asylum with asylum claims", "asylum_seekers"),
    ("6.1 homicides per 100,000", "homicides"),
    ("life expectancy of 71 years", "life_expectancy"),
    ("fertility of 2.1 children per woman", "fertility_rate"),
    ("emissions of 37 billion tonnes of CO2", "co2_emissions"),
    ("warming of 1.5 degrees Celsius", "warming"),
    ("30 million doses of vaccine", "vaccine_doses"),
    ("an approval rating of 31 percent", "approval_rating"),
    ("54 percent of respondents in a survey support it", "poll_support"),
    ("won 120 seats", "seats"),
    ("31 embassies", "embassies"),
    ("5,000 satellites in orbit", "satellites"),
    ("trade of $30 billion", "trade"),
    ("a deficit in goods of $30 billion", "trade_balance"),
    ("spent $30 billion on its military", "military_expenditure"),
    ("was elected with 54 percent of the vote", "election_share"),
    ("54 percent voted for independence", "referendum_yes"),
    ("200 hostages", "hostages"),
    ("200 missiles were destroyed", "missiles_destroyed"),
    ("a goal of 2 percent for defence", "defence_spending_target"),
    ("they came 2 percent short of the goal", ""),
    # what no word tells is left
    ("they saw 40 buses", ""),
    ("a bag of $500", ""),
    ("it took 71 years", ""),
    ("four suicide bombers", ""),
    ("12 peacekeeping missions", ""),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_words_tell_the_indicator(text: str, expected: str) -> None:
    number = units.find(text)[-1].value
    assert link(number, [text.lower()])[0] == expected


@pytest.mark.parametrize("indicator", indicators().values(), ids=lambda indicator: indicator.id)
def test_each_indicator_is_whole(indicator: Indicator) -> None:
    assert indicator.measure in {"level", "change"}
    assert all((indicator.unit, indicator.words, indicator.over, indicator.description))
    assert fits(indicator, indicator.unit)


@pytest.mark.parametrize("indicator", indicators().values(), ids=lambda indicator: indicator.id)
def test_each_indicator_can_be_told(indicator: Indicator) -> None:
    """Its own words, one of each group, tell it or one that they tell as well; they never tell nothing."""
    words = " ".join(group.split("|")[0].removeprefix("=") for group in indicator.words.split())
    number = Quantity(value=5.0, unit=indicator.unit, low=5.0, high=5.0)
    assert link(number, [words])[0]


def test_there_are_indicators_for_the_field() -> None:
    assert len(indicators()) >= 150
    assert {"state", "pair", "state to state", "conflict", "agreement", "organisation", "company", "world"} <= {
        indicator.over for indicator in indicators().values()
    }


@pytest.mark.parametrize(
    ("indicator", "unit", "expected"),
    [
        ("area", "ha", True),
        ("border_length", "mile", True),
        ("gas_exports", "bcm", True),
        ("area", "km", False),
        ("warheads_stockpile", "missile", False),
        ("exports", "EUR", True),
    ],
)
def test_units_fit(indicator: str, unit: str, expected: bool) -> None:
    assert fits(indicators()[indicator], unit) is expected
