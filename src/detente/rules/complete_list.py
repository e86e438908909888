"""Meetings that never were: where the list of a pair's meetings is complete, one that is not on it did not take place.

It flags a dated meeting of a pair whose meetings of that time are listed in full, when none listed can be meant. It
leaves alone what a reference decided, what is denied or only planned, several meetings told in one claim, and
meetings of pairs and times that no list covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente import wording
from detente.actors import name_of
from detente.evidence import date, describe
from detente.model import Claim, Finding, Verdict
from detente.offers import Case, Rule, asserted


def check(case: Case) -> Iterator[Finding]:
    """Findings on meetings of a covered pair and time that no reference meeting is near."""
    for claim in case.of("meeting"):
        if not case.undecided(claim) or not asserted(claim) or len(case.dates(claim)) > 1:
            continue  # several meetings in one claim: each is a claim of its own
        body = claim.body
        covered = _coverage(case, claim)
        held = [
            row
            for row in case.rows("meeting")
            if set(body.participants) <= set(row.body.participants) and row.body.format == body.format
        ]
        if covered and held and not any(_may_be(body, row.body) for row in held):
            yield _finding(case, claim, covered, held)


def _may_be(said: Any, found: Any) -> bool:
    """Whether a listed meeting can be meant: near in time and, where the time is vague, in the place named."""
    if not found.on or said.on.distance(found.on) > 1:
        return False
    return not said.place or said.on.days <= 3 or wording.matches(found.words, said.words)


def _coverage(case: Case, claim: Claim[Any]) -> Mapping[str, str] | None:
    """The list that must have the meeting."""
    body = claim.body
    if body.on is None or body.on.days > 366 or len(body.participants) < 2:
        return None
    for pair, row in case.lists("meeting", body.on):
        if pair == set(body.participants) and row["indicator"] in {"", body.format}:
            return row
    return None


def _finding(case: Case, claim: Claim[Any], covered: Mapping[str, str], held: list[Claim[Any]]) -> Finding:
    body = claim.body
    closest = min(held, key=lambda row: body.on.distance(row.body.on))
    who = " and ".join(name_of(item) for item in body.participants)
    listed = f"their meetings from {date(covered['start'])} to {date(covered['end'])} are listed in full"
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=(
            f"No meeting of {who} then: {listed} ({case.publisher(covered['source_id'])}); "
            f"the nearest in time is {describe(closest)}."
        ),
        against=(closest.id,),
        true_value="none",
        nearest=_with_another(case, body),
        rule="complete_list",
        method="reference",
        confidence=0.9,
    )


def _with_another(case: Case, said: Any) -> str:
    """A meeting of that time in the text's words in which one of the pair did take part; "" when there is none."""
    for row in case.rows("meeting"):
        found = row.body
        shared = set(found.participants) & set(said.participants)
        if shared and found.on and found.on.overlaps(said.on) and wording.matches(found.words, said.words):
            return f"{describe(row)}."
    return ""


RULE = Rule(name="complete_list", says="a meeting must be on a list that is complete", check=check)
