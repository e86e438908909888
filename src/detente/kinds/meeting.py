"""Meetings: talks, visits, summits and calls, with who took part, when and where."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.actors import leads, states_of
from detente.annotate import noun_phrase
from detente.attaching import clause_of, is_known, is_where, listed, period_for
from detente.model import Act, Actor, Clause, Field, Kind, Mention, Period, Reading, Sentence, Span

FORMATS = {"call": "call", "phone": "call", "telephone": "call", "video": "video", "virtual": "video"}

_LISTED = re.compile(r"(?:^|[;:,–—] ?|\band )\s*((?:[A-Z][\w’'.]+ ?)+(?:sidelines |summit |meeting )*)\(([^()]*\d{4}[^()]*)\)")
_IN_AND_ON = re.compile(r"\b(?:in|at) ([A-Z][\w’']+(?: [A-Z][\w’']+)?),? (?:on |in )(?=\d|[A-Z])")
_SINCE = re.compile(r"\bsince (?:the )?(?:((?:19|20)\d\d) ([A-Z][\w’']+)|([A-Z][\w’']+) in ((?:19|20)\d\d))(?: (?:summit|meeting|talks))?")
_HAPPENS = frozenset({"take", "occur", "happen", "follow", "begin", "start", "open", "resume", "convene", "hold", "pass", "proceed"})
_WITH = re.compile(r"\b(?:with|and|from|to|between)(?: the| his| her| their)?\s*$")
_PLACE = re.compile(r"\b(?:in|at|on) ((?:[A-Z][\w’']+[ -]?)+)")


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
                act = _with_parties(sentence, clause, act)
                if any(is_known(m.value) for m in (*act.source, *act.target)):
                    yield _reading(sentence, span, act, clause.verb if verbal else None)
    taken = [act.trigger for clause in sentence.clauses for act in clause.acts]
    yield from _named(sentence, taken)
    yield from _listed(sentence)


def _happens(clause: Clause, noun: Span) -> bool:
    """Whether the clause only says that a meeting was: "talks resumed", "the summit took place"."""
    return clause.lemma in _HAPPENS and clause.subject is not None and noun in clause.subject


def _with_parties(sentence: Sentence, clause: Clause, act: Act) -> Act:
    """The act with those in one list with its parties, without the state where they met, and with whom a lone party met."""
    source, target = listed(sentence, act.source), listed(sentence, act.target)
    if len({m.value for m in (*source, *target)}) > 2:
        source, target = (tuple(m for m in side if not is_where(sentence, m)) for side in (source, target))
    if not target and len(source) == 1:
        after = [m for m in sentence.actors if m.span in clause.span and m.span.start >= act.trigger.end and m not in source]
        target = listed(sentence, [m for m in after if _WITH.search(sentence.at(Span(sentence.span.start, m.span.start)))][:1])
    return dataclasses.replace(act, source=source, target=tuple(m for m in target if m not in source))


def _reading(sentence: Sentence, span: Span, act: Act, verb: int | None) -> Reading[Meeting]:
    who = tuple(dict.fromkeys(m.value.id for m in (*act.source, *act.target)))
    return Reading(span=span, body=_body(sentence, span, who), rule=act.rule, verb=verb, act=act, sure=0.8)


def _body(sentence: Sentence, span: Span, who: tuple[str, ...]) -> Meeting:
    words = sentence.at(span)
    on, _ = period_for(sentence, span, carry=False)
    found = _PLACE.search(words)
    form = next((form for word, form in FORMATS.items() if re.search(rf"\b{word}", words.lower())), "in_person")
    return Meeting(participants=who, on=on, place=found[1].strip() if found else "", format=form, words=words.lower())


def _named(sentence: Sentence, taken: list[Span]) -> Iterator[Reading[Meeting]]:
    """"The Anchorage summit", "their first meeting": a noun of meeting whose parties the text has named before."""
    for word in sentence.words:
        if word.lemma.lower() not in {"summit", "meeting", "talk", "call", "encounter", "visit"} or not word.tag.startswith("NN") or word.span in taken:
            continue
        clause = clause_of(sentence, word.span)
        happens = clause is not None and _happens(clause, word.span)
        span = clause.span if clause and happens else noun_phrase(sentence, word.span)
        dated = any(m.span in span for m in sentence.periods) or bool(re.search(r"\b(?:their|first|initial)\b", sentence.at(span)))
        who = _leaders(sentence, span.start)
        if dated and len(who) == 2:
            yield Reading(span=span, body=_body(sentence, span, tuple(a.id for a in who)), rule="noun of meeting, parties carried", verb=clause.verb if clause and happens else None, act=_act(who, word.span), sure=0.6)


def _listed(sentence: Sentence) -> Iterator[Reading[Meeting]]:
    """"Helsinki (July 16, 2018); Osaka G20 (June 2019)": places with dates, under a word for meetings."""
    if not re.search(r"\b(?:meeting|summit|met|talks|encounter|visit)", sentence.text.lower()):
        return
    hits = [(f.start(1), f.end(), f[1]) for f in _LISTED.finditer(sentence.text)]
    hits += [(max(f.start(1), f.start(3)), f.end(), f[2] or f[3]) for f in _SINCE.finditer(sentence.text)]
    hits += _places_with_dates(sentence)
    for first, last, place in hits:
        start = sentence.span.start + first
        span = Span(start, sentence.span.start + last)
        who = _leaders(sentence, start)
        on = next((m.value for m in sentence.periods if m.span in span), None)
        if on and len(who) == 2:
            body = Meeting(participants=tuple(a.id for a in who), on=on, place=place.strip(), words=sentence.at(span).lower())
            yield Reading(span=span, body=body, rule="place with date in a list of meetings", act=_act(who, span), sure=0.9)


def _places_with_dates(sentence: Sentence) -> list[tuple[int, int, str]]:
    """"in Helsinki on 16 July 2018, in Vienna in May 2019 and in Osaka …": two or more, each a meeting of its own."""
    ends = {m.span.start - sentence.span.start: m.span.end - sentence.span.start for m in sentence.periods}
    found = [(f.start(1), ends[f.end()], f[1]) for f in _IN_AND_ON.finditer(sentence.text) if f.end() in ends]
    return found if len(found) > 1 else []


def _act(who: tuple[Actor, ...], trigger: Span) -> Act:
    mentions = tuple(Mention(span=trigger, value=actor, how="carried", sector="GOV") for actor in who)
    return Act(type="CONSULT", source=mentions, trigger=trigger, lemma="meet", rule="parties carried", mutual=True)


def _leaders(sentence: Sentence, before: int) -> tuple[Actor, ...]:
    """The two persons of different states named last, else the two states."""
    after = (m.value for m in sentence.actors if m.span.start >= before)
    cast = [*(m.value for m in reversed(sentence.actors) if m.span.end <= before), *after, *sentence.cast]
    at = next((m.value for m in sentence.periods), sentence.dated)
    in_office = [actor for actor in cast if actor.type == "person" and leads(actor.id, at)]
    cast = in_office if len({actor.of for actor in in_office}) >= 2 else cast
    for wanted in ("person", "state"):
        found: dict[str, Actor] = {}
        for actor in cast:
            if actor.type == wanted:
                found.setdefault(actor.of or actor.id, actor)
        if len(found) >= 2:
            return tuple(found.values())[1::-1]
    return ()


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
    if said.place and not place and said.on.days > 3:
        return 0.0  # another place, and no day that would tell
    return 0.35 + 0.15 * exact + 0.35 * place + 0.3 * near


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
    fields=(Field("date", lambda body: body.on, "event_date"),),
    slots=slots,
)
