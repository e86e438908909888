"""Who signed: a leader who had left office, or was long from it, did not sign for the state.

It flags a dated agreement of which a person is said to be a signer outside any term of office, when the tables know
who held the person's office then. It leaves alone mediators, witnesses and former holders named as such, signers
within weeks of a term, and those who signed for the state before they led it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from detente import actors
from detente.model import Actor, Finding, Period, Sentence, Span
from detente.offers import Case, Rule
from detente.persons import Office
from detente.rules import out_of_office

SLACK = 60
"""Days around a term of office within which its holder may sign."""

LONG = 3 * 365
"""Days before a first term from which on a signature is not believed."""

_SIGNED = re.compile(r"\b(?:signed|concluded|initialled|announced)\b")
_BY = re.compile(r"\b(?:signed|concluded|initialled|announced)\b[^;]{0,80}? (?:by|with) [^;]*$")
_NOT = re.compile(
    r"\b(?:former|ex-|negotiat|mediat|broker|envoy|under|witness|presence|about|against|of)"
    r"(?: president| prime minister)? $",
    re.IGNORECASE,
)


def check(case: Case) -> Iterator[Finding]:
    """Findings on agreements that persons sign who held no office then, where the tables know who did."""
    for claim in case.of("agreement", "event"):
        when = claim.body.on
        if not claim.polarity or not _SIGNED.search(claim.quote) or when is None or when.days > 31:
            continue
        sentence = case.sentence(claim)
        for mention in case.people(claim):
            posts = _posts(mention.value, when) if _signs(sentence, mention.span) else []
            if posts:
                yield out_of_office(claim, mention.value, posts, when, "signatories")
                break


def _signs(sentence: Sentence, name: Span) -> bool:
    """Whether the name stands as one who signs: subject of the verb, or behind "by" or "with"."""
    before = sentence.at(Span(sentence.span.start, name.start))
    if _NOT.search(before):
        return False
    signing = [clause for clause in sentence.clauses if clause.lemma in {"sign", "conclude", "initial"}]
    subject = any(clause.subject and name.overlaps(clause.subject) for clause in signing)
    return subject or bool(_BY.search(before))


def _posts(who: Actor, when: Period) -> list[Office]:
    """The terms by which a person led a state, when none of any office lets him or her sign then and another could."""
    posts = actors.offices(who.id)
    leading = [post for post in posts if post.leads and not post.actor.startswith("igo:")]
    if not leading or any(post.period.distance(when) <= SLACK for post in posts):
        return []
    nearest = min(leading, key=lambda post: post.period.distance(when))
    past = any(post.period.end <= when.start for post in leading)
    early = min(post.period.start for post in posts) - when.end >= dt.timedelta(days=LONG)
    ministers = actors.holders(nearest.actor, "foreign_minister", when) if early else ()
    others = actors.holders(nearest.actor, nearest.office, when)
    return leading if others and (past or ministers) else []


RULE = Rule(name="signatories", says="who signs for a state holds office at that date", check=check)
