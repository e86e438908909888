"""Public sets as reference: published forms made into rows, kept, looked up, and named in findings."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from detente import facts, fetching, holdings, scaling
from detente.errors import ShelfError, SourceError
from detente.facts import Reference
from detente.model import Document, Finding, Period, Source
from detente.record import Read

SAMPLES = Path(__file__).parent / "data" / "fetch"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where sets are kept for one test."""
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[holdings.Held, ...]]:
    """The sample of every set."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DETENTE_DATA", str(tmp_path_factory.mktemp("kept")))
        yield tuple(holdings.fetch(name, start=SAMPLES / name) for name in fetching.catalogue())


FORMS = [
    ("un_votes", "un_votes", {"vote": 8, "vote_position": 100}),
    ("un_votes", "un_votes_whole", {"vote": 4, "vote_position": 50}),
    ("world_bank", "world_bank", {"quantity": 3}),
    ("world_bank", "world_bank_wide", {"quantity": 5, "quantity_change": 3}),
    ("stockpiles", "stockpiles", {"quantity": 2}),
    ("stockpiles", "stockpiles_grapher", {"quantity": 2}),
    ("us_visits", "us_visits", {"meeting": 3}),
    ("us_missions", "us_missions", {"event": 1}),
    ("cow_nmc", "cow_nmc", {"quantity": 1}),
    ("cow_wars", "cow_wars", {"event": 1}),
    ("cow_wars", "cow_wars_sides", {"event": 1}),
    ("cow_disputes", "cow_disputes", {"event": 1}),
    ("cow_trade", "cow_trade", {"quantity": 4}),
    ("atop", "atop", {"event": 2}),
    ("ucdp", "ucdp", {"event": 2}),
    ("eu_listings", "eu_listings", {"law_or_sanction": 1}),
]


@pytest.mark.parametrize(("name", "sample", "rows"), FORMS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_published_form_is_read(name: str, sample: str, rows: dict[str, int], home: Path) -> None:
    found = holdings.fetch(name, start=SAMPLES / sample)
    assert dict(found.rows) == rows
    assert found.path == home / f"{name}.parquet"
    assert holdings.held() == (found,)


def _gz(source: Path, target: Path) -> Path:
    path = target / f"{source.name}.gz"
    path.write_bytes(gzip.compress(source.read_bytes(), mtime=0))
    return path


def _zip(source: Path, target: Path) -> Path:
    path = target / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(source, f"folder/{source.name}")
        archive.writestr("readme.pdf", b"\0")
    return path


@pytest.mark.parametrize("packed", [_gz, _zip, lambda source, _: source], ids=["gz", "zip", "csv"])
def test_a_file_may_be_packed(packed: Callable[[Path, Path], Path], tmp_path: Path, home: Path) -> None:
    found = holdings.fetch("world_bank", start=packed(SAMPLES / "world_bank" / "gdp.csv", tmp_path))
    assert dict(found.rows) == {"quantity": 3}
    assert (found.first, found.last) == ("2009-01-01", "2010-12-31")
    assert dict(found.set_aside) == {"ARB is no state or organisation of the time": 1}


def test_the_same_files_give_the_same_bytes(home: Path) -> None:
    digests = []
    for _ in range(2):
        holdings.fetch("un_votes", start=SAMPLES / "un_votes")
        digests.append([hashlib.sha256(item.read_bytes()).hexdigest() for item in sorted(home.iterdir())])
    assert digests[0] == digests[1]


def _cut(target: Path) -> Path:
    path = target / "gdp.csv.gz"
    path.write_bytes(gzip.compress((SAMPLES / "world_bank" / "gdp.csv").read_bytes())[:-20])
    return path


def _written(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(target: Path) -> Path:
        (target / name).write_bytes(content)
        return target / name

    return write


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_cut, "damaged or cut short"),
        (_written("a.zip", b"no zip"), "damaged or cut short"),
        (_written("a.csv", b"Country Name,Year\nBhutan,2009\n"), "got: a.csv has Country Name, Year"),
        (_written("a.csv", b"\0\1\2\3"), "is not World Development Indicators"),
        (_written("a.csv", b""), "is not World Development Indicators"),
        (_written("a.pdf", b"%PDF"), "got: no table"),
        (_written("a.csv", b"Country Name,Country Code,Year,Value\nBhutan,BTN,2009,many\n"), "none of the rows"),
        (lambda target: target / "nowhere", "no file there"),
    ],
    ids=["cut", "no zip", "column missing", "binary", "empty", "another form", "no number", "nowhere"],
)
def test_a_wrong_file_is_told_and_nothing_is_lost(
    make: Callable[[Path], Path], says: str, tmp_path: Path, home: Path
) -> None:
    before = holdings.fetch("world_bank", start=SAMPLES / "world_bank")
    with pytest.raises(SourceError) as told:
        holdings.fetch("world_bank", start=make(tmp_path))
    assert says in str(told.value)
    assert holdings.held() == (before,)
    assert sorted(item.name for item in home.iterdir()) == ["world_bank.json", "world_bank.parquet"]


def test_one_table_of_two_is_too_little(home: Path) -> None:
    with pytest.raises(SourceError, match=r"expected a table .* roll_calls \(rcid, session"):
        holdings.fetch("un_votes", start=SAMPLES / "un_votes" / "votes.csv")
    assert holdings.held() == ()


def test_a_set_that_cannot_be_downloaded_says_how_to_come_by_it(home: Path) -> None:
    with pytest.raises(ShelfError, match=r"HistoryAtState/visits.*--from PATH"):
        holdings.fetch("us_visits")
    assert not home.exists()


def test_a_damaged_set_is_told(home: Path) -> None:
    found = holdings.fetch("stockpiles", start=SAMPLES / "stockpiles")
    found.path.write_bytes(b"no parquet")
    claims = _read("France had 37 nuclear warheads in its stockpile in 1972.", None, ()).claims
    with pytest.raises(ShelfError, match="detente fetch stockpiles"):
        holdings.rows(claims, [found])
    found.path.unlink()
    with pytest.raises(ShelfError, match="rows are missing"):
        holdings.held()
    (home / "stockpiles.json").write_text("{")
    with pytest.raises(ShelfError, match="cannot be used"):
        holdings.held()


# ------------------------------------------------------------------------------------------------------- held against


def _read(text: str, known: Reference | None, held: tuple[holdings.Held, ...]) -> Read:
    source = Source(id="a", title="a text")
    nothing = facts.reference((), {}, ())
    return scaling.one(Document(source=source, text=text, dated=Period.of("2026")), "a", known or nothing, held=held)


def _found(text: str, kind: str, known: Reference, held: tuple[holdings.Held, ...]) -> Finding:
    read = _read(text, known, held)
    pairs = zip(read.claims, read.findings, strict=True)
    told = [(claim.rule != "tally", finding) for claim, finding in pairs if claim.kind == kind]
    return min(told, key=lambda item: item[0])[1]  # the tally, where there is one


CASES = [
    (
        "vote", "supported", "Harvard Dataverse",
        "In November 1983 the General Assembly adopted resolution 38/901 by 18 votes to 3, with 4 abstentions.",
    ),
    (
        "vote", "refuted", "voted 18 to 3",
        "In November 1983 the General Assembly adopted resolution 38/901 by 28 votes to 3, with 4 abstentions.",
    ),
    (
        "vote", "supported", "glacier museums",
        "On 17 December 2015 the UN General Assembly voted 20 to 3 for glacier museums.",
    ),
    (
        "vote", "refuted", "voted 20 to 3",
        "On 17 December 2015 the UN General Assembly voted 12 to 11 for glacier museums.",
    ),
    ("vote", "supported", "voted no", "Sweden voted against resolution 70/904 of the General Assembly in 2015."),
    ("vote", "supported", "Peru abstained", "Peru abstained on General Assembly resolution 38/901."),
    ("vote", "refuted", "Peru abstained", "Peru voted against General Assembly resolution 38/901."),
    ("vote", "unverifiable", "", "Peru voted against General Assembly resolution 38/911."),
    ("quantity", "supported", "World Bank", "The gross domestic product of Nauru was 70.3 million dollars in 2010."),
    ("quantity", "refuted", "data to 2010", "The gross domestic product of Nauru was 90.3 million dollars in 2010."),
    ("quantity", "unverifiable", "", "The gross domestic product of Tuvalu was 90.3 million dollars in 2010."),
    ("meeting", "supported", "Historian", "Jawaharlal Nehru met President Kennedy in Washington on 6 February 1962."),
    ("meeting", "refuted", "1962", "Prime Minister Nehru met President Kennedy in Washington on 5 February 1963."),
    ("meeting", "unverifiable", "", "President Nyerere of Tanzania visited Washington in August 1969."),
    ("event", "supported", "Llama|Inter-State War", "Peru went to war with Argentina in 1911."),
    ("event", "refuted", "Inter-State War", "Peru went to war with Argentina in 1907."),
    ("event", "unverifiable", "", "Peru went to war with Brazil in 1907."),
    ("event", "supported", "use of force", "In 1921 Peruvian troops attacked Argentina."),
    ("event", "unverifiable", "", "In 1923 Peruvian troops attacked Argentina."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[3] for case in CASES])
def test_a_text_is_held_against_what_only_a_set_has(
    case: tuple[str, str, str, str], known: Reference, kept: tuple[holdings.Held, ...]
) -> None:
    kind, verdict, says, text = case
    found = _found(text, kind, known, kept)
    assert str(found.verdict) == verdict, found.message
    assert any(word.lower() in found.message.lower() for word in says.split("|"))
    assert str(_found(text, kind, known, ()).verdict) == "unverifiable"


def test_what_our_rows_decide_a_set_does_not_change(known: Reference, tmp_path: Path, home: Path) -> None:
    row = "Country Name,Country Code,Year,Value\nAustralia,AUS,2000,900000000000\n"
    (tmp_path / "gdp.csv").write_text(row)
    held = (holdings.fetch("world_bank", start=tmp_path / "gdp.csv"),)
    for text, verdict in (("416 billion", "supported"), ("900 billion", "refuted")):
        sentence = f"The gross domestic product of Australia was {text} dollars in 2000."
        found = _found(sentence, "quantity", known, held)
        assert str(found.verdict) == verdict
        assert found == _found(sentence, "quantity", known, ())


def test_only_rows_that_a_text_names_are_looked_up(known: Reference, kept: tuple[holdings.Held, ...]) -> None:
    read = _read("The gross domestic product of Bhutan was 1.26 billion dollars in 2009.", known, kept)
    assert {row.claim.body.actors for row in read.rows} == {("BTN",)}
    assert _read("The sea was calm on 4 May 1983.", known, kept).rows == ()


def test_days_that_are_none_of_the_calendar_count_as_their_month(kept: tuple[holdings.Held, ...]) -> None:
    text = "Peru abstained on resolution 38/901 of the General Assembly. Peru abstained on resolution 70/904 of it."
    rows = _read(text, None, kept).rows
    assert {str(row.claim.body.on) for row in rows} >= {"1983-11"}
    text = "On 17 December 2015 the General Assembly voted 20 to 3 for glacier museums."
    assert {str(row.claim.body.on) for row in _read(text, None, kept).rows} == {"2015-12-17", "2015-12-23"}


# ---------------------------------------------------------------------------------------------------------- the command


def test_fetch_then_read_then_leave_it(detente: Any, home: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The gross domestic product of Nauru was 90.3 million dollars in 2010.\n")
    done = detente("fetch", "world_bank", "--from", SAMPLES / "world_bank")
    assert done.returncode == 0, done.stderr
    assert b"World Bank, World Development Indicators (CC-BY-4.0): 3 quantity rows, from 2009" in done.stderr
    listed = [json.loads(line) for line in detente("fetch", "--list", "--json").stdout.splitlines()]
    assert [item["id"] for item in listed if item["here"]] == ["world_bank"]
    done = detente("read", article, "--out", tmp_path / "out", "--fail-on", "refuted")
    assert done.returncode == 3, done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert [(item["id"], item["looked_up"]) for item in manifest["fetched"]] == [("fetched:world_bank", 2)]
    assert "World Development Indicators" in (tmp_path / "out" / "report.html").read_text("utf-8")
    sources = detente("query", tmp_path / "out", "SELECT publisher FROM sources WHERE id = 'fetched:world_bank'")
    assert b"World Bank" in sources.stdout
    done = detente("read", article, "--out", tmp_path / "plain", "--without-fetched", "--fail-on", "refuted")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "plain" / "manifest.json").read_text("utf-8"))["fetched"] == []


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (["fetch"], 2, "--list"),
        (["fetch", "un-votes"], 5, "There are: "),
        (["fetch", "us_visits"], 5, "--from PATH"),
        (["fetch", "stockpiles", "--from", "nowhere.csv"], 4, "no file there"),
    ],
)
def test_what_cannot_be_fetched_ends_in_a_line(
    given: list[str], code: int, says: str, detente: Any, home: Path
) -> None:
    done = detente(*given)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert says in done.stderr.decode()
