"""Quantities: a level of something, of somebody, at some time, in a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import indicators
from detente.finding import extents, quantities
from detente.model import Period, Quantity, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """``quantity`` of ``indicator`` for ``actors`` (towards ``counterpart``) over ``on``.

    ``basis`` is the counting rule, ``dated`` and ``owned`` are the rungs of date and owner. ``role`` is ``from`` or
    ``to`` at an end of a change, ``bound`` ``max`` or ``min``, ``qualifier`` which of the things ("deployed").
    """

    actors: tuple[str, ...]
    indicator: str
    quantity: Quantity
    on: Period | None = None
    counterpart: str = ""
    basis: str = ""
    words: str = ""
    dated: str = ""
    owned: str = ""
    role: str = ""
    bound: str = ""
    qualifier: str = ""


def read(sentence: Sentence) -> Iterator[Reading[Level]]:
    """Every number with a unit that is not a change: its phrase, its owner, its time and what it measures."""
    for said in quantities.levels(sentence):
        body = Level(**{name: getattr(said, name) for name in Level.__slots__ if name != "basis"})
        yield Reading(span=said.span, body=body, rule="number with its unit", sure=0.6, number=said.mention.span)


COLUMNS = ("actors", "counterpart", "indicator", "start", "end", "value", "low", "high", "unit", "basis")


def from_row(row: Mapping[str, str]) -> Level:
    """A level from a reference row."""
    value = float(row["value"])
    return Level(
        actors=tuple(filter(None, row["actors"].split(";"))),
        indicator=row["indicator"],
        quantity=Quantity(
            value=value, unit=row["unit"], low=float(row["low"] or value), high=float(row["high"] or value)
        ),
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        counterpart=row["counterpart"],
        basis=row["basis"],
        words=row.get("words", ""),
    )


def keys(body: Level) -> Iterable[str]:
    """Levels are looked up by indicator, and by what the same words may mean."""
    return (body.indicator, *indicators.also(body.indicator)) if body.indicator else ()


def same(said: Level, found: Level) -> float:
    """One fact: the indicator, its owner (either way round for a pair), and the time."""
    borne = found.indicator in indicators.also(said.indicator) and indicators.holds(said.quantity, found.quantity)
    if not said.indicator or not (borne or said.indicator == found.indicator) or not _comparable(said, found):
        return 0.0
    polled = found.indicator in indicators.POLLS and said.on is not None and said.on.days <= 31
    owner, time = _owner(said, found), _time(said, found) * (1.25 if polled else 1.0)
    if (
        owner
        and time
        and (polled or extents.is_of_war(said.words, found.indicator))
        and indicators.holds(said.quantity, found.quantity)
    ):
        return 0.9  # just the number of the vote or war that the text has told of before
    return owner + time if owner and time else 0.0


def _comparable(said: Level, found: Level) -> bool:
    """Whether two numbers of an indicator can be of one thing, whosever and whenever they are."""
    one, other = said.quantity, found.quantity
    indicator = indicators.indicators()[found.indicator]
    if not indicators.fits(indicator, one.unit) or indicators.two_currencies(one.unit, other.unit):
        return False
    times = (abs(other.value) + 1e-9) / (abs(one.value) + 1e-9)
    if (one.comparator == ">" and times > 5) or (one.comparator == "<" and times < 0.2):
        return False  # "at least 40" says nothing of a thing of thousands
    if found.indicator == "referendum_yes" and abs(one.value + other.value - 100) < 0.6:
        return False  # the share of those who voted the other way
    if "overlap" in said.words and "overlap" not in found.basis:
        return False  # what two claims share is not the size of one
    return found.indicator not in {"area", "distance"} or extents.speaks_of(said.words, found.basis)


def _owner(said: Level, found: Level) -> float:
    """How surely the owner is the same, 0 to 0.5."""
    pair, mine = {*found.actors, found.counterpart} - {""}, {*said.actors, said.counterpart} - {""}
    if (pair and not set(said.actors) & pair) or (found.counterpart and not pair <= mine):
        return 0.0
    if said.owned != "carried":
        return 0.5 if not pair or set(said.actors) == set(found.actors) or pair <= mine else 0.3
    # the receiver is named, and the giver is the state the text is about
    given = found.counterpart and said.counterpart == found.counterpart and set(found.actors) <= set(said.actors)
    return 0.5 if not pair or given else 0.3


def _time(said: Level, found: Level) -> float:
    """How surely the time is the same, 0 to 0.4."""
    if not said.on or not found.on:
        return 0.0
    if found.indicator in indicators.CONSTANT:
        return 0.4
    one, other = said.on, found.on
    if not one.overlaps(other) or (extents.is_toll(found.indicator) and other.days < 28 and one.days > 31):
        return 0.0  # one incident is not the toll of a year
    shared = (min(one.end, other.end) - max(one.start, other.start)).days
    same_years = shared > 0.7 * max(one.days, other.days)
    wide = other.days > 13 * one.days or (one.days > 400 and not same_years)
    return 0.2 if wide or said.dated in {"carried", "far"} else 0.4


def slots(body: Level) -> dict[str, Any]:
    """The interchange fields of a level."""
    return {
        "subject": ",".join(body.actors),
        "predicate": body.indicator,
        "quantity": body.quantity,
        "period": body.on,
        "indicator": body.indicator or None,
    }


KIND = Kind(
    name="quantity",
    body=Level,
    rank=65,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("number", lambda body: body.quantity, "number"),),
    slots=slots,
)
