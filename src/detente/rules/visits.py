"""Visits of one named leader to a place: by the list of meetings, under a slipped date or by another holder of the office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente import actors, evidence, wording
from detente.model import Agreement, Claim, Finding, Period, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import event_date
from detente.rules.named_event import slipped


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated visits that no reference meeting could be compared with, since only the visitor is named."""
    rows = [row for row in case.reference.get("meeting", ()) if row.body.on and row.body.level == "leader" and row.body.place]
    for claim in case.of("meeting"):
        body = claim.body
        if case.first[claim.id].verdict is not Verdict.UNVERIFIABLE or body.on is None or body.on.days > 31 or not claim.polarity or claim.modality != "asserted":
            continue
        who = [item for item in body.participants if item.startswith("person:")]
        sentence = case.document.sentences[claim.sentence]
        dates = [m for m in sentence.periods if isinstance(claim.at, Span) and case.document.original(m.span) in claim.at and m.value.days <= 31]
        if len(who) != 1 or len(dates) != 1:
            continue
        there = [row for row in rows if row.body.format == body.format and (wording.matches(row.body.words, body.words) or row.body.place.lower() in body.words)]
        found = _finding(case, claim, who[0], body.on, there)
        if found:
            yield found


def _finding(case: Case, claim: Claim[Any], who: str, when: Period, there: list[Claim[Any]]) -> Finding | None:
    mine = [row for row in there if who in row.body.participants]
    held = [row for row in mine if event_date.compare(when, row.body.on) is Agreement.EQUAL]
    if held:
        return _said(case, claim, held[0], Verdict.SUPPORTED, str(held[0].body.on), 0.75)
    near = any(event_date.compare(when, row.body.on) is Agreement.LOOSE for row in mine)
    off = [row for row in mine if slipped(when, row.body.on)]
    if off and not near and when.days <= 7 and actors.leads(who, when):
        return _said(case, claim, off[0], Verdict.REFUTED, str(off[0].body.on), 0.85)
    state = next((post.actor for post in actors.offices(who) if post.leads), "")
    if not state or actors.leads(who, when) or mine:
        return None
    others = [(row, other) for row in there if row.body.on.overlaps(when) and when.days <= 7 for other in row.body.participants if other != who and any(post.actor == state and post.leads for post in actors.offices(other))]
    if not others:
        return None
    row, other = others[0]
    return _said(case, claim, row, Verdict.REFUTED, next((holder.name for office in ("president", "prime_minister") for holder in actors.holders(state, office, when) if holder.id == other), other), 0.9)


def _said(case: Case, claim: Claim[Any], row: Claim[Any], verdict: Verdict, value: str, confidence: float) -> Finding:
    return Finding(
        claim_id=claim.id, verdict=verdict, against=(row.id,), rule="visits", method="reference", true_value=value, confidence=confidence,
        message=f"{evidence.describe(row)} ({evidence.cite(row, case.sources)}).",
    )  # fmt: skip


RULE = Rule(name="visits", says="a leader's visit is on the list of meetings", check=check)
