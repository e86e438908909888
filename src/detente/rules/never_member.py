"""Members that never were, or never left: by the complete list of an organisation's members.

It flags a state said to have joined or founded an organisation whose complete list does not have it, and one said to
have left an organisation that the list has it join, but not leave. It leaves alone denials, plans, later dates than the
list's, organisations without a complete list, and those of which a part or another one was left.
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

_OUT = frozenset({"left", "suspended", "expelled"})
"""Acts that end or interrupt a membership."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on states that joined or left an organisation, if its list is complete and does not have it so."""
    lists = {row["actors"]: row for _, row in case.lists("membership")}
    for claim in case.of("membership"):
        covered = lists.get(claim.body.organisation)
        if not covered or not asserted(claim) or not case.undecided(claim):
            continue
        state = _state(case, claim)
        if state and _told_wrongly(case, claim, covered):
            yield _finding(case, claim, state, covered)


def _told_wrongly(case: Case, claim: Claim[Any], covered: Mapping[str, str]) -> bool:
    """Whether the state joined without being on the list, or left an organisation in which it stayed."""
    if claim.body.act in _IN:
        return not _may_be_member(case, claim, covered)
    return claim.body.act == "left" and not _may_have_left(case, claim, covered)


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


def _may_have_left(case: Case, claim: Claim[Any], covered: Mapping[str, str]) -> bool:
    """Whether the list has the state leave it or a part of it, not join it, or does not reach to the claim's date."""
    body = claim.body
    if body.on is None or body.on not in Period.of(covered["start"], covered["end"]):
        return True
    rows = [row.body for row in case.rows("membership") if row.body.actor == body.actor]
    joined = any(row.act in _IN and row.organisation == body.organisation for row in rows)
    return not joined or any(row.act in _OUT and row.organisation.startswith(body.organisation) for row in rows)


def _finding(case: Case, claim: Claim[Any], state: Actor, covered: Mapping[str, str]) -> Finding:
    listed = f"its list of members to {date(covered['end'])} is complete ({case.publisher(covered['source_id'])})"
    verb, value = ("leave", "a member") if claim.body.act == "left" else ("join", "not a member")
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=f"{capital(the(state.name))} did not {verb} {the(actors.name_of(claim.body.organisation))}: {listed}.",
        true_value=value,
        rule="never_member",
        method="reference",
        confidence=0.88,
    )


RULE = Rule(name="never_member", says="a member is on the list of members", check=check)
