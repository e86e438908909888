"""A shelf: each file here is a rule, found because it is here; this file holds the words that all rules share.

A rule that compares says how two values agree. A rule that checks reads a whole text, its ``Case``, and gives findings:
here is how such a finding is made of a reference row, and how it says who held an office when.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from detente import actors, evidence
from detente.actors import states_of
from detente.kinds.event import MUTUAL, parties
from detente.model import Actor, Agreement, Claim, Finding, Period, Verdict
from detente.offers import Case
from detente.persons import Office

VERDICTS: Mapping[Agreement, Verdict] = MappingProxyType(
    {
        Agreement.EQUAL: Verdict.SUPPORTED,
        Agreement.LOOSE: Verdict.IMPRECISE,
        Agreement.UNEQUAL: Verdict.REFUTED,
    }
)
"""What an agreement makes of a claim; UNKNOWN makes nothing of it."""


class Outcome(NamedTuple):
    """What one reference row makes of a claim: the verdict, the value it has, and how sure that is (0 to 1).

    ``words`` is what the message says; without it, what the row says and who says it.
    """

    row: Claim[Any]
    verdict: Verdict
    value: str
    confidence: float
    words: str = ""


def by_row(case: Case, claim: Claim[Any], outcome: Outcome, rule: str) -> Finding:
    """The finding that a rule makes of a reference row."""
    return Finding(
        claim_id=claim.id,
        verdict=outcome.verdict,
        message=outcome.words or f"{evidence.sourced(outcome.row, case.sources)}.",
        against=(outcome.row.id,),
        true_value=outcome.value,
        rule=rule,
        method="reference",
        confidence=outcome.confidence,
    )


def other_way_round(claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether a claim has as its doer or speaker one to whom an event was done, and who did not do it.

    The doers are those of the claim's coding, which has them where its kind has none.
    """
    said = {code[:3] for code in re.split(r"[;,]", claim.coding.source_actor or "") if code}
    said = parties(said) | parties(
        {*getattr(claim.body, "source", ()), *states_of((getattr(claim.body, "speaker", ""),))}
    )
    if row.kind != "event" or row.body.type in MUTUAL or not said:
        return False
    doers, others = (parties(states_of(ids, row.body.on)) for ids in (row.body.source, row.body.target))
    return bool(doers and said & others) and not said & doers


def question(claim: Claim[Any], words: str, rule: str, *others: Claim[Any]) -> Finding:
    """What a rule asks where a claim and ``others`` of the same text are at odds, and either may be the wrong one."""
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.UNVERIFIABLE,
        message=f"Within the text: {words}",
        against=tuple(other.id for other in others),
        rule=rule,
        method="internal",
        asked=(rule,),
    )


def term_of(who: Actor, post: Office) -> str:
    """Who held which office of which state and when, as the beginning of a sentence."""
    office, term = post.office.replace("_", " "), evidence.term(post.period)
    verb = "has been" if term.startswith("since") else "was"
    return f"{who.name} {verb} {office} of {evidence.the(actors.name_of(post.actor))} {term}"


def out_of_office(claim: Claim[Any], who: Actor, posts: list[Office], when: Period, rule: str) -> Finding:
    """The finding that a person did not hold an office at a time.

    It names the person's term nearest in time, of those given (at least one), and who held the office then.
    """
    post = min(posts, key=lambda item: item.period.distance(when))
    holders = actors.holders(post.actor, post.office, when)
    then = ", ".join(holder.name for holder in holders) or "someone else"
    office = post.office.replace("_", " ")
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=f"{term_of(who, post)}, not {evidence.at(when)}; {office} then: {then}.",
        true_value=then,
        nearest=f"{then}, {office} then." if holders else "",
        rule=rule,
        method="calendar",
        confidence=0.96,
    )
