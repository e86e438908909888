"""Intervals against their dates: "it took less than three months" between two dates that the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente import units
from detente.model import Agreement, Case, Finding, Period, Quantity, Rule, Sentence, Span, Verdict
from detente.rules import number

DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_TOOK = re.compile(r"\b(?:took|within|only|just|waited|lasted|passed)\b")


def check(case: Case) -> Iterator[Finding]:
    """Findings on lengths of time between the last day named before and the first named after."""
    for sentence in case.document.sentences:
        for mention in sentence.quantities:
            if mention.value.unit not in DAYS or not re.search(r"\btook\b.*\b(?:before|until)\b", sentence.text):
                continue
            before, after = _dates(case, sentence)
            claim = next((c for c in case.claims if isinstance(c.at, Span) and c.at.overlaps(case.document.original(mention.span))), None)
            if before and after and claim:
                apart = (after.start - before.start).days / DAYS[mention.value.unit]
                found = Quantity(value=apart, unit=mention.value.unit, low=apart * 0.97, high=apart * 1.03)
                agreement = number.compare(mention.value, found)
                verdict = {Agreement.EQUAL: Verdict.SUPPORTED, Agreement.LOOSE: Verdict.IMPRECISE}.get(agreement, Verdict.REFUTED)
                yield Finding(
                    claim_id=claim.id, verdict=verdict, rule="interval", method="arithmetic", confidence=0.75, true_value=f"{apart:.1f} {units.singular(mention.value.unit)}s",
                    message=f"From {before} to {after}, as the text itself dates them, are {apart:.1f} {mention.value.unit}s.",
                )  # fmt: skip


def _dates(case: Case, sentence: Sentence) -> tuple[Period | None, Period | None]:
    """The last day named before a sentence, and the first after it, each within two sentences."""
    at, sentences = sentence.index, case.document.sentences
    days = lambda some: [m.value for s in some for m in s.periods if m.value.days == 1]  # noqa: E731
    earlier, later = days(sentences[max(0, at - 2) : at]), days(sentences[at + 1 : at + 5])
    return (earlier[-1] if earlier else None), (later[0] if later else None)


RULE = Rule(name="interval", says="a length of time agrees with the dates around it", check=check)
