"""Votes: a tally, a result, or the position one actor took, in an organ, on an item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente import wording
from detente.finding import organs, votes
from detente.model import Period, Sentence
from detente.offers import Field, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote of ``organ`` on ``item`` (an instrument's id): its tally, its result, or one ``actor``'s ``position``."""

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
    lost: bool = False

    @property
    def tally(self) -> tuple[int | None, ...] | None:
        """Yes, no and abstentions, and a fourth value where yes and no may be the other way; None without a count."""
        return (self.yes, self.no, self.abstain, *([1] if self.lost else [])) if self.yes is not None else None


def read(sentence: Sentence) -> Iterator[Reading[Vote]]:
    """Tallies, positions of states, and ratifications by a chamber."""
    for said in votes.divisions(sentence):
        yield Reading(span=said.span, body=_body(said), rule="tally", sure=0.9)
    for said in (said for clause in sentence.clauses for said in votes.in_clause(sentence, clause)):
        body = _body(said)
        if said.actor:
            yield Reading(span=said.span, body=body, rule="position in a vote", verb=said.verb, act=said.act, sure=0.85)
        elif said.ratified:
            yield Reading(
                span=said.span, body=body, rule="ratification by a chamber", verb=said.verb, act=said.act, sure=0.9
            )
        else:
            yield Reading(span=said.span, body=body, rule="an organ votes", verb=said.verb, act=said.act, sure=0.8)
    for said in votes.in_words(sentence):
        body = _body(said)
        yield Reading(span=said.span, body=body, rule="vote told in words", verb=said.verb, act=said.act, sure=0.7)


def _body(said: votes.Ballot) -> Vote:
    """The vote of a ballot, which has every field of a vote."""
    return Vote(**{name: getattr(said, name) for name in Vote.__slots__})


COLUMNS = ("organ", "item", "title", "words", "start", "yes", "no", "abstain", "absent", "result")


def from_row(row: Mapping[str, str]) -> Vote:
    """A vote, or one actor's position in it, from a reference row."""
    yes, no, abstain = (int(row[name]) if row.get(name) else None for name in ("yes", "no", "abstain"))
    return Vote(
        organ=row["organ"],
        item=row["item"],
        name=row.get("title", ""),
        on=Period.of(row["start"]) if row.get("start") else None,
        yes=yes,
        no=no,
        abstain=abstain,
        actor=row.get("actor", ""),
        position=row.get("position", ""),
        result=row.get("result", ""),
        words=row.get("words", ""),
    )


def keys(body: Vote) -> Iterable[str]:
    """Votes are looked up by their organ and by their item."""
    named = {body.organ, body.item} - {""}
    return named if body.organ else named | set(organs.organs())


def same(said: Vote, found: Vote) -> float:
    """One vote: the item is the same, or the row's words are in the text and the dates fit."""
    if said.actor != found.actor or (said.organ != found.organ and said.organ not in {"", "USA:congress"}):
        return 0.0
    item = bool(said.item) and (said.item == found.item or said.name.lower() == found.name.lower())
    if said.item and not item and (not found.item.startswith("vote:") or said.on is None):
        return 0.0
    dated = said.on is not None and found.on is not None and said.on.overlaps(found.on)
    close = said.on is not None and found.on is not None and said.on.distance(found.on) <= 90
    if item:
        return (0.85 if said.named else 0.7) + 0.15 * dated
    if dated and said.on and said.on.days <= 1 and _equal_counts(said, found) >= 2:
        return 0.9  # one organ, one day, two counts: the same division, whatever the words
    spoken = wording.matches(found.words, said.words)
    return 0.6 + 0.1 * close + 0.2 * dated if spoken and (close or said.on is None) else 0.0


def _equal_counts(said: Vote, found: Vote) -> int:
    """How many of yes, no and abstentions both give and give alike."""
    counts = zip((said.yes, said.no, said.abstain), (found.yes, found.no, found.abstain), strict=True)
    return sum(one == other for one, other in counts if one is not None and other is not None)


def slots(body: Vote) -> dict[str, Any]:
    """The interchange fields of a vote."""
    return {
        "subject": body.actor or body.organ,
        "predicate": body.position or "voted",
        "object": body.name,
        "value": body.yes,
        "unit": "yea votes" if body.yes is not None else None,
        "period": body.on,
    }


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
