"""Real terms: one amount in the money of two times, "$15 million then, over $300 million today", by a price index.

It flags an amount in later money that the price index does not make of the earlier one, and says for which year's money
it would hold. It leaves alone amounts of two times that are two amounts ("rose from … to …"), equivalents by another
measure (a share of the economy, wages), and currencies without an index.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from detente import tables
from detente.evidence import show, written
from detente.model import Agreement, Claim, Finding, Mention, Period, Quantity, Sentence, Span, Verdict
from detente.offers import Case, Rule, calendar_dates
from detente.rules import number

CLOSE, WIDE = 0.15, 0.4
"""Shares by which an amount may differ, since others reckon with a deflator: within the second it is imprecise."""

_IN_YEAR = re.compile(
    r",?\s*\(?(?:measured |expressed )?(?:in|at) (?:constant )?(?P<year>\d{4}) (?:US )?(?:dollars|prices|money|terms)"
)
_TODAY = re.compile(
    r",?\s*\(?(?:in|at) (?:today|the present)['’]s (?:dollars|money|prices|terms|values?)"
    r"|,?\s*(?:adjusted for inflation|after inflation)"
)
_NOW = re.compile(r",? (?:today|now|nowadays)\b")
_THEN = re.compile(r",? (?:then|at the time|in those days)\b")
_SAME = re.compile(r"(?:\b(?:equivalent (?:of|to)|equal to|(?:is|be|was|were|are) worth|or)|[(]) ?(?:[a-z]+ ){0,3}$")
_ANOTHER = re.compile(r"\b(?:share|per cent|percent|wages?|econom\w+|GDP|output|income)\b|\bfrom\b[^,;]*\bto\b")

LATE = 25
"""Years back from the last of the index that an undated text may mean by "today"."""


class Both(NamedTuple):
    """An amount in the money of its time, and what the text makes of it in the money of a year, or of any late one."""

    earlier: Mention[Quantity]
    later: Mention[Quantity]
    year: int | None


@cache
def index() -> Mapping[str, Mapping[int, float]]:
    """Currency → year → level of prices."""
    found: dict[str, dict[int, float]] = {}
    for row in tables.rows("price_index.csv", ("currency", "year", "index", "source_id")):
        found.setdefault(row["currency"], {})[int(row["year"])] = float(row["index"])
    return found


def settle(case: Case, claim: Claim[Any], _: Finding) -> Finding | None:
    """The finding on the later of two amounts that are one in the money of two times."""
    sentence = case.sentence(claim)
    both = None if _ANOTHER.search(sentence.text) else _both(case, sentence)
    when = _when(sentence, both.earlier.span) if both else None
    if both is None or when is None or case.narrowest(sentence, both.later.span) != claim:
        return None
    return _judged(claim, both, when)


def _both(case: Case, sentence: Sentence) -> Both | None:
    """The last amount that is in the money of another time than the one before it."""
    money = [mention for mention in sentence.quantities if mention.value.unit in index()]
    for earlier, later in pairwise(money):
        between = sentence.at(Span(earlier.span.end, later.span.start))
        after = sentence.at(Span(later.span.end, sentence.span.end))
        told = _THEN.match(between) or _SAME.search(between)
        year = _IN_YEAR.match(after)
        if earlier.value.unit != later.value.unit or not (year or _TODAY.match(after) or (told and _NOW.match(after))):
            continue
        at = case.document.dated
        return Both(earlier, later, int(year["year"]) if year else at.start.year if at else None)
    return None


def _when(sentence: Sentence, amount: Span) -> Period | None:
    """The time of the earlier amount: the date nearest to it that is not the year of a money, or the story's."""
    dates = [
        mention
        for mention in calendar_dates(sentence)
        if mention.value.days < 2000
        and not re.match(r" (?:US )?(?:dollars|prices|money|terms)", _behind(sentence, mention))
    ]
    dates.sort(key=lambda mention: max(mention.span.start - amount.end, amount.start - mention.span.end))
    return dates[0].value if dates else sentence.dated


def _behind(sentence: Sentence, mention: Mention[Period]) -> str:
    return sentence.at(Span(mention.span.end, sentence.span.end))


def _judged(claim: Claim[Any], both: Both, when: Period) -> Finding | None:
    prices, said = index()[both.later.value.unit], both.later.value
    years = [prices[year] for year in range(when.start.year, int(when.last[:4]) + 1) if year in prices]
    if not years or when.start.year >= (both.year or max(prices)):
        return None
    amount = both.earlier.value.value * len(years) / sum(years)
    holds = min(prices, key=lambda year: abs(amount * prices[year] - said.value))
    late = max(prices) if both.year is None and holds <= max(prices) - LATE else both.year or holds
    year = min(late, max(prices))
    value = amount * prices[year]
    verdict = next((name for share, name in _BANDS if _within(said, value, share)), Verdict.REFUTED)
    other = abs(amount * prices[holds] - said.value) < 0.03 * said.value and verdict is not Verdict.SUPPORTED
    of = f"{show(both.earlier.value)} of {written(when)}"
    return Finding(
        claim_id=claim.id,
        verdict=verdict,
        message=f"By the consumer price index {of} are {show(_plain(value, said.unit))} of {year}.",
        true_value=show(_plain(value, said.unit)),
        nearest=f"It holds in the money of {holds}." if other else "",
        rule="real_terms",
        method="arithmetic",
        confidence=0.8,
    )


_BANDS = ((CLOSE, Verdict.SUPPORTED), (WIDE, Verdict.IMPRECISE))


def _within(said: Quantity, value: float, share: float) -> bool:
    found = Quantity(value=value, unit=said.unit, low=value * (1 - share), high=value * (1 + share))
    return number.compare(said, found) is Agreement.EQUAL


def _plain(value: float, unit: str) -> Quantity:
    """A value to three digits."""
    rounded = float(f"{value:.3g}")
    return Quantity(value=rounded, unit=unit, low=rounded, high=rounded)


RULE = Rule(name="real_terms", says="an amount in later money is the earlier one by the price index", settle=settle)
