"""Counts and ordinals: how many, the how-manieth, the first or last since; counted over other facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import units, wording
from detente.actors import states_of
from detente.annotate import noun_phrase
from detente.attaching import COUNTED, actors_for, period_for, said_before
from detente.model import Period, Quantity, Sentence, Span
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOrOrdinal:
    """``what`` is counted for ``actors``: a ``count``, an ``ordinal``, or the year ``since`` when there was none."""

    what: str
    actors: tuple[str, ...] = ()
    count: Quantity | None = None
    ordinal: int | None = None
    since: Period | None = None
    on: Period | None = None
    words: str = ""


def read(sentence: Sentence) -> Iterator[Reading[CountOrOrdinal]]:
    """Ordinals with their noun, counts of countable facts, and "first since"."""
    for mention in units.find_ordinals(sentence.text):
        span = Span(mention.span.start + sentence.span.start, mention.span.end + sentence.span.start)
        taken = [m.span for m in sentence.actors] + [m.span for m in sentence.instruments] + [m.span for m in sentence.periods]
        if any(span in other for other in taken):
            continue
        wide = _phrase(sentence, span)
        since = _since(sentence, wide)
        body = _body(sentence, wide, ordinal=mention.value, since=since)
        if body.what in COUNTED or since or re.search(r"\b(?:ever|in history|while in office)\b", sentence.at(wide)):
            yield Reading(span=wide, body=body, rule="first since" if since else "ordinal", sure=0.8)
    for number in sentence.quantities:
        whole = number.value.value == int(number.value.value) and number.value.value < 1000
        if number.value.unit in COUNTED and whole and not said_before(sentence, number):
            wide = _phrase(sentence, number.span)
            yield Reading(span=wide, body=_body(sentence, wide, count=number.value), rule="count of facts", sure=0.75, number=number.span)


def _phrase(sentence: Sentence, span: Span) -> Span:
    """The noun phrase a number stands in, to the next comma."""
    top = next((i for i, w in enumerate(sentence.words) if w.span.overlaps(span)), None)
    if top is None:
        return span
    head = sentence.words[top].head
    wide = noun_phrase(sentence, sentence.words[head].span) if sentence.words[head].tag.startswith("NN") else span
    since = re.match(r" (?:[\w’'-]+ ){0,12}since (?:\w+ )?\d{4}", sentence.at(Span(span.end, sentence.span.end)))
    end = span.end + since.end() if since else wide.end
    text = sentence.at(Span(span.end, max(end, span.end)))
    stop = re.search(r"[,;:(]", text)
    return Span(min(span.start, wide.start), span.end + stop.start() if stop and not since else max(end, span.end))


def _since(sentence: Sentence, span: Span) -> Period | None:
    found = re.search(r"\bsince\b", sentence.at(span))
    return next((m.value for m in sentence.periods if found and m.span in span), None)


def _body(sentence: Sentence, span: Span, **said: Any) -> CountOrOrdinal:
    since = said.get("since")
    earlier = [m.value for m in sentence.periods if m.span.end <= span.start and m.value != since]
    on = (earlier[-1] if earlier else sentence.dated) if since else period_for(sentence, span)[0]
    owners, _ = actors_for(sentence, span)
    words = sentence.at(span).lower()
    nouns = [w.lemma.lower() for w in sentence.words if w.span in span and w.tag.startswith("NN")]
    face = ["face-to-face"] if "face-to-face" in words else []  # the parser cuts it into five words
    what = next((noun for noun in face + nouns if noun in COUNTED), nouns[0] if nouns else said["count"].unit if said.get("count") else "")
    return CountOrOrdinal(what=what, actors=states_of(owners, on), on=on, words=f"{words} {sentence.text.lower()}", **said)


COLUMNS = ("what", "words", "actors", "start", "end", "value", "unit", "basis")


def from_row(row: Mapping[str, str]) -> CountOrOrdinal:
    """A published count from a reference row."""
    value = float(row["value"])
    return CountOrOrdinal(
        what=row["unit"],
        actors=tuple(filter(None, row["actors"].split(";"))),
        count=Quantity(value=value, unit=row["unit"], low=value, high=value),
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        words=row["words"],
    )


def keys(body: CountOrOrdinal) -> Iterable[str]:
    """Counts are looked up by what is counted."""
    return (units.singular(body.what),) if body.count else ()


_MORE = re.compile(r"\b(?:new|more|further|additional|other|another|remaining)\b")


def same(said: CountOrOrdinal, found: CountOrOrdinal) -> float:
    """One count: the row's words are in the text, and the times overlap where both have one."""
    if _MORE.search(said.words[:60]):
        return 0.0  # "five more" is no total
    parties = set(states_of(found.actors, found.on))
    if not wording.matches(found.words, said.words) or (len(parties) > 1 and not parties <= set(said.actors)):
        return 0.0
    if said.on and found.on and not said.on.overlaps(found.on):
        return 0.0
    return 0.8 if parties & set(said.actors) and said.on else 0.7  # an undated count may be of another day


def slots(body: CountOrOrdinal) -> dict[str, Any]:
    """The interchange fields of a count or ordinal."""
    value: dict[str, Any] = {"quantity": body.count} if body.count else {"value": body.ordinal, "unit": "ordinal"}
    if body.since:
        value = {"value": body.since.start.year, "unit": "year"}
    return {"subject": ",".join(body.actors), "predicate": "count" if body.count else "ordinal", "object": body.what, "period": body.since or body.on, **value}


KIND = Kind(
    name="count_or_ordinal",
    body=CountOrOrdinal,
    rank=67,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("number", lambda body: body.count, "number"),),
    slots=slots,
)
