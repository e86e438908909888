"""Coming to office: a rise, election, inauguration or resignation is dated against the holder's terms.

It flags the beginning, the winning or the end of a leader's time in office at a date that none of his or her terms
has. It leaves alone defeats, candidates, campaigns and lesser offices, one of several elections of a holder, and bears
out only claims that say little more.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from detente import actors, tables
from detente.evidence import written
from detente.model import Actor, Agreement, Claim, Finding, Mention, Period, Sentence, Verdict
from detente.offers import Case, Rule, calendar_dates
from detente.persons import Office
from detente.rules import VERDICTS, event_date, term_of

_NAME = "@"
"""What stands for the person's name in the text that the patterns are held against."""

_ROLE = (
    r"(?:(?:the )?(?:U\.?S\.? |American |Russian |Soviet |French |British |German |Chinese )?"
    r"(?:president|prime minister|chancellor|premier|general secretary|leader)\b)"
)
_YEAR = r"(?:1[89]|20)\d\d"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each way to tell an act of coming to or leaving office: the act (starts, elected, leaves) and its pattern."""
    words = {"{role}": _ROLE, "{year}": _YEAR}
    rows = tables.rows("office_acts.csv", ("act", "pattern"))
    told = ((row["act"], re.sub(r"\{(?:role|year)\}", lambda hit: words[hit[0]], row["pattern"])) for row in rows)
    return tuple((act, re.compile(pattern, re.IGNORECASE)) for act, pattern in told)


_AGAIN = re.compile(r"re-?elect", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:loss|lost|defeat\w*|fail\w*|candidate|campaign\w*|ran|not|never|before|after|since|if|would|party leader"
    r"|congress\w*|mid-?term|governor|senator|secretary of state|(?<!prime )minister of|foreign|defen[cs]e"
    r"|army chief|chief of|chair\w*|mayor|commander)\b",
    re.IGNORECASE,
)
MORE = 30
"""Letters by which a claim may say more than the coming to office, its date left out, and still be borne out by it."""

TERM = 5.2 * 365
"""Days in office from which a holder has been elected more than once."""

_NEAR = 95
"""Days between an election and the first day in office."""

_BESIDE = 110
"""Letters between a name and the date that is taken to be its."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on claims whose words date the beginning, the winning or the end of one leader's time in office."""
    for claim in case.claims:
        if not claim.polarity or case.first[claim.id].verdict is Verdict.REFUTED:
            continue
        sentence = case.sentence(claim)
        dates = case.inside(claim, calendar_dates(sentence))
        for who in _people(case, claim) if dates else ():
            when = min(dates, key=lambda date: _gap(date, who))
            near = _gap(when, who) <= _BESIDE and when.value.days <= 366
            told = _told(sentence, who, "" if case.covers(claim, who.span) else claim.quote) if near else None
            date = sentence.at(when.span)
            found = _finding(claim, who.value, when.value, (told[0], f"{told[1]} {date}")) if told else None
            if found:
                yield found
                break


def _people(case: Case, claim: Claim[Any]) -> list[Mention[Actor]]:
    """The persons in the claim's words; where there are none, the one it goes on from: "… and resigned"."""
    found, sentence = case.people(claim), case.sentence(claim)
    inside = [clause for clause in sentence.clauses if case.covers(claim, clause.span)]
    persons = [m for m in sentence.actors if m.value.type == "person"]
    verb = max((sentence.words[clause.verb].span.start for clause in inside), default=0)
    last = [m.value for m in persons if m.span.end <= verb][-1:]  # "Cameron left and May became": not Cameron
    return found or [m for m in persons if m.value in last and any(m.span == c.subject for c in inside)][:1]


def _gap(date: Mention[Period], who: Mention[Actor]) -> int:
    """Letters between a date and a name."""
    return max(date.span.start - who.span.end, who.span.start - date.span.end, 0)


def _told(sentence: Sentence, who: Mention[Actor], words: str) -> tuple[str, str] | None:
    """What is told of the person's time in office, and in which words: (starts, elected or leaves, …).

    ``words`` are those of a claim that does not name its subject again.
    """
    at, end = who.span.start - sentence.span.start, who.span.end - sentence.span.start
    around = (sentence.text[max(0, at - 60) : at] + _NAME + sentence.text[end : end + 79]).lstrip()
    text = f"{_NAME} {words}" if words else around
    name = text.index(_NAME)
    if _LOST.search(text[max(0, name - 22) : name + 45]):
        return None
    return next(((act, hit[0]) for act, pattern in _patterns() if (hit := pattern.search(text))), None)


def _finding(claim: Claim[Any], who: Actor, when: Period, told: tuple[str, str]) -> Finding | None:
    act, words = told
    posts = [post for post in actors.offices(who.id) if post.leads]
    if not posts or (act == "elected" and any(_elected_twice(post, words) and when in post.period for post in posts)):
        return None
    agreements = [_agree(when, _day(post.period, act), act) for post in posts]
    verdict = VERDICTS[next(agreement for agreement in VERDICTS if agreement in agreements)]
    if verdict is not Verdict.REFUTED and len(claim.quote) > len(words) + len(who.name) + MORE:
        return None  # the claim says more than that: its date alone does not bear it out
    post = min(posts, key=lambda post: _day(post.period, act).distance(when))
    return Finding(
        claim_id=claim.id,
        verdict=verdict,
        message=f"{term_of(who, post)}; the text has {written(when)}.",
        true_value=str(post.period),
        rule="took_office",
        method="calendar",
        confidence=0.94 if verdict is Verdict.REFUTED else 0.8,
    )


def _elected_twice(post: Office, words: str) -> bool:
    """Whether an election may be a later one of the same holder."""
    return post.period.days > TERM or bool(_AGAIN.search(words))


def _day(period: Period, act: str) -> Period:
    """The first day in office, or, for a leave, the last one and the first after it."""
    day = dt.timedelta(days=1)
    first, last = (period.end - day, period.end + day) if act == "leaves" else (period.start, period.start + day)
    return Period(start=first, end=last)


def _agree(when: Period, day: Period, act: str) -> Agreement:
    if act == "elected" and when.end <= day.start and when.distance(day) <= _NEAR:
        return Agreement.EQUAL
    if act == "elected" and when.overlaps(day):
        return Agreement.EQUAL if when.days > 27 else Agreement.LOOSE
    return event_date.compare(when, day)


RULE = Rule(name="took_office", says="a term of office begins and ends at its dates", check=check)
