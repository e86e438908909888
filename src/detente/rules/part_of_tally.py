"""Parts of a tally: abstentions, votes against or in favour told by themselves are those of the division told beside.

It compares a number of abstentions, noes or ayes with the reference of the one vote that its sentence tells. It
leaves alone numbers of a sentence that tells several votes, and votes that no reference decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.evidence import cite, describe
from detente.model import Claim, Finding, Quantity, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import Outcome, by_row
from detente.rules.states_for_it import votes_told

_PARTS = (
    ("abstain", re.compile(r"\babst(?:ain|ention)", re.IGNORECASE)),
    ("no", re.compile(r"\b(?:against|opposed|noes|nays?|negative|no votes?|voted no)\b", re.IGNORECASE)),
    ("yes", re.compile(r"\b(?:in favou?r|for (?:it|the)|ayes?|yes votes?|voted yes|affirmative)\b", re.IGNORECASE)),
)
_LEFT_OUT = re.compile(r"\b(?:needed|required|at least|short of|majority of|more|fewer|other)\b", re.IGNORECASE)


def check(case: Case) -> Iterator[Finding]:
    """Findings on numbers of one side of a division."""
    rows = {row.id: row for row in case.rows("vote")}
    whole = [row for row in rows.values() if row.body.yes and not row.body.actor and row.body.on]
    for claim, said in case.numbers():
        part = _part(case, claim, said)
        if part and case.undecided(claim) and asserted(claim):
            own = {next(iter(case.first[vote.id].against), "") for vote in case.of("vote") if _beside(claim, vote)}
            told = [rows[row] for row in own if row in rows] if own else votes_told(case.sentence(claim), whole)
            true = getattr(told[0].body, part) if len(told) == 1 and len(own) < 2 else None
            if true is not None and (own or said.low <= true <= said.high or _another(case, claim, told[0])):
                yield by_row(case, claim, _outcome(case, told[0], part, (said, true)), "part_of_tally")


def _another(case: Case, claim: Claim[Any], row: Claim[Any]) -> bool:
    """Whether another number of the sentence is one of the division's."""
    said = {mention.value.value for mention in case.sentence(claim).quantities}
    return bool(said & {float(count) for count in (row.body.yes, row.body.no) if count})


def _beside(claim: Claim[Any], vote: Claim[Any]) -> bool:
    """Whether a vote is told in the claim's sentence."""
    return vote.sentence == claim.sentence and not vote.body.actor


def _part(case: Case, claim: Claim[Any], said: Quantity) -> str:
    """Which side of a division the words count; nothing where they count something else."""
    if said.unit not in {"", "vote", "abstention", "state", "country", "nation", "member", "delegation", "senator"}:
        return ""
    sentence, at = case.sentence(claim).text, claim.quote
    behind = sentence.partition(at)[2][:24]
    words = f"{at}{re.split(r'[,;.]| and ', behind)[0]}"
    return "" if _LEFT_OUT.search(words) else next((part for part, told in _PARTS if told.search(words)), "")


_SAID = {"abstain": ("abstention", "abstentions"), "no": ("vote against", "votes against"), "yes": ("for", "for")}


def _outcome(case: Case, row: Claim[Any], part: str, numbers: tuple[Quantity, int]) -> Outcome:
    said, true = numbers
    words = f"{describe(row)}: {true} {_SAID[part][true != 1]} ({cite(row, case.sources)})."
    verdict = Verdict.SUPPORTED if said.low <= true <= said.high else Verdict.REFUTED
    return Outcome(row, verdict, str(true), 0.85, words)


RULE = Rule(name="part_of_tally", says="the published counts of that division", check=check)
