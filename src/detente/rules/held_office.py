"""Who held an office: "in 1987 she was prime minister of Denmark" is held against the terms of office.

It bears out a sentence that says little more, and flags one that gives a leader an office outside all of his or her
terms in it. It leaves alone former, future and deputy holders, titles that are no state's, dates near a term, and
claims with several dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente import actors
from detente.model import Actor, Claim, Finding, Mention, Period, Verdict
from detente.offers import Case, Rule, asserted, calendar_dates
from detente.persons import Office
from detente.rules import out_of_office, term_of
from detente.rules.in_office import TITLES

_HELD = re.compile(
    rf"^,? (?:was|remained|served as|had become) (?:then |still |already )?(?:the )?(?:[A-Z]\w+ )?"
    rf"(?P<title>{'|'.join(TITLES)})\b(?! (?:of staff|elect|designate)|-)(?: of (?:the )?(?P<of>[A-Z][\w’'. -]*[\w]))?"
)
NEAR = 200
"""Days around a term within which the year of a sentence may still be loosely right."""

MORE = 40
"""Letters by which a claim may say more than who held which office when, and still be borne out."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on claims whose words give one leader an office at one date."""
    for claim in case.claims:
        sentence = case.sentence(claim)
        dates = case.inside(claim, calendar_dates(sentence)) if asserted(claim) and case.undecided(claim) else []
        for who in case.people(claim) if len(dates) == 1 else ():
            held = _HELD.match(sentence.text[who.span.end - sentence.span.start :])
            posts = _posts(who.value, held, dates[0].value) if held else []
            if held and posts:
                said = len(held[0]) + len(who.value.name)
                yield from _finding(claim, who, posts, dates[0].value, len(claim.quote) - said)


def _posts(who: Actor, held: re.Match[str], when: Period) -> list[Office]:
    """The person's terms in the office of the state named; none where another of the name held it then."""
    posts = [post for post in actors.offices(who.id) if post.leads and post.office in TITLES[held["title"].lower()]]
    if held["of"]:
        posts = [post for post in posts if held["of"].lower().startswith(actors.name_of(post.actor).lower())]
    surname = who.name.split()[-1]
    then = [holder for post in posts for holder in actors.holders(post.actor, post.office, when)]
    return [] if any(one.id != who.id and one.name.split()[-1] == surname for one in then) else posts


def _finding(
    claim: Claim[object], who: Mention[Actor], posts: list[Office], when: Period, more: int
) -> Iterator[Finding]:
    near = min(posts, key=lambda post: post.period.distance(when))
    if near.period.distance(when) > NEAR:
        yield out_of_office(claim, who.value, posts, when, "held_office")
    elif near.period.overlaps(when) and more <= MORE:
        yield Finding(
            claim_id=claim.id,
            verdict=Verdict.SUPPORTED,
            message=f"{term_of(who.value, near)}.",
            true_value=str(near.period),
            rule="held_office",
            method="calendar",
            confidence=0.8,
        )


RULE = Rule(name="held_office", says="an office is held within its terms", check=check)
