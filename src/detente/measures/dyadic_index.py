"""How cooperative or hostile two states are to each other: events on two scales, and counted in four classes."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from detente import tables
from detente.acting import Placed, placed, quad_classes, speaks
from detente.measures import Ask, Computed, Measure, Number, Scope

DIRECTED, UNDIRECTED = "a to b", "both"

POINTS = "points from -10 to 10"

DIGITS = 6
"""Decimal places that are kept: no more than sums of floating point numbers are sure of."""

_Acts = Sequence[dict[str, Any]]
_Key = tuple[str, str, str, str]


@cache
def _goldstein() -> Mapping[str, float]:
    """CAMEO code → its value on the scale of Goldstein as the KEDS project gave it (``data/cameo.csv``)."""
    return {row["code"]: float(row["goldstein"]) for row in tables.rows("cameo.csv") if row["goldstein"]}


@cache
def _plover() -> Mapping[tuple[str, str], float]:
    """(PLOVER type, mode) → its score (``data/plover_scores.csv``, where a printed one was mended, with the reason)."""
    rows = tables.rows("plover_scores.csv", ("type", "mode", "score", "printed", "note", "source"))
    return {(row["type"], row["mode"]): float(row["score"]) for row in rows if row["score"]}


def goldstein(act: Mapping[str, Any]) -> float | None:
    """The value of an act's CAMEO code; None when it has none that is known."""
    return _goldstein().get(act["cameo"] or "")


def plover(act: Mapping[str, Any]) -> float | None:
    """The score of an act's PLOVER mode, or of its type where the mode has none; None without a type."""
    scores = _plover()
    return scores.get((act["type"] or "", act["mode"] or ""), scores.get((act["type"] or "", "")))


SCALES: Mapping[str, Callable[[Mapping[str, Any]], float | None]] = {"goldstein": goldstein, "plover": plover}


def compute(ask: Ask, scope: Scope) -> Computed:
    """The figures of each dyad and period: directed, and the two directions taken together."""
    acts, left_out = placed(ask, scope.dyad, scope.by)
    numbers = [number for key, inside in sorted(cells(acts).items()) for number in _numbers(key, inside)]
    counted = {place.act["id"]: place.act["event"] for place in acts}
    return Computed(
        numbers=tuple(numbers),
        left_out=dict(sorted(left_out.items())),
        counted={"events": len(set(counted.values())), "reports": len(counted)},
    )


def cells(acts: Sequence[Placed]) -> dict[_Key, list[dict[str, Any]]]:
    """(a, b, direction, period) → its acts, each once: both who act towards each other are one act of the pair."""
    found: dict[_Key, dict[str, dict[str, Any]]] = {}
    for source, target, period, act in acts:
        a, b = sorted((source, target))
        for key in ((source, target, DIRECTED, period), (a, b, UNDIRECTED, period)):
            found.setdefault(key, {})[act["id"]] = act
    return {key: list(inside.values()) for key, inside in found.items()}


def scored(acts: _Acts, scale: str) -> tuple[list[float], _Acts]:
    """The score of each event, the mean of its reports, and the reports that have one, on one of ``SCALES``."""
    by_event: dict[str, list[float]] = {}
    told = []
    for act in acts:
        if (score := SCALES[scale](act)) is not None:
            by_event.setdefault(act["event"], []).append(score)
            told.append(act)
    return [statistics.fmean(scores) for scores in by_event.values()], told


def _numbers(key: _Key, acts: _Acts) -> Iterator[Number]:
    """The figures of one cell; none on a scale that has no score for any of its acts."""
    for scale in SCALES:
        scores, told = scored(acts, scale)
        if scores:
            cooperative = sum(score > 0 for score in scores) / len(scores)
            yield number(key, f"{scale} sum", told, (sum(scores), "points"))
            yield number(key, f"{scale} mean", told, (statistics.fmean(scores), POINTS))
            yield number(key, f"{scale} cooperative share", told, (cooperative, "share in [0, 1]"))
    if on_both := [act for act in acts if all(score(act) is not None for score in SCALES.values())]:
        means = [statistics.fmean(scored(on_both, scale)[0]) for scale in SCALES]
        yield number(key, "spread of the means", on_both, (max(means) - min(means), "points"))
    for quad in dict.fromkeys(quad_classes().values()):
        inside = [act for act in acts if act["type"] and quad_classes()[act["type"]] == quad]
        if inside:
            yield number(key, quad, inside, (len({act["event"] for act in inside}), "events"))


def number(key: tuple[str, ...], figure: str, acts: _Acts, value: tuple[float, str]) -> Number:
    """A value with its unit, and the events and reports that it rests on."""
    first, last = speaks(acts)
    claims = tuple(act["id"] for act in acts)
    events = len({act["event"] for act in acts})
    return Number(
        of=(*key, figure),
        value=round(value[0], DIGITS),
        unit=value[1],
        n=len(acts),
        events=events,
        claims=claims,
        first=first,
        last=last,
    )


MEASURE = Measure(
    name="dyadic_index",
    unit="points, shares and events",
    per=("a", "b", "direction", "period", "figure"),
    needs=("documents", "claims", "actors", "event_reports", "event_cluster"),
    reference=(
        "Goldstein (1992), A Conflict-Cooperation Scale for WEIS Events Data, Journal of Conflict Resolution 36(2), as "
        "the KEDS project gave it to CAMEO codes; scores of the PLOVER manual 2.0 (Open Event Data Alliance)"
    ),
    formula=(
        "events that are asserted and not refuted, each scored by the mean of its reports: by CAMEO code (goldstein) "
        "and by PLOVER type and mode (plover); their sum, their mean an event, the share above 0; the spread is the "
        "distance of the two means of what both score; events in each of four classes; a to b as acted, both with the "
        "two directions together, where a mutual event counts once; a period without an event has no row: it is "
        "missing, not 0"
    ),
    compute=compute,
    takes=("dyad", "by"),
)
