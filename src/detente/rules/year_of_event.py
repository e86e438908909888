"""Years of single events: the text's words are those of one listed event of the same parties, and its year is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente import evidence, wording
from detente.actors import states_of
from detente.model import Claim, Finding, Mention, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule

KINDS = frozenset({"state_of_affairs", "statement", "event"})
_LATER = re.compile(r"\b(?:anniversar|commemorat|after|later|since|until|ago|before|earlier|remember|repeat|again|second|third|another|renewed|new|like|plan|would|will|if)\b", re.IGNORECASE)
_GROUPS = 3
"""Groups of words that a row must have to be told from every other event, with both its parties in the text one less."""

_ONE = 400
"""Days within which all rows that fit are one event."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on claims that nothing could be compared with, of one year, when one event of those words was in another."""
    rows = [row for row in case.reference.get("event", ()) if row.body.on and row.body.on.days <= 62]
    for claim in case.claims:
        if claim.kind not in KINDS or not isinstance(claim.at, Span) or case.first[claim.id].verdict is not Verdict.UNVERIFIABLE or not claim.polarity or claim.modality != "asserted":
            continue
        sentence = case.document.sentences[claim.sentence]
        dates = [m for m in sentence.periods if case.document.original(m.span) in claim.at]
        words = (claim.repaired or claim.quote).lower()
        if len(dates) != 1 or dates[0].value.days > 366 or len(words) > 140 or _LATER.search(words):
            continue
        fit = [row for row in rows if wording.matches(row.body.words, words) and _of_them(row, sentence, claim, case)]
        if fit and all(row.body.on.distance(fit[0].body.on) <= _ONE for row in fit) and all(_off(dates[0], row.body.on) for row in fit):
            yield _finding(case, claim, dates[0].value, fit[0])


def _off(said: Mention[Period], found: Period) -> bool:
    """Whether the year is another, and not the next one by a few weeks."""
    years = {said.value.start.year, said.value.end.year} if said.value.days > 31 else {said.value.start.year}
    return not years & {found.start.year, found.end.year} and said.value.distance(found) > 60


def _of_them(row: Claim[Any], sentence: Sentence, claim: Claim[Any], case: Case) -> bool:
    """Whether the row's parties are named in the claim: one of them for many words, each side for fewer; and no other state."""
    inside = [m.value for m in sentence.actors if case.document.original(m.span) in claim.at]  # type: ignore[operator]
    said = set(states_of(inside, row.body.on)) | {actor.id for actor in inside}
    source, target = (set(states_of(side, row.body.on)) | set(side) for side in (row.body.source, row.body.target))
    both = bool(said & source) and (not target or bool(said & target))
    others = {actor.id for actor in inside if actor.type == "state"} - source - target
    return not others and bool(said & (source | target)) and len(row.body.words.split()) >= (_GROUPS - both)


def _finding(case: Case, claim: Claim[Any], when: Period, row: Claim[Any]) -> Finding:
    return Finding(
        claim_id=claim.id, verdict=Verdict.REFUTED, against=(row.id,), true_value=str(row.body.on), rule="year_of_event", method="reference", confidence=0.75,
        message=f"{row.body.name}, {row.body.on} ({evidence.cite(row, case.sources)}); the text has {when}.",
    )  # fmt: skip


RULE = Rule(name="year_of_event", says="a single event has its own year", check=check)
