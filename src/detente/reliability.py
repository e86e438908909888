"""How surely a verdict is right: how often verdicts by the same rule held on texts with right answers.

``data/confidence.csv`` counts them (``bench/reliability.py --write``): by verdict, by the rule that gave it, and by how
strong the match was that the rule itself stated. A few cases say little, so that each count is drawn towards the share
of its verdict over all rules, and a text from elsewhere is harder, so that the estimate errs on the low side.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from detente import tables
from detente.model import Finding, Verdict

STRONG = 0.85
"""Strength of a match, as its rule states it, from which it counts as strong."""

CASES = 4
"""Cases for which the share of a verdict over all rules stands in."""

ENOUGH = 0.55
"""Below this a verdict is not given."""

JUDGED = frozenset({Verdict.SUPPORTED, Verdict.IMPRECISE, Verdict.REFUTED, Verdict.OPINION})
"""Verdicts that say something of the world; that nothing decides a claim is no estimate."""


class Held(NamedTuple):
    """How many verdicts were right, of how many."""

    right: int
    of: int


def key(finding: Finding) -> tuple[str, str, str]:
    """Verdict, rule and strength, as the table counts them."""
    return str(finding.verdict), finding.rule, "strong" if finding.confidence >= STRONG else "weak"


@cache
def _counts() -> Mapping[tuple[str, str, str], Held]:
    columns = ("verdict", "rule", "strength", "right", "of")
    return {
        (row["verdict"], row["rule"], row["strength"]): Held(int(row["right"]), int(row["of"]))
        for row in tables.rows("confidence.csv", columns)
    }


def estimate(case: tuple[str, str, str], stated: float, counts: Mapping[tuple[str, str, str], Held]) -> float:
    """The probability that a verdict is right, one standard error below the share that held.

    Of a rule never tried it is at most what the rule itself states.
    """
    same = [held for (verdict, _, _), held in counts.items() if verdict == case[0]]
    share = (sum(held.right for held in same) + 1) / (sum(held.of for held in same) + 2)
    held = counts.get(case, Held(0, 0))
    cases = held.of + CASES
    likely = (held.right + CASES * share) / cases
    sure = likely - math.sqrt(likely * (1 - likely) / cases)
    return round(sure if held.of else min(sure, stated), 2)


def honest(finding: Finding) -> Finding:
    """A finding with its confidence as experience has it; where that is too low, without a verdict."""
    if finding.verdict not in JUDGED:
        return finding
    sure = estimate(key(finding), finding.confidence, _counts())
    if sure >= ENOUGH or finding.verdict is Verdict.OPINION:
        return dataclasses.replace(finding, confidence=sure)
    return dataclasses.replace(
        finding,
        verdict=Verdict.UNVERIFIABLE,
        confidence=sure,
        reason="too unsure",
        message=f"Too unsure to say, but: {finding.message}",
    )
