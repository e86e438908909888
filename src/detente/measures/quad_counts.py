"""How often a state acts towards another in each of the four classes: verbal or material, cooperation or conflict."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from detente import tables
from detente.measures import Ask, Computed, Measure, Number, Scope
from detente.model import Period, Verdict

_ACTS = """
SELECT c.id, c.plover_event_type AS type, c.cameo, c.modality, c.polarity, c.source_actor, c.target_actor,
       c.time_from AS first, c.time_to AS last, f.verdict
FROM claims c JOIN documents d ON d.id = c.document_id LEFT JOIN findings f ON f.claim_id = c.id
WHERE c.plover_event_type <> ''
ORDER BY d.name, d.id, c.start_char, c.end_char, c.id
"""
_IMPORTED = """
SELECT claim_id AS id, type, cameo, 'asserted' AS modality, true AS polarity, NULL AS verdict, start_date AS first,
       end_date AS last, array_to_string(source, ';') AS source_actor, array_to_string(target, ';') AS target_actor
FROM event
WHERE origin = 'imported' AND type <> '' AND (? IS NULL OR list_has_all(list_concat(source, target), [?, ?]))
ORDER BY start_date, claim_id
"""
_STATES = "SELECT id FROM actors WHERE type IN ('state', 'territory') AND length(id) = 3"

SIGNED = "057"
"""CAMEO's code for signing a formal agreement, which those who sign do with each other."""

_LENGTH = {"year": 4, "month": 7}

_Cell = tuple[str, str, str, str]


@cache
def quad_classes() -> dict[str, str]:
    """PLOVER type → its class (``data/quad_classes.csv``, each row with its source)."""
    return {row["type"]: row["quad"] for row in tables.rows("quad_classes.csv", ("type", "quad", "mutual", "source"))}


@cache
def _mutual() -> frozenset[str]:
    return frozenset(row["type"] for row in tables.rows("quad_classes.csv") if row["mutual"])


def compute(ask: Ask, scope: Scope) -> Computed:
    """The counts, by dyad, period and class; why the other claims with a PLOVER type are in none of them."""
    states = {row["id"] for row in ask(_STATES)}
    cells: dict[_Cell, list[dict[str, Any]]] = {}
    left_out: Counter[str] = Counter()
    pair = scope.dyad or (None, None)
    for act in itertools.chain(ask(_ACTS), ask(_IMPORTED, [pair[0], *pair])):
        dyads = list(_dyads(act, states))
        if scope.dyad:
            if not _among(act, scope.dyad, states):
                continue  # is not about the two
            dyads = [dyad for dyad in dyads if set(dyad) == set(scope.dyad)]
        period = _period(act["first"], act["last"], scope.by)
        if reason := _reason(act, dyads, period, scope.by):
            left_out[reason] += 1
            continue
        for source, target in dyads:
            cells.setdefault((source, target, period, quad_classes()[act["type"]]), []).append(act)
    numbers = tuple(_number(cell, acts) for cell, acts in sorted(cells.items()))
    return Computed(numbers=numbers, left_out=dict(sorted(left_out.items())))


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
    """The year or month that holds all of the act's time; empty where its date is wider, or there is none."""
    length = _LENGTH[by]
    start, end = (first or "")[:length], (last or first or "")[:length]
    return start if start == end and len(start) == length else ""


def _reason(act: dict[str, Any], dyads: list[tuple[str, str]], period: str, by: str) -> str:
    """Why an act is not counted; empty when it is."""
    if act["modality"] != "asserted" or not act["polarity"]:
        return "denied, planned or conditional"
    if act["verdict"] == Verdict.REFUTED:
        return "refuted"
    if act["type"] not in quad_classes():
        return "a type without a class"
    if not dyads:
        return "does not say which state acts towards which"
    if not act["first"]:
        return "no date"
    return "" if period else f"date wider than a {by}"


def _number(cell: _Cell, acts: list[dict[str, Any]]) -> Number:
    spans = [(Period.of(act["first"], act["last"] or ""), act) for act in acts]
    days = {(act["type"], act["first"]) for span, act in spans if span.days == 1}
    return Number(
        of=cell,
        value=len(days) + sum(span.days > 1 for span, _ in spans),
        n=len(acts),
        claims=tuple(act["id"] for act in acts),
        first=min(spans, key=lambda pair: (pair[0].start, pair[0].end))[1]["first"],
        last=(late := max(spans, key=lambda pair: (pair[0].end, pair[0].start))[1])["last"] or late["first"],
    )


MEASURE = Measure(
    name="quad_counts",
    unit="events",
    per=("source", "target", "period", "quad"),
    needs=("documents", "claims", "findings", "actors", "event"),
    reference=(
        "quad categories of the PLOVER codebook (Open Event Data Alliance); one event a day of one type and dyad, as "
        "is usual with event data"
    ),
    formula=(
        "claims of the texts with a PLOVER type that are asserted and not refuted, and imported events with a type, by "
        "the class of the type; claims of one dyad, type and day count once, those with a wider date each; a claim "
        "stands in a period only if its whole date lies in it; several who agree, consult, cooperate or sign without a "
        "target do so towards each other; no row where there is no event"
    ),
    compute=compute,
    takes=("dyad", "by"),
)
