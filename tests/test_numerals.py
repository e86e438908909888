"""Numerals: the values of what digits and words write."""

from __future__ import annotations

import pytest

from detente.units import find

FOUND: list[tuple[str, list[tuple[str, float]]]] = [
    # words
    ("one hundred and twelve", [("one hundred and twelve", 112)]),
    ("two million five hundred thousand", [("two million five hundred thousand", 2.5e6)]),
    ("a hundred thousand", [("a hundred thousand", 1e5)]),
    ("hundred thousand men", [("hundred thousand", 1e5)]),
    ("half a dozen, half a  million", [("half a dozen", 6), ("half a  million", 5e5)]),
    ("three quarters of a million, a third of a billion", [
        ("three quarters of a million", 7.5e5), ("a third of a billion", 1e9 / 3)]),
    ("six point zero five", [("six point zero five", 6.05)]),
    ("minus forty and negative three", [("minus forty", -40), ("negative three", -3)]),
    ("3 hundred and 50", [("3 hundred and 50", 350)]),
    # parts
    ("four sevenths and one-sixth", [("four sevenths", 4 / 7), ("one-sixth", 1 / 6)]),
    ("one thirty-second of it", [("one thirty-second", 1 / 32)]),
    ("twelve and a third of it", [("twelve and a third", 12 + 1 / 3)]),
    ("a tenth of the votes", [("a tenth", 0.1)]),
    ("1/8, 3 1/4 and 5½", [("1/8", 0.125), ("3 1/4", 3.25), ("5½", 5.5)]),
    ("one in four, nine out of ten", [("one in four", 0.25), ("nine out of ten", 0.9)]),
    # digits
    ("12.5k, 7 k", [("12.5k", 12_500), ("7 k", 7_000)]),
    ("1.5e6, 2x10^3, 4^2", [("1.5e6", 1.5e6), ("2x10^3", 2_000), ("4^2", 16)]),
    ("2,5 then 1,250", [("2,5", 2.5), ("1,250", 1_250)]),
    ("12,34,567.5", [("12,34,567.5", 1_234_567.5)]),
    ("from -3 to 4", [("-3", -3), ("4", 4)]),
    ("40±2", [("40±2", 40)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_numerals_are_found(text: str, expected: list[tuple[str, float]]) -> None:
    """The words of a quantity begin with its numeral."""
    found = [(m.span.of(text), m.value.value) for m in find(text)]
    assert [value for _, value in found] == [pytest.approx(value) for _, value in expected]
    assert all(said.startswith(words) for (said, _), (words, _) in zip(found, expected, strict=True))
