"""Places: wrong when the text's place is known and lies in another country than the reference's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from detente import tables
from detente.model import Agreement
from detente.offers import Rule

_TODAY = {"SUN": "RUS", "DDR": "DEU", "CSK": "CZE", "YUG": "SRB"}


@cache
def countries() -> Mapping[str, str]:
    """The country of each place that a reference meeting took place in; a place of two countries is left out."""
    found: dict[str, set[str]] = {}
    for table in tables.named("meeting."):
        for row in tables.rows(table, ("place", "country")):
            if row["place"] and row["country"]:
                found.setdefault(_plain(row["place"]), set()).add(_TODAY.get(row["country"], row["country"]))
    return {place: next(iter(there)) for place, there in found.items() if len(there) == 1}


def _plain(place: str) -> str:
    return re.split(r",|\(", place)[0].strip().lower()


def compare(said: str | None, found: str | None) -> Agreement:
    """Equal in name; unequal in two countries; two places of one country say nothing."""
    if not said or not found:
        return Agreement.UNKNOWN
    if _plain(said) in found.lower() or _plain(found) in said.lower():
        return Agreement.EQUAL
    one, other = countries().get(_plain(said)), countries().get(_plain(found))
    return Agreement.UNEQUAL if one and other and one != other else Agreement.UNKNOWN


RULE = Rule(name="place", says="the place, or one in the same country", compare=compare)
