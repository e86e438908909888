"""Named events under a slipped date: the text's words are those of a listed event, and its date is that event's but for one part."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from detente import evidence, wording
from detente.actors import states_of
from detente.model import Agreement, Claim, Finding, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import event_date, place

KINDS = frozenset({"state_of_affairs", "statement", "event"})
_LATER = re.compile(r"\b(?:anniversar|commemorat|years? (?:after|later|since|ago|before|earlier)|decades? (?:after|later)|mark(?:ed|ing) |remember|since|until|repeat|again\b|like (?:in|the))")
_BEGINS = re.compile(r"\b(?:broke out|outbreak|began|begin|started|launched|invaded|opened)")
_GROUPS = 2
"""Groups of words that a row must have for the text's words to be surely its."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated claims that no kind could compare, in the words and of the parties of a listed event."""
    rows = [row for row in case.reference.get("event", ()) if row.body.on]
    for claim in case.claims:
        if claim.kind not in KINDS or not isinstance(claim.at, Span) or case.first[claim.id].verdict is not Verdict.UNVERIFIABLE:
            continue
        sentence = case.document.sentences[claim.sentence]
        dates = [m for m in sentence.periods if case.document.original(m.span) in claim.at]
        if len(dates) != 1 or dates[0].value.days > 31 or not claim.polarity or claim.modality != "asserted":
            continue
        own = claim.quote.lower()
        carried = [actor for actor in (*sentence.cast[:3], *sentence.pair) if actor.type in {"state", "organization", "igo", "group"}]
        words = " ".join([own, *(actor.name.lower() for actor in carried)])
        full = bool(re.search(r"\d{4}", sentence.at(dates[0].span)))
        found = [] if _LATER.search(own) else [row for row in rows if wording.matches(row.body.words, words) and _of_them(row, sentence, claim, case)]
        if found:
            yield from _finding(case, claim, dates[0].value, found, full=full, begins=bool(_BEGINS.search(own)))


def _of_them(row: Claim[Any], sentence: Sentence, claim: Claim[Any], case: Case) -> bool:
    """Whether the claim names a party of the row, and, where the row's words are few, both or none that is not of it."""
    inside = [m.value for m in sentence.actors if case.document.original(m.span) in claim.at]
    said = set(states_of(inside, row.body.on)) | {actor.id for actor in inside}
    parties = {*row.body.source, *row.body.target}
    parties |= set(states_of(parties, row.body.on))
    known = {item for item in said if not item.startswith("unlinked:")}
    if known and not known & parties:
        return False
    if not wording.share(row.body.words, claim.quote.lower()):
        return False
    return len(row.body.words.split()) >= _GROUPS or bool((known | {actor.id for actor in sentence.cast[:6]}) & parties)


def _finding(case: Case, claim: Claim[Any], when: Period, rows: list[Claim[Any]], *, full: bool, begins: bool) -> Iterator[Finding]:
    days = {row.id: _day(row.body.on) if begins else row.body.on for row in rows if begins or row.body.on.days <= 31}
    rows = [row for row in rows if row.id in days]
    holds = [row for row in rows if event_date.compare(when, days[row.id]) is Agreement.EQUAL]
    slips = [row for row in rows if slipped(when, days[row.id], near=begins)]
    if holds and all(_elsewhere(claim.quote, row.body.place) for row in holds):
        row, verdict = holds[0], Verdict.REFUTED
    elif holds:
        row, verdict = min(holds, key=lambda row: row.body.on.days), Verdict.SUPPORTED
    elif full and slips and all(event_date.compare(when, days[row.id]) is Agreement.UNEQUAL for row in rows):
        row, verdict = slips[0], Verdict.REFUTED
    else:
        return
    yield Finding(
        claim_id=claim.id, verdict=verdict, against=(row.id,), rule="named_event", method="reference", true_value=str(row.body.on),
        confidence=0.75 if verdict is Verdict.SUPPORTED else 0.85, message=f"{evidence.describe(row)} ({evidence.cite(row, case.sources)}). Compared by: {RULE.says}.",
    )  # fmt: skip


_MADE = re.compile(r"\b(?:sign\w*|agree\w*|conclude\w*|meet\w*|met)\b(?: (?!in |at )[a-z]+){0,2} (?:in|at) ((?:[A-Z][\w’'-]+ ?)+)")


def _elsewhere(words: str, where: str) -> bool:
    """Whether an agreement is said to be made in a known place of another country than the row's."""
    said = _MADE.search(words)
    return bool(said and where) and place.compare(said[1].strip(), where) is Agreement.UNEQUAL  # type: ignore[index]


def _day(period: Period) -> Period:
    return Period(start=period.start, end=period.start + dt.timedelta(days=1)) if period.days > 3 else period


def slipped(said: Period, found: Period, *, near: bool = False) -> bool:
    """One part of the date is another's and the rest is right: another year, or another month of the same day and year."""
    if said.days > 31 or found.days > 31:
        return False
    one, other = said.start, found.start
    if said.days <= 3 and found.days <= 3:
        return sum((one.year == other.year, one.month == other.month, one.day == other.day)) == 2 and (one.day == other.day or near)
    return one.month == other.month and one.year != other.year and abs(one.year - other.year) <= 10


RULE = Rule(name="named_event", says="an event named by its words has its own date", check=check)
