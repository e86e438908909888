"""The how-manieth meeting, and the first since when: counted over a list of a pair's meetings that is complete.

It flags an ordinal that neither the count of days nor that of encounters gives, and a "first since" whose meeting is
not the last one before. It leaves alone pairs whose list is not complete at the date, and a first meeting on a day on
which none is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.evidence import describe
from detente.model import Claim, Finding, Verdict
from detente.offers import Case, Rule

_MEETINGS = frozenset({"meeting", "summit", "face-to-face", "encounter", "face"})
_WORDS = ("summit", "face-to-face", "meeting")
"""Words of a sentence by which an ordinal of something unnamed is one of meetings."""

_CITED = 12
"""Meetings that a finding cites at the most."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on ordinals of meetings and on "first since", for pairs whose meetings are listed in full."""
    for claim in case.of("count_or_ordinal"):
        body = claim.body
        if body.on is None or (body.ordinal is None and body.since is None):
            continue
        if body.what not in _MEETINGS and not any(word in body.words for word in _WORDS):
            continue
        pair = _pair(case, claim)
        held = _held(case, pair) if pair else []
        if held:
            yield from _since(claim, held) if body.since else _ordinal(claim, held)


def _pair(case: Case, claim: Claim[Any]) -> frozenset[str] | None:
    """The two leaders of the sentence or, carried, of the text, whose list of meetings is complete at the date."""
    sentence = case.sentence(claim)
    named = (*(mention.value for mention in sentence.actors), *sentence.cast)
    people = {actor.id for actor in named if actor.type == "person"}
    for pair, row in case.lists("meeting", claim.body.on):
        if row["indicator"] in {"", "in_person"} and len(pair) == 2 and pair <= people:
            return pair
    return None


def _held(case: Case, pair: frozenset[str]) -> list[Claim[Any]]:
    """The meetings of a pair in person, in order of time."""
    held = [
        row
        for row in case.rows("meeting")
        if pair <= set(row.body.participants) and row.body.format == "in_person" and row.body.on
    ]
    return sorted(held, key=lambda row: row.body.on)


def _ordinal(claim: Claim[Any], held: list[Claim[Any]]) -> Iterator[Finding]:
    body = claim.body
    days = sorted({row.body.on for row in held})
    if body.ordinal == 1 and not any(day.overlaps(body.on) for day in days):
        return
    until = [day for day in days if day.start < body.on.end]
    encounters = sum(row.body.on in until for row in held)
    counts = {len(until): "counting each day on which they met", encounters: "counting each encounter"}
    right = body.ordinal in counts
    yield Finding(
        claim_id=claim.id,
        verdict=Verdict.SUPPORTED if right else Verdict.REFUTED,
        message=f"Their meetings up to then number {' or '.join(f'{n} ({how})' for n, how in counts.items())}.",
        against=tuple(row.id for row in held[:_CITED]),
        true_value=" or ".join(map(str, counts)),
        rule="order_of_meetings",
        method="ordinal",
        confidence=0.8 if right else 0.75,
    )


def _since(claim: Claim[Any], held: list[Claim[Any]]) -> Iterator[Finding]:
    before = [row for row in held if row.body.on.end <= claim.body.on.start]
    if before:
        last = before[-1]
        yield Finding(
            claim_id=claim.id,
            verdict=Verdict.SUPPORTED if last.body.on.overlaps(claim.body.since) else Verdict.REFUTED,
            message=f"Their meeting before that: {describe(last)}.",
            against=(last.id,),
            true_value=str(last.body.on),
            rule="order_of_meetings",
            method="ordinal",
            confidence=0.8,
        )


RULE = Rule(name="order_of_meetings", says="counted over the full list of their meetings", check=check)
