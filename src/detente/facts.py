"""Reference rows held against a claim: how each agrees, when two speak of one fact, and when their sources disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from detente.actors import states_of
from detente.model import Agreement, Claim, Source
from detente.offers import Kind, number_of
from detente.shelf import shelf
from detente.wording import Index

REFUTES = 0.8
"""How surely a reference must speak of the same fact to refute; below it a disagreement decides nothing."""

STRENGTH = {Agreement.EQUAL: 3, Agreement.LOOSE: 2, Agreement.UNKNOWN: 1, Agreement.UNEQUAL: 0}
"""How well a value agrees → a number to order by."""


class Match(NamedTuple):
    """One reference claim held against a claim: how surely it is the same fact, and how each field agrees."""

    claim: Claim[Any]
    same: float
    fields: Mapping[str, Agreement]

    @property
    def agreement(self) -> Agreement:
        """The worst of its fields that say anything; UNKNOWN when none does."""
        said = [agreement for agreement in self.fields.values() if agreement is not Agreement.UNKNOWN]
        return min(said, key=lambda agreement: STRENGTH[agreement]) if said else Agreement.UNKNOWN


TOLD = ("event", "statement")
"""Kinds whose reference rows are found by their words."""

NUMBERED = ("quantity", "count_or_ordinal", "agreement_term", "quantity_change", "law_or_sanction")
"""Kinds whose reference rows can have a number."""


class Reference(NamedTuple):
    """The reference claims by kind, by kind and key, by the words that tell them, and those with a number by id."""

    by_kind: Mapping[str, tuple[Claim[Any], ...]]
    by_key: Mapping[tuple[str, str], tuple[Claim[Any], ...]]
    sources: Mapping[str, Source]
    complete: tuple[Mapping[str, str], ...]
    by_words: Index[Claim[Any]]
    numbered: Mapping[str, Claim[Any]]
    plain: tuple[Any, ...] = ()


def reference(
    claims: Iterable[Claim[Any]],
    sources: Mapping[str, Source],
    complete: tuple[Mapping[str, str], ...],
    plain: tuple[Any, ...] = (),
) -> Reference:
    """Reference claims made ready for look-ups, and the ``plain`` tables (grids) that sentences are held against."""
    by_kind: dict[str, list[Claim[Any]]] = {}
    index: dict[tuple[str, str], list[Claim[Any]]] = {}
    kinds = shelf("kinds")
    for claim in claims:
        by_kind.setdefault(claim.kind, []).append(claim)
        for key in kinds[claim.kind].keys(claim.body):
            index.setdefault((claim.kind, key), []).append(claim)
    return Reference(
        {kind: tuple(found) for kind, found in by_kind.items()},
        {key: tuple(found) for key, found in index.items()},
        sources,
        complete,
        Index((claim.body.words, claim) for kind in TOLD for claim in by_kind.get(kind, ())),
        {claim.id: claim for kind in NUMBERED for claim in by_kind.get(kind, ())},
        plain,
    )


def widened(known: Reference, claims: Iterable[Claim[Any]], sources: Iterable[Source]) -> Reference:
    """The reference with some more claims and their sources; what was there is not looked at again."""
    more = reference(claims, {}, ())
    return Reference(
        {**known.by_kind, **{kind: (*known.by_kind.get(kind, ()), *found) for kind, found in more.by_kind.items()}},
        {**known.by_key, **{key: (*known.by_key.get(key, ()), *found) for key, found in more.by_key.items()}},
        {**known.sources, **{source.id: source for source in sources}},
        known.complete,
        known.by_words.joined(more.by_words),
        {**known.numbered, **more.numbered},
        known.plain,
    )


def fact_of(claim: Claim[Any]) -> tuple[Any, ...]:
    """What makes two reference rows vintages of one fact: everything but the value."""
    body = claim.body
    return (
        claim.kind,
        *(
            getattr(body, name, None)
            for name in ("actors", "counterpart", "indicator", "on", "basis", "agreement", "act", "organisation")
        ),
    )


_PARTIES = ("actors", "source", "target", "participants", "imposer", "about")
_IDENTITY = (
    *("counterpart", "indicator", "basis", "agreement", "provision", "act", "actor", "organisation", "organ", "item"),
    *("instrument", "speaker", "stance", "format"),
)
"""What tells facts apart, besides their parties and times."""

_ONE_TIME = 366
"""Days within which two dates can be two sources' of one act or occasion."""


def one_fact(one: Claim[Any], other: Claim[Any]) -> bool:
    """Whether two rows of different sources speak of one fact: of what both say of it, nothing but the value differs.

    Two vintages are a revision, not a quarrel. Numbers must be of times that overlap; the date of anything else is a
    value itself, and may differ by a year.
    """
    a, b = one.body, other.body
    on, at = getattr(a, "on", None), getattr(b, "on", None)
    pairs = [(getattr(a, name, None), getattr(b, name, None)) for name in _IDENTITY]
    whose = [(getattr(a, name, None), getattr(b, name, None)) for name in _PARTIES]
    differ = any(x and y and x != y for x, y in pairs) or any(
        x and y and set(states_of(x, on)) != set(states_of(y, at)) for x, y in whose
    )
    differ = differ or bool(one.vintage and other.vintage and one.vintage != other.vintage)
    apart = on.distance(at) if on and at else 0
    return one.kind == other.kind and not differ and apart <= (0 if number_of(a) else _ONE_TIME)


def at_odds(kind: Kind[Any], best: Match, matches: Sequence[Match], sources: Mapping[str, Source]) -> Match | None:
    """A row on the best one's fact from another side that has no value which fits: a file of the user's, or ours.

    A side that has both values has two facts, or two dates of one, and quarrels with nobody. Among packaged rows the
    best one decides: where their sources differ, a row for each stands there on purpose.
    """
    fits = {_side(match.claim, sources) for match in matches if match.agreement is not Agreement.UNEQUAL}
    mine = _side(best.claim, sources)
    held = [match.claim.body for match in matches if _side(match.claim, sources) == mine]
    for other in matches:
        apart = _side(other.claim, sources) not in {mine, *fits} and other.same >= REFUTES
        if (
            apart
            and one_fact(best.claim, other.claim)
            and not any(_agree(kind, body, other.claim.body) for body in held)
        ):
            return other
    return None


def _side(row: Claim[Any], sources: Mapping[str, Source]) -> str:
    """Whose row it is: the id of a user's file, or nothing for a packaged one."""
    source = sources.get(row.source_id)
    return source.id if source and source.own else ""


def _agree(kind: Kind[Any], one: Any, other: Any) -> bool:
    """Whether two rows' bodies say the same where it matters."""
    compared = [
        shelf("rules")[item.rule].compare(item.of(one), item.of(other)) for item in kind.fields if item.essential
    ]
    return Agreement.UNEQUAL not in compared
