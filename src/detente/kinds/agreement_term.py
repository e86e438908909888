"""Agreement terms: what an agreement limits, bans, grants, requires or ends, with its number or its date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import indicators, units, wording
from detente.attaching import instrument_for, is_head, list_item
from detente.instruments import name_of
from detente.model import Clause, Instrument, Mention, Period, Quantity, Sentence, Span
from detente.offers import Field, Kind, Reading

PROVISIONS = {
    "limits": r"\b(?:limit|cap\b|caps\b|capp|ceiling|restrict|circumscrib|reduc|cut|constrain|freez|froze)",
    "bans": r"\b(?:ban|prohibit|forb[ia]d|outlaw|bar\b|barr|eliminat|abolish|renounc)",
    "grants": r"\b(?:grant|allow|permit|let\b|entitle|recogni[sz]|provid|lease|could use)",
    "requires": r"\b(?:requir|oblig|commit|call(?:ed|s)? (?:for|on)|must|shall|stipulat|demand|maintain|allot)",
    "ends": r"\b(?:cease|expir|dissol|terminat)",
    "transfers": r"\b(?:turned? over|transfer|cede|return|hand(?:ed)? over)",
    "verifies": r"\b(?:verif|inspect|monitor)",
}
"""Provision → the words that say so."""

_PROVIDES = frozenset(["state", "provide", "stipulate", "declare", "specify", "say", "require", "mean", "guarantee", "ensure", "agree"])
_LAYS_DOWN = frozenset({"treaty", "agreement", "plan", "communique", "law"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTerm:
    """One term of ``agreement``: a ``provision`` on ``what``, with its number or the ``date`` it fixes."""

    agreement: str
    name: str
    provision: str
    what: str
    quantity: Quantity | None = None
    date: Period | None = None
    until: Period | None = None
    actors: tuple[str, ...] = ()
    words: str = ""


def read(sentence: Sentence) -> Iterator[Reading[AgreementTerm]]:
    """Clauses in which an agreement lays something down, and each number of an agreement's terms."""
    for clause in sentence.clauses:
        instrument, rung = instrument_for(sentence, clause.span)
        if instrument is None or instrument.type not in _LAYS_DOWN:
            continue
        provision = _provision(sentence.at(clause.span))
        if not provision or not _lays_down(sentence, clause, instrument, rung):
            continue
        numbers = [m for m in sentence.quantities if m.span in clause.span and _is_term(m.value) and not _aside(sentence, m) and not any(m.span in i.span for i in sentence.instruments)]
        for mention in numbers:
            span = list_item(sentence, mention.span, clause.span)
            yield Reading(span=span, body=_body(sentence, instrument, provision, span, mention.value), rule=f"number an agreement {provision}", number=mention.span, sure=0.85)
        if not numbers or len(clause.span) > 80:
            yield Reading(span=clause.span, body=_body(sentence, instrument, provision, clause.span, None), rule=f"agreement {provision}", verb=clause.verb, sure=0.7)
    yield from _after_name(sentence)


def _after_name(sentence: Sentence) -> Iterator[Reading[AgreementTerm]]:
    """Numbers behind a name and a word of limiting: "New START, with limits of 1,550 …, 800 …, and 700 …"."""
    for mention in sentence.instruments:
        if mention.value.type not in _LAYS_DOWN:
            continue
        following = [m for m in sentence.quantities if m.span.start >= mention.span.end and m.value.unit not in {"percent", "ratio", "year"}]
        for number in following:
            between = sentence.at(Span(mention.span.end, number.span.start))
            named = any(mention.span.end <= other.span.start < number.span.start for other in sentence.instruments)
            if named or len(between) > 120 or re.search(r"[.:]\s", between) or not re.search(PROVISIONS["limits"], between.lower()):
                break
            span = list_item(sentence, number.span, Span(mention.span.end, sentence.span.end))
            yield Reading(span=span, body=_body(sentence, mention.value, "limits", span, number.value), rule="number behind a limit", number=number.span, sure=0.8)


def _provision(words: str) -> str:
    return next((name for name, pattern in PROVISIONS.items() if re.search(pattern, words.lower())), "")


def _lays_down(sentence: Sentence, clause: Clause, instrument: Instrument, rung: str) -> bool:
    """Whether the agreement speaks: it is the clause's subject, or the clause hangs on it, or is said of it as "it", "this"."""
    mentions = [m for m in sentence.instruments if m.value == instrument]
    if clause.subject and any(m.span.overlaps(clause.subject) and is_head(sentence, clause.subject, m.span) for m in mentions):
        return True
    if re.match(r"under (?:the|this) (?:treaty|agreement|accord|pact|deal|plan)\b", sentence.at(clause.span).lower()) and rung != "sentence":
        return True
    if clause.form in {"participle", "relative"} and any(m.span.end <= clause.span.start and clause.span.start - m.span.end < 60 for m in mentions):
        return True
    if clause.form == "nominal" and mentions:
        return True
    if clause.form == "complement" and _said_by(sentence, clause, mentions):
        return True
    said_of = sentence.at(clause.subject).lower() if clause.subject else ""
    words = r"(?:it|this|these|(?:the|this|under the) (?:treaty|agreement|accord|pact|deal|plan|text|first|second|canal|article))\b|which\b|in exchange"
    return bool(re.match(words, said_of)) and rung in {"sentence", "topic", "clause"}


def _said_by(sentence: Sentence, clause: Clause, mentions: list[Mention[Instrument]]) -> bool:
    """Whether the agreement is what states or provides the clause: "The second, called X, stated that …"."""
    governor = next((c for c in sentence.clauses if c.verb == sentence.words[clause.verb].head), None)
    return governor is not None and governor.lemma in _PROVIDES and any(m.span.end <= clause.span.start for m in mentions)


def _aside(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    """A number in brackets that says by itself what it measures is a quantity, not the term's own number."""
    before, after = sentence.at(Span(sentence.span.start, mention.span.start)), sentence.at(Span(mention.span.end, sentence.span.end))
    bracketed = before.rfind("(") > before.rfind(")") and ")" in after
    return bracketed and bool(indicators.link(mention.value, (after[: after.find(")")].lower(),))[0])


def _is_term(quantity: Quantity) -> bool:
    return quantity.unit not in {"percent", "ratio"} or quantity.value > 1


def _body(sentence: Sentence, instrument: Instrument, provision: str, span: Span, quantity: Quantity | None) -> AgreementTerm:
    words = sentence.at(span)
    turn = next((span.start + found.start() for pattern in PROVISIONS.values() if (found := re.search(pattern, words.lower()))), span.start)
    inside = [m for m in sentence.periods if m.span in span and m.how != "duration"]
    date: Mention[Period] | None = min(inside, key=lambda m: (m.span.end <= turn, abs(m.span.start - turn)), default=None)
    actors = tuple(dict.fromkeys(m.value.id for m in sentence.actors if m.span in span))
    return AgreementTerm(
        agreement=instrument.id, name=instrument.name, provision=provision, what=words, quantity=quantity,
        date=date.value if date and quantity is None else None, actors=actors, words=words.lower(),
    )  # fmt: skip


COLUMNS = ("agreement", "provision", "what", "words", "actors", "value", "unit", "comparator", "date", "until")


def from_row(row: Mapping[str, str]) -> AgreementTerm:
    """A term from a reference row."""
    number = float(row["value"]) if row["value"] else None
    return AgreementTerm(
        agreement=row["agreement"],
        name=name_of(row["agreement"]),
        provision=row["provision"],
        what=row["what"],
        quantity=Quantity(value=number, unit=row["unit"], low=number, high=number) if number is not None else None,
        date=Period.of(row["date"]) if row["date"] else None,
        until=Period.of(row["until"]) if row["until"] else None,
        actors=tuple(filter(None, row["actors"].split(";"))),
        words=row["words"],
    )


def keys(body: AgreementTerm) -> Iterable[str]:
    """Terms are looked up by their agreement."""
    return (body.agreement,)


def same(said: AgreementTerm, found: AgreementTerm) -> float:
    """One term: of one agreement, on one thing, in the same unit; where actors are named, for one of them."""
    if said.agreement != found.agreement or (said.quantity is None) != (found.quantity is None) and found.date is None:
        return 0.0
    fits = wording.matches(found.words, said.words)
    if said.quantity and found.quantity:
        apart = bool(said.actors and found.actors) and not set(said.actors) & set(found.actors)
        return 0.9 if fits and not apart and _same_unit(said.quantity.unit, found.quantity.unit, said.words) else 0.0
    if said.date and found.date:
        return 0.85 if fits and said.provision == found.provision and found.quantity is None else 0.0
    return 0.6 if fits and said.provision == found.provision else 0.0


_CARRIERS = frozenset({"missile", "vehicle", "bomber", "carrier", "limit", "ceiling", "system"})


def _same_unit(said: str, found: str, words: str) -> bool:
    """One counted noun, two currencies, or the row's noun in the text while the number stands by "each" or alone."""
    one, other = units.singular(said.split("/")[0]), units.singular(found.split("/")[0])
    if not one:
        return True  # a bare number, of which the row's words speak
    if one == other or indicators.alike(one, other) or (len(said) == len(found) == 3 and said.isupper() and found.isupper()):
        return True
    if other == "launcher" and one in _CARRIERS:
        return True  # what carries warheads goes by many names
    nouns = re.findall(r"[a-z]+", words)
    return any(units.singular(noun) == other.split(" ")[-1] for noun in nouns) and one in {"", "each", "vehicle", "limit", "system", *other.split(" ")}


def slots(body: AgreementTerm) -> dict[str, Any]:
    """The interchange fields of a term."""
    return {"subject": body.name, "predicate": body.provision, "object": body.what, "quantity": body.quantity, "period": body.date}


KIND = Kind(
    name="agreement_term",
    body=AgreementTerm,
    rank=75,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("number", lambda body: body.quantity, "number"), Field("date", lambda body: body.date, "event_date")),
    slots=slots,
)
