"""Attributions: does the named source say it, and in which edition?

It flags a named source that has another number for what the sentence measures, or that publishes on the same war or
state but does not count it while another source has the very number. It leaves alone sources and indicators that the
reference does not have.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from detente.evidence import cite, describe, show
from detente.model import Agreement, Claim, Finding, Source, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import Outcome, by_row, number

_SKIP = frozenset(
    {
        "the",
        "and",
        "of",
        "per",
        "tallies",
        "figures",
        "data",
        "official",
        "estimates",
        "logs",
        "leaks",
        "report",
        "reports",
        "sources",
    }
)
_LOSSES = frozenset({"casualties", "deaths", "wounded"})
"""Families of indicators that count the victims of a war, each in its own way."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on named sources whose numbers of the same sentence the reference has."""
    levels = [claim for claim in case.of("quantity") if claim.body.indicator]
    for claim in case.of("attribution"):
        named = _named(case, claim.body.named)
        for said in levels:
            found = _judge(case, claim, said, named) if _of_one(case, claim, said) else None
            if found:
                yield found
                break


def _of_one(case: Case, claim: Claim[Any], said: Claim[Any]) -> bool:
    """Whether a number stands in the sentence of an attribution, no further than its end, or where it opens it."""
    if said.sentence != claim.sentence or not isinstance(claim.at, Span) or not isinstance(said.at, Span):
        return False
    opens = claim.at.start <= case.document.original(case.sentence(claim).span).start + 1
    return opens or said.at.end <= claim.at.end


def _named(case: Case, name: str) -> set[str]:
    """The sources whose publisher or title has one of the words of the name: acronyms, or two words of it."""
    words = {word for word in re.findall(r"[A-Za-z]{2,}", name) if word.lower() not in _SKIP and word[0].isupper()}
    return {key for key, source in case.sources.items() if any(_has(source, word) for word in words)}


def _has(source: Source, word: str) -> bool:
    text = f"{source.publisher} {source.title} {source.id}"
    if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
        return True
    return word.isupper() and word == _initials(source.publisher)


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split() if part[0].isupper())


def _judge(case: Case, claim: Claim[Any], said: Claim[Any], named: set[str]) -> Finding | None:
    """Holds the number against the named source's rows of the edition named, then against those of all others."""
    edition = claim.body.year
    rows = [row for row in case.rows("quantity") if row.body.indicator == said.body.indicator and _one_fact(row, said)]
    theirs = [row for row in rows if row.source_id in named and _of_edition(row, edition) and _of_time(row, said)]
    equal = [row for row in rows if number.compare(said.body.quantity, row.body.quantity) is Agreement.EQUAL]
    holds = [row for row in theirs if row in equal]
    elsewhere = [row for row in equal if row not in theirs]
    if holds:
        return _finding(case, claim, holds[0], Verdict.SUPPORTED, "The named source has it")
    if theirs:
        found = _finding(case, claim, theirs[0], Verdict.REFUTED, "The named source has another number")
        elsewhere.sort(key=lambda row: case.publisher(row.source_id) != case.publisher(theirs[0].source_id))
        nearest = "".join(f"{_edition(case, other, theirs[0])}{cite(other, case.sources)}." for other in elsewhere[:1])
        return dataclasses.replace(found, nearest=nearest)
    if elsewhere and named and edition is None and _counts_others(case, said, named):
        words = "The named source does not count this; the number is another's"
        return _finding(case, claim, elsewhere[0], Verdict.REFUTED, words)
    return None


def _edition(case: Case, row: Claim[Any], theirs: Claim[Any]) -> str:
    """What a row is that has the number, as the beginning of a sentence: another edition of the same, or another's."""
    same = case.publisher(row.source_id) == case.publisher(theirs.source_id)
    return f"{'Another edition has it: ' if same else ''}{describe(row)}: "


def _of_time(row: Claim[Any], said: Claim[Any]) -> bool:
    """Whether a row is of the time that the text gives, or the text gives none."""
    return said.body.on is None or row.body.on is None or row.body.on.overlaps(said.body.on)


def _one_fact(row: Claim[Any], said: Claim[Any]) -> bool:
    """The same owner and, where the row has one, the same other side."""
    mine = {*said.body.actors, said.body.counterpart}
    return _one_owner(row, said) and (not row.body.counterpart or row.body.counterpart in mine)


def _of_edition(row: Claim[Any], edition: int | None) -> bool:
    """Whether a row is of the edition of a year, by its date or its vintage; of any, when none is named."""
    if edition is None or row.vintage.startswith(str(edition)):
        return True
    return bool(row.body.on) and row.body.on.start.year == edition


def _one_owner(row: Claim[Any], said: Claim[Any]) -> bool:
    """The same owner, or, where the text leaves the owner open, one of those it may be."""
    theirs, mine = set(row.body.actors), set(said.body.actors)
    return theirs == mine or (said.body.owned == "carried" and bool(theirs & mine))


def _counts_others(case: Case, said: Claim[Any], named: set[str]) -> bool:
    """The named source publishes on the same war or state, but counts something else."""
    head = said.body.indicator.split("_")[0]
    family = _LOSSES if head in _LOSSES else {head}
    rows = [row for row in case.rows("quantity") if row.source_id in named]
    return any(row.body.indicator != said.body.indicator and row.body.indicator.split("_")[0] in family for row in rows)


def _finding(case: Case, claim: Claim[Any], row: Claim[Any], verdict: Verdict, words: str) -> Finding:
    source = cite(row, case.sources)
    said = f"{words}: {describe(row)}: {show(row.body.quantity)} ({source})."
    return by_row(case, claim, Outcome(row, verdict, source, 0.8, said), "named_source")


RULE = Rule(name="named_source", says="the named source says it", check=check)
