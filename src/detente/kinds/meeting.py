"""Meetings: talks, visits, summits and calls, with who took part, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.actors import name_of, states_of
from detente.finding import meetings
from detente.model import Period, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """``participants`` are ids of actors; ``format`` is in_person, call, video or letter; ``level`` their rank."""

    participants: tuple[str, ...]
    on: Period | None = None
    place: str = ""
    level: str = ""
    format: str = "in_person"
    name: str = ""
    words: str = ""


def read(sentence: Sentence) -> Iterator[Reading[Meeting]]:
    """Acts of talking, and places with dates listed in a sentence on meetings."""
    for met in meetings.talks(sentence):
        yield Reading(span=met.span, body=_body(sentence, met), rule=met.act.rule, verb=met.verb, act=met.act, sure=0.8)
    for met in meetings.nouns(sentence):
        body = _body(sentence, met)
        yield Reading(
            span=met.span, body=body, rule="noun of meeting, parties carried", verb=met.verb, act=met.act, sure=0.6
        )
    for met in meetings.listed(sentence):
        body = _body(sentence, met)
        yield Reading(span=met.span, body=body, rule="place with date in a list of meetings", act=met.act, sure=0.9)


def _body(sentence: Sentence, met: meetings.Met) -> Meeting:
    who = tuple(dict.fromkeys(m.value.id for m in (*met.act.source, *met.act.target)))
    words = sentence.at(met.span).lower()
    return Meeting(participants=who, on=met.on, place=met.place, format=met.format, words=words)


COLUMNS = ("name", "participants", "level", "format", "start", "end", "place", "country", "duration_minutes", "words")


def from_row(row: Mapping[str, str]) -> Meeting:
    """A meeting from a reference row."""
    return Meeting(
        participants=tuple(filter(None, row["participants"].split(";"))),
        on=Period.of(row["start"], row["end"]),
        place=row["place"],
        level=row["level"],
        format=row["format"] or "in_person",
        name=row["name"],
        words=row["words"] or row["place"].lower().replace(" ", "-"),
    )


def keys(body: Meeting) -> Iterable[str]:
    """Meetings are looked up by each participant and by their states."""
    return {*body.participants, *states_of(body.participants, body.on)}


def same(said: Meeting, found: Meeting) -> float:
    """One meeting: the same parties, and the same place or time."""
    if len(said.participants) < 2 or not said.on:
        return 0.0
    exact = set(said.participants) <= set(found.participants)
    if not exact and set(states_of(said.participants, said.on)) != set(states_of(found.participants, found.on)):
        return 0.0
    if said.format != found.format:
        return 0.0
    place = wording.matches(found.words, said.words) or (bool(found.place) and found.place.lower() in said.words)
    near = found.on is not None and said.on.distance(found.on) <= 1
    leaders_met = exact and found.level == "leader" and said.on.days <= 31
    if said.place and not place and said.on.days > 3 and not leaders_met:
        return 0.0  # another place, and no day that would tell
    sure = 0.35 + 0.15 * exact + 0.35 * place + 0.3 * near
    # they may have met there twice; only a complete list can tell (``complete_list``)
    return sure if near else min(sure, 0.75)


@dataclass(frozen=True, slots=True)
class Where:
    """The place named, and the text's words or, of a reference row, its pattern of words."""

    place: str
    words: str

    def __str__(self) -> str:
        return self.place


def where(body: Meeting) -> Where | None:
    """Where a meeting was held, None when nothing says."""
    return Where(body.place, body.words) if body.place else None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who took part, and when."""

    participants: tuple[str, ...]
    on: Period | None

    def __str__(self) -> str:
        return ", ".join(name_of(item) for item in self.participants)


def attended(body: Meeting) -> Attendance:
    """Who took part in a meeting."""
    return Attendance(body.participants, body.on)


def slots(body: Meeting) -> dict[str, Any]:
    """The interchange fields of a meeting."""
    return {"predicate": "met", "place": body.place or None, "period": body.on}


KIND = Kind(
    name="meeting",
    body=Meeting,
    rank=60,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(
        Field("date", lambda body: body.on, "event_date"),
        Field("place", where, "meeting_place"),
        Field("who", attended, "attendance"),
    ),
    slots=slots,
)
