"""Plain tables: what of a sentence their cells bear out, what they refute, and what they leave open."""

from __future__ import annotations

import pytest

from detente import tabular
from detente.model import Agreement
from detente.tabular import asked, words
from detente.tabular.grid import grid, number, time

PORTS = grid(
    "ports.csv",
    ["Port", "Country", "Opened", "Cargo (million tonnes)", "Container ships", "Share of trade (%)", "Rank"],
    [
        (2, ["Rotterdam", "Netherlands", "1328", "438.8", "120", "31.5", "1"]),
        (3, ["Antwerp", "Belgium", "1811", "271.0", "95", "24.0", "2"]),
        (4, ["Hamburg", "Germany", "1189", "114.2", "77", "14.5", "3"]),
        (5, ["Bremerhaven", "Germany", "1827", "46.0", "42", "9.5", "6"]),
        (6, ["Algeciras", "Spain", "1894", "104.8", "0", "11.0", "4"]),
        (7, ["Port of Gdansk", "Poland", "1920", "81.0", "21", "9.5", "5"]),
    ],
)
MINISTERS = grid(
    "ministers.csv",
    ["Minister", "Party", "Took office", "Left office", "Fate"],
    [
        (2, ["Ana Quispe", "Liberal", "3 May 1951", "12 June 1954", "resigned in protest"]),
        (3, ["Juan R. Mamani", "Liberal", "12 June 1954", "1 March 1960", "defeated"]),
        (4, ["Rosa Condori", "Socialist", "1 March 1960", "9 July 1962", "resigned in protest"]),
        (5, ["Luis Huanca", "Liberal", "9 July 1962", "30 August 1969", "died in office"]),
    ],
)


@pytest.mark.parametrize(
    ("table", "true", "false"),
    [
        (PORTS, "Antwerp lies in Belgium.", "The country of Antwerp is Spain."),
        (PORTS, "Bremerhaven is not in Spain, its country is Germany.", "The country of Algeciras is not Spain."),
        (PORTS, "Hamburg handled 114.2 million tonnes of cargo.", "Hamburg handled 271 million tonnes of cargo."),
        (PORTS, "Algeciras was opened in 1894.", "Algeciras was opened in 1827."),
        (PORTS, "Two of the ports are in Germany.", "Three of the ports are in Germany."),
        (PORTS, "At least two ports are in Germany.", "More than two ports are in Germany."),
        (PORTS, "Antwerp handled more cargo than Hamburg.", "Hamburg handled more cargo than Antwerp."),
        (
            PORTS,
            "Hamburg had 18 fewer container ships than Antwerp.",
            "Hamburg had 30 fewer container ships than Antwerp.",
        ),
        (PORTS, "Hamburg was opened before Antwerp.", "Hamburg was opened after Antwerp."),
        (PORTS, "Rotterdam handled the most cargo.", "Antwerp handled the most cargo."),
        (PORTS, "Bremerhaven handled the least cargo.", "Hamburg handled the least cargo."),
        (PORTS, "Antwerp handled the second most cargo.", "Hamburg handled the second most cargo."),
        (PORTS, "Rotterdam has the highest rank.", "Bremerhaven has the highest rank."),
        (PORTS, "Hamburg was the earliest to be opened.", "Rotterdam was the earliest to be opened."),
        (PORTS, "Algeciras had no container ships.", "Antwerp had no container ships."),
        (PORTS, "Antwerp is the only port in Belgium.", "Hamburg is the only port in Germany."),
        (PORTS, "Hamburg and Bremerhaven have the same country.", "Hamburg and Antwerp have the same country."),
        (PORTS, "Half of the ports were opened before 1820.", "Most of the ports were opened before 1820."),
        (PORTS, "The average share of trade is 16.67 %.", "The average share of trade is 21 %."),
        (PORTS, "The ports had 355 container ships in total.", "The ports had 455 container ships in total."),
        (MINISTERS, "Most of the ministers were liberals.", "All ministers were liberals."),
        (MINISTERS, "All but one of the ministers were liberals.", "All but two of the ministers were liberals."),
        (MINISTERS, "None of the socialists was defeated.", "None of the liberals was defeated."),
        (MINISTERS, "Ana Quispe took office on 3 May 1951.", "Ana Quispe took office on 9 July 1962."),
        (MINISTERS, "Juan Mamani was defeated.", "Juan Mamani of the Socialist party was defeated."),
        (MINISTERS, "There were two resignations.", "There were three resignations."),
        (MINISTERS, "Ana Quispe and Rosa Condori resigned.", "Ana Quispe and Juan Mamani resigned, was their fate."),
        (MINISTERS, "Luis Huanca left office after Rosa Condori.", "Luis Huanca left office before Rosa Condori."),
    ],
)
def test_a_table_bears_out_the_true_sentence_and_refutes_the_false_one(
    table: tabular.Grid, true: str, false: str
) -> None:
    given = [tabular.check(text, table) for text in (true, false)]
    assert [answer and answer.agreement for answer in given] == [Agreement.EQUAL, Agreement.UNEQUAL]


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (PORTS, "Antwerp had no strikes that year."),  # no column has strikes
        (PORTS, "Germany and Spain signed a treaty in 1894."),  # no port is named
        (PORTS, "Lisbon handled more cargo than Porto."),  # neither is in the table
        (PORTS, "Belgium is a kingdom."),
        (PORTS, "Antwerp was visited by five ministers."),
        (PORTS, "Hamburg has older museums than Antwerp."),
        (PORTS, "The parties met in Hamburg in 1951."),  # a year beside a name, of which no column is named
        (PORTS, "Rotterdam and Antwerp compete."),
        (PORTS, "Germany shelled Hamburg."),  # both in one row, but of no such act
        (MINISTERS, "The socialist press praised Ana Quispe."),
        (MINISTERS, "Three ministers fell ill."),
        (MINISTERS, "In 1954 the country had 4 million people."),
    ],
)
def test_what_a_table_does_not_decide_is_left_open(table: tabular.Grid, text: str) -> None:
    assert tabular.check(text, table) is None


@pytest.mark.parametrize(("said", "knows"), [("opened", True), ("ship", True), ("Belgian", False), ("shelled", False)])
def test_words_that_a_table_knows(said: str, knows: bool) -> None:
    assert PORTS.knows(said) is knows


def test_an_answer_names_the_cells_it_rests_on() -> None:
    answer = tabular.check("Three of the ports are in Germany.", PORTS)
    assert answer is not None
    assert (answer.rule, answer.found, answer.cells) == ("count", "2", ((2, 1), (3, 1)))
    wrong = tabular.check("Algeciras was opened in 1827.", PORTS)
    assert wrong is not None
    assert (wrong.found, wrong.cells) == ("1894", ((4, 2),))


def test_columns_hold_numbers_times_or_words_and_rows_have_names() -> None:
    assert PORTS.holds == ("words", "words", "time", "number", "number", "number", "number")
    assert MINISTERS.holds == ("words", "words", "time", "time", "words")
    assert PORTS.keys == (0,)
    assert PORTS.rows[0][3].quantity is not None
    assert PORTS.rows[0][3].quantity.value == pytest.approx(438.8e6)  # the scale stands in the column's name


def test_a_row_that_adds_up_the_others_is_none_of_them() -> None:
    table = grid("t", ["State", "Seats"], [(2, ["Kwara", "4"]), (3, ["Benue", "7"]), (4, ["Total", "11"])])
    assert table.summed == {2}
    answer = tabular.check("Benue had the most seats.", table)
    assert answer is not None
    assert answer.agreement is Agreement.EQUAL


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,234", 1234, ""),
        ("12.5%", 12.5, "percent"),
        ("- 40", -40, ""),
        ("$5 million", 5e6, "USD"),
        ("97 (80)", 97, ""),
    ],
)  # fmt: skip
def test_cells_that_are_numbers(text: str, value: float, unit: str) -> None:
    found = number(text)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("text", ["lost re-election", "7 - 6", "Apollo 11 crew", ""])
def test_cells_that_are_no_numbers(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1951", "1951-01-01", "1952-01-01"),
        ("3 may 1951", "1951-05-03", "1951-05-04"),
        ("1951 - 1954", "1951-01-01", "1955-01-01"),
    ],
)
def test_cells_that_are_times(text: str, first: str, last: str) -> None:
    found = time(text)
    assert found is not None
    assert (str(found.start), str(found.end)) == (first, last)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("democrats", "democratic", True), ("resigned", "resignation", True), ("9th", "9", True),
        ("seat", "seats", True),
        ("station", "state", False), ("9th", "19", False), ("port", "portion", False), ("won", "wonder", False),
    ],
)  # fmt: skip
def test_forms_of_one_word(one: str, other: str, alike: bool) -> None:
    assert words.same(one, other) is alike


def test_a_sentence_is_read_by_its_cells_columns_numbers_and_times() -> None:
    said = asked.read("More than 2 ports in Germany were opened before 1830.", PORTS)
    assert [(number.quantity.value, number.bound) for number in said.numbers] == [(2, ">")]
    assert [(timed.period.first, timed.side) for timed in said.times] == [("1830", "before")]
    assert [named.rows for named in said.cells] == [{1: frozenset({2, 3})}]
    assert {column for head in said.heads for column in head.columns} == {0, 2}
