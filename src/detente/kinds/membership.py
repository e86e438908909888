"""Memberships: who joined, left or was suspended from which organisation, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.actors import states_of
from detente.attaching import listed, period_for
from detente.model import Act, Actor, Clause, Mention, Period, Sentence, Span
from detente.offers import Field, Kind, Reading

ACTS = (
    ("left", r"\b(?:left\b|leav|withdr[ae]w|quit|exit)"),
    ("suspended", r"\b(?:suspend|expel|oust|kick)"),
    ("applied", r"\b(?:appl(?:y|ied|ies|ication)|bid\b|seek)"),
    ("joined", r"\b(?:join|acced|accession|admi(?:t|ssion)|enter|member|enlarg|expan|incorporat|restor|rejoin)"),
)
"""Act and the words that say so; the first that stands in the clause counts."""


_JOINED = re.compile(r"\b(?:in|to|of|from|join\w*|left|leav\w+|quit|enter\w*|rejoin\w*) (?:the )?$")
_DOINGS = r"exercise|manoeuvre|maneuver|operation|mission|talks|summit|meeting|session|force|patrol|effort|campaign|sanction|headquarter"
"""What a state can join with or in an organisation without joining the organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """``act`` of ``actor`` towards ``organisation`` on ``on``."""

    actor: str
    organisation: str
    act: str
    on: Period | None = None


def read(sentence: Sentence) -> Iterator[Reading[Membership]]:
    """A state and an organisation under a word of joining or leaving in one clause."""
    for clause in sentence.clauses:
        words = sentence.at(clause.span)
        act = next((name for name, pattern in ACTS if re.search(pattern, words.lower())), "")
        inside = [m for m in sentence.actors if m.span in clause.span]
        organisations = [m for m in inside if m.value.type == "igo"]
        if not act or not organisations or not _verbal(sentence, clause, organisations):
            continue
        organisation = next((m for m in organisations if _JOINED.search(sentence.at(Span(sentence.span.start, m.span.start)))), organisations[0])
        renamed = next((m for m in organisations if m.span.start >= organisation.span.end and re.fullmatch(r" as (?:the )?", sentence.at(Span(organisation.span.end, m.span.start)))), None)
        organisation = renamed or organisation  # "joined the G7 as G8"
        states = _members(sentence, clause, inside, organisation)
        on, _ = period_for(sentence, clause.span, carry=False)
        coded = _act(act, states, [organisation], clause.span)
        for mention in states[:8]:
            own = _own_date(sentence, clause, mention) or on
            member = next(iter(states_of([mention.value], own)), "")
            if member == "SUN" and own and own.start.year > 1991:
                member = "RUS"  # "post-Soviet Russia"
            body = Membership(actor=member, organisation=organisation.value.id, act=act, on=own)
            yield Reading(span=clause.span, body=body, rule=f"member {act}", verb=clause.verb, act=coded, sure=0.8)


def _own_date(sentence: Sentence, clause: Clause, member: Mention[Actor]) -> Period | None:
    """The first date behind a member in the clause: "A and B on 1 May and C on 2 June"."""
    after = [m for m in sentence.periods if m.span in clause.span and m.span.start >= member.span.end]
    return after[0].value if after else None


def _verbal(sentence: Sentence, clause: Clause, organisations: list[Mention[Actor]]) -> bool:
    """The organisation is what is joined or enlarged: object of the verb, or owner of an accession or enlargement."""
    if clause.lemma in {"suspend", "expel", "oust", "admit", "readmit"} and _objects(sentence, clause):
        return True
    words = sentence.at(clause.whole).lower()
    names = "|".join(re.escape(sentence.at(m.span).lower()) for m in organisations)
    joins = r"join\w*|entered|enter|acced\w* to|admitted to|admission to|membership (?:in|of)|left|leav\w+|quit|exit\w*|withdrew from|expelled from|suspended from|member of|accession to|rejoin\w*|applied to join|bid to join|restor\w+ (?:to|in)"
    grows = r"(?:’s|'s)?\s*(?:\d{4} )?(?:eastern |eastward )?(?:expansion|enlargement|accession|members)|accessions?"
    return bool(re.search(rf"(?:{joins}) (?:the |of )?(?:\w+ )?(?:{names})(?! (?:{_DOINGS}))|(?:{names}) ?(?:{grows})|(?:{names}) [\w/ ]{{0,30}}accession", words))


def _members(sentence: Sentence, clause: Clause, inside: list[Mention[Actor]], organisation: Mention[Actor]) -> list[Mention[Actor]]:
    """Who joins: of an enlargement the states named as its objects, of joining the subject, of an accession the states beside it."""
    states = [m for m in inside if m.value.type == "state"]
    grows = re.search(r"\b(?:expan|enlarg|incorporat)", sentence.at(clause.whole).lower())
    if grows:
        after = [m for m in states if m.span.start > organisation.span.end]
        lists = re.search(r"\b(?:incorporat|includ|admit|bring|add|to|by|of)\w*\s+$", sentence.at(Span(clause.whole.start, after[0].span.start)) if after else "")
        return list(listed(sentence, after[:1])) if lists else []
    if clause.lemma in {"suspend", "expel", "oust", "admit", "readmit"} and organisation.span.end <= sentence.words[clause.verb].span.start:
        return _objects(sentence, clause)
    beside = [m for m in states if abs(m.span.start - organisation.span.end) < 40 or abs(organisation.span.start - m.span.end) < 40]
    return _subject(sentence, clause) or beside


def _subject(sentence: Sentence, clause: Clause) -> list[Mention[Actor]]:
    found = [m for m in sentence.actors if clause.subject and m.span.overlaps(clause.subject)]
    found = found or [m for act in clause.acts for m in act.source]
    if not found and clause.lemma in {"suspend", "expel", "oust", "admit", "readmit"}:  # "it was admitted"
        found = [m for act in clause.acts for m in act.target if m.value.type == "state"]
        found = found if len({m.value for m in found}) == 1 or all(m.how != "pronoun" for m in found) else []
    return [m for m in found if m.value.type in {"state", "person"}]


def _objects(sentence: Sentence, clause: Clause) -> list[Mention[Actor]]:
    """The states that the verb has as its objects: "suspended Egypt", not "suspended aid to Niger"."""
    heads = [w.span for w in sentence.words if w.head == clause.verb and w.relation == "dobj"]
    return [m for m in sentence.actors if m.value.type == "state" and any(m.span.overlaps(span) for span in heads)]


def _act(act: str, states: list[Mention[Actor]], organisations: list[Mention[Actor]], span: Span) -> Act:
    joined = act in {"joined", "applied"}
    return Act(
        type="SUPPORT" if joined else "SANCTION",
        mode="" if joined else "withdraw",
        source=tuple(states),
        target=tuple(organisations[:1]),
        trigger=span,
        lemma="join" if joined else "leave",
        rule=f"member {act}",
    )


COLUMNS = ("actor", "organisation", "act", "start")


def from_row(row: Mapping[str, str]) -> Membership:
    """An act of membership from a reference row."""
    act = {"acceded": "joined", "founded": "joined", "expelled": "suspended"}.get(row["act"], row["act"])
    return Membership(actor=row["actor"], organisation=row["organisation"], act=act, on=Period.of(row["start"]) if row["start"] else None)


def keys(body: Membership) -> Iterable[str]:
    """Memberships are looked up by member and organisation together."""
    return (f"{body.actor} {body.organisation}",)


def same(said: Membership, found: Membership) -> float:
    """One act of one member towards one organisation."""
    return 0.9 if (said.actor, said.organisation, said.act) == (found.actor, found.organisation, found.act) else 0.0


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
