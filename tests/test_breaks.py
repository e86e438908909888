"""Breaks in series: found where they were put, not found where there is none, and gaps that stay gaps."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from detente import breaks


def noise(size: int, seed: int) -> list[float]:
    return [float(value) for value in np.random.default_rng(seed).normal(size=size)]


@pytest.mark.parametrize(("size", "at", "step"), [(60, 20, 4.0), (80, 60, -5.0), (120, 60, 3.0), (48, 36, 6.0)])
def test_a_step_is_found_where_it_was_put(size: int, at: int, step: float) -> None:
    found = breaks.find([value + step * (place >= at) for place, value in enumerate(noise(size, 3))])
    assert found is not None
    assert len(found.at) == 1
    assert abs(found.at[0] - at) <= 1
    assert found.false_alarms <= breaks.PROMISED


def test_two_steps_are_found_in_order() -> None:
    found = breaks.find([value + 6 * (40 <= place < 80) for place, value in enumerate(noise(120, 5))])
    assert found is not None
    assert found.at == (40, 80)


def test_series_without_a_step_seldom_show_one() -> None:
    tried = [breaks.find(noise(60, seed)) for seed in range(40)]
    assert sum(bool(found and found.at) for found in tried) <= 3


def test_a_change_of_spread_alone_is_found_only_where_it_is_sought() -> None:
    series = [value * (6 if place >= 60 else 1) for place, value in enumerate(noise(120, 7))]
    of_mean, of_spread = breaks.find(series), breaks.find(series, spread=True)
    assert of_mean is not None and of_mean.at == ()  # noqa: PT018 - one thing
    assert of_spread is not None
    assert [abs(at - 60) <= 3 for at in of_spread.at] == [True]


def test_one_outlier_is_no_level() -> None:
    series = noise(60, 11)
    series[30] += 12
    found = breaks.find(series)
    assert found is not None
    assert found.at == ()


@pytest.mark.parametrize("values", [[], [1.0] * (breaks.FEWEST - 1), [2.5] * 40])
def test_what_is_too_short_or_never_changes_is_not_searched(values: list[float]) -> None:
    assert breaks.find(values) is None


def test_the_same_series_gives_the_same_breaks_in_whatever_unit() -> None:
    series = [value + 4 * (place >= 30) for place, value in enumerate(noise(60, 13))]
    first, again, other = breaks.find(series), breaks.find(series), breaks.find([1000 * value - 7 for value in series])
    assert first == again
    assert first is not None and other is not None  # noqa: PT018 - one thing
    assert first.at == other.at


def test_the_partition_is_the_best_there_is() -> None:
    """Against every way to cut a short series, tried one by one."""
    series = np.array([value + 3 * (place >= 6) for place, value in enumerate(noise(13, 17))])

    def cost(cuts: tuple[int, ...]) -> float:
        parts = np.split(series, cuts)
        return sum(float(((part - part.mean()) ** 2).sum()) for part in parts) + 2.0 * len(cuts)

    ways = [
        cuts
        for count in range(5)
        for cuts in itertools.combinations(range(1, 13), count)
        if all(b - a >= breaks.SHORTEST for a, b in itertools.pairwise((0, *cuts, 13)))
    ]
    assert breaks._cuts(series, 2.0, spread=False) == min(ways, key=cost)


@pytest.mark.parametrize(
    ("values", "laid_out"),
    [
        ({"1998-11": 1.0, "1999-02": 2.0}, {"1998-11": 1.0, "1998-12": None, "1999-01": None, "1999-02": 2.0}),
        ({"2020-02-28": 1.0, "2020-03-01": 0.0}, {"2020-02-28": 1.0, "2020-02-29": None, "2020-03-01": 0.0}),
        ({"1999": 1.0, "2001": 2.0}, {"1999": 1.0, "2000": None, "2001": 2.0}),
        ({}, {}),
    ],
)
def test_a_gap_is_missing_and_not_zero(values: dict[str, float], laid_out: dict[str, float | None]) -> None:
    assert breaks.laid_out(values) == laid_out


@pytest.mark.parametrize(
    ("before", "after", "gap"), [("1998", "1999", 0), ("1998-12", "1999-02", 1), ("2001", "2011", 9)]
)
def test_a_gap_is_counted(before: str, after: str, gap: int) -> None:
    assert breaks.missing(before, after) == gap
