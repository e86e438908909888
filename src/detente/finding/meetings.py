"""Where meetings stand in a sentence: acts of talking, nouns of meeting, and lists of places with dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.actors import leads
from detente.annotate import noun_phrase
from detente.attaching import clause_of, is_known, leaders, meeting_of, period_for, with_parties
from detente.finding import acts, phrases, roles
from detente.lexicon import word_classes
from detente.model import Act, Clause, Period, Sentence, Span

_LISTED = re.compile(
    r"(?:^|[;:,–—] ?|\band )\s*((?:[A-Z][\w’'.]+ ?)+(?:sidelines |summit |meeting )*)\(([^()]*\d{4}[^()]*)\)"
)
_BARE = re.compile(r"\b([A-Z][\w’'.]+) \(((?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(?:[A-Z][a-z]+ )?\d{4})\)")
_IN_AND_ON = re.compile(r"\b(?:in|at) ([A-Z][\w’']+(?: [A-Z][\w’']+)?),? (?:on |in )(?=\d|[A-Z])")
_SINCE = re.compile(
    r"\bsince (?:the )?(?:((?:19|20)\d\d) ([A-Z][\w’']+)|([A-Z][\w’']+) in ((?:19|20)\d\d))"
    r"(?: (?:summit|meeting|talks))?"
)
_NO_MONTH = r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
_PLACE = re.compile(rf"\b(?:[Ii]n|[Aa]t|[Oo]n) {_NO_MONTH}((?:[A-Z][\w’']+[ -]?)+)")
_PLACE_OF = re.compile(rf"\b{_NO_MONTH}([A-Z][\w’']+) (?:[Ss]ummit|meeting|talks)\b")
_IN_PERSON = re.compile(r"\bin[ -]person\b|\bsummit\b|\bface[ -]to[ -]face\b", re.IGNORECASE)
_OF_MEETINGS = re.compile(r"\b(?:meeting|summit|met|talks|encounter|visit)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """The parties of ``act`` met, as told under ``span``: by the clause of ``verb``, if any; ``format`` says how."""

    span: Span
    act: Act
    on: Period | None
    place: str
    format: str = "in_person"
    verb: int | None = None


def talks(sentence: Sentence) -> Iterator[Met]:
    """Acts of talking between parties of whom one at least is known, as their clause or as their noun phrase."""
    for clause in sentence.clauses:
        for act in clause.acts:
            if act.type != "CONSULT":
                continue
            verbal = act.rule.startswith("verb") or _happens(clause, act.trigger)
            span = clause.span if verbal else phrases.with_date(sentence, noun_phrase(sentence, act.trigger))
            met = with_parties(sentence, clause, act)
            if any(is_known(m.value) for m in (*met.source, *met.target)):
                met = roles.hosted(met, period_for(sentence, span)[0])
                yield _met(sentence, span, met, clause.verb if verbal else None)


def nouns(sentence: Sentence) -> Iterator[Met]:
    """Nouns of meeting whose parties the text has named before: "the Anchorage summit", "their first meeting"."""
    taken = [act.trigger for clause in sentence.clauses for act in clause.acts]
    for word in sentence.words:
        noun = word.tag.startswith("NN") and word.lemma.lower() in word_classes()["meeting_noun"]
        if not noun or word.span in taken:
            continue
        clause = clause_of(sentence, word.span)
        if clause and clause.subject and word.span in clause.subject and any(act.mutual for act in clause.acts):
            continue  # "the talks failed"
        happens = clause if clause and _happens(clause, word.span) else None
        span = happens.span if happens else phrases.with_date(sentence, noun_phrase(sentence, word.span))
        dated = any(m.span in span for m in sentence.periods)
        who = leaders(sentence, span.start, leads)
        told = dated or happens or re.search(r"\b(?:their|first|initial)\b", sentence.at(span))
        if len(who) == 2 and told:
            yield _met(sentence, span, meeting_of(who, word.span), happens.verb if happens else None)


def listed(sentence: Sentence) -> Iterator[Met]:
    """Places with dates, under a word for meetings: "Helsinki (July 16, 2018); Osaka G20 (June 2019)"."""
    if not _OF_MEETINGS.search(sentence.text.lower()):
        return
    for first, last, place in _places(sentence):
        span = Span(sentence.span.start + first, sentence.span.start + last)
        who = leaders(sentence, span.start, leads)
        on = next((m.value for m in sentence.periods if m.span in span), None)
        if on and len(who) == 2:
            yield Met(span=span, act=meeting_of(who, span), on=on, place=place.strip())


def _happens(clause: Clause, noun: Span) -> bool:
    """Whether the clause only says that a meeting was: "talks resumed", "the summit took place"."""
    happening = clause.lemma in word_classes()["happening_verb"]
    return happening and clause.subject is not None and noun in clause.subject


def _met(sentence: Sentence, span: Span, act: Act, verb: int | None) -> Met:
    words = sentence.at(span)
    found, named = _PLACE.search(words), _PLACE_OF.search(words)
    place = found[1].strip() if found else named[1] if named and not _is_party(sentence, span, named) else ""
    on = _date(sentence, span, span.start + found.end() if found else None)
    form = "" if _IN_PERSON.search(words) else acts.told("meeting", words.lower())
    return Met(span=span, act=act, on=on, place=place, format=form or "in_person", verb=verb)


def _date(sentence: Sentence, span: Span, place: int | None) -> Period | None:
    """When they met: of several dates the one right behind where the place ends is the meeting's."""
    on, _ = period_for(sentence, span, carry=False)
    dates = [m for m in sentence.periods if m.span in span]
    behind = [m for m in dates if place is not None and 0 <= m.span.start - place <= 6]
    return behind[0].value if len(dates) > 1 and len(behind) == 1 else on


def _is_party(sentence: Sentence, span: Span, named: re.Match[str]) -> bool:
    """Whether the name before "summit" is a person, a state or an organisation, not a place ("the Trump summit")."""
    at = Span(span.start + named.start(1), span.start + named.end(1))
    over = (m for m in sentence.actors if m.span.overlaps(at))
    return any(sentence.at(m.span) != named[1] or m.value.type != "state" for m in over)


def _places(sentence: Sentence) -> list[tuple[int, int, str]]:
    """The places that stand with a date: where each begins and its date ends in the sentence, and its name."""
    hits = [(f.start(1), f.end(), f[1]) for f in _LISTED.finditer(sentence.text)]
    if len(hits) > 1:  # in a list, also the place that no mark stands before
        bare = (f for f in _BARE.finditer(sentence.text))
        hits += [
            (f.start(1), f.end(), f[1]) for f in bare if not any(first <= f.start(1) < last for first, last, _ in hits)
        ]
    hits += [(max(f.start(1), f.start(3)), f.end(), f[2] or f[3]) for f in _SINCE.finditer(sentence.text)]
    return hits + _in_and_on(sentence)


def _in_and_on(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Two places or more, each with its date: "in Helsinki on 16 July 2018, in Vienna in May 2019 and in Osaka …"."""
    ends = {m.span.start - sentence.span.start: m.span.end - sentence.span.start for m in sentence.periods}
    found = [(f.start(1), ends[f.end()], f[1]) for f in _IN_AND_ON.finditer(sentence.text) if f.end() in ends]
    return found if len(found) > 1 else []
