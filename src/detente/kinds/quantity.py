"""Quantities: a level of something, of somebody, at some time, in a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import indicators
from detente.actors import states_of
from detente.attaching import actors_for, clause_of, contexts, is_change, period_for, phrase_of, said_before
from detente.model import Mention, Period, Quantity, Sentence, Span
from detente.offers import Field, Kind, Reading

BILATERAL = frozenset({"trade", "exports", "imports", "trade_balance", "border_length"})
"""Indicators that a number alone cannot own: where a sentence names no pair, the pair that the text is about does."""


CONSTANT = frozenset({"border_length", "area", "distance"})
"""Indicators that do not change with the year; only what is counted in changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """``quantity`` of ``indicator`` for ``actors`` (towards ``counterpart``) over ``on``; ``basis`` is the counting rule, ``dated`` and ``owned`` the rungs of date and owner."""

    actors: tuple[str, ...]
    indicator: str
    quantity: Quantity
    on: Period | None = None
    counterpart: str = ""
    basis: str = ""
    words: str = ""
    dated: str = ""
    owned: str = ""


def read(sentence: Sentence) -> Iterator[Reading[Level]]:
    """Every number with a unit that is not a change: its phrase, its owner, its time and what it measures."""
    for mention in sentence.quantities:
        if is_change(sentence, mention) or said_before(sentence, mention) or mention.value.unit in {"ratio", "point"}:
            continue
        yield Reading(span=phrase_of(sentence, mention), body=level(sentence, mention), rule="number with its unit", sure=0.6, number=mention.span)


def level(sentence: Sentence, mention: Mention[Quantity]) -> Level:
    """The body of a number: owner, indicator and time, each from the nearest words that tell."""
    phrase = phrase_of(sentence, mention)
    found = measured(sentence, mention, phrase)
    found = "" if found == "population" and not _of_a_state(mention.value, " ".join(contexts(sentence, mention, phrase)[:3])) else found
    on, rung = period_for(sentence, phrase)
    owners, told = actors_for(sentence, phrase)
    if found in BILATERAL and told in {"carried", ""} | ({"sentence"} if len(sentence.actors) < 2 else set()):
        owners, told = (sentence.pair, "pair") if sentence.pair else (owners, told)
    states = tuple(dict.fromkeys(m.value for m in sentence.actors if m.value.type == "state"))
    if found in BILATERAL and told == "sentence" and len(states) == 2:
        owners = states
    subject = [m.value for m in sentence.actors if m.span in about] if found in BILATERAL and told == "left" and (about := _subject(sentence, mention)) else []
    owners = tuple(subject[:1]) if set(owners) < set(subject) else owners
    aside = _bracketed(sentence, mention)  # what stands in brackets is of the parties of the whole sentence
    other = tuple(m.value for m in sentence.actors if m.value not in owners and (clause := clause_of(sentence, mention.span)) and ((aside and m.value.type == "state") or m.span in clause.whole))
    return Level(
        actors=states_of(owners, on),
        indicator=found,
        quantity=mention.value,
        on=on,
        counterpart=next(iter(states_of(other, on)), ""),
        words=" ".join(contexts(sentence, mention, phrase)[:3]),
        dated=rung,
        owned=told,
    )


_NOT_ALL = re.compile(r"\b(?:kill|dead\b|death|die[ds]?\b|wound|injur|murder|displac|refuge|aboard|on board|fled\b|flee|exile|migrat|left\b|arrest|detain|hostage|protest|evacuat|massacr|starv|homeless|expel|deport)")


def _of_a_state(quantity: Quantity, words: str) -> bool:
    """Whether a number of people can be a state's population: not a handful, and not those who died or fled."""
    if re.search(r"\b(?:population|populous|inhabitant)", words):
        return True
    of = re.search(r"\b(?:countr|nation|state|republic|home|land|island)\w* (?:of|to|with)\b|people live|\bits [\w. ]*people", words)
    return quantity.value >= 100_000 and bool(of) and not _NOT_ALL.search(words)


def _subject(sentence: Sentence, mention: Mention[Quantity]) -> Span | None:
    clause = clause_of(sentence, mention.span)
    return clause.subject if clause else None


def measured(sentence: Sentence, mention: Mention[Quantity], phrase: Span) -> str:
    """The indicator: told by the words close by, else that of the number before in the sentence, else by the words farther off."""
    around = contexts(sentence, mention, phrase)
    found, _ = indicators.link(mention.value, around[:3])
    if found:
        return found
    inside = _bracketed(sentence, mention)
    before = [m for m in sentence.quantities if m.span.end <= mention.span.start and m.value.unit == mention.value.unit and _bracketed(sentence, m) == inside]
    if before:
        earlier = measured(sentence, before[-1], phrase_of(sentence, before[-1]))
        if earlier:
            return earlier
    return indicators.link(mention.value, around[3:])[0]


def _bracketed(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    before = sentence.at(Span(sentence.span.start, mention.span.start))
    return before.rfind("(") > before.rfind(")")


COLUMNS = ("actors", "counterpart", "indicator", "start", "end", "value", "low", "high", "unit", "basis")


def from_row(row: Mapping[str, str]) -> Level:
    """A level from a reference row."""
    value = float(row["value"])
    return Level(
        actors=tuple(filter(None, row["actors"].split(";"))),
        indicator=row["indicator"],
        quantity=Quantity(value=value, unit=row["unit"], low=float(row["low"] or value), high=float(row["high"] or value)),
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        counterpart=row["counterpart"],
        basis=row["basis"],
        words=row.get("words", ""),
    )


def keys(body: Level) -> Iterable[str]:
    """Levels are looked up by indicator."""
    return (body.indicator,) if body.indicator else ()


def same(said: Level, found: Level) -> float:
    """One fact: the indicator, its owner (either way round for a pair), and the time."""
    if not said.indicator or said.indicator != found.indicator or not said.on or not found.on:
        return 0.0
    if not indicators.fits(indicators.indicators()[found.indicator], said.quantity.unit) or indicators.two_currencies(said.quantity.unit, found.quantity.unit):
        return 0.0
    bounded = said.quantity.comparator in {"<", ">"}
    if bounded and not 0.2 <= (abs(found.quantity.value) + 1e-9) / (abs(said.quantity.value) + 1e-9) <= 5:
        return 0.0  # "at least 40" says nothing of a thing of thousands
    if "overlap" in said.words and "overlap" not in found.basis:
        return 0.0  # what two claims share is not the size of one
    if found.indicator in {"area", "distance"} and not _same_thing(said.words, found.basis):
        return 0.0
    pair, mine = {*found.actors, found.counterpart} - {""}, {*said.actors, said.counterpart} - {""}
    if (pair and not set(said.actors) & pair) or (found.counterpart and not pair <= mine):
        return 0.0
    owner = 0.5 if not pair or said.owned != "carried" and (set(said.actors) == set(found.actors) or pair <= mine) else 0.3
    if said.owned == "carried" and found.counterpart and said.counterpart == found.counterpart and set(found.actors) <= set(said.actors):
        owner = 0.5  # the receiver is named, and the giver is the state the text is about
    if found.indicator in CONSTANT:
        return owner + 0.4
    if not said.on.overlaps(found.on):
        return 0.0
    counted = found.indicator.split("_")[0] in {"deaths", "casualties", "wounded", "prisoners"}
    if counted and found.on.days < 28 and said.on.days > 31:
        return 0.0  # one incident is not the toll of a year
    same_years = said.on.overlaps(found.on) and (min(said.on.end, found.on.end) - max(said.on.start, found.on.start)).days > 0.7 * max(said.on.days, found.on.days)
    wide = found.on.days > 13 * said.on.days or (said.on.days > 400 and not same_years)
    return owner + (0.2 if wide or said.dated in {"carried", "far"} else 0.4)


_WHOLE = re.compile(r"\b(?:total area|whole|countr|state|covers|covering|surface|land area|territory of|largest|size)")
_PART = re.compile(r"\b(?:captur|seiz|retak|retook|liberat|gain|lost|burn|flood|mined|part of|within)")
_SIDES = (r"\b(?:wide|width|broad|narrow)", r"\b(?:long|length)", r"\b(?:deep|depth)", r"\bhigh")


def _same_thing(words: str, basis: str) -> bool:
    """Whether an area or a distance is that of the row: the name in its basis stands in the text, or the text speaks of the whole state."""
    names = [name.lower() for name in re.findall(r"\b[A-Z][a-z]{3,}", re.split(r";|\bby\b|\bclaimed\b", basis)[0])]
    said = [side for side in _SIDES if re.search(side, words)]
    if said and any(re.search(side, basis) for side in _SIDES) and not any(re.search(side, basis) for side in said[:1]):
        return False
    if basis.startswith("total area"):
        return bool(_WHOLE.search(words))
    if not names:
        told = re.findall(r"[a-z]{4,}", re.split(r"[,;(]", basis)[0])
        return 2 * sum(word in words for word in told) > len(told)
    return any(name in words for name in names) and not _PART.search(words)


def slots(body: Level) -> dict[str, Any]:
    """The interchange fields of a level."""
    of = ",".join(body.actors)
    return {"subject": of, "predicate": body.indicator, "quantity": body.quantity, "period": body.on, "indicator": body.indicator or None}


KIND = Kind(
    name="quantity",
    body=Level,
    rank=65,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("number", lambda body: body.quantity, "number"),),
    slots=slots,
)
