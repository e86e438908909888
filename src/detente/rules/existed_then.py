"""What existed then: states and organisations act between their beginning and their end.

It flags an act of an organisation before it began, and of a state or organisation after it ended; and asks where a name
is customary for what was there instead (``loose_names.csv``), and about a state before its independence.
It leaves alone what is of or from somebody ("former Soviet"), places, claims with several dates, and actors whose dates
are not known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from detente import evidence, tables
from detente.model import Actor, Claim, Finding, Mention, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import question

ACTS = frozenset({"event", "meeting", "statement", "agreement", "law_or_sanction", "membership", "vote"})
"""Kinds of claims that tell an act."""

_FOUNDED = re.compile(
    r"\b(?:found|establish|creat|form|propos|plan|conceiv|set up|dissol|disband|replac|succe|abolish|reviv|restor)"
)
"""Words of what is done to an organisation or state before it begins and after it ends."""

EVE = 60
"""Days before its beginning in which an organisation may act already."""


def check(case: Case) -> Iterator[Finding]:
    """Findings and questions on acts of what was not there at the one date of the claim."""
    for claim in case.of(*ACTS):
        dates = [mention.value for mention in case.dates(claim) if mention.value.days <= 366]
        borne_out = case.first[claim.id].verdict is Verdict.SUPPORTED
        if len(dates) != 1 or borne_out or not asserted(claim) or _FOUNDED.search(claim.quote):
            continue
        sentence = case.sentence(claim)
        for mention in case.inside(claim, sentence.actors):
            if mention.how in {"exact", "alias"} and _acts(sentence, mention):
                yield from _judge(claim, mention.value, sentence.at(mention.span), dates[0])


def _acts(sentence: Sentence, mention: Mention[Actor]) -> bool:
    """Whether the name alone, or with others beside it, is the subject of a clause that is not passive."""
    if any(word.relation == "nsubjpass" and word.span in mention.span for word in sentence.words):
        return False
    for clause in sentence.clauses:
        if clause.subject and mention.span in clause.subject:
            before = sentence.at(Span(clause.subject.start, mention.span.start)).lower()
            after = sentence.at(Span(mention.span.end, clause.subject.end))
            return before.strip() in {"", "the"} and (not after or bool(re.match(r",? and |, (?!which|who)", after)))
    return False


@cache
def _loose() -> Mapping[str, tuple[Period, str]]:
    """Name → the time for which it is customary, but not what the thing was called then, and what that was."""
    rows = tables.rows("loose_names.csv", ("name", "since", "until", "was"))
    return {row["name"]: (Period.of(row["since"] or "1000", row["until"]), row["was"]) for row in rows}


def _judge(claim: Claim[Any], who: Actor, name: str, when: Period) -> Iterator[Finding]:
    """A question where something else bore the name or stood in the place, else a finding that nothing did."""
    loose, was = _loose().get(name, (None, ""))
    if loose and when in loose:
        words = f"“{name}” is a loose name for {evidence.written(when)}. Is {was} meant?"
        yield question(claim, words, "existed_then")
        return
    edge = _outside(who, when)
    if edge is None:
        return
    early = when.end <= edge.end
    words = f"{evidence.capital(evidence.the(who.name))} {'began' if early else 'ended'} {evidence.at(edge)}"
    if early and who.type == "state":
        words = f"{words}, after this act of {evidence.written(when)}. Who is meant?"
        yield question(claim, words, "existed_then")
        return
    yield Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=f"{words}: no act of {evidence.written(when)} can be its own.",
        true_value=str(edge),
        rule="existed_then",
        method="calendar",
        confidence=0.88,
    )


def _outside(who: Actor, when: Period) -> Period | None:
    """The first or last day of a state or organisation that an act lies before or after; None where it lies within."""
    if who.type not in {"state", "igo"} or who.valid is None:
        return None
    if when.end <= who.valid.start - dt.timedelta(days=EVE):
        return Period.of(str(who.valid.start))
    return Period.of(str(who.valid.end - dt.timedelta(days=1))) if when.start >= who.valid.end else None


RULE = Rule(name="existed_then", says="states and organisations act between their beginning and their end", check=check)
