"""Noun phrases that tell of something: the date beside one, and whether what it names is taken as having happened."""

from __future__ import annotations

import re

from detente.model import Sentence, Span

_SETTINGS = frozenset({
    "after", "amid", "before", "despite", "during", "following", "over", "pending", "since", "until", "upon",
})  # fmt: skip
"""Prepositions that tell when or on account of what another thing was, so that this one happened too."""

_BESIDE = re.compile(r",? (?:(?:in|on|of) (?:(?:early|late|mid) )?)?|[ ,]*\(")


def with_date(sentence: Sentence, span: Span) -> Span:
    """A noun phrase with the date at its side that the parser hung elsewhere.

    In front ("the May 3, 1999, Lima summit"), or behind ("the death of Nasser in 1970", "her visit, in May 1977, …").
    """
    before = (m.span for m in sentence.periods if m.span.end <= span.start)
    date = next((date for date in before if sentence.at(Span(date.end, span.start)) in {" ", ", "}), None)
    span = Span(date.start, span.end) if date else span
    after = (m.span for m in sentence.periods if m.span.start > span.end and m.how != "duration")
    date = next((date for date in after if _BESIDE.fullmatch(sentence.at(Span(span.end, date.start)))), None)
    return Span(span.start, date.end) if date and not _holds_date(sentence, span) else span


def _holds_date(sentence: Sentence, span: Span) -> bool:
    return any(m.span.overlaps(span) for m in sentence.periods)


def is_setting(sentence: Sentence, trigger: Span) -> bool:
    """Whether a noun, or the one it is coordinated with, says when or why another thing was: "after the raid on"."""
    i = next(i for i, word in enumerate(sentence.words) if word.span.overlaps(trigger))
    while sentence.words[i].relation == "conj" and sentence.words[i].head != i:
        i = sentence.words[i].head
    above = sentence.words[sentence.words[i].head]
    return sentence.words[i].relation == "pobj" and above.text.lower() in _SETTINGS


def is_subject(sentence: Sentence, trigger: Span) -> bool:
    """Whether a noun, or the one it is coordinated with, is what a clause speaks of."""
    i = next(i for i, word in enumerate(sentence.words) if word.span.overlaps(trigger))
    while sentence.words[i].relation == "conj" and sentence.words[i].head != i:
        i = sentence.words[i].head
    return sentence.words[i].relation in {"nsubj", "nsubjpass"}
