"""Agreements: that one exists, and when it was signed, ratified, in force, suspended, left or expired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.actors import states_of
from detente.finding import agreements
from detente.instruments import name_of
from detente.model import Period, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """``act`` of ``actors`` on ``agreement`` (an instrument's id); an act left open is that it came about."""

    agreement: str
    name: str
    actors: tuple[str, ...] = ()
    act: str = ""
    on: Period | None = None
    place: str = ""
    carried: bool = False


def read(sentence: Sentence) -> Iterator[Reading[Agreement]]:
    """Each agreement that is dated or acted on: its clause when a verb says the act, its name with its year."""
    for mention in agreements.named(sentence):
        done = agreements.acted(sentence, mention)
        if done:
            yield _reading(sentence, done, f"agreement {done.act}", 0.8)
        for done in agreements.further(sentence, mention):
            yield _reading(sentence, done, f"agreement {done.act}", 0.75)
        dated = agreements.dated(sentence, mention)
        if dated:
            yield _reading(sentence, dated, "agreement with its year", 0.7)
    for done in agreements.unlisted(sentence):
        yield _reading(sentence, done, "agreement without an entry", 0.6)
    for done in agreements.meant(sentence):
        yield _reading(sentence, done, "agreement named before", 0.7)


def _reading(sentence: Sentence, done: agreements.Done, rule: str, sure: float) -> Reading[Agreement]:
    act = agreements.coded(sentence, done)
    return Reading(span=done.span, body=_body(done), rule=rule, verb=done.verb, act=act, sure=sure)


def _body(done: agreements.Done) -> Agreement:
    name = done.agreement
    return Agreement(
        agreement=name.id,
        name=name.name,
        actors=done.actors,
        act=done.act,
        on=done.on,
        place=done.place,
        carried=done.carried,
    )


COLUMNS = ("agreement", "act", "actors", "start", "end", "place")


def from_row(row: Mapping[str, str]) -> Agreement:
    """An act on an agreement from a reference row."""
    return Agreement(
        agreement=row["agreement"],
        name=name_of(row["agreement"]),
        actors=tuple(filter(None, row["actors"].split(";"))),
        act=row["act"],
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        place=row["place"],
    )


def keys(body: Agreement) -> Iterable[str]:
    """Agreements are looked up by their id."""
    return (body.agreement,)


def same(said: Agreement, found: Agreement) -> float:
    """One act on one agreement; an act left open means the signing, or the coming about."""
    if said.agreement != found.agreement:
        return 0.0
    if said.act == "other":
        return 0.0
    if not said.act:
        return {"signed": 0.9, "proposed": 0.85, "in_force": 0.75, "ratified": 0.75}.get(found.act, 0.7)
    if said.act != found.act:
        return 0.0
    if said.carried:
        return 0.75  # only the one named last before: it may be another
    parties = set(states_of(found.actors, found.on))
    if not said.actors:
        return (
            0.6 if len(parties) == 1 and found.act not in agreements.BY_ALL else 0.9
        )  # one party's act is not the agreement's
    return 0.9 if not parties or set(said.actors) & parties else 0.6


def slots(body: Agreement) -> dict[str, Any]:
    """The interchange fields of an agreement."""
    return {"subject": body.name, "predicate": body.act or "came about", "period": body.on, "object": body.name}


KIND = Kind(
    name="agreement",
    body=Agreement,
    rank=70,
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
