"""Changes of a quantity: a growth rate, a difference, a doubling, from a time to a time."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import indicators
from detente.actors import states_of
from detente.attaching import actors_for, clause_of, contexts, is_change, period_for, phrase_of
from detente.model import Mention, Period, Quantity, Sentence, Span
from detente.offers import Field, Kind, Reading

FALLS = r"contract|shr[aiu]nk|fell|fall|drop|declin|decreas|plung|slump|halv|down|cut|lost|crater"
"""Words under which a change printed without a sign is a fall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``quantity`` (per cent, points or a ratio) by which ``indicator`` of ``actors`` changed over ``on``."""

    actors: tuple[str, ...]
    indicator: str
    quantity: Quantity
    on: Period | None = None
    counterpart: str = ""
    basis: str = ""
    words: str = ""


def read(sentence: Sentence) -> Iterator[Reading[Change]]:
    """Signed numbers, per cents under a word of change, and doublings and halvings."""
    for mention in sentence.quantities:
        if not is_change(sentence, mention):
            continue
        phrase = phrase_of(sentence, mention)
        span = _widen(sentence, mention, phrase)
        yield Reading(span=span, body=_change(sentence, mention, span), rule="number under a word of change", sure=0.7, number=mention.span)


def _widen(sentence: Sentence, mention: Mention[Quantity], phrase: Span) -> Span:
    """From the owner, or the word of change, where it stands in the same clause within forty letters."""
    clause = clause_of(sentence, mention.span)
    left = [m.span.start for m in sentence.actors if 0 <= mention.span.start - m.span.end <= 40 and (not clause or m.span.overlaps(clause.span))]
    verb = [clause.span.start] if clause and 0 <= mention.span.start - clause.span.start <= 40 else []
    others = [m.span.end for m in sentence.quantities if m.span.end <= mention.span.start]
    nouns = _nouns_before(sentence, mention) if mention.value.unit == "ratio" else []
    verb += nouns
    starts = [start for start in (left[-1:] + verb) if not others or start >= others[-1]]
    return Span(min([phrase.start, *starts]), phrase.end)


def _nouns_before(sentence: Sentence, mention: Mention[Quantity]) -> list[int]:
    """Where the nouns right in front of a "halved" or "doubled" begin: they are what changed."""
    start: list[int] = []
    for word in reversed([w for w in sentence.words if w.span.end <= mention.span.start]):
        if not word.tag.startswith(("NN", "JJ", "DT")):
            break
        start = [word.span.start]
    return start


def _change(sentence: Sentence, mention: Mention[Quantity], span: Span) -> Change:
    around = contexts(sentence, mention, span)
    rising = {i.id for i in indicators.indicators().values() if i.measure == "change"}
    found, _ = indicators.link(mention.value, around[:3], among=rising)
    on, _ = period_for(sentence, span)
    owners, _ = actors_for(sentence, span)
    return Change(
        actors=states_of(owners, on),
        indicator=found or _carried(sentence, mention, rising),
        quantity=_signed(sentence, mention, around[1]),
        on=on,
        words=" ".join(around[:3]),
    )


def _carried(sentence: Sentence, mention: Mention[Quantity], rising: set[str]) -> str:
    """The indicator of the change before in the same sentence ("GDP -6% 2009, Chile +5.8% 2010"), else by the words farther off."""
    before = [m for m in sentence.quantities if m.span.end <= mention.span.start and m.value.unit == mention.value.unit]
    for other in reversed(before):
        found, _ = indicators.link(other.value, contexts(sentence, other, phrase_of(sentence, other))[:3], among=rising)
        if found:
            return found
    return indicators.link(mention.value, contexts(sentence, mention, mention.span)[3:], among=rising)[0]


def _signed(sentence: Sentence, mention: Mention[Quantity], around: str) -> Quantity:
    quantity, words = mention.value, sentence.at(mention.span)
    near = re.split(r"[;:(]", around.split(words.lower())[0])[-1]
    if quantity.unit == "ratio" and "halv" in words.lower():
        return Quantity(value=-50.0, unit="percent", low=-55.0, high=-45.0, comparator="~")
    if words[:1] in "+-−–" or quantity.unit == "ratio" or not re.search(rf"\b(?:{FALLS})", near):
        return quantity
    return dataclasses.replace(quantity, value=-quantity.value, low=-quantity.high, high=-quantity.low)


COLUMNS = ("actors", "counterpart", "indicator", "start", "end", "value", "unit", "basis")


def from_row(row: Mapping[str, str]) -> Change:
    """A change from a reference row."""
    value = float(row["value"])
    return Change(
        actors=tuple(filter(None, row["actors"].split(";"))),
        indicator=row["indicator"],
        quantity=Quantity(value=value, unit=row["unit"], low=value, high=value),
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        counterpart=row["counterpart"],
        basis=row["basis"],
    )


def keys(body: Change) -> Iterable[str]:
    """Changes are looked up by indicator."""
    return (body.indicator,) if body.indicator else ()


def same(said: Change, found: Change) -> float:
    """One fact: the indicator, its owner and the same stretch of time."""
    if not said.indicator or said.indicator != found.indicator or not said.on or not found.on:
        return 0.0
    if not set(said.actors) & {*found.actors, found.counterpart}:
        return 0.0
    if said.on.precision == "year" and found.on.days < 0.7 * said.on.days:
        return 0.0  # a half-year's rate is not the year's
    return 0.9 if said.on.overlaps(found.on) and found.on.days <= 2 * said.on.days + 31 else 0.0


def slots(body: Change) -> dict[str, Any]:
    """The interchange fields of a change."""
    return {"subject": ",".join(body.actors), "predicate": "changed", "quantity": body.quantity, "period": body.on, "indicator": body.indicator or None}


KIND = Kind(
    name="quantity_change",
    body=Change,
    rank=66,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("number", lambda body: body.quantity, "growth_rate"),),
    slots=slots,
)
