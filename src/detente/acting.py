"""Which state acts towards which, and in which period: the acts of a record that measures count and weigh."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from detente import tables
from detente.model import Period, Verdict

_ACTS = """
SELECT r.claim_id AS id, coalesce(m.event_id, r.claim_id) AS event, r.type, r.mode, r.cameo, r.modality, r.polarity,
       r.source_codes AS source_actor, r.target_codes AS target_actor, r.start_date AS first, r.end_date AS last,
       r.verdict
FROM event_reports r LEFT JOIN event_cluster m ON m.claim_id = r.claim_id LEFT JOIN claims c ON c.id = r.claim_id
LEFT JOIN documents d ON d.id = r.document_id
WHERE r.origin <> 'reference' AND (r.type <> '' OR r.cameo <> '')
ORDER BY d.name, d.id, c.start_char, c.end_char, r.claim_id
"""
_STATES = "SELECT id FROM actors WHERE type IN ('state', 'territory') AND length(id) = 3"

SIGNED = "057"
"""CAMEO's code for signing a formal agreement, which those who sign do with each other."""

_LENGTH = {"year": 4, "month": 7, "day": 10}

_Ask = Callable[[str], list[dict[str, Any]]]


@cache
def quad_classes() -> dict[str, str]:
    """PLOVER type → its class (``data/quad_classes.csv``, each row with its source)."""
    return {row["type"]: row["quad"] for row in tables.rows("quad_classes.csv", ("type", "quad", "mutual", "source"))}


@cache
def _mutual() -> frozenset[str]:
    return frozenset(row["type"] for row in tables.rows("quad_classes.csv") if row["mutual"])


class Placed(NamedTuple):
    """An act of one state towards another in a period that holds all of its time; ``act`` is its row of reports."""

    source: str
    target: str
    period: str
    act: dict[str, Any]


def placed(ask: _Ask, dyad: tuple[str, str] | None, by: str) -> tuple[list[Placed], Counter[str]]:
    """The acts with a dyad and a period, coded by PLOVER or CAMEO; and why the others have none, with how many."""
    states = {row["id"] for row in ask(_STATES)}
    found: list[Placed] = []
    left_out: Counter[str] = Counter()
    for act in ask(_ACTS):
        dyads = list(_dyads(act, states))
        if dyad:
            if not _among(act, dyad, states):
                continue  # is not about the two
            dyads = [both for both in dyads if set(both) == set(dyad)]
        period = _period(act["first"], act["last"], by)
        if reason := _reason(act, dyads, period, by):
            left_out[reason] += 1
            continue
        found.extend(Placed(source, target, period, act) for source, target in dyads)
    return found, left_out


def _codes(cell: str | None, states: set[str]) -> list[str]:
    """The states of a cell of actors: ``USAGOV;RUSMIL`` are USA and RUS, an organisation is none."""
    return list(dict.fromkeys(code[:3] for code in (cell or "").split(";") if code[:3] in states))


def _among(act: dict[str, Any], dyad: tuple[str, str], states: set[str]) -> bool:
    """Whether an act names both states, on whichever side."""
    return set(dyad) <= {*_codes(act["source_actor"], states), *_codes(act["target_actor"], states)}


def _dyads(act: dict[str, Any], states: set[str]) -> Iterator[tuple[str, str]]:
    """Each pair of who acts and towards whom; of a mutual act without a target, each pair of those who act."""
    source, target = _codes(act["source_actor"], states), _codes(act["target_actor"], states)
    if target:
        yield from ((a, b) for a in source for b in target if a != b)
    elif not act["target_actor"] and (act["type"] in _mutual() or act["cameo"] == SIGNED):
        yield from itertools.permutations(source, 2)


def _period(first: str | None, last: str | None, by: str) -> str:
    """The year, month or day that holds all of the act's time; empty where its date is wider, or there is none."""
    length = _LENGTH[by]
    start, end = (first or "")[:length], (last or first or "")[:length]
    return start if start == end and len(start) == length else ""


def _reason(act: dict[str, Any], dyads: list[tuple[str, str]], period: str, by: str) -> str:
    """Why an act is not counted; empty when it is."""
    if act["modality"] != "asserted" or not act["polarity"]:
        return "denied, planned or conditional"
    if act["verdict"] == Verdict.REFUTED:
        return "refuted"
    if act["type"] and act["type"] not in quad_classes():
        return "a type without a class"
    if not dyads:
        return "does not say which state acts towards which"
    if not act["first"]:
        return "no date"
    return "" if period else f"date wider than a {by}"


def speaks(acts: Sequence[dict[str, Any]]) -> tuple[str, str]:
    """From when to when some acts were, as partial ISO dates."""
    spans = [(Period.of(act["first"], act["last"] or ""), act) for act in acts]
    late = max(spans, key=lambda pair: (pair[0].end, pair[0].start))[1]
    return min(spans, key=lambda pair: (pair[0].start, pair[0].end))[1]["first"], late["last"] or late["first"]
