"""Attributions: does the named source say it, and in which edition?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.evidence import cite, describe, show
from detente.model import Agreement, Claim, Finding, Source, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import number

_SKIP = frozenset({"the", "and", "of", "per", "tallies", "figures", "data", "official", "estimates", "logs", "leaks", "report", "reports", "sources"})


def check(case: Case) -> Iterator[Finding]:
    """Findings on named sources whose numbers of the same sentence the reference has."""
    for claim in case.of("attribution"):
        if not isinstance(claim.at, Span):
            continue
        numbers = [c for c in case.of("quantity") if c.sentence == claim.sentence and isinstance(c.at, Span) and c.at.end <= claim.at.end and c.body.indicator]
        named = _named(case, claim.body.named)
        for other in numbers:
            found = _judge(case, claim, other, named)
            if found:
                yield found
                break


def _named(case: Case, name: str) -> set[str]:
    """The sources whose publisher or title has one of the words of the name: acronyms, or two words of it."""
    words = {word for word in re.findall(r"[A-Za-z]{2,}", name) if word.lower() not in _SKIP and word[0].isupper()}
    return {key for key, source in case.sources.items() if any(_has(source, word) for word in words)}


def _has(source: Source, word: str) -> bool:
    text = f"{source.publisher} {source.title} {source.id}"
    return bool(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)) or (word.isupper() and word == _initials(source.publisher))


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split() if part[0].isupper())


def _judge(case: Case, claim: Claim[Any], said: Claim[Any], named: set[str]) -> Finding | None:
    rows = [r for r in case.reference.get("quantity", ()) if r.body.indicator == said.body.indicator and _one_owner(r, said)]
    theirs = [r for r in rows if r.source_id in named]
    edition = claim.body.year
    of_edition = [r for r in theirs if edition is None or (r.body.on and r.body.on.start.year == edition) or r.vintage.startswith(str(edition))]
    holds = [r for r in of_edition if number.compare(said.body.quantity, r.body.quantity) is Agreement.EQUAL]
    elsewhere = [r for r in rows if number.compare(said.body.quantity, r.body.quantity) is Agreement.EQUAL and r not in of_edition]
    if holds:
        return _finding(case, claim, Verdict.SUPPORTED, "The named source has it", holds[0], "")
    if of_edition:
        other = elsewhere[0] if elsewhere else None
        nearest = f"{describe(other)}: {cite(other, case.sources)}." if other else ""
        return _finding(case, claim, Verdict.REFUTED, "The named source has another number", of_edition[0], nearest)
    if elsewhere and named and edition is None and _counts_others(case, said, named):
        return _finding(case, claim, Verdict.REFUTED, "The named source does not count this; the number is another's", elsewhere[0], "")
    return None


def _one_owner(row: Claim[Any], said: Claim[Any]) -> bool:
    """The same owner, or, where the text leaves the owner open, one of those it may be."""
    return set(row.body.actors) == set(said.body.actors) or (said.body.owned == "carried" and bool(set(row.body.actors) & set(said.body.actors)))


def _counts_others(case: Case, said: Claim[Any], named: set[str]) -> bool:
    """The named source publishes on the same war or state, but counts something else."""
    family = {"casualties", "deaths", "wounded"}
    head = said.body.indicator.split("_")[0]
    rows = [r for r in case.reference.get("quantity", ()) if r.source_id in named and r.body.indicator != said.body.indicator]
    return any(r.body.indicator.split("_")[0] in (family if head in family else {head}) for r in rows)


def _finding(case: Case, claim: Claim[Any], verdict: Verdict, words: str, row: Claim[Any], nearest: str) -> Finding:
    value = show(row.body.quantity)
    return Finding(
        claim_id=claim.id, verdict=verdict, against=(row.id,), true_value=cite(row, case.sources), nearest=nearest, rule="named_source", method="reference",
        confidence=0.8, message=f"{words}: {describe(row)}: {value} ({cite(row, case.sources)}).",
    )  # fmt: skip


RULE = Rule(name="named_source", says="the named source says it", check=check)
