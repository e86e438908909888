"""Intervals against their dates: "it took less than three months", "two years later", "three years after the treaty"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.evidence import written
from detente.model import Agreement, Finding, Mention, Period, Quantity, Sentence, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import number

DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
Ends = tuple[Period, Period]


def check(case: Case) -> Iterator[Finding]:
    """Findings on lengths of time between two days that the text gives, or a day and a named agreement's signing."""
    for sentence in case.document.sentences:
        for mention in sentence.quantities:
            ends = _ends(case, sentence, mention) if mention.value.unit in DAYS else None
            if ends and ends[0].days <= 31 and ends[1].days <= 31:
                yield from _finding(case, sentence, mention, ends)


def _ends(case: Case, sentence: Sentence, mention: Mention[Quantity]) -> Ends | None:
    after = sentence.at(Span(mention.span.end, min(sentence.span.end, mention.span.end + 60)))
    inside = [m.value for m in sentence.periods if m.span.end <= mention.span.start and not m.span.overlaps(mention.span)]
    if re.search(r"\btook\b.*\b(?:before|until)\b", sentence.text):
        return _around(case, sentence)
    if re.match(r" later\b", after) and len(inside) >= 2:
        return inside[-2], inside[-1]
    named = re.match(r" after (?:the )?", after)
    if named and inside:
        start = mention.span.end + named.end()
        instrument = next((m.value.id for m in sentence.instruments if m.span.start <= start < m.span.end), None)
        signed = [r.body.on for r in case.reference.get("agreement", ()) if r.body.agreement == instrument and r.body.act == "signed" and r.body.on]
        return (signed[0], inside[-1]) if signed else None
    return None


def _around(case: Case, sentence: Sentence) -> Ends | None:
    """The last day named before a sentence, and the first after it, each within a few sentences."""
    at, sentences = sentence.index, case.document.sentences
    days = lambda some: [m.value for s in some for m in s.periods if m.value.days == 1]  # noqa: E731
    earlier, later = days(sentences[max(0, at - 2) : at]), days(sentences[at + 1 : at + 5])
    return (earlier[-1], later[0]) if earlier and later else None


def _finding(case: Case, sentence: Sentence, mention: Mention[Quantity], ends: Ends) -> Iterator[Finding]:
    first, last = ends
    unit = mention.value.unit
    apart = (last.start - first.start).days / DAYS[unit]
    slack = max(0.04 * apart, (first.days + last.days) / DAYS[unit], 0.5 if mention.value.comparator == "=" else 0.0)
    found = Quantity(value=apart, unit=unit, low=apart - slack, high=apart + slack)
    verdict = {Agreement.EQUAL: Verdict.SUPPORTED, Agreement.LOOSE: Verdict.IMPRECISE}.get(number.compare(mention.value, found), Verdict.REFUTED)
    where = case.document.original(mention.span)
    over: list[Any] = [c for c in case.claims if isinstance(c.at, Span) and c.sentence == sentence.index and where in c.at]
    claim = min(over, key=lambda c: len(c.quote), default=None)
    if claim and apart > 0:
        yield Finding(
            claim_id=claim.id, verdict=verdict, rule="interval", method="arithmetic", confidence=0.8, true_value=f"{apart:.1f} {unit}s",
            message=f"From {written(first)} to {written(last)} it is {apart:.1f} {unit}s.",
        )  # fmt: skip


RULE = Rule(name="interval", says="a length of time agrees with the dates at its ends", check=check)
