"""Meetings that never were: where the list of a pair's meetings is complete, one that is not on it did not take place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente import wording
from detente.actors import name_of
from detente.evidence import date, describe
from detente.model import Claim, Finding, Period, Span, Verdict
from detente.offers import Case, Rule


def check(case: Case) -> Iterator[Finding]:
    """Findings on meetings of a covered pair and time that no reference meeting is near."""
    meetings = case.reference.get("meeting", ())
    for claim in case.of("meeting"):
        if case.first[claim.id].verdict is not Verdict.UNVERIFIABLE or not claim.polarity or claim.modality != "asserted":
            continue
        if _dates(case, claim) > 1:
            continue  # several meetings in one claim: each is a claim of its own
        covered = _coverage(case, claim)
        held = [m for m in meetings if set(claim.body.participants) <= set(m.body.participants) and m.body.format == claim.body.format]
        if not covered or not held or any(_may_be(claim.body, m.body) for m in held):
            continue
        yield _finding(case, claim, covered, held)


def _dates(case: Case, claim: Claim[Any]) -> int:
    """How many dates stand in the claim's words."""
    periods = case.document.sentences[claim.sentence].periods
    return sum(isinstance(claim.at, Span) and case.document.original(m.span) in claim.at for m in periods)


def _may_be(said: Any, found: Any) -> bool:
    """Whether a listed meeting can be the one meant: near in time and, where the time is vague and a place is named, in that place."""
    if not found.on or said.on.distance(found.on) > 1:
        return False
    return not said.place or said.on.days <= 3 or wording.matches(found.words, said.words)


def _coverage(case: Case, claim: Claim[Any]) -> Mapping[str, str] | None:
    body = claim.body
    if body.on is None or body.on.days > 366 or len(body.participants) < 2:
        return None
    for row in case.complete:
        pair = set(filter(None, row["actors"].split(";")))
        if row["kind"] == "meeting" and pair == set(body.participants) and row["indicator"] in {"", body.format} and body.on in Period.of(row["start"], row["end"]):
            return row
    return None


def _finding(case: Case, claim: Claim[Any], covered: Mapping[str, str], held: list[Claim[Any]]) -> Finding:
    body = claim.body
    closest = min(held, key=lambda m: body.on.distance(m.body.on))
    others = [
        m for m in case.reference["meeting"]
        if m.body.on and m.body.on.overlaps(body.on) and wording.matches(m.body.words, body.words) and set(m.body.participants) & set(body.participants)
    ]  # fmt: skip
    source = case.sources.get(covered["source_id"])
    who = " and ".join(name_of(item) for item in body.participants)
    nearest = "; ".join(f"{describe(m)}." for m in others[:1])
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=(
            f"No meeting of {who} then: their meetings from {date(covered['start'])} to {date(covered['end'])} are listed in full "
            f"({source.publisher if source else covered['source_id']}); the nearest in time is {describe(closest)}."
        ),
        against=(closest.id,),
        true_value="none",
        nearest=nearest,
        rule="complete_list",
        method="reference",
        confidence=0.9,
    )


RULE = Rule(name="complete_list", says="a meeting must be on a list that is complete", check=check)
