"""How many states voted for it: numbers of nations that back or condemn, against the General Assembly's votes.

It compares a large number of states, in a sentence on the United Nations that goes on to what they are for, with the
votes whose words and date the sentence has. It leaves alone states that abstain, oppose or sponsor, and numbers that
are hardly those of a vote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente import wording
from detente.evidence import cite, describe
from detente.model import Claim, Finding, Quantity, Sentence, Verdict
from detente.offers import Case, Rule
from detente.rules import Outcome, by_row

_STATES = frozenset({"nation", "country", "state", "member", "government"})
_FOR = re.compile(r"\b(?:condemn|deplor|denounc|demand|back|support|endors|in favou?r|voted (?:for|to)|adopt)")
_OTHER = re.compile(r"\b(?:abstain|abstention|against|opposed|sponsor|absent|sanction)")
_UNGA = re.compile(r"\b(?:un|u\.n\.|united nations|general assembly|unga)\b")
_LEAST = 40
"""States below which a number is hardly that of a vote of the General Assembly."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on counts of states, in sentences on the United Nations, that words of voting for something follow."""
    votes = [row for row in case.rows("vote") if row.body.organ == "igo:unga" and row.body.yes and not row.body.actor]
    for claim, said in case.numbers():
        if said.unit not in _STATES or said.value < _LEAST or not case.undecided(claim):
            continue
        sentence = case.sentence(claim)
        fit = votes_told(sentence, votes) if _voting(sentence, said) else []
        if fit:
            yield by_row(case, claim, _outcome(case, said, fit), "states_for_it")


def _voting(sentence: Sentence, said: Quantity) -> bool:
    """Whether a sentence on the United Nations says of the states that they are for something."""
    text = sentence.text.lower()
    found = re.search(rf"{int(said.value):,} \w+ ?(.{{0,60}})", text)
    return bool(found and _FOR.search(found[1]) and not _OTHER.search(found[1]) and _UNGA.search(text))


def votes_told(sentence: Sentence, votes: list[Claim[Any]]) -> list[Claim[Any]]:
    """The votes whose words the sentence or the actors before it have, at one of its dates if there are any."""
    context = f"{sentence.text.lower()} {' '.join(actor.name.lower() for actor in sentence.cast[:8])}"
    dates = [mention.value for mention in sentence.periods if mention.how != "duration" and mention.value.days <= 366]
    then = [row for row in votes if not dates or (row.body.on and any(row.body.on.overlaps(date) for date in dates))]
    return [row for row in then if wording.matches(row.body.words, context)]


def _outcome(case: Case, said: Quantity, votes: list[Claim[Any]]) -> Outcome:
    """The vote nearest in number decides: the very number holds, one state off is loose."""
    row = min(votes, key=lambda row: abs(row.body.yes - said.value))
    yes, apart = row.body.yes, abs(row.body.yes - said.value)
    verdict = Verdict.SUPPORTED if apart == 0 else Verdict.IMPRECISE if apart <= 1 else Verdict.REFUTED
    words = f"{describe(row)}: {yes} states in favour ({cite(row, case.sources)})."
    return Outcome(row, verdict, str(yes), 0.75, words)


RULE = Rule(name="states_for_it", says="the states that voted in favour", check=check)
