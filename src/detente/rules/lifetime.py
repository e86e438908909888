"""Who was alive: deaths at their dates, and no act before a birth or after a death.

It flags a death told with another date, and an act of a person who was dead or unborn at the one date of the claim; and
asks about a death, not borne out by a reference, after which the text has the person act. It leaves alone what is of or
after somebody ("Stalin's heirs"), claims with several dates, and persons whose
dates of birth and death are not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.evidence import at, written
from detente.model import Actor, Agreement, Claim, Finding, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import VERDICTS, event_date, question

_DEATH = (
    r"\b(?:death|assassination|killing|murder) of (?:[A-Z]?[\w.]+ ){{0,3}}?{name}"
    r"|{name}(?:’s|'s)? (?:death|assassination|died|was (?:killed|assassinated|shot dead))"
)
_MORE = 60
"""Letters by which a claim may say more than the death and still be borne out by its date."""

ACTS = frozenset({"event", "meeting", "statement", "agreement", "law_or_sanction"})
"""Kinds of claims that tell an act of a person."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated deaths, and on acts of the dead and the unborn."""
    for claim in case.claims:
        dates = [mention.value for mention in case.dates(claim) if mention.value.days <= 366]
        if len(dates) != 1:
            continue
        sentence = case.sentence(claim)
        words = sentence.at(_copy(case, sentence, claim))
        for mention in case.people(claim):
            name = re.escape(sentence.at(mention.span))
            if re.search(_DEATH.format(name=name), words):
                yield from _death(claim, mention.value, dates[0])
                yield from _outlived(case, claim, mention.value, dates[0])
            elif claim.kind in ACTS and _acts(sentence, mention.span):
                yield from _act(claim, mention.value, dates[0])


def _copy(case: Case, sentence: Sentence, claim: Claim[Any]) -> Span:
    """The claim's words in the reading copy: the words of the sentence whose originals lie in it."""
    inside = [word.span for word in sentence.words if case.covers(claim, word.span)]
    return Span(inside[0].start, inside[-1].end) if inside else sentence.span


def _acts(sentence: Sentence, name: Span) -> bool:
    """Whether the person is in the subject of a clause, and nothing else is said to be of him or her."""
    before = sentence.at(Span(sentence.span.start, name.start))
    after = sentence.at(Span(name.end, min(name.end + 2, sentence.span.end)))
    of_another = before.endswith((" of ", "-")) or after in {"’s", "'s"}
    return not of_another and any(clause.subject and name.overlaps(clause.subject) for clause in sentence.clauses)


def _death(claim: Claim[Any], who: Actor, when: Period) -> Iterator[Finding]:
    died = actors.lifetime(who.id)[1]
    verdict = VERDICTS.get(event_date.compare(when, Period.of(died)) if died else Agreement.UNKNOWN)
    alone = len(claim.quote) <= len(who.name) + _MORE
    if verdict and (alone or verdict is Verdict.REFUTED):
        yield Finding(
            claim_id=claim.id,
            verdict=verdict,
            message=f"{who.name} died {at(Period.of(died))}; the text has {written(when)}.",
            true_value=died,
            rule="lifetime",
            method="reference",
            confidence=0.9,
        )


def _outlived(case: Case, claim: Claim[Any], who: Actor, when: Period) -> Iterator[Finding]:
    """What the text has a person do after the death that it tells."""
    died = actors.lifetime(who.id)[1]
    if died and when.overlaps(Period.of(died)):
        return
    for other in case.of(*ACTS):
        sentence, told = case.sentence(other), getattr(other.body, "on", None) or other.carried
        later = told is not None and told.start >= when.end and other.sentence != claim.sentence
        mine = [mention for mention in case.people(other) if mention.value.id == who.id]
        if later and asserted(other) and any(_acts(sentence, mention.span) for mention in mine):
            words = f"“{other.quote}” is an act of {written(told)}, after this death. Which date is right?"
            yield question(claim, words, "lifetime", other)
            return


def _act(claim: Claim[Any], who: Actor, when: Period) -> Iterator[Finding]:
    born, died = actors.lifetime(who.id)
    late = bool(died) and when.start >= Period.of(died).end
    early = bool(born) and when.end <= Period.of(born).start
    if late or early:
        limit = f"died {at(Period.of(died))}" if late else f"was born {at(Period.of(born))}"
        yield Finding(
            claim_id=claim.id,
            verdict=Verdict.REFUTED,
            message=f"{who.name} {limit}: no act of {written(when)} can be his or hers.",
            true_value=died if late else born,
            rule="lifetime",
            method="calendar",
            confidence=0.85,
        )


RULE = Rule(name="lifetime", says="people act between their birth and their death", check=check)
