"""One number for two things: the same figure of the same owner given for two indicators that are not alike.

It asks about a number that stands in two sentences as two different things (``unlike_indicators.csv``): state reserves
and private fortunes, exports and imports, warheads deployed and in stock. It leaves alone small numbers, other owners,
times that do not meet, and sentences that set the two side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import Any

from detente import tables
from detente.evidence import indicator_name, show
from detente.model import Claim, Finding, Quantity
from detente.offers import Case, Rule, asserted
from detente.rules import question

_LARGE = 1000
"""Numbers below it often agree by chance."""

_UNSURE = frozenset({"carried", "far", ""})
"""Rungs of a level's date that say little about it."""


@cache
def _unlike() -> Mapping[frozenset[str], bool]:
    rows = tables.rows("unlike_indicators.csv", ("one", "other"))
    return {frozenset({row["one"], row["other"]}): True for row in rows}


def check(case: Case) -> Iterator[Finding]:
    """Questions on numbers that two sentences give for two things."""
    levels = [claim for claim in case.of("quantity") if asserted(claim) and claim.body.quantity.value >= _LARGE]
    for one, other in combinations(levels, 2):
        first, second = one.body, other.body
        if (
            one.sentence != other.sentence
            and first.quantity.value == second.quantity.value
            and (first.quantity.unit == second.quantity.unit or _counted(first.quantity, second.quantity))
            and frozenset({first.indicator, second.indicator}) in _unlike()
            and set(first.actors) & set(second.actors)
            and _at_one_time(one, other)
        ):
            words = (
                f"{show(first.quantity)} is {indicator_name(first.indicator)} here and "
                f"{indicator_name(second.indicator)} in “{other.quote}”. Are they two things?"
            )
            yield question(other, words.replace(other.quote, one.quote), "one_number_two_things", one)


def _counted(*numbers: Quantity) -> bool:
    """Whether all are counts of things by their nouns, and none is money or a measure."""
    return all(number.unit.islower() and len(number.unit) > len("km2") for number in numbers)


def _at_one_time(one: Claim[Any], other: Claim[Any]) -> bool:
    """Whether the two can be of one time."""
    first, second = one.body, other.body
    unsure = first.dated in _UNSURE or second.dated in _UNSURE or not first.on or not second.on
    return unsure or bool(first.on.overlaps(second.on))


RULE = Rule(name="one_number_two_things", says="one number is of one thing", check=check)
