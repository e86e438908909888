"""Who did it to whom: an act of one side on another is its doer's.

It flags a listed event of the text's words, type and date that the text has the other way round, or that it gives to
the very party it was done to. It leaves alone acts that have no direction, parties of both sides, and events of which
another, by those it names, is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.actors import states_of
from detente.evidence import describe, sourced, the
from detente.kinds.event import MUTUAL, parties, turned
from detente.model import Agreement, Claim, Finding, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import Outcome, by_row, event_date

_FEW = 2
"""Groups of words that a row's pattern must have to be surely the text's event."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on events whose parties a listed event has the other way round."""
    for claim in case.of("event"):
        if not asserted(claim) or not claim.body.source or claim.body.type in MUTUAL:
            continue
        rows = [row for row in case.told(claim.body.own) if _is_that(claim, row)]
        wrong = [row for row in rows if _wrong(claim, row)]
        if wrong and len(wrong) == len(rows):
            yield by_row(case, claim, _outcome(case, wrong[0]), "who_did_it")


def _is_that(claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether a row is of the claim's act and time, whoever did it."""
    said, found = claim.body, row.body
    sure = len(found.words.split()) >= _FEW or (said.on is not None and said.on.days <= 1)
    if row.kind != "event" or found.type != said.type or not sure:
        return False
    mine, theirs = parties((*said.source, *said.target)), parties((*found.source, *found.target))
    return mine <= theirs and event_date.compare(said.on, found.on) in {Agreement.EQUAL, Agreement.UNKNOWN}


def _wrong(claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether a row has the parties the other way round, or the doer as the one it was done to."""
    said, found = claim.body, row.body
    doers, others = parties(states_of(found.source, found.on)), parties(states_of(found.target, found.on))
    alone = not said.target and bool(doers) and parties(said.source) <= others - doers
    return turned(said, found) or alone


def _outcome(case: Case, row: Claim[Any]) -> Outcome:
    who = " and ".join(the(actors.name_of(actor)) for actor in row.body.source)
    words = f"{sourced(row, case.sources)}: it was done by {who}."
    return Outcome(row, Verdict.REFUTED, f"{who}: {describe(row)}", 0.85, words)


RULE = Rule(name="who_did_it", says="an act is that of its doer", check=check)
