"""Adopted by vote: a resolution's or law's adoption is dated by the division that adopted it.

It compares the day on which a text has an instrument adopted or passed with that of the vote on it. It leaves alone
what a row of its own decides, instruments that were voted on several times, and drafts that were not adopted.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence import sourced
from detente.model import Finding
from detente.offers import Case, Rule, asserted
from detente.rules import VERDICTS, Outcome, by_row, event_date

_ACTS = frozenset({"adopted", "enacted", "imposed", "signed", ""})


def check(case: Case) -> Iterator[Finding]:
    """Findings on undecided claims that a named instrument was adopted."""
    votes = [row for row in case.rows("vote") if row.body.on and not row.body.actor and row.body.result == "adopted"]
    for claim in case.of("law_or_sanction"):
        body = claim.body
        if not (body.instrument and body.on and body.act in _ACTS and case.undecided(claim) and asserted(claim)):
            continue
        rows = [row for row in votes if row.body.item == body.instrument]
        if len(rows) == 1:
            verdict = VERDICTS.get(event_date.compare(body.on, rows[0].body.on))
            if verdict:
                told = f"{sourced(rows[0], case.sources)}."
                yield by_row(case, claim, Outcome(rows[0], verdict, str(rows[0].body.on), 0.9, told), "adopted_by_vote")


RULE = Rule(name="adopted_by_vote", says="the day of the vote that adopted it", check=check)
