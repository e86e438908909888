"""Claims × reference claims, by the rules → findings; and the text against itself.

One generic comparison: candidates are reference claims with a key in common, ``same`` says which of them speak of the
same fact, the kind's fields are compared by their rules, and the best agreement decides. No reference, no verdict.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from detente import evidence, facts, nearest, reliability, scopes, tabled, wording
from detente.facts import REFUTES, TOLD, Match, Reference
from detente.model import Agreement, Claim, Document, Finding, Modality, Period, Verdict
from detente.offers import Case, Kind, number_of
from detente.scopes import unsure
from detente.shelf import shelf

SURE = 0.7
"""How surely a reference must speak of the same fact to be compared at all."""

_UNCHECKED = frozenset({Modality.PLANNED, Modality.CONDITIONAL})
_FIXED = frozenset({"agreement_term", "agreement"})


def check(document: Document, claims: Sequence[Claim[Any]], known: Reference) -> tuple[Finding, ...]:
    """One finding a claim, in the order of the claims, with its confidence as experience has it.

    What nothing else decides is held against the plain tables.
    """
    findings = tuple(map(reliability.honest, judge(document, claims, known)))
    return tabled.settle(document, claims, findings, known.plain) if known.plain else findings


def settled(claim: Claim[Any], first: Finding, more: Finding, weak: Mapping[str, Claim[Any]]) -> Finding:
    """The finding by our rows; where they do not decide, that by more of them.

    A ``weak`` row refutes nothing, and bears out only a claim that has the row's words among its own.
    """
    rows = [weak[key] for key in more.against if key in weak]
    told = any(wording.matches(row.body.words, claim.quote.lower()) for row in rows)
    if first.verdict is not Verdict.UNVERIFIABLE or (rows and not (told and more.verdict is Verdict.SUPPORTED)):
        return first
    return more


def judge(document: Document, claims: Sequence[Claim[Any]], known: Reference) -> tuple[Finding, ...]:
    """One finding a claim, each as surely as its rule states.

    What the text gets wrong against itself or the calendar counts where no reference supports the claim; where two
    passages are at odds and nothing says which is wrong, the finding asks.
    """
    revised = {sentence.index for sentence in document.sentences if _REVISED.search(sentence.text)}
    first = {claim.id: _as_told(_by_any_kind(claim, known), told=claim.sentence in revised) for claim in claims}
    case = Case(
        document=document,
        claims=tuple(claims),
        reference=known.by_kind,
        first=first,
        complete=known.complete,
        sources=known.sources,
        by_words=known.by_words,
        numbered=known.numbered,
    )
    final, questions = dict(first), dict[str, list[Finding]]()
    for rule in shelf("rules").values():
        for found in rule.check(case) if rule.check else ():
            if found.asked:
                questions.setdefault(found.claim_id, []).append(found)
            elif _outweighs(found, final[found.claim_id]):
                final[found.claim_id] = found
    return tuple(_asking(_settled(case, claim, final[claim.id]), questions.get(claim.id, ())) for claim in claims)


def _settled(case: Case, claim: Claim[Any], finding: Finding) -> Finding:
    """The finding that stays, once it is asked what its number or date is of."""
    for rule in shelf("rules").values():
        finding = (rule.settle(case, claim, finding) if rule.settle else None) or finding
    return scopes.settle(case, claim, finding)


_WEIGHT = {
    Verdict.OPINION: 0,
    Verdict.UNVERIFIABLE: 1,
    Verdict.SUPPORTED: 2,
    Verdict.CONFLICTING: 3,
    Verdict.IMPRECISE: 3,
    Verdict.REFUTED: 4,
}


def _outweighs(new: Finding, old: Finding) -> bool:
    if old.verdict is Verdict.SUPPORTED and new.verdict is not Verdict.SUPPORTED:
        return new.confidence > old.confidence
    return _WEIGHT[new.verdict] > _WEIGHT[old.verdict]


def _asking(finding: Finding, questions: Sequence[Finding]) -> Finding:
    """A finding that keeps its verdict and asks what rules found at odds in the text."""
    for found in questions:
        finding = dataclasses.replace(
            finding,
            message=f"{finding.message} {found.message}",
            against=tuple(dict.fromkeys(finding.against + found.against)),
            asked=finding.asked + found.asked,
        )
    return finding


def _by_any_kind(claim: Claim[Any], known: Reference) -> Finding:
    """The finding on a claim; where its kind has nothing to compare, that of another kind that read the same words."""
    found = _against_reference(claim, known)
    if found.verdict is not Verdict.UNVERIFIABLE:
        return found
    ranked = sorted(claim.others, key=lambda other: -shelf("kinds")[other[0]].rank)
    number = _number(claim.body)
    for kind, body in ranked:
        if number is not None and _number(body) is None:
            continue  # a number is not held up by a fact without one
        other = _against_reference(dataclasses.replace(claim, kind=kind, body=body), known)
        if other.verdict not in {Verdict.UNVERIFIABLE, Verdict.OPINION}:
            return dataclasses.replace(other, claim_id=claim.id)
    return found


def _number(body: Any) -> Any:
    """What a body has as its number: a quantity, a count, or the votes in favour; None when it has none."""
    return number_of(body) or getattr(body, "yes", None)


def _against_reference(claim: Claim[Any], known: Reference) -> Finding:
    kind: Kind[Any] = shelf("kinds")[claim.kind]
    opinion = getattr(claim.body, "opinion", False)
    if opinion:
        return Finding(
            claim_id=claim.id,
            verdict=Verdict.OPINION,
            message="An evaluation: no record decides it.",
            reason="opinion",
            confidence=0.8,
        )
    skip = (claim.modality in _UNCHECKED and claim.kind not in _FIXED) or not claim.polarity
    matches = [] if skip else _matches(kind, claim, known)
    if not skip and (
        not matches or all(match.same < REFUTES and match.agreement is Agreement.UNEQUAL for match in matches)
    ):
        around = _no_year_near(kind, claim, known) or _at_some_time(kind, claim, known)
        if around:
            return around
    if not matches:
        reason = "not asserted as done" if skip else evidence.missing(claim)
        wanted = "" if skip else f" {evidence.decider(claim, known.by_kind)}"
        return Finding(
            claim_id=claim.id,
            verdict=Verdict.UNVERIFIABLE,
            message=f"Nothing to compare: {reason}.{wanted}",
            reason=reason,
            confidence=0.5,
        )
    return _decide(kind, claim, matches, known)


_OCCASIONS = ("meeting", "statement")
_OFTEN = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|dozens of)"
    r" (?:times|occasions)\b|\btwice\b",
    re.IGNORECASE,
)
"""Words that count occasions; a row of one of them bears out none of the count."""


def _matches(kind: Kind[Any], claim: Claim[Any], known: Reference) -> list[Match]:
    rules = shelf("rules")
    found: dict[str, Match] = {}
    for other in _candidates(kind, claim, known):
        sure = kind.same(claim.body, other.body)
        if sure >= SURE:
            fields = {}
            for item in kind.fields:
                agreement = rules[item.rule].compare(item.of(claim.body), item.of(other.body))
                softened = agreement is Agreement.UNEQUAL and not item.essential
                fields[item.name] = Agreement.LOOSE if softened else agreement
            found[other.id] = Match(other, sure, fields)
    return sorted(
        found.values(), key=lambda match: (-facts.STRENGTH[match.agreement], -match.same, _older(match.claim))
    )


def _candidates(kind: Kind[Any], claim: Claim[Any], known: Reference) -> Iterable[Claim[Any]]:
    """The reference claims that have a key in common with a claim; of kinds told in words, those whose words it has."""
    keys = set(kind.keys(claim.body))
    if claim.kind not in TOLD:
        rows = (row for key in sorted(keys) for row in known.by_key.get((claim.kind, key), ()))
        return {id(row): row for row in rows}.values()
    told = known.by_words.find(claim.body.words)
    return (row for row in told if row.kind == claim.kind and keys & set(kind.keys(row.body)))


def _older(claim: Claim[Any]) -> str:
    """Sorts the newest vintage first."""
    return "".join(chr(126 - ord(letter)) if letter.isdigit() else letter for letter in claim.vintage) or "~"


def _decide(kind: Kind[Any], claim: Claim[Any], matches: list[Match], known: Reference) -> Finding:
    best = matches[0]
    if best.agreement is Agreement.UNEQUAL:
        best = max(matches, key=lambda match: (match.same, -_apart(claim, match.claim)))
        if best.same < REFUTES:
            return unsure(claim, "references of something like it disagree, but none is surely of the same fact.")
    if best.agreement is Agreement.UNKNOWN and best.same < BEARS_OUT:
        like = "a reference is of something like it, but nothing in the text shows that it is the same fact."
        return unsure(claim, like)
    if best.agreement is not Agreement.UNEQUAL and claim.kind in _OCCASIONS and _OFTEN.search(claim.quote):
        return unsure(claim, "a reference is of one occasion, and the text counts several.")
    if best.agreement is Agreement.UNEQUAL and _another(kind, claim, best, known):
        return unsure(claim, "another event of the same kind and actors may be meant.")
    earlier = _right_before(kind, claim, known) if best.agreement is Agreement.UNEQUAL else None
    best = earlier or best
    odds = facts.at_odds(kind, best, matches, known.sources)
    if odds:
        return _disputed(kind, claim, (best, odds), known)
    newer = _superseded_by(best, matches)
    verdict = {
        Agreement.EQUAL: Verdict.IMPRECISE if newer else Verdict.SUPPORTED,
        Agreement.UNKNOWN: Verdict.SUPPORTED,
        Agreement.LOOSE: Verdict.IMPRECISE,
        Agreement.UNEQUAL: Verdict.REFUTED,
    }[best.agreement]
    return Finding(
        claim_id=claim.id,
        verdict=verdict,
        message=evidence.message(kind, best.claim, best.fields, known.sources, newer)
        + (" The text gives it for a later time." if earlier else ""),
        against=tuple(dict.fromkeys([best.claim.id, *([newer.id] if newer else [])])),
        true_value=evidence.value_of(kind, (newer or best.claim).body, best.fields),
        nearest=nearest.nearest(claim, known.by_kind, known.sources, best.claim.id)
        if verdict in {Verdict.REFUTED, Verdict.IMPRECISE}
        else "",
        rule=evidence.rule_of(kind, best.fields),
        method="reference",
        confidence=min(0.95, round(0.5 + (0.3 if best.agreement is Agreement.UNKNOWN else 0.45) * best.same, 2)),
    )


def _disputed(kind: Kind[Any], claim: Claim[Any], rows: tuple[Match, Match], known: Reference) -> Finding:
    """The finding on a claim on which two sources disagree: conflicting if it agrees with one, else refuted by both."""
    best, odds = rows
    alone = best.agreement is Agreement.UNEQUAL
    values = [evidence.value_of(kind, row.claim.body, odds.fields) for row in rows]
    sourced = evidence.message(kind, odds.claim, {}, known.sources)
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED if alone else Verdict.CONFLICTING,
        message=f"{evidence.message(kind, best.claim, best.fields, known.sources)} Sources disagree: {sourced}",
        against=tuple(row.claim.id for row in rows),
        true_value=" or ".join(dict.fromkeys(values)),
        nearest=nearest.nearest(claim, known.by_kind, known.sources, best.claim.id) if alone else "",
        rule=evidence.rule_of(kind, best.fields),
        method="reference",
        confidence=min(0.95, round(0.5 + 0.45 * min(row.same for row in rows), 2)),
    )


FAR = 3_660
"""Days from which an event's date is not a slip of another's: acts of one kind come again."""


_MEANT = re.compile(
    r"\b(?:vot|decid|plan|want|seek|sought|hop|wish|prepar|promis|vow|intend|aim|tri|try|chos|opt|agree|threat|refus)"
    r"\w*(?: \w+){0,2} to (?!the\b|an?\b)[a-z]+",
)
"""An act that is only meant, whose own day may be another."""


def _another(kind: Kind[Any], claim: Claim[Any], best: Match, known: Reference) -> bool:
    """Whether an event is too far from the listed one to be it, only meant, or one of others of its kind."""
    if claim.kind == "event" and (_apart(claim, best.claim) > FAR or _MEANT.search(claim.quote)):
        return True
    return _another_then(kind, claim, known)


def _another_then(kind: Kind[Any], claim: Claim[Any], known: Reference) -> bool:
    """Whether a listed event of the same type and of the same actor was at the time that a claim gives for an event."""
    said = claim.body
    if claim.kind != "event" or said.on is None or said.on.days > 31 or not said.type:
        return False
    rows = (row.body for key in kind.keys(said) for row in known.by_key.get((claim.kind, key), ()))
    return any(
        row.on is not None
        and row.on.days <= 31
        and (row.type, row.mode) == (said.type, said.mode)
        and set(row.source) & set(said.source)
        and row.on.overlaps(said.on)
        for row in rows
    )


def _apart(claim: Claim[Any], other: Claim[Any]) -> int:
    """Days between a claim's date and a reference row's; 0 where either has none."""
    said, found = getattr(claim.body, "on", None), getattr(other.body, "on", None)
    return said.distance(found) if isinstance(said, Period) and isinstance(found, Period) else 0


BEARS_OUT = 0.85
"""How surely a reference must speak of the same fact to bear out a claim of which no component can be compared."""

BEFORE = 400
"""Days back to which a level that was right then is out of date, not wrong."""


def _right_before(kind: Kind[Any], claim: Claim[Any], known: Reference) -> Match | None:
    """For a level that disagrees: the same fact of up to ``BEFORE`` days earlier that agrees, as a loose match."""
    said = claim.body
    if not hasattr(said, "dated") or said.on is None:
        return None  # only levels carry the rung of their date
    back = dataclasses.replace(
        said, on=Period(start=said.on.start - dt.timedelta(days=BEFORE), end=said.on.start), dated="clause"
    )
    rules = shelf("rules")
    for key in kind.keys(back):
        for other in known.by_key.get((claim.kind, key), ()):
            of_one = (
                other.body.on is not None and other.body.on in back.on and set(back.actors) == set(other.body.actors)
            )
            if (
                of_one
                and kind.same(back, other.body)
                and rules["number"].compare(said.quantity, other.body.quantity) is Agreement.EQUAL
            ):
                return Match(other, REFUTES, {"number": Agreement.LOOSE})
    return None


def _levels(kind: Kind[Any], claim: Claim[Any], known: Reference, on: Period) -> list[Claim[Any]]:
    """The reference rows on the fact of a level within a time that is not its own."""
    asked = dataclasses.replace(claim.body, on=on, dated="clause")
    rows = {
        other.id: other
        for key in kind.keys(asked)
        for other in known.by_key.get((claim.kind, key), ())
        if kind.same(asked, other.body) >= SURE
    }
    return list(rows.values())


FAR_OFF = 0.25
"""Relative distance from every value of the years around at which a number whose own date is unsure is wrong."""


def _no_year_near(kind: Kind[Any], claim: Claim[Any], known: Reference) -> Finding | None:
    """For a level without a sure date, or without a row: refuted when far from every value of the years around.

    With its own date a value must be off by a factor of three, since a year can change much.
    """
    said = claim.body
    if not hasattr(said, "dated") or said.on is None or said.quantity.comparator in {"<", "range"}:
        return None
    wide = Period(start=said.on.start - dt.timedelta(days=BEFORE), end=said.on.end + dt.timedelta(days=BEFORE))
    rows = _levels(kind, claim, known, wide)
    values = [other.body.quantity.value for other in rows]
    unsure = said.dated in {"carried", "far"}
    if not values or not all(_off(said.quantity.value, value, unsure=unsure) for value in values):
        return None
    row = min(rows, key=lambda other: (other.body.on.distance(said.on), -other.body.on.start.toordinal()))
    finding = _by_level(kind, claim, row, Agreement.UNEQUAL, known)
    return dataclasses.replace(finding, nearest=nearest.nearest(claim, known.by_kind, known.sources))


def _at_some_time(kind: Kind[Any], claim: Claim[Any], known: Reference) -> Finding | None:
    """For a level whose date the text leaves open: supported when it was right some time in the decade around.

    The finding says when.
    """
    said = claim.body
    if not hasattr(said, "dated") or said.dated not in {"carried", "far", ""} or said.owned == "carried":
        return None
    at = said.on or Period.of("1700", "2100")
    wide = Period(start=dt.date(max(1, at.start.year - DECADE), 1, 1), end=dt.date(at.end.year + DECADE, 1, 1))
    agrees = shelf("rules")["number"].compare
    rows = _levels(kind, claim, known, wide)
    holds = [other for other in rows if agrees(said.quantity, other.body.quantity) is Agreement.EQUAL]
    if not holds:
        return None
    best = min(holds, key=lambda other: (other.body.on.distance(at), other.id))
    return _by_level(kind, claim, best, Agreement.EQUAL, known)


_BY_LEVEL = {
    Agreement.UNEQUAL: (Verdict.REFUTED, 0.7, "No value of the years around is near."),
    Agreement.EQUAL: (Verdict.SUPPORTED, 0.6, "The text gives no date of its own for it."),
}
"""How a level agrees with one of another time → the verdict, how sure it is, and what the message adds."""


def _by_level(kind: Kind[Any], claim: Claim[Any], row: Claim[Any], how: Agreement, known: Reference) -> Finding:
    """The finding on a level by a row that need not be of its date."""
    verdict, confidence, why = _BY_LEVEL[how]
    fields = {"number": how}
    return Finding(
        claim_id=claim.id,
        verdict=verdict,
        against=(row.id,),
        rule="number",
        method="reference",
        confidence=confidence,
        message=f"{evidence.message(kind, row, fields, known.sources)} {why}",
        true_value=evidence.value_of(kind, row.body, fields),
    )


DECADE = 8
"""Years around an unsure date in which a level is looked for."""


def _off(said: float, found: float, *, unsure: bool) -> bool:
    if unsure:
        return abs(said - found) > FAR_OFF * max(abs(said), abs(found))
    return abs(said) > 3 * abs(found) or abs(found) > 3 * abs(said)


_REVISED = re.compile(
    r"\b(?:first|initial|preliminary|early|original|provisional)(?:ly)? (?:estimate|figure|count|reading|put|reported)"
    r"|\brevis(?:ed|ion)\b",
    re.IGNORECASE,
)


def _as_told(finding: Finding, *, told: bool) -> Finding:
    """A superseded number is right where the text itself says that it was a first one, or was revised."""
    if told and finding.verdict is Verdict.IMPRECISE and len(finding.against) > 1:
        return dataclasses.replace(finding, verdict=Verdict.SUPPORTED)
    return finding


def _superseded_by(best: Match, matches: list[Match]) -> Claim[Any] | None:
    """A newer vintage of the same fact that disagrees with the value the text agrees with."""
    if best.agreement is not Agreement.EQUAL or not best.claim.vintage:
        return None
    fact = facts.fact_of(best.claim)
    newer = [m.claim for m in matches if facts.fact_of(m.claim) == fact and m.claim.vintage > best.claim.vintage]
    if any(m.agreement is Agreement.EQUAL for m in matches if m.claim in newer):
        return None
    return max(newer, key=lambda claim: claim.vintage, default=None)
