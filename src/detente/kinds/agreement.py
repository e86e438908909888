"""Agreements: that one exists, and when it was signed, ratified, in force, suspended, left or expired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.actors import states_of
from detente.attaching import clause_of, is_known, period_for, phrase
from detente.instruments import name_of
from detente.model import Clause, Instrument, Mention, Period, Sentence, Span
from detente.offers import Field, Kind, Reading

ACTS = {
    "initialled": r"\binitial(?:l?ed|l?ing|s)\b",
    "signed": r"\b(?:sign(?!ator|al|if)|conclude|subscrib|ink|seal|issue)",
    "ratified": r"\bratif|\bapprov",
    "in_force": r"\b(?:ent(?:er|ry|ered|ering)\w* into force|took effect|take effect|in force)",
    "suspended": r"\bsuspen",
    "withdrew": r"\b(?:withdr[ae]w|exit|quit|pull\w* out|left\b|abandon|renounc)",
    "expired": r"\bexpir|\blaps",
    "terminated": r"\bterminat",
    "extended": r"\bexten(?:d|s)",
    "proposed": r"\b(?:propos|outlin|unveil|present)",
}
"""Act → the words that say so; the first that stands in the clause counts."""

_DEMONSTRATIVE = re.compile(r"(?:the|these|this|both|that)\b ?(two|both)? ?(treat(?:y|ies)|agreements?|accords?|pacts?|conventions?|protocols?)$")
_AFTER = re.compile(r"\b(?:after|since|before|following|under|unlike|like|beyond|than|to replace|replacing) (?:the |a |an )?(?:\w+ ){0,2}$")
TYPES = frozenset({"treaty", "agreement", "communique", "plan", "conference"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """``act`` of ``actors`` on ``agreement`` (an instrument's id); an act left open is that it came about."""

    agreement: str
    name: str
    actors: tuple[str, ...] = ()
    act: str = ""
    on: Period | None = None
    place: str = ""


def read(sentence: Sentence) -> Iterator[Reading[Agreement]]:
    """Each named agreement that is dated or acted on: its clause when a verb says the act, else its name with its year."""
    for mention in sentence.instruments:
        if mention.value.type not in TYPES:
            continue
        clause = clause_of(sentence, mention.span)
        act = "" if _AFTER.search(sentence.at(Span(sentence.span.start, mention.span.start))) else _act(sentence, clause, mention)
        span = phrase(sentence, mention.span)
        year = _year(sentence, mention, span)
        if clause and act and clause.form != "nominal":
            several = sum(m.value.type in TYPES and m.span in clause.span for m in sentence.instruments) > 1
            on, _ = (year[0], "") if several and year else period_for(sentence, clause.span, carry=False)
            if act not in {"signed", "proposed"} and any(m.value == on and m.span in phrase(sentence, mention.span) for m in sentence.periods):
                on = None  # "withdrew from the 2015 deal": the name's own year
            actors = states_of((m.value for a in clause.acts for m in (*a.source, *a.target) if is_known(m.value)), on)
            coded = next((a for a in clause.acts), None)
            body = Agreement(agreement=mention.value.id, name=mention.value.name, actors=actors, act=act, on=on, place=_place(sentence.at(clause.span)) if act == "signed" and not several else "")
            yield Reading(span=clause.span, body=body, rule=f"agreement {act}", verb=clause.verb, act=coded, sure=0.8)
        for further in sentence.clauses:  # "… was signed in 1968, entered into force in 1970"
            then = _first_act(sentence.at(further.span).lower()) if further.form in {"conjunct", "adverbial"} and further != clause and further.subject and mention.span.overlaps(further.subject) else ""
            dated = [m for m in sentence.periods if m.span in further.span]
            if then and dated:
                body = Agreement(agreement=mention.value.id, name=mention.value.name, act=then, on=period_for(sentence, further.span, carry=False)[0])
                yield Reading(span=further.span, body=body, rule=f"agreement {then}", verb=further.verb, act=next(iter(further.acts), None), sure=0.75)
        if year and (not act or act == "signed" or year[0].precision == "year"):
            body = Agreement(agreement=mention.value.id, name=mention.value.name, act="" if act == "signed" or _own_date(sentence, clause, mention, year[1]) else "other", on=year[0])
            yield Reading(span=Span(min(span.start, year[1].start), max(span.end, year[1].end)), body=body, rule="agreement with its year", sure=0.7)
    yield from _meant(sentence)


_COMES = frozenset({"be", "follow", "date", "come", "produce", "yield", "negotiate", "draft", "agree", "make", "reach", "adopt", "establish", "create", "end", "begin"})


def _own_date(sentence: Sentence, clause: Clause | None, mention: Mention[Instrument], date: Span) -> bool:
    """Whether a date behind the name is the agreement's, not that of what the clause's verb does to it: "acceded to the treaty on …"."""
    between = sentence.at(Span(mention.span.end, date.start)).strip() if date.start >= mention.span.end else ""
    between = re.sub(r"^(?:treaty|agreement|accord|pact),? ?", "", between)
    return clause is None or clause.form == "nominal" or clause.lemma in _COMES or between not in {"on", "in"}


_PLACE = re.compile(r"\b(?:signed|concluded|agreed|initialled|sealed|reached)\b(?: (?!in |at )[a-z]+){0,3} (?:in|at) ((?:[A-Z][\w’'.-]+ ?)+)")


def _place(words: str) -> str:
    """Where something was signed, when that stands behind the verb."""
    found = _PLACE.search(words)
    return found[1].strip(" .") if found else ""


def _meant(sentence: Sentence) -> Iterator[Reading[Agreement]]:
    """"These two treaties were signed on …": the agreements named before."""
    for clause in sentence.clauses:
        subject = sentence.at(clause.subject).lower() if clause.subject else ""
        found = _DEMONSTRATIVE.match(subject)
        act = _first_act(sentence.at(clause.span).lower()) if found else ""
        if not found or not act or any(m.span.overlaps(clause.subject) for m in sentence.instruments if clause.subject):
            continue
        many = 2 if found[1] in {"two", "both"} or found[2].endswith("s") else 1
        on, _ = period_for(sentence, clause.span, carry=False)
        for instrument in [item for item in sentence.recent if item.type in TYPES][:many][:1]:
            body = Agreement(agreement=instrument.id, name=instrument.name, act=act, on=on)
            yield Reading(span=clause.span, body=body, rule="agreement named before", verb=clause.verb, act=next(iter(clause.acts), None), sure=0.7)


def _first_act(words: str) -> str:
    return next((act for act, pattern in ACTS.items() if re.search(pattern, words)), "")


def _act(sentence: Sentence, clause: Clause | None, mention: Mention[Instrument]) -> str:
    """The act that the clause's verb says; "sign" and its like must stand near the name."""
    if clause is None:
        return ""
    words = sentence.at(clause.span).lower().replace(sentence.at(mention.span).lower(), "_")
    return _first_act(words)


def _year(sentence: Sentence, mention: Mention[Instrument], span: Span) -> tuple[Period, Span] | None:
    """A date in the name or its phrase ("the 1987 INF Treaty") or right behind it ("SALT I (1972)", "START II in 1993")."""
    for found in sentence.periods:
        if found.span in span:
            return found.value, found.span
        between = sentence.at(Span(mention.span.end, found.span.start)) if found.span.start >= mention.span.end else "-"
        if re.fullmatch(r"(?: treaty| agreement| accord)?,? ?(?:\(|in |of |on )?", between.lower()):
            return found.value, found.span
    return None


COLUMNS = ("agreement", "act", "actors", "start", "end", "place")


def from_row(row: Mapping[str, str]) -> Agreement:
    """An act on an agreement from a reference row."""
    return Agreement(
        agreement=row["agreement"],
        name=name_of(row["agreement"]),
        actors=tuple(filter(None, row["actors"].split(";"))),
        act=row["act"],
        on=Period.of(row["start"], row["end"]) if row["start"] else None,
        place=row["place"],
    )


def keys(body: Agreement) -> Iterable[str]:
    """Agreements are looked up by their id."""
    return (body.agreement,)


def same(said: Agreement, found: Agreement) -> float:
    """One act on one agreement; an act left open means the signing, or the coming about."""
    if said.agreement != found.agreement:
        return 0.0
    if said.act == "other":
        return 0.0
    if not said.act:
        return {"signed": 0.9, "proposed": 0.85, "in_force": 0.75, "ratified": 0.75}.get(found.act, 0.7)
    if said.act != found.act:
        return 0.0
    parties = set(states_of(found.actors, found.on))
    return 0.9 if not said.actors or set(said.actors) & parties or len(parties) < 2 else 0.6


def slots(body: Agreement) -> dict[str, Any]:
    """The interchange fields of an agreement."""
    return {"subject": body.name, "predicate": body.act or "came about", "period": body.on, "object": body.name}


KIND = Kind(
    name="agreement",
    body=Agreement,
    rank=70,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("date", lambda body: body.on, "event_date"), Field("place", lambda body: body.place or None, "place")),
    slots=slots,
)
