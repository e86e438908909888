"""A shelf: each file here is a measure, found because it is here; this file holds the words that all measures share.

A measure is a declaration (what it is in, for whom, after whom) and a pure function of what the record answers.
``ask(sql, params)`` is all it is given. Each of its numbers opens to the claims behind it; where there is no claim
there is no number, since what no text says is missing and not zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class Ask(Protocol):
    """A question to the record: SQL with ``?`` for each of ``params``; one dict a row, by column name."""

    def __call__(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows of the answer, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is asked of a measure.

    ``dyad`` are two states, in both directions; ``by`` is ``year``, ``month`` or ``day``; ``count`` is ``events``,
    each once however many report it, or ``reports``.
    """

    dyad: tuple[str, str] | None = None
    by: str = "year"
    count: str = "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One value of a measure.

    ``of`` names what it is of, in the order of the measure's ``per``; ``n`` is how many claims it rests on (a share: is
    out of); ``claims`` are the ids of those behind it; ``first`` and ``last`` are partial ISO dates, from when to when
    it speaks, empty when nothing says so.
    """

    of: tuple[str, ...]
    value: float
    n: int
    claims: tuple[str, ...]
    first: str = ""
    last: str = ""
    events: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """The numbers, in order; how many claims were ``left_out``, by the reason; the events and reports ``counted``."""

    numbers: tuple[Number, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure as its file declares it.

    ``unit`` is what a value is in; ``per`` is the unit of analysis, one name a part; ``needs`` are the tables of the
    record that it reads; ``reference`` is the publication it follows; ``formula`` says in words how a value comes
    about; ``takes`` are the parts of a ``Scope`` that it understands. ``compute`` is pure: the same record and scope
    give the same numbers.
    """

    name: str
    unit: str
    per: tuple[str, ...]
    needs: tuple[str, ...]
    reference: str
    formula: str
    compute: Callable[[Ask, Scope], Computed]
    takes: tuple[str, ...] = ()
