"""Changes of a quantity: the numbers that tell of one, with their sign, from the word of change on."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from detente import indicators
from detente.actors import states_of
from detente.attaching import actors_for, clause_of, period_for
from detente.finding import standing
from detente.finding.quantities import Measured, alike_before
from detente.lexicon import word_classes
from detente.measured import contexts, is_change, phrase_of
from detente.model import Actor, Mention, Period, Quantity, Sentence, Span


def changes(sentence: Sentence) -> Iterator[Measured]:
    """Signed numbers, per cents under a word of change, and doublings and halvings."""
    rising = {i.id for i in indicators.indicators().values() if i.measure == "change"}
    for mention in sentence.quantities:
        if not is_change(sentence, mention):
            continue
        span = _widened(sentence, mention, phrase_of(sentence, mention))
        around = contexts(sentence, mention, span)
        found, _ = indicators.link(mention.value, around[:3], among=rising)
        on, dated = _compared(sentence, mention, span) or period_for(sentence, span)
        owners, owned = _owners(sentence, mention, span)
        yield Measured(
            span=span,
            mention=mention,
            quantity=_signed(sentence, mention, around[1]),
            indicator=found or _carried(sentence, mention, rising),
            actors=states_of(owners, on),
            counterpart=next(iter(states_of(_towards(sentence, span, owners), on)), ""),
            on=on,
            words=" ".join(around[:3]),
            owned=owned,
            dated=dated,
        )


def _towards(sentence: Sentence, span: Span, owners: tuple[Actor, ...]) -> list[Actor]:
    """Whom the change is towards: China in "Japan's exports to China fell by 6 per cent"."""
    return [m.value for m in sentence.actors if m.span in span and m.value not in owners]


_BASE = re.compile(r" (?:on|over|from|than in|against|compared (?:with|to)) (?:the )?\Z")


def _compared(sentence: Sentence, mention: Mention[Quantity], span: Span) -> tuple[Period, str] | None:
    """When a change was that is told against a year: that of the number before, else a year on ("up 5% on 2020")."""
    inside = [m for m in sentence.periods if m.span in span and m.span.start >= mention.span.end]
    if len(inside) != 1 or not _BASE.fullmatch(sentence.at(Span(mention.span.end, inside[0].span.start))):
        return None
    others = (m for m in reversed(sentence.quantities) if m.span.end <= mention.span.start)
    there = next((period_for(sentence, phrase_of(sentence, other), carry=False) for other in others), None)
    if there and there[0] and there[0] != inside[0].value:
        return there[0], "sentence"
    year = inside[0].value
    return (Period.of(f"{year.start.year + 1:04d}"), "own") if year.precision == "year" else None


def _owners(sentence: Sentence, mention: Mention[Quantity], span: Span) -> tuple[tuple[Actor, ...], str]:
    """Whose a change is: "slowing to 1.2%" is of whom the change before it is."""
    before = alike_before(sentence, mention)
    if before and standing.role(sentence, mention) == "to":
        return actors_for(sentence, _widened(sentence, before[-1], phrase_of(sentence, before[-1])))
    return actors_for(sentence, span)


def _widened(sentence: Sentence, mention: Mention[Quantity], phrase: Span) -> Span:
    """From the owner, or the word of change, where it stands in the same clause within forty letters."""
    clause = clause_of(sentence, mention.span)
    owners = [
        m.span.start
        for m in sentence.actors
        if 0 <= mention.span.start - m.span.end <= 40 and (not clause or m.span.overlaps(clause.span))
    ]
    verb = [clause.span.start] if clause and 0 <= mention.span.start - clause.span.start <= 40 else []
    nouns = _nouns_before(sentence, mention) if mention.value.unit == "ratio" else []
    others = [m.span.end for m in sentence.quantities if m.span.end <= mention.span.start]
    starts = [start for start in (*owners[-1:], *verb, *nouns) if not others or start >= others[-1]]
    return Span(min([phrase.start, *starts]), phrase.end)


def _nouns_before(sentence: Sentence, mention: Mention[Quantity]) -> list[int]:
    """Where the nouns right in front of a "halved" or "doubled" begin: they are what changed."""
    start: list[int] = []
    for word in reversed([w for w in sentence.words if w.span.end <= mention.span.start]):
        if not word.tag.startswith(("NN", "JJ", "DT")):
            break
        start = [word.span.start]
    return start


def _carried(sentence: Sentence, mention: Mention[Quantity], rising: set[str]) -> str:
    """The indicator of the change before ("GDP -6% 2009, Chile +5.8% 2010"), else by the words farther off."""
    for other in reversed(alike_before(sentence, mention)):
        around = contexts(sentence, other, phrase_of(sentence, other))
        found, _ = indicators.link(other.value, around[:3], among=rising)
        if found:
            return found
    return indicators.link(mention.value, contexts(sentence, mention, mention.span)[3:], among=rising)[0]


def _signed(sentence: Sentence, mention: Mention[Quantity], around: str) -> Quantity:
    """The change with its sign: one printed without a sign is a fall under a word of falling."""
    quantity, words = mention.value, sentence.at(mention.span)
    if quantity.unit == "ratio" and "halv" in words.lower():
        return Quantity(value=-50.0, unit="percent", low=-55.0, high=-45.0, comparator="~")
    near = re.split(r"[;(]|: (?!by )", around.split(words.lower(), maxsplit=1)[0])[-1]
    falls = "|".join(word_classes()["fall_stem"])
    if words[:1] in "+-−–" or quantity.unit == "ratio" or not re.search(rf"\b(?:{falls})", near):
        return quantity
    return dataclasses.replace(quantity, value=-quantity.value, low=-quantity.high, high=-quantity.low)
