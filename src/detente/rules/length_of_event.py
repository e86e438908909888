"""Lengths of named wars, sieges and crises: "the 74-day war", "lasted three weeks", "freed after 444 days".

It holds a length of time against the two dates of its sentence, or the first and last day of what the sentence names.
It flags a length that neither agrees with, whether both ends count or one. It leaves alone what the table of spans does
not have, sentences that name two of them, and an "after" that may count from another beginning.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from detente import tables, wording
from detente.evidence import capital, plural, written
from detente.evidence import number as spoken
from detente.model import Agreement, Claim, Finding, Mention, Period, Quantity, Sentence, Span, Verdict
from detente.offers import Case, Rule, calendar_dates
from detente.rules import number
from detente.rules.interval import DAYS

NEAR = 0.05
"""Share by which a length may be off and still be imprecise, not wrong; a day always may."""

HALF = 0.25
"""Years by which a length in years and halves may be off."""

_LASTED = re.compile(r"\b(?:last(?:ed|s|ing)?|went on|dragged on|continued|raged|endured)(?: for)?(?: \w+){0,2}$")
_AFTER = re.compile(r"\bafter(?: a| an| the)?(?: (?:just|only|about|some|nearly|almost|over|more than))?$")
_NOUN = re.compile(
    r"(?:-old)? (?:\w+ )?(?:war|conflict|siege|blockade|crisis|campaign|bombing|occupation|standoff|battle|uprising"
    r"|embargo|boycott|genocide|closure|summit|talks|deadline|ultimatum)\b"
)
_ENDS = re.compile(r"\bfrom\b|\bbetween\b|\buntil\b|\b(?:began|started|opened|set)\b.*\b(?:end|clos|expir|over)")
"""Words by which two dates of a sentence are the ends of one thing."""


class Lasting(NamedTuple):
    """What lasted from the first to the last of its days."""

    name: str
    on: Period


@cache
def spans() -> tuple[tuple[str, Lasting], ...]:
    """The words that name each span, and the span."""
    rows = tables.rows("named_spans.csv", ("name", "words", "start", "end", "source_id"))
    return tuple((row["words"], Lasting(row["name"], Period.of(row["start"], row["end"]))) for row in rows)


def settle(case: Case, claim: Claim[Any], finding: Finding) -> Finding | None:
    """The finding on a length of time, where nothing has decided it and its two ends are known."""
    if finding.verdict is not Verdict.UNVERIFIABLE or claim.sentence < 0:
        return None
    sentence = case.sentence(claim)
    for mention in sentence.quantities:
        told = _told(sentence, mention) if mention.value.unit in DAYS else ""
        what = _what(sentence) if told else None
        if what and case.narrowest(sentence, mention.span) == claim:
            loose = told == "after" or not (what.name or _ENDS.search(sentence.text))
            return _judged(claim, mention.value, what, only_support=loose)
    return None


def _told(sentence: Sentence, length: Mention[Quantity]) -> str:
    """How the words say that something has a length: it lasted, it is called by it, or something came after it."""
    before = sentence.at(Span(sentence.span.start, length.span.start)).rstrip()
    after = sentence.at(Span(length.span.end, sentence.span.end))
    if _LASTED.search(before):
        return "lasted"
    return "called" if _NOUN.match(after) else "after" if _AFTER.search(before) else ""


def _what(sentence: Sentence) -> Lasting | None:
    """What the sentence says the length of: from the one of its dates to the other, or the one span that it names."""
    days = [mention.value for mention in calendar_dates(sentence) if mention.value.days == 1]
    if len(days) == 2 and days[0].start < days[1].start:
        return Lasting("", Period(start=days[0].start, end=days[1].end))
    named = [span for words, span in spans() if wording.matches(words, sentence.text.lower())]
    return named[0] if len(named) == 1 and not days else None


def _judged(claim: Claim[Any], said: Quantity, what: Lasting, *, only_support: bool) -> Finding | None:
    days = DAYS[said.unit]
    low, high = (what.on.days - 1) / days, what.on.days / days
    agrees = number.compare(said, Quantity(value=high, unit=said.unit, low=low, high=high)) is Agreement.EQUAL
    margin = max(NEAR * high, 1 / days)
    near = low - margin <= said.value <= high + margin
    agrees = agrees or (said.unit == "year" and abs(said.value - high) <= HALF)
    verdict = Verdict.SUPPORTED if agrees else Verdict.IMPRECISE if near else Verdict.REFUTED
    if only_support and verdict is Verdict.REFUTED:
        return None
    length = round(high, 1) if said.unit != "day" else what.on.days
    name = f"{what.name}, " if what.name else ""
    return Finding(
        claim_id=claim.id,
        verdict=verdict,
        message=f"{capital(name)}{written(what.on)}: {spoken(length)} {plural(said.unit, length)}, both ends counted.",
        true_value=f"{spoken(length)} {plural(said.unit, length)}",
        rule="length_of_event",
        method="arithmetic",
        confidence=0.8,
    )


RULE = Rule(name="length_of_event", says="a length of time is that from the first day to the last", settle=settle)
