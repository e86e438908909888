"""Facts told in words: a claim that no field decides is borne out by the listed fact whose words and parties it has.

It supports a claim without a number that holds the words of an event's or statement's row, names its parties or
speaker, and gives no date that is not the row's. It leaves alone what is denied, planned or feared, what names a party
that the row does not have, and who acts where the row has it the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.actors import states_of
from detente.model import Actor, Agreement, Claim, Finding, Verdict
from detente.offers import Case, Rule, asserted, number_of
from detente.rules import Outcome, by_row, event_date, other_way_round

KINDS = ("state_of_affairs", "statement", "event", "law_or_sanction", "agreement", "meeting", "membership")
"""Kinds of claims that may tell a fact in words that no comparison of fields reaches."""

_NOT_SAID = re.compile(
    r"\b(?:not|never|no|without|refus\w+ to|fail\w* to|deni\w+|if|unless|would|could|might|may|should|hop\w+|fear\w*|"
    r"rumou?r\w*|alleged\w*)\b"
)
"""Words by which a clause may say something else than that it happened."""

_FEW = 2
"""Groups of words that a pattern must have, or parties that it must share, to be surely the row's."""

FAR = 400
"""Days between the time the text has got to and a row's at which another occasion may be meant."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on undecided claims that tell a listed event or statement."""
    for claim in case.of(*KINDS):
        if case.undecided(claim) and asserted(claim) and number_of(claim.body) is None:
            rows = [row for row in case.told(claim.quote.lower()) if _is_meant(case, claim, row)]
            if rows:
                row = max(rows, key=lambda row: len(row.body.words.split()))
                yield by_row(
                    case, claim, Outcome(row, Verdict.SUPPORTED, str(row.body.on or ""), 0.75), "told_in_words"
                )


def _is_meant(case: Case, claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether a row whose words stand in the claim is of its parties and time."""
    if _NOT_SAID.search(claim.quote.lower()) and not _NOT_SAID.search(row.body.words):
        return False
    sentence = case.sentence(claim)
    doers, others = _parties(row)
    theirs = doers | others
    inside = [_ids(mention.value, row) for mention in case.inside(claim, sentence.actors) if _acts(mention.value)]
    named = set().union(*inside)
    around = named.union(*(_ids(actor, row) for actor in (*sentence.cast[:3], *sentence.pair)))
    foreign = any(not ids & theirs for ids in inside)
    if foreign and theirs - named and not (doers & named and (others & named or not others)):
        return False
    if other_way_round(claim, row) or not _then(case, claim, row):
        return False
    groups = len(row.body.words.split())
    both = bool(doers & around) and bool(others & around or not others)
    one = bool(theirs & named) and (both or not foreign)
    return (groups >= _FEW and one) or (groups > _FEW and both) or len(theirs & named) >= _FEW


_PLACES = frozenset({"region", "city", "place"})


def _acts(actor: Actor) -> bool:
    """Whether an actor is one that a row can have as a party: known, and no place."""
    return actor.type not in _PLACES and not actor.id.startswith("unlinked:")


def _ids(actor: Actor, row: Claim[Any]) -> set[str]:
    """An actor's id and those of its states at the time of a row."""
    return {actor.id, *states_of((actor,), row.body.on)}


def _parties(row: Claim[Any]) -> tuple[set[str], set[str]]:
    """Who acts or speaks by a row, and towards whom, each with their states."""
    body = row.body
    doers, others = (
        ({body.speaker}, set(body.about)) if row.kind == "statement" else (set(body.source), set(body.target))
    )
    return doers | set(states_of(doers, body.on)), others | set(states_of(others, body.on))


def _then(case: Case, claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether each date of the claim is the row's, and the time the text has got to is not far from it."""
    at = row.body.on
    if at is None:
        return True
    dates = [mention.value for mention in case.dates(claim) if mention.how not in {"duration", "decade", "century"}]
    if dates:
        return all(event_date.compare(date, at) is Agreement.EQUAL for date in dates)
    then = getattr(claim.body, "on", None) or case.sentence(claim).dated
    return then is None or then.distance(at) <= FAR


RULE = Rule(name="told_in_words", says="a listed fact told in its words, by its parties", check=check)
