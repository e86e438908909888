"""Places: wrong when the text's place is known and lies in another country than the reference's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from detente import tables
from detente.model import Agreement
from detente.offers import Rule

_TODAY = {"SUN": "RUS", "DDR": "DEU", "CSK": "CZE", "YUG": "SRB", "OTT": "TUR", "AUH": "AUT", "DVN": "VNM"}


@cache
def countries() -> Mapping[str, str]:
    """The country, as of today, of each place that is known; a place of two countries is left out.

    Known are the places of reference meetings, those of ``data/places.csv``, capitals, and the states themselves.
    """
    found: dict[str, set[str]] = {}
    for place, country in _known():
        if place and country:
            found.setdefault(_plain(place), set()).add(_TODAY.get(country, country))
    return {place: next(iter(there)) for place, there in found.items() if len(there) == 1}


def _known() -> Iterator[tuple[str, str]]:
    """Each place with its country."""
    for table in ("places.csv", *tables.named("meeting.")):
        yield from ((row["place"], row["country"]) for row in tables.rows(table, ("place", "country")))
    for row in tables.rows("aliases.csv", ("alias", "actor", "how")):
        if row["how"] == "capital":
            yield row["alias"], row["actor"]
    for row in tables.rows("actors.csv", ("id", "name", "type")):
        if row["type"] == "state":
            yield row["name"], row["id"]


def _plain(place: str) -> str:
    return re.split(r",|\(", place.lower().translate(_ACCENTS))[0].strip()


_ACCENTS = str.maketrans("áâãäéèêíîïóôõöúûüçñ", "aaaaeeeiiioooouuucn")


def compare(said: str | None, found: str | None) -> Agreement:
    """Equal in name; unequal in two countries; two places of one country say nothing."""
    if not said or not found:
        return Agreement.UNKNOWN
    if _plain(said) in found.lower() or _plain(found) in said.lower():
        return Agreement.EQUAL
    one, other = countries().get(_plain(said)), countries().get(_plain(found))
    return Agreement.UNEQUAL if one and other and one != other else Agreement.UNKNOWN


RULE = Rule(name="place", says="the place, or one in the same country", compare=compare)
