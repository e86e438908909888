"""Agreements without a name: "the two states signed a peace treaty on …" held against what was signed that day, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente import evidence
from detente.actors import states_of
from detente.model import Agreement, Claim, Finding, Sentence, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import event_date, place
from detente.rules.named_event import slipped

KINDS = frozenset({"event", "statement", "state_of_affairs", "agreement"})
_MADE = re.compile(r"\b(?:sign(?:ed|ing)?|conclude\w*|agree(?:d|ment)?|reached|initialled)\b")
_WHAT = re.compile(r"\b(?:treaty|agreement|accord|pact|declaration|memorandum|deal|partnership|restore|peace|alliance|communiqué|convention|protocol)\b")
_PLACE = re.compile(r"\b(?:signed|concluded|agreed|reached|initialled)\b(?: (?!in |at )[a-z]+){0,7} (?:in|at) ((?:[A-Z][\w’'-]+ ?)+)")


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated signings of agreements that the text does not name, by parties that it does."""
    rows = [row for row in case.reference.get("agreement", ()) if row.body.act == "signed" and row.body.on and row.body.on.days <= 3]
    for claim in case.claims:
        first = case.first[claim.id]
        if claim.kind not in KINDS or not isinstance(claim.at, Span) or first.verdict is not Verdict.UNVERIFIABLE or not claim.polarity or claim.modality != "asserted":
            continue
        sentence = case.document.sentences[claim.sentence]
        dates = [m for m in sentence.periods if _inside(case, claim, m.span)]
        if len(dates) != 1 or dates[0].value.days > 3 or any(_inside(case, claim, m.span) for m in sentence.instruments):
            continue
        if not (_MADE.search(claim.quote) and _WHAT.search(claim.quote.lower())):
            continue
        parties = _parties(case, sentence, claim)
        if len(parties) == 2:
            yield from _judge(case, claim, dates[0].value, parties, rows, full=bool(re.search(r"\d{4}", sentence.at(dates[0].span))))


def _inside(case: Case, claim: Claim[Any], span: Span) -> bool:
    return isinstance(claim.at, Span) and case.document.original(span) in claim.at


def _states(row: Claim[Any]) -> set[str]:
    return {state for state in states_of(row.body.actors, row.body.on) if ":" not in state}


def _parties(case: Case, sentence: Sentence, claim: Claim[Any]) -> set[str]:
    """The states that the claim's words name, a place after "in" left out."""
    named = [m for m in sentence.actors if _inside(case, claim, m.span) and not sentence.at(Span(max(sentence.span.start, m.span.start - 4), m.span.start)).endswith((" in ", " at ")) and m.how != "pronoun"]
    on = getattr(claim.body, "on", None)
    return {state for state in states_of((m.value for m in named), on) if not state.startswith("unlinked:")}


def _judge(case: Case, claim: Claim[Any], when: Any, parties: set[str], rows: list[Claim[Any]], *, full: bool) -> Iterator[Finding]:
    same_day = [row for row in rows if event_date.compare(when, row.body.on) is Agreement.EQUAL]
    theirs = [row for row in same_day if parties <= _states(row)]
    if theirs:
        said = _PLACE.search(claim.quote)
        away = said and all(row.body.place and place.compare(said[1].strip(), row.body.place) is Agreement.UNEQUAL for row in theirs)
        yield _finding(case, claim, theirs[0], Verdict.REFUTED if away else Verdict.SUPPORTED, theirs[0].body.place if away else str(theirs[0].body.on))
        return
    ours = [row for row in rows if parties == _states(row)]
    off = [row for row in ours if slipped(when, row.body.on)]
    if off and full:
        yield _finding(case, claim, off[0], Verdict.REFUTED, str(off[0].body.on))
        return
    half = [row for row in same_day if len(_states(row)) == 2 and len(_states(row) & parties) == 1]
    if half and full and not ours_near(ours, when):
        yield _finding(case, claim, half[0], Verdict.REFUTED, ";".join(sorted(_states(half[0]))))


def ours_near(rows: list[Claim[Any]], when: Any) -> bool:
    """Whether the parties themselves signed something about that time."""
    return any(row.body.on.distance(when) <= 31 for row in rows)


def _finding(case: Case, claim: Claim[Any], row: Claim[Any], verdict: Verdict, value: str) -> Finding:
    return Finding(
        claim_id=claim.id, verdict=verdict, against=(row.id,), rule="unnamed_agreement", method="reference", true_value=value,
        confidence=0.85 if verdict is Verdict.REFUTED else 0.75, message=f"{evidence.describe(row)} ({evidence.cite(row, case.sources)}).",
    )  # fmt: skip


RULE = Rule(name="unnamed_agreement", says="what two states signed on a day", check=check)
