"""Signed and ratified and in force, passed and enacted, applied and joined: the day of another act on the same thing.

It softens a refuted date that is the day, month or year of another act on the agreement, law or membership, and says of
which. It leaves alone dates that are of no listed act, and acts of parties that the claim does not name.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from detente.evidence import describe, sourced, written
from detente.model import Agreement, Claim, Finding, Period, Verdict
from detente.offers import Case, Rule
from detente.rules import event_date

THINGS = {"agreement": ("agreement",), "law_or_sanction": ("instrument",), "membership": ("actor", "organisation")}
"""Kind → the fields of its body that say what is acted on."""


def settle(case: Case, claim: Claim[Any], finding: Finding) -> Finding | None:
    """Imprecise, where a refuted date is that of another act on the same thing."""
    said = claim.body
    dated = finding.verdict is Verdict.REFUTED and finding.rule == "event_date"
    if not dated or claim.kind not in THINGS or said.on is None:
        return None
    for row in case.rows(claim.kind):
        if _other_act(claim, row) and _on(said.on, row.body.on):
            words = f"{written(said.on)} is of another act: {sourced(row, case.sources)}."
            return dataclasses.replace(
                finding,
                verdict=Verdict.IMPRECISE,
                message=f"{finding.message} {words}",
                against=(*finding.against, row.id),
                nearest=f"{describe(row)}.",
                rule="signed_and_in_force",
                confidence=0.8,
            )
    return None


def _other_act(claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether a row is of another act on the thing that a claim speaks of, by a party that may be meant."""
    said, found = claim.body, row.body
    if found.on is None or found.act == said.act:
        return False
    things = [(getattr(said, name), getattr(found, name)) for name in THINGS[claim.kind]]
    named = {*getattr(said, "actors", ()), *getattr(said, "imposer", ())}
    theirs = {*getattr(found, "actors", ()), *getattr(found, "imposer", ())}
    return all(one and one == other for one, other in things) and (not named or not theirs or bool(named & theirs))


def _on(said: Period, found: Period) -> bool:
    """Whether a date is a row's, at the precision of the text."""
    if said.days > 366:
        return False
    return found in said if said.days > 31 else event_date.compare(said, found) is Agreement.EQUAL and found.days <= 31


RULE = Rule(
    name="signed_and_in_force", says="the date of this act, and not of another on the same thing", settle=settle
)
