"""Bodies that vote: the words that name them and their members' positions, and whose vote a tally is."""

from __future__ import annotations

import re
from functools import cache

from detente import tables
from detente.model import Clause, Sentence, Span

_BEHIND = re.compile(r" (?:in the |of the )?(?:U\.?S\.? )?(Senate|House|Security Council|General Assembly)(?: votes?)?")
_WHOSE = (("igo:unsc", "res:unsc"), ("igo:unga", "res:unga"))


@cache
def _patterns(tells: str) -> dict[str, re.Pattern[str]]:
    rows = tables.rows("vote_words.csv", ("tells", "id", "pattern"))
    return {row["id"]: re.compile(row["pattern"]) for row in rows if row["tells"] == tells}


def organs() -> dict[str, re.Pattern[str]]:
    """Organ and the words that name it in lower case; the one that stands nearest counts."""
    return _patterns("organ")


def positions() -> dict[str, re.Pattern[str]]:
    """Position and the words that tell it in lower case; the first that a text has counts."""
    return _patterns("position")


def of_tally(sentence: Sentence, span: Span) -> tuple[str, Span]:
    """The organ named nearest to a tally, and the span of both when it stands right behind ("98-2 Senate")."""
    after = _BEHIND.match(sentence.at(Span(span.end, sentence.span.end)))
    if after:
        organ = next(name for name, pattern in organs().items() if pattern.search(after[1].lower()))
        return organ, Span(span.start, span.end + after.end())
    return nearest(sentence, span), span


_PRONOUN = re.compile(r"(?:it|they|both|the (?:body|chamber|assembly|legislature|upper house|lower house))\Z")


def meant(sentence: Sentence, clause: Clause) -> str:
    """The organ that the sentence before named last, where a clause says "they" or "the chamber" of it; else ""."""
    if clause.subject is None or not _PRONOUN.match(sentence.at(clause.subject).lower()):
        return ""
    hits = [(f.start(), name) for name, words in organs().items() for f in words.finditer(sentence.before.lower())]
    return max(hits)[1] if hits else ""


def nearest(sentence: Sentence, span: Span) -> str:
    """The organ named nearest to a span, rather before it than behind; else that of the resolution spoken of, or ""."""
    text, at = sentence.text.lower(), span.start - sentence.span.start
    hits = [
        (abs(found.start() - at) + (40 if found.start() > at else 0), name)
        for name, pattern in organs().items()
        for found in pattern.finditer(text)
    ]
    if hits:
        return min(hits)[1]
    # the resolution named tells whose it is
    named = [m.value.id for m in sentence.instruments if m.value.id.startswith("res:")]
    named = named or ([sentence.topic.id] if sentence.topic else [])
    return next((organ for item in named for organ, prefix in _WHOSE if item.startswith(prefix)), "")


def body(organ: str) -> tuple[str, str]:
    """Whose part an organ is and its sector: of "USA:senate" the United States, as legislature."""
    state, _, part = organ.partition(":")
    return (organ, "") if state == "igo" else (state, "LEG" if part else "")
