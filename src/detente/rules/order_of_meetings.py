"""The how-manieth meeting, and the first since when: counted over a list of a pair's meetings that is complete."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.evidence import describe
from detente.model import Claim, Finding, Period, Span, Verdict
from detente.offers import Case, Rule

_MEETINGS = frozenset({"meeting", "summit", "face-to-face", "encounter", "face"})


def check(case: Case) -> Iterator[Finding]:
    """Findings on ordinals of meetings and on "first since", for pairs whose meetings are listed in full."""
    for claim in case.of("count_or_ordinal"):
        body = claim.body
        if not isinstance(claim.at, Span) or (body.ordinal is None and body.since is None):
            continue
        if body.what not in _MEETINGS and not any(word in body.words for word in ("summit", "face-to-face", "meeting")):
            continue
        pair = _pair(case, claim)
        held = _held(case, pair) if pair else []
        if body.on and held:
            yield from _since(claim, held) if body.since else _ordinal(claim, held)


def _pair(case: Case, claim: Claim[Any]) -> frozenset[str] | None:
    """The two leaders of the sentence or, carried, of the text, whose list of meetings is complete at the date."""
    sentence = case.document.sentences[claim.sentence]
    people = [m.value.id for m in sentence.actors if m.value.type == "person"] + [a.id for a in sentence.cast if a.type == "person"]
    for row in case.complete:
        pair = frozenset(row["actors"].split(";"))
        covered = row["kind"] == "meeting" and row["indicator"] in {"", "in_person"} and len(pair) == 2 and pair <= set(people)
        if covered and claim.body.on and claim.body.on in Period.of(row["start"], row["end"]):
            return pair
    return None


def _held(case: Case, pair: frozenset[str]) -> list[Claim[Any]]:
    held = [m for m in case.reference["meeting"] if pair <= set(m.body.participants) and m.body.format == "in_person" and m.body.on]
    return sorted(held, key=lambda m: m.body.on)


def _ordinal(claim: Claim[Any], held: list[Claim[Any]]) -> Iterator[Finding]:
    days = sorted({m.body.on for m in held})
    if claim.body.ordinal == 1 and not any(day.overlaps(claim.body.on) for day in days):
        return
    until = [day for day in days if day.start < claim.body.on.end]
    counts = {len(until): "counting each day on which they met", len([m for m in held if m.body.on in until]): "counting each encounter"}
    right = claim.body.ordinal in counts
    yield Finding(
        claim_id=claim.id, verdict=Verdict.SUPPORTED if right else Verdict.REFUTED, against=tuple(m.id for m in held[:12]), rule="order_of_meetings", method="ordinal",
        true_value=" or ".join(str(n) for n in counts), confidence=0.8 if right else 0.75,
        message=f"Their meetings up to then number {' or '.join(f'{n} ({how})' for n, how in counts.items())}.",
    )  # fmt: skip


def _since(claim: Claim[Any], held: list[Claim[Any]]) -> Iterator[Finding]:
    before = [m for m in held if m.body.on.end <= claim.body.on.start]
    if before:
        last = before[-1]
        right = last.body.on.overlaps(claim.body.since)
        yield Finding(
            claim_id=claim.id, verdict=Verdict.SUPPORTED if right else Verdict.REFUTED, against=(last.id,), rule="order_of_meetings", method="ordinal",
            true_value=str(last.body.on), confidence=0.8, message=f"Their meeting before that: {describe(last)}.",
        )  # fmt: skip


RULE = Rule(name="order_of_meetings", says="counted over the full list of their meetings", check=check)
