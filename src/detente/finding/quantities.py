"""Numbers with a unit: whose they are, of what time, and what they are a level of."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import NamedTuple

from detente import indicators
from detente.actors import states_of
from detente.attaching import actors_for, clause_of, period_for
from detente.finding import standing
from detente.measured import contexts, is_change, is_vote_count, phrase_of, said_before
from detente.model import Actor, Mention, Period, Quantity, Sentence, Span

_SHARED = "pair"
"""What two states share no number owns alone: where a sentence names no pair, the pair that the text is about does."""

_PEOPLE_OF = re.compile(r"\b(?:population|populous|inhabitant)")
_STATE_OF = re.compile(
    r"\b(?:countr|nation|state|republic|home|land|island)\w* (?:of|to|with)\b|people live|\bits [\w. ]*people"
)
_AWAY = re.compile(
    r"(?:miles?|km|kilomet\w+) (?:\w+ ){0,2}(?:from (?!\d)|off|inside|into|away|behind|beyond|east|west|north|south)"
    r"|journey|trek"
)
_NOT_ALL = re.compile(
    r"\b(?:kill|dead\b|death|die[ds]?\b|wound|injur|murder|displac|refuge|aboard|on board|fled\b|flee|exile|migrat"
    r"|left\b|arrest|detain|hostage|protest|evacuat|massacr|starv|homeless|expel|deport)"
)


class Measured(NamedTuple):
    """A number (``mention``) with its phrase (``span``), and what the sentence tells of it.

    ``words`` are those next to it, in lower case; ``owned`` and ``dated`` are the rungs of owner and date; ``role``,
    ``bound`` and ``qualifier`` say how it stands.
    """

    span: Span
    mention: Mention[Quantity]
    quantity: Quantity
    indicator: str
    actors: tuple[str, ...]
    on: Period | None
    words: str
    counterpart: str = ""
    owned: str = ""
    dated: str = ""
    role: str = ""
    bound: str = ""
    qualifier: str = ""


def levels(sentence: Sentence) -> Iterator[Measured]:
    """Every number with a unit that is no change, no ratio and not only said again."""
    for mention in sentence.quantities:
        if (
            is_vote_count(sentence, mention)
            or is_change(sentence, mention)
            or said_before(sentence, mention)
            or mention.value.unit in {"ratio", "point"}
        ):
            continue
        yield _level(sentence, mention)


def _level(sentence: Sentence, mention: Mention[Quantity]) -> Measured:
    """Owner, indicator and time, each from the nearest words that tell."""
    phrase = phrase_of(sentence, mention)
    words = " ".join(contexts(sentence, mention, phrase)[:3])
    indicator = _indicator(sentence, mention, phrase)
    if not _can_be(indicator, mention.value, words):
        indicator = ""
    on, dated = period_for(sentence, phrase)
    before = alike_before(sentence, mention)
    if dated == "carried" and before:
        there = period_for(sentence, phrase_of(sentence, before[-1]), carry=False)
        on, dated = there if there[0] else (on, dated)  # "trade 5 million (2021); exports 3 million"
    owners, owned = _owners(sentence, mention, phrase, shared=_is_shared(indicator))
    return Measured(
        span=phrase,
        mention=mention,
        quantity=_deficit(mention.value)
        if indicator == "trade_balance" and "deficit" in sentence.text.lower()
        else mention.value,
        indicator=indicator,
        actors=states_of(owners, on),
        on=on,
        words=words,
        counterpart=next(iter(states_of(_others(sentence, mention, owners), on)), ""),
        owned=owned,
        dated=dated,
        role=standing.role(sentence, mention),
        bound=standing.bound(sentence, mention),
        qualifier=standing.qualifier(sentence, mention),
    )


def _is_shared(indicator: str) -> bool:
    known = indicators.indicators().get(indicator)
    return known is not None and known.over == _SHARED


def _deficit(quantity: Quantity) -> Quantity:
    """A deficit is a balance below zero."""
    return dataclasses.replace(quantity, value=-quantity.value, low=-quantity.high, high=-quantity.low)


def _owners(
    sentence: Sentence, mention: Mention[Quantity], phrase: Span, *, shared: bool
) -> tuple[tuple[Actor, ...], str]:
    """Whose a number is, and the rung; what two states share is theirs where the words by it name nobody."""
    before = alike_before(sentence, mention)
    if before and phrase.start == mention.span.start and standing.role(sentence, mention) == "to":
        return _owners(sentence, before[-1], phrase_of(sentence, before[-1]), shared=shared)  # it goes on from there
    owners, owned = actors_for(sentence, phrase)
    if not shared:
        return owners, owned
    if sentence.pair and (owned in {"carried", ""} or (owned == "sentence" and len(sentence.actors) < 2)):
        return sentence.pair, "pair"
    states = tuple(dict.fromkeys(m.value for m in sentence.actors if m.value.type == "state"))
    if owned == "sentence" and len(states) == 2:
        return states, owned
    clause = clause_of(sentence, mention.span)
    if owned == "left" and clause and clause.subject:
        subject = [m.value for m in sentence.actors if m.span in clause.subject]
        owners = tuple(subject[:1]) if set(owners) < set(subject) else owners
    return owners, owned


def _others(sentence: Sentence, mention: Mention[Quantity], owners: tuple[Actor, ...]) -> list[Actor]:
    """Who else is named in the number's clause; what stands in brackets is of the parties of the whole sentence."""
    clause = clause_of(sentence, mention.span)
    if not clause:
        return []
    aside = _bracketed(sentence, mention)
    named = [m for m in sentence.actors if (aside and m.value.type == "state") or m.span in clause.whole]
    return [m.value for m in named if m.value not in owners]


def _can_be(indicator: str, quantity: Quantity, words: str) -> bool:
    """Whether words that tell an indicator do not tell another thing: a border's length, not the way to the border."""
    if indicator == "referendum_yes":
        return not re.search(r"\bagainst\b|\bvoted no\b", words)  # the rows have the yes
    if indicator == "border_length":
        return not _AWAY.search(words)
    return indicator != "population" or _of_a_state(quantity, words)


def _of_a_state(quantity: Quantity, words: str) -> bool:
    """Whether a number of people can be a state's population: not a handful, and not those who died or fled."""
    likely = quantity.value >= 100_000 and _STATE_OF.search(words) and not _NOT_ALL.search(words)
    return bool(_PEOPLE_OF.search(words) or likely)


def _indicator(sentence: Sentence, mention: Mention[Quantity], phrase: Span) -> str:
    """Told by the words close by, else that of the number before in the sentence, else by the words farther off."""
    around = contexts(sentence, mention, phrase)
    found, _ = indicators.link(mention.value, around[:3])
    if found:
        return found
    inside = _bracketed(sentence, mention)
    before = [other for other in alike_before(sentence, mention) if _bracketed(sentence, other) == inside]
    earlier = _indicator(sentence, before[-1], phrase_of(sentence, before[-1])) if before else ""
    return earlier or indicators.link(mention.value, around[3:])[0]


def alike_before(sentence: Sentence, mention: Mention[Quantity]) -> list[Mention[Quantity]]:
    """The numbers of the same unit that stand before one."""
    return [m for m in sentence.quantities if m.span.end <= mention.span.start and m.value.unit == mention.value.unit]


def _bracketed(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    before = sentence.at(Span(sentence.span.start, mention.span.start))
    return before.rfind("(") > before.rfind(")")
