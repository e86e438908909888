"""Agreement terms: what an agreement limits, bans, grants, requires or ends, with its number or its date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import indicators, units, wording
from detente.finding import terms
from detente.instruments import name_of
from detente.lexicon import word_classes
from detente.model import Period, Quantity, Sentence, Span
from detente.offers import Field, Kind, Reading

_TO = re.compile(r"(?:, [^.;:]{1,80},)? (?:to|for) (?:the )?")


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
    for term in terms.laid_down(sentence):
        body, act = _body(sentence, term), terms.between(sentence, term)
        number = term.number.span if term.number else None
        rule = f"number an agreement {term.provision}" if number else f"agreement {term.provision}"
        sure = 0.85 if number else 0.7
        yield Reading(span=term.span, body=body, rule=rule, number=number, verb=term.verb, act=act, sure=sure)
    for term in terms.behind_names(sentence):
        number = term.number.span if term.number else None
        yield Reading(span=term.span, body=_body(sentence, term), rule="number behind a limit", number=number, sure=0.8)


def _body(sentence: Sentence, term: terms.Term) -> AgreementTerm:
    words = sentence.at(term.span)
    return AgreementTerm(
        agreement=term.agreement.id,
        name=term.agreement.name,
        provision=term.provision,
        what=words,
        quantity=term.number.value if term.number else None,
        date=None if term.number else terms.date_in(sentence, term.span),
        actors=tuple(dict.fromkeys(m.value.id for m in sentence.actors if m.span in term.span))
        or _recipient(sentence, term.span),
        words=words.lower(),
    )


def _recipient(sentence: Sentence, span: Span) -> tuple[str, ...]:
    """Who is given what a term names, a remark on it passed over: "ten islands, the larger ones, to Japan"."""
    found = _TO.match(sentence.at(Span(span.end, sentence.span.end)))
    return tuple(m.value.id for m in sentence.actors if found and m.span.start == span.end + found.end())


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
    one_sided = (said.quantity is None) != (found.quantity is None)
    if said.agreement != found.agreement or (one_sided and found.date is None):
        return 0.0
    fits = wording.matches(found.words, said.words)
    if said.quantity and found.quantity:
        apart = bool(said.actors and found.actors) and not set(said.actors) & set(found.actors)
        return 0.9 if fits and not apart and _same_unit(said.quantity.unit, found.quantity.unit, said.words) else 0.0
    if said.date and found.date:
        return 0.85 if fits and said.provision == found.provision and found.quantity is None else 0.0
    return 0.6 if fits and said.provision == found.provision else 0.0


def _same_unit(said: str, found: str, words: str) -> bool:
    """One counted noun, two currencies, or the row's noun in the text while the number stands by "each" or alone."""
    one, other = (units.singular(unit.partition("/")[0]) for unit in (said, found))
    if not one:
        return True  # a bare number, of which the row's words speak
    currencies = len(said) == len(found) == 3 and said.isupper() and found.isupper()
    if one == other or currencies or indicators.alike(one, other):
        return True
    if other == "launcher" and one in word_classes()["carrying_noun"]:
        return True  # what carries warheads goes by many names
    nouns = re.findall(r"[a-z]+", words)
    there = any(units.singular(noun) == other.split(" ")[-1] for noun in nouns)
    return there and one in {"each", "vehicle", "limit", "system", *other.split(" ")}


def slots(body: AgreementTerm) -> dict[str, Any]:
    """The interchange fields of a term."""
    return {
        "subject": body.name,
        "predicate": body.provision,
        "object": body.what,
        "quantity": body.quantity,
        "period": body.date,
    }


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
