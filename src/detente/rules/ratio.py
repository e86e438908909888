"""Before × ratio = after: a doubling or halving that the two numbers beside it do not bear out.

It flags "doubled from A to B" where B over A is another factor by more than the slack. It leaves alone ratios without
both numbers, or with numbers in two units.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from detente.evidence import number as spoken
from detente.model import Finding, Sentence, Span, Verdict
from detente.offers import Case, Rule

SLACK = 0.15
"""Relative distance up to which "doubled" still holds."""

HALVED = -50
"""Change in per cent that "halved" is read as."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on "doubled from A to B" where B over A is another number."""
    for claim in case.of("quantity_change", "quantity"):
        said = claim.body.quantity
        halved = said.value == HALVED
        pair = _from_to(case.sentence(claim)) if said.unit == "ratio" or halved else None
        if pair is None or not pair[0]:
            continue
        wanted, found = 0.5 if halved else said.value, pair[1] / pair[0]
        if abs(found - wanted) > SLACK * wanted:
            own = f"{spoken(pair[0])} and {spoken(pair[1])}"
            yield Finding(
                claim_id=claim.id,
                verdict=Verdict.REFUTED,
                message=f"The text's own numbers, {own}, make a factor of {found:.2f}, not {wanted:g}.",
                true_value=f"× {found:.2f}",
                rule="ratio",
                method="internal",
                confidence=0.8,
            )


def _from_to(sentence: Sentence) -> tuple[float, float] | None:
    """The two numbers of "from A to B" in the sentence, in one unit, when a ratio stands right before them."""
    numbers = [mention for mention in sentence.quantities if mention.value.unit != "ratio"]
    ratios = [mention.span.end for mention in sentence.quantities if mention.value.unit == "ratio"]
    for one, other in pairwise(numbers):
        before = sentence.at(Span(sentence.span.start, one.span.start)).rstrip()
        between = sentence.at(Span(one.span.end, other.span.start))
        of_one_unit = one.value.unit in {other.value.unit, ""}
        if before.endswith("from") and " to" in between and len(between) < 40 and of_one_unit:
            turned = any(0 <= one.span.start - end < 90 for end in ratios)
            return (one.value.value, other.value.value) if turned else None
    return None


RULE = Rule(name="ratio", says="the number before times the ratio is the number after", check=check)
