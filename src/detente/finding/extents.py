"""Areas, distances and tolls: whether the words by one speak of the thing that a reference row measures."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"\b(?:total area|whole|countr|state|covers|covering|surface|land area|territory of|largest|size)")
_PART = re.compile(r"\b(?:captur|seiz|retak|retook|liberat|gain|lost|burn|flood|mined|part of|within)")
_SIDES = (r"\b(?:wide|width|broad|narrow)", r"\b(?:long|length)", r"\b(?:deep|depth)", r"\bhigh")
_TOLLS = frozenset({"deaths", "casualties", "wounded", "prisoners"})
_WAR = re.compile(r"\b(?:war|conflict|fighting|genocide)\b")


def is_toll(indicator: str) -> bool:
    """Whether an indicator counts who died, was hurt or was taken."""
    return indicator.partition("_")[0] in _TOLLS


def is_of_war(words: str, indicator: str) -> bool:
    """Whether the words by a toll tell it as that of a whole war."""
    return is_toll(indicator) and bool(_WAR.search(words))


def speaks_of(words: str, basis: str) -> bool:
    """Whether the words by an area or a distance speak of what a row's ``basis`` measures: by its name, or as a whole.

    ``words`` are in lower case; ``basis`` begins with what was measured ("total area, land and water").
    """
    sides = [side for side in _SIDES if re.search(side, words)]
    if sides and any(re.search(side, basis) for side in _SIDES) and not re.search(sides[0], basis):
        return False
    if basis.startswith("total area"):
        return bool(_WHOLE.search(words))
    names = re.findall(r"\b[A-Z][a-z]{3,}", re.split(r";|\bby\b|\bclaimed\b", basis)[0])
    if not names:
        told = re.findall(r"[a-z]{4,}", re.split(r"[,;(]", basis)[0])
        return 2 * sum(word in words for word in told) > len(told)
    return any(name.lower() in words for name in names) and not _PART.search(words)
