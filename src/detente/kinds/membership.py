"""Memberships: who joined, left or was suspended from which organisation, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.finding import memberships
from detente.model import Period, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """``act`` of ``actor`` towards ``organisation`` on ``on``; ``named`` whether the words name the actor."""

    actor: str
    organisation: str
    act: str
    on: Period | None = None
    named: bool = True


def read(sentence: Sentence) -> Iterator[Reading[Membership]]:
    """A state and an organisation under a word of joining or leaving in one clause."""
    for said in memberships.joinings(sentence):
        body = Membership(actor=said.member, organisation=said.organisation, act=said.act, on=said.on, named=said.named)
        yield Reading(span=said.span, body=body, rule=f"member {said.act}", verb=said.verb, act=said.coded, sure=0.8)


COLUMNS = ("actor", "organisation", "act", "start")


def from_row(row: Mapping[str, str]) -> Membership:
    """An act of membership from a reference row."""
    act = {"acceded": "joined", "founded": "joined"}.get(row["act"], row["act"])
    return Membership(
        actor=row["actor"],
        organisation=row["organisation"],
        act=act,
        on=Period.of(row["start"]) if row["start"] else None,
    )


def keys(body: Membership) -> Iterable[str]:
    """Memberships are looked up by member and organisation together."""
    return (f"{body.actor} {body.organisation}",)


def same(said: Membership, found: Membership) -> float:
    """One act of one member towards one organisation."""
    akin = said.act == found.act or (found.act == "expelled" and said.act in {"left", "suspended"})
    if (said.actor, said.organisation) != (found.actor, found.organisation) or not akin:
        return 0.0
    return 0.9 if said.named else 0.75  # "it" may be another


def slots(body: Membership) -> dict[str, Any]:
    """The interchange fields of a membership."""
    return {"subject": body.actor, "predicate": body.act, "object": body.organisation, "period": body.on}


KIND = Kind(
    name="membership",
    body=Membership,
    rank=74,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("date", lambda body: body.on, "event_date"),),
    slots=slots,
)
