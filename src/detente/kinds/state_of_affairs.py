"""States of affairs: conditions, causes, purposes and evaluations; ``opinion`` where nothing can decide them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.attaching import period_for
from detente.finding import clauses, roles
from detente.model import Period, Sentence
from detente.offers import Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOfAffairs:
    """A clause that no other kind reads: its words, when, and whether it is an evaluation."""

    words: str
    opinion: bool
    on: Period | None = None


def read(sentence: Sentence) -> Iterator[Reading[StateOfAffairs]]:
    """Every clause that asserts something of substance; a kind that reads more in the same words takes precedence."""
    for said in clauses.asserted(sentence):
        span = said.predicate or said.clause.span
        on, _ = period_for(sentence, span, carry=False)
        body = StateOfAffairs(words=sentence.at(span), opinion=said.opinion, on=on)
        yield Reading(
            span=span,
            body=body,
            rule="clause",
            verb=None if said.predicate else said.clause.verb,
            act=roles.of_clause(sentence, said.clause),
            sure=0.3,
        )
    for span in clauses.links(sentence):
        body = StateOfAffairs(words=sentence.at(span), opinion=False)
        yield Reading(span=span, body=body, rule="motive or cause", sure=0.3)


def slots(body: StateOfAffairs) -> dict[str, Any]:
    """The interchange fields of a state of affairs."""
    return {"subject": body.words, "period": body.on}


KIND = Kind(name="state_of_affairs", body=StateOfAffairs, rank=10, read=read, slots=slots)
