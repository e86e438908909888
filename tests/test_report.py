"""The report: what each view says, and the page they make together, without a browser."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import pytest

from detente.evidence import date, period
from detente.model import Span, Verdict
from detente.reporting import cell, report, views
from detente.views import SHOWN, Names, amount, number, paragraphs, weblink
from detente.views.timeline import spread
from fixtures.invented_record import CLAIMS, HOSTILE, TEXT, TITLE, asker, empty, hostile, record

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "src" / "detente" / "views" / "assets"
META = {"versions": {"detente": "9.9"}, "reference_to": "2026-06", "built": "2026-11-24"}
VIEWS = {view.name: view for view in views()}


@pytest.fixture(scope="module")
def ask():
    return asker(record())


@pytest.fixture(scope="module")
def page(ask):
    return report(ask, meta=META)


class Reader(HTMLParser):
    """What a browser would make of a page: elements with their attributes, ids, and text that is shown."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.article = ""
        self._depth = 0
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.elements.append((tag, found))
        if found.get("class") == "text":
            self._depth = 1
        elif self._depth and tag not in {"img", "br"}:
            self._depth += 1
        if found.get("class") == "sr" and self._depth:
            self._silent = self._depth

    def handle_endtag(self, tag):
        if self._silent == self._depth:
            self._silent = 0
        self._depth -= bool(self._depth)

    def handle_data(self, data):
        if self._depth and not self._silent:
            self.article += data


# --- the contract of the shelf


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_data_of_an_empty_record_too(name):
    json.dumps(VIEWS[name].data(asker(empty())), default=str)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_pure(name, ask):
    assert VIEWS[name].data(ask) == VIEWS[name].data(ask)


@pytest.mark.parametrize("name", VIEWS)
def test_a_template_has_no_arithmetic(name):
    template = (ROOT / "src" / "detente" / "views" / f"{name}.html").read_text(encoding="utf-8")
    for expression in re.findall(r"{[{%](.*?)[}%]}", template, re.DOTALL):
        bare = re.sub(r"'[^']*'|^-|-$", "", expression)
        assert not re.search(r"[\w)] [-+*/] [\w(]|\|\s*(sum|round|abs)\b", bare), expression


def test_places_are_in_the_order_of_the_report():
    assert list(VIEWS) == [
        *("summary", "findings", "article", "timeline", "series", "agreements"),
        *("meetings", "votes", "sanctions", "memberships", "restored", "sources"),
    ]


def test_every_verdict_has_words():
    assert set(SHOWN) == set(Verdict)


# --- the views


def test_the_result_in_one_sentence(ask):
    data = VIEWS["summary"].data(ask)
    assert data["result"] == (
        "10 of 46 claims are contradicted: 7 by the reference data, 3 by the text itself, the calendar or arithmetic; "
        "4 need context, 1 meets sources that disagree and 18 are supported."
    )
    assert data["coverage"] == (
        "33 of 46 claims could be decided. 13 could not: no reference row (6), nothing to compare (2), "
        "reference data end in 2001 (1) and opinion (4)."
    )
    assert sum(count["count"] for count in data["counts"]) == len(CLAIMS)


def test_the_result_of_an_empty_record():
    data = VIEWS["summary"].data(asker(empty()))
    assert data["result"] == "No claim that could be checked was found."


def test_a_result_by_the_reference_alone():
    base = record()
    base.execute("UPDATE findings SET method = 'reference'")
    assert VIEWS["summary"].data(asker(base))["result"].startswith("10 of 46 claims contradict the reference data; 4 ")


def test_a_result_without_contradiction():
    base = record()
    base.execute("UPDATE findings SET verdict = 'supported', reason = NULL")
    data = VIEWS["summary"].data(asker(base))
    assert data["result"] == "None of 46 claims contradicts the reference data; 46 are supported."
    assert data["coverage"] == "46 of 46 claims could be decided."


def test_a_claim_without_a_finding_is_not_checkable():
    base = record()
    base.execute("DELETE FROM findings")
    counts = {row["verdict"]: row["count"] for row in VIEWS["summary"].data(asker(base))["counts"]}
    assert counts["unverifiable"] == len(CLAIMS)


def test_findings_stand_worst_first_and_in_text_order(ask):
    groups = VIEWS["findings"].data(ask)["groups"]
    assert [group["word"] for group in groups] == [
        *("Contradicted", "Needs context", "Sources disagree", "Supported", "Not checkable", "Opinion")
    ]
    for group in groups:
        places = [claim["start_char"] for claim in group["claims"]]
        assert places == sorted(places)


def test_a_finding_carries_its_evidence(ask):
    first = VIEWS["findings"].data(ask)["groups"][0]["claims"][0]
    assert first["quote"].startswith("On 14 May 1972")
    assert first["paragraph"] == 4
    assert first["nearest"] == "14 May 1971, the preparatory meeting of foreign ministers at Lake Ilva"
    (row,) = first["evidence"]
    assert (row["publisher"], row["year"], row["time_from"]) == ("University of Ilva", "2004", "1972-05-24")


def test_a_finding_against_the_text_itself_names_the_other_words(ask):
    claims = [claim for group in VIEWS["findings"].data(ask)["groups"] for claim in group["claims"]]
    whole = next(claim for claim in claims if claim["quote"].startswith("fell from"))
    assert [other["quote"] for other in whole["own"]] == ["310 million crowns in 1992", "120 million in 1994"]


def test_pieces_of_the_article_are_the_article(ask):
    (document,) = VIEWS["article"].data(ask)["documents"]
    text = document["before"]
    for part in document["paragraphs"]:
        text += "".join(piece["text"] + piece["tail"] for piece in part["pieces"]) + part["gap"]
    assert text == TEXT


def test_every_claim_has_exactly_one_stop_and_one_end(ask):
    (document,) = VIEWS["article"].data(ask)["documents"]
    pieces = [piece for part in document["paragraphs"] for piece in part["pieces"]]
    also = [claim for piece in pieces for claim in piece["also"]]
    stops = [piece["main"]["id"] for piece in pieces if piece["stop"]] + [c["id"] for c in also if c["stop"]]
    ends = [piece["main"]["id"] for piece in pieces if piece["end"]] + [claim["id"] for claim in also]
    assert len(stops) == len(set(stops)) == len(CLAIMS)
    assert sorted(ends) == sorted(stops)


def test_claims_on_the_same_words_are_all_kept():
    base = record()
    base.execute("UPDATE claims SET (start_char, end_char) = (0, 5) WHERE start_char < 300")
    (document,) = VIEWS["article"].data(asker(base))["documents"]
    first = document["paragraphs"][0]["pieces"][0]
    assert first["text"] + first["tail"] == TEXT[:5]
    assert len(first["others"]) + 1 == base.execute("SELECT count(*) FROM claims WHERE start_char = 0").fetchone()[0]
    assert len(first["also"]) == len(first["others"])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1972-05-26", "", ("1972-05-26", "1972-05-26", "1972-05-26", "1972-05-26")),
        ("1972", None, ("1972-01-01", "1972-12-31", "", "")),
        ("1972-05", "1972-07", ("1972-05-01", "1972-07-31", "", "")),
        ("1974-10-01", "1974-12-31", ("1974-10-01", "1974-12-31", "", "")),
        ("1972-05-26", "1972-05-28", ("1972-05-26", "1972-05-28", "1972-05-26", "1972-05-28")),
        ("1972-12", "1972-12", ("1972-12-01", "1972-12-31", "", "")),
    ],
)
def test_a_date_is_as_wide_as_it_is_said(first, last, expected):
    found = spread(first, last)
    assert found is not None
    assert (found["from"], found["to"], found["sure_from"], found["sure_to"]) == expected


def test_what_lasts_held_in_between():
    found = spread("1972-05", "1972-07", lasts=True)
    assert found is not None
    assert (found["sure_from"], found["sure_to"]) == ("1972-05-31", "1972-07-01")


@pytest.mark.parametrize(
    ("first", "last"), [("", ""), (None, None), ("soon", ""), ("1972-02-30", ""), ("1980", "1979")]
)
def test_no_date_is_drawn_of_what_is_none(first, last):
    assert spread(first, last) is None


def test_a_series_is_not_joined_across_a_change_of_basis(ask):
    charts = VIEWS["series"].data(ask)["charts"]
    trade = next(chart for chart in charts if chart["indicator"] == "trade")
    assert [(line["basis"], line["n"]) for line in trade["lines"]] == [("current prices", 14), ("prices of 2001", 6)]
    assert [line["label"] for line in trade["lines"]] == [
        "Veska – Karona, current prices",
        "Veska – Karona, prices of 2001",
    ]


def test_numbers_in_another_unit_stand_apart(ask):
    data = VIEWS["series"].data(ask)
    assert [chart["unit"] for chart in data["charts"]] == ["gunboats", "NRC"]
    assert [group["row"]["unit"] for group in data["others"]["groups"]] == ["NRC", "percent"]


def test_a_table_sets_the_reference_beside_the_text(ask):
    acts, terms = VIEWS["agreements"].data(ask)["tables"]
    signed = acts["groups"][0]
    assert signed["row"]["start_date"] == "1972-05-14"
    assert [row["row"]["start_date"] for row in signed["held"]] == ["1972-05-24", "1972-05-24"]
    assert signed["held"][0]["apart"] == ["start_date"]
    assert [row["act"] for row in acts["rest"]] == ["ratified"]
    assert "until" not in [column["name"] for column in terms["columns"]]


def test_meetings_bring_the_others_of_the_same_participants(ask):
    (table,) = VIEWS["meetings"].data(ask)["tables"]
    assert [row["start_date"] for row in table["rest"]] == ["1965-02-08", "1971-05-14"]


def test_sources_are_counted_by_claims(ask):
    sources = VIEWS["sources"].data(ask)["sources"]
    assert sources[0]["publisher"] == "Osk Treaty Archive"
    assert [row["claims"] for row in sources] == sorted((row["claims"] for row in sources), reverse=True)


# --- the words a page is set in


@pytest.mark.parametrize(
    ("partial", "expected"),
    [
        ("1972", "1972"),
        ("1972-05", "May 1972"),
        ("1972-05-06", "6 May 1972"),
        ("", ""),
        (None, ""),
        ("1972-13", "1972-13"),
    ],
)
def test_dates(partial, expected):
    assert date(partial) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1974-11-11", "1974-11-13", "11–13 November 1974"),
        ("1981-03-28", "1981-04-03", "28 March – 3 April 1981"),
        ("1958", "1968", "1958–1968"),
        ("1974-10", "1974-12", "October – December 1974"),
        ("1974-10-01", "1974-12-31", "October – December 1974"),
        ("1958-01-01", "1968-12-31", "1958–1968"),
        ("1972-02-01", "1972-02-29", "February 1972"),
        ("1974", "", "1974"),
        ("", "1974", ""),
        ("1974", "about 1980", "1974 – about 1980"),
    ],
)
def test_periods(first, last, expected):
    assert period(first, last) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(40.0, "40"), (4.2e6, "4,200,000"), (0.125, "0.125"), (1234.5, "1,234.50"), (None, "")]
)
def test_numbers(value, expected):
    assert number(value) == expected


def test_cells():
    assert [cell(value) for value in (None, "in_force")] == ["", "in force"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"value": 40.0, "unit": "km", "comparator": ">"}, "at least 40 km"),
        ({"value": 1550.0, "unit": "warhead"}, "1,550 warheads"),
        ({"value": 1.0, "unit": "inspection/year"}, "1 inspection a year"),
        ({"value": 7.2e6, "unit": "USD", "comparator": "~"}, "about 7.2 million US dollars"),
        ({"value": 12.5, "unit": "percent"}, "12.5 %"),
        ({"value": 3.0, "unit": "day", "low": 2.0, "high": 4.0, "comparator": "range"}, "2–4 days"),
        ({"value": None, "unit": "km"}, ""),
    ],
)
def test_amounts(row, expected):
    assert amount(row) == expected


def test_names(ask):
    names = Names(ask)
    ids = ("VSK", "USA:senate", "igo:unga", "unlinked:the crew", "person:ada-lorin", "USA:cabinet")
    assert [names.of(name) for name in ids] == [
        *("Veska", "US Senate", "UN General Assembly", "the crew", "Ada Lorin", "United States, cabinet")
    ]
    assert names.listed("VSK; KAR") == names.listed(["VSK", "KAR"]) == "Veska · Karona"
    assert names.parties("trade", ["VSK"], "KAR") == "Veska – Karona"
    assert names.parties("exports", ["VSK"], "KAR") == "Veska → Karona"
    full = "Treaty on the Number of Gunboats on the Ilva"
    assert names.instrument("ilva-1972", "Ilva Treaty") == {"text": "Ilva Treaty", "title": full}
    assert names.instrument("", "Osk Accord") == {"text": "Osk Accord", "title": ""}


def test_the_same_finding_on_the_same_words_is_told_once():
    base = record()
    ids = [row[0] for row in base.execute("SELECT id FROM claims WHERE kind = 'membership' ORDER BY id").fetchall()]
    base.execute("UPDATE claims SET (start_char, end_char) = (0, 5), kind = 'membership' WHERE id IN ?", [ids])
    base.execute(
        "UPDATE findings SET verdict = 'supported', message = 'Joined ' || claim_id WHERE claim_id IN ?", [ids]
    )
    groups = VIEWS["findings"].data(asker(base))["groups"]
    (told,) = [claim for group in groups for claim in group["claims"] if claim["id"] in ids]
    assert len(ids) > 1
    assert [said["id"] for said in told["messages"]] == ids
    page = report(asker(base), meta=META)
    assert all(page.count(f'id="c-{claim}"') == 1 for claim in ids)


@pytest.mark.parametrize("url", ["https://a.example/b?c=d&e=f", "http://a.example"])
def test_links_of_the_web(url):
    assert weblink(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        " https://a.example",
        'https://a/"x',
        "//a.example",
        "",
        None,
    ],
)
def test_no_other_links(url):
    assert weblink(url) == ""


def test_paragraphs_of_a_hard_wrapped_text():
    text = "one\ntwo\n\nthree\n"
    assert [span.of(text) for span in paragraphs(text)] == ["one\ntwo", "three\n"]


def test_paragraphs_of_long_lines():
    text = f"\n{'a ' * 100}b\nc\n\n d"
    assert [span.of(text)[-1] for span in paragraphs(text)] == ["b", "c", "d"]
    assert list(paragraphs("")) == []
    assert list(paragraphs("x")) == [Span(0, 1)]


# --- the page


def test_the_article_on_the_page_is_the_article(page):
    assert Reader(page).article == TEXT


def test_every_link_within_the_page_has_its_place(page):
    elements = Reader(page).elements
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {attrs["href"][1:] for tag, attrs in elements if tag == "a" and attrs["href"].startswith("#")}
    assert targets <= set(ids)
    described = {attrs["aria-describedby"] for _, attrs in elements if "aria-describedby" in attrs}
    assert described <= set(ids)


def test_the_page_asks_for_nothing(page):
    for tag, attrs in Reader(page).elements:
        assert tag not in {"img", "iframe", "object", "embed", "base", "video", "audio", "source"}
        assert "src" not in attrs
        if tag == "link":
            assert attrs["href"] == "data:,"
    assert "@import" not in page
    assert not re.search(r"url\((?!['\"]?(data:|#))", (ASSETS / "report.css").read_text(encoding="utf-8"))


def test_the_policy_allows_this_script_alone(page):
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script
    digest = b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert f'content="{policy}"' in page


def test_every_mark_says_its_verdict(page):
    article = page[page.index('class="text"') : page.index("<aside")]
    said = re.findall(r'<span class="sr"> \((.*?)\)</span>', article)
    assert len(said) == len(CLAIMS)
    assert {word.rpartition(": ")[2] for word in said} == {shown.word for shown in SHOWN.values()}


def test_the_footer_says_what_this_rests_on(page):
    foot = page[page.index('<footer class="foot">') :]
    assert "détente 9.9 on 24 November 2026" in foot
    assert "Reference data up to June 2026" in foot
    assert "5e" * 32 in foot


def test_the_same_record_gives_the_same_page(ask, page):
    assert report(ask, meta=META) == page
    assert report(asker(record()), meta=META) == page


def test_an_empty_record_gives_a_page():
    page = report(asker(empty()), meta={})
    assert "No claim that could be checked was found." in page
    assert 'id="timeline"' not in page


def test_several_articles_on_one_page():
    page = report(asker(record(3)), meta=META)
    assert "<title>3 articles – claims checked</title>" in page
    assert "osk-2.txt ¶&nbsp;4" in page
    assert page.count('class="doc"') == 3
    assert page.count("46 claims, 10 contradicted") == 3


def test_markup_in_any_field_stays_text():
    page = report(asker(hostile()), meta=dict.fromkeys(("title", "reference_to", "built"), HOSTILE))
    reader = Reader(page)
    assert reader.article == f"{TEXT}\n\n{HOSTILE}"
    for tag, attrs in reader.elements:
        assert tag not in {"img", "svg", "object"}
        assert not [name for name in attrs if name.startswith("on")]
        if tag == "a":
            assert re.match(r"#|https?://[^\"'<>\s]+$", attrs["href"])
    assert len(re.findall(r"<script", page)) == len(re.findall(r'<script>|<script type="application/json"', page))
    assert "49" not in re.findall(r"\{\{7\*7\}\}|49", reader.article)
    for island in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL):
        json.loads(island)


def stress(claims: int):
    """A record of one long article: the invented one over and over, cut at a number of claims."""
    base = record(-(-claims // len(CLAIMS)))
    ids = [row[0] for row in base.execute("SELECT id FROM documents ORDER BY name").fetchall()]
    for index, document in enumerate(ids):
        shift = index * (len(TEXT) + 2)
        base.execute(
            "UPDATE claims SET document_id = ?, start_char = start_char + ?, end_char = end_char + ?"
            " WHERE document_id = ?",
            [ids[0], shift, shift, document],
        )
    base.execute("UPDATE documents SET text = ? WHERE id = ?", ["\n\n".join([TEXT] * len(ids)), ids[0]])
    base.execute("DELETE FROM documents WHERE id <> ?", [ids[0]])
    base.execute("DELETE FROM claims WHERE id IN (SELECT id FROM claims ORDER BY start_char DESC OFFSET ?)", [claims])
    return base


def test_a_long_article_stays_small():
    base = stress(250)
    assert base.execute("SELECT count(*) FROM claims").fetchone() == (250,)
    page = report(asker(base), meta=META)
    assert "of 250 claims are contradicted" in page
    assert Reader(page).article == base.execute("SELECT text FROM documents").fetchone()[0]
    assert len(page.encode()) < 800_000  # 2 MB is the bound; this is where it stands, with some air


# --- what is committed


def test_the_bundle_was_built_from_these_sources():
    front = ROOT / "frontend"
    names = ["build.mjs", "package-lock.json", "tsconfig.json"]
    names = sorted(names + [f"src/{path.name}" for path in (front / "src").iterdir()])
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (front / name).read_bytes() + b"\0")
    stamp = f"/* sources sha256: {digest.hexdigest()} */\n"
    for asset in ("report.js", "report.css"):
        text = (ASSETS / asset).read_text(encoding="utf-8")
        assert text.startswith(stamp), f"{asset} lags behind frontend/: run npm ci && npm run build there"


def test_the_assets_do_not_end_the_element_that_holds_them():
    for asset, words in itertools.product(("report.js", "report.css"), ("</script", "</style", "<!--")):
        assert words not in (ASSETS / asset).read_text(encoding="utf-8").lower()


def test_the_title_is_the_documents(page):
    assert f"<title>{TITLE} – claims checked</title>" in page
