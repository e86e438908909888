"""Members that never were: where an organisation's list of members is complete, a state that is not on it did not join.

It flags a state said to have joined or founded an organisation whose complete list does not have it. It leaves alone
denials, plans, later dates than the list's, and organisations without a complete list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente import actors
from detente.evidence import capital, date, the
from detente.model import Actor, Claim, Finding, Period, Verdict
from detente.offers import Case, Rule, asserted

_IN = frozenset({"joined", "founded"})
"""Acts that make a member."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on states said to have joined an organisation whose list is complete and does not have them."""
    lists = {row["actors"]: row for _, row in case.lists("membership")}
    for claim in case.of("membership"):
        covered = lists.get(claim.body.organisation)
        if covered and claim.body.act in _IN and asserted(claim) and case.undecided(claim):
            state = _state(case, claim)
            if state and not _may_be_member(case, claim, covered):
                yield _finding(case, claim, state, covered)


def _state(case: Case, claim: Claim[Any]) -> Actor | None:
    """The state that is said to have joined, when the sentence names it."""
    named = (mention.value for mention in case.sentence(claim).actors)
    return next((actor for actor in named if actor.id == claim.body.actor and actor.type == "state"), None)


def _may_be_member(case: Case, claim: Claim[Any], covered: Mapping[str, str]) -> bool:
    """Whether the list has the state, or does not reach to the claim's date."""
    body = claim.body
    if body.on and body.on not in Period.of(covered["start"], covered["end"]):
        return True
    rows = [row.body for row in case.rows("membership") if row.body.organisation == body.organisation]
    return any(row.act in _IN and row.actor == body.actor for row in rows)


def _finding(case: Case, claim: Claim[Any], state: Actor, covered: Mapping[str, str]) -> Finding:
    listed = f"its list of members to {date(covered['end'])} is complete ({case.publisher(covered['source_id'])})"
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=(f"{capital(the(state.name))} did not join {the(actors.name_of(claim.body.organisation))}: {listed}."),
        true_value="not a member",
        rule="never_member",
        method="reference",
        confidence=0.88,
    )


RULE = Rule(name="never_member", says="a member is on the list of members", check=check)
