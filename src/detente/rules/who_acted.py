"""Who acted on an agreement: a withdrawal or suspension is its author's, and its author was in office on its day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.actors import states_of
from detente.evidence import cite, describe
from detente.model import Claim, Finding, Mention, Sentence, Span, Verdict
from detente.offers import Case, Rule

ALONE = frozenset({"withdrew", "suspended", "terminated", "rejected"})
"""Acts that one party does by itself."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on acts of one party that the reference gives to another, or to another holder of the office."""
    rows = case.reference.get("agreement", ())
    for claim in case.of("agreement"):
        if case.first[claim.id].verdict not in {Verdict.SUPPORTED, Verdict.IMPRECISE} or claim.body.act not in ALONE or not isinstance(claim.at, Span):
            continue
        own = [row for row in rows if row.body.agreement == claim.body.agreement and row.body.act == claim.body.act and row.body.on]
        said = set(states_of(claim.body.actors, claim.body.on))
        theirs = [row for row in own if not said or said & set(states_of(row.body.actors, row.body.on))]
        sentence = case.document.sentences[claim.sentence]
        if own and not theirs and len(said) == 1:
            yield _finding(case, claim, own[0], f"it was {actors.name_of(own[0].body.actors[0]) if own[0].body.actors else 'another'} that did so")
            continue
        who = _author(case, claim, sentence)
        if who and theirs and all(_not_then(who.value.id, row) for row in theirs):
            then = [holder.name for state in theirs[0].body.actors for office in ("president", "prime_minister") for holder in actors.holders(state, office, theirs[0].body.on)]
            yield _finding(case, claim, theirs[0], f"{who.value.name} was not in office then, but {then[0] if then else 'someone else'}")


def _author(case: Case, claim: Claim[Any], sentence: Sentence) -> Mention[actors.Actor] | None:
    """The one person that the claim names first, as subject or as owner of the act."""
    inside = [m for m in sentence.actors if case.document.original(m.span) in claim.at]  # type: ignore[operator]
    people = [m for m in inside if m.value.type == "person"]
    return people[0] if len({m.value.id for m in people}) == 1 and inside[0] is people[0] else None


def _not_then(person: str, row: Claim[Any]) -> bool:
    """Whether a leader of the acting state held none of its leading offices on the day of the act."""
    posts = [post for post in actors.offices(person) if post.leads and post.actor in states_of(row.body.actors, row.body.on)]
    return bool(posts) and not any(post.period is None or post.period.overlaps(row.body.on) for post in posts)


def _finding(case: Case, claim: Claim[Any], row: Claim[Any], words: str) -> Finding:
    return Finding(
        claim_id=claim.id, verdict=Verdict.REFUTED, against=(row.id,), true_value=f"{', '.join(map(actors.name_of, row.body.actors))}, {row.body.on}", rule="who_acted",
        method="reference", confidence=0.96, message=f"{describe(row)} ({cite(row, case.sources)}): {words}.",
    )  # fmt: skip


RULE = Rule(name="who_acted", says="the act is that of its author", check=check)
