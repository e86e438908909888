"""From a number to what it measures: the link of a quantity to its indicator, by its unit and the words about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from detente import numerals, tables, wording
from detente.lexicon import word_classes
from detente.model import Quantity

_PERSONS = frozenset([
    "person", "people", "troop", "soldier", "civilian", "casualty", "death", "refugee", "servicemember", "fatality",
    "victim", "prisoner", "man", "woman", "life", "dead", "personnel", "fighter", "inhabitant", "resident", "worker",
    "migrant", "child", "hostage", "national", "citizen",
])  # fmt: skip
_ITEMS = frozenset([
    "item", "unit", "missile", "launcher", "jet", "tank", "system", "aircraft", "javelin", "vehicle", "howitzer",
    "helicopter", "drone", "ship", "submarine",
])  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What a number can measure: its unit, whether it is a level or a change, and the words that speak of it.

    ``over`` is what it is counted over: a state, a ``pair`` that share it, one state's ``state to state``, a conflict …
    """

    id: str
    name: str
    unit: str
    measure: str
    words: str
    description: str
    over: str = "state"


CONSTANT = frozenset({"border_length", "area", "distance"})
"""Indicators that do not change with the year; only what is counted in changes."""

POLLS = frozenset({"referendum_yes", "turnout", "election_share"})
"""Indicators of a vote of the people, of which the day says which one is meant."""

COLUMNS = ("id", "name", "unit", "measure", "words", "description")
"""What every table of indicators has."""


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by id: ``data/indicators.csv`` and the ``indicators.*.csv`` beside the reference tables."""
    found: dict[str, Indicator] = {}
    for table in ("indicators.csv", *tables.named("indicators.")):
        for row in tables.rows(table, COLUMNS):
            given = {key: row[key] for key in (*COLUMNS, "over") if row.get(key)}
            found.setdefault(row["id"], Indicator(**given))
    return found


def fits(indicator: Indicator, unit: str) -> bool:
    """Whether a number in this unit can be of this indicator: one currency for another, any word for persons."""
    if indicator.unit == unit or (
        len(unit) == 3 and unit.isupper() and len(indicator.unit) == 3 and indicator.unit.isupper()
    ):
        return True
    base, wanted = unit.split("/", maxsplit=1)[0], indicator.unit.split("/")[0]
    if base == "percent of GDP":
        return indicator.id.endswith(("_share", "_target"))
    if wanted in {"person", "troop"}:
        return base in _PERSONS
    if wanted == "item":
        return base in _ITEMS
    if wanted == "percent":
        return base in {"percent", "percentage point", "ratio"}
    return base == wanted or (base in dimensions() and dimensions()[base] == dimensions().get(wanted))


@cache
def dimensions() -> Mapping[str, str]:
    """Unit → its dimension, for units that are measured and can be turned into each other: hectares are an area."""
    measured = ("length", "area", "mass", "volume", "energy", "power")
    return {entry.unit: name for name in measured for entry in numerals.vocabulary()[name].values()}


@lru_cache(maxsize=1000)
def _of_unit(unit: str) -> tuple[Indicator, ...]:
    return tuple(indicator for indicator in indicators().values() if fits(indicator, unit))


def holds(one: Quantity, other: Quantity) -> bool:
    """Whether a number as it is worded holds another one's value; their units are not compared."""
    return one.low <= other.value <= one.high


def two_currencies(one: str, other: str) -> bool:
    """Whether two units are two currencies: without a rate of the day their sums cannot be compared."""
    return one != other and all(len(unit) == 3 and unit.isupper() for unit in (one, other))


def alike(one: str, other: str) -> bool:
    """Whether two counted nouns both count people."""
    return one in _PERSONS and other in _PERSONS


@cache
def also(indicator: str) -> frozenset[str]:
    """The indicators that the same words may mean, so that a row of theirs can bear out a number of this one."""
    rows = tables.rows("also_indicators.csv", ("said", "counted"))
    return frozenset(row["counted"] for row in rows if row["said"] == indicator)


@lru_cache(maxsize=1000)
def told(words: str) -> Indicator | None:
    """The indicator that words alone speak of: of change where they tell one, most groups, fewest wordings."""
    changing = bool(_growing().search(words))
    found = [indicator for indicator in indicators().values() if wording.matches(indicator.words, words)]
    return max(found, key=lambda i: _told_by(i, changing=changing), default=None)


def _told_by(indicator: Indicator, *, changing: bool) -> tuple[bool, int, int, str]:
    alike = (indicator.measure == "change") == changing
    return alike, len(indicator.words.split()), -indicator.words.count("|"), indicator.id


@cache
def _growing() -> re.Pattern[str]:
    stems = word_classes()["rise_stem"] | word_classes()["fall_stem"] | {"change", "inflation"}
    return re.compile(rf"\b(?:{'|'.join(sorted(stems))})")


def link(
    quantity: Quantity, contexts: Sequence[str], *, among: Collection[str] = (), barred: Collection[str] = ()
) -> tuple[str, int]:
    """The indicator of a number and the number of the context that told; ("", -1) where none fits.

    ``contexts`` are lower-case texts from the words next to the number outwards. Each group of an indicator's words
    that a context has counts two, each step outwards takes one off; of equals the one with fewer wordings wins. The
    unit must fit.
    """
    able = [i for i in _of_unit(quantity.unit) if (not among or i.id in among) and i.id not in barred]
    found: dict[str, tuple[int, int, int, str]] = {}
    for number, context in enumerate(contexts):
        for indicator in able:
            if indicator.id not in found and wording.matches(indicator.words, context):
                groups = len(indicator.words.split())
                found[indicator.id] = (2 * groups - number, groups, -indicator.words.count("|"), indicator.id)
    if not found:
        return "", -1
    best = max(found, key=lambda key: found[key])
    return best, 2 * found[best][1] - found[best][0]
