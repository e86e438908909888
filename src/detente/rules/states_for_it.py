"""How many states voted for it: a number of nations that condemn, back or demand, against the General Assembly's votes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente import wording
from detente.evidence import cite, describe
from detente.model import Finding, Span, Verdict
from detente.offers import Case, Rule

_STATES = frozenset({"nation", "country", "state", "member", "government"})
_FOR = re.compile(r"\b(?:condemn|deplor|denounc|demand|back|support|endors|in favou?r|voted (?:for|to)|adopt)")
_OTHER = re.compile(r"\b(?:abstain|abstention|against|opposed|sponsor|absent|sanction)")
_UNGA = re.compile(r"\b(?:un|u\.n\.|united nations|general assembly|unga)\b")
_LEAST = 40
"""States below which a number is hardly that of a vote of the General Assembly."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on counts of states, in sentences on the United Nations, that words of voting for something follow."""
    votes = [row for row in case.reference.get("vote", ()) if row.body.organ == "igo:unga" and row.body.yes and not row.body.actor]
    for claim in (*case.of("count_or_ordinal"), *case.of("quantity")):
        said = getattr(claim.body, "count", None) or getattr(claim.body, "quantity", None)
        if said is None or said.unit not in _STATES or said.value < _LEAST or not isinstance(claim.at, Span) or case.first[claim.id].verdict is not Verdict.UNVERIFIABLE:
            continue
        sentence = case.document.sentences[claim.sentence]
        text = sentence.text.lower()
        found = re.search(rf"{re.escape(_printed(said.value))} \w+ ?(.{{0,60}})", text)
        if not found or not _FOR.search(found[1]) or _OTHER.search(found[1]) or not _UNGA.search(text):
            continue
        context = f"{text} {' '.join(actor.name.lower() for actor in sentence.cast[:8])}"
        dates = [m.value for m in sentence.periods if m.how != "duration" and m.value.days <= 366]
        fit = [row for row in votes if wording.matches(row.body.words, context) and (not dates or any(row.body.on and row.body.on.overlaps(date) for date in dates))]
        held = [row for row in fit if row.body.yes == said.value]
        near = [row for row in fit if abs(row.body.yes - said.value) <= 1]
        if not fit:
            continue
        row = (held or near or [min(fit, key=lambda item: abs(item.body.yes - said.value))])[0]
        verdict = Verdict.SUPPORTED if held else Verdict.IMPRECISE if near else Verdict.REFUTED
        yield Finding(
            claim_id=claim.id, verdict=verdict, against=(row.id,), true_value=str(row.body.yes), rule="states_for_it", method="reference", confidence=0.75,
            message=f"{describe(row)}: {row.body.yes} states in favour ({cite(row, case.sources)}).",
        )  # fmt: skip


def _printed(value: float) -> str:
    return f"{int(value):,}"


RULE = Rule(name="states_for_it", says="the states that voted in favour", check=check)
