"""Which resolution it was: what the text says a named one does is what another one does.

It flags a resolution named by its number when the text's words for it are those of another resolution of the same
organ with a number near it, and not its own. It leaves alone what fits the named one, what fits no other, and what
fits one far away in number, since another wording of the same act is no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente import wording
from detente.evidence import written
from detente.instruments import name_of
from detente.model import Claim, Finding, Span, Verdict
from detente.offers import Case, Rule

_GROUPS = 2
"""Groups of words that a row must have for its subject to be told from another's."""

_NEAR = 60
"""Resolutions apart that are still near: the Security Council passes about as many in a year."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on named resolutions whose content is not theirs but that of another of the same organ and time."""
    rows = case.rows("law_or_sanction")
    for claim in case.of("law_or_sanction"):
        named = claim.body.instrument
        content = claim.body.content
        if named.startswith("res:") and " " not in content:
            content = _behind(case, claim, named)  # the parse cut the clause short at its verb
        if not content or not named.startswith("res:"):
            continue
        own = [row for row in rows if row.body.instrument == named]
        said = f"{content} {_states(case, claim)}"
        if any(wording.matches(_subject(row), said) for row in own):
            continue
        if any(wording.share(_subject(row), content) > 0.5 for row in own):
            continue
        organ = named.rsplit("-", 1)[0]
        others = [row for row in rows if row.body.instrument.startswith(organ) and row.body.instrument != named]
        near = [row for row in others if _distance(row, named) <= _NEAR and _fits(row, said)]
        if near:
            yield _finding(claim, min(near, key=lambda row: _distance(row, named)), known=bool(own))


_SAYS = re.compile(r",? (?:which |that |by which it )?(?:\w+ing|(?:had |has )?\w+ed)\b[^.;]*")


def _behind(case: Case, claim: Claim[Any], named: str) -> str:
    """What the words right behind a resolution's number have it do, up to the next one that is named."""
    sentence = case.sentence(claim)
    own = [mention.span.end for mention in case.inside(claim, sentence.instruments) if mention.value.id == named]
    if (
        not own
        or not isinstance(claim.at, Span)
        or case.document.original(Span(own[0] - 1, own[0])).end == claim.at.end
    ):
        return ""
    end = min((m.span.start for m in sentence.instruments if m.span.start >= own[0]), default=sentence.span.end)
    found = _SAYS.match(sentence.at(Span(own[0], end)))
    return found[0].lower() if found else ""


def _states(case: Case, claim: Claim[Any]) -> str:
    """The names of the states that the claim's sentence speaks of, for rows whose words begin with them."""
    mentions = case.sentence(claim).actors
    return " ".join(dict.fromkeys(m.value.name.lower() for m in mentions if m.value.type == "state"))


def _subject(row: Claim[Any]) -> str:
    """The words of a row without the resolution's own number."""
    groups = [
        "|".join(part for part in group.split("|") if not part.strip("=").isdigit()) for group in row.body.words.split()
    ]
    return " ".join(filter(None, groups))


def _fits(row: Claim[Any], content: str) -> bool:
    return len(row.body.words.split()) >= _GROUPS and wording.matches(row.body.words, content)


def _number(instrument: str) -> int:
    tail = instrument.rsplit("-", 1)[-1]
    return int(tail) if tail.isdigit() else -10_000


def _distance(row: Claim[Any], instrument: str) -> int:
    return abs(_number(row.body.instrument) - _number(instrument))


def _finding(claim: Claim[Any], other: Claim[Any], *, known: bool) -> Finding:
    right, dated, what = name_of(other.body.instrument), written(other.body.on), other.body.what
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=f"{claim.body.name} did not do this: it is {right} ({dated}) that says: {what}.",
        against=(other.id,),
        true_value=right,
        nearest=f"{right}, {dated}: {what}.",
        rule="another_instrument",
        method="reference",
        confidence=0.85 if known else 0.75,
    )


RULE = Rule(name="another_instrument", says="a resolution's number goes with its subject", check=check)
