"""What is a date and which, and what is none; years BC; eras."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import reading, tables
from detente.dates import ancient, carried, eras, find, moves_on, parse
from detente.model import Document, Period, Source

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
    ("US sales in fiscal 2023", [("fiscal 2023", "2022-10-01/2023-09-30", "fiscal")]),
    ("Congress voted it in fiscal 1970", [("fiscal 1970", "1969-07-01/1970-06-30", "fiscal")]),
    ("India's imports in FY 2022-23", [("FY 2022-23", "2022-04-01/2023-03-31", "fiscal")]),
    ("Japan's budget for fiscal 2023", [("fiscal 2023", "2023-04-01/2024-03-31", "fiscal")]),
    ("British spending in financial year 2021/22", [("financial year 2021/22", "2021-04-01/2022-03-31", "fiscal")]),
    ("Australia spent more in FY2024", [("FY2024", "2023-07-01/2024-06-30", "fiscal")]),
    ("Pakistan and Egypt in fiscal 2019", [("fiscal 2019", "2018-07-01/2019-06-30", "fiscal")]),
    ("Japan and India in fiscal 2019", [("fiscal 2019", "2019-04-01/2020-03-31", "fiscal")]),
    ("American aid to Egypt in fiscal 2019", [("fiscal 2019", "2018-07-01/2020-03-31", "fiscal")]),
    ("Let us say: in fiscal 2019", [("fiscal 2019", "2018-07-01/2020-03-31", "fiscal")]),
    ("the turn of the 20th century", [("the turn of the 20th century", "1890-01-01/1910-12-31", "century")]),
    # quarters, halves, first and last parts
    ("in the third quarter of 2009", [("the third quarter of 2009", "2009-07-01/2009-09-30", "quarter")]),
    (
        "Q3 2008 and 2009 Q1",
        [("Q3 2008", "2008-07-01/2008-09-30", "quarter"), ("2009 Q1", "2009-01-01/2009-03-31", "quarter")],
    ),
    ("H1 2020", [("H1 2020", "2020-01-01/2020-06-30", "half")]),
    ("the second half of the 19th century", [("the second half of the 19th century", "1851-01-01/1900-12-31", "half")]),
    ("the first two months of 1979", [("the first two months of 1979", "1979-01-01/1979-02-28", "edge")]),
    ("the last days of April 1945", [("the last days of April 1945", "1945-04-21/1945-04-30", "edge")]),
    ("the first week of May 1940", [("the first week of May 1940", "1940-05-01/1940-05-07", "edge")]),
    ("the week of 8 May 1995", [("the week of 8 May 1995", "1995-05-08/1995-05-14", "week")]),
    # words that belong to a day
    ("the night of 9 May 1976", [("the night of 9 May 1976", "1976-05-09", "day")]),
    ("on the evening of July 7, 2017", [("the evening of July 7, 2017", "2017-07-07", "day")]),
    ("on Tuesday, 9 July 2019", [("Tuesday, 9 July 2019", "2019-07-09", "day")]),
    # a year that stands behind the last of several
    ("in May and again, April or June 1940", [("April", "1940-04", "month"), ("June 1940", "1940-06", "month")]),
    (
        "on 3, 5 and 9 June 1940",
        [("3", "1940-06-03", "day"), ("5", "1940-06-05", "day"), ("9 June 1940", "1940-06-09", "day")],
    ),
    (
        "in the spring and autumn of 1979",
        [("the spring", "1979-03-01/1979-06-20", "season"), ("autumn of 1979", "1979-09-01/1979-12-20", "season")],
    ),
    # older and odder
    ("Constantinople fell in 1453, Rome in 410 AD", [("1453", "1453", "year"), ("410 AD", "0410", "year")]),
    ("the fifth of November 1956", [("the fifth of November 1956", "1956-11-05", "day")]),
    ("2015-12", [("2015-12", "2015-12", "month")]),
    ("a coup of Dec. 31 , 1994", [("Dec. 31 , 1994", "1994-12-31", "day")]),
    # counted from a date beside it, or told in brackets
    ("two years after 1945", [("two years after 1945", "1947", "relative")]),
    ("ten days before 6 June 1944", [("ten days before 6 June 1944", "1944-05-27", "relative")]),
    (
        "In 1916 it began; three years later (1918)",
        [("1916", "1916", "year"), ("three years later", "1918", "relative"), ("1918", "1918", "year")],
    ),
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
    "on the last day", "next day", "by then", "now", "at the time", "at 18:40", "in the spring", "on the 9th",
    "the third quarter",
    "the fall of Saigon", "a second day", "the third quarter of the match", "the first half of the game",
    "in 1200 villages", "264 BC to 241 BC", "the 9th century BC", "32 - 2015", "valid? 2015-32", "day after day",
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

WITH_ANCHOR += [
    ("on the 9th, they left", "1979-06-09", "carried"),
    ("from May to July", "1979-05-01/1979-07-31", "carried"),
    ("in the spring", "1979-03-01/1979-06-20", "carried"),
    ("the summer offensive", "1979-06-01/1979-09-22", "carried"),
    ("that autumn", "1979-09-01/1979-12-20", "relative"),
    ("the following spring", "1980-03-01/1980-06-20", "relative"),
    ("the previous winter", "1978-12-01/1979-03-20", "relative"),
    ("the previous November", "1978-11", "relative"),
    ("the following Friday", "1979-06-22", "relative"),
    ("early the next morning", "1979-06-19", "relative"),
    ("the day following", "1979-06-19", "relative"),
    ("In the evening", "1979-06-18", "relative"),
    ("At 18:40 it fell", "1979-06-18", "relative"),
    ("half a year later", "1979-12", "relative"),
    ("a full three years later", "1982", "relative"),
    ("a few months later", "1979-08-01/1980-03-31", "relative"),
    ("twenty-one days later", "1979-07-09", "relative"),
    ("six months before, he had left", "1978-12", "relative"),
    ("the previous quarter", "1979-01-01/1979-03-31", "relative"),
    ("by then", "1979-06-18", "present"),
    ("at that time", "1979-06-18", "present"),
    ("it was now too late", "1979-06-18", "present"),
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
    ("on Monday they met", "2024-03-11"),
    ("on Friday they will meet", "2024-03-15"),
    ("last spring", "2023-03-01/2023-06-20"),
    ("last November", "2023-11"),
    ("this past Sunday", "2024-03-10"),
    ("earlier this month", "2024-03-01/2024-03-13"),
    ("last night", "2024-03-12"),
    ("over the past year", "2023-01-01/2024-03-13"),
    ("the past two years", "2022-01-01/2024-03-13"),
    ("the third quarter", "2023-07-01/2023-09-30"),
    ("the last quarter", "2023-10-01/2023-12-31"),
    ("three weeks from now", "2024-04-01/2024-04-07"),
    ("On February 5", "2024-02-05"),
    ("On December 5", "2023-12-05"),
    ("they are now in force", "2024-03-13"),
    ("currently", "2024-03-13"),
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


STORIES = [
    # over New Year only with evidence: autumn before, the first months behind, at the head of a clause, nothing back
    ("On 21 November 1912 it fell. On January 15 they met.", ["1912-11-21", "1913-01-15"]),
    ("On 21 November 1912 it fell. He had resigned on January 15.", ["1912-11-21", "1912-01-15"]),
    ("In June 1912 it fell. In May he resigned.", ["1912-06", "1912-05"]),
    ("In the winter of 1914–15 it was quiet. In February they attacked.", ["1914-12-01/1915-03-20", "1915-02"]),
    # a remark does not move the story
    ("On November 30, 1939, the war began, which ended on March 13, 1940. On December 14 they met.",
     ["1939-11-30", "1940-03-13", "1939-12-14"]),
    ("It dates back to 1865. On 19 June they met.", ["1865"]),
    # no date is counted from one before the years BC
    ("In 1945 he wrote of it. In 146 BC it was burned. The next year it was empty.", ["1945"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), STORIES)
def test_the_story_carries_the_year(text: str, values: list[str]) -> None:
    assert [str(m.value) for m in find(text)] == values


def test_a_date_names_the_period_it_was_completed_or_counted_from() -> None:
    text = "On May 3, 1990 it fell. On May 9 they met, the next day they left. Yesterday"
    anchors = [m.anchor and str(m.anchor) for m in find(text, written=Period.of("1991-01-01"))]
    assert anchors == [None, "1990-05-03", "1990-05-09", "1991-01-01"]


def test_what_is_said_far_from_the_day_of_writing_is_not_counted_from_it() -> None:
    assert find("last week they said", anchor=Period.of("1956-11-04"), written=WRITTEN) == []
    assert find("it is now our duty", anchor=Period.of("1956-11-04"), written=WRITTEN) == []
    assert find("In 1956 it was so. On 5 November", written=WRITTEN)[-1].value == Period.of("1956-11-05")


@pytest.mark.parametrize(
    "text", ["on the last day they signed", "next day they left", "this day of infamy", "last of all"]
)
def test_what_is_not_told_from_the_day_of_writing(text: str) -> None:
    assert find(text, written=WRITTEN) == []


def test_a_year_that_looks_back_does_not_move_the_story() -> None:
    (first,) = find("since 1972")
    assert not moves_on("since 1972", first, None)
    assert not moves_on("since 1972", first, ANCHOR)
    (second,) = find("In 1972 it was")
    assert moves_on("In 1972 it was", second, ANCHOR)


# of each text the words and their value
ANCIENT = [
    ("In 264 BC it began", [("264 BC", "-0263")]),
    ("(58 B.C. to 50 B.C.)", [("58 B.C. to 50 B.C.", "-0057/-0049")]),
    ("the war (431–404 BCE)", [("431–404 BCE", "-0430/-0403")]),
    ("c. 500 BC", [("c. 500 BC", "-0499")]),
    ("in the spring of 480 BC", [("the spring of 480 BC", "-0479-21")]),
    ("in August 480 BC", [("August 480 BC", "-0479-08")]),
    ("the middle of the 6th century BC", [("the middle of the 6th century BC", "-0599/-0500")]),
    ("the 480s BC", [("the 480s BC", "-0488/-0479")]),
    ("In 490 BC he landed. Ten years later", [("490 BC", "-0489"), ("Ten years later", "-0479")]),
    ("In 415 BC; two years later (413 BC)", [("415 BC", "-0414"), ("two years later", "-0412"), ("413 BC", "-0412")]),
    ("In 264 AD; the next year; 264 boats; BC Hydro 264", []),
    ("the ABC and 300 BCS", []),
    ("In British Columbia (BC) since 1980", []),
]


@pytest.mark.parametrize(("text", "expected"), ANCIENT)
def test_years_before_christ_are_edtf(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.span.of(text), m.value) for m in ancient.find(text)] == expected


ERAS = [
    ("during the Korean War", ["1950-06-25/1953-07-27"]),
    ("under Brezhnev", ["1964-10-14/1982-11-10"]),
    ("in the Reagan years and Chirac’s time", ["1981-01-20/1989-01-20"]),
    ("by the end of the Korean War", ["1953-07-27"]),
    ("at the outbreak of the Crimean War", ["1853-10"]),
    ("after the Korean War", []),
    ("post-Cold War order", []),
    ("a new Cold War", []),
    ("a civil war in Korea", []),
    ("during Operation Serval", ["2013-01-11/2014-07-15"]),
    ("at the Reykjavík summit", ["1986-10-11/1986-10-12"]),
    ("At Bandung, Nehru spoke", ["1955-04-18/1955-04-24"]),
    ("the Fashoda incident and the October 7 attack", ["1898-07-10/1898-11-03", "2023-10-07"]),
    ("after the Suez crisis", []),
    ("the lessons of the Suez crisis", []),
    ("a Suez Crisis-style climbdown by Korean War veterans", []),
    ("Operation Inherent Resolve goes on", []),
    ("the Vienna summit", []),
]


@pytest.mark.parametrize(("text", "values"), ERAS)
def test_an_era_has_its_dates(text: str, values: list[str]) -> None:
    assert [str(m.value) for m in eras.find(text)] == values


def test_an_era_does_not_widen_what_is_known() -> None:
    assert eras.find("during the Korean War", Period.of("1951-04")) == []
    assert len(eras.find("during the Korean War", Period.of("1961-04"))) == 1


def test_of_eras_that_share_a_name_the_year_told_decides() -> None:
    assert [str(m.value) for m in eras.find("the Vienna summit", Period.of("1961"))] == ["1961-06-03/1961-06-04"]
    assert [str(m.value) for m in eras.find("the Vienna summit", Period.of("1979"))] == ["1979-06-15/1979-06-18"]
    assert eras.find("the Vienna summit", Period.of("1970")) == []


def test_an_era_that_began_before_or_ended_after_what_is_known_dates_nothing() -> None:
    assert eras.find("the Washington Naval Conference", Period.of("1921")) == []
    assert len(eras.find("the Cuban missile crisis", Period.of("1962"))) == 1


def test_operations_are_known_by_their_form() -> None:
    text = "Operation Iraqi Freedom, Operation Desert Storm Iraq and Operation Zugvogel; a rescue operation in Iraq"
    names = ["Operation Iraqi Freedom", "Operation Desert Storm", "Operation Zugvogel"]
    assert [span.of(text) for span in eras.operations(text)] == names


def test_every_era_lies_in_the_calendar_and_shares_its_name_with_few() -> None:
    rows = list(tables.rows("eras.csv"))
    known = {row["id"] for row in tables.rows("actors.csv")}
    classes = Counter(row["class"] for row in rows)
    assert classes["operation"] > 200
    assert min(classes["conference"], classes["crisis"]) > 150
    assert set(classes) <= {"conference", "crisis", "era", "operation", "rule", "war"}
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert Period.of(row["start"], row["end"] or row["start"]).start.year >= 1600
        assert set(filter(None, row["states"].split(";"))) <= known, row["name"]
    owners: dict[str, list[str]] = {}
    for row in rows:
        for name in filter(None, [row["name"], *row["aliases"].split("|")]):
            owners.setdefault(name.lower(), []).append(row["start"][:4])
    assert all(len(years) == len(set(years)) for years in owners.values())
    assert all(re.search("summit|operation", name) for name, years in owners.items() if len(years) > 1)


def test_a_sentence_of_years_before_christ_takes_no_date_and_no_number() -> None:
    text = "In 1945 Italy surrendered. In 264 BC Italy attacked Tunisia with 300 ships."
    document, _ = reading.read(Document(source=Source(id="x", title="x"), text=text))
    last = document.sentences[-1]
    assert last.dated is None
    assert last.periods == ()
    assert [m.value.value for m in last.quantities] == [300]


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
