"""Laws, resolutions and sanctions: who enacted, imposed or lifted what, against whom, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.actors import states_of
from detente.finding import laws
from detente.model import Period, Quantity, Sentence
from detente.offers import Field, Kind, Reading


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
    for mention in laws.named(sentence):
        law = laws.with_what_it_does(sentence, mention)
        if law:
            yield _reading(sentence, law, "law and what it does", 0.85)
        yield _reading(sentence, laws.by_name(sentence, mention), "named law", 0.7)
    for law in laws.without_name(sentence):
        yield _reading(sentence, law, "sanction without a name" if law.sanction else "law without a name", 0.75)


def _reading(sentence: Sentence, law: laws.Law, rule: str, sure: float) -> Reading[LawOrSanction]:
    act = laws.coded(sentence, law)
    return Reading(span=law.span, body=_body(sentence, law), rule=rule, verb=law.verb, act=act, sure=sure)


def _body(sentence: Sentence, law: laws.Law) -> LawOrSanction:
    on, act = laws.date_of(sentence, law), law.coded
    return LawOrSanction(
        instrument=law.instrument.id if law.instrument else "",
        name=law.instrument.name if law.instrument else "",
        imposer=states_of((m.value for m in act.source), on) if act else (),
        target=states_of((m.value for m in act.target), on) if act else (),
        act=laws.act_on(sentence, law),
        on=on,
        what=sentence.at(law.span),
        words=sentence.at(law.span).lower(),
        content=law.content,
    )


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
        if not said.act:
            return 0.75  # named, but the verb is no act on a law: "the annexation was condemned on …"
        return 0.9 if len(acts) == 1 or acts <= {"signed", "enacted", "adopted", "imposed"} else 0.3
    if said.act != found.act and {said.act, found.act} - {"imposed", "enacted", "adopted", "signed", "extended"}:
        return 0.0
    imposer, target = set(said.imposer) & set(found.imposer), set(said.target) & set(found.target)
    if (said.imposer and found.imposer and not imposer) or not wording.matches(found.words, said.words):
        return 0.0
    return 0.35 + 0.2 * (bool(imposer) + bool(target))


def slots(body: LawOrSanction) -> dict[str, Any]:
    """The interchange fields of a law or sanction."""
    return {
        "subject": ",".join(body.imposer),
        "predicate": body.act or "law",
        "object": body.name or body.what,
        "period": body.on,
    }


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
