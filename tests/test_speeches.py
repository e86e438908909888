"""Whose speech a text is, and whom "we" and "I" stand for in it."""

from __future__ import annotations

import pytest

from detente import reading, speeches
from detente.model import Claim, Document, Period, Source

KENYAN = "Statement by the Foreign Minister of Kenya"
WE = "We have come a long way. Our friends know it."

SPEECHES = [
    ("Address by Mr. Narendra Modi, Prime Minister of India, to the Parliament of Australia", "2014-11", "IND"),
    ("Statement by the Foreign Minister of Japan", "2020", "JPN"),
    ("Remarks by President Macron at the Sorbonne", "2017-09-26", "FRA"),
    ("Prime Minister Nehru’s speech to the Assembly", "1950", "IND"),
    ("Statement by the Permanent Representative of Kenya to the United Nations", "2022-02-21", "KEN"),
    ("Press statement by the Ministry of Foreign Affairs of Chile", "2021", "CHL"),
    ("My fellow Americans,", "1961", "USA"),
]

NO_SPEECHES = [
    ("Joint statement by France and Germany", WE, "two sides speak"),
    ("Remarks by President Macron at the Sorbonne", "France will lead. It was ready.", "nobody says we"),
    ("Remarks by President Macron anger Italy", "“We are ready for our allies,” he said.", "only a quotation says we"),
    ("Kenya and Uganda open a border post", WE, "the title tells no speech"),
    ("The message of the flood", WE, "the message is of nobody"),
]


@pytest.mark.parametrize(("title", "at", "side"), SPEECHES)
def test_a_title_or_salutation_says_whose_speech_it_is(title: str, at: str, side: str) -> None:
    found = speeches.whose(title, f"{title}\n\n{WE}", Period.of(at))
    assert found is not None
    assert found.side.id == side


@pytest.mark.parametrize(("title", "text", "why"), NO_SPEECHES)
def test_other_texts_are_no_speeches(title: str, text: str, why: str) -> None:
    assert speeches.whose(title, f"{title}\n\n{text}", Period.of("2020")) is None, why


def told(title: str, text: str) -> dict[str, Claim[object]]:
    source = Source(id="speech", title=title)
    _, claims = reading.read(Document(source=source, text=f"{title}\n\n{text}", dated=Period.of("2022")))
    return {claim.quote: claim for claim in claims}


def test_we_is_the_side_that_speaks() -> None:
    claims = told(
        "Statement by the Foreign Minister of Kenya", "We recalled our envoy from Somalia. We condemn Eritrea."
    )
    recalled, condemned = claims["We recalled our envoy from Somalia"], claims["We condemn Eritrea"]
    assert (condemned.coding.source_actor, condemned.coding.target_actor) == ("KENGOV", "ERIGOV")
    assert recalled.coding.source_actor == "KENGOV"
    assert recalled.speaker == "KEN"


def test_we_in_a_quotation_or_in_an_article_is_nobody() -> None:
    quoted = told(
        "Statement by the Foreign Minister of Kenya", "We and our people know it. “We condemn Eritrea,” it said."
    )
    article = told("Kenya and Eritrea", "We condemn Eritrea. Our time has come.")
    for claims in (quoted, article):
        assert not any("KEN" in claim.coding.source_actor for quote, claim in claims.items() if "condemn" in quote)
