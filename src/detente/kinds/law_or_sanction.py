"""Laws, resolutions and sanctions: who enacted, imposed or lifted what, against whom, when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.actors import states_of
from detente.annotate import noun_phrase
from detente.attaching import clause_of, is_known, period_for, phrase
from detente.model import Act, Clause, Instrument, Mention, Period, Quantity, Sentence, Span
from detente.offers import Field, Kind, Reading

ACTS = {
    "lifted": r"\b(?:lift|eas(?:e|ed|ing)\b|remov|waiv|repeal|revok)",
    "vetoed": r"\bveto",
    "suspended": r"\bsuspend",
    "extended": r"\b(?:extend|renew|prolong)",
    "signed": r"\bsign(?:ed|s|ing)?\b",
    "enacted": r"\b(?:enact|pass(?:ed|es|ing)?\b|adopt|approv)",
    "imposed": r"\b(?:impos|declar|slap|sanction|ban\b|bann|embargo|restrict|exclu|freez|froze|expand|escalat)",
}
"""Act → the words that say so; the first that stands in the clause counts."""

TYPES = frozenset({"law", "order", "resolution", "sanctions-regime"})
_SANCTION = r"\b(?:sanction|embargo|tariff|ban\b|bans\b|bann|blacklist|boycott|export control|asset freeze|SWIFT)"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawOrSanction:
    """``act`` of ``imposer`` towards ``target`` through ``instrument`` (an id, or empty when the text names none)."""

    instrument: str
    name: str
    imposer: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    act: str = ""
    on: Period | None = None
    what: str = ""
    words: str = ""
    content: str = ""
    quantity: Quantity | None = None


def read(sentence: Sentence) -> Iterator[Reading[LawOrSanction]]:
    """Named laws and resolutions with what is said of them, and sanctions without a name."""
    named: set[int] = set()
    for mention in sentence.instruments:
        if mention.value.type in TYPES:
            clause = clause_of(sentence, mention.span)
            if clause:
                named.add(clause.verb)
            yield from _named(sentence, mention, clause)
    for clause in sentence.clauses:
        words = sentence.at(clause.span)
        if clause.verb not in named and re.search(_SANCTION, words, re.IGNORECASE):
            act = next((a for a in clause.acts if (a.type in {"SANCTION", "CONCEDE"} or a.lemma == "ban") and _is_ours(a)), None)
            if act:
                span = clause.span if act.rule.startswith("verb") else noun_phrase(sentence, act.trigger)
                yield Reading(span=span, body=_body(sentence, span, None, act), rule="sanction without a name", verb=clause.verb, act=act, sure=0.75)
        elif clause.verb not in named and re.search(r"\binto law\b|\blegislation\b", words) and re.search(r"\bsign|\bpass|\benact", words):
            act = next(iter(clause.acts), None)
            yield Reading(span=clause.span, body=_body(sentence, clause.span, None, act), rule="law without a name", verb=clause.verb, act=act, sure=0.75)


def _is_ours(act: Act) -> bool:
    """Whether it is a sanction between actors: "the elders sanctioned the marriage" names none of the tables'."""
    parties = (*act.source, *act.target)
    return any(is_known(m.value) for m in parties) or (bool(parties) and act.lemma not in {"sanction", "ban"})


def _named(sentence: Sentence, mention: Mention[Instrument], clause: Clause | None) -> Iterator[Reading[LawOrSanction]]:
    """The law with its act's clause, and each clause that hangs on the name with what the law does."""
    act = next(iter(clause.acts), None) if clause else None
    span = clause.span if clause and clause.form != "nominal" and len(clause.span) < 220 else phrase(sentence, mention.span)
    hanging = next((c for c in sentence.clauses if c.form in {"participle", "relative"} and 0 <= c.span.start - mention.span.end <= 4), None)
    if hanging:
        whole = Span(phrase(sentence, mention.span).start, hanging.span.end)
        content = sentence.at(hanging.span)
        yield Reading(span=whole, body=_body(sentence, whole, mention.value, next(iter(hanging.acts), None), content), rule="law and what it does", verb=hanging.verb, sure=0.85)
    behind = re.match(r" (?=(?:impos|demand|declar|authori[sz]|condemn|call|establish|ban|prohibit|extend|lift|requir)\w*ing )(.+)", sentence.at(Span(mention.span.end, max(span.end, mention.span.end))))
    content = behind[1] if behind and not hanging else ""
    yield Reading(span=span, body=_body(sentence, span, mention.value, act, content), rule="named law", verb=clause.verb if clause else None, act=act, sure=0.7)


def _body(sentence: Sentence, span: Span, instrument: Instrument | None, act: Act | None, content: str = "") -> LawOrSanction:
    asked = _dated(sentence, span, instrument)
    on, rung = period_for(sentence, asked, carry=False)
    if asked != span and rung not in {"own", "beside"}:
        on = None
    words = sentence.at(span).lower()
    what = next((name for name, pattern in ACTS.items() if re.search(pattern, words)), "")
    what = "applied" if instrument and _applied(sentence, span, instrument) else what
    what = "other" if instrument and not what and _done_to(sentence, span, instrument) else what
    return LawOrSanction(
        instrument=instrument.id if instrument else "",
        name=instrument.name if instrument else "",
        imposer=states_of((m.value for m in act.source), on) if act else (),
        target=states_of((m.value for m in act.target), on) if act else (),
        act=what,
        on=on,
        what=sentence.at(span),
        words=words,
        content=content.lower(),
    )


_UNDER = re.compile(r"\b(?:under|pursuant to|invok\w+|in (?:line|accordance) with|based on|relying on|by means of)(?: the)? $")


def _applied(sentence: Sentence, span: Span, instrument: Instrument) -> bool:
    """Whether something is done under a law: its date is not the law's."""
    own = [m.span.start for m in sentence.instruments if m.span in span and m.value == instrument]
    return any(_UNDER.search(sentence.at(Span(sentence.span.start, at)).lower()) for at in own)


def _done_to(sentence: Sentence, span: Span, instrument: Instrument) -> bool:
    """Whether a verb of another kind than the acts has the law as its object: "triggered the resolution's snapback"."""
    clause = clause_of(sentence, span)
    if clause is None or clause.form == "nominal" or clause.subject is None or clause.lemma == "be":
        return False
    verb = sentence.words[clause.verb].span
    return any(m.value == instrument and m.span in span and m.span.start >= verb.end and not m.span.overlaps(clause.subject) for m in sentence.instruments)


def _dated(sentence: Sentence, span: Span, instrument: Instrument | None) -> Span:
    """Whose date counts: of several laws in one clause each has only the date in its own phrase or beside it."""
    named = {m.value.id for m in sentence.instruments if m.span in span}
    own = next((m.span for m in sentence.instruments if m.span in span and m.value == instrument), None)
    return phrase(sentence, own) if own and len(named) > 1 else span


COLUMNS = ("instrument", "imposer", "target", "act", "start", "what", "words", "value", "unit")


def from_row(row: Mapping[str, str]) -> LawOrSanction:
    """An act on a law or sanction from a reference row."""
    return LawOrSanction(
        instrument=row["instrument"],
        name=row.get("name", "") or row["what"],
        imposer=tuple(filter(None, row["imposer"].split(";"))),
        target=tuple(filter(None, row["target"].split(";"))),
        act=row["act"],
        on=Period.of(row["start"]) if row["start"] else None,
        what=row["what"],
        words=row["words"],
        content=row["words"],
        quantity=_number(row["value"], row["unit"]),
    )


def _number(value: str, unit: str) -> Quantity | None:
    return Quantity(value=float(value), unit=unit, low=float(value), high=float(value)) if value else None


def keys(body: LawOrSanction) -> Iterable[str]:
    """Laws are looked up by their name, sanctions by imposer and target."""
    return {body.instrument, *body.imposer, *body.target} - {""}


def same(said: LawOrSanction, found: LawOrSanction) -> float:
    """One act: on the same named law; or by the same imposer on the same target, in the row's words."""
    if said.instrument:
        if said.instrument != found.instrument:
            return 0.0
        if said.act == "applied" or (said.act == "other" and not (said.on and found.on and said.on.overlaps(found.on))):
            return 0.0
        if said.content and found.content and said.on is None and not wording.share(found.content, said.content):
            return 0.5  # what it is said to do is not in the row: nothing bears it out
        acts = {said.act, found.act}
        return 0.9 if len(acts) == 1 or acts <= {"signed", "enacted", "adopted", "imposed", ""} else 0.3
    if said.act != found.act and {said.act, found.act} - {"imposed", "enacted", "adopted", "signed", "extended"}:
        return 0.0
    imposer, target = set(said.imposer) & set(found.imposer), set(said.target) & set(found.target)
    if (said.imposer and found.imposer and not imposer) or not wording.matches(found.words, said.words):
        return 0.0
    return 0.35 + 0.2 * (bool(imposer) + bool(target))


def slots(body: LawOrSanction) -> dict[str, Any]:
    """The interchange fields of a law or sanction."""
    return {"subject": ",".join(body.imposer), "predicate": body.act or "law", "object": body.name or body.what, "period": body.on}


def content(body: LawOrSanction) -> str | None:
    """What a law is said to do, None when the text only names it."""
    return body.content or None


KIND = Kind(
    name="law_or_sanction",
    body=LawOrSanction,
    rank=72,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(Field("date", lambda body: body.on, "event_date"), Field("content", content, "content")),
    slots=slots,
)
