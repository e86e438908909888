"""Who signed: a leader who had left office, or was long from it, did not sign for the state."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.evidence import at, term, the
from detente.model import Actor, Claim, Finding, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule

SLACK = 60
"""Days around a term of office within which its holder may sign."""

LONG = 3 * 365
"""Days before a first term from which on a signature is not believed."""

_SIGNED = re.compile(r"\b(?:signed|concluded|initialled|announced)\b")
_BY = re.compile(r"\b(?:signed|concluded|initialled|announced)\b[^;]{0,80}? (?:by|with) [^;]*$")
_NOT = re.compile(r"\b(?:former|ex-|negotiat|mediat|broker|envoy|under|witness|presence|about|against|of)(?: president| prime minister)? $", re.IGNORECASE)


def check(case: Case) -> Iterator[Finding]:
    """Findings on agreements that persons sign who held no office then, where the tables know who did."""
    for claim in case.claims:
        if claim.kind not in {"agreement", "event"} or not isinstance(claim.at, Span) or not claim.polarity or not _SIGNED.search(claim.quote):
            continue
        when = claim.body.on
        if when is None or when.days > 31:
            continue
        sentence = case.document.sentences[claim.sentence]
        for mention in sentence.actors:
            if mention.value.type == "person" and case.document.original(mention.span) in claim.at and _signs(sentence, mention.span):
                found = _finding(claim, mention.value, when)
                if found:
                    yield found
                    break


def _signs(sentence: Sentence, name: Span) -> bool:
    """Whether the name stands as one who signs: subject of the verb, or behind "by" or "with"."""
    before = sentence.at(Span(sentence.span.start, name.start))
    if _NOT.search(before):
        return False
    subject = any(c.subject and name.overlaps(c.subject) and c.lemma in {"sign", "conclude", "initial"} for c in sentence.clauses)
    return subject or bool(_BY.search(before))


def _finding(claim: Claim[Any], who: Actor, when: Period) -> Finding | None:
    posts = actors.offices(who.id)
    leading = [post for post in posts if post.leads and post.period and not post.actor.startswith("igo:")]
    if not leading or any(post.period is None or post.period.distance(when) <= SLACK for post in posts):
        return None
    nearest = min(leading, key=lambda post: post.period.distance(when))
    first = min(post.period.start for post in posts if post.period)
    others = actors.holders(nearest.actor, nearest.office, when)
    ministers = actors.holders(nearest.actor, "foreign_minister", when)
    past = any(post.period.end <= when.start for post in leading if post.period)
    early = first - when.end >= dt.timedelta(days=LONG) and bool(ministers)
    if not others or not (past or early):
        return None
    then = ", ".join(holder.name for holder in others)
    office = nearest.office.replace("_", " ")
    return Finding(
        claim_id=claim.id, verdict=Verdict.REFUTED, rule="signatories", method="calendar", confidence=0.96, true_value=then,
        message=f"{who.name} was {office} of {the(actors.name_of(nearest.actor))} {term(nearest.period)}, not {at(when)}; {office} then: {then}.",
        nearest=f"{then}, {office} then.",
    )  # fmt: skip


RULE = Rule(name="signatories", says="who signs for a state holds office at that date", check=check)
