"""Order of events: what is said to be prompted by an event cannot be older than it.

It flags a sentence in which one dated thing brings about, or answers, another that began later. It leaves alone
denials, dates of an aside, and effects whose period meets that of their cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evidence import written
from detente.model import Clause, Finding, Mention, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule

_CAUSES = frozenset(
    {
        "prompt",
        "spur",
        "trigger",
        "cause",
        "provoke",
        "produce",
        "egg",
        "bring",
        "drive",
        "force",
        "elicit",
        "yield",
        "spark",
        "ignite",
        "unleash",
    }
)
_LED_TO = re.compile(r"\b(?:led|leads|leading) to\b|\bresult(?:ed|ing)? in\b|\bin response to\b")
_RESPONSE = re.compile(r"\b(?:in response to|in retaliation for|in reaction to|as a result of|because of)\b")
KINDS = ("law_or_sanction", "agreement", "event", "membership", "state_of_affairs")
"""Kinds of claims that tell an effect."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated effects that end before their dated cause begins, in one sentence."""
    for sentence in case.document.sentences:
        for clause in sentence.clauses:
            if clause.negated:
                continue
            found = _RESPONSE.search(sentence.at(clause.span))
            if found:
                yield from _response(case, sentence, clause, clause.span.start + found.start())
            elif clause.lemma in _CAUSES or _LED_TO.search(sentence.at(clause.span)):
                yield from _pair(case, sentence, clause)


def _pair(case: Case, sentence: Sentence, clause: Clause) -> Iterator[Finding]:
    """The cause stands first: "X of 2021 led to Y in 2020"."""
    verb = sentence.words[clause.verb].span
    aside = [c.span for c in sentence.clauses if c.form in {"relative", "participle"} and c is not clause]
    causes = [m for m in sentence.periods if m.span.end <= verb.start and not any(m.span in span for span in aside)]
    effects = [m for m in sentence.periods if m.span.start >= verb.end and m.span in clause.whole]
    if causes and effects:
        told = Span(verb.start, effects[0].span.end)
        yield from _finding(case, sentence, sentence.at(verb), told, (causes[-1], effects[0]))


def _response(case: Case, sentence: Sentence, clause: Clause, at: int) -> Iterator[Finding]:
    """The effect stands first: "Y in 2020 in response to X of 2021"."""
    effects = [m for m in sentence.periods if m.span in clause.span and m.span.end <= at]
    causes = [m for m in sentence.periods if m.span in clause.whole and m.span.start >= at]
    if effects and causes:
        told = Span(effects[-1].span.start, causes[0].span.end)
        yield from _finding(case, sentence, "in response to", told, (causes[0], effects[-1]))


def _finding(
    case: Case, sentence: Sentence, verb: str, told: Span, pair: tuple[Mention[Period], Mention[Period]]
) -> Iterator[Finding]:
    """The finding on the shortest claim that covers what is told, when the effect is older than its cause."""
    cause, effect = (mention.value for mention in pair)
    claim = case.narrowest(sentence, told, KINDS)
    if claim and effect.end <= cause.start:
        yield Finding(
            claim_id=claim.id,
            verdict=Verdict.REFUTED,
            message=(
                f"The text has something of {written(effect)} come about (“{verb}”) through something of "
                f"{written(cause)}: the effect is older than its cause."
            ),
            true_value=f"{effect} before {cause}",
            rule="effect_before_cause",
            method="internal",
            confidence=0.95,
        )


RULE = Rule(name="effect_before_cause", says="an effect is not older than its cause", check=check)
