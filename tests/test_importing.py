"""Small files in each published form, with rows as dirty as the real ones have."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from detente import cli, importing, measuring, tables
from detente.acting import quad_classes
from detente.errors import RecordError, SourceError
from detente.exporting import export
from detente.importing import forms
from detente.record import Record

SHARED = Path(__file__).parents[2] / "shared" / "data"

GDELT = {"day": "20240305", "eventcode": "042", "goldsteinscale": "1.9", "nummentions": "10", "numsources": "2"}
GDELT |= {"numarticles": "10", "actiongeo_fullname": "Lima, Lima, Peru", "actiongeo_lat": "-12.05"}
GDELT |= {"actiongeo_long": "-77.05", "dateadded": "20240306120000", "sourceurl": "https://example.org/a"}
PERU = {"actor1code": "PERGOV", "actor1name": "PERU", "actor1countrycode": "PER", "actor1type1code": "GOV"}
CHILE = {"actor2code": "CHL", "actor2name": "CHILE", "actor2countrycode": "CHL"}
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude\n"
    "1\t2019-04-02\tArmy (Kenya)\tMilitary,Government\tKenya\tx\t190\t-10\tAl-Shabaab\tNA\tNA\t7\t2\tA Daily\t"
    "Wajir\tNA\tWajir\tKenya\t1.75\t40.06\n"
    "1\t2019-04-03\tKenya\tNA\tKenya\tx\t010\t0\tNA\tNA\tNA\t7\t2\tA Daily\tNA\tNA\tNA\tKenya\t1\t38\n"
    "2\t2019-04-31\tKenya\tNA\tKenya\tx\t010\t0\tNA\tNA\tNA\t7\t2\tA Daily\tNA\tNA\tNA\tKenya\t1\t38\n"
    "3\t2019-04-02\tNA\tNA\tNA\tx\t010\t0\tNA\tNA\tNA\t7\t2\tA Daily\tNA\tNA\tNA\tKenya\t1\t38\n"
)
POLECAT = (
    "#!Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tActor Name\tActor Country\tActor Sectors\t"
    "Recipient Name\tRecipient Country\tPlacename\tCountry\tLatitude\tLongitude\tSource\tPublication Date\tVersion\n"
    'p1\t2023-01-02\tSANCTION\tdiscontinue\t-5\tFrance\tFRA\tGOV\tMali\tMLI\tParis "x\tFRA\t48\t2\tx\t2023-01-03\t1\n'
    'p2\t2023-01-02\tCONSULT\tvisit\t2\tEU\tNone\tIGO\tGhana\tGHA\t"Accra\tCity"\tGHA\t5\t0\tx\t2023-01-03\t1.2\n'
    "p3\t2023-01-02\tCONSULT\tvisit\t2\tEU\tNone\tIGO\tGhana\tGHA\tAccra\tCity\tGHA\t5\t0\tx\t2023-01-03\t1.2\n"
    "p4\t2023-01-02\tFEAST\t\t2\tPeru\tPER\tGOV\tChile\tCHL\tLima\tPER\t5\t0\tx\t2023-01-03\t1.2\n"
)
CLINE = (
    "eid,story_date,year,month,day,source,source_root,source_agent,source_others,target,target_root,target_agent,"
    "target_others,code,root_code,quad_class,goldstein,joined_issues,lat,lon,placename,statename,countryname,aid,process\n"
    '"F1",3/4/1990,1990,3,4,INDMIL,IND,MIL,,PAKGOV,PAK,GOV,,173,17,4,-5,,31,74,"Lahore, old",Punjab,Pakistan,a1,P\n'
    '"F2",3/5/1990,1990,3,5,IGOUNO,IGO,,,IRQ,IRQ,,,---,,0,,,,,,,,a2,P\n'
    '"F3",3/5/1990,1990,3,5,IGOUNO,IGO,,,IRQ,IRQ,,,163,16,4,-8,,,,,,,a2,P\n'
)
OEDA = (
    "20150101_1\t20150101\t2015\t01\t01\tNGAMIL\tNGA\tMIL\t\tNGAREB\tNGA\tREB\t\t190\t19\t4\t-10\t\t9.1\t7.4\tAbuja\tFCT\t"
    "NGA\ts1\thttp://example.org/b\tsrc\n"
)
ACLED = (
    "EVENT_ID_CNTY,EVENT_DATE,EVENT_TYPE,SUB_EVENT_TYPE,ACTOR1,INTER1,ACTOR2,INTER2,COUNTRY,LOCATION,LATITUDE,"
    "LONGITUDE,SOURCE,TIMESTAMP\n"
    'SDN1,05 May 2023,Battles,Armed clash,Military Forces of Sudan (2019-),1,Rapid Support Forces,3,Sudan,"Jebel, N",'
    "15,32,Paper,1684000000\n"
    "IND2,06 May 2023,Protests,Peaceful protest,Protesters (India),6,,0,India,Pune,18,73,Paper,1684000000\n"
    "IND3,06 May 2023,Games,Chess,Protesters (India),6,,0,India,Pune,18,73,Paper,1684000000\n"
)
NEWER = ACLED.splitlines()[0].lower() + "\nKEN1,2024-01-05,Riots,Mob violence,Rioters (Kenya),5,,,Kenya,Wote,1,37,P,\n"
GED = (
    "id,year,type_of_violence,side_a,side_b,date_start,date_end,gwnoa,gwnob,where_coordinates,country,latitude,"
    "longitude,number_of_sources,source_article\n"
    "5,1991,1,Government of Ethiopia,EPLF,1991-03-01 00:00:00.000,1991-03-04 00:00:00.000,530,,Asmara,Ethiopia,15,38,"
    '-1,"a ""b"""\n'
)
ACD = (
    "conflict_id,location,side_a,side_a_id,side_b,year,type_of_conflict,gwno_a,gwno_b,version\n"
    '218,"India, Pakistan",Government of India,1,Government of Pakistan,1965,2,750,770,23.1\n'
    '301,Egypt,"Government of Egypt, Government of Syria",1,Government of Israel,1973,2,"651, 652",666,23.1\n'
)


def gdelt(form: str, *rows: Mapping[str, str]) -> str:
    columns = forms.forms()[form].columns
    return "".join("\t".join(row.get(column, "") for column in columns) + "\n" for row in rows)


def event(number: int, **other: str) -> dict[str, str]:
    return {"globaleventid": str(number), **GDELT, **PERU, **CHILE, **other}


class Kept:
    """A record that is open only while it is asked, so that more can be added to it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ask(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        store = Record(self._path)
        try:
            return store.ask(sql, params)
        finally:
            store.close()


def bring(folder: Path, name: str, words: str, columns: Sequence[str] = ()) -> tuple[importing.Imported, Kept]:
    path = folder / f"{name}.txt"
    path.write_text(words, encoding="utf-8")
    found = importing.run([path], importing.chosen(name, columns), folder / "out" / "record.duckdb")
    return found.files[0], Kept(folder / "out" / "record.duckdb")


def events(store: Kept) -> list[dict[str, Any]]:
    joined = "event JOIN imported USING (claim_id, source_id)"
    return store.ask(f"SELECT * FROM {joined} WHERE origin = 'imported' ORDER BY provider_id, start_date")


def short(store: Kept) -> list[tuple[Any, ...]]:
    parts = ("source", "target", "type", "mode", "cameo", "start_date", "end_date")
    return [
        tuple(";".join(row[part]) if part in {"source", "target"} else row[part] for part in parts)
        for row in events(store)
    ]


FORMS = [
    ("icews", ICEWS, {"no actor": 1, "no date, or one that is none": 1}, [
        ("KEN", "group:al-shabaab", "ASSAULT", "", "190", "2019-04-02", "2019-04-02"),
        ("KEN", "", "", "", "010", "2019-04-03", "2019-04-03"),
    ]),
    ("polecat", POLECAT, {"line: too many columns": 1, "unknown event type": 1}, [
        ("FRA", "MLI", "SANCTION", "discontinue", "", "2023-01-02", "2023-01-02"),
        ("igo:eu", "GHA", "CONSULT", "visit", "", "2023-01-02", "2023-01-02"),
    ]),
    ("phoenix", CLINE, {"no event code": 1}, [
        ("IND", "PAK", "COERCE", "arrest", "173", "1990-03-04", "1990-03-04"),
        ("igo:un", "IRQ", "COERCE", "restrict", "163", "1990-03-05", "1990-03-05"),
    ]),
    ("phoenix", OEDA, {}, [("NGA", "NGA", "ASSAULT", "", "190", "2015-01-01", "2015-01-01")]),
    ("acled", ACLED, {"unknown event type": 1}, [
        ("IND", "", "PROTEST", "demo", "", "2023-05-06", "2023-05-06"),
        ("SDN", "group:rapid-support-forces", "ASSAULT", "firearms", "", "2023-05-05", "2023-05-05"),
    ]),
    ("acled", NEWER, {}, [("KEN", "", "PROTEST", "riot", "", "2024-01-05", "2024-01-05")]),
    ("ucdp", GED, {}, [("ETH", "group:eplf", "ASSAULT", "", "", "1991-03-01", "1991-03-04")]),
    ("ucdp", ACD, {}, [
        ("IND", "PAK", "ASSAULT", "", "", "1965", "1965"),
        ("EGY;SYR", "ISR", "ASSAULT", "", "", "1973", "1973"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words", "aside", "found"), FORMS)
def test_a_form_becomes_events_and_the_rest_is_counted(
    tmp_path: Path, name: str, words: str, aside: dict[str, int], found: list[tuple[str, ...]]
) -> None:
    done, store = bring(tmp_path, name, words)
    assert (short(store), dict(done.set_aside)) == (found, aside)
    assert done.rows == done.added + done.there + sum(aside.values()) == len(found) + sum(aside.values())
    kept = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text("utf-8").splitlines()]
    assert {line["reason"]: line["rows"] for line in kept} == aside
    assert all(line["first"] for line in kept)


def test_what_gdelt_says_is_kept(tmp_path: Path) -> None:
    done, store = bring(tmp_path, "gdelt", gdelt("gdelt2", event(1)))
    (row,) = events(store)
    assert done.added == 1
    assert (row["source"], row["target"], row["type"], row["mode"]) == (["PER"], ["CHL"], "CONSULT", "visit")
    assert (row["quad"], row["goldstein"], row["intensity"]) == ("verbal cooperation", 1.9, 1.9)
    assert (row["place"], row["latitude"], row["longitude"]) == ("Lima, Lima, Peru", -12.05, -77.05)
    assert (row["mentions"], row["sources"], row["articles"], row["report"]) == (10, 2, 10, "https://example.org/a")
    assert (row["start_date"], row["added"], row["provider_id"]) == ("2024-03-05", "2024-03-06", "1")
    assert (row["source_name"], row["source_sectors"], row["file"]) == ("PERU", ["GOV"], "gdelt.txt")
    (source,) = store.ask("SELECT * FROM sources WHERE id = ?", [row["source_id"]])
    assert "GDELT" in source["title"]
    assert source["licence"]


@pytest.mark.parametrize(
    ("given", "who"),
    [
        ({"actor1knowngroupcode": "UNO", "actor1countrycode": ""}, "igo:un"),
        ({"actor1knowngroupcode": "HMS", "actor1countrycode": "PSE"}, "group:hamas"),
        ({"actor1countrycode": "ROM"}, "ROU"),
        ({"actor1countrycode": "", "actor1name": "THE MINER"}, "unlinked:THE MINER"),
        ({"actor1countrycode": "", "actor1name": "", "actor1code": ""}, ""),
    ],
)
def test_who_acts(tmp_path: Path, given: dict[str, str], who: str) -> None:
    _, store = bring(tmp_path, "gdelt", gdelt("gdelt2", event(1, **given)))
    assert ";".join(events(store)[0]["source"]) == who


def test_the_columns_tell_the_form(tmp_path: Path) -> None:
    old = gdelt("gdelt1", event(1, dateadded="20240306"))
    done, store = bring(tmp_path, "gdelt", old)
    assert (done.source_id, events(store)[0]["added"]) == ("events:gdelt1", "2024-03-06")
    older = "".join(line.rpartition("\t")[0] + "\n" for line in old.replace("1\t", "2\t", 1).splitlines())
    assert bring(tmp_path, "gdelt", older)[0].added == 1
    with pytest.raises(SourceError, match=r"is not in the form of gdelt2 \(61 columns\)"):
        bring(tmp_path, "gdelt", "a\tb\n")


def test_dirty_rows_of_gdelt_are_counted(tmp_path: Path) -> None:
    nobody = dict.fromkeys((*PERU, *CHILE), "")
    rows = [event(1), event(2, eventcode="9999"), event(3, day="20241340"), event(4, eventcode=""), event(5, **nobody)]
    done, _ = bring(tmp_path, "gdelt", gdelt("gdelt2", *rows) + "6\tbroken\n")
    assert dict(done.set_aside) == {
        "line: missing columns": 1, "no actor": 1, "no date, or one that is none": 1, "no event code": 1,
        "unknown CAMEO code": 1,
    }  # fmt: skip
    assert (done.rows, done.added) == (6, 1)


def test_an_event_is_added_once(tmp_path: Path) -> None:
    first, _ = bring(tmp_path, "gdelt", gdelt("gdelt2", event(1), event(2), event(2)))
    again, store = bring(tmp_path, "gdelt", gdelt("gdelt2", event(1), event(2), event(2)))
    over, _ = bring(tmp_path, "gdelt", gdelt("gdelt2", event(2), event(3)))
    assert [(one.added, one.there) for one in (first, again, over)] == [(2, 1), (0, 3), (1, 1)]
    assert len({row["claim_id"] for row in events(store)}) == len(events(store)) == 3
    assert len(store.ask("SELECT * FROM sources WHERE id = 'events:gdelt2'")) == 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert [item["added"] for item in manifest["imports"]] == [2, 0, 1]


def test_ids_do_not_hang_on_the_order_of_rows(tmp_path: Path) -> None:
    ids = []
    for name, rows in (("a", (event(1), event(2))), ("b", (event(2), event(1)))):
        (tmp_path / name).mkdir()
        _, store = bring(tmp_path / name, "gdelt", gdelt("gdelt2", *rows))
        ids.append({row["provider_id"]: row["claim_id"] for row in events(store)})
    assert ids[0] == ids[1]


def test_packed_files_and_folders_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.export.CSV.zip", "w") as archive:
        archive.writestr("a.export.CSV", gdelt("gdelt2", event(1)))
    (folder / "b.gz").write_bytes(gzip.compress(gdelt("gdelt2", event(2)).encode()))
    (folder / "readme.txt").write_text("Events of a day.\n", encoding="utf-8")
    found = importing.run([folder], importing.chosen("gdelt"), tmp_path / "record.duckdb")
    assert list(found.failed) == [str(folder / "readme.txt")]
    assert "readme.txt" in (tmp_path / "quarantine.jsonl").read_text("utf-8")
    assert [(one.file, one.added) for one in found.files] == [("a.export.CSV.zip", 1), ("b.gz", 1)]


def test_parquet_has_what_the_record_has(tmp_path: Path) -> None:
    _, store = bring(tmp_path, "icews", ICEWS)
    (tmp_path / "parquet").mkdir()
    export(Record(tmp_path / "out" / "record.duckdb"), "parquet", tmp_path / "parquet")
    for name in ("event", "imported"):
        held = store.ask(f"SELECT * FROM {name} ORDER BY claim_id")
        columns = ", ".join(f'"{column}"' for column in held[0])
        file = f"{tmp_path}/parquet/{name}.parquet"
        read = duckdb.execute(f"SELECT {columns} FROM read_parquet('{file}') ORDER BY claim_id").fetchall()
        assert read == [tuple(row.values()) for row in held]
        assert len(read) == 2


def test_imported_events_are_measured(tmp_path: Path) -> None:
    back = {"actor1countrycode": "CHL", "actor2countrycode": "PER"}
    rows = [event(1), event(2), event(3, day="20240306"), event(4, eventcode="112"), event(5, eventcode="190", **back)]
    _, store = bring(
        tmp_path, "gdelt", gdelt("gdelt2", *rows, event(6, eventcode="010"), event(7, actor2countrycode="PER"))
    )
    series = measuring.measure(store.ask, "quad_counts", dyad=("PER", "CHL"))
    assert [(*number.of, number.value, number.n) for number in series.numbers] == [
        ("CHL", "PER", "2024", "material conflict", 1, 1),
        ("PER", "CHL", "2024", "verbal conflict", 1, 1),
        ("PER", "CHL", "2024", "verbal cooperation", 2, 3),
    ]


MAP = ("source=from", "target=to", "day=when", "cameo=what", "place=where")


def test_a_csv_of_ones_own_is_mapped(tmp_path: Path) -> None:
    words = "from,to,when,what,where\nGermany,POL,2020-01-02,057,Berlin\nPeru,,2020-02-30,010,\n"
    done, store = bring(tmp_path, "csv", words, MAP)
    assert short(store) == [("DEU", "POL", "SUPPORT", "", "057", "2020-01-02", "2020-01-02")]
    assert (events(store)[0]["place"], done.added, sum(done.set_aside.values())) == ("Berlin", 1, 1)
    assert bring(tmp_path, "csv", words, MAP)[0].added == 0


@pytest.mark.parametrize(
    ("name", "columns", "says"),
    [
        ("reuters", (), r"no form 'reuters'\. There are: gdelt, icews, polecat, phoenix, acled, ucdp, csv"),
        ("gdelt", ("day=x",), "Use --map with csv alone"),
        ("csv", (), "Say at least source, day, and cameo or type"),
        ("csv", ("mood=x",), "--map mood: is no part of an event"),
        ("csv", ("day",), "is no part=column"),
    ],
)
def test_what_cannot_be_asked_is_said(name: str, columns: Sequence[str], says: str) -> None:
    with pytest.raises(RecordError, match=says):
        importing.chosen(name, columns)


def test_the_command_adds_to_a_record_of_texts(tmp_path: Path) -> None:
    text, data, out = tmp_path / "a.txt", tmp_path / "b.tab", tmp_path / "out"
    text.write_text("Peru and Chile signed a border agreement in Lima on 5 March 2024.\n", encoding="utf-8")
    data.write_text(ICEWS, encoding="utf-8")
    run = CliRunner().invoke
    assert run(cli.app, ["read", str(text), "--out", str(out), "--quiet", "--without-fetched"]).exit_code == 0
    store = Kept(out / "record.duckdb")
    findings = store.ask("SELECT * FROM findings ORDER BY claim_id")
    told = json.loads((out / "manifest.json").read_text("utf-8"))
    done = run(cli.app, ["import", "icews", str(data), "--record", str(out), "--json"])
    assert json.loads(done.stdout)["files"][0]["added"] == 2
    assert store.ask("SELECT * FROM findings ORDER BY claim_id") == findings != []
    assert {row["origin"] for row in store.ask("SELECT origin FROM event")} >= {"reference", "imported"}
    after = json.loads((out / "manifest.json").read_text("utf-8"))
    assert {key: value for key, value in after.items() if key != "imports"} == told
    assert run(cli.app, ["report", str(out), "--quiet"]).exit_code == 0


# ---------------------------------------------------------------------------------------------------------- the tables

GOLDSTEIN = {
    "010": 0, "014": 0, "020": 3, "030": 4, "036": 4, "040": 1, "042": 1.9, "043": 2.8, "046": 7, "051": 3.4, "057": 8,
    "060": 6, "071": 7.4, "084": 7, "0871": 9, "090": -2, "100": -5, "111": -2, "112": -2, "120": -4, "130": -4.4,
    "138": -7, "141": -6.5, "154": -7.2, "160": -4, "163": -8, "173": -5, "190": -10, "195": -10, "204": -10,
}  # fmt: skip
"""Some codes' values as the KEDS project published them."""


def test_codes_have_their_value_and_a_type_with_a_class() -> None:
    rows = {row["code"]: row for row in tables.rows("cameo.csv", ("code", "type", "mode", "goldstein"))}
    assert {code: float(rows[code]["goldstein"]) for code in GOLDSTEIN} == GOLDSTEIN
    assert {row["type"] for row in rows.values()} - {""} == set(quad_classes())
    assert {code[:2] for code, row in rows.items() if not row["type"]} == {"01", "02"}
    assert {row["type"] for row in tables.rows("acled.csv", ("sub_event_type", "type", "mode"))} - {""} <= set(
        quad_classes()
    )


def test_every_form_says_whose_it_is() -> None:
    for form in forms.forms().values():
        assert set(form.cells) <= set(forms.CELLS)
        source = form.source
        assert form.name == forms.OWN or all((source.title, source.publisher, source.url, source.licence))


# ---------------------------------------------------------------------------------------------------------- real slices


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared slices are not here")
def test_a_real_sample_is_wholly_imported(tmp_path: Path) -> None:
    path = SHARED / "event_codes" / "icews_sample_2018-06.tab.gz"
    done = importing.run([path], importing.chosen("icews"), tmp_path / "record.duckdb").files[0]
    assert (done.rows, done.added, dict(done.set_aside)) == (3705, 3705, {})
    store = Kept(tmp_path / "record.duckdb")
    unlike = store.ask(
        "SELECT DISTINCT cameo FROM event JOIN imported USING (claim_id) WHERE goldstein IS DISTINCT FROM intensity"
    )
    assert unlike == []
    assert store.ask("SELECT count(DISTINCT cameo) AS n FROM event WHERE origin = 'imported'") == [{"n": 122}]
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    codes = {row["code"]: row["type"] for row in tables.rows("cameo.csv")}
    told = Counter(
        quad_classes()[codes[row["CAMEO Code"]]]
        for row in rows
        if (row["Source Country"], row["Target Country"]) == ("Japan", "United States") and codes[row["CAMEO Code"]]
    )
    reports = measuring.measure(store.ask, "quad_counts", dyad=("JPN", "USA"), count="reports")
    assert {number.of[3]: number.value for number in reports.numbers if number.of[0] == "JPN"} == dict(told) != {}
    events = measuring.measure(store.ask, "quad_counts", dyad=("JPN", "USA"))
    assert all(number.value <= told[number.of[3]] for number in events.numbers if number.of[0] == "JPN")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared slices are not here")
def test_real_conflict_years_are_states_against_somebody(tmp_path: Path) -> None:
    path = SHARED / "cow" / "ucdp_acd.csv.gz"
    done = importing.run([path], importing.chosen("ucdp"), tmp_path / "record.duckdb").files[0]
    assert done.added + done.there == done.rows > 2000
    store = Kept(tmp_path / "record.duckdb")
    named = store.ask(
        "SELECT count(*) AS n FROM event WHERE origin = 'imported' AND NOT starts_with(source[1], 'unlinked:')"
    )
    assert named[0]["n"] > 0.95 * done.added
