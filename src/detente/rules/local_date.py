"""Local dates: one event has two dates, where the clocks at its place and elsewhere stand at two days.

It bears out a date that is the other side's day of an event which the table of such events has, and says which date is
whose. It leaves alone days that no difference of clocks explains, and texts that name states which had no part in it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from detente import tables, wording
from detente.evidence import capital, written
from detente.model import Claim, Finding, Period, Verdict
from detente.offers import Case, Rule, asserted

KINDS = ("event", "agreement", "meeting", "statement", "state_of_affairs")
"""Kinds of claims whose date is the day of an event."""

COLUMNS = ("on", "here", "elsewhere", "there", "actors", "words")


class Days(NamedTuple):
    """The two dates of one event, and the words by which a text tells it."""

    here: Period
    there: Period
    row: Mapping[str, str]


@cache
def two_days() -> tuple[Days, ...]:
    """The events with two dates."""
    return tuple(
        Days(Period.of(row["on"]), Period.of(row["elsewhere"]), row) for row in tables.rows("local_dates.csv", COLUMNS)
    )


def settle(case: Case, claim: Claim[Any], finding: Finding) -> Finding | None:
    """Supported, where a claim's day was the day elsewhere."""
    open_to_it = finding.verdict in {Verdict.UNVERIFIABLE, Verdict.IMPRECISE} or finding.rule == "event_date"
    dates = [mention.value for mention in case.dates(claim) if mention.value.days == 1]
    if claim.kind not in KINDS or not asserted(claim) or not open_to_it or len(dates) != 1:
        return None
    sentence = case.sentence(claim)
    states = {mention.value.id for mention in case.inside(claim, sentence.actors) if mention.value.type == "state"}
    for days in two_days():
        theirs = set(days.row["actors"].split(";"))
        if dates[0] == days.there and states <= theirs and wording.matches(days.row["words"], sentence.text.lower()):
            return _borne_out(finding, days)
    return None


def _borne_out(finding: Finding, days: Days) -> Finding:
    here = f"{days.row['here']} it was {written(days.here)}"
    return dataclasses.replace(
        finding,
        verdict=Verdict.SUPPORTED,
        message=capital(f"{here}, {days.row['there']} {written(days.there)}: the two are one day."),
        true_value=str(days.here),
        nearest="",
        reason="",
        rule="local_date",
        method="calendar",
        confidence=0.8,
    )


RULE = Rule(name="local_date", says="the day at the place of an event, or the other side's day", settle=settle)
