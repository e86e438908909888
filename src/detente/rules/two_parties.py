"""Who concluded a treaty of two states: a third state in the place of one of them is wrong.

It flags two states said to have signed a named agreement of two states of which one is no party. It leaves alone
agreements of more, successors and predecessors of a party, mediators, and sentences that name other than two states.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from detente import actors
from detente.evidence import the
from detente.model import Actor, Claim, Finding, Mention, Sentence, Span, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import Outcome, by_row

_SIGNED = re.compile(r"^,? (?:(?:had|have|then|also|finally|jointly) )*(?:signed|concluded|initialled)\b")


def check(case: Case) -> Iterator[Finding]:
    """Findings on named agreements of two states that two others, or one of them and another, are said to sign."""
    for claim in case.of("agreement"):
        if claim.body.act != "signed" or not asserted(claim):
            continue
        said = _signers(case.sentence(claim), case.inside(claim, case.sentence(claim).actors))
        row = _of_two(case, claim) if len(said) == 2 else None
        if row and said:
            parties = _kin(row.body.actors)
            foreign = [actor for actor in said if not _kin([actor.id]) & parties]
            if len(foreign) == 1:
                yield by_row(case, claim, _outcome(row), "two_parties")


def _signers(sentence: Sentence, named: list[Mention[Actor]]) -> list[Actor]:
    """Two states joined by "and" right before the verb of signing, the only ones of the claim's words until there."""
    states = [mention for mention in named if mention.value.type == "state" and mention.how != "pronoun"]
    for first, second in itertools.pairwise(states):
        between = sentence.at(Span(first.span.end, second.span.start))
        after = sentence.at(Span(second.span.end, sentence.span.end))
        if between in {" and ", " and the "} and _SIGNED.match(after) and first == states[0]:
            return [first.value, second.value]
    return []


def _of_two(case: Case, claim: Claim[Any]) -> Claim[Any] | None:
    """The row on the signing of the claim's agreement, where it is one of two states."""
    rows = [row for row in case.rows("agreement") if row.body.agreement == claim.body.agreement]
    signed = [row for row in rows if row.body.act == "signed"]
    pair = {actor for row in signed for actor in row.body.actors}
    return signed[0] if len(pair) == 2 and not any(":" in actor for actor in pair) else None


def _kin(ids: Sequence[str]) -> set[str]:
    """States with those that they came out of: Russia and the Soviet Union."""
    return {*ids, *(other.id for one in ids for other in actors.forerunners(one))}


def _outcome(row: Claim[Any]) -> Outcome:
    parties = " and ".join(the(actors.name_of(actor)) for actor in row.body.actors)
    words = f"The {row.body.name.removeprefix('The ')} was signed by {parties}."
    return Outcome(row, Verdict.REFUTED, parties, 0.96, words)


RULE = Rule(name="two_parties", says="a treaty of two states is that of its parties", check=check)
