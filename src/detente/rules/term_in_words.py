"""Terms told in words: what an agreement limits, bans or grants, without a number, is borne out by a listed term.

It supports a term without a number when a listed term of the agreement, of the same provision, has its words. It leaves
alone terms of an agreement that the text does not name, and those whose listed words are not all there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente import instruments, wording
from detente.model import Claim, Finding, Verdict
from detente.offers import Case, Rule, asserted, number_of
from detente.rules import Outcome, by_row

ALIKE = (frozenset({"limits", "bans"}), frozenset({"grants", "transfers"}), frozenset({"requires", "verifies"}))
"""Provisions that one sentence may tell by either word."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on undecided terms without a number."""
    for claim in case.of("agreement_term"):
        if case.undecided(claim) and asserted(claim) and number_of(claim.body) is None and _is_undated(claim.body):
            rows = [row for row in case.rows("agreement_term") if _tells(claim, row)]
            if rows:
                row = max(rows, key=lambda row: (row.body.provision == claim.body.provision, len(row.body.words)))
                yield by_row(case, claim, Outcome(row, Verdict.SUPPORTED, row.body.what, 0.8), "term_in_words")


def _is_undated(term: Any) -> bool:
    """Whether a term fixes no day; the year in brackets behind an agreement's name is not its own."""
    named = instruments.instruments().get(term.agreement)
    return term.date is None or (named is not None and term.date.start.year == named.year and term.date.days > 31)


def _tells(claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether a listed term is of the claim's agreement and provision, and its words stand in the claim."""
    said, found = claim.body, row.body
    if said.agreement != found.agreement or found.date:
        return False
    one = said.provision == found.provision or any({said.provision, found.provision} <= group for group in ALIKE)
    return one and wording.matches(found.words, claim.quote.lower())


RULE = Rule(name="term_in_words", says="a listed term of the agreement, told in its words", check=check)
