"""``detente explain``: the rule, the words, the date, what else was possible, the verdict; and what is not there."""

from __future__ import annotations

import pytest

from detente import explaining, scaling
from detente.errors import RecordError
from detente.record import Record

TEXT = (
    "Finland joined NATO on 4 April 2023. India and Pakistan signed the Simla Agreement on 2 July 1972. "
    "The next day Brazil criticised Argentina. Egypt occupied the islands of Sudan.\n"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("explain")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return scaling.run([str(folder / "a.txt")], out=folder / "out").record


def explained(record: Record, words: str) -> dict[str, object]:
    rows = record.ask("SELECT id FROM claims WHERE contains(quote, ?)", [words])
    return explaining.explain(record.ask, rows[0]["id"])


def test_the_rule_the_words_and_the_date(record: Record) -> None:
    told = explained(record, "Brazil")
    assert told["who"] == {
        "source_text": "Brazil", "source_actor": "BRAGOV", "target_text": "Argentina", "target_actor": "ARGGOV",
    }  # fmt: skip
    assert told["trigger"] == "criticised"
    assert told["when"]["time_from"] == "1972-07-03"  # type: ignore[index]
    assert told["when"]["date_words"] == "The next day"  # type: ignore[index]
    assert told["when"]["dated_by"] == "relative"  # type: ignore[index]


def test_a_claim_is_named_by_id_by_its_beginning_and_by_its_number(record: Record) -> None:
    told = explained(record, "Finland")
    assert explaining.explain(record.ask, str(told["id"])[:6]) == told
    assert explaining.explain(record.ask, str(told["number"])) == told
    assert told["verdict"] == "supported"


@pytest.mark.parametrize(("claim", "said"), [("999", "no claim '999' here"), ("", "no claim"), ("zzzz", "no claim")])
def test_what_is_not_there(record: Record, claim: str, said: str) -> None:
    with pytest.raises(RecordError, match=said):
        explaining.explain(record.ask, claim)


def test_where_plover_contradicts_itself_both_readings_are_told(record: Record) -> None:
    told = explained(record, "Egypt")
    assert told["coding"]["plover_event_type"] == "COERCE"  # type: ignore[index]
    assert [other for other in told["also_possible"] if other.startswith("PLOVER ASSAULT")]  # type: ignore[attr-defined]


def test_lines_for_a_person_leave_out_what_there_is_not(record: Record) -> None:
    text = "\n".join(explaining.lines(explained(record, "Brazil")))
    assert "read by" in text
    assert "from “criticised”" in text
    assert "(relative to the date before" in text
    assert "None" not in text
