"""Statements: somebody said, believes, praises, demands or denies something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.actors import states_of
from detente.finding import statements
from detente.model import Period, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """``speaker`` takes a ``stance`` towards ``about``; ``said`` are words in quotation marks, if any.

    ``opinion`` when no named speaker stands for it.
    """

    speaker: str
    stance: str
    about: tuple[str, ...] = ()
    on: Period | None = None
    said: str = ""
    words: str = ""
    opinion: bool = False


def read(sentence: Sentence) -> Iterator[Reading[Statement]]:
    """Clauses whose verb is one of saying, judging or wanting, with somebody who says it."""
    for said in statements.said(sentence):
        body = Statement(
            speaker=said.speaker,
            stance=said.stance,
            about=said.about,
            on=said.on,
            said=said.quoted,
            words=sentence.at(said.clause.whole).lower(),
            opinion=said.opinion,
        )
        yield Reading(
            span=said.span,
            body=body,
            rule=f"verb of saying, {said.stance}",
            verb=said.clause.verb,
            speaker=said.speaker,
            act=said.coded,
            sure=0.75 if said.speaker else 0.4,
        )


COLUMNS = ("speaker", "about", "stance", "words", "start", "end", "place")


def from_row(row: Mapping[str, str]) -> Statement:
    """A statement from a reference row."""
    return Statement(
        speaker=row["speaker"],
        stance=row["stance"],
        about=tuple(filter(None, row["about"].split(";"))),
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        words=row["words"],
    )


def keys(body: Statement) -> Iterable[str]:
    """Statements are looked up by speaker."""
    return {body.speaker, *states_of((body.speaker,), body.on)} - {""}


def same(said: Statement, found: Statement) -> float:
    """One statement: the speaker, and the row's words in the text; on its day, or on that day of another year."""
    if not wording.matches(found.words, said.words):
        return 0.0
    if said.on and found.on and not said.on.overlaps(found.on):
        one, other = said.on, found.on
        day = one.days == other.days == 1 and (one.start.month, one.start.day) == (other.start.month, other.start.day)
        return 0.85 if day and said.speaker == found.speaker and len(found.words.split()) > 1 else 0.0
    if said.speaker == found.speaker:
        return 0.85 if said.on and found.on else 0.75
    return 0.55 if set(states_of((said.speaker,), said.on)) & set(states_of((found.speaker,), found.on)) else 0.0


def slots(body: Statement) -> dict[str, Any]:
    """The interchange fields of a statement."""
    return {
        "subject": body.speaker,
        "predicate": body.stance,
        "object": body.said or ",".join(body.about),
        "period": body.on,
    }


KIND = Kind(
    name="statement",
    body=Statement,
    rank=62,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(
        Field("stance", lambda body: body.stance, "stance"),
        Field("date", lambda body: body.on, "event_date"),
    ),
    slots=slots,
)
