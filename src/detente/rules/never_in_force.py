"""Treaties that were never ratified: where the list of a pair's treaties is complete, one without an entry into force has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.evidence import short
from detente.model import Claim, Finding, Period, Span, Verdict
from detente.offers import Case, Rule

KINDS = frozenset({"vote", "agreement", "event", "state_of_affairs"})
_IT_WAS = re.compile(r"(?:it|which|the (?:treaty|agreement|accord|pact)) (?:was|is|has been|had been) (never |not )?(?:later |finally |soon )?ratified\b", re.IGNORECASE)


def check(case: Case) -> Iterator[Finding]:
    """Findings on ratifications, and on their denial, of a treaty that its complete list leaves without one."""
    for claim in case.claims:
        if claim.kind not in KINDS or case.first[claim.id].verdict is not Verdict.UNVERIFIABLE or claim.modality != "asserted":
            continue
        said, agreement = _says(claim), getattr(claim.body, "item", "") or getattr(claim.body, "agreement", "")
        if not agreement and (found := _IT_WAS.match(claim.quote)):
            said, agreement = "not ratified" if found[1] or not claim.polarity else "ratified", _meant(case, claim)
        covered = _covered(case, agreement) if said else None
        if covered is None or _came_about(case, agreement):
            continue
        right = said == "not ratified"
        source = case.sources.get(covered["source_id"])
        yield Finding(
            claim_id=claim.id, verdict=Verdict.SUPPORTED if right else Verdict.REFUTED, rule="never_in_force", method="reference", confidence=0.88, true_value="not ratified",
            message=f"{short(agreement) or agreement} was signed, but never entered into force: the list of such treaties is complete ({source.publisher if source else covered['source_id']}).",
        )  # fmt: skip


def _meant(case: Case, claim: Claim[Any]) -> str:
    """The agreement that "it" stands for: the last one of the sentence before the claim, else the text's topic."""
    sentence = case.document.sentences[claim.sentence]
    before = [m.value for m in sentence.instruments if isinstance(claim.at, Span) and case.document.original(m.span).end <= claim.at.start]
    topic = before[-1] if before else sentence.topic
    return topic.id if topic else ""


def _says(claim: Claim[Any]) -> str:
    """Whether a claim has the treaty ratified, or not ratified; "" when it speaks of something else."""
    body = claim.body
    act = getattr(body, "act", "")
    result = getattr(body, "result", "")
    if result == "adopted" or (act in {"ratified", "in_force"} and re.search(r"\bratified\b|\bin(?:to)? force\b", claim.quote)):
        return "ratified" if claim.polarity else "not ratified"
    return "not ratified" if result == "rejected" and ("unratified" in body.words or not claim.polarity) else ""


def _covered(case: Case, agreement: str) -> Any:
    """The list that must have the treaty: of both parties that signed it, at that time."""
    signed = next((row for row in case.reference.get("agreement", ()) if row.body.agreement == agreement and row.body.act == "signed" and row.body.on), None)
    if signed is None:
        return None
    for row in case.complete:
        if row["kind"] == "agreement" and row["indicator"] == "in_force" and set(row["actors"].split(";")) == set(signed.body.actors) and signed.body.on in Period.of(row["start"], row["end"]):
            return row
    return None


def _came_about(case: Case, agreement: str) -> bool:
    """Whether any row has it ratified or in force, or adopted by a chamber."""
    acts = any(row.body.agreement == agreement and row.body.act in {"ratified", "in_force", "acceded"} for row in case.reference.get("agreement", ()))
    return acts or any(row.body.item == agreement and row.body.result == "adopted" for row in case.reference.get("vote", ()))


RULE = Rule(name="never_in_force", says="a treaty in force is on the list", check=check)
