"""Bodies that vote: the words that name them and their members' positions, and whose vote a tally is."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


@cache
def any_organ() -> re.Pattern[str]:
    """The words that name any of them: most sentences name none."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in organs().values()))


def positions() -> dict[str, re.Pattern[str]]:
    """Position and the words that tell it in lower case; the first that a text has counts."""
    return _patterns("position")


def fates() -> dict[str, re.Pattern[str]]:
    """Result and the words right behind a motion that tell it in lower case."""
    return _patterns("fate")


def of_tally(sentence: Sentence, span: Span) -> tuple[str, Span]:
    """The organ named nearest to a tally, and the span of both when it stands right behind ("98-2 Senate")."""
    after = _BEHIND.match(sentence.at(Span(span.end, sentence.span.end)))
    if after:
        organ = next(name for name, pattern in organs().items() if pattern.search(after[1].lower()))
        return organ, Span(span.start, span.end + after.end())
    return nearest(sentence, span), span


_OF = re.compile(r" (?:of|in) (?:the )?")


@cache
def _same() -> Mapping[str, str]:
    """Other id of a body → the id under which it is known."""
    return {row["id"]: row["pattern"] for row in tables.rows("vote_words.csv") if row["tells"] == "same"}


def _owned(sentence: Sentence, organ: str, name: Span) -> str:
    """The body of the state beside its name ("the French Senate"); of a name that all states have, else the one state.

    A parliament of nobody is the British one, as newspapers have it.
    """
    state, _, part = organ.partition(":")
    if state not in {"", "USA"}:
        return organ
    states = [m for m in sentence.actors if m.value.type == "state"]
    before = [m for m in states if 0 <= name.start - m.span.end <= 2]
    behind = [m for m in states if m.span.start > name.end and _OF.fullmatch(sentence.at(Span(name.end, m.span.start)))]
    over = [m for m in states if m.span.overlaps(name)]
    only = states if not state and len({m.value.id for m in states}) == 1 else []
    owner = next((m.value.id for m in (*over, *before, *behind, *only)), state or "GBR")
    known = f"{owner}:{part}"
    return _same().get(known, known)


OF_STATES = frozenset({"igo:unga", "igo:unsc"})
"""The bodies in which states vote."""

_PRONOUN = re.compile(r"(?:it|they|both|the (?:body|chamber|assembly|legislature|upper house|lower house))\Z")


def meant(sentence: Sentence, clause: Clause) -> str:
    """The organ that a short name means, or for "they" or "the chamber" the one that the sentence before named last."""
    named = next((m.value.id for m in sentence.actors if clause.subject and m.span.overlaps(clause.subject)), "")
    if named in OF_STATES:
        return named  # "the Council"
    if clause.subject is None or not _PRONOUN.match(sentence.at(clause.subject).lower()):
        return ""
    hits = [(f.start(), name) for name, words in organs().items() for f in words.finditer(sentence.before.lower())]
    return max(hits)[1] if hits and not max(hits)[1].startswith(":") else ""


def nearest(sentence: Sentence, span: Span) -> str:
    """The organ named nearest to a span, rather before it than behind; else that of the resolution spoken of, or ""."""
    text, at = sentence.text.lower(), span.start - sentence.span.start
    hits = any_organ().search(text) and [
        (abs(found.start() - at) + (40 if found.start() > at else 0), name, Span(found.start(), found.end()))
        for name, pattern in organs().items()
        for found in pattern.finditer(text)
    ]
    if hits:
        _, name, where = min(hits)
        return _owned(sentence, name, Span(where.start + sentence.span.start, where.end + sentence.span.start))
    # the resolution named tells whose it is
    named = [m.value.id for m in sentence.instruments if m.value.id.startswith("res:")]
    named = named or ([sentence.topic.id] if sentence.topic else [])
    return next((organ for item in named for organ, prefix in _WHOSE if item.startswith(prefix)), "")


def body(organ: str) -> tuple[str, str]:
    """Whose part an organ is and its sector: of "USA:senate" the United States, as legislature."""
    state, _, part = organ.partition(":")
    return (organ, "") if state == "igo" else (state, "LEG" if part else "")
