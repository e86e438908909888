"""Times told by who was in power, and words that look like it."""

from __future__ import annotations

import pytest

from detente import annotate
from detente.model import Document, Source

TENURES = [
    ("Ties remained tense throughout Reagan's first term.", "1981-01-20/1985-01-20"),
    ("Ties improved during Reagan’s second term.", "1985-01-20/1989-01-20"),
    ("France left the command during the presidency of Charles de Gaulle.", "1959-01-08/1969-04-28"),
    ("Under Jimmy Carter, aid to Chile was cut.", "1977-01-20/1981-01-20"),
    ("West Germany joined NATO during Konrad Adenauer's chancellorship.", "1949-09-15/1963-10-16"),
]


def dated(text: str) -> list[tuple[str, str]]:
    document = annotate.annotate(Document(source=Source(id="d", title="d"), text=text, copy=text))
    return [(str(m.value), m.how) for sentence in document.sentences for m in sentence.periods]


@pytest.mark.parametrize(("text", "value"), TENURES)
def test_who_was_in_power_dates_what_is_told(text: str, value: str) -> None:
    assert dated(text) == [(value, "era")]


@pytest.mark.parametrize(
    "text",
    [
        "Ties improved after Reagan's first term.",  # it is of no date then
        "Jimmy Carter's term limits were debated.",
        "Chile came under Jimmy Carter's fire.",
        "Aid to Chile was cut under the Carter doctrine.",
        "A clerk called Wimbledon worked under Robinson.",
    ],
)
def test_what_tells_no_time(text: str) -> None:
    assert dated(text) == []


def test_a_date_in_the_sentence_is_better() -> None:
    assert dated("Under Jimmy Carter, aid to Chile was cut in 1978.") == [("1978", "year")]
