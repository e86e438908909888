"""States of affairs: conditions, causes, purposes and evaluations; ``opinion`` where nothing can decide them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente import tables
from detente.attaching import is_purpose, period_for
from detente.model import Clause, Period, Sentence
from detente.offers import Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOfAffairs:
    """A clause that no other kind reads: its words, when, and whether it is an evaluation."""

    words: str
    opinion: bool
    on: Period | None = None


@cache
def _evaluative() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(row["prefix"] for row in tables.rows("evaluative.csv")) + r")", re.IGNORECASE)


def read(sentence: Sentence) -> Iterator[Reading[StateOfAffairs]]:
    """Every clause that asserts something of some substance; a kind that reads more in the same words takes precedence."""
    if sentence.text.rstrip("”\"’ ").endswith("?"):
        return
    for clause in sentence.clauses:
        words = sentence.at(clause.span)
        plain = not _evaluative().search(words)
        if _substance(sentence, clause) and _asserts(sentence, clause, plain):
            on, _ = period_for(sentence, clause.span, carry=False)
            exact = bool(sentence.actors) and any(span in clause.span for span in (*(m.span for m in sentence.periods), *(m.span for m in sentence.quantities)))
            yield Reading(span=clause.span, body=StateOfAffairs(words=words, opinion=not plain and not exact, on=on), rule="clause", verb=clause.verb, sure=0.3)


def _asserts(sentence: Sentence, clause: Clause, plain: bool) -> bool:
    """Whether a clause says something of its own.

    A purpose does not, nor a mere number or date beside the main clause, nor what only opens what is told; what hangs on
    another clause does where it is dated, an evaluation, or a participle about an actor.
    """
    if is_purpose(sentence, clause) or (plain and any(c.form == "complement" and sentence.words[c.verb].head == clause.verb for c in sentence.clauses)):
        return False
    if plain and clause.form != "main" and (any(m.span in clause.span for m in sentence.quantities) or _only_dates(sentence, clause)):
        return False
    if clause.form in {"main", "adverbial", "nominal"} or not plain:
        return True
    beside = clause.form == "participle" and any(m.span.overlaps(clause.span) for m in sentence.actors)
    return beside or any(m.span in clause.span for m in sentence.periods)


def _only_dates(sentence: Sentence, clause: Clause) -> bool:
    """"Before the rains came": it says when the other thing was."""
    marks = {w.text.lower() for w in sentence.words if w.head == clause.verb and w.relation in {"mark", "advmod", "prep"}}
    return clause.form == "adverbial" and bool(marks & {"before", "after", "until", "since"})


def _substance(sentence: Sentence, clause: Clause) -> bool:
    words = [w for w in sentence.words if w.span in clause.span]
    content = sum(w.tag.startswith(("NN", "VB", "JJ", "CD")) for w in words)
    return content >= 3 and len(clause.span) >= 16


def slots(body: StateOfAffairs) -> dict[str, Any]:
    """The interchange fields of a state of affairs."""
    return {"subject": body.words, "period": body.on}


KIND = Kind(name="state_of_affairs", body=StateOfAffairs, rank=10, read=read, slots=slots)
