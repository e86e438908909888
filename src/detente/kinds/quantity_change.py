"""Changes of a quantity: a growth rate, a difference, a doubling, from a time to a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.finding import changes
from detente.model import Period, Quantity, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``quantity`` (per cent, points or a ratio) by which ``indicator`` of ``actors`` changed over ``on``."""

    actors: tuple[str, ...]
    indicator: str
    quantity: Quantity
    on: Period | None = None
    counterpart: str = ""
    basis: str = ""
    words: str = ""


def read(sentence: Sentence) -> Iterator[Reading[Change]]:
    """Signed numbers, per cents under a word of change, and doublings and halvings."""
    for said in changes.changes(sentence):
        body = Change(
            actors=said.actors,
            counterpart=said.counterpart,
            indicator=said.indicator,
            quantity=said.quantity,
            on=said.on,
            words=said.words,
        )
        yield Reading(
            span=said.span, body=body, rule="number under a word of change", sure=0.7, number=said.mention.span
        )


COLUMNS = ("actors", "counterpart", "indicator", "start", "end", "value", "unit", "basis")


def from_row(row: Mapping[str, str]) -> Change:
    """A change from a reference row."""
    value = float(row["value"])
    return Change(
        actors=tuple(filter(None, row["actors"].split(";"))),
        indicator=row["indicator"],
        quantity=Quantity(value=value, unit=row["unit"], low=value, high=value),
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        counterpart=row["counterpart"],
        basis=row["basis"],
    )


def keys(body: Change) -> Iterable[str]:
    """Changes are looked up by indicator."""
    return (body.indicator,) if body.indicator else ()


def same(said: Change, found: Change) -> float:
    """One fact: the indicator, its owner and the same stretch of time."""
    if not said.indicator or said.indicator != found.indicator or not said.on or not found.on:
        return 0.0
    if not set(said.actors) & {*found.actors, found.counterpart}:
        return 0.0
    if said.on.precision == "year" and found.on.days < 0.7 * said.on.days:
        return 0.0  # a half-year's rate is not the year's
    return 0.9 if said.on.overlaps(found.on) and found.on.days <= 2 * said.on.days + 31 else 0.0


def slots(body: Change) -> dict[str, Any]:
    """The interchange fields of a change."""
    return {
        "subject": ",".join(body.actors),
        "predicate": "changed",
        "quantity": body.quantity,
        "period": body.on,
        "indicator": body.indicator or None,
    }


KIND = Kind(
    name="quantity_change",
    body=Change,
    rank=66,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("number", lambda body: body.quantity, "growth_rate"),),
    slots=slots,
)
