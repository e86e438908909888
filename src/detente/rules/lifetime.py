"""Who was alive: deaths at their dates, and no act before a birth or after a death."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.evidence import at, written
from detente.model import Actor, Agreement, Claim, Finding, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import event_date

_DEATH = r"\b(?:death|assassination|killing|murder) of (?:[A-Z]?[\w.]+ ){{0,3}}?{name}|{name}(?:’s|'s)? (?:death|assassination|died|was (?:killed|assassinated|shot dead))"


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated deaths, and on acts of the dead and the unborn."""
    for claim in case.claims:
        if not isinstance(claim.at, Span):
            continue
        sentence = case.document.sentences[claim.sentence]
        inside = [m for m in sentence.periods if case.document.original(m.span) in claim.at and m.value.days <= 366]
        people = [m for m in sentence.actors if m.value.type == "person" and case.document.original(m.span) in claim.at]
        if len(inside) != 1:
            continue
        for mention in people:
            name = re.escape(sentence.at(mention.span))
            words = sentence.at(_copy(case, sentence, claim))
            if re.search(_DEATH.format(name=name), words):
                yield from _death(claim, mention.value, inside[0].value)
            elif claim.kind in {"event", "meeting", "statement", "agreement", "law_or_sanction"} and _acts(sentence, mention.span):
                yield from _act(claim, mention.value, inside[0].value)


def _copy(case: Case, sentence: Sentence, claim: Claim[Any]) -> Span:
    """The claim's words in the reading copy: the words of the sentence whose originals lie in it."""
    inside = [w.span for w in sentence.words if case.document.original(w.span) in claim.at]  # type: ignore[operator]
    return Span(inside[0].start, inside[-1].end) if inside else sentence.span


def _acts(sentence: Sentence, span: Span) -> bool:
    of_another = sentence.at(Span(sentence.span.start, span.start)).endswith((" of ", "-")) or sentence.at(Span(span.end, min(span.end + 2, sentence.span.end))) in {"’s", "'s"}
    return not of_another and any(clause.subject and span.overlaps(clause.subject) for clause in sentence.clauses)


def _death(claim: Claim[Any], who: Actor, when: Period) -> Iterator[Finding]:
    died = actors.lifetime(who.id)[1]
    agreement = event_date.compare(when, Period.of(died)) if died else Agreement.UNKNOWN
    verdict = {Agreement.EQUAL: Verdict.SUPPORTED, Agreement.LOOSE: Verdict.IMPRECISE, Agreement.UNEQUAL: Verdict.REFUTED}.get(agreement)
    alone = len(claim.quote) <= len(who.name) + 60  # a longer claim says more than that, which the date does not bear out
    if verdict and (alone or verdict is Verdict.REFUTED):
        yield Finding(
            claim_id=claim.id, verdict=verdict, message=f"{who.name} died {at(Period.of(died))}; the text has {written(when)}.", true_value=died,
            rule="lifetime", method="reference", confidence=0.9,
        )  # fmt: skip


def _act(claim: Claim[Any], who: Actor, when: Period) -> Iterator[Finding]:
    born, died = actors.lifetime(who.id)
    late = bool(died) and when.start >= Period.of(died).end
    early = bool(born) and when.end <= Period.of(born).start
    if late or early:
        yield Finding(
            claim_id=claim.id, verdict=Verdict.REFUTED, rule="lifetime", method="calendar", confidence=0.85, true_value=died if late else born,
            message=f"{who.name} {'died ' + at(Period.of(died)) if late else 'was born ' + at(Period.of(born))}: no act of {written(when)} can be his or hers.",
        )  # fmt: skip


RULE = Rule(name="lifetime", says="people act between their birth and their death", check=check)
