"""ClaimReview drafts: valid after schema.org, nobody's until somebody signs, and nothing said that is not known."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from detente import cli, exporting, text
from detente.errors import RecordError
from detente.exporting import claimreview
from detente.exporting.claimreview import RATINGS, Newsroom
from detente.model import Verdict
from detente.notebook import Record
from detente.views import SHOWN
from fixtures.invented_record import asker, empty, hostile, record

SCHEMA = json.loads((Path(__file__).parent / "fixtures" / "claimreview.schema.json").read_text(encoding="utf-8"))
TYPES: dict[str, type] = {"object": dict, "array": list, "string": str, "integer": int}
DECIDED = sorted(
    row["claim_id"]
    for row in asker(record())("SELECT claim_id FROM findings WHERE verdict NOT IN ('unverifiable', 'opinion')")
)


def faults(value: Any, schema: dict[str, Any], where: str = "$") -> list[str]:
    """What is wrong with a value by the words of JSON Schema that ours is written in."""
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], where)
    if "anyOf" in schema:
        every = [faults(value, each, where) for each in schema["anyOf"]]
        return [] if [] in every else every[0]
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return [f"{where}: {value!r} is no {schema['type']}"]
    found = [f"{where}: {value!r} is not {schema['const']!r}"] if value != schema.get("const", value) else []
    found += [f"{where}: {value!r} is not allowed"] if value not in schema.get("enum", [value]) else []
    if isinstance(value, dict):
        found += [f"{where}: no {name}" for name in schema.get("required", ()) if name not in value]
        for name, each in value.items():
            known = schema["properties"].get(name)
            found += faults(each, known, f"{where}.{name}") if known else [f"{where}: {name} is not allowed"]
    elif isinstance(value, list):
        found += [f"{where}: too short"] if len(value) < schema.get("minItems", 0) else []
        found += [fault for n, each in enumerate(value) for fault in faults(each, schema["items"], f"{where}[{n}]")]
    elif isinstance(value, str):
        found += [] if re.search(schema.get("pattern", ""), value) else [f"{where}: {value!r} is malformed"]
    elif not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{where}: {value} is out of range")
    return found


def reviews(base: Any, newsroom: Newsroom | None = None) -> list[dict[str, Any]]:
    return list(json.loads("\n".join(claimreview.lines(asker(base), newsroom))))


@pytest.fixture(scope="module")
def drafts() -> list[dict[str, Any]]:
    return reviews(record())


@pytest.mark.parametrize("base", [record, hostile, empty, lambda: record(2)], ids=["one", "hostile", "empty", "two"])
@pytest.mark.parametrize("newsroom", [Newsroom(), Newsroom("The Ilva Herald", "https://herald.example/checks/1")])
def test_reviews_are_valid(base: Any, newsroom: Newsroom) -> None:
    assert faults(reviews(base(), newsroom), SCHEMA) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"claimReviewed": " "}, "malformed"),
        ({"author": "The Ilva Herald"}, "no object"),
        ({"author": {"@type": "Country", "name": "Norland"}}, "not allowed"),
        ({"url": "javascript:x"}, "malformed"),
        ({"verdict": "refuted"}, "verdict is not allowed"),
        ({"identifier": []}, "too short"),
        ({"itemReviewed": {"@type": "Claim"}}, "no appearance"),
        ({"reviewRating": {"@type": "Rating", "alternateName": "x", "ratingValue": 6}}, "out of range"),
    ],
)
def test_the_schema_finds_what_is_wrong(drafts: list[dict[str, Any]], change: dict[str, Any], says: str) -> None:
    assert any(says in fault for fault in faults([drafts[0] | change], SCHEMA))


def test_every_claim_that_is_decided_is_in_one_review(drafts: list[dict[str, Any]]) -> None:
    named = [claim for review in drafts for claim in review["identifier"]]
    assert sorted(named) == DECIDED
    words = [review["reviewRating"]["alternateName"] for review in drafts]
    assert list(dict.fromkeys(words)) == ["Contradicted", "Needs context", "Sources disagree", "Supported"]


def test_the_worse_the_verdict_the_lower_the_rating() -> None:
    assert list(RATINGS) == [Verdict(name) for name in exporting.WORST[:4]]
    assert list(RATINGS.values()) == sorted(RATINGS.values())
    assert set(SHOWN) - set(RATINGS) == {Verdict.UNVERIFIABLE, Verdict.OPINION}


def test_a_review_says_what_was_found_and_by_whom(drafts: list[dict[str, Any]]) -> None:
    first = drafts[0]
    assert first["claimReviewed"].startswith("On 14 May 1972")
    assert "24 May 1972" in first["reviewBody"]
    assert "Perhaps: 14 May 1971" in first["reviewBody"]
    assert first["reviewRating"]["ratingValue"] == 1
    (source,) = first["citation"]
    assert source["publisher"] == {"@type": "Organization", "name": "University of Ilva"}
    assert source["datePublished"] == "2004"
    own = next(review for review in drafts if review["claimReviewed"].startswith("fell from"))
    assert "The text also says: “310 million crowns in 1992”." in own["reviewBody"]
    assert "citation" not in own


def test_nobody_signs_by_default(drafts: list[dict[str, Any]]) -> None:
    for review in drafts:
        assert review["creativeWorkStatus"] == "Draft"
        assert not {"author", "url", "publisher", "datePublished"} & set(review)


def test_a_newsroom_signs_and_each_review_has_its_address() -> None:
    signed = reviews(record(), Newsroom("The Ilva Herald", "https://herald.example/checks/1#top"))
    assert {review["author"]["name"] for review in signed} == {"The Ilva Herald"}
    assert [review["url"] for review in signed] == [
        f"https://herald.example/checks/1#c-{review['identifier'][0]}" for review in signed
    ]
    assert {review["creativeWorkStatus"] for review in signed} == {"Draft"}


def test_the_article_is_named_as_far_as_it_is_known() -> None:
    base = record()
    base.execute("UPDATE documents SET dated = '1995-03/1995-04'")
    bare = reviews(base)[0]["itemReviewed"]
    assert set(bare) == {"@type", "appearance"}
    assert set(bare["appearance"]) == {"@type", "name"}
    base.execute("ALTER TABLE documents ADD COLUMN url VARCHAR; ALTER TABLE documents ADD COLUMN author VARCHAR")
    base.execute("ALTER TABLE documents ADD COLUMN publisher VARCHAR")
    base.execute(
        "UPDATE documents SET url = 'https://osk.example/1', author = 'Ada Lorin; Ben Osk', publisher = 'Osk Post', "
        "dated = '1995-03-02'"
    )
    base.execute("UPDATE claims SET speaker = 'SUD' WHERE quote LIKE 'On 14 May 1972%'")
    of_another, own = (review["itemReviewed"] for review in reviews(base)[:2])
    authors = [{"@type": "Person", "name": name} for name in ("Ada Lorin", "Ben Osk")]
    assert own["author"] == own["appearance"]["author"] == authors
    assert own["datePublished"] == own["appearance"]["datePublished"] == "1995-03-02"
    assert own["appearance"]["url"] == "https://osk.example/1"
    assert own["appearance"]["publisher"] == {"@type": "Organization", "name": "Osk Post"}
    assert "author" not in of_another
    assert of_another["appearance"] == own["appearance"]


def test_a_web_page_gives_its_address_and_authors() -> None:
    page = (
        "<html><head><title>Talks</title><meta name='author' content='Ada Lorin'>"
        "<link rel='canonical' href='https://osk.example/talks'></head><body><article><p>"
        + "Norland and Sudria met at Osk on 3 May 1971 to speak of the river and of its boats. " * 8
        + "</p></article></body></html>"
    )
    source = text.parse(page.encode(), name="talks.html").source
    assert (source.author, source.url) == ("Ada Lorin", "https://osk.example/talks")


def test_what_cannot_be_signed_is_said(made: Record, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"'herald' is no address of the web.*https://"):
        exporting.export(made, "claimreview", tmp_path / "c", newsroom=Newsroom("The Ilva Herald", "herald"))
    for to in ("csv", "jsonl"):
        with pytest.raises(RecordError, match=rf"'{to}' carries no review.*--to claimreview"):
            exporting.export(made, to, tmp_path / to, newsroom=Newsroom("The Ilva Herald"))
    assert list(tmp_path.iterdir()) == []
    given = ["--author", "The Ilva Herald", "--url", "https://herald.example/1", "--out", str(tmp_path / "c")]
    done = CliRunner().invoke(cli.app, ["export", str(folder), "--to", "claimreview", *given])
    assert done.exit_code == 0, done.output
    written = json.loads((tmp_path / "c").read_text(encoding="utf-8"))
    assert faults(written, SCHEMA) == []
    assert {review["author"]["name"] for review in written} == {"The Ilva Herald"}


def test_a_file_is_read_back_by_the_claims_in_it(drafts: list[dict[str, Any]]) -> None:
    assert len(claimreview.ids(json.dumps(drafts))) == len(DECIDED)
    assert len(claimreview.ids(json.dumps(drafts[1:]))) == len(DECIDED) - len(drafts[0]["identifier"])
