"""Treaties that were never ratified: where the list of a pair's treaties is complete, one not in force on it has none.

It flags a treaty said to be ratified or in force that its two signatories' complete list has only as signed, and bears
out that it was not ratified. It leaves alone treaties with any ratification, entry into force or adopting vote, and
those that no complete list covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from detente.evidence import short
from detente.model import Claim, Finding, Modality, Verdict
from detente.offers import Case, Rule

KINDS = ("vote", "agreement", "event", "state_of_affairs")
"""Kinds of claims that may tell a ratification."""

_IT_WAS = re.compile(
    r"(?:it|which|the (?:treaty|agreement|accord|pact)) (?:was|is|has been|had been) "
    r"(never |not )?(?:later |finally |soon )?ratified\b",
    re.IGNORECASE,
)
_RATIFIED, _NOT = "ratified", "not ratified"


def check(case: Case) -> Iterator[Finding]:
    """Findings on ratifications, and on their denial, of a treaty that its complete list leaves without one."""
    for claim in case.of(*KINDS):
        if not case.undecided(claim) or claim.modality is not Modality.ASSERTED:
            continue
        said, agreement = _told(case, claim)
        covered = _covered(case, agreement) if said else None
        if covered and not _came_about(case, agreement):
            yield _finding(case, claim, said, agreement, covered)


def _told(case: Case, claim: Claim[Any]) -> tuple[str, str]:
    """Whether a claim has a treaty ratified, or not ratified, and which; ("", …) when it speaks of something else."""
    agreement = getattr(claim.body, "item", "") or getattr(claim.body, "agreement", "")
    found = None if agreement else _IT_WAS.match(claim.quote)
    if found:
        return _NOT if found[1] or not claim.polarity else _RATIFIED, _meant(case, claim)
    return _says(claim), agreement


def _meant(case: Case, claim: Claim[Any]) -> str:
    """The agreement that "it" stands for: the last one of the sentence before the claim, else the text's topic."""
    sentence = case.sentence(claim)
    before = case.before(claim, sentence.instruments)
    topic = before[-1].value if before else sentence.topic
    return topic.id if topic else ""


def _says(claim: Claim[Any]) -> str:
    act, result = getattr(claim.body, "act", ""), getattr(claim.body, "result", "")
    in_force = act in {"ratified", "in_force"} and re.search(r"\bratified\b|\bin(?:to)? force\b", claim.quote)
    if result == "adopted" or in_force:
        return _RATIFIED if claim.polarity else _NOT
    denied = result == "rejected" and ("unratified" in claim.body.words or not claim.polarity)
    return _NOT if denied else ""


def _covered(case: Case, agreement: str) -> Mapping[str, str] | None:
    """The list that must have the treaty: of the parties that signed it, at that time."""
    own = [row.body for row in case.rows("agreement") if row.body.agreement == agreement]
    signed = next((body for body in own if body.act == "signed" and body.on), None)
    if signed is None:
        return None
    for parties, row in case.lists("agreement", signed.on):
        if row["indicator"] == "in_force" and parties == set(signed.actors):
            return row
    return None


def _came_about(case: Case, agreement: str) -> bool:
    """Whether any row has it ratified or in force, or adopted by a chamber."""
    acts = [row.body.act for row in case.rows("agreement") if row.body.agreement == agreement]
    votes = [row.body.result for row in case.rows("vote") if row.body.item == agreement]
    return bool({"ratified", "in_force", "acceded"} & {*acts}) or "adopted" in votes


def _finding(case: Case, claim: Claim[Any], said: str, agreement: str, covered: Mapping[str, str]) -> Finding:
    listed = f"the list of such treaties is complete ({case.publisher(covered['source_id'])})"
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.SUPPORTED if said == _NOT else Verdict.REFUTED,
        message=f"{short(agreement) or agreement} was signed, but never entered into force: {listed}.",
        true_value=_NOT,
        rule="never_in_force",
        method="reference",
        confidence=0.88,
    )


RULE = Rule(name="never_in_force", says="a treaty in force is on the list", check=check)
