"""Numbers of known events: how many were expelled, fired, sold or given, in an event or law that the sentence speaks of."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from detente import indicators, units, wording
from detente.actors import states_of
from detente.evidence import capital, cite, describe, show, written
from detente.model import Agreement, Claim, Finding, Period, Quantity, Sentence, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import number

_NUMERAL = re.compile(r"=?(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|sixty|hundred)")
_VERDICT = {Agreement.EQUAL: Verdict.SUPPORTED, Agreement.LOOSE: Verdict.IMPRECISE, Agreement.UNEQUAL: Verdict.REFUTED}
_ANY_WARE = frozenset({"item", "unit", "system", "piece"})
_WARES = frozenset("missile launcher jet tank aircraft vehicle howitzer drone ship rocket".split())
_MORE = re.compile(r"\b(?:new|more|further|additional|another|other)\b", re.IGNORECASE)
"""Words under which a count leaves out the one spoken of before."""

_TOGETHER = 62
"""Days within which two rows with the same number of groups are taken to be one event."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on numbers that no level decides: compared with the numbers of the events and laws of the sentence's words."""
    events = [row for row in case.reference.get("count_or_ordinal", ()) if row.body.count and row.body.on]
    laws = [row for row in case.reference.get("law_or_sanction", ()) if row.body.quantity and row.body.instrument]
    for claim in (*case.of("quantity"), *case.of("count_or_ordinal")):
        said = getattr(claim.body, "quantity", None) or getattr(claim.body, "count", None)
        if said is None or not isinstance(claim.at, Span) or case.first[claim.id].verdict is not Verdict.UNVERIFIABLE or not claim.polarity or claim.modality != "asserted":
            continue
        sentence = case.document.sentences[claim.sentence]
        rows = _of_law(case, claim, sentence, laws, said) or _of_event(claim, sentence, events, said)
        if rows and not _part(said, rows):
            yield _judge(case, claim, said, rows)


def _of_law(case: Case, claim: Claim[Any], sentence: Sentence, laws: list[Claim[Any]], said: Quantity) -> list[Claim[Any]]:
    """The rows of the one law named last before the number, in a currency; nothing when another is named between."""
    before = [m for m in sentence.instruments if m.value.type == "law" and case.document.original(m.span).end <= claim.at.start]  # type: ignore[union-attr]
    if not before or not _money(said.unit) or claim.at.start - case.document.original(before[-1].span).end > 60:  # type: ignore[union-attr]
        return []
    at = _dates(sentence)
    return [row for row in laws if row.body.instrument == before[-1].value.id and _money(row.body.quantity.unit) and (not at or any(_then(row.body.on, one) for one in at))]


def _of_event(claim: Claim[Any], sentence: Sentence, events: list[Claim[Any]], said: Quantity) -> list[Claim[Any]]:
    """The rows that the sentence's words, its parties and its date fit, all of one event; else nothing."""
    text = sentence.text.lower()
    near = _dates(sentence)
    parties = set(states_of([m.value for m in sentence.actors], near[0] if near else None))
    carried = {*parties, *states_of(list(sentence.cast), near[0] if near else None)}
    fit: list[tuple[int, Claim[Any]]] = []
    for row in events:
        groups = _groups(row.body.words)
        theirs = set(states_of(row.body.actors, row.body.on))
        of_one = bool(theirs & parties) and theirs <= carried if theirs else len(groups) > 1
        if groups and of_one and _same_thing(said, row.body.count, row.body.words) and any(_then(row.body.on, at) for at in near) and wording.matches(" ".join(groups), text):
            fit.append((len(groups), row))
    if not fit:
        return []
    most = max(groups for groups, _ in fit)
    best = [row for groups, row in fit if groups == most]
    return best if all(row.body.on.distance(best[0].body.on) <= _TOGETHER for row in best) else []


def _dates(sentence: Sentence) -> list[Period]:
    """The sentence's dates, or the one carried into it; none when they are vague."""
    own = [m.value for m in sentence.periods if m.how not in {"duration", "decade", "century"}]
    found = own or ([sentence.dated] if sentence.dated else [])
    return [period for period in found if period.days <= 3000]


def _then(on: Period, at: Period) -> bool:
    """Whether a row is of that time: within it, and not one day out of years."""
    return on.overlaps(at) and (at.days <= 400 or 3 * on.days >= at.days)


def _groups(pattern: str) -> list[str]:
    """The groups of a row's words without the numerals that only stand there for its own number."""
    kept = ["|".join(part for part in group.split("|") if not _NUMERAL.fullmatch(part)) for group in pattern.split()]
    return [group for group in kept if group]


def _same_thing(said: Quantity, found: Quantity, words: str) -> bool:
    """One counted noun; two currencies; people and people; weapons by any of their names, or by one of the row's words."""
    one, other = units.singular(said.unit), units.singular(found.unit)
    if one == other or indicators.alike(one, other):
        return True
    if _money(said.unit) or _money(found.unit):
        return _money(said.unit) and _money(found.unit)
    named = other in _WARES and any(wording.matches(group, one) for group in words.split())  # "59 Tomahawks" of a row on Tomahawk missiles
    return bool(one) and (named or (one in _ANY_WARE and other in _WARES))


def _part(said: Quantity, rows: list[Claim[Any]]) -> bool:
    """Whether a number of people is so much smaller than that of the row that it counts a part of them, or one side's."""
    found = [row.body.count for row in rows if getattr(row.body, "count", None)]
    return bool(found) and indicators.alike(said.unit, found[0].unit) and all(said.value < each.value / 3 for each in found)


def _money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _judge(case: Case, claim: Claim[Any], said: Quantity, rows: list[Claim[Any]]) -> Finding:
    """The best agreement of the rows of one event decides."""
    more = getattr(claim.body, "count", None) is not None and _MORE.search(claim.repaired or claim.quote)
    either = [said, dataclasses.replace(said, value=said.value + 1, low=said.low + 1, high=said.high + 1)] if more else [said]
    order = [Agreement.EQUAL, Agreement.LOOSE, Agreement.UNEQUAL]
    value = lambda row: getattr(row.body, "count", None) or row.body.quantity  # noqa: E731
    held = sorted(((order.index(found), row.id, row) for one in either for row in rows if (found := number.compare(one, value(row))) in order), key=lambda item: item[:2])
    agreement, row = order[held[0][0]], held[0][2]
    return Finding(
        claim_id=claim.id, verdict=_VERDICT[agreement], against=(row.id,), true_value=show(value(row)), rule="number_of_event", method="reference", confidence=0.78,
        message=f"{capital(row.quote) or describe(row)}, {written(row.body.on)}: {show(value(row))} ({cite(row, case.sources)}).",
    )  # fmt: skip


RULE = Rule(name="number_of_event", says="the number published for that event", check=check)
