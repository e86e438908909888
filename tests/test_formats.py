"""What other tools open: codes to merge by, the codebook, graphs, a timeline, a database, a crate, citations."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest
from frictionless import Package
from rocrate.rocrate import ROCrate
from typer.testing import CliRunner

from detente import actors, cli, exporting, record, scaling
from detente.errors import RecordError
from detente.exporting import citing, codebook, coded, references, rocrate, sqlite, ties, timeline
from detente.model import Modality, Period, Verdict
from detente.notebook import Record, open_record
from detente.shelf import shelf

TEXT = """Acts of several kinds

Turkey closed its border with Armenia in April 1993. On 7 September 1993 India and China signed an agreement on peace.
Finland joined NATO on 4 April 2023. Kenya's president William Ruto met Emmanuel Macron in Paris on 22 June 2023.
Japan did not attack Mongolia in 1990. On 29 March 2019 the General Assembly adopted it by 76 votes to 35.
Egypt might sign a peace treaty with Israel in 2030. In May 1955 the Soviet Union threatened West Germany.
"""


@pytest.fixture(scope="module")
def acts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The record of a run over ``TEXT``."""
    folder = tmp_path_factory.mktemp("acts")
    (folder / "acts & more.txt").write_text(TEXT, encoding="utf-8")
    options = scaling.Options(dated=Period.of("2024-01"))
    scaling.run([str(folder / "acts & more.txt")], out=folder / "out", options=options).record.close()
    made = open_record(str(folder / "out"))
    yield made
    made.close()


def ties_in_sql(made: Record) -> set[tuple[str, str, str]]:
    """(claim, one, other) of each act between two, taken from the record by other means than the export's."""
    told = "JOIN claims c ON c.id = t.claim_id WHERE t.origin = 'text' AND c.polarity AND c.modality <> 'denied'"
    found = set()
    for kind, who, whom in (
        ("event", "source", "target"),
        ("law_or_sanction", "imposer", "target"),
        ("membership", "[actor]", "[organisation]"),
    ):
        for row in made.ask(f"SELECT claim_id, {who} AS who, {whom} AS whom FROM {kind} t {told}"):
            found |= {(row["claim_id"], a, b) for a, b in product(row["who"], row["whom"]) if a != b}
    for kind, who in (("meeting", "participants"), ("agreement", "actors")):
        for row in made.ask(f"SELECT claim_id, {who} AS who FROM {kind} t {told}"):
            found |= {(row["claim_id"], a, b) for a, b in combinations(row["who"], 2)}
    return found


# ---------------------------------------------------------------------------------------------------------- state codes

CODES = (
    ("SUN", "1962-10", "SUN", 365, 365),
    ("RUS", "2001", "RUS", 365, 365),
    ("DEU", "1914-08-01", "DEU", 255, 255),
    ("DEU", "1963-01-22", "DEU", 260, 260),
    ("DEU", "1990-10-02", "DEU", 260, 260),
    ("DEU", "1990-10-03", "DEU", 255, 260),
    ("DEU", "2014", "DEU", 255, 260),
    ("DEU", "", "DEU", 255, 260),
    ("DEU", "1946", "DEU", None, None),
    ("DDR", "1972-12-21", "DDR", 265, 265),
    ("PRU", "1866", "PRU", 255, 255),
    ("YEM", "1994", "YEM", 679, 678),
    ("YEM", "1972", "YEM", None, None),
    ("YAR", "1972", "YAR", 678, 678),
    ("YPR", "1972", "YPR", 680, 680),
    ("VNM", "1979-02-17", "VNM", 816, 816),
    ("VNS", "1965", "VNS", 817, 817),
    ("YUG", "1948-06-28", "YUG", 345, 345),
    ("SCG", "2004", "SCG", 345, 345),
    ("SRB", "1914-07-28", "SRB", 345, 340),
    ("SRB", "1999-03", "SRB", 345, 345),
    ("SRB", "1975", "SRB", None, None),
    ("SRB", "2012", "SRB", 345, 340),
    ("EST", "1939", "EST", 366, 366),
    ("EST", "1970", "EST", None, None),
    ("UKR", "1994-12-05", "UKR", 369, 369),
    ("CSK", "1968-08-20", "CSK", 315, 315),
    ("TUR", "1952", "TUR", 640, 640),
    ("OTT", "1853", "OTT", 640, 640),
    ("KORGOV", "2018", "KOR", 732, 732),
    ("USA:senate", "2010-12-22", "USA", 2, 2),
    ("person:angela-merkel", "2015-02", "DEU", 255, 260),
    ("FRAMIL", "1954", "FRA", 220, 220),
    ("SYRREB", "2014", None, None, None),
    ("group:fln", "1954-11-01", None, None, None),
    ("group:hamas", "2023-10-07", None, None, None),
    ("HKG", "2020", "HKG", None, None),
    ("igo:nato", "1999", None, None, None),
    ("IGO", "1999", None, None, None),
    ("unlinked:two armies", "2017", None, None, None),
    ("", "2017", None, None, None),
    ("JPN", "words that are no date", "JPN", 740, 740),
)


@pytest.mark.parametrize(("who", "when", "iso3", "cow", "gw"), CODES)
def test_an_actor_has_the_codes_that_its_state_had_then(
    who: str, when: str, iso3: str | None, cow: int | None, gw: int | None
) -> None:
    assert coded.codes(who, when) == (iso3, cow, gw)


def test_the_first_state_of_several_is_the_one_coded() -> None:
    assert coded.first(["igo:nato", "person:emmanuel-macron", "KEN"], "2023-06").iso3 == "FRA"
    assert coded.first("IGO;KENGOV", "2023").cow == 501
    assert coded.first([], "2023") == coded.first(None) == (None, None, None)


def test_a_row_without_a_date_has_the_codes_of_when_its_text_was_written() -> None:
    rows: list[dict[str, Any]] = [
        {"document_id": "a", "actor": "DEU", "start_date": ""},
        {"document_id": "a", "actor": "DEU", "start_date": "1941-06-22"},
        {"document_id": "b", "actor": "DEU", "start_date": None},
    ]
    found = coded._rows(dict.fromkeys(rows[0], "VARCHAR"), rows, {"a": "1975-08"})
    assert [(row["actor_cow"], row["actor_gw"]) for row in found] == [(260, 260), (255, 255), (255, 260)]


def test_every_dated_code_is_a_state_s_and_no_two_stand_at_one_day() -> None:
    known = actors.load().actors
    rows = coded._dated()
    assert {known[row["actor"]].type for row in rows} == {"state"}
    for one, other in combinations(rows, 2):
        if one["actor"] == other["actor"]:
            spans = [Period.of(row["from"], row["to"] or "9998-12-31") for row in (one, other)]
            assert not spans[0].overlaps(spans[1]), one
    latest = {row["actor"]: row for row in rows}
    for key, row in latest.items():
        assert row["cow"] in known[key].codes["cow"].split(";"), key
        assert row["gw"] in known[key].codes["gw"].split(";"), key


def test_the_codes_stand_beside_the_actors_in_every_table(acts: Record, tmp_path: Path) -> None:
    out = exporting.export(acts, "parquet", tmp_path / "out").path
    events = {row["claim_id"]: row for row in pq.read_table(out / "event.parquet").to_pylist()}
    row = next(row for row in events.values() if row["origin"] == "text" and row["source"] == ["TUR"])
    assert (row["source_iso3"], row["source_cow"], row["target_iso3"], row["target_gw"]) == ("TUR", 640, "ARM", 371)
    for table in out.glob("*.parquet"):
        names = pq.read_schema(table).names
        for name in set(names) & coded._NAMING:
            stem = name.removesuffix("_actor")
            place = names.index(name)
            assert names[place + 1 : place + 4] == [f"{stem}_iso3", f"{stem}_cow", f"{stem}_gw"], table.name
    assert {"iso3", "cow", "gw"} <= set(pq.read_schema(out / "actors.parquet").names)


# ------------------------------------------------------------------------------------------------- codebook, package


def test_the_data_package_and_its_rows_are_valid(acts: Record, tmp_path: Path) -> None:
    out = exporting.export(acts, "csv", tmp_path / "out").path
    report = Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert len(package["sources"]) == len(citing.sources(acts.ask)) > 0


@pytest.mark.parametrize("to", ["csv", "parquet", "sqlite", "ro-crate"])
def test_a_folder_comes_with_the_codebook(acts: Record, tmp_path: Path, to: str) -> None:
    out = exporting.export(acts, to, tmp_path / "out").path
    told = json.loads((out / "codebook.json").read_text(encoding="utf-8"))
    assert told == codebook.codebook()
    for name, columns in coded.stored(acts.ask).items():
        fields = told["tables"][name]["schema"]["fields"]
        assert [field["name"] for field in fields] == list(coded.widened(name, columns)), name


def test_the_codebook_says_what_every_column_holds() -> None:
    for name, table in codebook.codebook()["tables"].items():
        assert table["description"], name
        for field in table["schema"]["fields"]:
            assert field["description"], f"{name}.{field['name']}"


def test_the_values_listed_are_those_there_are(acts: Record) -> None:
    listed = {
        (name, field["name"]): set(field["categories"])
        for name, table in codebook.codebook()["tables"].items()
        for field in table["schema"]["fields"]
        if "categories" in field
    }
    assert listed["findings", "verdict"] == {str(verdict) for verdict in Verdict}
    assert listed["claims", "modality"] == {str(modality) for modality in Modality}
    assert listed["claims", "kind"] == set(shelf("kinds"))
    for (table, column), values in listed.items():
        if table in coded.stored(acts.ask):
            found = acts.ask(f'SELECT DISTINCT "{column}" AS v FROM "{table}" WHERE "{column}" <> \'\'')
            assert {row["v"] for row in found} <= values, f"{table}.{column}"


def test_parquet_files_carry_what_their_columns_hold(acts: Record, tmp_path: Path) -> None:
    out = exporting.export(acts, "parquet", tmp_path / "out").path
    told = pq.read_metadata(out / "claims.parquet").metadata
    assert told[b"quote"].decode() == codebook.says("claims", "quote")
    assert told[b"source_cow"].decode() == codebook.says("claims", "source_cow") != ""


# --------------------------------------------------------------------------------------------------------------- graphs


def test_the_acts_of_a_text_are_ties_and_what_was_not_so_is_none(acts: Record) -> None:
    found = ties.ties(acts.ask)
    pairs = {(tie.claim_kind, tie.source, tie.target, tie.mutual) for tie in found}
    assert ("event", "TUR", "ARM", False) in pairs
    assert ("membership", "FIN", "igo:nato", False) in pairs
    assert not any({"JPN", "MNG"} <= {tie.source, tie.target} for tie in found)
    assert {
        (tie.claim, tie.source, tie.target) for tie in found if tie.claim_kind != "event" or not tie.mutual
    } == ties_in_sql(acts)
    assert len({tie.id for tie in found}) == len(found)
    assert all(re.fullmatch(r"[0-9a-f]{16}", tie.id) for tie in found)
    assert [tie.id for tie in ties.ties(acts.ask)] == [tie.id for tie in found]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("1993-04", "1993-04", ("1993-04-01", "1993-04-30")),
        ("1904", "1904", ("1904-01-01", "1904-12-31")),
        ("1972-02-21", "1972-02-28", ("1972-02-21", "1972-02-28")),
        ("2019", None, ("2019-01-01", "")),
        ("2019", "9998-12-31", ("2019-01-01", "")),
        (None, None, ("", "")),
        ("then", "1990", ("", "")),
    ],
)
def test_partial_dates_become_the_days_they_allow(first: str | None, last: str | None, days: tuple[str, str]) -> None:
    assert ties.days(first, last) == days


def test_graphml_has_every_tie_with_declared_attributes(acts: Record, tmp_path: Path) -> None:
    path = exporting.export(acts, "graphml", tmp_path / "acts.graphml").path
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.parse(path).getroot()
    keys = {key.get("id") for key in root.findall("g:key", space)}
    nodes = {node.get("id") for node in root.findall(".//g:node", space)}
    edges = root.findall(".//g:edge", space)
    assert [edge.get("id") for edge in edges] == [tie.id for tie in ties.ties(acts.ask)]
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} == nodes
    assert {data.get("key") for data in root.iter(f"{{{space['g']}}}data")} <= keys
    turkey = next(node for node in root.findall(".//g:node", space) if node.get("id") == "TUR")
    held = {data.get("key"): data.text for data in turkey}
    assert held == {
        "node_label": "Turkey", "node_type": "state", "node_iso3": "TUR", "node_cow": "640", "node_gw": "640",
    }  # fmt: skip


def test_gexf_keeps_the_rules_of_its_schema(acts: Record, tmp_path: Path) -> None:
    path = exporting.export(acts, "gexf", tmp_path / "acts.gexf").path
    space = {"g": "http://gexf.net/1.3"}
    root = ET.parse(path).getroot()
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    graph = root.find("g:graph", space)
    assert graph is not None
    assert [child.tag.partition("}")[2] for child in root] == ["meta", "graph"]
    assert [child.tag.partition("}")[2] for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == ("dynamic", "date", "directed")
    declared: dict[str, dict[str, str]] = {}
    for group in graph.findall("g:attributes", space):
        named = {item.get("id", ""): item.get("type", "") for item in group}
        assert set(named.values()) <= {"string", "integer", "long", "double", "float", "boolean", "anyURI"}
        declared[group.get("class", "")] = named
    nodes = graph.findall("g:nodes/g:node", space)
    edges = graph.findall("g:edges/g:edge", space)
    ids = [node.get("id") for node in nodes]
    assert len(set(ids)) == len(ids) > 0
    assert len({edge.get("id") for edge in edges}) == len(edges) == len(ties.ties(acts.ask))
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= set(ids)
        days = [day for name in ("start", "end") if (day := edge.get(name))]
        assert days == sorted(days)
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)
    for domain, items in (("node", nodes), ("edge", edges)):
        for value in (value for item in items for value in item.iter(f"{{{space['g']}}}attvalue")):
            form = declared[domain][value.get("for", "")]
            assert form != "integer" or int(value.get("value", ""))
            assert form != "boolean" or value.get("value") in {"true", "false"}
    april = next(edge for edge in edges if edge.get("source") == "TUR")
    assert (april.get("start"), april.get("end"), april.get("kind")) == ("1993-04-01", "1993-04-30", "event")


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    assert ties.xml_text("a\x00b\x1bc\ufffe d\n<é>\U0001f30d") == "abc d\n<é>\U0001f30d"


# ------------------------------------------------------------------------------------------------------------- timeline


def test_a_timeline_pads_no_date_and_escapes_words(acts: Record, tmp_path: Path) -> None:
    path = exporting.export(acts, "timeline", tmp_path / "t.json").path
    page = json.loads(path.read_text(encoding="utf-8"))
    events = {event["text"]["headline"]: event for event in page["events"]}
    april = next(event for words, event in events.items() if words.startswith("Turkey closed"))
    assert april["start_date"] == {"year": 1993, "month": 4, "display_date": "April 1993"}
    assert april["group"] == "Armenia – Turkey"
    finland = next(event for words, event in events.items() if words.startswith("Finland joined"))
    assert finland["start_date"] == {"year": 2023, "month": 4, "day": 4}
    assert finland["group"] == "membership"
    assert '<a href="https://' in finland["text"]["text"]
    assert any(words.endswith("76 votes to 35") for words in events)
    assert all("acts &amp; more.txt" in event["text"]["text"] for event in page["events"])
    dated = {row["id"] for row in acts.ask("SELECT id FROM claims WHERE time_from <> '' AND polarity")}
    assert {event["unique_id"] for event in page["events"]} <= dated
    assert not any("Mongolia" in words for words in events)


def test_a_time_that_only_begins_is_shown_as_one() -> None:
    assert timeline._shown("2019-03", "") == "from March 2019"
    assert timeline._shown("1972-02-21", "1972-02-28") == "21–28 February 1972"


# ------------------------------------------------------------------------------------------------------------- database


def test_sqlite_holds_all_rows_and_its_keys_point_somewhere(acts: Record, tmp_path: Path) -> None:
    written = exporting.export(acts, "sqlite", tmp_path / "out")
    with closing(sqlite3.connect(written.path / "detente.db")) as store:
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
        for name, n in written.rows.items():
            assert store.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (n,)
        pointers = {row[3] for row in store.execute("PRAGMA foreign_key_list(evidence)")}
        assert pointers == {"claim_id", "reference_id"}
        rows = store.execute(
            "SELECT c.quote, s.title FROM claims c JOIN evidence e ON e.claim_id = c.id "
            "JOIN reference r ON r.id = e.reference_id JOIN sources s ON s.id = r.source_id"
        ).fetchall()
        assert any("Finland joined NATO" in quote and title for quote, title in rows)
        told = store.execute("SELECT source FROM event WHERE origin = 'text' AND source_iso3 = 'TUR'").fetchone()
        assert json.loads(told[0]) == ["TUR"]
        metadata = json.loads((written.path / "metadata.json").read_text(encoding="utf-8"))
        assert {"title", "description", "license", "source"} <= set(metadata)
        described = metadata["databases"]["detente"]["tables"]
        for name in written.rows:
            columns = [row[1] for row in store.execute(f'PRAGMA table_info("{name}")')]
            assert list(described[name]["columns"]) == columns
            assert described[name]["description"], name


# ---------------------------------------------------------------------------------------------------------------- crate


def test_a_crate_describes_every_file_of_the_run(acts: Record, tmp_path: Path) -> None:
    written = exporting.export(acts, "ro-crate", tmp_path / "out")
    graph = json.loads((written.path / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert graph["@context"] == "https://w3id.org/ro/crate/1.2/context"
    nodes = {node["@id"]: node for node in graph["@graph"]}
    assert len(nodes) == len(graph["@graph"])
    descriptor, root = nodes["ro-crate-metadata.json"], nodes["./"]
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert descriptor["about"] == {"@id": "./"}
    assert all(root[name] for name in ("name", "description", "license", "datePublished"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", root["datePublished"])
    files = {path.name for path in written.path.iterdir()} - {"ro-crate-metadata.json"}
    assert {part["@id"] for part in root["hasPart"]} == files
    for name in files:
        content = (written.path / name).read_bytes()
        assert nodes[name]["@type"] == "File"
        assert nodes[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert nodes[name]["contentSize"] == str(len(content))
    assert set(_pointed_at(graph["@graph"])) <= {*nodes, "https://w3id.org/ro/crate/1.2"}
    run = nodes["#run"]
    assert run["description"] == "detente read 'acts & more.txt' --date 2024-01"
    assert nodes[run["instrument"]["@id"]]["softwareVersion"]
    assert "SHA-256: " in nodes[run["object"][0]["@id"]]["description"]
    crate = ROCrate(str(written.path))
    assert {entity.id for entity in crate.data_entities} == files


def _pointed_at(node: Any) -> Iterator[str]:
    """Every id that some entity points at."""
    for value in node if isinstance(node, list) else node.values():
        if isinstance(value, dict) and set(value) == {"@id"}:
            yield value["@id"]
        elif isinstance(value, dict | list):
            yield from _pointed_at(value)


# ------------------------------------------------------------------------------------------------------------ citations

ODD: list[citing.Item] = [
    {"id": "plain", "type": "webpage", "title": "Treaties", "author": [{"literal": "Office of A, B and C"}],
     "issued": {"date-parts": [[2024, 5]]}, "URL": "https://example.org/a_b%20c?d=1&e={2}"},
    {"id": "own:my rows.csv", "type": "dataset", "title": "100% of R&D_{x} #1 ~ $5 ^ \\end"},
    {"id": "own:my-rows.csv", "type": "dataset", "title": "Two\nlines — née"},
]  # fmt: skip


def fields(page: str) -> dict[str, dict[str, str]]:
    """BibTeX as a reader of ours takes it: the entries by key, their fields without the outer braces."""
    entries = {}
    for key, body in re.findall(r"^@\w+\{([^,\s{}]+),\n(.*?)^\}$", page, re.MULTILINE | re.DOTALL):
        entries[key] = dict(re.findall(r"^  (\w+) = \{(.*)\},$", body, re.MULTILINE))
    return entries


def test_bibtex_escapes_what_tex_would_read() -> None:
    entries = fields(references.STYLES["bibtex"].write(ODD))
    assert len(entries) == 3
    assert entries["plain"] == {
        "title": "{Treaties}", "author": "{Office of A, B and C}", "year": "2024", "month": "5",
        "url": "https://example.org/a_b%20c?d=1&e=%7B2%7D",
    }  # fmt: skip
    odd = next(entry for key, entry in entries.items() if key.startswith("own:my-rows.csv-"))
    assert odd["title"] == (r"{100\% of R\&D\_\{x\} \#1 \textasciitilde{} \$5 \textasciicircum{} \textbackslash{}end}")
    assert entries["own:my-rows.csv"]["title"] == "{Two lines — née}"
    for entry in entries.values():
        assert entry["title"].replace(r"\{", "").count("{") == entry["title"].replace(r"\}", "").count("}")


def test_ris_has_a_tag_a_line_and_ends_each_entry() -> None:
    page = references.STYLES["ris"].write(ODD)
    for line in filter(None, page.split("\n")):
        assert re.match(r"[A-Z][A-Z0-9]  - ", line), line
    assert page.count("TY  - ") == page.count("ER  - ") == 3
    assert "DA  - 2024/05//" in page.split("\n")
    assert "TI  - Two lines — née" in page.split("\n")


def test_every_style_counts_what_it_wrote() -> None:
    for style in references.STYLES.values():
        assert style.count(style.write(ODD)) == 3


def test_a_record_cites_itself_its_texts_and_the_sources_used(acts: Record) -> None:
    found = json.loads(exporting.cite(acts.ask, "csl"))
    types = {"software", "document", "webpage", "dataset"}
    for item in found:
        assert isinstance(item["id"], str)
        assert item["type"] in types
        assert item["title"]
        assert set(item) <= {"id", "type", "title", "author", "publisher", "issued", "URL", "note", "version"}
        for parts in item.get("issued", {}).get("date-parts", []):
            assert all(isinstance(part, int) for part in parts)
    assert found[0]["id"] == "detente"
    assert found[1]["title"] == "Acts of several kinds"
    used = {row["source_id"] for row in acts.ask(
        "SELECT DISTINCT r.source_id FROM reference r, findings f WHERE list_contains(f.against, r.id)"
    )}  # fmt: skip
    assert {item["id"] for item in found[2:]} == used
    assert used
    for to in exporting.STYLES:
        assert references.STYLES[to].count(exporting.cite(acts.ask, to)) == len(found)


def test_cite_prints_in_each_style_and_names_them(acts: Record) -> None:
    def run(*options: str) -> Any:
        return CliRunner().invoke(cli.app, ["cite", str(acts.path), *options])

    assert run().stdout.startswith("The détente contributors. détente: claims on relations")
    assert fields(run("--to", "bibtex").stdout)["detente"]["version"]
    assert json.loads(run("--json").stdout) == json.loads(run("--to", "csl").stdout)
    assert run("--to", "ris").stdout.startswith("TY  - COMP\n")
    with pytest.raises(RecordError, match=r"'apa' is no style to cite in. There are: text, bibtex, csl, ris"):
        exporting.cite(acts.ask, "apa")


# ------------------------------------------------------------------------------------------------------- reading back


def test_a_file_of_a_crate_that_was_changed_does_not_count(acts: Record, tmp_path: Path) -> None:
    written = exporting.export(acts, "ro-crate", tmp_path / "out")
    assert rocrate.read_back(written.path) == written.rows
    with (written.path / "claims.jsonl").open("a", encoding="utf-8") as file:
        file.write("{}")
    (written.path / "report.html").unlink()
    assert rocrate.read_back(written.path) == written.rows | {"files": written.rows["files"] - 2}


def test_a_database_with_a_key_that_points_nowhere_does_not_count(acts: Record, tmp_path: Path) -> None:
    written = exporting.export(acts, "sqlite", tmp_path / "out")
    path = written.path / sqlite.DATABASE
    assert sqlite._read_back(path) == written.rows
    with closing(sqlite3.connect(path)) as store, store:
        store.execute("DELETE FROM claims WHERE id = (SELECT claim_id FROM evidence)")
    assert sqlite._read_back(path)["findings"] == 0


def test_a_reference_that_is_lost_is_said(acts: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    style = references.STYLES["ris"]._replace(count=lambda _: 1)
    monkeypatch.setattr(references, "STYLES", {"ris": style})
    with pytest.raises(RecordError, match=r"ris: 1 references read back, expected \d+"):
        exporting.cite(acts.ask, "ris")


# -------------------------------------------------------------------------------------------------------- the one table


def test_the_help_lists_the_formats_of_the_table() -> None:
    told = " ".join(CliRunner().invoke(cli.app, ["export", "--help"]).stdout.split())
    assert ", ".join(exporting.FORMATS) in told
    assert set(exporting.FORMATS) == {*exporting._STREAMS, *exporting._FOLDERS}


def test_parquet_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    table = record.Table("t", {"a": "INTEGER"}, [{"a": "words"}])
    with pytest.raises(RecordError, match="cannot be written"):
        record.parquet(tmp_path, [table], lambda *_: "")
