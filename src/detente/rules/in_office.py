"""Who was in office: a holder of an office acts by it only within its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.attaching import clause_of
from detente.evidence import at, term, the
from detente.model import Actor, Claim, Finding, Mention, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule

TITLES = {
    "president": ("president", "head_of_state"),
    "prime minister": ("prime_minister",),
    "premier": ("prime_minister", "premier"),
    "chancellor": ("chancellor",),
    "secretary of state": ("foreign_minister", "secretary_of_state"),
    "foreign minister": ("foreign_minister",),
    "general secretary": ("general_secretary",),
    "king": ("monarch",), "queen": ("monarch",), "tsar": ("monarch",), "czar": ("monarch",), "emperor": ("monarch",),
}  # fmt: skip
"""Title in front of a name → the offices of the tables that it stands for."""

_TITLE = re.compile(rf"\b(?P<not>former|ex-|future|then-|later|late|vice|deputy|ousted)?[ -]?(?P<title>{'|'.join(TITLES)}) (?:[A-Z][\w.]*\. )?$", re.IGNORECASE)
_HEAD = re.compile(rf"^(?P<title>{'|'.join(TITLES)}) ", re.IGNORECASE)
_BY_OFFICE = re.compile(
    r"\bsign\w* .{0,60}\binto law\b|\bvetoed\b|\bordered (?:an?|the|U\.S\.|troops)\b|\bissued an? executive order\b|\bask\w* (?:the )?(?:U\.?S\.? )?(?:Senate|Congress)\b"
)
_WHEN = re.compile(r"(?:^|[,;(—] ?|\b(?:in|on|by|during|of|until)(?: the)?(?: (?:early|late|mid|spring|summer|fall|autumn|winter|end|beginning)(?: of)?)?)[ -]?$", re.IGNORECASE)
"""What stands in front of a date that says when."""

_NOT_NOW = re.compile(r"\b(?:former|ex|future|then|later|late|vice|deputy|ousted|designate|acting)[ -]?(?:U\.?S\.? )?$", re.IGNORECASE)
_ELECT = 80
"""Days before the first day in office within which a president-elect may be given the title."""

_LOOSE = re.compile(r"\b(?:born|later|future|eventual|would become|had been|campaign\w*|memoir|legacy|decades?|years?) ?\b", re.IGNORECASE)
KINDS = ("event", "law_or_sanction", "agreement", "meeting", "statement", "vote", "state_of_affairs")


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated acts whose actor is given a title, or does what only a holder of office can, outside his dates."""
    for claim in case.claims:
        if claim.kind not in KINDS or not isinstance(claim.at, Span):
            continue
        sentence = case.document.sentences[claim.sentence]
        when = _dated(case, sentence, claim)
        for mention in sentence.actors if when else ():
            if when and mention.value.type == "person" and _inside(case, claim, mention.span) and _same_clause(sentence, mention.span, when.span):
                found = _finding(claim, sentence, mention, when.value)
                if found:
                    yield found


def _inside(case: Case, claim: Claim[Any], span: Span) -> bool:
    assert isinstance(claim.at, Span)
    return case.document.original(span) in claim.at


def _dated(case: Case, sentence: Sentence, claim: Claim[Any]) -> Mention[Period] | None:
    """The one date inside the claim's words, else the sentence's only one; none when there are several."""
    plain = [m for m in sentence.periods if m.how not in {"duration", "decade", "century"}]
    inside = [m for m in plain if _inside(case, claim, m.span)] or (plain if len(plain) == 1 and not _LOOSE.search(sentence.text) else [])
    found = inside[0] if len(inside) == 1 and inside[0].value.days <= 366 and _adverbial(sentence, inside[0].span) else None
    return found


def _same_clause(sentence: Sentence, who: Span, date: Span) -> bool:
    """Whether what the person does is what is dated: in one clause, or in one that hangs on the dated one or that the date hangs on."""
    mine, dated = clause_of(sentence, who), clause_of(sentence, date)
    return mine is None or dated is None or mine == dated or who in dated.whole or (date in mine.whole and dated.form != "complement")


def _adverbial(sentence: Sentence, date: Span) -> bool:
    """Whether a date says when something is done ("in 1985", "On 3 May"), and is no part of a name ("the 2015 deal") nor an aside."""
    clause = clause_of(sentence, date)
    before = sentence.at(Span(sentence.span.start, date.start))
    return bool(_WHEN.search(before)) and (clause is None or clause.form not in {"relative", "participle"})


def _finding(claim: Claim[Any], sentence: Sentence, mention: Mention[Actor], when: Period | None) -> Finding | None:
    before = sentence.at(Span(sentence.span.start, mention.span.start))
    titled = _TITLE.search(before) or _HEAD.search(sentence.at(mention.span))
    posts = actors.offices(mention.value.id)
    if when is None or not posts or (titled and titled.groupdict().get("not")) or _NOT_NOW.search(before) or re.match(r"[’']s? ", sentence.at(Span(mention.span.end, sentence.span.end))):
        return None
    subject = any(c.subject and mention.span.overlaps(c.subject) and _BY_OFFICE.search(sentence.at(c.whole)) for c in sentence.clauses)
    if titled:
        wanted = TITLES[titled["title"].lower()]
        mine = [post for post in posts if post.office in wanted]
    else:
        wanted, mine = ("president",), [post for post in posts if post.office in {"president", "prime_minister", "chancellor", "monarch"}]
    if not (titled or subject) or not mine or any(post.period is None or _may_hold(post.period, when) for post in mine):
        return None
    if any(post.leads and post.period and post.period.overlaps(when) for post in posts):
        return None  # another leading office then: a loose title
    return _verdict(claim, mention.value, mine, when)


def _may_hold(period: Period, when: Period) -> bool:
    return period.overlaps(when) or (when.end <= period.start and period.distance(when) <= _ELECT)


def _verdict(claim: Claim[Any], who: Actor, mine: list[actors.Office], when: Period) -> Finding:
    post = min(mine, key=lambda item: item.period.distance(when) if item.period else 0)
    holders = actors.holders(post.actor, post.office, when)
    then = ", ".join(holder.name for holder in holders) or "someone else"
    office = post.office.replace("_", " ")
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=f"{who.name} was {office} of {the(actors.name_of(post.actor))} {term(post.period)}, not {at(when)}; {office} then: {then}.",
        true_value=then,
        nearest=f"{then}, {office} then." if holders else "",
        rule="in_office",
        method="calendar",
        confidence=0.96,
    )


RULE = Rule(name="in_office", says="who acts by an office holds it at that date", check=check)
