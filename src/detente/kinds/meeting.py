"""Meetings: talks, visits, summits and calls, with who took part, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.actors import leads, name_of, states_of
from detente.annotate import noun_phrase
from detente.attaching import clause_of, is_known, leaders, meeting_of, period_for, with_parties
from detente.model import Act, Clause, Period, Sentence, Span
from detente.offers import Field, Kind, Reading

FORMATS = {"call": "call", "phone": "call", "telephone": "call", "video": "video", "virtual": "video", "letter": "letter", "telegram": "letter", "cable": "letter", "correspond": "letter"}

_LISTED = re.compile(r"(?:^|[;:,–—] ?|\band )\s*((?:[A-Z][\w’'.]+ ?)+(?:sidelines |summit |meeting )*)\(([^()]*\d{4}[^()]*)\)")
_BARE = re.compile(r"\b([A-Z][\w’'.]+) \(((?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(?:[A-Z][a-z]+ )?\d{4})\)")
_IN_AND_ON = re.compile(r"\b(?:in|at) ([A-Z][\w’']+(?: [A-Z][\w’']+)?),? (?:on |in )(?=\d|[A-Z])")
_SINCE = re.compile(r"\bsince (?:the )?(?:((?:19|20)\d\d) ([A-Z][\w’']+)|([A-Z][\w’']+) in ((?:19|20)\d\d))(?: (?:summit|meeting|talks))?")
_HAPPENS = frozenset({"take", "occur", "happen", "follow", "begin", "start", "open", "resume", "convene", "hold", "pass", "proceed"})
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PLACE = re.compile(rf"\b(?:[Ii]n|[Aa]t|[Oo]n) (?!(?:{_MONTHS})\b)((?:[A-Z][\w’']+[ -]?)+)")
_PLACE_OF = re.compile(rf"\b(?!(?:{_MONTHS})\b)([A-Z][\w’']+) (?:[Ss]ummit|meeting|talks)\b")
_IN_PERSON = re.compile(r"\bin[ -]person\b|\bsummit\b|\bface[ -]to[ -]face\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """``participants`` are person, state or organisation ids; ``format`` is in_person, call or video; ``level`` who met."""

    participants: tuple[str, ...]
    on: Period | None = None
    place: str = ""
    level: str = ""
    format: str = "in_person"
    name: str = ""
    words: str = ""


def read(sentence: Sentence) -> Iterator[Reading[Meeting]]:
    """Acts of talking, and places with dates listed in a sentence on meetings."""
    for clause in sentence.clauses:
        for act in clause.acts:
            if act.type == "CONSULT":
                verbal = act.rule.startswith("verb") or _happens(clause, act.trigger)
                span = clause.span if verbal else noun_phrase(sentence, act.trigger)
                met = with_parties(sentence, clause, act)
                if any(is_known(m.value) for m in (*met.source, *met.target)):
                    yield _reading(sentence, span, met, clause.verb if verbal else None)
    taken = [act.trigger for clause in sentence.clauses for act in clause.acts]
    yield from _named(sentence, taken)
    yield from _listed(sentence)


def _happens(clause: Clause, noun: Span) -> bool:
    """Whether the clause only says that a meeting was: "talks resumed", "the summit took place"."""
    return clause.lemma in _HAPPENS and clause.subject is not None and noun in clause.subject


def _reading(sentence: Sentence, span: Span, act: Act, verb: int | None) -> Reading[Meeting]:
    who = tuple(dict.fromkeys(m.value.id for m in (*act.source, *act.target)))
    return Reading(span=span, body=_body(sentence, span, who), rule=act.rule, verb=verb, act=act, sure=0.8)


def _body(sentence: Sentence, span: Span, who: tuple[str, ...]) -> Meeting:
    words = sentence.at(span)
    on, _ = period_for(sentence, span, carry=False)
    found = _PLACE.search(words)
    named = _PLACE_OF.search(words)
    place = found[1].strip() if found else named[1] if named and not _is_party(sentence, span, named) else ""
    dates = [m for m in sentence.periods if m.span in span]
    if found and len(dates) > 1:  # of several dates the one right behind the place is the meeting's
        behind = [m for m in dates if 0 <= m.span.start - span.start - found.end() <= 6]
        on = behind[0].value if len(behind) == 1 else on
    form = "in_person" if _IN_PERSON.search(words) else next((form for word, form in FORMATS.items() if re.search(rf"\b{word}", words.lower())), "in_person")
    return Meeting(participants=who, on=on, place=place, format=form, words=words.lower())


def _is_party(sentence: Sentence, span: Span, named: re.Match[str]) -> bool:
    """Whether the name in front of "summit" is a person, a state or an organisation, not a place ("the Trump summit")."""
    at = Span(span.start + named.start(1), span.start + named.end(1))
    return any((m.span.overlaps(at) and sentence.at(m.span) != named[1]) or (m.value.type != "state" and m.span.overlaps(at)) for m in sentence.actors)


def _named(sentence: Sentence, taken: list[Span]) -> Iterator[Reading[Meeting]]:
    """"The Anchorage summit", "their first meeting": a noun of meeting whose parties the text has named before."""
    for word in sentence.words:
        if word.lemma.lower() not in {"summit", "meeting", "talk", "call", "encounter", "visit"} or not word.tag.startswith("NN") or word.span in taken:
            continue
        clause = clause_of(sentence, word.span)
        happens = clause is not None and _happens(clause, word.span)
        span = clause.span if clause and happens else _with_date(sentence, noun_phrase(sentence, word.span))
        dated = any(m.span in span for m in sentence.periods) or bool(re.search(r"\b(?:their|first|initial)\b", sentence.at(span)))
        who = leaders(sentence, span.start, leads)
        if dated and len(who) == 2:
            yield Reading(span=span, body=_body(sentence, span, tuple(a.id for a in who)), rule="noun of meeting, parties carried", verb=clause.verb if clause and happens else None, act=meeting_of(who, word.span), sure=0.6)


def _with_date(sentence: Sentence, span: Span) -> Span:
    """A noun phrase with the date right in front of it that the parser hung elsewhere: "the May 3, 1999, Lima summit"."""
    before = next((m.span for m in sentence.periods if m.span.end <= span.start and sentence.at(Span(m.span.end, span.start)) in {" ", ", "}), None)
    return Span(before.start, span.end) if before else span


def _listed(sentence: Sentence) -> Iterator[Reading[Meeting]]:
    """"Helsinki (July 16, 2018); Osaka G20 (June 2019)": places with dates, under a word for meetings."""
    if not re.search(r"\b(?:meeting|summit|met|talks|encounter|visit)", sentence.text.lower()):
        return
    hits = [(f.start(1), f.end(), f[1]) for f in _LISTED.finditer(sentence.text)]
    if len(hits) > 1:  # in a list, also the place that no mark stands before
        hits += [(f.start(1), f.end(), f[1]) for f in _BARE.finditer(sentence.text) if not any(first <= f.start(1) < last for first, last, _ in hits)]
    hits += [(max(f.start(1), f.start(3)), f.end(), f[2] or f[3]) for f in _SINCE.finditer(sentence.text)]
    hits += _places_with_dates(sentence)
    for first, last, place in hits:
        start = sentence.span.start + first
        span = Span(start, sentence.span.start + last)
        who = leaders(sentence, start, leads)
        on = next((m.value for m in sentence.periods if m.span in span), None)
        if on and len(who) == 2:
            body = Meeting(participants=tuple(a.id for a in who), on=on, place=place.strip(), words=sentence.at(span).lower())
            yield Reading(span=span, body=body, rule="place with date in a list of meetings", act=meeting_of(who, span), sure=0.9)


def _places_with_dates(sentence: Sentence) -> list[tuple[int, int, str]]:
    """"in Helsinki on 16 July 2018, in Vienna in May 2019 and in Osaka …": two or more, each a meeting of its own."""
    ends = {m.span.start - sentence.span.start: m.span.end - sentence.span.start for m in sentence.periods}
    found = [(f.start(1), ends[f.end()], f[1]) for f in _IN_AND_ON.finditer(sentence.text) if f.end() in ends]
    return found if len(found) > 1 else []


COLUMNS = ("name", "participants", "level", "format", "start", "end", "place", "country", "duration_minutes", "words")


def from_row(row: Mapping[str, str]) -> Meeting:
    """A meeting from a reference row."""
    return Meeting(
        participants=tuple(filter(None, row["participants"].split(";"))),
        on=Period.of(row["start"], row["end"]),
        place=row["place"],
        level=row["level"],
        format=row["format"] or "in_person",
        name=row["name"],
        words=row["words"] or row["place"].lower().replace(" ", "-"),
    )


def keys(body: Meeting) -> Iterable[str]:
    """Meetings are looked up by each participant and by their states."""
    return {*body.participants, *states_of(body.participants, body.on)}


def same(said: Meeting, found: Meeting) -> float:
    """One meeting: the same parties, and the same place or time."""
    if len(said.participants) < 2 or not said.on:
        return 0.0
    exact = set(said.participants) <= set(found.participants)
    if not exact and set(states_of(said.participants, said.on)) != set(states_of(found.participants, found.on)):
        return 0.0
    if said.format != found.format:
        return 0.0
    place = wording.matches(found.words, said.words) or (bool(found.place) and found.place.lower() in said.words)
    near = found.on is not None and said.on.distance(found.on) <= 1
    leaders_met = exact and found.level == "leader" and said.on.days <= 31
    if said.place and not place and said.on.days > 3 and not leaders_met:
        return 0.0  # another place, and no day that would tell
    sure = 0.35 + 0.15 * exact + 0.35 * place + 0.3 * near
    return sure if near else min(sure, 0.75)  # they may have met there twice; only a complete list can tell (``complete_list``)


@dataclass(frozen=True, slots=True)
class Where:
    """The place named, and the text's words or, of a reference row, its pattern of words."""

    place: str
    words: str

    def __str__(self) -> str:
        return self.place


def where(body: Meeting) -> Where | None:
    """Where a meeting was held, None when nothing says."""
    return Where(body.place, body.words) if body.place else None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who took part, and when."""

    participants: tuple[str, ...]
    on: Period | None

    def __str__(self) -> str:
        return ", ".join(name_of(item) for item in self.participants)


def attended(body: Meeting) -> Attendance:
    """Who took part in a meeting."""
    return Attendance(body.participants, body.on)


def slots(body: Meeting) -> dict[str, Any]:
    """The interchange fields of a meeting."""
    return {"predicate": "met", "place": body.place or None, "period": body.on}


KIND = Kind(
    name="meeting",
    body=Meeting,
    rank=60,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("date", lambda body: body.on, "event_date"), Field("place", where, "meeting_place"), Field("who", attended, "attendance")),
    slots=slots,
)
