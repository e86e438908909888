"""Adopted by vote: a resolution's or law's adoption is dated by the division that adopted it.

It compares the day on which a text has an instrument adopted or passed, or by which it names a resolution, with that of
the vote on it. It leaves alone what a row of its own decides, instruments that were voted on several times, and drafts
that were not adopted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.evidence import sourced
from detente.model import Claim, Finding, Instrument, Mention, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import VERDICTS, Outcome, by_row, event_date

_ACTS = frozenset({"adopted", "enacted", "imposed", "signed", ""})


_OF = re.compile(r",? (?:of|adopted (?:on|in)|passed (?:on|in)|on) (?:the )?$")
"""What stands between a resolution's name and the date it is named by."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on undecided claims that a named instrument was adopted, and on resolutions under a date not theirs."""
    votes = [row for row in case.rows("vote") if row.body.on and not row.body.actor and row.body.result == "adopted"]
    for claim in case.of("law_or_sanction"):
        body = claim.body
        if body.instrument and body.on and body.act in _ACTS and case.undecided(claim) and asserted(claim):
            found = _held(case, votes, body.instrument, body.on)
            if found:
                yield by_row(case, claim, found, "adopted_by_vote")
    for sentence in case.document.sentences:
        for mention, date in _named(sentence):
            found = _held(case, votes, mention.value.id, date)
            told = case.narrowest(sentence, mention.span, only_asserted=True)
            if found and found.verdict is Verdict.REFUTED and told:
                yield by_row(case, told, found, "adopted_by_vote")


def _named(sentence: Sentence) -> Iterator[tuple[Mention[Instrument], Period]]:
    """The resolutions of a sentence that are named by a date, each with it; not the Security Council's.

    Their numbers have a rule of their own (``number_of_resolution``).
    """
    resolutions = [m for m in sentence.instruments if m.value.type == "resolution"]
    for mention in (m for m in resolutions if not m.value.id.startswith("res:unsc-")):
        for date in sentence.periods:
            between = Span(mention.span.end, date.span.start)
            if mention.span.end < date.span.start and _OF.fullmatch(sentence.at(between)):
                yield mention, date.value


def _held(case: Case, votes: list[Claim[Any]], instrument: str, on: Period) -> Outcome | None:
    """What the one vote on an instrument makes of a date; nothing where there were several, or none."""
    rows = [row for row in votes if row.body.item == instrument]
    verdict = VERDICTS.get(event_date.compare(on, rows[0].body.on)) if len(rows) == 1 else None
    if not verdict:
        return None
    return Outcome(rows[0], verdict, str(rows[0].body.on), 0.96, f"{sourced(rows[0], case.sources)}.")


RULE = Rule(name="adopted_by_vote", says="the day of the vote that adopted it", check=check)
