"""What a number or date is of, once it has been compared: whose it is, and how wide a thing it counts.

A finding is let go where the reference is of another thing than the text's, and made imprecise where it agrees with
something wider or another step: part and whole, authorised and delivered, goods and services, a stock and a year's
flow. Which words of a row and of a text stand against each other is data (``scopes.csv``), a named rule a line.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from detente import evidence, indicators, tables, wording
from detente.model import Agreement, Claim, Finding, Span, Verdict
from detente.offers import Case, number_of
from detente.shelf import shelf

COLUMNS = ("rule", "within", "row", "text", "needs", "verdict", "says")


def settle(case: Case, claim: Claim[Any], finding: Finding) -> Finding:
    """The finding that stays: let go, narrowed, or as it was."""
    return _narrowed(case, claim, _of_its_own(case, claim, finding))


def unsure(claim: Claim[Any], why: str) -> Finding:
    """That nothing is decided, since no reference is surely of the same fact, and why."""
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.UNVERIFIABLE,
        reason="no reference is surely of the same fact",
        confidence=0.4,
        message=f"Nothing to compare: {why}",
    )


@cache
def scopes() -> tuple[Mapping[str, str], ...]:
    """The named rules: words of a row, words of a text that raise the question, and words that answer it."""
    return tuple(tables.rows("scopes.csv", COLUMNS))


def _narrowed(case: Case, claim: Claim[Any], finding: Finding) -> Finding:
    """Imprecise for what agrees with a wider thing; nothing decided for what was held against another thing."""
    if finding.method != "reference" or not finding.against or finding.verdict is Verdict.UNVERIFIABLE:
        return finding
    row = case.numbered.get(finding.against[0])
    phrase = f"{claim.repaired or claim.quote} {getattr(claim.body, 'indicator', '')}".lower()
    scope = apart(counted(row), phrase, case.sentence(claim).text.lower()) if row else None
    if row is None or scope is None:
        return finding
    if scope["verdict"] == "unlike":
        return unsure(claim, f"{scope['says']} {evidence.sourced(row, case.sources)}.")
    if finding.verdict is not Verdict.SUPPORTED:
        return finding
    return dataclasses.replace(finding, verdict=Verdict.IMPRECISE, message=f"{finding.message} {scope['says']}")


def counted(row: Claim[Any]) -> str:
    """The words of a reference row that say what it counts, in lower case."""
    said = (str(getattr(row.body, name, "") or "") for name in ("what", "basis", "act", "name"))
    each = row.kind == "agreement_term" and row.body.provision == "limits" and len(row.body.actors) > 1
    return " ".join((*said, row.quote, "each side" if each else "")).lower()


def apart(row: str, phrase: str, sentence: str) -> Mapping[str, str] | None:
    """The named rule by which a row and a claim's phrase, or its sentence where the rule reaches so far, differ."""
    for scope in scopes():
        text = sentence if scope["within"] == "sentence" else phrase
        asked = wording.matches(scope["row"], row) and (not scope["text"] or wording.matches(scope["text"], text))
        if asked and not wording.matches(scope["needs"], text):
            return scope
    return None


def _of_its_own(case: Case, claim: Claim[Any], finding: Finding) -> Finding:
    """A refuted number is let go where another number of its sentence, of the same owner, is the reference's.

    "298 people, 196 of them Dutch": the row's number is the part's, and the other is of something else.
    """
    said = number_of(claim.body)
    if finding.verdict is not Verdict.REFUTED or said is None or finding.method != "reference" or not finding.against:
        return finding
    row = case.numbered.get(finding.against[0])
    true = number_of(row.body) if row else None
    if true is None or claim.sentence < 0:
        return finding
    compare = shelf("rules")["number"].compare
    if isinstance(claim.at, Span) and case.document.text[: claim.at.start].rstrip().endswith("from"):
        return finding  # "from A to B": two values of one thing
    if isinstance(claim.at, Span) and _NARROWED.match(case.document.text, claim.at.end):
        return unsure(claim, "the text counts under one leader, and the reference may count more")
    if _is_sibling(case, claim, said):
        return unsure(claim, "another thing measured of the same name has just this number")
    if finding.rule == "number_of_event" or claim.kind == "count_or_ordinal":
        numbers = [m.value for m in case.document.sentences[claim.sentence].quantities]
        own = [n for n in numbers if n != said and compare(n, true) is Agreement.EQUAL and n.comparator == "="]
        return unsure(claim, "another number of the sentence is the reference's") if own else finding
    for other in case.claims:
        held = number_of(other.body) if other.sentence == claim.sentence and other.id != claim.id else None
        owners = getattr(other.body, "actors", ()), getattr(claim.body, "actors", ())
        if (
            held
            and held.comparator == "="
            and compare(held, true) is Agreement.EQUAL
            and (owners[0] == owners[1] or not all(owners))
        ):
            return unsure(claim, "another number of the sentence is the reference's")
    return finding


_NARROWED = re.compile(
    r"(?: \w+){0,3} (?:under|during the (?:rule|reign|presidency|premiership|tenure) of) (?:[a-z]+ )?[A-Z]"
)
"""Words right behind a number by which it is counted over the time of one leader."""

_SIBLINGS = frozenset({"military", "aid", "defence", "gdp"})
"""First words of indicators that are often called by one name."""


def _is_sibling(case: Case, claim: Claim[Any], said: Any) -> bool:
    """Whether the number is right for another indicator of the family, of the same actors and time."""
    body = claim.body
    family = _family(getattr(body, "indicator", ""))
    if not family or body.on is None:
        return False
    compare = shelf("rules")["number"].compare
    rows = [row.body for row in case.reference.get("quantity", ()) if _family(row.body.indicator) == family]
    near = [row for row in rows if row.on and row.on.overlaps(body.on) and set(row.actors) & set(body.actors)]
    return any(row.quantity.unit == said.unit and compare(said, row.quantity) is Agreement.EQUAL for row in near)


def _family(indicator: str) -> str:
    """What an indicator shares a name with; "" for one that stands alone."""
    first = indicator.partition("_")[0]
    return "polls" if indicator in indicators.POLLS else first if first in _SIBLINGS else ""
