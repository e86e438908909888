"""Numbers of known events: how many were expelled, fired, sold or given, in an event or law that the sentence tells.

It compares a number that no level decides with those of the one event whose words, parties and date the sentence has,
or of the law named right before it. It leaves alone counts of something else, a part of the people counted, sentences
that fit several events, and numbers whose sentence has no date near.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from detente import indicators, units, wording
from detente.actors import states_of
from detente.evidence import capital, cite, describe, show, written
from detente.model import Agreement, Claim, Finding, Period, Quantity, Sentence, Span
from detente.offers import Case, Rule, asserted, calendar_dates, number_of
from detente.rules import VERDICTS, Outcome, by_row, number

_NUMERAL = re.compile(
    r"=?(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|sixty|hundred)"
)
_ANY_WARE = frozenset({"item", "unit", "system", "piece"})
_WARES = frozenset({"missile", "launcher", "jet", "tank", "aircraft", "vehicle", "howitzer", "drone", "ship", "rocket"})
_MORE = re.compile(r"\b(?:new|more|further|additional|another|other)\b", re.IGNORECASE)
"""Words under which a count leaves out the one spoken of before."""

_TOGETHER = 62
"""Days within which two rows with the same number of groups are taken to be one event."""

_BESIDE = 60
"""Letters between a law's name and a number up to which the number is the law's."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on numbers that no level decides: compared with those of the events and laws of the sentence's words."""
    events = [row for row in case.rows("count_or_ordinal") if row.body.count and row.body.on]
    laws = [row for row in case.rows("law_or_sanction") if row.body.quantity and row.body.instrument]
    for claim, said in case.numbers():
        if case.undecided(claim) and asserted(claim):
            if _PART_OF.search(_behind(case, claim)):
                continue  # "846 of them": a part of a number that stands before
            rows = _of_law(case, claim, laws, said) or _of_event(case.sentence(claim), events, said)
            found = _best(claim, said, rows) if rows and not _part(said, rows) else None
            if found:
                yield by_row(case, claim, _outcome(case, *found), "number_of_event")


_PART_OF = re.compile(r"^[\w ]{0,30}\bof (?:them|whom|which|these|those)\b|^ (?:were|was) (?!killed|wounded|expelled)")


def _behind(case: Case, claim: Claim[Any]) -> str:
    """The number's words and what stands right behind them in the sentence."""
    assert isinstance(claim.at, Span)
    return claim.quote + case.document.text[claim.at.end : claim.at.end + 30]


def _of_law(case: Case, claim: Claim[Any], laws: list[Claim[Any]], said: Quantity) -> list[Claim[Any]]:
    """The rows of the one law named last before the number, in a currency; nothing when another is named between."""
    sentence = case.sentence(claim)
    before = case.before(claim, [m for m in sentence.instruments if m.value.type == "law"])
    if not before or not _money(said.unit) or not isinstance(claim.at, Span):
        return []
    if claim.at.start - case.document.original(before[-1].span).end > _BESIDE:
        return []
    at = _dates(sentence)
    own = [row for row in laws if row.body.instrument == before[-1].value.id and _money(row.body.quantity.unit)]
    return [row for row in own if not at or any(_then(row.body.on, one) for one in at)]


def _of_event(sentence: Sentence, events: list[Claim[Any]], said: Quantity) -> list[Claim[Any]]:
    """The rows that the sentence's words, its parties and its date fit, all of one event; else nothing."""
    near, text = _dates(sentence), sentence.text.lower()
    on = near[0] if near else None
    parties = set(states_of([mention.value for mention in sentence.actors], on))
    carried = parties | set(states_of(sentence.cast, on))
    fit: dict[int, list[Claim[Any]]] = {}
    for row in (row for row in events if any(_then(row.body.on, at) for at in near) and _same_thing(said, row)):
        groups = _groups(row.body.words)
        theirs = set(states_of(row.body.actors, row.body.on))
        of_them = bool(theirs & parties) and theirs <= carried if theirs else len(groups) > 1
        if of_them and groups and wording.matches(" ".join(groups), text):
            fit.setdefault(len(groups), []).append(row)
    best = fit[max(fit)] if fit else []
    return best if all(row.body.on.distance(best[0].body.on) <= _TOGETHER for row in best) else []


def _dates(sentence: Sentence) -> list[Period]:
    """The sentence's dates, or the one carried into it; none when they are vague."""
    own = tuple(mention.value for mention in calendar_dates(sentence))
    return [period for period in own or (sentence.dated,) if period and period.days <= 3000]


def _then(on: Period, at: Period) -> bool:
    """Whether a row is of that time: within it, and not one day out of years."""
    return on.overlaps(at) and (at.days <= 400 or 3 * on.days >= at.days)


def _groups(pattern: str) -> list[str]:
    """The groups of a row's words without the numerals that only stand there for its own number."""
    kept = ["|".join(part for part in group.split("|") if not _NUMERAL.fullmatch(part)) for group in pattern.split()]
    return [group for group in kept if group]


def _same_thing(said: Quantity, row: Claim[Any]) -> bool:
    """One counted noun; two currencies; people and people; weapons by any of their names, or by one of the row's words.

    By the row's words: "59 Tomahawks" are the missiles of a row on Tomahawk missiles.
    """
    one, other = units.singular(said.unit), units.singular(row.body.count.unit)
    if one == other or indicators.alike(one, other):
        return True
    if _money(said.unit) or _money(row.body.count.unit):
        return _money(said.unit) and _money(row.body.count.unit)
    named = any(wording.matches(group, one) for group in row.body.words.split())
    return bool(one) and other in _WARES and (named or one in _ANY_WARE)


def _part(said: Quantity, rows: list[Claim[Any]]) -> bool:
    """Whether a number of people is so much smaller than that of the row that it counts a part of them."""
    found = [row.body.count for row in rows if getattr(row.body, "count", None)]
    people = bool(found) and indicators.alike(said.unit, found[0].unit)
    return people and all(said.value < each.value / 3 for each in found)


def _money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _best(claim: Claim[Any], said: Quantity, rows: list[Claim[Any]]) -> tuple[Agreement, Claim[Any]] | None:
    """The best agreement of the rows of one event decides; None where they are in other currencies."""
    either = [said]
    if getattr(claim.body, "count", None) and _MORE.search(claim.repaired or claim.quote):
        either.append(dataclasses.replace(said, value=said.value + 1, low=said.low + 1, high=said.high + 1))
    held = [(number.compare(one, number_of(row.body)), row) for one in either for row in rows]
    order = list(VERDICTS)
    told = [pair for pair in held if pair[0] in VERDICTS]
    return min(told, key=lambda pair: (order.index(pair[0]), pair[1].id), default=None)


def _outcome(case: Case, agreement: Agreement, row: Claim[Any]) -> Outcome:
    value = show(number_of(row.body))
    what = f"{capital(row.quote) or describe(row)}, {written(row.body.on)}"
    return Outcome(row, VERDICTS[agreement], value, 0.78, f"{what}: {value} ({cite(row, case.sources)}).")


RULE = Rule(name="number_of_event", says="the number published for that event", check=check)
