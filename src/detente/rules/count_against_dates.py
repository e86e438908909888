"""Counts against dates: so many meetings, tests or votes, that the text then lists with the date of each.

It asks about a plain count behind which the sentence lists dates, or items with a date each, in another number: two may
share a date, and a list may be left unfinished. It also asks about an ordinal that is counted on from such a list. It
leaves alone hedged counts and lists that name a part ("including", "most recently").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from detente.evidence import plural
from detente.model import Claim, Finding, Mention, Period, Quantity, Sentence, Span
from detente.offers import Case, Rule, calendar_dates
from detente.rules import question

_PART = re.compile(
    r"\b(?:includ\w+|among|such as|notably|especially|particularly|e\.g|for example|for instance|most recently"
    r"|the (?:last|latest|most|first)|some of)\b",
    re.IGNORECASE,
)
_OCCASIONS = re.compile(
    r"(?:meeting|summit|encounter|visit|trip|call|conversation|round|session|conference|test|launch|vote|veto|election"
    r"|war|attack|strike|raid|bombing|coup|referendum|treaty|agreement|accord|resolution|time|occasion|package"
    r"|enlargement|expansion|hearing|inspection|exercise|debate|talk|exchange|ceasefire|truce|partition|crisis)$"
)
_JOINT = re.compile(r"^,?(?: and| again| then)?(?: in| on)?$")
"""What stands between two dates of a list of nothing but dates."""


def check(case: Case) -> Iterator[Finding]:
    """Questions on counts that differ from the dated list behind them, and on ordinals counted on from it."""
    for claim, number in case.numbers():
        if number.comparator != "=" or not _OCCASIONS.search(number.unit):
            continue
        sentence = case.sentence(claim)
        behind = _behind(case, sentence, claim)
        listed = _items(sentence, behind) or _dates(sentence, behind)
        if listed and int(number.value) not in listed:
            many = f"{int(number.value)} {plural(number.unit, number.value)}"
            words = f"{many} are announced and {min(listed)} listed with a date. Is the list whole?"
            yield question(claim, words, "count_against_dates", *_members(case, claim))
            yield from _counted_on(case, claim, number)


def _behind(case: Case, sentence: Sentence, claim: Claim[Any]) -> list[Mention[Period]]:
    """The calendar dates of the sentence behind the count."""
    at = claim.at
    if not isinstance(at, Span):
        return []
    return [m for m in calendar_dates(sentence) if case.document.original(m.span).start >= at.end]


def _items(sentence: Sentence, behind: list[Mention[Period]]) -> frozenset[int]:
    """How many items a list with semicolons has: those with a date in brackets, and all of them."""
    pieces = sentence.text.split(";")
    if len(pieces) < 3 or not behind or _PART.search(sentence.text[: behind[0].span.start - sentence.span.start]):
        return frozenset()
    starts = [sum(len(piece) + 1 for piece in pieces[:n]) + sentence.span.start for n in range(len(pieces) + 1)]
    inside = [[m for m in behind if a <= m.span.start < b and _bracketed(sentence, m)] for a, b in pairwise(starts)]
    dated = sum(bool(dates) for dates in inside)
    return frozenset({dated, len(pieces)}) if dated >= 2 and dated >= len(pieces) - 1 else frozenset()


def _bracketed(sentence: Sentence, date: Mention[Period]) -> bool:
    return sentence.text[: date.span.start - sentence.span.start].rstrip().endswith("(")


def _dates(sentence: Sentence, behind: list[Mention[Period]]) -> frozenset[int]:
    """How many dates a list of nothing but dates has: "four tests, in 2006, 2009 and 2013"."""
    if len(behind) < 3:
        return frozenset()
    before = sentence.text[: behind[0].span.start - sentence.span.start]
    joined = all(_JOINT.match(sentence.at(Span(a.span.end, b.span.start)).rstrip()) for a, b in pairwise(behind))
    return frozenset({len(behind)}) if joined and not _PART.search(before) else frozenset()


def _members(case: Case, claim: Claim[Any]) -> list[Claim[Any]]:
    """The dated meetings of the list that were read as claims of their own."""
    return [m for m in case.of("meeting") if m.sentence == claim.sentence and len(case.dates(m)) == 1]


def _counted_on(case: Case, claim: Claim[Any], number: Quantity) -> Iterator[Finding]:
    """Questions on later ordinals of the same sort of thing that only the announced count can give."""
    members = _members(case, claim)
    people = {item for member in members for item in member.body.participants}
    for other in case.of("count_or_ordinal"):
        ordinal = other.body.ordinal or 0
        if other.sentence <= claim.sentence or ordinal <= number.value:
            continue
        met = [m for m in case.of("meeting") if m.sentence == other.sentence and set(m.body.participants) == people]
        if members and met:
            words = f"it counts on from “{claim.quote}”, of which {len(members)} are named. Which are the others?"
            yield question(other, words, "count_against_dates", claim, *members)


RULE = Rule(name="count_against_dates", says="a count agrees with the dates listed behind it", check=check)
