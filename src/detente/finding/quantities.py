"""Numbers with a unit: whose they are, of what time, and what they are a level of."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente import actors, counted, dates, indicators
from detente.actors import states_of
from detente.attaching import Attached, actors_for, clause_of, only_reckons, period_for
from detente.finding import standing
from detente.lexicon import word_classes
from detente.measured import contexts, is_change, is_vote_count, phrase_of, said_before
from detente.model import Actor, Mention, Period, Quantity, Sentence, Span

_SHARED = "pair"
"""What two states share no number owns alone: where a sentence names no pair, the pair that the text is about does."""

_WORLD = Actor(id="WLD", name="World", type="region")
_BOTH = re.compile(
    r"\b(?:the two|both|bilateral|two-way|each other|mutual|(?:trade|commerce|relations|partner) (?:of|with|between))\b"
)
_TOWARDS = re.compile(r"\b(?:to|for|from|with|in|into)(?: the)? $")
_OF_ALL = re.compile(r"\bof (?:the )?(?:world|global|total|all)\b(?! gdp| output| gross)")
_POINTS_BACK = re.compile(r"^(?:it|this|that|the (?:figure|total|number|sum))$|\b(?:deficit|surplus|turnout)$")
_PEOPLE_OF = re.compile(r"\b(?:population|populous|inhabitant)")
_STATE_OF = re.compile(
    r"\b(?:countr|nation|state|republic|home|land|island)\w* (?:of|to|with)\b|people live|\bits [\w. ]*people"
)
_AWAY = re.compile(
    r"(?:miles?|km|kilomet\w+) (?:\w+ ){0,2}(?:from (?!\d)|off|inside|into|away|behind|beyond|east|west|north|south)"
    r"|journey|trek"
)
_NOT_ALL = re.compile(
    r"\b(?:kill|dead\b|death|die[ds]?\b|wound|injur|displac|refuge|aboard|on board|fled\b|flee|exile|migrat"
    r"|left\b|arrest|detain|hostage|protest|evacuat|massacr|starv|homeless|expel|deport|surrender|captur|murder)"
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
    on, dated = _when(sentence, mention, phrase, indicator)
    owners, owned = _owners(sentence, mention, phrase, indicator)
    others = _others(sentence, mention, owners, indicator)
    if counted.in_row(sentence, mention) and others and len(owners) == 1 and _heads_own(sentence):
        owners, others = tuple(others[:1]), [*owners]  # "Chile's exports: Peru 5 million"
    return Measured(
        span=phrase,
        mention=mention,
        quantity=_deficit(mention.value)
        if indicator == "trade_balance" and "deficit" in (sentence.text + _taken_up(sentence, mention)).lower()
        else mention.value,
        indicator=indicator,
        actors=states_of(owners, on),
        on=on,
        words=words,
        counterpart=next(iter(states_of(others, on)), ""),
        owned=owned,
        dated=dated,
        role=standing.role(sentence, mention),
        bound=standing.bound(sentence, mention),
        qualifier=standing.qualifier(sentence, mention),
    )


def _when(sentence: Sentence, mention: Mention[Quantity], phrase: Span, indicator: str) -> Attached:
    """The time of a number: also of the one before ("trade 5 (2021); exports 3"), or of its list."""
    on, dated = period_for(sentence, phrase)
    if dated not in {"carried", ""}:
        return on, dated
    before = alike_before(sentence, mention)
    there = period_for(sentence, phrase_of(sentence, before[-1]), carry=False) if before else (None, "")
    if there[0]:
        return there
    if counted.in_row(sentence, mention):
        head = dates.find(re.sub(r"\([^()]*[A-Za-z][^()]*\)", "", sentence.lead))
        return (head[0].value, "head") if head else (on, dated)
    only = [m.value for m in sentence.periods if m.span.end <= phrase.start]
    polled = on is None and len(only) == 1 and indicator in indicators.POLLS
    return (only[0], "far") if polled else (on, dated)  # "it voted on 1 May 2006: 60 per cent were for it"


def _is_mutual(indicator: str) -> bool:
    return _over(indicator) in {_SHARED, "state to state"}


def _over(indicator: str) -> str:
    """What an indicator is counted over."""
    known = indicators.indicators().get(indicator)
    return known.over if known else ""


def _deficit(quantity: Quantity) -> Quantity:
    """A deficit is a balance below zero."""
    return dataclasses.replace(quantity, value=-quantity.value, low=-quantity.high, high=-quantity.low)


def _owners(
    sentence: Sentence, mention: Mention[Quantity], phrase: Span, indicator: str
) -> tuple[tuple[Actor, ...], str]:
    """Whose a number is, and the rung; what two states share is theirs where the words by it name nobody."""
    before = alike_before(sentence, mention)
    if before and phrase.start == mention.span.start and standing.role(sentence, mention) == "to":
        return _owners(sentence, before[-1], phrase_of(sentence, before[-1]), indicator)  # it goes on from there
    owners, owned = actors_for(sentence, phrase)
    if owned in {"carried", "sentence", ""} and _of_the_world(sentence, phrase):
        return (_WORLD,), "inside"
    if _over(indicator) in {"referendum", "election"} and any(actor.type in {"igo", "org"} for actor in owners):
        return _voters(sentence, phrase)
    return _sharers(sentence, mention, owners, owned) if _over(indicator) == _SHARED else (owners, owned)


def _voters(sentence: Sentence, phrase: Span) -> tuple[tuple[Actor, ...], str]:
    """The state that voted: the one named last before a number, else the one that the text was about last."""
    named = [m.value for m in sentence.actors if m.value.type == "state" and m.span.end <= phrase.start]
    last = [actor for actor in sentence.cast if actor.type == "state"]
    return ((named[-1],), "left") if named else (tuple(last[:1]), "carried")


def _sharers(
    sentence: Sentence, mention: Mention[Quantity], owners: tuple[Actor, ...], owned: str
) -> tuple[tuple[Actor, ...], str]:
    """The states that share what is counted, such as trade."""
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


def _of_the_world(sentence: Sentence, phrase: Span) -> bool:
    """Whether a number is all the world's: the words of its piece of the sentence name the world, and nobody."""
    before = re.sub(r"\([^()]*\)", "", sentence.at(Span(sentence.span.start, phrase.start)))
    head, _, behind = before.rpartition(": ")
    said = re.findall(r"[\w-]+", f"{head} {behind.rpartition('; ')[2]} {sentence.at(phrase)}".lower())
    return bool(word_classes()["whole_world"] & {*said})


def _others(sentence: Sentence, mention: Mention[Quantity], owners: tuple[Actor, ...], indicator: str) -> list[Actor]:
    """Who else is named in the number's clause; what stands in brackets is of the parties of the whole sentence."""
    clause = clause_of(sentence, mention.span)
    if counted.in_row(sentence, mention):
        return [m.value for m in _heading(sentence) if m.value not in owners and _is_mutual(indicator)]
    aside = _bracketed(sentence, mention)
    able = [m for m in sentence.actors if not only_reckons(sentence, m)]
    named = [m for m in able if (aside and m.value.type == "state") or (clause and m.span in clause.whole)]
    return [m.value for m in named if m.value not in owners] or _partner(sentence, owners, indicator)


def _heading(sentence: Sentence) -> list[Mention[Actor]]:
    """The states in the head of a list."""
    return [m for m in actors.find(sentence.lead) if m.value.type == "state"]


def _heads_own(sentence: Sentence) -> bool:
    """Whether the head of a list says whose all is ("Chile's exports"), not towards whom ("exports to Chile")."""
    return not any(_TOWARDS.search(sentence.lead[: m.span.start]) for m in _heading(sentence))


def _partner(sentence: Sentence, owners: tuple[Actor, ...], indicator: str) -> list[Actor]:
    """The other of the pair that the text speaks of, where these words or those before have both in view."""
    if not _is_mutual(indicator) or len(owners) != 1:
        return []
    if _of_the_world(sentence, sentence.span) or re.search(r"\b(?:total|overall|all)\b", sentence.text):
        return []
    others = [state for state in sentence.pair if state not in owners]
    if len(others) != 1 or len(sentence.pair) != 2:
        return []
    return others if _BOTH.search(f"{sentence.before} {sentence.text}".lower()) else []


def _can_be(indicator: str, quantity: Quantity, words: str) -> bool:
    """Whether words that tell an indicator do not tell another thing: a border's length, not the way to the border."""
    if indicator == "military_expenditure_share":
        return not _OF_ALL.search(words)
    if indicator == "troops":
        return not _NOT_ALL.search(words)
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
    words = " ".join(around[:3])
    found = _told(mention.value, around[:3], words)
    taken_up = f"{around[2]} {_taken_up(sentence, mention).lower()}"
    if not found and counted.in_row(sentence, mention):
        found = _told(mention.value, (taken_up,), taken_up)
    if found:
        return found
    inside = _bracketed(sentence, mention)
    before = [other for other in alike_before(sentence, mention) if _bracketed(sentence, other) == inside]
    earlier = _indicator(sentence, before[-1], phrase_of(sentence, before[-1])) if before else ""
    if earlier and _can_be(earlier, mention.value, words):
        return earlier
    return _told(mention.value, (*around[3:], taken_up), f"{words} {taken_up}")


def _told(quantity: Quantity, around: Sequence[str], words: str) -> str:
    """The best indicator that the words tell and that can be."""
    barred: list[str] = []
    while True:
        found, _ = indicators.link(quantity, around, barred=barred)
        if not found or _can_be(found, quantity, words):
            return found
        barred.append(found)


def _taken_up(sentence: Sentence, mention: Mention[Quantity]) -> str:
    """The words that a number goes on from: its list's head with what it counts, or what "it" or "the deficit" is."""
    if counted.in_row(sentence, mention):
        return f"{sentence.lead} {mention.value.unit}"
    clause = clause_of(sentence, mention.span)
    subject = sentence.at(clause.subject).lower() if clause and clause.subject else ""
    unit = mention.value.unit if mention.how == "bare" else ""
    return sentence.before if _POINTS_BACK.search(subject) else unit


def alike_before(sentence: Sentence, mention: Mention[Quantity]) -> list[Mention[Quantity]]:
    """The numbers of the same unit that stand before one."""
    return [m for m in sentence.quantities if m.span.end <= mention.span.start and m.value.unit == mention.value.unit]


def _bracketed(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    before = sentence.at(Span(sentence.span.start, mention.span.start))
    return before.rfind("(") > before.rfind(")")
