"""Which resolution or law it was: what the text says a named one does is what another one does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente import wording
from detente.evidence import written
from detente.instruments import name_of
from detente.model import Claim, Finding, Verdict
from detente.offers import Case, Rule

_GROUPS = 2
"""Groups of words that a row must have for its subject to be told from another's."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on named resolutions whose content is not theirs but that of another of the same organ and time."""
    rows = case.reference.get("law_or_sanction", ())
    for claim in case.of("law_or_sanction"):
        body = claim.body
        if not body.content or not body.instrument.startswith("res:"):
            continue
        own = [row for row in rows if row.body.instrument == body.instrument]
        said = f"{body.content} {_targets(case, claim)}"
        if any(wording.matches(_subject(row), said) for row in own):
            continue
        prefix = body.instrument.rsplit("-", 1)[0]
        others = [row for row in rows if row.body.instrument.startswith(prefix) and row.body.instrument != body.instrument and _fits(row, said)]
        near = [row for row in others if _near(row.body.instrument, body.instrument)]
        closely = near and not any(wording.share(_subject(row), body.content) > 0.5 for row in own)
        if closely:
            yield _finding(claim, min(near, key=lambda row: _distance(row.body.instrument, body.instrument)), known=bool(own))


def _targets(case: Case, claim: Claim[Any]) -> str:
    """The names of the states that the claim's sentence speaks of, for rows whose words begin with them."""
    sentence = case.document.sentences[claim.sentence]
    return " ".join(dict.fromkeys(m.value.name.lower() for m in sentence.actors if m.value.type == "state"))


def _subject(row: Claim[Any]) -> str:
    """The words of a row without the resolution's own number."""
    groups = ("|".join(part for part in group.split("|") if not part.strip("=").isdigit()) for group in row.body.words.split())
    return " ".join(filter(None, groups))


def _fits(row: Claim[Any], content: str) -> bool:
    return len(row.body.words.split()) >= _GROUPS and wording.matches(row.body.words, content)


def _number(instrument: str) -> int:
    tail = instrument.rsplit("-", 1)[-1]
    return int(tail) if tail.isdigit() else -10_000


def _distance(one: str, other: str) -> int:
    return abs(_number(one) - _number(other))


def _near(one: str, other: str) -> bool:
    """Within a year or so of the Security Council's numbering: sixty resolutions."""
    return _distance(one, other) <= 60


def _finding(claim: Claim[Any], other: Claim[Any], *, known: bool) -> Finding:
    right = name_of(other.body.instrument)
    return Finding(
        claim_id=claim.id, verdict=Verdict.REFUTED, against=(other.id,), true_value=right, rule="another_instrument", method="reference",
        nearest=f"{right}, {written(other.body.on)}: {other.body.what}.", confidence=0.85 if known else 0.75,
        message=f"{claim.body.name} did not do this: it is {right} ({written(other.body.on)}) that says: {other.body.what}.",
    )  # fmt: skip


RULE = Rule(name="another_instrument", says="a resolution's number goes with its subject", check=check)
