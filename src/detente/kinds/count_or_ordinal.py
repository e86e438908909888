"""Counts and ordinals: how many, the how-manieth, the first or last since; counted over other facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import units, wording
from detente.actors import states_of
from detente.finding import counts
from detente.model import Period, Quantity, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOrOrdinal:
    """``what`` is counted for ``actors``: a ``count``, an ``ordinal``, or the year ``since`` when there was none."""

    what: str
    actors: tuple[str, ...] = ()
    count: Quantity | None = None
    ordinal: int | None = None
    since: Period | None = None
    on: Period | None = None
    words: str = ""


def read(sentence: Sentence) -> Iterator[Reading[CountOrOrdinal]]:
    """Ordinals with their noun, counts of countable facts, and "first since"."""
    for said in counts.ordinals(sentence):
        yield Reading(span=said.span, body=_body(said), rule="first since" if said.since else "ordinal", sure=0.8)
    for said in (*counts.numbers(sentence), *counts.repeats(sentence)):
        yield Reading(span=said.span, body=_body(said), rule="count of facts", sure=0.75, number=said.number)


def _body(said: counts.Counted) -> CountOrOrdinal:
    return CountOrOrdinal(
        what=said.what,
        actors=said.actors,
        count=said.count,
        ordinal=said.ordinal,
        since=said.since,
        on=said.on,
        words=said.words,
    )


COLUMNS = ("what", "words", "actors", "start", "end", "value", "unit", "basis")


def from_row(row: Mapping[str, str]) -> CountOrOrdinal:
    """A published count from a reference row."""
    value = float(row["value"])
    return CountOrOrdinal(
        what=row["unit"],
        actors=tuple(filter(None, row["actors"].split(";"))),
        count=Quantity(value=value, unit=row["unit"], low=value, high=value),
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        words=row["words"],
    )


def keys(body: CountOrOrdinal) -> Iterable[str]:
    """Counts are looked up by what is counted."""
    return (units.singular(body.what),) if body.count else ()


_MORE = re.compile(r"\b(?:new|more|further|additional|other|another|remaining)\b")


def same(said: CountOrOrdinal, found: CountOrOrdinal) -> float:
    """One count: the row's words are in the text, and the times overlap where both have one."""
    if _MORE.search(said.words[:60]):
        return 0.0  # "five more" is no total
    parties = set(states_of(found.actors, found.on))
    if not wording.matches(found.words, said.words) or (len(parties) > 1 and not parties <= set(said.actors)):
        return 0.0
    if said.on and found.on and not said.on.overlaps(found.on):
        return 0.0
    return 0.8 if parties & set(said.actors) and said.on else 0.7  # an undated count may be of another day


def slots(body: CountOrOrdinal) -> dict[str, Any]:
    """The interchange fields of a count or ordinal."""
    value: dict[str, Any] = {"quantity": body.count} if body.count else {"value": body.ordinal, "unit": "ordinal"}
    if body.since:
        value = {"value": body.since.start.year, "unit": "year"}
    return {
        "subject": ",".join(body.actors),
        "predicate": "count" if body.count else "ordinal",
        "object": body.what,
        "period": body.since or body.on,
        **value,
    }


KIND = Kind(
    name="count_or_ordinal",
    body=CountOrOrdinal,
    rank=67,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("number", lambda body: body.count, "number"),),
    slots=slots,
)
