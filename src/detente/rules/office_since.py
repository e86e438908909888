"""In office since: "has been president of Mexico since October 2024" is held against the holder's terms.

It bears out a claim that says little more, and flags one whose date begins none of the person's terms, or whose state
never had the person in office. It leaves alone persons without a listed term, deputies, candidates and party posts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.actors import states_of
from detente.evidence import written
from detente.model import Actor, Agreement, Claim, Finding, Mention, Period, Verdict
from detente.offers import Case, Rule, asserted, calendar_dates
from detente.persons import Office
from detente.rules import event_date, term_of
from detente.rules.in_office import TITLES

_OFFICES = {**TITLES, "secretary-general": ("secretary_general",), "secretary general": ("secretary_general",)}
_TITLE = "|".join(map(re.escape, _OFFICES))
_IN_OFFICE = re.compile(
    rf"@,? (?:who )?(?:has|had|have)(?: also)? (?:been|served as|led|ruled|governed|headed|run)\b.{{0,60}}\bsince $"
    rf"|\b(?:led|ruled|governed|headed|run|chaired) by (?:[A-Z]?[\w-]+ ){{0,3}}@,? since $"
    rf"|\b(?:{_TITLE})(?: of [^.;@]{{2,40}})?[,:]? @,? (?:in (?:power|office) )?since $"
    rf"|@,? (?:the )?(?:[A-Z]\w+ )?(?:{_TITLE})\b.{{0,40}}\bsince $|@,? in (?:power|office) since $",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:former|ex-|deputy|vice|acting|candidate|party|opposition|mayor|governor|speaker|wife|son|under) ",
    re.IGNORECASE,
)
MORE = 40
"""Letters by which a claim may say more, and still be borne out."""

FAR = 200
"""Days from every beginning of a term at which a date is wrong."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on claims that give one person an office since a date."""
    for claim in case.claims:
        if not asserted(claim) or case.first[claim.id].verdict is Verdict.REFUTED:
            continue
        dates = case.inside(claim, calendar_dates(case.sentence(claim)))
        for who in (who for who in case.people(claim) if dates and who.how != "office"):
            found = next(filter(None, (_held(case, claim, who, date) for date in dates)), None)
            if found:
                yield found
                break


def _held(case: Case, claim: Claim[Any], who: Mention[Actor], date: Mention[Period]) -> Finding | None:
    """What the person's terms make of "since" this date."""
    sentence = case.sentence(claim)
    start, end, since = (place - sentence.span.start for place in (who.span.start, who.span.end, date.span.start))
    if since < start:
        return None
    before = sentence.text[max(0, start - 70) : start]
    told = _IN_OFFICE.search(f"{before}@{sentence.text[end:since]}")
    if not told or _NOT.search(told[0]):
        return None
    posts = _posts(who.value, told[0])
    named = case.inside(claim, sentence.actors)
    whose = set(states_of(m.value for m in named if m.value.type in {"state", "igo"} or m.how == "office"))
    theirs = [post for post in posts if not whose or post.actor in whose]
    return _finding(claim, who.value, (posts, theirs), date.value, len(claim.quote) - len(told[0]))


def _posts(who: Actor, told: str) -> list[Office]:
    """The person's leading terms, of the title that the words have if they have one."""
    posts = [post for post in actors.offices(who.id) if post.leads or post.office == "secretary_general"]
    title = re.search(rf"\b(?:{_TITLE})\b", told, re.IGNORECASE)
    return [post for post in posts if post.office in _OFFICES[title[0].lower()]] if title else posts


def _finding(
    claim: Claim[Any], who: Actor, posts: tuple[list[Office], list[Office]], when: Period, more: int
) -> Finding | None:
    """Refuted by terms of other states or other beginnings; supported by one of the state that begins then."""
    every, theirs = posts
    begun = [post for post in theirs if event_date.compare(when, _first(post)) is Agreement.EQUAL]
    wrong = every and (not theirs or all(_first(post).distance(when) > FAR for post in theirs))
    told = claim.kind == "state_of_affairs" and more <= MORE + len(written(when))
    if not wrong and not (begun and told):
        return None
    post = (begun or sorted(theirs or every, key=lambda post: _first(post).distance(when)))[0]
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED if wrong else Verdict.SUPPORTED,
        message=f"{term_of(who, post)}{f'; the text has {written(when)}' if wrong else ''}.",
        true_value=str(post.period),
        rule="office_since",
        method="calendar",
        confidence=0.9 if wrong else 0.8,
    )


def _first(post: Office) -> Period:
    """The first day of a term."""
    return Period(start=post.period.start, end=post.period.start + dt.timedelta(days=1))


RULE = Rule(name="office_since", says="an office is held since the beginning of a term", check=check)
