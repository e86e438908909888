"""The report in a browser: it opens from a file, offline; it can be read by eye, by ear, by keyboard and on paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from detente.reporting import report
from fixtures.invented_record import asker, hostile, record

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
FIRST = "0d0c0003"  # "On 14 May 1972 …", contradicted, with another claim over part of its words


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The pages under test as files: the invented article, the same twice, and the hostile record."""
    folder = tmp_path_factory.mktemp("report")
    meta = {"versions": {"detente": "9.9"}, "reference_to": "2026-06", "built": "2026-11-24"}
    found = {}
    for name, base in {"one": record(), "two": record(2), "hostile": hostile()}.items():
        path = folder / f"{name}.html"
        path.write_text(report(asker(base), meta=meta), encoding="utf-8")
        found[name] = path.as_uri()
    return found


class Watched:
    """A page with what happened on it: requests, console messages, errors."""

    def __init__(self, page, url):
        self.page, self.requests, self.errors = page, [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(url)
        page.wait_for_timeout(200)


@pytest.fixture
def opened(new_context, reports):
    def opens(name="one", anchor="", **options):
        options.setdefault("viewport", WIDE)
        context = new_context(offline=True, reduced_motion="reduce", **options)
        return Watched(context.new_page(), reports[name] + anchor)

    return opens


@pytest.mark.parametrize("name", ["one", "two", "hostile"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_one_request_and_no_errors(opened, name, viewport):
    watched = opened(name, viewport=viewport)
    watched.page.mouse.wheel(0, 5000)
    assert len(watched.requests) == 1
    assert watched.errors == []
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        "the page is wider than the window"
    )


def test_nothing_hostile_runs(opened):
    page = opened("hostile").page
    for mark in page.locator("a.m[id^='m-']").all()[:12]:
        mark.click()
    page.locator(".chip").first.click()
    page.keyboard.press("j")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object, [onload], [onerror], [onmouseover]").count() == 0
    hrefs = page.evaluate("[...document.querySelectorAll('[href]')].map((e) => e.getAttribute('href'))")
    assert all(re.match(r"#|https?://|data:,$", href) for href in hrefs)


@pytest.mark.parametrize(
    ("name", "viewport", "scheme"),
    [
        ("one", WIDE, "light"),
        ("one", WIDE, "dark"),
        ("one", PHONE, "light"),
        ("one", PHONE, "dark"),
        ("two", WIDE, "light"),
        ("hostile", PHONE, "light"),
    ],
    ids=["wide", "wide-dark", "phone", "phone-dark", "two", "hostile"],
)
def test_axe_finds_nothing(opened, name, viewport, scheme):
    # The page's own policy would keep the checker out; for it alone the policy is set aside.
    page = opened(name, f"#c-{FIRST}", viewport=viewport, color_scheme=scheme, bypass_csp=True).page
    page.evaluate("document.querySelectorAll('.group.shut .fold, .rest').forEach((b) => b.click())")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    page.evaluate("scrollTo(0, 0)")  # or the bar lies over what is checked
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags})
    assert found.violations_count == 0, found.generate_report()


def test_a_deep_link_opens_its_finding(opened):
    page = opened(anchor=f"#c-{FIRST}").page
    card = page.locator("#card .card").first
    expect(card).to_contain_text("Contradicted")
    expect(card).to_contain_text("24 May 1972")
    expect(page.locator(f"#m-{FIRST}")).to_be_in_viewport()
    expect(page.locator(f"#m-{FIRST}")).to_be_focused()
    expect(page.locator(f"#m-{FIRST}")).to_have_class(re.compile(r"\bon\b"))


def test_a_mark_opens_every_claim_over_its_words(opened):
    page = opened().page
    page.locator("a.m", has_text="the presidents of Norland").first.click()
    expect(page.locator("#card .card")).to_have_count(2)
    assert page.evaluate("location.hash").startswith("#c-0d0c")


def test_keys_walk_open_and_close(opened):
    page = opened().page
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.id")
    assert first.startswith("m-")
    assert second.startswith("m-")
    assert first != second
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == first
    expect(page.locator("#count")).to_contain_text("of 46")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card"
    expect(page.locator("#live")).to_contain_text("Claim ")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == first
    expect(page.locator("#card .card")).to_have_count(0)
    assert page.evaluate("location.hash") == ""


def test_single_letters_can_be_switched_off(opened):
    page = opened().page
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("#letters").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("j")
    assert not page.evaluate("document.activeElement.id").startswith("m-")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#keys-open").click()
    expect(page.locator("#keys")).to_be_visible()


def test_tab_meets_each_mark_once(opened):
    page = opened().page
    stops = page.evaluate("[...document.querySelectorAll('.text a')].filter((a) => a.tabIndex >= 0).map((a) => a.id)")
    assert len(stops) == len(set(stops)) == 46
    page.locator(f"#m-{stops[0]}".replace("m-m-", "m-")).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == stops[1]


def test_the_focused_mark_is_not_under_the_bar(opened):
    page = opened().page
    for _ in range(46):
        page.keyboard.press("j")
        hidden = "document.querySelector('.sections').getBoundingClientRect().bottom"
        assert page.evaluate(f"document.activeElement.getBoundingClientRect().top >= {hidden} - 1")


def test_chips_filter_marks_and_findings(opened):
    page = opened().page
    page.locator(".chip", has_text="Contradicted").click()
    expect(page.locator(".chip", has_text="Contradicted")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".group:visible")).to_have_count(1)
    assert page.locator("a.m[id^='m-']:not(.off)").count() == 10
    expect(page.locator("#live")).to_have_text("10 of 46 claims shown")
    page.keyboard.press("j")
    expect(page.locator("#count")).to_contain_text("of 10")
    page.locator(".chip", has_text="Opinion").click()
    assert page.locator("a.m[id^='m-']:not(.off)").count() == 14
    page.locator(".clear").click()
    expect(page.locator(".group:visible")).to_have_count(6)


def test_quiet_findings_are_folded_and_open(opened):
    page = opened().page
    supported = page.locator("#v-supported")
    expect(supported.locator("li").first).to_be_hidden()
    supported.locator(".fold").click()
    expect(supported.locator(".fold")).to_have_attribute("aria-expanded", "true")
    expect(supported.locator("li").first).to_be_visible()
    supported.locator(".rest").click()
    expect(supported.locator("li").last).to_be_visible()


def test_a_finding_in_the_list_leads_to_its_words(opened):
    page = opened().page
    page.locator(f"#c-{FIRST} .fq a").click()
    expect(page.locator(f"#m-{FIRST}")).to_be_in_viewport()
    expect(page.locator(f"#m-{FIRST}")).to_be_focused()


def test_on_a_phone_the_card_opens_under_its_paragraph(opened):
    page = opened(viewport=PHONE).page
    expect(page.locator(".panel")).to_be_hidden()
    page.locator(f"#m-{FIRST}").click()
    expect(page.locator(f".para:has(#m-{FIRST}) + .panel")).to_be_visible()
    page.locator("#close").click()
    expect(page.locator(".panel")).to_be_hidden()


def test_charts_are_images_with_a_name_and_a_table(opened):
    page = opened().page
    figures = page.locator("figure.chart")
    assert figures.count() == 3
    for figure in figures.all():
        expect(figure.locator("svg[role=img]")).to_have_attribute("aria-label", re.compile("table below"))
        assert figure.locator("svg [aria-label]").count() == 0
        expect(figure.locator("xpath=following-sibling::details//table")).to_have_count(1)


def test_data_and_image_can_be_taken_away(opened):
    page = opened().page
    with page.expect_download() as data:
        page.get_by_role("button", name=re.compile(r"Data \(CSV\): \d+ dated claims")).click()
    lines = data.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('"Date in the text","Words"')
    with page.expect_download() as image:
        page.get_by_role("button", name=re.compile(r"Image \(SVG\): \d+ dated claims")).click()
    drawing = image.value.path().read_text(encoding="utf-8")
    assert drawing.startswith("<svg")
    assert "var(--" not in drawing


def test_a_chart_can_be_cited_and_linked(opened):
    page = opened().page
    figure = page.locator("figure#chart-series-1")
    figure.get_by_role("button", name="Cite").click()
    expect(figure.locator(".told")).to_contain_text("numbers on")
    expect(figure.locator(".told")).to_contain_text("Reference: ")
    expect(figure.locator(".told")).to_contain_text("reference data up to June 2026")
    figure.get_by_role("button", name="Link").click()
    expect(figure.locator(".told")).to_have_text(re.compile(r"^file:.*#chart-series-1$"))


CITED = re.compile(
    r"^“On 14 May 1972 .*” \(“Two rivers, two quarrels: .*”, ¶ 4\): contradicted, source: University of Ilva, .*2004 "
    r"\(https?://[^)]+\).*; détente 9\.9, reference data up to June 2026, 24 November 2026, accessed \d+ \w+ \d{4}\.$"
)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_finding_can_be_linked_and_cited_by_keyboard(opened, viewport):
    page = opened(viewport=viewport, permissions=["clipboard-read", "clipboard-write"]).page
    finding = page.locator(f"#c-{FIRST}")
    link = finding.get_by_role("link", name="Link to finding")
    link.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    address = re.compile(rf"^file:.*#c-{FIRST}$")
    expect(finding.locator(".told")).to_have_text(address)
    assert address.match(page.url)
    assert address.match(page.evaluate("navigator.clipboard.readText()"))
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Tab")
    expect(finding.get_by_role("button", name="Copy as citation of finding")).to_be_focused()
    page.keyboard.press("Enter")
    expect(finding.locator(".told")).to_have_text(CITED)
    expect(page.locator("#live")).to_have_text("Copied")
    assert CITED.match(page.evaluate("navigator.clipboard.readText()"))


def test_a_finding_of_a_card_can_be_cited_too(opened):
    page = opened(anchor=f"#c-{FIRST}").page
    card = page.locator("#card .card").first
    card.locator(".cite").click()
    expect(card.locator(".told")).to_have_text(CITED)
    assert page.url.endswith(f"#c-{FIRST}")


def test_what_the_browser_does_not_copy_can_be_marked_by_hand(opened):
    page = opened().page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    finding = page.locator(f"#c-{FIRST}")
    finding.locator(".cite").click()
    told = finding.locator(".told")
    expect(told).to_have_text(CITED)
    expect(told).to_have_attribute("data-done", "To copy")
    expect(page.locator("#live")).to_contain_text("does not allow copying")
    told.click()
    assert CITED.match(page.evaluate("getSelection().toString()"))


def test_a_short_quote_is_cited_among_its_words_and_the_text_against_itself_as_such(opened):
    page = opened().page
    short = page.locator("li.f:has(.near)").first
    short.locator(".cite").click()
    expect(short.locator(".told")).to_have_text(re.compile("^“[^”]+” in “.*” \\(“Two rivers"))
    own = opened(anchor="#c-0d0c001f").page.locator("#card .card").first
    own.locator(".cite").click()
    expect(own.locator(".told")).to_have_text(re.compile(": supported, held against the text itself; détente"))


def test_without_script_a_finding_has_its_link_alone(opened):
    page = opened(java_script_enabled=False).page
    expect(page.locator(f"#c-{FIRST} .link")).to_have_attribute("href", f"#c-{FIRST}")
    assert page.locator(".cite").count() == 0


def test_all_sections_show_in_the_navigation_of_a_phone(opened):
    page = opened("two", viewport=PHONE).page
    links = page.locator(".sections li a")
    assert links.count() == 12
    for box in [link.bounding_box() for link in links.all()]:
        assert box["height"] >= 24
        assert 0 <= box["x"] <= box["x"] + box["width"] <= PHONE["width"]
    assert page.locator(".sections ul").evaluate("(list) => list.scrollWidth <= list.clientWidth")


def test_the_points_of_a_chart_name_their_words(opened):
    page = opened().page
    points = page.locator("figure#chart-timeline .pt")
    assert points.count() > 20
    points.first.focus()
    expect(points.first.locator(".tip")).to_contain_text("“")
    expect(points.first.locator(".tip")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(points.nth(1)).to_be_focused()
    assert page.locator("figure#chart-timeline .pt[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    expect(page.locator("#card .card").first).to_be_visible()


def test_what_is_not_checkable_keeps_quiet_until_it_is_asked_for(opened):
    page = opened().page
    sign = "(mark) => getComputedStyle(mark.querySelector('.w'), '::after').content"
    mark = page.locator(".text a.m.v-unverifiable[id]:has(.w)").first
    assert mark.evaluate(sign) == "none"
    expect(mark).to_contain_text("(Not checkable)")
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert mark.evaluate(sign).startswith('"?"')
    page.locator(".chip", has_text="Not checkable").click()
    assert page.locator(".text a.m.v-unverifiable[id]:has(.w)").last.evaluate(sign).startswith('"?"')


def test_one_of_two_articles_can_be_picked(opened):
    page = opened("two").page
    expect(page.locator("#v-refuted > h3 b")).to_have_text("20")
    page.locator("#pick").select_option("2")
    expect(page.locator("#d-1")).to_be_hidden()
    expect(page.locator("#d-2")).to_be_visible()
    expect(page.locator("#v-refuted > h3 b")).to_have_text("10")
    assert {item.get_attribute("data-d") for item in page.locator("#v-refuted li.f:visible").all()} == {"2"}
    page.keyboard.press("j")
    expect(page.locator("#count")).to_contain_text("of 46")
    page.evaluate(f"location.hash = '#c-{FIRST}'")
    expect(page.locator(f"#m-{FIRST}")).to_be_in_viewport()
    expect(page.locator("#pick")).to_have_value("")


def test_light_and_dark(opened):
    page = opened(color_scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(ground) != dark
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(ground) == dark


def test_without_script_all_is_readable(opened):
    page = opened(java_script_enabled=False).page
    expect(page.locator("#v-supported li").last).to_be_visible()
    expect(page.locator(".text")).to_be_visible()
    expect(page.locator("#agreements table").first).to_be_visible()
    for hidden in (".tools", ".panel", "figure.chart >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    page.locator(f"#m-{FIRST}").click()
    expect(page.locator(f"#c-{FIRST}")).to_be_in_viewport()


def test_on_paper_findings_are_numbered_notes_in_text_order(opened):
    page = opened().page
    page.emulate_media(media="print")
    tops = page.evaluate(
        """[...document.querySelectorAll('#findings li')]
            .map((li) => [Number(li.style.order), li.getBoundingClientRect().top, li.getBoundingClientRect().height])
            .sort((a, b) => a[0] - b[0])"""
    )
    assert [row[0] for row in tops] == list(range(1, 47))
    assert [row[1] for row in tops] == sorted(row[1] for row in tops)
    assert all(row[2] > 0 for row in tops)
    article = page.locator("#article").bounding_box()
    assert article["y"] + article["height"] <= tops[0][1]
    number = "getComputedStyle(document.querySelector(\".w[data-n='4']\"), '::after').content"
    assert page.evaluate(number).startswith('"✗4"')
    for hidden in (".sections", ".panel", ".gutter", "figcaption >> nth=0", ".acts >> nth=0", ".acts >> nth=-1"):
        expect(page.locator(hidden)).to_be_hidden()


def test_forced_colours_keep_the_lines(opened):
    page = opened(forced_colors="active").page
    style = page.evaluate(f"getComputedStyle(document.querySelector('#m-{FIRST}')).textDecorationStyle")
    assert style == "double"


def test_in_a_notebook_links_stay_within_the_page(new_context):
    page = new_context(offline=True, reduced_motion="reduce", viewport=WIDE).new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    html = report(asker(record(2)), meta={})
    page.evaluate(
        """(html) => {
            const frame = document.createElement('iframe')
            frame.setAttribute('sandbox', 'allow-scripts allow-popups')
            frame.style = 'width: 1200px; height: 800px'
            frame.srcdoc = html
            document.body.append(frame)
        }""",
        html,
    )
    frame = page.frame_locator("iframe")
    frame.locator(f"#c-{FIRST} .fq a").click()
    expect(frame.locator("#card .card").first).to_contain_text("Contradicted")
    frame.locator("nav a[href='#sources']").click()
    expect(frame.locator("#h-sources")).to_be_in_viewport()
    assert errors == []
