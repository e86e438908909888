"""The summary to paste: worst first, each finding with all that an editor asks for, and no sign taken for markup."""

from __future__ import annotations

import re

import pytest

from detente.exporting import markdown
from detente.views import SHOWN
from fixtures.invented_record import TITLE, asker, empty, hostile, record

DECIDED = sorted(
    row["claim_id"]
    for row in asker(record())("SELECT claim_id FROM findings WHERE verdict NOT IN ('unverifiable', 'opinion')")
)


@pytest.fixture(scope="module")
def summary() -> str:
    return "\n".join(markdown.lines(asker(record())))


def test_the_result_stands_first_then_the_findings_worst_first(summary: str) -> None:
    lines = summary.split("\n")
    assert lines[0] == f"# Claims checked: {TITLE}"
    assert lines[2].startswith("10 of 46 claims are contradicted: 7 by the reference data, ")
    assert lines[4].startswith("33 of 46 claims could be decided.")
    heads = [line for line in lines if line.startswith("## ")]
    assert [head[3:].partition(" (")[0] for head in heads] == [shown.word for shown in SHOWN.values()][:4]
    assert sum(int(re.findall(r"\((\d+)\)", head)[0]) for head in heads) == len(DECIDED)


def test_a_finding_has_its_words_what_is_wrong_the_nearest_the_source_and_its_place(summary: str) -> None:
    first = summary.partition("## Contradicted (10)\n\n")[2].partition("\n\n> ")[0]
    quote, _, *told = first.split("\n")
    assert quote.startswith("> “On 14 May 1972")
    assert [re.findall(r"^- \*\*(.*?):\*\* ", line)[0] for line in told] == [
        *("What is wrong", "Perhaps", "Source", "Where")
    ]
    assert "24 May 1972" in told[0]
    assert re.search(r"^- \*\*Source:\*\* University of Ilva, \[.*\]\(https?://.*\), 2004$", first, re.MULTILINE)
    assert re.search(r"paragraph 4, characters \d+–\d+ \(claim `0d0c0003`\)$", told[-1])


def test_what_was_held_against_the_text_itself_says_so(summary: str) -> None:
    told = summary.partition("> “fell from")[2].partition("\n\n> ")[0]
    assert "- **The text also says:** “310 million crowns in 1992”" in told
    assert "- **Checked:** " in told
    assert "**Source:**" not in told


def test_every_claim_that_is_decided_is_read_back(summary: str) -> None:
    assert sorted(markdown.ids(summary)) == DECIDED
    assert len(markdown.ids(summary.replace("- **Where:**", "-", 1))) < len(DECIDED)


def test_an_empty_record_has_a_summary() -> None:
    said = "\n".join(markdown.lines(asker(empty())))
    assert "No claim that could be checked was found." in said
    assert markdown.ids(said) == []


def test_several_articles_are_told_apart() -> None:
    said = "\n".join(markdown.lines(asker(record(2))))
    assert said.startswith("# Claims checked: 2 articles\n")
    assert "osk-2.txt, paragraph 4" in said
    assert len(markdown.ids(said)) == 2 * len(DECIDED)


def test_no_word_of_a_text_or_source_becomes_markup() -> None:
    said = "\n".join(markdown.lines(asker(hostile())))
    assert len(set(markdown.ids(said))) == len(DECIDED)
    assert not re.search(r"(?<!\\)<", said)
    addresses = re.findall(r"(?<!\\)\]\((.*?)\)", said)
    assert addresses
    assert all(re.fullmatch(r"https?://[^\s()<>]+", address) for address in addresses)
    assert {line[:2] for line in said.split("\n") if line} <= {"# ", "##", "> ", "- ", "--", "Ma", "A "} | {
        line[:2] for line in said.split("\n")[2:7] if line
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a*b*_c_ `d` [e](f) <g>", r"a\*b\*\_c\_ \`d\` \[e\](f) \<g>"),
        ("R&D in 1990 & AT&T", "R&D in 1990 & AT&T"),
        ("&lt;b&gt; &#60;", r"\&lt;b\&gt; \&#60;"),
        ("two\nlines\u2028 and  a tab\t", "two lines and a tab"),
        ("C:\\x ~~y~~", r"C:\\x \~\~y\~\~"),
    ],
)
def test_words_stay_words(words: str, expected: str) -> None:
    assert markdown._plain(words) == expected
