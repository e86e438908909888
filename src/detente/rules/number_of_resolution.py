"""Numbers of the Security Council's resolutions rise with time: a number goes with the dates of its neighbours.

It flags a resolution whose day lies before the day of a known lower number, or after that of a known higher one. It
leaves alone resolutions that the text dates by month or year only, and those of other bodies.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from detente.evidence import date
from detente.model import Finding, Instrument, Mention, Sentence, Span, Verdict
from detente.offers import Case, Rule

_PREFIX = "res:unsc-"
_OF = re.compile(
    r",? (?:of|adopted|passed|dated|was adopted|was passed|approved)(?: (?:unanimously|by [^,;.]{1,60}))?,?(?: on)? ?"
)
"""What stands between a resolution and the day of its adoption."""
_SLACK = dt.timedelta(days=1)
"""New York's day may be the day before or after the reader's."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on the narrowest claim over a dated resolution whose number is not of that time."""
    days = _days(case)
    for sentence in case.document.sentences:
        for mention in sentence.instruments:
            number = mention.value.id.removeprefix(_PREFIX)
            when = _adopted(sentence, mention) if mention.value.id.startswith(_PREFIX) and number.isdigit() else None
            bounds = _bounds(days, int(number)) if when else None
            if when and bounds and (when < bounds[0] - _SLACK or when > bounds[1] + _SLACK):
                yield from _finding(case, sentence, mention, when, bounds)


def _days(case: Case) -> Mapping[int, dt.date]:
    """Number → day of adoption, of every resolution that the record dates."""
    found: dict[int, dt.date] = {}
    for row in (*case.rows("vote"), *case.rows("law_or_sanction")):
        item = getattr(row.body, "item", "") or getattr(row.body, "instrument", "")
        number = item.removeprefix(_PREFIX)
        adopted = getattr(row.body, "act", "adopted") == "adopted" and row.body.on and row.body.on.days == 1
        if item.startswith(_PREFIX) and number.isdigit() and adopted:
            found[int(number)] = row.body.on.start
    return found


def _adopted(sentence: Sentence, mention: Mention[Instrument]) -> dt.date | None:
    """The day that the words beside a resolution give for it."""
    for day in sentence.periods:
        between = sentence.at(Span(mention.span.end, max(mention.span.end, day.span.start)))
        told = day.value.days == 1 and day.how != "carried" and day.span.start >= mention.span.end
        if told and _OF.fullmatch(between):
            return day.value.start
    return None


def _bounds(days: Mapping[int, dt.date], number: int) -> tuple[dt.date, dt.date] | None:
    """The days between which a number must lie: those of the next lower and the next higher known one."""
    lower = max((known for known in days if known <= number), default=None)
    higher = min((known for known in days if known >= number), default=None)
    return (days[lower], days[higher]) if lower is not None and higher is not None else None


def _finding(
    case: Case, sentence: Sentence, mention: Mention[Instrument], when: dt.date, bounds: tuple[dt.date, dt.date]
) -> Iterator[Finding]:
    claim = case.narrowest(sentence, mention.span, only_asserted=True)
    if claim:
        yield Finding(
            claim_id=claim.id,
            verdict=Verdict.REFUTED,
            message=(
                f"{mention.value.name} is not of {date(str(when))}: by the numbers before and after it, it was adopted"
                f" between {date(str(bounds[0]))} and {date(str(bounds[1]))}."
            ),
            true_value=f"{bounds[0]} to {bounds[1]}",
            rule="number_of_resolution",
            method="ordinal",
            confidence=0.9,
        )


RULE = Rule(name="number_of_resolution", says="a resolution's number is of its time", check=check)
