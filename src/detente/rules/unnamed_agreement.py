"""Agreements without a name: "the two states signed a peace treaty on …" held against what was signed, and by whom.

It flags a signing on a day on which two others, one of them in common, signed; one whose day is that of another
agreement of the two but for one part; and one in another country. It leaves alone named agreements, dates without a
year, and signings of which nothing listed is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.actors import states_of
from detente.model import Actor, Agreement, Claim, Finding, Mention, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import Outcome, by_row, event_date, place
from detente.rules.event_date import slipped, with_year

KINDS = ("event", "statement", "state_of_affairs", "agreement")
"""Kinds of claims that may tell a signing."""

NEAR = 31
"""Days around a signing of the two parties' own within which another's is not taken to be meant."""

_MADE = re.compile(r"\b(?:sign(?:ed|ing)?|conclude\w*|agree(?:d|ment)?|reached|initialled)\b")
_WHAT = re.compile(
    r"\b(?:treaty|agreement|accord|pact|declaration|memorandum|deal|partnership|restore|peace|alliance|communiqué"
    r"|convention|protocol)\b"
)
_PLACE = re.compile(
    r"\b(?:signed|concluded|agreed|reached|initialled)\b(?: (?!in |at )[a-z]+){0,7} (?:in|at) "
    r"((?:[A-Z][\w’'-]+ ?)+)"
)


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated signings of agreements that the text does not name, by parties that it does."""
    rows = [row for row in case.rows("agreement") if row.body.act == "signed" and row.body.on and row.body.on.days <= 3]
    for claim in case.of(*KINDS):
        sentence = case.sentence(claim)
        dates = case.dates(claim) if case.undecided(claim) and asserted(claim) and _signing(claim.quote) else []
        if len(dates) != 1 or dates[0].value.days > 3 or case.inside(claim, sentence.instruments):
            continue
        parties = _parties(case, sentence, claim)
        if len(parties) != 2:
            continue
        when, full = dates[0].value, with_year(sentence.at(dates[0].span))
        found = _that_day(claim.quote, when, parties, rows) or (_another(when, parties, rows) if full else None)
        if found:
            yield by_row(case, claim, found, "unnamed_agreement")


def _signing(words: str) -> bool:
    return bool(_MADE.search(words) and _WHAT.search(words.lower()))


def _states(row: Claim[Any]) -> set[str]:
    return {state for state in states_of(row.body.actors, row.body.on) if ":" not in state}


def _parties(case: Case, sentence: Sentence, claim: Claim[Any]) -> set[str]:
    """The states that the claim's words name, a place after "in" left out."""
    named = [
        mention.value
        for mention in case.inside(claim, sentence.actors)
        if mention.how != "pronoun" and not _is_place(sentence, mention)
    ]
    states = states_of(named, getattr(claim.body, "on", None))
    return {state for state in states if not state.startswith("unlinked:")}


def _is_place(sentence: Sentence, mention: Mention[Actor]) -> bool:
    before = sentence.at(Span(max(sentence.span.start, mention.span.start - 4), mention.span.start))
    return before.endswith((" in ", " at "))


def _that_day(words: str, when: Period, parties: set[str], rows: list[Claim[Any]]) -> Outcome | None:
    """What the parties signed then, and whether the text has it signed in another country."""
    theirs = [row for row in _on(when, rows) if parties <= _states(row)]
    if not theirs:
        return None
    said = _PLACE.search(words)
    away = said and all(place.compare(said[1].strip(), row.body.place) is Agreement.UNEQUAL for row in theirs)
    if away:
        return Outcome(theirs[0], Verdict.REFUTED, theirs[0].body.place, 0.85)
    return Outcome(theirs[0], Verdict.SUPPORTED, str(theirs[0].body.on), 0.75)


def _another(when: Period, parties: set[str], rows: list[Claim[Any]]) -> Outcome | None:
    """What the date slipped from; or what one of the parties signed then with another, the two nothing near."""
    ours = [row for row in rows if parties == _states(row)]
    for row in ours:
        if slipped(when, row.body.on):
            return Outcome(row, Verdict.REFUTED, str(row.body.on), 0.85)
    if any(row.body.on.distance(when) <= NEAR for row in ours):
        return None
    for row in _on(when, rows):
        states = _states(row)
        if len(states) == 2 and len(states & parties) == 1:
            return Outcome(row, Verdict.REFUTED, ";".join(sorted(states)), 0.85)
    return None


def _on(when: Period, rows: list[Claim[Any]]) -> list[Claim[Any]]:
    return [row for row in rows if event_date.compare(when, row.body.on) is Agreement.EQUAL]


RULE = Rule(name="unnamed_agreement", says="what two states signed on a day", check=check)
