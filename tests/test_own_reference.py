"""A user's own reference rows: the forms they may have, the ways they can be wrong, and what findings make of them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import detente as package
from detente import own_reference, record, scaling, tables
from detente.errors import SourceError
from detente.model import Document, Period, Source
from detente.own_reference import OwnTable, actor_of, forms, unit_of
from detente.shelf import shelf

JOINED = "kind,actor,organisation,act,start\nmembership,Peru,igo:brics,joined,2019-05-02\n"
LAYOUT = """
kind = "quantity"
indicator = "gdp"
unit = "billion USD"
missing = ["-9"]
[columns]
actors = "country"
start = "year"
value = "output"
[source]
title = "Accounts of the Andes"
publisher = "Our institute"
url = "https://example.org/andes"
year = 2024
"""
PANEL = "country,year,output\nPER,1931,4.2\n155,1931,5.5\nBolivia,1931,-9\n"
PACKAGE: dict[str, Any] = {
    "name": "andes",
    "title": "Andes, second edition",
    "created": "2024-03-01",
    "licenses": [{"name": "CC-BY-4.0"}],
    "sources": [{"title": "Our institute", "path": "https://example.org/andes"}],
    "resources": [
        {
            "name": "output",
            "path": "data/panel.csv",
            "schema": {"fields": [{"name": "country"}, {"name": "year"}, {"name": "output"}], "missingValues": ["-9"]},
            "detente": {
                "kind": "quantity",
                "indicator": "gdp",
                "unit": "billion USD",
                "columns": {"actors": "country", "start": "year", "value": "output"},
            },
        },
        {"name": "readme", "path": "readme.csv"},
    ],
}


Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """``write({name: content})``: files in a folder of the test's own, which it gives."""

    def put(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return put


def packed(**changes: Any) -> str:
    """``PACKAGE`` with its first resource changed, as JSON; None takes a property away."""
    first = {**PACKAGE["resources"][0], **changes}
    resources = [{key: value for key, value in first.items() if value is not None}, *PACKAGE["resources"][1:]]
    return json.dumps(PACKAGE | {"resources": resources})


def bodies(*own: OwnTable) -> list[Any]:
    return [row.claim.body for table in own for row in table.rows]


def levels(table: OwnTable) -> list[tuple[str, str, float, str]]:
    return [(body.actors[0], str(body.on), body.quantity.value, body.quantity.unit) for body in bodies(table)]


# ------------------------------------------------------------------------------------------------------------ the forms


def test_a_csv_with_our_columns_and_a_column_kind(write: Write) -> None:
    path = write({"my.csv": JOINED}) / "my.csv"
    (own,) = own_reference.read([str(path)])
    (row,) = own.rows
    assert (row.dataset, row.claim.at, row.claim.source_id) == ("own:my.csv", "own:my.csv#2", "own:my.csv")
    assert (row.claim.body.actor, row.claim.body.organisation) == ("PER", "igo:brics")
    assert own.source == Source(id="own:my.csv", title="my.csv", sha256=hashlib.sha256(JOINED.encode()).hexdigest())
    assert own.source.own
    assert not own.set_aside


def test_a_csv_with_a_layout_beside_it(write: Write) -> None:
    (own,) = own_reference.read([str(write({"my.csv": PANEL, "my.toml": LAYOUT}) / "my.csv")])
    assert levels(own) == [("PER", "1931", 4.2e9, "USD"), ("CHL", "1931", 5.5e9, "USD")]
    assert own.set_aside == {4: "value is empty. Fill in indicator, start, value, unit."}
    told = own.source
    assert (told.title, told.publisher, told.url) == (
        "Accounts of the Andes",
        "Our institute",
        "https://example.org/andes",
    )
    assert Path(own.layout).name == "my.toml"
    assert own.layout_sha256 == hashlib.sha256(LAYOUT.encode()).hexdigest()


@pytest.mark.parametrize("given", ["datapackage.json", ""])
def test_a_data_package_and_the_folder_it_is_in(write: Write, given: str) -> None:
    folder = write({"datapackage.json": json.dumps(PACKAGE), "data/panel.csv": PANEL, "readme.csv": "a,b\n1,2\n"})
    (own,) = own_reference.read([str(folder / given)])
    assert own.name == "panel.csv"
    assert levels(own) == [("PER", "1931", 4.2e9, "USD"), ("CHL", "1931", 5.5e9, "USD")]
    assert list(own.set_aside) == [4]
    told = own.source
    assert (told.title, told.publisher, told.published) == ("Andes, second edition", "Our institute", "2024")
    assert (told.url, told.licence) == ("https://example.org/andes", "CC-BY-4.0")


def test_a_package_may_have_a_dialect_and_no_header_and_name_its_kind(write: Write) -> None:
    fields = [{"name": name} for name in ("actor", "organisation", "act", "start")]
    resource = {
        "name": "membership",
        "path": "m.txt",
        "encoding": "latin-1",
        "dialect": {"delimiter": "|", "quoteChar": "'", "header": False},
        "schema": "schema.json",
    }
    files = {
        "datapackage.json": json.dumps({"resources": [resource]}),
        "schema.json": json.dumps({"fields": fields}),
        "m.txt": "'Côte d''Ivoire'|igo:brics|joined|2019\n".encode("latin-1"),
    }
    (own,) = own_reference.read([str(write(files))])
    assert [(body.actor, body.act, str(body.on)) for body in bodies(own)] == [("CIV", "joined", "2019")]
    assert own.rows[0].claim.at == "own:m.txt#1"


def test_two_resources_of_one_file_are_two_tables(write: Write) -> None:
    first = PACKAGE["resources"][0]
    second = first | {"name": "again", "detente": first["detente"] | {"indicator": "exports"}}
    folder = write({"datapackage.json": json.dumps({"resources": [first, second]}), "data/panel.csv": PANEL})
    own = own_reference.read([str(folder)])
    assert len({table.source.id for table in own}) == 2
    assert [body.indicator for body in bodies(*own)] == ["gdp", "gdp", "exports", "exports"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_spreadsheets_separate_by_other_signs_and_leave_empty_lines(write: Write, delimiter: str) -> None:
    header, line = JOINED.splitlines()
    content = f"\ufeff{header.title()}\r\n\r\n{line}\r\n ,\r\n".replace(",", delimiter)
    (own,) = own_reference.read([str(write({"my.csv": content}) / "my.csv")])
    assert [row.claim.at for row in own.rows] == ["own:my.csv#3"]
    assert not own.set_aside


def test_files_of_one_name_keep_apart_and_one_given_twice_counts_once(write: Write) -> None:
    folder = write({"a/my.csv": JOINED, "b/my.csv": JOINED})
    one, other = str(folder / "a" / "my.csv"), str(folder / "b" / "my.csv")
    assert [own.name for own in own_reference.read([one, other, one])] == [one, other]


def test_the_same_twice_gives_the_same_ids(write: Write) -> None:
    path = str(write({"my.csv": PANEL, "my.toml": LAYOUT}) / "my.csv")
    first, second = ([row.claim.id for own in own_reference.read([path]) for row in own.rows] for _ in range(2))
    assert first == second
    assert len(set(first)) == 2


@pytest.mark.parametrize("table", forms())
def test_what_the_packaged_tables_hold_a_user_could_give(write: Write, table: str) -> None:
    columns = [column.name for column in forms()[table].columns]
    assert set(shelf("kinds")[forms()[table].kind].columns) <= set(columns) or table == "vote_position"
    given = [row for name in tables.named(f"{table}.") for row in tables.rows(name)][::23]
    votes = {row["item"]: row for name in tables.named("vote.") for row in tables.rows(name)}
    path = write({}) / "my.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["kind", *columns], extrasaction="ignore")
        writer.writeheader()
        for row in given:
            dated = {"start": votes[row["item"]]["start"]} if table == "vote_position" else {}
            writer.writerow({"kind": table, **row, **dated})
    (own,) = own_reference.read([str(path)])
    assert own.set_aside == {}
    kind = shelf("kinds")[forms()[table].kind]
    blank = dict.fromkeys(kind.columns, "")
    if table != "vote_position":
        mine = [body for body in bodies(own) if isinstance(body, kind.body)]
        assert mine == [kind.from_row(blank | dict(row)) for row in given]


def test_every_kind_that_rows_can_be_of_has_a_form() -> None:
    assert {form.kind for form in forms().values()} == {name for name, kind in shelf("kinds").items() if kind.from_row}


def test_the_docs_say_which_columns_must_be_filled() -> None:
    page = (Path(__file__).parents[1] / "docs" / "reference-data.md").read_text("utf-8")
    told = {}
    for line in page.split("| kind | needs |")[1].split("\n\n")[0].splitlines()[2:]:
        names, needs = line.strip("| ").split(" | ")
        told |= {name.strip("`"): needs.split(", and ")[0] for name in names.split(", ")}
    assert told == {name: ", ".join(form.needs) for name, form in forms().items()}


# ------------------------------------------------------------------------------------------------------------ the cells


@pytest.mark.parametrize(
    ("said", "at", "actor"),
    [
        ("PER", "1990", "PER"),
        ("per", "1990", "PER"),
        ("Peru", "1990", "PER"),
        ("135", "1990", "PER"),
        ("002", "1990", "USA"),
        ("365.0", "1970", "SUN"),
        ("365", "2001", "RUS"),
        ("345", "1985", "YUG"),
        ("345", "2015", "SRB"),
        ("Korea, Rep.", "1999", "KOR"),
        ("Korea, Dem. People's Rep.", "1999", "PRK"),
        ("Congo, Dem. Rep.", "1999", "COD"),
        ("Iran (Islamic Republic of)", "1999", "IRN"),
        ("Gambia, The", "1999", "GMB"),
        ("the Netherlands", "1999", "NLD"),
        ("igo:nato", "1999", "igo:nato"),
        ("African Union", "2005", "igo:au"),
        ("Nelson Mandela", "1995", "person:nelson-mandela"),
    ],
)
def test_actors_are_given_as_codes_numbers_or_names(said: str, at: str, actor: str) -> None:
    assert actor_of(said, Period.of(at)) == actor


@pytest.mark.parametrize("said", ["Freedonia", "999", "Korea", "Congo", "Peru and Chile", "peruvian", "-", "12345"])
def test_what_is_no_actor_or_could_be_several_is_not_guessed(said: str) -> None:
    with pytest.raises(SourceError, match=r"no actor that détente knows in 2001.*COW number"):
        actor_of(said, Period.of("2001"))


@pytest.mark.parametrize(
    ("said", "times", "unit"),
    [
        ("USD", 1, "USD"),
        ("million USD", 1e6, "USD"),
        ("US dollars", 1, "USD"),
        ("billion euros", 1e9, "EUR"),
        ("%", 1, "percent"),
        ("square kilometres", 1, "km2"),
        ("thousand tonnes", 1e3, "t"),
        ("troops", 1, "troop"),
        ("islands", 1, "island"),
        ("USD/barrel", 1, "USD/barrel"),
    ],
)
def test_units_are_read_as_in_a_text(said: str, times: float, unit: str) -> None:
    assert unit_of(said) == (times, unit)


@pytest.mark.parametrize("said", ["million", "current", "Mio", "7", "USD of the year"])
def test_what_is_no_unit_is_said_so(said: str) -> None:
    with pytest.raises(SourceError, match=r"is no unit.*a currency"):
        unit_of(said)


HEAD = "kind,actors,indicator,start,end,value,low,high,unit\n"
GOOD = "quantity,PER,gdp,1931,,5,,,USD\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("quantity,Freedonia,gdp,1931,,5,,,USD", r"actors: 'Freedonia' is no actor .*--actors"),
        ("quantity,PER,gdpp,1931,,5,,,USD", r"indicator: 'gdpp' is no indicator.*Nearest: gdp"),
        ("quantity,PER,gdp,12/06/1931,,5,,,USD", r"start: '12/06/1931' is not a date.*YYYY-MM-DD"),
        ("quantity,PER,gdp,1931-02-30,,5,,,USD", r"start: .* is not a day of the calendar"),
        ("quantity,PER,gdp,1931,1930,5,,,USD", r"ends before it begins"),
        ('quantity,PER,gdp,1931,,"5,000",,,USD', r"value: '5,000' is no plain number"),
        ("quantity,PER,gdp,1931,,inf,,,USD", r"value: 'inf' is no plain number"),
        ("quantity,PER,gdp,1931,,5,6,7,USD", r"5 lies outside 6 to 7"),
        ("quantity,PER,gdp,1931,,5,,,glorp", r"unit: 'glorp' is no unit"),
        ("quantity,PER,gdp,1931,,5,,,km2", r"unit: 'km2' cannot be of gdp. Expected: USD"),
        ("quantity,PER,gdp,1931,,NA,,,USD", r"value is empty.*Fill in"),
        ("quantity_change,PER,gdp,1931,,5,,,USD", r"gdp is a level, not a change.*quantity"),
        ("quantity,,gdp,1931,,5,,,USD", r"actors is empty; gdp is of a state"),
        ("sortie,PER,gdp,1931,,5,,,USD", r"'sortie' is no kind of row.*There are: agreement"),
        (",PER,gdp,1931,,5,,,USD", r"kind is empty"),
        ("membership,PER,gdp,1931,,5,,,USD", r"actor is empty.*Fill in actor, organisation"),
        ("quantity,PER,gdp,1931,,5,,,USD,more", r"it has 10 cells, expected 9"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_reason_and_the_rest_is_used(write: Write, row: str, told: str) -> None:
    folder = write({"my.csv": f"{HEAD}{GOOD}{row}\n", "only.csv": f"{HEAD}{row}\n"})
    (own,) = own_reference.read([str(folder / "my.csv")])
    assert len(own.rows) == 1
    assert list(own.set_aside) == [3]
    with pytest.raises(SourceError, match=rf"only.csv: its one row cannot be used; row 2: .*{told}") as caught:
        own_reference.read([str(folder / "only.csv")])
    assert "\n" not in str(caught.value)
    assert own.set_aside[3] in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "header", "row", "told"),
    [
        ("vote", "organ,start,yes", "igo:unsc,1950,7.5", r"yes: '7.5' is no whole number"),
        ("vote", "organ,start,yes", "Parliament of Freedonia,1950,7", r"organ: .*no actor"),
        ("agreement", "agreement,act,start", "Treaty of Nowhere,signed,1950", r"agreement: .*no agreement, law"),
        ("agreement", "agreement,act,start", "Paris Agreement,sung,2015", r"act: 'sung' is none of its values.*signed"),
        ("event", "words,start,source", "quake,1931,", r"source and target are empty"),
        ("event", "words,start,source,value", "quake,1931,PER,5", r"unit is empty"),
        ("membership", "actor,organisation,act,start", "PER,NATO,liked,2015", r"act: 'liked'.*joined"),
    ],
)
def test_cells_of_other_kinds_are_checked_too(write: Write, kind: str, header: str, row: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        own_reference.read([str(write({"my.csv": f"{header}\n{row}\n", "my.toml": f'kind = "{kind}"'}) / "my.csv")])


# ------------------------------------------------------------------------------------------------------------ the files


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, r"my.csv: cannot be read \(No such file"),
        ({"my.csv": b""}, r"my.csv: is empty"),
        ({"my.csv": b" \n\n"}, r"my.csv: is empty"),
        ({"my.csv": b"PK\x03\x04\0\0"}, r"my.csv: is a binary file.*UTF-8"),
        ({"my.csv": "Präsident\n".encode("latin-1")}, r"my.csv: is no text in UTF-8"),
        ({"my.csv": "kind,actor\n"}, r"my.csv: has no rows"),
        ({"my.csv": "actor,start\nPER,1931\n"}, r"does not say of which kind.*my.toml.*quantity"),
        ({"my.csv": "kind,kind\nvote,vote\n"}, r"two columns are called 'kind'"),
        ({"my.csv": PANEL, "my.toml": "kind = "}, r"my.toml: is no TOML"),
        ({"my.csv": PANEL, "my.toml": 'kind = "war"'}, r"my.toml: 'war' is no kind of row.*There are"),
        ({"my.csv": PANEL, "my.toml": 'knid = "vote"'}, r"my.toml: 'knid' is none of the columns.*kind"),
        ({"my.csv": PANEL, "my.toml": 'missing = "-9"'}, r"my.toml: missing is no list"),
        ({"my.csv": PANEL, "my.toml": '[source]\nname = "x"'}, r"my.toml: 'name' is none of.*title"),
        ({"my.csv": PANEL, "my.toml": 'columns = "x"'}, r"my.toml: \[columns\] is no table"),
        ({"my.csv": PANEL, "my.toml": 'kind = ["vote"]'}, r"my.toml: holds a value that is no plain one"),
        (
            {"my.csv": PANEL, "my.toml": LAYOUT.replace('"output"', '"gdp"')},
            r"my.toml: value is to be 'gdp', but .*my.csv has country, year, output",
        ),
        (
            {"my.csv": PANEL, "my.toml": LAYOUT.replace('value = "output"', "")},
            r"my.csv: has no column value; quantity needs indicator, start, value, unit, and it has country",
        ),
        (
            {"my.csv": PANEL, "my.toml": LAYOUT.replace("billion USD", "glorp")},
            r"none of its 3 rows.*'glorp' is no unit",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_line(
    write: Write, files: Mapping[str, str | bytes], told: str
) -> None:
    with pytest.raises(SourceError, match=told) as caught:
        own_reference.read([str(write(files) / "my.csv")])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", r"datapackage.json: is no JSON"),
        ("[]", r"datapackage.json is no object"),
        ('{"name": "x"}', r"resources is no list"),
        ('{"resources": ["x"]}', r"a resource is no object"),
        (packed(detente=None), r"no resource says of which kind its rows are.*\"detente\""),
        (packed(detente="quantity"), r"resource 'output' is no object"),
        (packed(detente={"knid": "vote"}), r"'knid' is none of the columns"),
        (packed(path="../panel.csv"), r"is no path within the folder"),
        (packed(path="https://example.org/panel.csv"), r"is no path within the folder"),
        (packed(path=["data/panel.csv", "more.csv"]), r"the path of resource 'output' is .*expected one file"),
        (packed(path=None, data=[]), r"the path of resource 'output' is None, expected one file"),
        (packed(path="data/none.csv"), r"none.csv: cannot be read"),
        (packed(encoding="klingon"), r"is no text in KLINGON"),
        (packed(dialect={"commentChar": "#"}), r"its dialect has commentChar, which is not read"),
        (packed(dialect={"delimiter": "||"}), r"is no CSV file"),
        (packed(dialect=[1]), r"dialect is no object"),
        (packed(schema={"fields": ["country"]}), r"a field is no object"),
    ],
)
def test_a_package_that_cannot_be_used_is_one_clear_line(write: Write, content: str, told: str) -> None:
    with pytest.raises(SourceError, match=told) as caught:
        own_reference.read([str(write({"datapackage.json": content, "data/panel.csv": PANEL}))])
    assert "\n" not in str(caught.value)


# --------------------------------------------------------------------------------------------------------- the findings


def checked(text: str, *own: OwnTable) -> list[tuple[str, str, str]]:
    """(verdict, true value, message) of each claim of a text read with a user's tables."""
    source = Source(id=hashlib.sha256(text.encode()).hexdigest()[:16], title=text[:40])
    document = Document(source=source, text=text, dated=Period.of("2026-01"))
    read = scaling.one(document, "a text", scaling.reference(own))
    return [(str(found.verdict), found.true_value, found.message) for found in read.findings]


@pytest.mark.parametrize(
    ("rows", "text", "verdict", "told"),
    [
        # nothing of ours: theirs decides
        ("quantity,PER,gdp,1931,,5,,,billion USD", "The gross domestic product of Peru was 5 billion dollars in 1931.",
         "supported", ["my.csv, row 2"]),
        ("quantity,PER,gdp,1931,,5,,,billion USD", "The gross domestic product of Peru was 9 billion dollars in 1931.",
         "refuted", ["5 billion US dollars (my.csv, row 2)"]),
        ("quantity,PER,gdp,1931,,5,,,billion USD", "The gross domestic product of Chile was 9 billion dollars in 1931.",
         "unverifiable", []),
        # theirs against ours, either way round
        ("membership,Sweden,NATO,joined,2024-06-01", "Sweden joined NATO on 7 March 2024.",
         "conflicting", ["7 March 2024", "1 June 2024 (my.csv, row 2)"]),
        ("membership,Sweden,NATO,joined,2024-06-01", "Sweden joined NATO on 1 June 2024.",
         "conflicting", ["7 March 2024", "1 June 2024 (my.csv, row 2)"]),
        ("membership,Sweden,NATO,joined,2024-06-01", "Sweden joined NATO on 9 October 2021.",
         "refuted", ["7 March 2024", "1 June 2024 (my.csv, row 2)"]),
        ("membership,Sweden,NATO,joined,2024-03-07", "Sweden joined NATO on 7 March 2024.", "supported", []),
        ("membership,Norway,NATO,joined,2024-06-01", "Sweden joined NATO on 7 March 2024.", "supported", []),
        # two of theirs against each other
        ("membership,Peru,igo:brics,joined,2019-05-02\nmembership,Peru,igo:brics,joined,2019-09-02",
         "Peru joined BRICS on 2 May 2019.", "supported", ["my.csv, row 2"]),
    ],
)  # fmt: skip
def test_a_users_rows_decide_and_where_ours_say_otherwise_both_are_shown(
    write: Write, rows: str, text: str, verdict: str, told: list[str]
) -> None:
    head = HEAD if rows.startswith("quantity") else "kind,actor,organisation,act,start\n"
    own = own_reference.read([str(write({"my.csv": f"{head}{rows}\n"}) / "my.csv")])
    (found, *_) = checked(text, *own)
    assert found[0] == verdict, found
    assert all(words in found[2] for words in told), found


def test_two_files_of_a_users_that_disagree_are_conflicting(write: Write) -> None:
    folder = write({"a.csv": JOINED, "b.csv": JOINED.replace("05-02", "09-02")})
    own = own_reference.read([str(folder / "a.csv"), str(folder / "b.csv")])
    ((verdict, value, message),) = checked("Peru joined BRICS on 2 May 2019.", *own)
    assert (verdict, value) == ("conflicting", "2019-05-02 or 2019-09-02")
    assert "(a.csv, row 2)" in message
    assert "Sources disagree: Peru joined BRICS on 2 September 2019 (b.csv, row 2)." in message


def test_a_level_on_which_ours_and_theirs_differ_is_conflicting(write: Write) -> None:
    ours = next(
        row.claim.body
        for row in record.reference_rows()
        if row.claim.kind == "quantity" and row.claim.body.indicator == "gdp" and row.claim.body.actors == ("ITA",)
    )
    value = ours.quantity.value * 1.4
    content = f"{HEAD}quantity,Italy,gdp,{ours.on},,{value},,,USD\n"
    own = own_reference.read([str(write({"my.csv": content}) / "my.csv")])
    text = f"The gross domestic product of Italy was {value / 1e9:.2f} billion dollars in {ours.on}."
    ((verdict, _, message),) = checked(text, *own)
    assert verdict == "conflicting"
    assert "Sources disagree" in message


# -------------------------------------------------------------------------------------------------------- plain tables

LOANS = """Borrower,Lender,Agreed,Amount (million USD),Term in years
Kenya,China,2014,3600,20
Ghana,Japan,2008,410,15
Zambia,China,2011,1200,20
Senegal,France,2016,650,12
"""


@pytest.mark.parametrize(
    ("text", "verdict", "told"),
    [
        ("The lender of Zambia was China.", "supported", "loans.csv, row 4: Borrower Zambia, Lender China"),
        ("The lender of Zambia was France.", "refuted", "loans.csv, row 4: Borrower Zambia, Lender China"),
        ("Two of the borrowers had China as their lender.", "supported", "row 2: Borrower Kenya, Lender China; row 4"),
        ("Three of the borrowers had China as their lender.", "refuted", "row 2: Borrower Kenya, Lender China; row 4"),
        (
            "The amount for Ghana was 410 million dollars.",
            "supported",
            "row 3: Borrower Ghana, Amount (million USD) 410",
        ),
        ("The amount for Ghana was 650 million dollars.", "refuted", "Borrower Ghana, Amount (million USD) 410"),
        ("The loan to Ghana was agreed in 2008.", "supported", "row 3"),
        ("The loan to Ghana was agreed in 2011.", "refuted", "row 3: Borrower Ghana, Agreed 2008"),
        ("France sanctioned Senegal in 2016.", "unverifiable", "Nothing to compare"),
        ("The amount for Mali was 410 million dollars.", "unverifiable", "Nothing to compare"),
        ("The lender of Zambia may be France.", "unverifiable", "Nothing to compare"),
    ],
)
def test_a_table_of_any_columns_decides_what_nothing_else_does(
    write: Write, text: str, verdict: str, told: str
) -> None:
    (own,) = own_reference.read([str(write({"loans.csv": LOANS}) / "loans.csv")])
    (found, *more) = checked(text, own)
    assert not more
    assert found[0] == verdict
    assert told in found[2]


def test_a_run_with_a_plain_table_cites_its_file_and_row(write: Write) -> None:
    folder = write({"loans.csv": LOANS + "Mali,Spain,2010,5,5,more\n", "a.txt": "The lender of Zambia was France.\n"})
    made = package.read(str(folder / "a.txt"), out=str(folder / "out"), reference=str(folder / "loans.csv"))
    with made:
        (finding,) = made.ask("SELECT verdict, true_value, rule, against FROM findings")
        assert (finding["verdict"], finding["true_value"], finding["rule"]) == ("refuted", "China", "table, cell")
        (row,) = made.ask(f"SELECT key, title, source_id FROM reference WHERE id = '{finding['against'][0]}'")
        assert (row["key"], row["source_id"]) == ("own:loans.csv#4", "own:loans.csv")
        assert row["title"].startswith("Borrower: Zambia; Lender: China; Agreed: 2011")
    (claim,) = (folder / "out" / "claims.jsonl").read_text("utf-8").splitlines()
    assert json.loads(claim)["evidence_source"] == "loans.csv"
    assert "Borrower Zambia, Lender China" in (folder / "out" / "report.html").read_text("utf-8")
    (aside,) = (folder / "out" / "quarantine.jsonl").read_text("utf-8").splitlines()
    assert "it has 6 cells, expected 5" in json.loads(aside)["reason"]


# --------------------------------------------------------------------------------------------------------------- a run


def test_a_run_names_the_file_its_rows_and_what_it_set_aside(write: Write) -> None:
    folder = write(
        {
            "my.csv": PANEL,
            "my.toml": LAYOUT,
            "a.txt": "The gross domestic product of Peru was 4.2 billion dollars in 1931.\n",
        }
    )
    made = package.read(str(folder / "a.txt"), out=str(folder / "out"), reference=str(folder / "my.csv"))
    with made:
        rows = made.ask("SELECT key, dataset, value FROM reference WHERE dataset LIKE 'own:%' ORDER BY key")
        assert [(row["key"], row["value"]) for row in rows] == [("own:my.csv#2", 4.2e9), ("own:my.csv#3", 5.5e9)]
        (source,) = made.ask("SELECT * FROM sources WHERE id LIKE 'own:%'")
        assert (source["title"], source["publisher"], source["year"]) == (
            "Accounts of the Andes",
            "Our institute",
            "2024",
        )
        assert made.ask("SELECT count(*) AS n FROM quantity WHERE source_id = 'own:my.csv'")[0]["n"] == 2
        assert list(made.findings("polars")["verdict"]) == ["supported"]
    manifest = json.loads((folder / "out" / "manifest.json").read_text("utf-8"))
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("my.csv", "my.toml")}
    assert manifest["own_reference"] == [
        {
            "name": "my.csv",
            "title": "Accounts of the Andes",
            "sha256": digests["my.csv"],
            "rows": 2,
            "set_aside": 1,
            "layout": {"name": "my.toml", "sha256": digests["my.toml"]},
        }
    ]
    (line,) = (folder / "out" / "quarantine.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["input"] == "my.csv, row 4"
    assert "Accounts of the Andes" in (folder / "out" / "report.html").read_text("utf-8")


def test_the_command_takes_several_files_and_says_what_became_of_each(write: Write, detente: Any) -> None:
    folder = write({"my.csv": PANEL, "my.toml": LAYOUT, "b.csv": JOINED, "a.txt": "Peru joined BRICS on 2 May 2019.\n"})
    given = ["read", folder / "a.txt", "--out", folder / "out"]
    done = detente(*given, "--reference", folder / "my.csv", "--reference", folder / "b.csv")
    assert done.returncode == 0, done.stderr
    said = done.stderr.decode()
    assert "Reference my.csv: 2 rows, 1 set aside (quarantine.jsonl), such as row 4: value is empty." in said
    assert "Reference b.csv: 1 row\n" in said
    bad = detente(*given[:2], "--out", folder / "none", "--reference", folder / "nowhere.csv")
    assert bad.returncode == 4
    assert bad.stderr.decode().startswith("detente: ")
    assert b"Traceback" not in bad.stderr
    assert not (folder / "none").exists()


def test_without_own_rows_the_manifest_says_so(folder: Path) -> None:
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["own_reference"] == []
