"""Deployed and stockpiled and all, of weapons: where the words leave open which are counted, each may be meant.

It makes imprecise a number that is right for one of the neighbouring counts (``neighbours.csv``) of the same owner and
time, says for which, and bears it out where it is right for several. It leaves alone numbers whose words say which are
counted, and those that are right for none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any

from detente import tables, wording
from detente.evidence import indicator_name, show, sourced
from detente.model import Agreement, Claim, Finding, Verdict
from detente.offers import Case, Rule
from detente.rules import number


@cache
def neighbours() -> tuple[Mapping[str, str], ...]:
    """The counts that go by one name: which family, the units they may have in a text, the words that say which."""
    return tuple(tables.rows("neighbours.csv", ("indicator", "family", "units", "words")))


def settle(case: Case, claim: Claim[Any], finding: Finding) -> Finding | None:
    """Imprecise, where nothing says which weapons are counted and the number is right for some."""
    undecided = finding.verdict is Verdict.UNVERIFIABLE or (
        finding.verdict is Verdict.REFUTED and finding.rule == "number"
    )
    if claim.kind != "quantity" or not undecided or claim.body.on is None:
        return None
    words = case.sentence(claim).text.lower()
    family = _family(claim.body.quantity.unit, claim.body.indicator)
    if not family or any(wording.matches(row["words"], words) for row in family):
        return None
    owners = set(claim.body.actors) or ({"WLD"} if wording.matches("world|global", words) else set())
    rows = [row for row in case.rows("quantity") if _of_one(claim, row, owners, {row["indicator"] for row in family})]
    fits = [row for row in rows if number.compare(_in_unit(claim, row), row.body.quantity) is Agreement.EQUAL]
    if not fits:
        return None
    open_which = _open(case, finding, fits[0], rows)
    return dataclasses.replace(open_which, verdict=Verdict.SUPPORTED) if _one_number(fits) else open_which


def _one_number(fits: list[Claim[Any]]) -> bool:
    """Whether several of the counts have the number, so that little hangs on which is meant."""
    return len({row.body.indicator for row in fits}) > 1


def _family(unit: str, indicator: str) -> list[Mapping[str, str]]:
    """The neighbouring counts that a number of a unit may be of; none where its indicator is of another sort."""
    may = [row for row in neighbours() if unit in row["units"].split("|")]
    return may if not indicator or indicator in {row["indicator"] for row in may} else []


def _of_one(claim: Claim[Any], row: Claim[Any], owners: set[str], indicators: set[str]) -> bool:
    """Whether a row is one of the counts, of the same owner and time."""
    found = row.body
    return (
        found.indicator in indicators
        and bool(owners)
        and set(found.actors) == owners
        and found.on is not None
        and found.on.overlaps(claim.body.on)
    )


def _in_unit(claim: Claim[Any], row: Claim[Any]) -> Any:
    return dataclasses.replace(claim.body.quantity, unit=row.body.quantity.unit)


def _open(case: Case, finding: Finding, fit: Claim[Any], rows: list[Claim[Any]]) -> Finding:
    """That the number is one of several, and what the others are."""
    others = {row.body.indicator: row for row in rows if row.body.indicator != fit.body.indicator}
    beside = "; ".join(f"{indicator_name(name)}: {show(row.body.quantity)}" for name, row in others.items())
    words = f"The words do not say which are counted. {sourced(fit, case.sources)}: {show(fit.body.quantity)}."
    return dataclasses.replace(
        finding,
        verdict=Verdict.IMPRECISE,
        message=f"{words} Beside it: {beside}." if beside else words,
        against=(fit.id, *(row.id for row in others.values())),
        true_value=beside or show(fit.body.quantity),
        nearest="",
        reason="",
        rule="deployed_and_stockpiled",
        method="reference",
        confidence=0.75,
    )


RULE = Rule(name="deployed_and_stockpiled", says="the words say which weapons are counted", settle=settle)
