"""Events: who did what to whom, when, in PLOVER's types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.actors import continued, states_of
from detente.finding import agreements, events
from detente.model import Period, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """``source`` acts on ``target`` (ids of states, organisations or persons) on ``on``.

    ``words`` are the text's, or a row's pattern; ``own`` are those of the clause alone.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    type: str
    mode: str = ""
    cameo: str = ""
    on: Period | None = None
    place: str = ""
    name: str = ""
    words: str = ""
    own: str = ""


def read(sentence: Sentence) -> Iterator[Reading[Event]]:
    """An act of a clause that is not a talk (those are meetings), and dated nouns of action."""
    for told in events.acts(sentence):
        yield Reading(
            span=told.span,
            body=_body(sentence, told),
            rule=told.act.rule,
            verb=told.clause.verb if told.verbal else None,
            act=told.act,
            sure=0.8 if told.dated else 0.6,
        )
    for said in events.happenings(sentence):
        body = Event(source=said.who, target=(), type="", on=said.on, words=sentence.at(said.span).lower())
        yield Reading(span=said.span, body=body, rule="dated happening", sure=0.7)


def _body(sentence: Sentence, told: events.Told) -> Event:
    act = told.act
    return Event(
        source=states_of((m.value for m in act.source), told.on),
        target=states_of((m.value for m in act.target), told.on),
        type=act.type,
        mode=act.mode,
        cameo=act.cameo,
        on=told.on,
        place=agreements.place_in(sentence.at(told.clause.span)),
        words=sentence.at(told.clause.whole).lower(),
        own=sentence.at(told.clause.span).lower(),
    )


COLUMNS = ("name", "words", "source", "target", "type", "mode", "cameo", "start", "end", "place", "value", "unit")


def from_row(row: Mapping[str, str]) -> Event:
    """An event from a reference row; see docs/reference-data.md for the columns."""
    return Event(
        source=tuple(filter(None, row["source"].split(";"))),
        target=tuple(filter(None, row["target"].split(";"))),
        type=row["type"],
        mode=row["mode"],
        cameo=row["cameo"],
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        place=row["place"],
        name=row["name"],
        words=row["words"],
    )


def keys(body: Event) -> Iterable[str]:
    """Events are looked up by each party."""
    return set(body.source + body.target)


def same(said: Event, found: Event) -> float:
    """One event: the text's words fit the row's pattern, and the parties that both name agree; more so if types do."""
    if not wording.matches(found.words, said.words):
        return 0.0
    doer = {item for item in said.source if item.startswith("unlinked:")}  # someone else may have done the like
    said_source, found_source = parties(said.source) | doer, parties(states_of(found.source, found.on))
    said_target, found_target = parties(said.target), parties(states_of(found.target, found.on))
    mine, theirs = said_source | said_target, found_source | found_target
    if (mine - theirs and theirs - mine) or turned(said, found):
        return 0.0  # each names a party that the other does not: another event
    score = 0.45
    if said_source & found_source and (said_target & found_target or not found_target or not said_target):
        score += 0.25
    elif mine & theirs:
        score += 0.1
    score += 0.25 if said.type == found.type else 0.0
    told = len(found.words.split()) > 1 or len(mine & theirs) > 1
    near = not said.own or wording.matches(found.words, said.own)
    return score if told and near else min(score, 0.75)


MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", ""})
"""Types of events that have no direction."""


def parties(ids: Iterable[str]) -> set[str]:
    """The known parties among ids: no names without an id and no places; Russia and the Soviet Union are one."""
    return {continued(item) for item in ids if not item.startswith(("unlinked:", "region:", "city:", "place:"))}


def turned(said: Event, found: Event) -> bool:
    """Whether two events have the same two parties the other way round."""
    one, other = parties(said.source), parties(said.target)
    doers, others = parties(states_of(found.source, found.on)), parties(states_of(found.target, found.on))
    if found.type in MUTUAL or doers & others or not (doers and others):
        return False
    return bool(one & others and other & doers) and not (one & doers or other & others)


def slots(body: Event) -> dict[str, Any]:
    """The interchange fields of an event."""
    return {"predicate": body.name or body.type.lower(), "place": body.place or None, "period": body.on}


KIND = Kind(
    name="event",
    body=Event,
    rank=50,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(
        Field("date", lambda body: body.on, "event_date"),
        Field("place", lambda body: body.place or None, "place"),
    ),
    slots=slots,
)
