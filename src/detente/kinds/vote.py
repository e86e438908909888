"""Votes: a tally, a result, or the position one actor took, in an organ, on an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import units, wording
from detente.actors import states_of
from detente.attaching import clause_of, instrument_for, period_for
from detente.model import Clause, Period, Sentence, Span
from detente.offers import Field, Kind, Reading

ORGANS = (
    ("USA:senate", r"\bsenat"),
    ("USA:house", r"\bhouse of rep|\bhouse\b(?! of commons)"),
    ("igo:unsc", r"\bsecurity council|\bunsc\b"),
    ("igo:unga", r"\bgeneral assembly|\bunga\b|\bunited nations|\bu\.?n\b|\bmember states|\bnations\b"),
    ("GBR:commons", r"\bcommons\b|\bparliament\b"),
    ("DEU:bundestag", r"\bbundestag"),
    ("USA:congress", r"\bcongress"),
)
"""Organ and the words that name it; the first that stands nearest counts."""

_POSITIONS = (("abstain", r"\babstain(?!\w* from (?!the vote|voting))|\babstention"), ("veto", r"\bveto"), ("no", r"\bvoted? (?:no\b|against)|\bopposed\b"), ("yes", r"\bvoted? (?:yes\b|for\b|in favou?r)|\bbacked\b"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote of ``organ`` on ``item`` (an instrument's id): its tally and result, or the ``position`` of one ``actor``."""

    organ: str
    item: str
    name: str = ""
    on: Period | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    actor: str = ""
    position: str = ""
    result: str = ""
    words: str = ""
    named: bool = False

    @property
    def tally(self) -> tuple[int | None, int | None, int | None] | None:
        """Yes, no and abstentions; None when the claim gives no count."""
        return (self.yes, self.no, self.abstain) if self.yes is not None else None


def read(sentence: Sentence) -> Iterator[Reading[Vote]]:
    """Tallies, positions of states, and ratifications by a chamber."""
    for mention in units.find_tallies(sentence.text):
        span = Span(mention.span.start + sentence.span.start, mention.span.end + sentence.span.start)
        organ, wide = _organ(sentence, span)
        tally = mention.value
        more = re.match(r",? (?:with|and) (\d+) (?:abstentions?|abstain\w*)", sentence.at(Span(wide.end, sentence.span.end)))
        wide = Span(wide.start, wide.end + more.end()) if more else wide
        yes, no = _sides(sentence, span, tally.yes, tally.no)
        body = _vote(sentence, span, organ, yes=yes, no=no, abstain=int(more[1]) if more else tally.abstain)
        yield Reading(span=wide, body=body, rule="tally", sure=0.9)
    for clause in sentence.clauses:
        yield from _positions(sentence, clause)


_LOST = re.compile(r"\b(?:reject|defeat|voted down|lost\b|turned down|threw out|thrown out)")


def _sides(sentence: Sentence, span: Span, first: int, second: int) -> tuple[int, int]:
    """Yes and no: of something rejected "by 432 votes to 202" the larger number is the noes."""
    clause = clause_of(sentence, span)
    before = sentence.at(Span(clause.whole.start if clause and clause.whole.start < span.start else sentence.span.start, span.start)).lower()
    return (second, first) if first > second and _LOST.search(before) else (first, second)


def _organ(sentence: Sentence, span: Span) -> tuple[str, Span]:
    """The organ named nearest to a tally, and the span of both when it stands right behind ("98-2 Senate")."""
    after = re.match(r" (?:in the |of the )?(?:U\.?S\.? )?(Senate|House|Security Council|General Assembly)(?: votes?)?", sentence.at(Span(span.end, sentence.span.end)))
    if after:
        organ = next(name for name, pattern in ORGANS if re.search(pattern, after[1].lower()))
        return organ, Span(span.start, span.end + after.end())
    return _nearest_organ(sentence, span), span


def _nearest_organ(sentence: Sentence, span: Span) -> str:
    text, at = sentence.text.lower(), span.start - sentence.span.start
    hits = [(abs(found.start() - at) + (40 if found.start() > at else 0), name) for name, pattern in ORGANS for found in re.finditer(pattern, text)]
    if not hits:  # the resolution named tells whose it is
        named = [m.value.id for m in sentence.instruments if m.value.id.startswith("res:")] or ([sentence.topic.id] if sentence.topic else [])
        return next((organ for item in named for organ, prefix in (("igo:unsc", "res:unsc"), ("igo:unga", "res:unga")) if item.startswith(prefix)), "")
    return min(hits)[1]


def _vote(sentence: Sentence, span: Span, organ: str, **said: Any) -> Vote:
    instrument, rung = instrument_for(sentence, span)
    if rung == "topic" and not re.search(r"\b(?:it|they|them|the (?:treat|bill|measure|law|act|pact|accord|agreement|text|package|legislation))", sentence.text.lower()):
        instrument = None
    if instrument and organ in {"igo:unga", "igo:unsc"} and instrument.type not in {"resolution", "treaty", "agreement"}:
        instrument, rung = None, ""  # a law is no item of theirs: "the Assembly called for an end of the embargo"
    on, _ = period_for(sentence, span, carry=said.get("yes") is not None)
    item = instrument.id if instrument else ""
    clause = clause_of(sentence, span)
    words = sentence.text if said.get("yes") is not None or clause is None else sentence.at(clause.whole)
    name = instrument.name if instrument else " ".join(actor.name for actor in sentence.cast[:3] if actor.type == "state" and said.get("yes") is not None)
    return Vote(organ=organ, item=item, name=name, on=on, words=f"{words} {name}".lower(), named=rung in {"clause", "sentence"}, **said)


def _positions(sentence: Sentence, clause: Clause) -> Iterator[Reading[Vote]]:
    words = sentence.at(clause.span).lower()
    position = next((name for name, pattern in _POSITIONS if re.search(pattern, words)), "")
    act = next((a for a in clause.acts if a.rule.startswith("verb")), None)
    own = [m for m in sentence.actors if clause.subject and m.span.overlaps(clause.subject)]
    subject = [m for m in own or (act.source if act else ()) if m.value.type in {"state", "person"}]
    organ = _nearest_organ(sentence, clause.span)
    if position and subject and organ and re.search(r"\b(?:vote|abstain|veto|abstention)", words):
        on, _ = period_for(sentence, clause.span, carry=False)
        for state in states_of([m.value for m in subject], on)[:3]:
            body = _vote(sentence, clause.span, organ, actor=state, position=position)
            yield Reading(span=clause.span, body=body, rule="position in a vote", verb=clause.verb, act=act, sure=0.85)
    elif re.search(r"\bratified\b|\bratify\b|\bunratified\b", words) and re.search(r"\bsenate\b|\bparliament\b|\bbundestag\b|\bduma\b|\bthey ratified\b", words):
        body = _vote(sentence, clause.span, organ, result="rejected" if clause.negated or "unratified" in words else "adopted")
        yield Reading(span=clause.span, body=body, rule="ratification by a chamber", verb=clause.verb, act=act, sure=0.9)
    elif clause.subject and re.search(r"\bvoted (?:\w+ )?(?:to|for|against|down|in favou?r)\b", words) and any(re.search(pattern, sentence.at(clause.subject).lower()) for _, pattern in ORGANS):
        against = position == "no" or clause.negated or bool(re.search(r"\bvoted down\b", words))
        body = _vote(sentence, clause.span, organ, result="rejected" if against else "adopted")
        yield Reading(span=clause.span, body=body, rule="an organ votes", verb=clause.verb, act=act, sure=0.8)


COLUMNS = ("organ", "item", "title", "words", "start", "yes", "no", "abstain", "absent", "result")


def from_row(row: Mapping[str, str]) -> Vote:
    """A vote, or one actor's position in it, from a reference row."""
    count = {key: int(row[key]) if row.get(key) else None for key in ("yes", "no", "abstain")}
    return Vote(
        organ=row["organ"],
        item=row["item"],
        name=row.get("title", ""),
        on=Period.of(row["start"]) if row.get("start") else None,
        actor=row.get("actor", ""),
        position=row.get("position", ""),
        result=row.get("result", ""),
        words=row.get("words", ""),
        **count,
    )


def keys(body: Vote) -> Iterable[str]:
    """Votes are looked up by their organ and by their item."""
    named = {body.organ, body.item} - {""}
    return named if body.organ else named | {organ for organ, _ in ORGANS}


def same(said: Vote, found: Vote) -> float:
    """One vote: the item is the same, or the row's words are in the text and the dates fit."""
    if bool(said.actor) != bool(found.actor) or said.actor != found.actor:
        return 0.0
    organs = said.organ == found.organ or said.organ in {"", "USA:congress"}
    if not organs:
        return 0.0
    item = bool(said.item) and (said.item == found.item or said.name.lower() == found.name.lower())
    if said.item and not item and (not found.item.startswith("vote:") or said.on is None):
        return 0.0
    dated = said.on is not None and found.on is not None and said.on.overlaps(found.on)
    close = said.on is not None and found.on is not None and said.on.distance(found.on) <= 90
    spoken = wording.matches(found.words, said.words)
    if item:
        return (0.85 if said.named else 0.7) + 0.15 * dated
    counts = [a == b for a, b in zip((said.yes, said.no, said.abstain), (found.yes, found.no, found.abstain), strict=True) if a is not None and b is not None]
    if dated and said.on and said.on.days <= 1 and sum(counts) >= 2:
        return 0.9  # one organ, one day, two counts: the same division, whatever the words
    return 0.6 + 0.1 * close + 0.2 * dated if spoken and (close or said.on is None) else 0.0


def slots(body: Vote) -> dict[str, Any]:
    """The interchange fields of a vote."""
    return {"subject": body.actor or body.organ, "predicate": body.position or "voted", "object": body.name, "value": body.yes, "unit": "yea votes" if body.yes is not None else None, "period": body.on}


KIND = Kind(
    name="vote",
    body=Vote,
    rank=80,
    read=read,
    columns=COLUMNS,
    from_row=from_row,
    keys=keys,
    same=same,
    fields=(
        Field("tally", lambda body: body.tally, "tally"),
        Field("position", lambda body: body.position or None, "equal"),
        Field("result", lambda body: body.result or None, "equal"),
        Field("date", lambda body: body.on if body.yes is None else None, "event_date"),
    ),
    slots=slots,
)
