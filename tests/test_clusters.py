"""Reports of one event: pairs that are and are not, what joins and what contradicts, ids, and how it grows."""

from __future__ import annotations

import itertools
import random
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from detente import clusters, record, storing
from detente.clusters import CORE, Number, Report
from detente.model import Period

PAIRS = tomllib.loads((Path(__file__).parent / "gold" / "clusters.toml").read_text(encoding="utf-8"))["pair"]
PRECISION, RECALL = 1.0, 0.85
"""Of pairs, below which they must not fall."""

KEYS = itertools.count()


def told(day: str, source: str = "TUR", target: str = "SYR", **more: Any) -> Report:
    """A report of an attack; ``day`` is a partial date or two with a slash between."""
    first, _, last = day.partition("/")
    usual: dict[str, Any] = {"claim_id": f"{next(KEYS):06}", "kind": "event", "origin": "text", "type": "ASSAULT"}
    who = {"source": frozenset(source.split()), "target": frozenset(target.split())}
    return Report(**(usual | who | {"on": Period.of(first, last) if first else None} | more))


def groups(*reports: Report) -> list[list[str]]:
    """The claims of each event, in order."""
    return sorted(sorted(said.claim_id for said in event.reports) for event in clusters.clusters(reports).values())


def joined(*reports: Report) -> bool:
    return len(groups(*reports)) == 1


# ---------------------------------------------------------------------------------------------------------------- texts


@pytest.fixture(scope="module")
def linked(parse: Callable[..., record.Read], tmp_path_factory: pytest.TempPathFactory) -> list[bool]:
    """Whether the two texts of each pair are found to have an event in common, each pair in a record of its own."""
    folder = tmp_path_factory.mktemp("pairs")
    found = []
    for pair in PAIRS:
        path = folder / "record.duckdb"
        storing.write(path, reads=[parse(text) for text in pair["texts"]])
        store = record.Record(path)
        sql = "SELECT max(n_documents) AS n FROM events"
        found.append((store.ask(sql)[0]["n"] or 0) > 1)
        store.close()
    return found


def test_pairs_of_texts_are_told_apart(linked: list[bool]) -> None:
    outcome = Counter((pair["same"], found) for pair, found in zip(PAIRS, linked, strict=True))
    precision = outcome[True, True] / max(1, outcome[True, True] + outcome[False, True])
    recall = outcome[True, True] / (outcome[True, True] + outcome[True, False])
    wrong = [pair["why"] for pair, found in zip(PAIRS, linked, strict=True) if pair["same"] != found]
    assert precision >= PRECISION, wrong
    assert recall >= RECALL, wrong


# -------------------------------------------------------------------------------------------------------------- reports

DAY = "2017-05-03"
TOWN = {"place": "Vienna"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(DAY), told(DAY)),
        (told(DAY), told(DAY, "TUR USA")),
        (told(DAY, mode="aerial"), told(DAY)),
        (told(DAY, cameo="19"), told(DAY, cameo="195")),
        (told(DAY), told("2017-05")),
        (told("2017-05-02/2017-05-05"), told(DAY)),
        (told("2017-05", **TOWN), told("2017-05", **TOWN)),
        (told(DAY, number=Number(39, 41, "missile")), told("2017-05-04", number=Number(40, 80, "missile"))),
        (told(DAY, sectors=frozenset({("TUR", "MIL")})), told(DAY, sectors=frozenset({("TUR", "GOV")}))),
        (told(DAY, type="CONSULT"), told(DAY, "SYR", "TUR", type="CONSULT")),
        (told(DAY, "TUR SYR", "", kind="meeting", type="CONSULT"), told(DAY, type="CONSULT")),
        (told(DAY, type="COERCE", cameo="174"), told(DAY, type="SANCTION", cameo="174")),
        (told(DAY, **TOWN), told(DAY, place="Austria")),
        (told("", thing="agreement:x", act="signed", type=""), told("", thing="agreement:x", act="signed", type="")),
        (told(DAY, thing="res:x", act="adopted"), told("2017-05-04", "", "", thing="res:x", act="adopted", type="")),
    ],
)
def test_reports_that_are_one_event(one: Report, other: Report) -> None:
    assert joined(one, other)
    assert joined(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(DAY), told("2017-05-04")),
        (told(DAY), told("2018-05-03")),
        (told(DAY), told("2017")),
        (told(DAY), told("")),
        (told(""), told("")),
        (told(DAY, kind="statement", type="ACCUSE"), told("2017-05", kind="statement", type="ACCUSE")),
        (told("2017-05"), told("2017-05")),
        (told(DAY), told(DAY, "IRQ")),
        (told(DAY), told(DAY, "SYR", "TUR")),
        (told(DAY, "TUR", ""), told(DAY, "TUR", "")),
        (told(DAY), told(DAY, type="ACCUSE")),
        (told(DAY, mode="aerial"), told(DAY, mode="beat")),
        (told(DAY, cameo="193"), told(DAY, cameo="195")),
        (told(DAY, place="Geneva"), told(DAY, **TOWN)),
        (told(DAY, place="Aden"), told(DAY, place="Austria")),
        (told(DAY), told(DAY, further=True)),
        (told(DAY, number=Number(3, 3, "person")), told(DAY, number=Number(9, 9, "person"))),
        (told(DAY, sectors=frozenset({("TUR", "LEG")})), told(DAY, sectors=frozenset({("TUR", "GOV")}))),
        (told(DAY, "TUR SYR", "", type="CONSULT"), told(DAY, "TUR SYR IRN", "", type="CONSULT")),
        (told(DAY, thing="agreement:x"), told(DAY, thing="agreement:y")),
        (told(DAY, thing="law:x", act="imposed"), told(DAY, thing="law:x", act="lifted")),
        (
            told(DAY, persons=frozenset({"person:a", "person:b"})),
            told(DAY, persons=frozenset({"person:c", "person:d"})),
        ),
        (told("2017-05-01/2017-05-25", **TOWN), told(DAY, **TOWN)),
    ],
)
def test_reports_that_are_not(one: Report, other: Report) -> None:
    assert not joined(one, other)
    assert not joined(other, one)


def test_a_month_with_two_events_says_of_neither() -> None:
    one, other, month = told("2017-05-03"), told("2017-05-10"), told("2017-05")
    assert len(groups(one, other, month)) == 3


def test_no_chain_leads_from_one_event_to_the_next() -> None:
    days = [told(f"2017-05-{day:02}", number=Number(40, 40, "missile")) for day in range(1, 29)]
    assert max(map(len, groups(*days))) == 2, "each is held against the core, which is of one day"
    bridge = told(DAY)
    assert len(groups(told(DAY, **TOWN), told(DAY, place="Geneva"), bridge)) == 2


def test_claims_that_one_reference_row_bears_out_are_one_event() -> None:
    row = told("1991-07-31", origin="reference")
    assert joined(row, told("1991", row=row.claim_id), told("1991-08", row=row.claim_id))
    why = next(iter(clusters.clusters([row, told("1991", row=row.claim_id)]).values())).why
    assert why == [CORE, "same reference row"]


@pytest.mark.parametrize(
    ("change", "there"),
    [
        ({}, True),
        ({"modality": "denied"}, False),
        ({"modality": "planned"}, False),
        ({"polarity": False}, False),
        ({"verdict": "refuted"}, False),
    ],
)
def test_only_what_took_place_is_an_event(change: dict[str, Any], there: bool) -> None:
    with duckdb.connect() as store:
        storing.make(store)
        names = [row[0] for row in store.execute("DESCRIBE event_reports").fetchall()]
    row = dict.fromkeys(names) | {"modality": "asserted", "polarity": True, "kind": "event", "origin": "text"}
    assert (clusters.report(row | {"claim_id": "x"} | change) is not None) == there


def test_ids_stay_when_a_report_is_added_and_do_not_hang_on_the_order() -> None:
    reports = [told(f"20{year}-05-{day:02}") for year in (10, 11) for day in (1, 9) for _ in range(2)]
    before = clusters.clusters(reports)
    mixed = [*reports, told("2010-05-01", place="Vienna"), told("2012-05-01")]
    random.Random(1).shuffle(mixed)
    after = clusters.clusters(mixed)
    assert len(before) == 4
    assert set(after) > set(before)
    shuffled = random.Random(2).sample(mixed, len(mixed))
    assert {key: event.why for key, event in clusters.clusters(shuffled).items()} == {
        key: event.why for key, event in after.items()
    }


def test_everything_is_in_one_event_and_each_begins_with_its_core(made: record.Record) -> None:
    assert made.ask("SELECT claim_id FROM event_cluster GROUP BY claim_id HAVING count(*) > 1") == []
    cores = "SELECT event_id FROM event_cluster GROUP BY event_id HAVING count(*) FILTER (WHERE why = ?) <> 1"
    assert made.ask(cores, [CORE]) == []
    lost = "SELECT p.event_id FROM event_party p ANTI JOIN event_cluster m ON m.event_id = p.event_id"
    assert made.ask(lost) == []


def test_it_grows_near_linearly() -> None:
    def held(n: int) -> int:
        """How often a report is held against a core when each of n/10 days has ten reports."""
        count = 0
        original = clusters.contradicts

        def counting(core: Report, said: Report) -> bool:
            nonlocal count
            count += 1
            return original(core, said)

        days = [Period.of(f"{2000 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}") for day in range(n // 10)]
        clusters.contradicts = counting
        try:
            clusters.clusters([told("2000", on=day) for day in days for _ in range(10)])
        finally:
            clusters.contradicts = original
        return count

    assert held(2000) <= 2.2 * held(1000)
