"""When two reference rows speak of one fact: as vintages of it, or as sources that may disagree on it."""

from __future__ import annotations

from typing import Any

from detente.actors import states_of
from detente.model import Claim
from detente.offers import number_of


def fact_of(claim: Claim[Any]) -> tuple[Any, ...]:
    """What makes two reference rows vintages of one fact: everything but the value."""
    body = claim.body
    return (
        claim.kind,
        *(
            getattr(body, name, None)
            for name in ("actors", "counterpart", "indicator", "on", "basis", "agreement", "act", "organisation")
        ),
    )


_PARTIES = ("actors", "source", "target", "participants", "imposer", "about")
_IDENTITY = (
    *("counterpart", "indicator", "basis", "agreement", "provision", "act", "actor", "organisation", "organ", "item"),
    *("instrument", "speaker", "stance", "format"),
)
"""What tells facts apart, besides their parties and times."""

_ONE_TIME = 366
"""Days within which two dates can be two sources' of one act or occasion."""


def one_fact(one: Claim[Any], other: Claim[Any]) -> bool:
    """Whether two rows of different sources speak of one fact: of what both say of it, nothing but the value differs.

    Numbers must be of times that overlap; the date of anything else is a value itself, and may differ by a year.
    """
    a, b = one.body, other.body
    on, at = getattr(a, "on", None), getattr(b, "on", None)
    pairs = [(getattr(a, name, None), getattr(b, name, None)) for name in _IDENTITY]
    whose = [(getattr(a, name, None), getattr(b, name, None)) for name in _PARTIES]
    differ = any(x and y and x != y for x, y in pairs) or any(
        x and y and set(states_of(x, on)) != set(states_of(y, at)) for x, y in whose
    )
    apart = on.distance(at) if on and at else 0
    return one.kind == other.kind and not differ and apart <= (0 if number_of(a) else _ONE_TIME)
