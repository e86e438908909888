"""Named events under a slipped date: the text's words are those of a listed event, and its date is not the event's.

It flags a claim that no other comparison decided when the words and parties of a listed event stand in it and its one
date is that event's but for one part, or its agreement was made in another country. It leaves alone anniversaries and
other looks back, dates without a year, and dates that are simply other ones: another event may be meant.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from detente import wording
from detente.actors import states_of
from detente.model import Agreement, Claim, Finding, Mention, Period, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import Outcome, by_row, event_date, other_way_round, place
from detente.rules.event_date import slipped, with_year

KINDS = ("state_of_affairs", "statement", "event")
"""Kinds of claims that may tell an event in words that no comparison of fields can reach."""

_LATER = re.compile(
    r"\b(?:anniversar|commemorat|years? (?:after|later|since|ago|before|earlier)|decades? (?:after|later)"
    r"|mark(?:ed|ing) |remember|since|until|repeat|again\b|like (?:in|the))"
)
_VOTED = re.compile(r"\badopted\b|\bvot(?:e|es|ed|ing)\b|\b[Rr]esolution\b|\btext\b|\b\d+ to \d+\b")
"""Words of a body that votes on an event, which is not the event."""
_BEGINS = re.compile(r"\b(?:broke out|outbreak|began|begin|started|launched|invaded|opened)")
_MADE = re.compile(
    r"\b(?:sign\w*|agree\w*|conclude\w*|meet\w*|met)\b(?: (?!in |at )[a-z]+){0,2} (?:in|at) ((?:[A-Z][\w’'-]+ ?)+)"
)
_GROUPS = 2
"""Groups of words that a row must have for the text's words to be surely its."""

_CARRIED = frozenset({"state", "organization", "igo", "group"})
"""Types of actors whose names a claim takes over from the text before it."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated claims that no kind could compare, in the words and of the parties of a listed event."""
    for claim in case.of(*KINDS):
        if (
            not case.undecided(claim)
            or not asserted(claim)
            or _LATER.search(claim.quote.lower())
            or _VOTED.search(claim.quote)
        ):
            continue
        dates = case.dates(claim)
        if len(dates) == 1 and dates[0].value.days <= 31:
            found = _outcome(case, claim, dates[0], _meant(case, claim))
            if found:
                yield by_row(case, claim, found, "named_event")


def _meant(case: Case, claim: Claim[Any]) -> list[Claim[Any]]:
    """The events whose words and parties the claim has, those carried into it counted."""
    sentence = case.sentence(claim)
    carried = [actor.name.lower() for actor in (*sentence.cast[:3], *sentence.pair) if actor.type in _CARRIED]
    words = " ".join([claim.quote.lower(), *carried])
    rows = [row for row in case.told(words) if row.kind == "event" and row.body.on]
    return [row for row in rows if _of_them(case, claim, row)]


def _of_them(case: Case, claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether the claim names a party of the row or none, and has words of it; a party, where the row's words are few.

    A party counts as named too where the sentences before have it.
    """
    sentence = case.sentence(claim)
    inside = [mention.value for mention in case.inside(claim, sentence.actors)]
    said = {*states_of(inside, row.body.on), *(actor.id for actor in inside)}
    known = {item for item in said if not item.startswith("unlinked:")}
    parties = {*row.body.source, *row.body.target}
    parties |= set(states_of(parties, row.body.on))
    if known and not known & parties:
        return False
    if not wording.share(row.body.words, claim.quote.lower()):
        return False
    return len(row.body.words.split()) >= _GROUPS or bool((known | {actor.id for actor in sentence.cast[:6]}) & parties)


def _outcome(case: Case, claim: Claim[Any], date: Mention[Period], rows: list[Claim[Any]]) -> Outcome | None:
    """The row that holds, or that the date slipped from; none when it may be another event."""
    begins = bool(_BEGINS.search(claim.quote.lower()))
    days = {row.id: _day(row.body.on) if begins else row.body.on for row in rows if begins or row.body.on.days <= 31}
    rows = [row for row in rows if row.id in days]
    how = {row.id: event_date.compare(date.value, days[row.id]) for row in rows}
    holds = [row for row in rows if how[row.id] is Agreement.EQUAL]
    if any(other_way_round(claim, row) for row in holds):
        return None
    if holds and all(_elsewhere(claim.quote, row.body.place) for row in holds):
        return Outcome(holds[0], Verdict.REFUTED, str(holds[0].body.on), 0.85)
    if holds:
        row = min(holds, key=lambda row: row.body.on.days)
        return Outcome(row, Verdict.SUPPORTED, str(row.body.on), 0.75)
    slips = [row for row in rows if slipped(date.value, days[row.id], near=begins)]
    full = with_year(case.sentence(claim).at(date.span))
    if full and slips and all(agreement is Agreement.UNEQUAL for agreement in how.values()):
        return Outcome(slips[0], Verdict.REFUTED, str(slips[0].body.on), 0.85)
    return None


def _elsewhere(words: str, where: str) -> bool:
    """Whether an agreement is said to be made in a known place of another country than the row's."""
    said = _MADE.search(words)
    return said is not None and place.compare(said[1].strip(), where) is Agreement.UNEQUAL


def _day(period: Period) -> Period:
    """The first day of an event that went on."""
    return Period(start=period.start, end=period.start + dt.timedelta(days=1)) if period.days > 3 else period


RULE = Rule(name="named_event", says="an event named by its words has its own date", check=check)
