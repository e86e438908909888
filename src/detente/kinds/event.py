"""Events: who did what to whom, when, in PLOVER's types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.actors import states_of
from detente.annotate import noun_phrase
from detente.attaching import is_known, is_purpose, period_for, with_pair
from detente.model import Act, Clause, Period, Sentence, Span
from detente.offers import Field, Kind, Reading

HAPPENINGS = frozenset(
    {"election", "reelection", "re-election", "victory", "ascent", "independence", "revolution", "coup", "referendum", "war", "conflict", "crisis"}
    | {"uprising", "death", "inauguration", "resignation", "defeat", "collapse", "dissolution", "unification", "reunification", "partition", "massacre"}
)
"""Nouns of what happens to somebody at some time without an act between actors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """``source`` acts on ``target`` (state, organisation or person ids) on ``on``; ``words`` are the text's, or a row's pattern."""

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
    for clause in sentence.clauses:
        for act in (with_pair(sentence, act) for act in clause.acts):
            if act.type == "CONSULT":
                continue
            verbal = act.rule.startswith("verb")
            if (verbal and is_purpose(sentence, clause)) or not any(is_known(m.value) for m in (*act.source, *act.target)):
                continue
            span = clause.span if verbal else noun_phrase(sentence, act.trigger)
            on, rung = period_for(sentence, span, carry=False)
            on = _listed_dates(sentence, span) or on
            if verbal or _stands_alone(sentence, act, span):
                yield Reading(span=span, body=_body(sentence, act, on, clause), rule=act.rule, verb=clause.verb if verbal else None, act=act, sure=0.8 if rung else 0.6)
    yield from _happenings(sentence)


def _listed_dates(sentence: Sentence, span: Span) -> Period | None:
    """From the first to the last of three or more dates in one clause: "tested in 2006, 2009 and 2013"."""
    dates = [m.value for m in sentence.periods if m.span in span]
    return Period(start=min(d.start for d in dates), end=max(d.end for d in dates)) if len(dates) > 2 else None


def _happenings(sentence: Sentence) -> Iterator[Reading[Event]]:
    """"Chile's 1973 coup", "the death of Tito in 1980": a dated happening of somebody, that is no act between actors."""
    told = [act.trigger for clause in sentence.clauses for act in clause.acts] + [m.span for m in sentence.instruments]
    nouns = [word for word in sentence.words if word.lemma.lower() in HAPPENINGS and word.tag.startswith("NN")]
    for word in (word for word in nouns if not any(word.span.overlaps(span) for span in told)):
        span = noun_phrase(sentence, word.span)
        on = next((m.value for m in sentence.periods if m.span in span), None)
        who = states_of((m.value for m in sentence.actors if m.span in span and is_known(m.value)), on)
        if on and who:
            yield Reading(span=span, body=Event(source=who, target=(), type="", on=on, words=sentence.at(span).lower()), rule="dated happening", sure=0.7)


def _stands_alone(sentence: Sentence, act: Act, span: Span) -> bool:
    """A noun of action is a claim of its own when it names both sides or carries a date."""
    return bool(act.source and act.target) or any(m.span in span for m in sentence.periods)


def _body(sentence: Sentence, act: Act, on: Period | None, clause: Clause) -> Event:
    return Event(
        source=states_of((m.value for m in act.source), on),
        target=states_of((m.value for m in act.target), on),
        type=act.type,
        mode=act.mode,
        cameo=act.cameo,
        on=on,
        words=sentence.at(clause.whole).lower(),
        own=sentence.at(clause.span).lower(),
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
    """One event: the text's words fit the row's pattern, and the parties that both name agree; more so when the types do."""
    if not wording.matches(found.words, said.words):
        return 0.0
    said_source, found_source = set(said.source), set(states_of(found.source, found.on))
    said_target, found_target = set(said.target), set(states_of(found.target, found.on))
    mine, theirs = said_source | said_target, found_source | found_target
    if mine - theirs and theirs - mine:
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
    fields=(Field("date", lambda body: body.on, "event_date"),),
    slots=slots,
)
