"""Counts and ordinals: numbers of countable facts, the how-manieth of them, and "first since"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente import numerals, units
from detente.actors import states_of
from detente.annotate import noun_phrase
from detente.attaching import actors_for, period_for
from detente.measured import COUNTED, is_vote_count, said_before
from detente.model import Period, Quantity, Sentence, Span

_EVER = re.compile(r"\b(?:ever|in history|while in office)\b")
_SINCE = re.compile(r"\bsince\b")
_SINCE_YEAR = re.compile(r" (?:[\w’'-]+ ){0,12}since (?:\w+ )?\d{4}")
_IN_YEARS = re.compile(r" (?:[\w’'-]+ ){0,12}in (?:[a-z]+ ){0,2}(?P<years>[\w-]+) years?\b")
_IN_A_TIME = re.compile(
    r" (?:[\w’'-]+ ){0,12}in (?:[a-z]+ ){0,3}(?:years?|decades?|months|weeks|generations?|century)\b"
)
_STOP = re.compile(r"[,;:(]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A ``count`` or an ``ordinal`` of ``what`` for ``actors``; ``words`` are its own and the sentence's."""

    span: Span
    what: str
    actors: tuple[str, ...]
    on: Period | None
    words: str
    count: Quantity | None = None
    ordinal: int | None = None
    since: Period | None = None
    number: Span | None = None


def ordinals(sentence: Sentence) -> Iterator[Counted]:
    """The ordinals outside names and dates that tell of a countable fact, of all time, or of the time since a date."""
    taken = [m.span for named in (sentence.actors, sentence.instruments, sentence.periods) for m in named]
    counted = ""
    for mention in numerals.find_ordinals(sentence.text):
        span = Span(mention.span.start + sentence.span.start, mention.span.end + sentence.span.start)
        if any(span in other for other in taken):
            continue
        wide = _phrase(sentence, span)
        since = _since(sentence, wide)
        if since is None and _IN_A_TIME.match(sentence.at(Span(span.end, sentence.span.end))):
            since = _years_back(sentence, span)
            if since is None:
                continue  # "the first in decades" counts from no year
        found = dataclasses.replace(_counted(sentence, wide, since), ordinal=mention.value)
        if found.what in COUNTED or since or _EVER.search(sentence.at(wide)):
            counted = found.what or counted  # "their seventh visit, first since 2019" counts visits twice
            yield dataclasses.replace(found, what=counted)


def numbers(sentence: Sentence) -> Iterator[Counted]:
    """The whole numbers under a thousand of countable facts that are not only said again."""
    for number in sentence.quantities:
        value = number.value.value
        whole = value == int(value) and value < 1000
        if (
            number.value.unit in COUNTED
            and whole
            and not is_vote_count(sentence, number)
            and not said_before(sentence, number)
        ):
            found = _counted(sentence, _phrase(sentence, number.span))
            what = found.what or number.value.unit
            yield dataclasses.replace(found, what=what, count=number.value, number=number.span)


def repeats(sentence: Sentence) -> Iterator[Counted]:
    """How often somebody did something, told by an adverb: "visited Moscow twice", not "twice as many"."""
    deeds = {clause.verb for clause in sentence.clauses if any(act.source for act in clause.acts)}
    for i, word in enumerate(sentence.words):
        times = {"twice": 2.0, "thrice": 3.0}.get(word.text.lower())
        if times and word.head in deeds and not any(other.head == i for other in sentence.words):
            count = Quantity(value=times, unit="time", low=times, high=times)
            yield dataclasses.replace(_counted(sentence, word.span), what="time", count=count, number=word.span)


def _phrase(sentence: Sentence, span: Span) -> Span:
    """The noun phrase a number stands in, to the next comma."""
    top = next((i for i, w in enumerate(sentence.words) if w.span.overlaps(span)), None)
    if top is None:
        return span
    head = sentence.words[sentence.words[top].head]
    wide = noun_phrase(sentence, head.span) if head.tag.startswith("NN") else span
    start = min(span.start, wide.start)
    since = _SINCE_YEAR.match(sentence.at(Span(span.end, sentence.span.end)))
    if since:
        return Span(start, span.end + since.end())
    end = max(wide.end, span.end)
    stop = _STOP.search(sentence.at(Span(span.end, end)))
    return Span(start, span.end + stop.start() if stop else end)


def _since(sentence: Sentence, span: Span) -> Period | None:
    found = _SINCE.search(sentence.at(span))
    return next((m.value for m in sentence.periods if found and m.span in span), None)


def _years_back(sentence: Sentence, span: Span) -> Period | None:
    """Since when "the first in six years" counts: six years before its date, give or take a part of one."""
    match = _IN_YEARS.match(sentence.at(Span(span.end, sentence.span.end)))
    number = next(iter(units.find(f"{match['years']} years")), None) if match else None
    on = period_for(sentence, span)[0]
    if number is None or on is None or on.start.year <= number.value.value + 1:
        return None
    year = on.start.year - int(number.value.value)
    return Period.of(str(year - 1), str(year))


def _counted(sentence: Sentence, span: Span, since: Period | None = None) -> Counted:
    """What is counted, whose it is and when: since a date, what the text spoke of before that."""
    earlier = [m.value for m in sentence.periods if m.span.end <= span.start and m.value != since]
    on = (earlier[-1] if earlier else sentence.dated) if since else period_for(sentence, span)[0]
    owners, _ = actors_for(sentence, span)
    words = sentence.at(span).lower()
    nouns = [w.lemma.lower() for w in sentence.words if w.span in span and w.tag.startswith("NN")]
    face = ["face-to-face"] if "face-to-face" in words else []  # the parser cuts it into five words
    what = next((noun for noun in face + nouns if noun in COUNTED), nouns[0] if nouns else "")
    words = f"{words} {sentence.text.lower()}"
    return Counted(span=span, what=what, actors=states_of(owners, on), on=on, words=words, since=since)
