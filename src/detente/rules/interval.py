"""Intervals against their dates: "it took less than three months", "two years later", "three years after the treaty".

It compares a length of time with the days at its ends: dates the text gives, or a date and the signing of an agreement
that it names. It flags a length that neither the precision printed nor that of the dates allows, and leaves alone
lengths whose two ends are not known to the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.evidence import number as spoken
from detente.evidence import plural, written
from detente.model import Finding, Mention, Period, Quantity, Sentence, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import VERDICTS, number

DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
"""Unit of time → its days, on the average of the calendar."""

Ends = tuple[Period, Period]


def check(case: Case) -> Iterator[Finding]:
    """Findings on lengths of time between two days that the text gives, or a day and a named agreement's signing."""
    for sentence in case.document.sentences:
        for mention in sentence.quantities:
            ends = _ends(case, sentence, mention) if mention.value.unit in DAYS else None
            if ends and ends[0].days <= 31 and ends[1].days <= 31:
                yield from _finding(case, sentence, mention, ends)


def _ends(case: Case, sentence: Sentence, mention: Mention[Quantity]) -> Ends | None:
    """The dates at the ends of a length of time."""
    after = sentence.at(Span(mention.span.end, min(sentence.span.end, mention.span.end + 60)))
    before = [m.value for m in sentence.periods if m.span.end <= mention.span.start]
    if re.search(r"\btook\b.*\b(?:before|until)\b", sentence.text):
        return _around(case, sentence)
    if re.match(r" later\b", after) and len(before) >= 2:
        return before[-2], before[-1]
    named = re.match(r" after (?:the )?", after)
    if named and before:
        signed = _signed(case, sentence, mention.span.end + named.end())
        return (signed, before[-1]) if signed else None
    return None


def _signed(case: Case, sentence: Sentence, at: int) -> Period | None:
    """When the agreement was signed that is named at a place of the reading copy."""
    named = next((m.value.id for m in sentence.instruments if m.span.start <= at < m.span.end), None)
    rows = [row.body for row in case.rows("agreement") if row.body.agreement == named]
    return next((body.on for body in rows if body.act == "signed" and body.on), None)


def _around(case: Case, sentence: Sentence) -> Ends | None:
    """The last day named before a sentence, and the first after it, each within a few sentences."""
    at, sentences = sentence.index, case.document.sentences
    earlier, later = _days(sentences[max(0, at - 2) : at]), _days(sentences[at + 1 : at + 5])
    return (earlier[-1], later[0]) if earlier and later else None


def _days(sentences: Sequence[Sentence]) -> list[Period]:
    """The dates of sentences that are known to the day."""
    return [mention.value for sentence in sentences for mention in sentence.periods if mention.value.days == 1]


def _finding(case: Case, sentence: Sentence, mention: Mention[Quantity], ends: Ends) -> Iterator[Finding]:
    first, last = ends
    unit = mention.value.unit
    apart = (last.start - first.start).days / DAYS[unit]
    slack = max(0.04 * apart, (first.days + last.days) / DAYS[unit], 0.5 if mention.value.comparator == "=" else 0.0)
    found = Quantity(value=apart, unit=unit, low=apart - slack, high=apart + slack)
    claim, length = case.narrowest(sentence, mention.span), round(apart, 1)
    if claim and apart > 0:
        yield Finding(
            claim_id=claim.id,
            verdict=VERDICTS.get(number.compare(mention.value, found), Verdict.REFUTED),
            message=f"From {written(first)} to {written(last)} it is {spoken(length)} {plural(unit, length)}.",
            true_value=f"{apart:.1f} {unit}s",
            rule="interval",
            method="arithmetic",
            confidence=0.8,
        )


RULE = Rule(name="interval", says="a length of time agrees with the dates at its ends", check=check)
