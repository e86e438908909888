"""Who was in office: a holder of an office acts by it only within its dates.

It flags a dated act whose actor is given a title, or does what only a holder can, outside all of his or her terms in
it. It leaves alone former, future and deputy holders, presidents-elect, persons who held another leading office then,
and dates that do not say when the act was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.attaching import clause_of
from detente.model import Actor, Claim, Finding, Mention, Period, Sentence, Span
from detente.offers import Case, Rule, calendar_dates
from detente.persons import Office
from detente.rules import out_of_office

TITLES = {
    "president": ("president", "head_of_state"),
    "prime minister": ("prime_minister",),
    "premier": ("prime_minister", "premier"),
    "chancellor": ("chancellor",),
    "secretary of state": ("foreign_minister", "secretary_of_state"),
    "foreign minister": ("foreign_minister",),
    "general secretary": ("general_secretary",),
    **dict.fromkeys(("king", "queen", "tsar", "czar", "emperor"), ("monarch",)),
}
"""Title in front of a name → the offices of the tables that it stands for."""

_UNTITLED = ("president", "prime_minister", "chancellor", "monarch")
"""Offices by which a person without a title may do what only a holder can."""

_TITLE = re.compile(
    r"\b(?P<not>former|ex-|future|then-|later|late|vice|deputy|ousted)?(?:[ -](?-i:[A-Z])[\w.]*){0,3}[ -]?"
    rf"(?P<title>{'|'.join(TITLES)}) (?:[A-Z][\w.]*\. )?$",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"^(?P<title>{'|'.join(TITLES)}) ", re.IGNORECASE)
_BY_OFFICE = re.compile(
    r"\bsign\w* .{0,60}\binto law\b|\bvetoed\b|\bordered (?:an?|the|U\.S\.|troops)\b|\bissued an? executive order\b"
    r"|\bask\w* (?:the )?(?:U\.?S\.? )?(?:Senate|Congress)\b"
)
_WHEN = re.compile(
    r"(?:^|[,;(—] ?|\b(?:in|on|by|during|of|until)(?: the)?"
    r"(?: (?:early|late|mid|spring|summer|fall|autumn|winter|end|beginning)(?: of)?)?)[ -]?$",
    re.IGNORECASE,
)
"""What stands in front of a date that says when."""

_NOT_NOW = re.compile(
    r"\b(?:former|ex|future|then|later|late|vice|deputy|ousted|designate|acting)[ -]?(?:U\.?S\.? )?$", re.IGNORECASE
)
_OWNER = re.compile(r"[’']s? ")
"""What follows a name of which something else is told: "Nixon's envoy"."""

_LOOSE = re.compile(
    r"\b(?:born|later|future|eventual|would become|had been|campaign\w*|memoir|legacy|decades?|years?) ?\b",
    re.IGNORECASE,
)
_ELECT = 80
"""Days before the first day in office within which a president-elect may be given the title."""

KINDS = ("event", "law_or_sanction", "agreement", "meeting", "statement", "vote", "state_of_affairs")
"""Kinds of claims that tell an act."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated acts whose actor has a title, or does what only a holder of office can, outside the dates."""
    for claim in case.of(*KINDS):
        sentence = case.sentence(claim)
        when = _dated(case, sentence, claim)
        for mention in case.people(claim) if when else ():
            posts = _posts(sentence, mention) if when and _same_clause(sentence, mention.span, when.span) else []
            if when and posts and not _in_office(posts, mention.value, when.value):
                yield out_of_office(claim, mention.value, posts, when.value, "in_office")


def _dated(case: Case, sentence: Sentence, claim: Claim[Any]) -> Mention[Period] | None:
    """The one date inside the claim's words, else the sentence's only one; none when there are several."""
    dates = calendar_dates(sentence)
    inside = case.inside(claim, dates)
    if not inside and len(dates) == 1 and not _LOOSE.search(sentence.text):
        inside = dates
    if len(inside) == 1 and inside[0].value.days <= 366 and _adverbial(sentence, inside[0].span):
        return inside[0]
    return None


def _same_clause(sentence: Sentence, who: Span, date: Span) -> bool:
    """Whether what the person does is what is dated: in one clause, or in one that hangs on the other."""
    mine, dated = clause_of(sentence, who), clause_of(sentence, date)
    if mine is None or dated is None or mine == dated:
        return True
    return who in dated.whole or (date in mine.whole and dated.form != "complement")


def _adverbial(sentence: Sentence, date: Span) -> bool:
    """Whether a date says when something is done ("in 1985"), and is no part of a name ("the 2015 deal") or aside."""
    clause = clause_of(sentence, date)
    before = sentence.at(Span(sentence.span.start, date.start))
    return bool(_WHEN.search(before)) and (clause is None or clause.form not in {"relative", "participle"})


def _posts(sentence: Sentence, mention: Mention[Actor]) -> list[Office]:
    """The person's terms in the office by which he or she acts; none when the words do not say so."""
    before = sentence.at(Span(sentence.span.start, mention.span.start))
    after = sentence.at(Span(mention.span.end, sentence.span.end))
    titled = _TITLE.search(before) or _HEAD.search(sentence.at(mention.span))
    if (titled and titled.groupdict().get("not")) or _NOT_NOW.search(before) or _OWNER.match(after):
        return []
    by_office = any(
        clause.subject and mention.span.overlaps(clause.subject) and _BY_OFFICE.search(sentence.at(clause.whole))
        for clause in sentence.clauses
    )
    offices = TITLES[titled["title"].lower()] if titled else _UNTITLED if by_office else ()
    return [post for post in actors.offices(mention.value.id) if post.office in offices]


def _in_office(posts: list[Office], who: Actor, when: Period) -> bool:
    """Whether one of the terms may hold at a time, or the person led by another office then: a loose title."""
    surname = who.name.split()[-1]
    namesakes = [
        h for post in posts for h in actors.holders(post.actor, post.office, when) if h.name.split()[-1] == surname
    ]
    if namesakes:
        return True  # the other President Roosevelt
    leading = [post for post in actors.offices(who.id) if post.leads]
    return any(_may_hold(post.period, when) for post in posts) or any(post.period.overlaps(when) for post in leading)


def _may_hold(period: Period, when: Period) -> bool:
    return period.overlaps(when) or (when.end <= period.start and period.distance(when) <= _ELECT)


RULE = Rule(name="in_office", says="who acts by an office holds it at that date", check=check)
