"""From a document to claims: laws that hold for any text, and who speaks, how firmly, and whether it is so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import reading
from detente.model import Claim, Document, Modality, Period, Source, Span

POOL = (
    "India and Pakistan signed the Simla Agreement in July 1972.",
    "It committed both sides to settle disputes by peaceful means.",
    "The Security Council adopted Resolution 1718 by 15-0 on 14 October 2006.",
    "China abstained in the Security Council.",
    "Iran held 408 kg of enriched uranium in May 2025, according to the IAEA.",
    "Turkey's economy shrank by 4.8% in 2009 and grew 8.4% in 2010.",
    "Sweden joined NATO on 7 March 2024.",
    "Kim Jong Un and Moon Jae-in met at Panmunjom on 27 April 2018.",
    "Their third meeting followed in September 2018.",
    "Brazil said that it would not send troops to Haiti.",
    "The European Union imposed sanctions on Myanmar after the coup.",
    "“We will never forget,” Recep Tayyip Erdogan declared in 2010.",
    "Relations between Egypt and Ethiopia remained tense.",
    "Japan’s exports to China were worth $130 billion (2023); they fell 6.5% that year.",
    "The border is 4,096 km long.",
    "Argentina seized the islands in April 1982, and Britain sent a fleet.",
    "If Morocco opens an embassy, Algeria will cut ties.",
    "The swab II accord( 1979) was never ratified by the Senate.",
    "Nigeria, Ghana and Kenya — three members of the African Union — protested.",
    "Why did Chile leave?",
    "Notes: UNGA 143-5-35, 12 Oct 2022; Iran abstained; Cuba US$2.1bn.",
    "A sentence about nothing in particular.",
)
TITLES = ("", "# The border war", "Ties since 1962", "Ödön’s notes")

texts = st.lists(st.sampled_from(POOL), min_size=1, max_size=7).flatmap(
    lambda chosen: st.tuples(st.sampled_from(TITLES), st.sampled_from((" ", "\n", "\n\n"))).map(
        lambda form: f"{form[0]}\n{form[1].join(chosen)}".lstrip("\n")
    )
)
brief = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str, name: str = "a text") -> tuple[Document, tuple[Claim[Any], ...]]:
    return reading.read(Document(source=Source(id=name, title=name), text=text, dated=Period.of("2024")))


@brief
@given(texts)
def test_every_claim_lies_in_the_text_and_quotes_it(text: str) -> None:
    document, claims = read(text)
    assert document.text == text
    for claim in claims:
        assert isinstance(claim.at, Span)
        assert 0 <= claim.at.start < claim.at.end <= len(text)
        assert claim.quote == text[claim.at.start : claim.at.end]
        assert claim.quote == claim.quote.strip()
        assert claim.source_id == document.id
        assert claim.rule
        assert 0 <= claim.sentence < len(document.sentences)
        assert claim.repaired != claim.quote


@brief
@given(texts)
def test_claims_come_in_text_order_and_once(text: str) -> None:
    _, claims = read(text)
    places = [(claim.at.start, claim.at.end, claim.kind) for claim in claims if isinstance(claim.at, Span)]
    assert places == sorted(places)
    assert len({claim.id for claim in claims}) == len(claims)


@brief
@given(texts)
def test_reading_twice_adds_nothing(text: str) -> None:
    assert read(text)[1] == read(text)[1]


@brief
@given(texts, texts)
def test_what_was_read_before_does_not_matter(one: str, other: str) -> None:
    ids = lambda text, name: {claim.id for claim in read(text, name)[1]}  # noqa: E731
    forth = ids(one, "one") | ids(other, "other")
    back = ids(other, "other") | ids(one, "one")
    assert forth == back


@brief
@given(texts)
def test_a_sentence_added_in_front_moves_the_claims_that_do_not_look_back(text: str) -> None:
    front = "Nothing happened.\n"
    moved = {
        (claim.kind, claim.quote)
        for claim in read(front + text)[1]
        if isinstance(claim.at, Span) and claim.at.start >= len(front)
    }
    assert {(claim.kind, claim.quote) for claim in read(text)[1]} == moved


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sweden joined NATO in 2024.", "Sweden joined NATO in 2023."),
        ("Sweden joined NATO in 2024.", "Sweden never joined NATO in 2024."),
        ("Iraq invaded Kuwait in 1990.", "Iraq invaded Iran in 1990."),
        ("Peru sold 30 ships.", "Peru sold 31 ships."),
        ("Iran will attack Israel.", "Iran would attack Israel."),
    ],
)
def test_ids_change_with_the_words(one: str, other: str) -> None:
    assert read(one)[1]
    assert not {claim.id for claim in read(one)[1]} & {claim.id for claim in read(other)[1]}


def test_ids_change_with_the_source() -> None:
    text = "Sweden joined NATO in 2024."
    assert not {claim.id for claim in read(text, "one")[1]} & {claim.id for claim in read(text, "other")[1]}


def test_no_words_no_claims() -> None:
    assert read("")[1] == ()
    assert read("\n\n  \n")[1] == ()
    assert read("# Only a heading")[1] == ()


SO, NOT_SO = True, False

STATUS = (
    # text, words of the claim, speaker, modality, polarity
    (
        "Ethiopia invaded Somalia in December 2006.",
        "Ethiopia invaded Somalia in December 2006",
        "",
        Modality.ASSERTED,
        SO,
    ),
    (
        "India did not sign the Non-Proliferation Treaty.",
        "India did not sign the Non-Proliferation Treaty",
        "",
        Modality.ASSERTED,
        NOT_SO,
    ),
    ("Cuba was never admitted to NATO.", "Cuba was never admitted to NATO", "", Modality.ASSERTED, NOT_SO),
    (
        "The Security Council did not adopt sanctions against Myanmar.",
        "The Security Council did not adopt sanctions against Myanmar",
        "",
        Modality.ASSERTED,
        NOT_SO,
    ),
    ("Pakistan never recognized Israel.", "Pakistan never recognized Israel", "PAK", Modality.ASSERTED, NOT_SO),
    (
        "The U.S. Senate never ratified the Kyoto Protocol.",
        "The U.S. Senate never ratified the Kyoto Protocol",
        "",
        Modality.ASSERTED,
        NOT_SO,
    ),
    ("Kenya hasn’t attacked Somalia.", "Kenya hasn’t attacked Somalia", "", Modality.ASSERTED, NOT_SO),
    (
        "Iran denied that it had supplied drones to Sudan.",
        "Iran denied that it had supplied drones to Sudan",
        "IRN",
        Modality.ASSERTED,
        SO,
    ),
    (
        "Israel denied bombing the consulate in Damascus.",
        "Israel denied bombing the consulate in Damascus",
        "ISR",
        Modality.ASSERTED,
        SO,
    ),
    (
        "Turkey will withdraw its troops from Syria in 2026.",
        "Turkey will withdraw its troops from Syria in 2026",
        "",
        Modality.PLANNED,
        SO,
    ),
    ("Japan will not recognize Kosovo.", "Japan will not recognize Kosovo", "JPN", Modality.PLANNED, NOT_SO),
    ("Members shall not attack Iceland.", "Members shall not attack Iceland", "", Modality.PLANNED, NOT_SO),
    ("If Egypt attacks Sudan, Ethiopia will close the dam.", "If Egypt attacks Sudan", "", Modality.CONDITIONAL, SO),
    (
        "China would impose sanctions on Lithuania if Taiwan opened an embassy.",
        "China would impose sanctions on Lithuania",
        "",
        Modality.CONDITIONAL,
        SO,
    ),
    ("Brazil could join OPEC.", "Brazil could join OPEC", "", Modality.CONDITIONAL, SO),
    (
        "South Korea may suspend the Panmunjom Declaration.",
        "South Korea may suspend the Panmunjom Declaration",
        "",
        Modality.CONDITIONAL,
        SO,
    ),
    ("Algeria might cut ties with Morocco.", "Algeria might cut ties with Morocco", "", Modality.CONDITIONAL, SO),
    ("Mexico cannot leave the USMCA.", "Mexico cannot leave the USMCA", "", Modality.CONDITIONAL, NOT_SO),
    (
        "Narendra Modi said that Pakistan had attacked the convoy.",
        "Pakistan had attacked the convoy",
        "person:narendra-modi",
        Modality.ASSERTED,
        SO,
    ),
    (
        "Narendra Modi said that Pakistan had attacked the convoy.",
        "Narendra Modi said that Pakistan had attacked the convoy",
        "person:narendra-modi",
        Modality.ASSERTED,
        SO,
    ),
    (
        "Emmanuel Macron told reporters that Niger had expelled the ambassador of France.",
        "Niger had expelled the ambassador of France",
        "person:emmanuel-macron",
        Modality.ASSERTED,
        SO,
    ),
    (
        "Argentina said it would leave the Paris Agreement.",
        "it would leave the Paris Agreement",
        "ARG",
        Modality.PLANNED,
        SO,
    ),
    (
        "“We will stay,” Nicolas Maduro declared in Caracas.",
        "“We will stay,” Nicolas Maduro declared in Caracas",
        "person:nicolas-maduro",
        Modality.ASSERTED,
        SO,
    ),
    (
        "China warned Japan against the purchase.",
        "China warned Japan against the purchase",
        "CHN",
        Modality.ASSERTED,
        SO,
    ),
    ("Vietnam agreed to buy jets from India.", "Vietnam agreed to buy jets from India", "VNM", Modality.ASSERTED, SO),
    (
        "After a long debate in parliament Iran firmly denied before the agency that in 2023 Iran had attacked Iraq.",
        "in 2023 Iran had attacked Iraq",
        "IRN",
        Modality.DENIED,
        SO,
    ),
    (
        "No agreement was signed between Armenia and Azerbaijan.",
        "No agreement was signed between Armenia and Azerbaijan",
        "",
        Modality.ASSERTED,
        NOT_SO,
    ),
    (
        "Without attacking Iran, Israel withdrew from Lebanon.",
        "Without attacking Iran, Israel withdrew from Lebanon",
        "",
        Modality.ASSERTED,
        SO,
    ),
    (
        "Saudi Arabia failed to invade Yemen.",
        "Saudi Arabia failed to invade Yemen",
        "",
        Modality.ASSERTED,
        NOT_SO,
    ),
    (
        "Tunisia is expected to recognize Kosovo.",
        "Tunisia is expected to recognize Kosovo",
        "",
        Modality.PLANNED,
        SO,
    ),
)


@cache
def told(text: str) -> Sequence[Claim[Any]]:
    return read(text)[1]


@pytest.mark.parametrize(("text", "words", "speaker", "modality", "polarity"), STATUS)
def test_who_speaks_how_firmly_and_whether_it_is_so(
    text: str, words: str, speaker: str, modality: Modality, polarity: bool
) -> None:
    said = [claim for claim in told(text) if words in claim.quote and len(claim.quote) <= len(words) + 6]
    assert said, f"no claim in the words {words!r}; read: {[claim.quote for claim in told(text)]}"
    assert (speaker, modality, polarity) in [(claim.speaker, claim.modality, claim.polarity) for claim in said]
