"""Direction: what rose ends higher than it began, what fell ends lower, and a part is not larger than its whole.

It flags "rose from A to B" with B below A, "fell from A to B" with B above it, and "A of the B" with A above B. It
leaves alone negative numbers, numbers in two units, and ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from detente.evidence import number as spoken
from detente.model import Claim, Finding, Mention, Quantity, Sentence, Span, Verdict
from detente.offers import Case, Rule, number_of

_UP = (
    r"r(?:ose|ise[sn]?|ising)|increas\w+|gr(?:ew|ow\w*)|climb\w*|soar\w*|jump\w*|surg\w+|expand\w*|swell\w*|swollen|"
    r"went up|go(?:es|ing)? up|rais\w+|boost\w*|doubl\w+|tripl\w+|widen\w*|mounted|shot up|leap\w*"
)
_DOWN = (
    r"f(?:ell|all(?:s|en|ing)?)|declin\w+|dropp?\w*|decreas\w+|shr[aiu]nk\w*|plung\w+|plummet\w*|slump\w*|sank|sunk|"
    r"went down|go(?:es|ing)? down|reduc\w+|cut(?:s|ting)?|lower\w*|halv\w+|dwindl\w+|tumbl\w+|slid|contract\w+|"
    r"dipp?ed|collaps\w+"
)
_BREAK = r"while|as|and|but|when|after|before|because|though|although|whereas|that|which|who"
_RANKED = re.compile(r"\b(?:rank\w*|place[sd]?|position\w*|standings?|index|league table)\b", re.IGNORECASE)
_TURN = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
    rf"(?:(?!\b(?:{_UP}|{_DOWN}|{_BREAK})\b)[^;.,]){{0,60}}\bfrom (?:[\w,]+ ){{0,3}}?$"
)
_TO = re.compile(r"^[^;.]{0,40}?\bto (?:[\w,]+ ){0,2}?$")
_OF = re.compile(r"^ (?:out )?of (?:the |its |their |all )?$")


def check(case: Case) -> Iterator[Finding]:
    """Findings on pairs of numbers that go the other way than their verb, and on parts above their whole."""
    for sentence in case.document.sentences:
        for one, other in pairwise(sentence.quantities):
            said = _wrong(sentence, one, other)
            claim = _numbered(case, sentence, one) or _numbered(case, sentence, other) if said else None
            if claim:
                yield Finding(
                    claim_id=claim.id,
                    verdict=Verdict.REFUTED,
                    message=f"{said} {spoken(one.value.value)}, {spoken(other.value.value)}.",
                    rule="direction",
                    method="internal",
                    confidence=0.85,
                )


def _numbered(case: Case, sentence: Sentence, number: Mention[Quantity]) -> Claim[Any] | None:
    """The claim whose number it is."""
    held = [claim for claim in case.claims if claim.sentence == sentence.index and case.covers(claim, number.span)]
    return next((claim for claim in held if number_of(claim.body) == number.value), None)


def _wrong(sentence: Sentence, one: Mention[Quantity], other: Mention[Quantity]) -> str:
    """What is wrong with two numbers side by side, as the beginning of a message; "" when nothing is."""
    first, second = one.value, other.value
    if min(first.value, second.value) < 0 or "range" in {first.comparator, second.comparator}:
        return ""
    between = sentence.at(Span(one.span.end, other.span.start))
    if _OF.match(between) and first.unit in {"", second.unit} and first.value > second.value:
        return "" if second.unit in _MEASURES else "The part is larger than its whole:"
    turn = _TURN.search(sentence.at(Span(sentence.span.start, one.span.start)).lower())
    if not turn or not _TO.match(between) or _RANKED.search(sentence.text) or first.unit not in {"", second.unit}:
        return ""
    if max(first.value, second.value) >= _SCALE * min(first.value, second.value):
        return ""  # "from 3 to 4.5 million": the scale is said once
    against = second.value < first.value if turn["up"] else second.value > first.value
    return f"“{turn['up'] or turn['down']}” goes the other way than its numbers:" if against else ""


_SCALE = 1000
"""How many times one number is the other where a scale is said once for both."""

_MEASURES = frozenset({"percent", "km", "day", "month", "year", "USD", "EUR", ""})
"""Units of what "of" measures, not counts: a force of 300, a term of 5 years."""


RULE = Rule(name="direction", says="numbers go the way that the verb says", check=check)
