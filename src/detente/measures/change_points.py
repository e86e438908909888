"""When the relation of two states changed its level, with how often the same search is misled by chance."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from detente import breaks
from detente.acting import placed
from detente.measures import Ask, Computed, Measure, Number, Scope
from detente.measures.dyadic_index import POINTS, SCALES, UNDIRECTED, cells, number, scored

_SEARCHES = {"mean": False, "mean and variance": True}

_Series = dict[str, tuple[float, list[dict[str, Any]]]]


def compute(ask: Ask, scope: Scope) -> Computed:
    """The breaks of each pair's mean score, on both scales and in both searches."""
    acts, left_out = placed(ask, scope.dyad, scope.by)
    pairs: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}
    for (a, b, direction, period), inside in sorted(cells(acts).items()):
        if direction == UNDIRECTED:
            pairs.setdefault((a, b), {})[period] = inside
    numbers = [
        found
        for pair, periods in pairs.items()
        for scale in SCALES
        for found in _of_series((*pair, f"{scale} mean"), _series(periods, scale))
    ]
    return Computed(numbers=tuple(numbers), left_out=dict(sorted(left_out.items())))


def _series(periods: dict[str, list[dict[str, Any]]], scale: str) -> _Series:
    """Period → the mean score of its events and the reports behind it; a period without one is missing."""
    found: _Series = {}
    for period, acts in periods.items():
        scores, told = scored(acts, scale)
        if scores:
            found[period] = (statistics.fmean(scores), list(told))
    return found


def _of_series(key: tuple[str, str, str], series: _Series) -> Iterator[Number]:
    """For each break its two levels and the false alarms, resting on the reports of the stretches beside it."""
    periods = list(series)
    values = [value for value, _ in series.values()]
    for search, spread in _SEARCHES.items():
        found = breaks.find(values, spread=spread)
        edges = (0, *found.at, len(values)) if found else ()
        for before, at, after in zip(edges, edges[1:], edges[2:], strict=False):
            behind = {act["id"]: act for _, acts in list(series.values())[before:after] for act in acts}
            figures = {
                "level before": (statistics.fmean(values[before:at]), POINTS),
                "level after": (statistics.fmean(values[at:after]), POINTS),
                "periods missing just before": (breaks.missing(periods[at - 1], periods[at]), "periods"),
                "false alarms": (found.false_alarms if found else 0.0, "share in [0, 1]"),
            }
            for figure, value in figures.items():
                yield number((*key, search, periods[at]), figure, list(behind.values()), value)


MEASURE = Measure(
    name="change_points",
    unit="points, periods and shares",
    per=("a", "b", "series", "search", "period", "figure"),
    needs=("documents", "claims", "actors", "event_reports", "event_cluster"),
    reference=(
        "optimal partitioning: Jackson and others (2005), An algorithm for optimal partitioning of data on an "
        "interval, IEEE Signal Processing Letters 12(2); Killick, Fearnhead and Eckley (2012), Journal of the American "
        "Statistical Association 107(500)"
    ),
    formula=(
        "the exact least-cost partition of the mean score (dyadic_index, both directions) into stretches of at least "
        f"{breaks.SHORTEST} periods, by its mean or its mean and variance; period is the first of the new level; the "
        "penalty starts at BIC's and is raised until few series with shuffled blocks show a break; false alarms is the "
        "share of other shuffled series in which the same search finds one; missing periods are passed over; no row "
        f"where there is no break, or fewer than {breaks.FEWEST} periods"
    ),
    compute=compute,
    takes=("dyad", "by"),
)
