"""What is a date and which, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dates import carried, find, parse
from detente.model import Period

WRITTEN = Period.of("2024-03-13")  # a Wednesday
ANCHOR = Period.of("1979-06-18")

# text, then each date as (words, period, rule)
FOUND: list[tuple[str, list[tuple[str, str, str]]]] = [
    # full days, in every order of newspapers
    ("They met on July 7, 2017, at noon.", [("July 7, 2017", "2017-07-07", "day")]),
    ("On 7 July 2017 they met", [("7 July 2017", "2017-07-07", "day")]),
    ("dated 2017-07-07.", [("2017-07-07", "2017-07-07", "day")]),
    ("Sept. 5, 1997", [("Sept. 5, 1997", "1997-09-05", "day")]),
    ("On the 7th of July, 2017", [("the 7th of July, 2017", "2017-07-07", "day")]),
    ("JULY 7, 2017", [("JULY 7, 2017", "2017-07-07", "day")]),
    ("July 7,2017", [("July 7,2017", "2017-07-07", "day")]),
    ("on 25/12/1991 and 12/25/1991", [("25/12/1991", "1991-12-25", "day"), ("12/25/1991", "1991-12-25", "day")]),
    ("07/07/2017", [("07/07/2017", "2017-07-07", "day")]),
    ("17.06.1979", [("17.06.1979", "1979-06-17", "day")]),
    # months, and parts of them
    ("( June 2019 )", [("June 2019", "2019-06", "month")]),
    ("in early June 1950", [("early June 1950", "1950-06-01/1950-06-10", "early")]),
    ("at the end of September 1936", [("the end of September 1936", "1936-09-21/1936-09-30", "late")]),
    ("late 1971", [("late 1971", "1971-09-01/1971-12-31", "late")]),
    ("the state's late-2025 tilt", [("late-2025", "2025-09-01/2025-12-31", "late")]),
    ("mid-2019", [("mid-2019", "2019-05-01/2019-08-31", "mid")]),
    ("Late in 1957", [("Late in 1957", "1957-09-01/1957-12-31", "late")]),
    # ranges
    ("February 21–28, 1972", [("February 21–28, 1972", "1972-02-21/1972-02-28", "range")]),
    ("October 11-12, 1986", [("October 11-12, 1986", "1986-10-11/1986-10-12", "range")]),
    ("from 7 to 12 August 2008", [("7 to 12 August 2008", "2008-08-07/2008-08-12", "range")]),
    ("28 May – 3 June 1987", [("28 May – 3 June 1987", "1987-05-28/1987-06-03", "range")]),
    ("11 and 12 May 1999", [("11 and 12 May 1999", "1999-05-11/1999-05-12", "range")]),
    ("from 1947 to 1991", [("1947 to 1991", "1947-01-01/1991-12-31", "range")]),
    ("1941–45", [("1941–45", "1941-01-01/1945-12-31", "range")]),
    ("between 1950 and 1953", [("1950 and 1953", "1950-01-01/1953-12-31", "range")]),
    ("from June 1950 to July 1953", [("June 1950 to July 1953", "1950-06-01/1953-07-31", "range")]),
    ("December 1995 and 1996", [("December 1995", "1995-12", "month"), ("1996", "1996", "year")]),
    # bare years
    ("the kingdom's 2014 annexation", [("2014", "2014", "year")]),
    ("the 1987 treaty", [("1987", "1987", "year")]),
    ("Ruritania 2023", [("2023", "2023", "year")]),
    ("a 2025 post-election exchange", [("2025", "2025", "year")]),
    ("Act( 2011, amended)", [("2011", "2011", "year")]),
    ("fell to $16.4 billion (2019), then $21 billion 2024", [("2019", "2019", "year"), ("2024", "2024", "year")]),
    ("in 2014 protesters gathered", [("2014", "2014", "year")]),
    ("(48 cruise missiles 2016)", [("2016", "2016", "year")]),
    ("new 2018 sanctions and the 2016 elections", [("2018", "2018", "year"), ("2016", "2016", "year")]),
    ("31 June 1990", [("June 1990", "1990-06", "month")]),  # no such day: what is sure is the month
    ("escalatedpost-2003 war", [("post-2003", "2003", "post")]),
    (
        "in2014, since1991, and 1991independence",
        [("2014", "2014", "year"), ("1991", "1991", "year"), ("1991", "1991", "year")],
    ),
    # longer
    ("in the 1970s", [("the 1970s", "1970-01-01/1979-12-31", "decade")]),
    ("the early 1970s", [("the early 1970s", "1970-01-01/1972-12-31", "early")]),
    ("the 19th century", [("the 19th century", "1801-01-01/1900-12-31", "century")]),
    ("nineteenth-century", [("nineteenth-century", "1801-01-01/1900-12-31", "century")]),
    ("the fall of 1983", [("the fall of 1983", "1983-09-01/1983-12-20", "season")]),
    ("spring 1945", [("spring 1945", "1945-03-01/1945-06-20", "season")]),
    ("winter 1941–42", [("winter 1941–42", "1941-12-01/1942-03-20", "season")]),
    ("the winter of 1941", [("the winter of 1941", "1941-01-01/1942-03-20", "season")]),
    ("FY2023", [("FY2023", "2022-07-01/2024-03-31", "fiscal")]),
    ("fiscal year 2022-23", [("fiscal year 2022-23", "2022-04-01/2023-09-30", "fiscal")]),
    # what the text itself establishes
    (
        "In November 2024 he won; November 7 brought congratulations, and by December talks.",
        [
            ("November 2024", "2024-11", "month"),
            ("November 7", "2024-11-07", "carried"),
            ("December", "2024-12", "carried"),
        ],
    ),
    (
        "On May 3, 1990 it fell. The next day, and a week later, and that year",
        [
            ("May 3, 1990", "1990-05-03", "day"),
            ("The next day", "1990-05-04", "relative"),
            ("a week later", "1990-05-07/1990-05-13", "relative"),
            ("that year", "1990", "relative"),
        ],
    ),
]

NOTHING = [
    "2,000 troops", "2000 tanks", "a 2000 km border", "1950 units", "over 2000", "$2019", "Resolution 1973",
    "Resolutions 1970 and 1973", "1600 Pennsylvania Avenue", "2019.5", "1950%", "€1990", "RS-2019", "a 2000km border",
    "03/04/2017",  # two orders are possible
    "the seventies", "264 BC", "1600 BC",
    "you may 5", "March on the capital", "the Sun said", "a second", "He may march in August company",
    "On December 17", "the next day", "that year", "three days later",  # no anchor
    "yesterday", "last Tuesday", "this year",  # not known when it was written
    "the October Revolution",
]  # fmt: skip

WITH_ANCHOR = [
    ("On December 17", "1979-12-17", "carried"),
    ("April 18", "1979-04-18", "carried"),
    ("18 April", "1979-04-18", "carried"),
    ("in April", "1979-04", "carried"),
    ("a July attempt", "1979-07", "carried"),
    ("February 3-5", "1979-02-03/1979-02-05", "carried"),
    ("the same day", "1979-06-18", "relative"),
    ("the next day", "1979-06-19", "relative"),
    ("three days later", "1979-06-21", "relative"),
    ("the following month", "1979-07", "relative"),
    ("the previous year", "1978", "relative"),
    ("a year later", "1980", "relative"),
    ("two decades earlier", "1958-01-01/1960-12-31", "relative"),
    ("that year", "1979", "relative"),
    ("later that year", "1979-06-18/1979-12-31", "relative"),
    ("the end of the year", "1979-09-01/1979-12-31", "relative"),
    ("July 25 of that year", "1979-07-25", "carried"),
]

WITH_WRITING = [
    ("yesterday", "2024-03-12"),
    ("last Tuesday", "2024-03-12"),
    ("last Wednesday", "2024-03-06"),
    ("next Friday", "2024-03-15"),
    ("last month", "2024-02"),
    ("this year", "2024"),
    ("last week", "2024-03-04/2024-03-10"),
    ("ten years ago", "2014"),
]

VOCABULARY = (
    "On the July 7 , 2017 2,000 troops in 1941 – 45 1986 late mid- next day that year December spring of three later "
    "between and to ( ) . may March 19th century 1970s $ FY 2023 \n Resolution 31 February same month a ago 12/13/2020"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join))


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_dates_are_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(m.span.of(text), str(m.value), m.how) for m in find(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date_is_left(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(("text", "value", "how"), WITH_ANCHOR)
def test_an_anchor_completes(text: str, value: str, how: str) -> None:
    assert [(str(m.value), m.how) for m in find(text, anchor=ANCHOR)] == [(value, how)]


@pytest.mark.parametrize(("text", "value"), WITH_WRITING)
def test_the_day_of_writing_completes(text: str, value: str) -> None:
    assert [str(m.value) for m in find(text, written=WRITTEN)] == [value]


def test_a_wide_anchor_gives_no_day() -> None:
    """From a year alone nobody can tell the next day; but the next year, and a day of it, one can."""
    year = Period.of("1979")
    assert find("the next day", anchor=year) == []
    assert [str(m.value) for m in find("the next year; on May 2", anchor=year)] == ["1980", "1980-05-02"]


def test_the_year_of_a_treaty_does_not_move_the_story_on() -> None:
    text = "On March 4, 1982, the first time since 1979, they recalled the 1972 treaty, and on March 9 they left it."
    assert [str(m.value) for m in find(text)] == ["1982-03-04", "1979", "1972", "1982-03-09"]


def test_parse_takes_whole_expressions_only() -> None:
    assert str(parse("in late 1971")) == "1971-09-01/1971-12-31"
    assert str(parse("the next day", ANCHOR)) == "1979-06-19"
    assert parse("1971 and all that") is None
    assert parse("") is None


@settings(deadline=None)  # the first call reads the vocabulary
@given(TEXTS, st.booleans())
def test_spans_lie_in_the_text_in_order_and_apart(text: str, anchored: bool) -> None:
    found = find(text, anchor=ANCHOR if anchored else None, written=WRITTEN if anchored else None)
    end = 0
    for mention in found:
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.value.start < mention.value.end
        end = mention.span.end


@settings(deadline=None)  # the first call reads the vocabulary
@given(TEXTS)
def test_find_is_deterministic_and_carries_on(text: str) -> None:
    found = find(text, anchor=ANCHOR)
    assert found == find(text, anchor=ANCHOR)
    assert carried(found, ANCHOR) is not None
