"""What a wrong value probably is: the same number of another year, actor, edition, counting rule or vote."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from detente import tables, units
from detente.evidence import cite, describe, show
from detente.facts import one_fact
from detente.model import FETCHED, Claim, Quantity, Source

CLOSE = 0.004
"""Relative distance up to which two numbers are taken to be the same number elsewhere."""

EXACT = 0.0005
"""The same up to which a number is that very number, which goes before what is only near."""

ROUNDED = 0.01
"""The same of a number printed round."""


def nearest(
    claim: Claim[Any], by_kind: Mapping[str, tuple[Claim[Any], ...]], sources: Mapping[str, Source], told: str = ""
) -> str:
    """What a wrong number really is: the same number of another year, actor, edition or counting rule; at most two.

    ``told`` is the id of the reference claim that the finding names anyhow.
    """
    tally = getattr(claim.body, "tally", None)
    if tally:
        return _nearest_vote(claim.body, by_kind.get("vote", ()), sources)
    said = getattr(claim.body, "quantity", None)
    if said is None or (said.value < 10 and said.unit in {"percent", "ratio"}):
        return ""
    hits = []
    for kind in ("quantity", "agreement_term", "quantity_change"):
        for other in by_kind.get(kind, ()):
            found = other.body.quantity
            if (
                found is None
                or other.id == told
                or abs(found.value - said.value)
                > max(CLOSE * abs(said.value), min(_printed(said), ROUNDED * said.value))
                or not _alike(said.unit, found.unit)
            ):
                continue
            score = _kinship(claim.body, other.body)
            if score:
                apart = abs(found.value - said.value)
                theirs = other.source_id.startswith(FETCHED)  # of two that are as near, the packaged one
                hits.append((apart > EXACT * abs(said.value), -score, apart, theirs, other.id, other))
    return " Or: ".join(
        f"{describe(other)}: {show(other.body.quantity)} ({cite(other, sources)})."
        for other in _facts([other for *_, other in sorted(hits)])[:2]
    )


def _facts(rows: list[Claim[Any]]) -> list[Claim[Any]]:
    """The rows without those that say again, from another source, what one before them says."""
    found: list[Claim[Any]] = []
    for row in rows:
        if len(found) < 2 and not any(one_fact(row, other) for other in found):
            found.append(row)
    return found


def _printed(said: Quantity) -> float:
    """Half the width of a number as it is printed: 500 for 70 thousand."""
    return (said.high - said.low) / 2 if said.comparator == "=" else 0.0


def _nearest_vote(said: Any, votes: tuple[Claim[Any], ...], sources: Mapping[str, Source]) -> str:
    """The vote of the same organ that did end with this tally, the nearest in time first."""
    same = [
        v for v in votes if v.body.yes == said.yes and v.body.no == said.no and v.body.organ == said.organ and v.body.on
    ]
    same.sort(key=lambda v: v.body.on.distance(said.on) if said.on else 0)
    return " Or: ".join(f"{describe(v)} ({cite(v, sources)})." for v in same[:2])


def _alike(one: str, other: str) -> bool:
    return (
        one == other
        or (one.isupper() and other.isupper() and len(one) == len(other) == 3)
        or units.singular(one) == units.singular(other)
        or {units.singular(one), units.singular(other)} <= _arms()
    )


@cache
def _arms() -> frozenset[str]:
    """The units in which an arsenal is counted: a number of launchers may be told as one of warheads."""
    return frozenset(unit for row in tables.rows("neighbours.csv", ("units",)) for unit in row["units"].split("|"))


def _kinship(one: Any, other: Any) -> int:
    """How near two facts are: of one thing measured, one agreement, or exactly the same actors; 0 for mere numbers."""
    same = getattr(one, "indicator", "") == getattr(other, "indicator", "-")
    mine, theirs = _parties(one), _parties(other)
    family = getattr(one, "indicator", "").split("_")[0] == getattr(other, "indicator", "-").split("_")[0]
    agreement = getattr(one, "agreement", "") == getattr(other, "agreement", "-")
    near = 3 * same + 2 * agreement + (2 if mine & theirs else 0) + (mine == theirs) + family
    whole = family and (_is_whole(theirs) != _is_whole(mine))  # the world's or an alliance's number told as one state's
    return near if same or agreement or whole or (theirs and theirs <= mine) else 0


def _is_whole(parties: set[str]) -> bool:
    return any(party == "WLD" or party.startswith("igo:") for party in parties)


def _parties(body: Any) -> set[str]:
    return {*getattr(body, "actors", ()), getattr(body, "counterpart", "")} - {""}
