"""Fiscal and calendar years: the two share some months only, so that their figures differ without either being wrong.

It softens a refuted figure of a fiscal year where the reference is of calendar years, or the other way round, if it is
near what those years have. It leaves alone figures of the same twelve months, and those that no such year explains.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from detente import evidence
from detente.model import Claim, Finding, Period, Verdict
from detente.offers import Case, Rule

YEAR = range(360, 372)
"""Days that twelve months have, fewer or more by a few."""

NEAR = 1.25
"""How many times the figures of the years around a figure of other months may be more or less."""


def settle(case: Case, claim: Claim[Any], finding: Finding) -> Finding | None:
    """Imprecise, where a refuted figure is of a fiscal year and its reference of calendar years, or the reverse."""
    on = getattr(claim.body, "on", None)
    if finding.verdict is not Verdict.REFUTED or claim.kind != "quantity" or on is None or on.days not in YEAR:
        return None
    row = case.numbered.get(finding.against[0]) if finding.against else None
    if row is None or row.kind != "quantity" or not _other_months(on, row.body.on):
        return None
    values = [other.body.quantity.value for other in case.rows("quantity") if _of_one(row, other, on)]
    said = claim.body.quantity.value
    if not values or not min(values) / NEAR <= said <= max(values) * NEAR:
        return None
    mine, other = ("calendar", "fiscal") if _calendar(on) else ("fiscal", "calendar")
    words = f"The text's figure is of a {mine} year, {evidence.written(on)}, the reference of a {other} year."
    return dataclasses.replace(
        finding,
        verdict=Verdict.IMPRECISE,
        message=f"{finding.message} {words}",
        rule="fiscal_year",
        confidence=0.75,
    )


def _calendar(on: Period) -> bool:
    return (on.start.month, on.start.day) == (1, 1)


def _other_months(said: Period, found: Period | None) -> bool:
    """Whether one of two years is a calendar year and the other is not."""
    return found is not None and found.days in YEAR and _calendar(said) != _calendar(found)


def _of_one(row: Claim[Any], other: Claim[Any], on: Period) -> bool:
    """Whether a row is of the same thing as another, in a year that shares days with the text's."""
    one, two = row.body, other.body
    same = all(getattr(one, name) == getattr(two, name) for name in ("indicator", "actors", "counterpart"))
    return same and one.quantity.unit == two.quantity.unit and _other_months(on, two.on) and two.on.overlaps(on)


RULE = Rule(name="fiscal_year", says="fiscal year with fiscal year, calendar year with calendar year", settle=settle)
