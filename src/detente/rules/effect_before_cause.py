"""Order of events: what is said to be prompted by an event cannot be older than it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.evidence import written
from detente.model import Claim, Clause, Finding, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule

_CAUSES = frozenset("prompt spur trigger cause provoke produce egg bring drive force elicit yield spark ignite unleash".split())
_LED_TO = re.compile(r"\b(?:led|leads|leading) to\b|\bresult(?:ed|ing)? in\b|\bin response to\b")
_RESPONSE = re.compile(r"\b(?:in response to|in retaliation for|in reaction to|as a result of|because of)\b")
KINDS = ("law_or_sanction", "agreement", "event", "membership", "state_of_affairs")


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated effects that end before their dated cause begins, in one sentence."""
    for sentence in case.document.sentences:
        for clause in sentence.clauses:
            found = _RESPONSE.search(sentence.at(clause.span))
            if found:
                yield from _response(case, sentence, clause, clause.span.start + found.start())
            elif clause.lemma in _CAUSES or _LED_TO.search(sentence.at(clause.span)):
                yield from _pair(case, sentence, clause)


def _pair(case: Case, sentence: Sentence, clause: Clause) -> Iterator[Finding]:
    verb = sentence.words[clause.verb].span
    aside = [c.span for c in sentence.clauses if c.form in {"relative", "participle"} and c is not clause]
    causes = [m for m in sentence.periods if m.span.end <= verb.start and not any(m.span in span for span in aside)]
    effects = [m for m in sentence.periods if m.span.start >= verb.end and m.span in clause.whole]
    if not causes or not effects or clause.negated:
        return
    cause, effect = causes[-1], effects[0]
    if effect.value.end <= cause.value.start:
        where = case.document.original(Span(verb.start, effect.span.end))
        claim = _claim(case, sentence, where)
        if claim:
            yield _finding(claim, sentence.at(verb), cause.value, effect.value)


def _response(case: Case, sentence: Sentence, clause: Clause, at: int) -> Iterator[Finding]:
    """"X in 2020 in response to Y of 2021": the effect stands first."""
    effects = [m for m in sentence.periods if m.span in clause.span and m.span.end <= at]
    causes = [m for m in sentence.periods if m.span in clause.whole and m.span.start >= at]
    if effects and causes and effects[-1].value.end <= causes[0].value.start and not clause.negated:
        claim = _claim(case, sentence, case.document.original(Span(effects[-1].span.start, causes[0].span.end)))
        if claim:
            yield _finding(claim, "in response to", causes[0].value, effects[-1].value)


def _claim(case: Case, sentence: Sentence, where: Span) -> Claim[Any] | None:
    """The claim that covers both the verb and the effect's date, the narrowest first."""
    over = [c for c in case.claims if c.sentence == sentence.index and c.kind in KINDS and isinstance(c.at, Span) and where in c.at]
    return min(over, key=lambda c: len(c.quote), default=None)


def _finding(claim: Claim[Any], verb: str, cause: Period, effect: Period) -> Finding:
    return Finding(
        claim_id=claim.id, verdict=Verdict.REFUTED, rule="effect_before_cause", method="internal", confidence=0.95, true_value=f"{effect} before {cause}",
        message=f"The text has something of {written(effect)} come about (“{verb}”) through something of {written(cause)}: the effect is older than its cause.",
    )  # fmt: skip


RULE = Rule(name="effect_before_cause", says="an effect is not older than its cause", check=check)
