"""The day on which a text says that it was written or spoken."""

from __future__ import annotations

import pytest

from detente import annotate, datelines, speeches
from detente.model import Document, Period, Source

DAYS = [
    ("LIMA, 24 June 2021 – The two states met.", "2021-06-24"),
    ("GENEVA, March 3, 1991 (Agency) -- Talks went on.", "1991-03-03"),
    ("Speech by the Foreign Minister of Chad, Ndjamena, 5 April 2003.\nWe came.", "2003-04-05"),
    ("Oslo, 14 May 2019\n\nWe have met.", "2019-05-14"),
]

NONE = [
    ("The statement of 3 March 2011 was a surprise.", "a statement is told of"),
    ("On 5 May 1955 the pact came into force.", "a date of what is told"),
    ("Lima was silent. It made a statement on 3 March 2011.", "two sentences are no title"),
    ("LIMA, June 1 (Agency) - The two states met.", "the year is not given"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_the_first_lines_give_the_day(text: str, day: str) -> None:
    assert datelines.day(text) == Period.of(day)


@pytest.mark.parametrize(("text", "why"), NONE)
def test_other_dates_are_of_what_is_told(text: str, why: str) -> None:
    assert datelines.day(text) is None, why


def _dates(text: str) -> list[str]:
    found = annotate.annotate(
        Document(source=Source(id="x", title=""), text=text, copy=text, offsets=tuple(range(len(text) + 1)))
    )
    return [str(m.value) for sentence in found.sentences for m in sentence.periods]


def test_the_dateline_dates_nothing_that_is_told() -> None:
    assert _dates("LIMA, 24 June 2021 – Peru met Chile on Tuesday. Chile sent ships in August.") == [
        "2021-06-22",
        "2020-08",
    ]


def test_a_joint_text_has_its_sides_and_a_report_of_one_has_none() -> None:
    joint = "Joint communiqué of the foreign ministers of Fiji and Tonga"
    assert [who.id for who in speeches.sides("", f"{joint}\n\nThe ministers met.", Period.of("2011"))] == ["FJI", "TON"]
    assert not speeches.sides("", "Fiji and Tonga signed a joint statement in Suva.", Period.of("2011"))
