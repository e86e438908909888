"""Who acted on an agreement: a withdrawal or suspension is its author's, and its author was in office on its day.

It flags an act of one party that the reference gives to another, and one that the text gives to a leader who was not in
office on its day. It leaves alone acts that take two, acts of which no reference is, and claims that name several
persons.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.actors import states_of
from detente.evidence import sourced, the
from detente.model import Actor, Agreement, Claim, Finding, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import Outcome, by_row, event_date

ALONE = frozenset({"withdrew", "suspended", "terminated", "rejected"})
"""Acts that one party does by itself."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on acts of one party that the reference gives to another, or to another holder of the office."""
    for claim in case.of("agreement"):
        body = claim.body
        own = _rows(case, claim) if body.act in ALONE else []
        said = set(states_of(body.actors, body.on))
        theirs = [row for row in own if not said or said & set(states_of(row.body.actors, row.body.on))]
        who = _author(case, claim)
        if own and not theirs and len(said) == 1:
            other = the(actors.name_of(own[0].body.actors[0])) if own[0].body.actors else "another"
            yield _finding(case, claim, own[0], f"it was {other} that did so")
        elif who and theirs and all(_not_then(who.id, row) for row in theirs):
            then = _leader(theirs[0])
            yield _finding(case, claim, theirs[0], f"{who.name} was not in office then; {then} was")


def _rows(case: Case, claim: Claim[Any]) -> list[Claim[Any]]:
    """The dated rows of the same act on the same agreement; where none bore the claim out, those of its date."""
    said = claim.body
    rows = [row for row in case.rows("agreement") if row.body.agreement == said.agreement and row.body.on]
    rows = [row for row in rows if row.body.act == said.act]
    if case.first[claim.id].verdict in {Verdict.SUPPORTED, Verdict.IMPRECISE}:
        return rows
    if not case.undecided(claim) or not asserted(claim):
        return []
    return [row for row in rows if event_date.compare(said.on, row.body.on) in {Agreement.EQUAL, Agreement.LOOSE}]


def _author(case: Case, claim: Claim[Any]) -> Actor | None:
    """The one person that the claim names first, as subject or as owner of the act."""
    named = case.inside(claim, case.sentence(claim).actors)
    people = {mention.value.id for mention in named if mention.value.type == "person"}
    return named[0].value if len(people) == 1 and named[0].value.type == "person" else None


def _not_then(person: str, row: Claim[Any]) -> bool:
    """Whether a leader of the acting state held none of its leading offices on the day of the act."""
    states = states_of(row.body.actors, row.body.on)
    posts = [post for post in actors.offices(person) if post.leads and post.actor in states]
    return bool(posts) and not any(post.period.overlaps(row.body.on) for post in posts)


def _leader(row: Claim[Any]) -> str:
    """Who led the acting state on the day of the act, by name."""
    offices = ((state, office) for state in row.body.actors for office in ("president", "prime_minister"))
    holders = (holder.name for state, office in offices for holder in actors.holders(state, office, row.body.on))
    return next(holders, "someone else")


def _finding(case: Case, claim: Claim[Any], row: Claim[Any], words: str) -> Finding:
    value = f"{', '.join(map(actors.name_of, row.body.actors))}, {row.body.on}"
    said = f"{sourced(row, case.sources)}: {words}."
    return by_row(case, claim, Outcome(row, Verdict.REFUTED, value, 0.96, said), "who_acted")


RULE = Rule(name="who_acted", says="the act is that of its author", check=check)
