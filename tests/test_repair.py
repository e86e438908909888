"""Repair: spacing and disguised words mended on a copy, the original and ordinary prose left alone."""

from __future__ import annotations

import bisect
import csv
import itertools
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import repair
from detente.model import Document, Source

EXAMPLES = Path(__file__).parents[1] / "examples"
FAULTY = " The note( 1990) was half- done, cost some$5 million and( as said) a long- term matter."
"""A tail of five faults, enough to show a paragraph to be spun."""


def repaired(words: str) -> Document:
    source = Source(id="made", title="made")
    return repair.repair(Document(source=source, text=words, copy=words, offsets=tuple(range(len(words) + 1))))


def table(name: str) -> list[dict[str, str]]:
    with (files("detente") / "data" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


SPUN = [
    # typography
    ("US- Russia ties and a two- hour talk in the mid- 1990s", "US-Russia ties and a two-hour talk in the mid-1990s"),
    ("Aid of over$180 billion and$ 350 million more", "Aid of over $180 billion and $350 million more"),
    ("Moscow( July 1991) and Geneva( “Star Wars” ) again", "Moscow (July 1991) and Geneva (“Star Wars”) again"),
    ('Obama\'s 2009" reset" failed, a" strong leader" said', 'Obama\'s 2009 "reset" failed, a "strong leader" said'),
    ("crisis escalatedpost-2003 innon-lethal form", "crisis escalated post-2003 in non-lethal form"),
    ("signed in December1987 by both", "signed in December 1987 by both"),
    ("They called it “ the end ” of an era", "They called it “the end” of an era"),
    # numeral and year, acronym, all but one word
    ("They agreed on swab I( 1972) and swab II in 1979", "They agreed on SALT I (1972) and SALT II in 1979"),
    ("bound by launch II( 1993)", "bound by START II (1993)"),
    ("the Strategic Alibi Initiative", "the Strategic Defense Initiative"),
    ("the Anti- Ballistic Bullet Treaty", "the Anti-Ballistic Missile Treaty"),
    ("the International Nuclear Energy Agency( IAEA)", "the International Atomic Energy Agency (IAEA)"),
    ("the World Commerce Organization( WTO)", "the World Trade Organization (WTO)"),
    ("the Advance- Lease program", "the Lend-Lease program"),
    # common words, each among the words it belongs to
    ("Both deployed dumdums and nuclear munitions", "Both deployed missiles and nuclear weapons"),
    ("The EU announced economic warrants against Moscow", "The EU announced economic sanctions against Moscow"),
    ("The first peak of the two leaders in Geneva", "The first summit of the two leaders in Geneva"),
    ("High Clergyman Winston Churchill", "Prime Minister Winston Churchill"),
    ("the end of the Cold Conflict", "the end of the Cold War"),
    ("NATO stationed nuclear missiles in Europe", "NATO deployed nuclear missiles in Europe"),
    ("munitions control lectures in Vienna", "arms control talks in Vienna"),
    ("in the tumble of 1983 the two sides", "in the fall of 1983 the two sides"),
    ("Moscow honored Abkhazia as a state", "Moscow recognized Abkhazia as a state"),
    ("He hoisted the grain embargo", "He lifted the grain embargo"),
    ("General Clerk Leonid Brezhnev", "General Secretary Leonid Brezhnev"),
    ("the Safety Council voted for mortal rights", "the Security Council voted for human rights"),
    ("the Soviet Marriage and the Warsaw Deal", "the Soviet Union and the Warsaw Pact"),
    ("Peaks of the leaders in Moscow followed", "Summits of the leaders in Moscow followed"),
]


@pytest.mark.parametrize(("seen", "meant"), SPUN)
def test_a_spun_text_is_restored(seen: str, meant: str) -> None:
    document = repaired(f"{seen}.{FAULTY}")
    assert document.spun
    assert document.copy.startswith(f"{meant}.")


KEPT = [
    "The climbers reached the peak of the mountain",
    "An arrest warrant was issued by the court",
    "A guest honored the memory of the dead",
    "He drank a toast to the cook",
    "John Paul II in 1979 went to Poland",
    "Elizabeth II (1972) came to Paris",
    "Lomé II (1979) and Minsk II (2015) are names",
    "UNOSOM II (1993) left Somalia",
    "World War II ended in 1945",
    "The European Economic Area is no treaty",
    "The World Trade Center stood in New York",
    "The Organisation for Economic Co-operation and Development (OECD) met",
    "The Secretary of State spoke to the professor after his lecture at the university",
]


@pytest.mark.parametrize("words", KEPT)
def test_ordinary_words_stay_even_in_a_spun_text(words: str) -> None:
    document = repaired(f"{words}.{FAULTY}")
    assert document.spun
    assert document.copy.startswith(f"{words}.")


ORDINARY = """\
In March 1947 Mr. Truman asked Congress for $400 million (about £100 million) to help Greece and Turkey.

The short- and long-term effects, pre- and post-war, were felt from 1945-50 and again in 1953–54.

"We will not go," he said, "and you know it." She answered "no" and then "yes", as a 12" record played.

Australia paid A$368 billion, Brazil R$20, Mexico Mex$ 10 million, Hong Kong HK$1.5 billion and the US$5; Fiat paid € 5.

The Lebanon-Israel border, a pyramid-shaped hill, a goalpost-moving minister and the Shannon-based crews are words.

Article 5(1), section 301(b), member(s), resolution 377(V), resolution 2202 (2015) and f(x) are written so.

The court issued warrants for two generals; the warrants named them. Prices reached a peak in 1974.

Treaty of Versailles (1919), Treaty of Rome (1957), SALT II (1979), START I (1991) and Pokhran II (1998).

The Federal Security Service (FSB) and the Organization for Security and Co-operation in Europe (OSCE) disagreed.

Tokyo2020, covid2019, https://example.org/in2019/ and the ISO 8601-1:2019 standard; e-mail: a.b@in2020.org.

Washington — the capital- the centre of it all- although small – saw a one-man-one-vote march, 10 - 12 people strong.

“The end,” they wrote, “is near” (so it was ‘near’). The 1990s’ hopes, the U.S.-Soviet summit, the mid-1980s.
"""


def test_ordinary_prose_is_read_exactly_as_it_is() -> None:
    for words in [ORDINARY, *ORDINARY.split("\n\n"), (EXAMPLES / "india-pakistan.txt").read_text(encoding="utf-8")]:
        document = repaired(words)
        assert not document.spun
        assert document.copy == words
        assert document.restored == ()


def test_only_the_spun_lines_of_a_text_are_read_otherwise() -> None:
    plain = "The peak of the leaders in Moscow was a mistake, and dumdums are bullets."
    document = repaired(f"{plain}\n\nThe dumdums were stationed.{FAULTY}\n\n{plain}")
    first, second, third = document.copy.split("\n\n")
    assert first == third == plain
    assert second.startswith("The missiles were deployed.")


def test_the_example_that_is_mangled() -> None:
    document = repaired((EXAMPLES / "us-russia.txt").read_text(encoding="utf-8"))
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    page = page.replace(" (twice)", "")
    listed = re.findall(
        r"^\| ([^|#]+?) \| ([^|]+?) \| [^|]+ \|$", page.split("stands for")[1].split("##")[0], re.MULTILINE
    )
    assert len(listed) > 10
    for seen, meant in listed:
        assert seen in document.text
        assert seen not in document.copy
        assert meant in document.copy
    changed = [
        one for one, other in zip(document.text.split("\n"), document.copy.split("\n"), strict=True) if one != other
    ]
    assert len(changed) == 1


def test_restored_words_are_marked_with_their_rule_and_quote_the_words_seen() -> None:
    document = repaired(f"Bound by launch II( 1993), the Strategic Alibi Initiative met dumdums.{FAULTY}")
    marks = [(mention.span.of(document.text), mention.value, mention.how) for mention in document.restored]
    assert marks == [
        ("launch", "START", "numeral and year"),
        ("Strategic Alibi Initiative", "Strategic Defense Initiative", "all but one word"),
        ("dumdums", "missiles", "common word"),
    ]


PIECES = st.one_of(
    st.sampled_from(
        [seen for seen, _ in SPUN] + [meant for _, meant in SPUN] + KEPT + [FAULTY, "\n", "\n\n", '"', '" ']
    ),
    st.sampled_from(
        [row["seen"] for row in table("disguises.csv")[::37]] + [row["name"] for row in table("proper_names.csv")]
    ),
    st.text(alphabet="aZ é- .,;:“”\"’'()$€1972\n\tI", max_size=12),
    st.text(max_size=8),
)
TEXTS = st.lists(PIECES, max_size=8).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_offsets_lead_back_into_the_original(words: str) -> None:
    document = repaired(words)
    places = document.offsets
    assert len(places) == len(document.copy) + 1
    assert all(one <= other for one, other in itertools.pairwise(places))
    assert places[0] >= 0
    assert places[-1] == len(document.text)
    for mention in document.restored:
        assert mention.span.of(document.text).strip()
        first, last = (bisect.bisect_left(places, place) for place in (mention.span.start, mention.span.end))
        assert document.copy[first:last].startswith(mention.value)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_repairing_twice_changes_nothing(words: str) -> None:
    copy = repaired(words).copy
    assert repaired(copy).copy == copy


def test_the_table_of_disguises() -> None:
    rows = table("disguises.csv")
    groups = {row["seen"] for row in rows if row["seen"].startswith("@")}
    keys = [(row["seen"], row["near"], row["unless"]) for row in rows]
    assert len(rows) > 450
    assert len(keys) == len(set(keys))
    for row in rows:
        assert set(re.findall(r"@\w+", f"{row['near']} {row['unless']}")) <= groups
        assert row["seen"] in groups or row["restored"] not in {"", row["seen"]}
        for words in (row["near"], row["unless"]):
            re.compile(words)


def test_the_tables_of_names() -> None:
    names = table("proper_names.csv")
    acronyms = [row["acronym"] for row in names if row["acronym"]]
    assert len(acronyms) == len(set(acronyms))
    assert len({row["name"] for row in names}) == len(names) > 250
    for row in names:
        assert row["open"] == "-" or set(row["open"].split()) <= set(re.findall(r"[\w’']+", row["name"])), row
    for row in table("numbered_names.csv"):
        assert re.fullmatch(r"I{1,3}|IV|V", row["numeral"])
        assert re.fullmatch(r"\d{4}", row["year"])
