"""One act at two dates: what can be done to a thing only once, told with two dates that do not meet.

It asks about a hand-over, founding, signing, death or the like of one named thing (``acts_once.csv``) that two
sentences date apart. It leaves alone denials, bounds ("before 1990"), what was put off or done again, and things
without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import NamedTuple

from detente import tables
from detente.evidence import written
from detente.model import Clause, Finding, Mention, Period, Sentence
from detente.offers import Case, Rule, calendar_dates
from detente.rules import question
from detente.tree import Tree

_BOUND = re.compile(
    r"\b(?:before|after|since|until|till|prior to|between|from|through|during)(?: the)?\s*$", re.IGNORECASE
)
_ANEW = re.compile(
    r"\b(?:again|anew|re-?\w+ed|second|third|delayed|postponed|put off|instead|originally|initially|planned"
    r"|brought forward|not until|finally|eventually)\b",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    {"the", "a", "an", "itself", "himself", "herself", "themselves", "both", "also", "whole", "then", "former"}
)


class Told(NamedTuple):
    """An act that one sentence dates: what was done, to what thing, when, and where it stands."""

    act: str
    thing: frozenset[str]
    when: Period
    sentence: Sentence
    clause: Clause


@cache
def _acts() -> Mapping[tuple[str, str], str]:
    """(verb, particle) → the voice in which its subject is the thing to which it happens once."""
    return {(row["verb"], row["particle"]): row["voice"] for row in tables.rows("acts_once.csv", ("verb", "voice"))}


def check(case: Case) -> Iterator[Finding]:
    """Questions on acts that can happen once and stand in the text with two dates."""
    told = [act for sentence in case.document.sentences for act in _told(sentence)]
    for one, other in combinations(told, 2):
        if (one.act, one.thing) != (other.act, other.thing) or one.when.overlaps(other.when):
            continue
        claims = [case.narrowest(act.sentence, act.clause.span) for act in (one, other)]
        if claims[0] and claims[1] and claims[0] is not claims[1]:
            what = f"“{one.sentence.at(one.clause.span)}”"
            words = f"{what}; but further on it is {written(other.when)}. Which date is right?"
            yield question(claims[0], words, "one_act_two_dates", claims[1])


def _told(sentence: Sentence) -> Iterator[Told]:
    """The dated acts of a sentence that can happen only once."""
    tree = Tree(sentence)
    for clause in sentence.clauses:
        if clause.negated or clause.subject is None or _ANEW.search(sentence.at(clause.whole)):
            continue
        prt = tree.child(clause.verb, "prt")
        particle = sentence.words[prt].lemma.lower() if prt is not None else ""
        voice = _acts().get((clause.lemma, particle))
        if voice is None or (voice == "passive") != tree.is_passive(clause.verb):
            continue
        thing, dates = _thing(sentence.at(clause.subject)), _dates(sentence, clause)
        if thing and len(dates) == 1:
            yield Told(f"{clause.lemma} {particle}".strip(), thing, dates[0].value, sentence, clause)


def _thing(subject: str) -> frozenset[str]:
    """The words of a named thing; empty for one without a name."""
    words = frozenset(re.findall(r"[\w’'-]+", subject))
    named = any(word[0].isupper() and word.lower() not in _PLAIN for word in words)
    return frozenset(word.lower() for word in words) - _PLAIN if named else frozenset()


def _dates(sentence: Sentence, clause: Clause) -> list[Mention[Period]]:
    """The dates of a clause, or the one that opens the sentence; none that is only a bound."""
    dates = calendar_dates(sentence)
    own = [mention for mention in dates if mention.span in clause.span]
    opening = [mention for mention in dates if mention.span.start - sentence.span.start < _OPENING]
    found = own or (opening if len(dates) == 1 and clause.form in {"main", "conjunct"} else [])
    return [] if any(_BOUND.search(sentence.text[: m.span.start - sentence.span.start]) for m in found) else found


_OPENING = 12
"""Letters within which a date opens a sentence ("By the spring of 1999")."""


RULE = Rule(name="one_act_two_dates", says="what happens once has one date", check=check)
