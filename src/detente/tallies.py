"""Divisions of votes in running text: "98-2", "68 to 32", "93 in favour, 18 against and 65 abstentions"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente.model import Mention, Span
from detente.numerals import GROUP, any_of, spelled, vocabulary

_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})*|{GROUP}|[Nn]one|[Nn]o)"
_DIVISION = re.compile(
    r"(?<![\w$€£.,/-])(?P<y>\d{1,3})(?:\s?[-–—]\s?(?P<n>\d{1,3})(?:\s?[-–—]\s?(?P<a>\d{1,3}))?"
    r"|\s(?:votes?\s)?to\s(?P<n3>\d{1,3}|none|nil|zero)|\svotes?\sagainst\s(?P<n4>\d{1,3}))(?![a-z_\d%]|[.,/]\d|-\d|\s?per\s?cent)"
    rf"|\b(?P<y2>{_COUNT})\s(?:votes?\s)?(?:in\sfavou?r|for|yes|yeas?|ayes?)(?:,|\s(?:and|to)|\sand,?)?\s(?P<n2>{_COUNT})"
    rf"\s(?:votes?\s)?(?:against|opposed|no|nays?|noes)\b(?:(?:,|,?\s(?:and|with))\s(?P<a2>{_COUNT})\s(?:abst\w+))?"
    rf"|\b(?P<y3>{GROUP})\svotes?\sto\s(?P<n5>{_COUNT})\b"
)
_HINT = re.compile(
    r"\d\s?[-–—]\s?\d|\bto\s\d|vote|favou?r|\bfor\b|against|oppos|\b(?:yes|no|ye?as?|a?yes|na?y|noes)\b", re.IGNORECASE
)
"""What every division has somewhere: the pattern itself is slow."""
_VOTING = re.compile(rf"(?i)\b(?:{any_of(vocabulary()['voting'])})\b")
_NO_DIVISION = re.compile(rf"\s*-?\s*(?:{any_of(vocabulary()['no division'])})\b|\s+(?!votes?\b)[a-z]+s\b(?<!ss)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A division of votes; ``abstain`` is None where the text gives none."""

    yes: int
    no: int
    abstain: int | None = None


def find(text: str) -> list[Mention[Tally]]:
    """The divisions of votes in ``text``: "98-2", "68 to 32", "93 in favour, 18 against and 65 abstentions".

    Digits with a dash or "to" count only where a word of voting stands within 80 characters. Scores, ratios, ranges of
    years and counted ranges ("2-3 years") are left out.
    """
    found: list[Mention[Tally]] = []
    for match in divisions(text):
        yes, no, abstain = (
            next((_count(match[name]) for name in names.split() if match[name]), -1)
            for names in ("y y2 y3", "n n2 n3 n4 n5", "a a2")
        )
        tally = Tally(yes=yes, no=no, abstain=None if abstain < 0 else abstain)
        found.append(Mention(span=Span(*match.span()), value=tally, how="division"))
    return found


@lru_cache(maxsize=64)
def divisions(text: str) -> tuple[re.Match[str], ...]:
    """The matches that are divisions: their numbers are votes and measure nothing. Asked for by several in turn."""
    return tuple(_divisions(text))


def _divisions(text: str) -> Iterator[re.Match[str]]:
    for match in _DIVISION.finditer(text) if _HINT.search(text) else ():
        start, end = match.span()
        if not match["y"] or (_VOTING.search(text, max(0, start - 80), end + 80) and not _NO_DIVISION.match(text, end)):
            yield match


def _count(words: str) -> int:
    digits = words.replace(",", "")
    return (
        int(digits)
        if digits.isdigit()
        else 0
        if words.lower() in {"no", "none", "nil", "zero"}
        else int(spelled(words)[0])
    )
