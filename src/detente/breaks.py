"""Where a series of numbers changes its level, and how often the same search is misled by shuffled series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.model import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FEWEST = 12
"""Numbers that a series must have to be searched."""

SHORTEST = 3
"""Numbers between two breaks, so that no single outlier is a level of its own."""

ALLOWED = 0.025
"""Share of the shuffled series that may show a break where the penalty is set: half of what is promised of others."""

PROMISED = 0.05
"""The most false alarms that are to be expected of a search."""

SHUFFLES = 400
_STEP = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """The breaks of a series.

    ``at`` are the places (counted from 0) of the first number of each new level, in order.

    ``penalty`` is what a break must gain, in the cost that is made less; ``false_alarms`` is the share of shuffled
    series, other than those that set the penalty, in which the same search finds a break that is not there.
    """

    at: tuple[int, ...]
    penalty: float
    false_alarms: float


def find(values: Sequence[float], *, spread: bool = False, seed: int = 1) -> Breaks | None:
    """The breaks of a series in its mean, or with ``spread`` in its mean and variance.

    Exact: of all ways to cut the series into stretches of at least ``SHORTEST`` numbers, the one with the least cost,
    which is twice the negative log-likelihood under normal errors and the penalty for each cut (Jackson and others
    2005, optimal partitioning; Killick, Fearnhead and Eckley 2012). The penalty begins at that of BIC and is raised
    until at most ``ALLOWED`` of the series with its blocks shuffled show a break. Places are counted over what is
    given; what is missing is for the caller to leave out. None where there are too few numbers, or all are one.
    """
    series = np.asarray(values, dtype=np.float64)
    if len(series) < FEWEST or np.ptp(series) == 0:
        return None
    series = (series - series.mean()) / series.std()
    scale = 1.0 if spread else _noise(series)
    penalty = (3.0 if spread else 2.0) * scale * float(np.log(len(series)))
    misled = _shuffled(series, seed)
    while len(misled := misled[_first_cut(misled, penalty, spread=spread) > 0]) > ALLOWED * SHUFFLES:
        penalty *= _STEP
    alarms = _first_cut(_shuffled(series, seed + 1), penalty, spread=spread) > 0
    return Breaks(at=_cuts(series, penalty, spread=spread), penalty=penalty, false_alarms=float(np.mean(alarms)))


def every(first: str, last: str) -> Iterator[str]:
    """Each year, month or day, as partial ISO dates, from the first to the last."""
    name = first
    while name <= last:
        yield name
        name = Period.of(name).end.isoformat()[: len(first)]


def laid_out(values: Mapping[str, float]) -> dict[str, float | None]:
    """Every period from the first to the last of a series, with None for those that are missing: a gap is no 0."""
    return {period: values.get(period) for period in every(min(values), max(values))} if values else {}


def missing(before: str, after: str) -> int:
    """How many periods lie between two of a series that follow each other."""
    return sum(1 for _ in every(before, after)) - 2


def _noise(series: Numbers) -> float:
    """The variance about a level that may change: from the differences of neighbours, half of whose variance it is."""
    return float(np.var(np.diff(series)) / 2) or 1.0


def _shuffled(series: Numbers, seed: int) -> Numbers:
    """Copies of a series, one a row, with its blocks in another order; numbers in a block stay neighbours.

    Blocks are the cube root of the series long and begin anywhere, its end running on at its start.
    """
    random = np.random.default_rng(seed)
    length = max(1, round(len(series) ** (1 / 3)))
    rows = []
    for _ in range(SHUFFLES):
        turned = np.roll(series, int(random.integers(len(series))))
        blocks = [turned[at : at + length] for at in range(0, len(turned), length)]
        rows.append(np.concatenate([blocks[place] for place in random.permutation(len(blocks))]))
    return np.array(rows)


def _partition(rows: Numbers, penalty: float, *, spread: bool) -> NDArray[np.int64]:
    """For each row and end, where the last stretch of the cheapest partition up to there begins."""
    count, size = rows.shape
    sums = np.concatenate([np.zeros((count, 1)), np.cumsum(rows, axis=1)], axis=1)
    squares = np.concatenate([np.zeros((count, 1)), np.cumsum(rows**2, axis=1)], axis=1)
    least = np.full((count, size + 1), np.inf)
    least[:, 0] = -penalty
    begins = np.zeros((count, size + 1), dtype=np.int64)
    for end in range(SHORTEST, size + 1):
        starts = np.arange(end - SHORTEST + 1)
        lengths = end - starts
        cost = squares[:, [end]] - squares[:, starts] - (sums[:, [end]] - sums[:, starts]) ** 2 / lengths
        if spread:
            cost = lengths * np.log(np.maximum(cost / lengths, 1e-3))
        total = least[:, starts] + cost + penalty
        begins[:, end] = np.argmin(total, axis=1)
        least[:, end] = np.min(total, axis=1)
    return begins


def _first_cut(rows: Numbers, penalty: float, *, spread: bool) -> NDArray[np.int64]:
    """For each row the place of one break, 0 where there is none."""
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    return _partition(rows, penalty, spread=spread)[:, -1]


def _cuts(series: Numbers, penalty: float, *, spread: bool) -> tuple[int, ...]:
    begins = _partition(series[np.newaxis, :], penalty, spread=spread)[0]
    cuts, end = [], len(series)
    while (end := int(begins[end])) > 0:
        cuts.append(end)
    return tuple(reversed(cuts))
