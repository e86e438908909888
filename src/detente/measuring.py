"""Runs a measure of the shelf on a record: checks what is asked, computes, and says from when to when it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.errors import RecordError
from detente.measures import Ask, Measure, Number, Scope
from detente.model import Period
from detente.shelf import shelf

PERIODS = ("year", "month", "day")
"""The lengths of period that numbers can be asked by."""

COUNTS = ("events", "reports")
"""What can be counted: each event once, or everything that reports one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The numbers of one measure on one record.

    ``first`` and ``last`` are the coverage: partial ISO dates, from when to when the numbers speak; empty when they say
    nothing of it. ``left_out`` counts the claims that are in no number, by the reason; ``counted`` the events and the
    reports that are in one, of a measure that counts these. ``unit`` is what the values are in.
    """

    measure: Measure
    numbers: tuple[Number, ...]
    left_out: Mapping[str, int]
    first: str
    last: str
    unit: str
    counted: Mapping[str, int]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of ``rows``: the unit of analysis, then the value with what it rests on."""
        return (*self.measure.per, "value", "unit", "events", "n", "first", "last", "claims")

    def rows(self) -> list[dict[str, Any]]:
        """One dict a number, in order; ``claims`` is the list of ids behind it. No row stands for a missing value."""
        return [
            dict(zip(self.measure.per, number.of, strict=True))
            | {"value": number.value, "unit": number.unit or self.unit, "events": number.events, "n": number.n}
            | {"first": number.first or None, "last": number.last or None, "claims": list(number.claims)}
            for number in self.numbers
        ]

    def as_dict(self) -> dict[str, Any]:
        """The declaration, the coverage and the rows, as JSON can hold them."""
        said = self.measure
        return {
            "measure": said.name,
            "unit": self.unit,
            "per": list(said.per),
            "formula": said.formula,
            "reference": said.reference,
            "from": self.first or None,
            "to": self.last or None,
            "left_out": dict(self.left_out),
            "counted": dict(self.counted),
            "rows": self.rows(),
        }


def measure(
    ask: Ask, name: str, *, dyad: tuple[str, str] | None = None, by: str | None = None, count: str | None = None
) -> Series:
    """Computes a measure.

    ``dyad`` are two actor ids (both directions are given), ``by`` is ``year`` (when not given), ``month`` or ``day``,
    ``count`` is ``events`` (when not given) or ``reports``. Raises RecordError for an unknown measure, actor, period
    or count, for what the measure does not take, and for a record that lacks a table the measure needs.
    """
    known = shelf("measures")
    if name not in known:
        raise RecordError(f"no measure {name!r}.", hint=f"There are: {', '.join(known)}.")
    chosen: Measure = known[name]
    _check_needs(ask, chosen)
    _check(ask, chosen, {"dyad": dyad, "by": by, "count": count})
    scope = Scope(dyad=dyad, by=by or PERIODS[0], count=count or COUNTS[0])
    computed = chosen.compute(ask, scope)
    spans = [(Period.of(number.first, number.last), number) for number in computed.numbers if number.first]
    return Series(
        measure=chosen,
        numbers=computed.numbers,
        left_out=computed.left_out,
        first=min(spans, key=lambda pair: pair[0].start)[1].first if spans else "",
        last=max(spans, key=lambda pair: pair[0].end)[1].last if spans else "",
        unit=scope.count if "count" in chosen.takes else chosen.unit,
        counted=computed.counted,
    )


def _check(ask: Ask, chosen: Measure, asked: Mapping[str, Any]) -> None:
    for option, given in asked.items():
        if given is not None and option not in chosen.takes:
            per = ", ".join(chosen.per)
            raise RecordError(f"{chosen.name} takes no {option}.", hint=f"It is per {per}; ask it without {option}.")
    for option, word, values in (("by", "period", PERIODS), ("count", "count", COUNTS)):
        if asked[option] is not None and asked[option] not in values:
            raise RecordError(f"no {word} {asked[option]!r}.", hint=f"There are: {', '.join(values)}.")
    dyad = asked["dyad"] or ()
    for actor in dyad:
        if not ask("SELECT id FROM actors WHERE id = ?", [actor]):
            hint = "Write ISO 3166 alpha-3 codes, such as USA; the record's table actors lists them."
            raise RecordError(f"no actor {actor!r} in the record.", hint=hint)
    if dyad and dyad[0] == dyad[1]:
        raise RecordError(f"{dyad[0]} and {dyad[1]} are no dyad.", hint="Name two different actors.")


def _check_needs(ask: Ask, chosen: Measure) -> None:
    there = {row["table_name"] for row in ask("SELECT table_name FROM information_schema.tables")}
    if missing := [table for table in chosen.needs if table not in there]:
        words = f"{chosen.name} needs the tables {', '.join(chosen.needs)}; the record has no {', '.join(missing)}."
        raise RecordError(words, hint="Make the record again with: detente read.")
