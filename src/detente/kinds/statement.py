"""Statements: somebody said, believes, praises, demands or denies something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente import tables, wording
from detente.actors import states_of
from detente.attaching import period_for
from detente.model import Actor, Clause, Mention, Period, Sentence, Span
from detente.offers import Field, Kind, Reading

OPPOSED = frozenset({("praises", "criticises"), ("endorses", "rejects"), ("endorses", "criticises"), ("concedes", "demands"), ("concedes", "rejects"), ("promises", "rejects"), ("recognises", "denies")})
"""Stances that cannot both be right of one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """``speaker`` takes a ``stance`` towards ``about``; ``said`` are words in quotation marks, if any."""

    speaker: str
    stance: str
    about: tuple[str, ...] = ()
    on: Period | None = None
    said: str = ""
    words: str = ""


@cache
def _stances() -> Mapping[str, str]:
    return {row["lemma"]: row["stance"] for row in tables.rows("speech.csv")}


def read(sentence: Sentence) -> Iterator[Reading[Statement]]:
    """Clauses whose verb is one of saying, judging or wanting, with somebody who says it."""
    for clause in sentence.clauses:
        stance = _stances().get(clause.lemma)
        if not stance:
            continue
        who = [m for m in sentence.actors if clause.subject and m.span.overlaps(clause.subject)]
        act = next((a for a in clause.acts if a.rule.startswith("verb")), None)
        speaker = _speaker(who, act.source if act else ())
        jointly = act is not None and act.type == "AGREE" and len(set(states_of((m.value for m in act.source), None))) > 1
        if jointly or not _said(sentence, clause, bool(speaker)):
            continue
        span = _opened(sentence, clause.whole if len(clause.whole) <= _LONG else clause.span)
        on, _ = period_for(sentence, clause.span, carry=False)
        quoted = re.search(r"[“\"]([^”\"]+)[”\"]", sentence.at(span))
        about = states_of((m.value for m in sentence.actors if m.span in clause.whole and m not in who), on)
        body = Statement(
            speaker=speaker, stance=stance, about=about, on=on, said=quoted[1] if quoted else "", words=sentence.at(clause.whole).lower()
        )
        yield Reading(span=span, body=body, rule=f"verb of saying, {stance}", verb=clause.verb, act=act, speaker=speaker, sure=0.75 if speaker else 0.4)


_LONG = 260
"""Letters up to which a statement is quoted with what it says; beyond, only who says it."""


def _opened(sentence: Sentence, span: Span) -> Span:
    """With the opening quotation mark that stands right before words in which a quotation only ends."""
    before = sentence.at(Span(max(span.start - 1, sentence.span.start), span.start))
    words = sentence.at(span)
    alone = {"“": words.count("”") > words.count("“"), '"': words.count('"') % 2 == 1}
    return Span(span.start - 1, span.end) if alone.get(before) else span


_NAMING = frozenset({"call", "know", "term", "dub", "label", "refer"})
"""Verbs whose passive gives a thing its name: "the strait, called Hormuz by sailors"."""

_NO_SPEAKER = re.compile(r"(?:it|this|that|which|(?:the )?(?:first|second|third|former|latter))\b", re.IGNORECASE)


def _said(sentence: Sentence, clause: Clause, known: bool) -> bool:
    """Whether somebody says it: no purpose ("to support"), no passive without an agent, no agreement or law as the speaker."""
    below = [w for i, w in enumerate(sentence.words) if w.head == clause.verb and i != clause.verb]
    own = any(w.relation == "nsubj" for w in below)
    passive = any(w.relation in {"nsubjpass", "auxpass"} for w in below) or (sentence.words[clause.verb].tag == "VBN" and clause.form == "participle")
    if passive and clause.lemma in _NAMING:
        return False
    if passive and not any(w.relation == "agent" for w in below):
        return False
    if any(w.tag == "TO" for w in below) and not own and clause.form in {"adverbial", "participle", "relative"}:
        return False
    thing = clause.subject and (_NO_SPEAKER.match(sentence.at(clause.subject)) or any(m.span.overlaps(clause.subject) for m in sentence.instruments))
    return known or bool(clause.subject and clause.form != "relative" and not thing)


def _speaker(who: list[Mention[Actor]], source: Iterable[Mention[Actor]]) -> str:
    return next((m.value.id for m in (*who, *source)), "")


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
    """One statement: the speaker, and the row's words in the text."""
    if not wording.matches(found.words, said.words):
        return 0.0
    if said.on and found.on and not said.on.overlaps(found.on):
        return 0.0
    if said.speaker == found.speaker:
        return 0.85 if said.on and found.on else 0.75
    return 0.55 if set(states_of((said.speaker,), said.on)) & set(states_of((found.speaker,), found.on)) else 0.0


def slots(body: Statement) -> dict[str, Any]:
    """The interchange fields of a statement."""
    return {"subject": body.speaker, "predicate": body.stance, "object": body.said or ",".join(body.about), "period": body.on}


KIND = Kind(
    name="statement",
    body=Statement,
    rank=62,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("stance", lambda body: body.stance, "stance"), Field("date", lambda body: body.on, "event_date", essential=False)),
    slots=slots,
)
