"""Places of meetings: the reference's place or its words stand in the text.

Unequal only where the text names another place at which some meeting of the reference was held.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from detente import tables, wording
from detente.model import Agreement
from detente.offers import Rule


@cache
def _known() -> frozenset[str]:
    """The places at which any meeting of the reference was held, in lower case."""
    cells = [row["place"] for table in tables.named("meeting.") for row in tables.rows(table, ("place",))]
    return frozenset(part.strip().lower() for cell in cells for part in re.split(r",| and |/", cell) if part.strip())


def named(said: Any, found: Any) -> bool:
    """Whether a reference meeting's place, or the words that stand for it, are in the text's words."""
    return wording.matches(found.words, said.words) or found.place.partition(",")[0].lower() in said.words


def compare(said: Any, found: Any) -> Agreement:
    """Nothing is said where the text names no place, or a name that is the place of no meeting."""
    if said is None or found is None:
        return Agreement.UNKNOWN
    if named(said, found):
        return Agreement.EQUAL
    return Agreement.UNEQUAL if said.place.lower() in _known() else Agreement.UNKNOWN


RULE = Rule(name="meeting_place", says="held where the text says", compare=compare)
