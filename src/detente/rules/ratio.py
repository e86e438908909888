"""Before × ratio = after: a doubling or halving that the two numbers beside it do not bear out."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence import number as spoken
from detente.model import Finding, Sentence, Span, Verdict
from detente.offers import Case, Rule

SLACK = 0.15
"""Relative distance up to which "doubled" still holds."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on "doubled from A to B" where B over A is another number."""
    for claim in (*case.of("quantity_change"), *case.of("quantity")):
        if not isinstance(claim.at, Span) or claim.body.quantity.unit not in {"ratio"} and claim.body.quantity.value != -50:
            continue
        sentence = case.document.sentences[claim.sentence]
        pair = _from_to(sentence, claim.at.start)
        wanted = 0.5 if claim.body.quantity.value == -50 else claim.body.quantity.value
        if pair is None or not pair[0]:
            continue
        found = pair[1] / pair[0]
        if abs(found - wanted) > SLACK * wanted:
            yield Finding(
                claim_id=claim.id, verdict=Verdict.REFUTED, rule="ratio", method="internal", confidence=0.8, true_value=f"× {found:.2f}",
                message=f"The text's own numbers, {spoken(pair[0])} and {spoken(pair[1])}, make a factor of {found:.2f}, not {wanted:g}.",
            )  # fmt: skip


def _from_to(sentence: Sentence, start: int) -> tuple[float, float] | None:
    """The two numbers of "from A to B" in the sentence, in one unit."""
    numbers = [m for m in sentence.quantities if m.value.unit != "ratio"]
    for one, other in zip(numbers, numbers[1:], strict=False):
        before, between = sentence.at(Span(sentence.span.start, one.span.start)), sentence.at(Span(one.span.end, other.span.start))
        if before.rstrip().endswith("from") and " to" in between and len(between) < 40 and one.value.unit in {other.value.unit, ""} and start >= 0:
            turn = [m for m in sentence.quantities if m.value.unit == "ratio" and m.span.end <= one.span.start and one.span.start - m.span.end < 90]
            return (one.value.value, other.value.value) if turn else None
    return None


RULE = Rule(name="ratio", says="the number before times the ratio is the number after", check=check)
