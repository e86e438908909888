"""States of affairs: conditions, causes, purposes and evaluations; ``opinion`` where nothing can decide them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente import tables
from detente.attaching import period_for
from detente.model import Clause, Kind, Period, Reading, Sentence


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
    """Every clause of some substance; a kind that reads more in the same words takes precedence."""
    for clause in sentence.clauses:
        if _substance(sentence, clause):
            on, _ = period_for(sentence, clause.span, carry=False)
            words = sentence.at(clause.span)
            plain = not _evaluative().search(words)
            exact = bool(sentence.actors) and any(m.span in clause.span for m in (*sentence.periods, *sentence.quantities))
            yield Reading(span=clause.span, body=StateOfAffairs(words=words, opinion=not plain and not exact, on=on), rule="clause", verb=clause.verb, sure=0.3)


def _substance(sentence: Sentence, clause: Clause) -> bool:
    words = [w for w in sentence.words if w.span in clause.span]
    content = sum(w.tag.startswith(("NN", "VB", "JJ", "CD")) for w in words)
    return content >= 3 and len(clause.span) >= 16


def slots(body: StateOfAffairs) -> dict[str, Any]:
    """The interchange fields of a state of affairs."""
    return {"subject": body.words, "period": body.on}


KIND = Kind(name="state_of_affairs", body=StateOfAffairs, rank=10, read=read, slots=slots)
