"""The parse: tuned, it says what the stock pipeline says; where sentences end; which sentences are parsed at all."""

from __future__ import annotations

import pytest
import spacy

from detente import annotate, parse
from detente.errors import SourceError
from detente.model import Document, Source

TEXT = (
    "On 3 May the ministers of Chile and Peru met in Lima. They had freed two hostages, and were having talks on the "
    "border, which neither side's children will ever have seen. Mr. Okafor, the U.S. envoy, says it's gonna take years."
)


def test_words_are_those_of_the_stock_pipeline() -> None:
    stock = [token for token in spacy.load(parse.MODEL, exclude=["ner"])(TEXT) if not token.is_space]
    words = [word for _, _, sentence in next(iter(parse.parser().sentences([(0, TEXT)]))) for word in sentence]
    assert [(word.text, word.tag, word.span.start) for word in words] == [(t.text, t.tag_, t.idx) for t in stock]
    relations = [(word.relation, token.dep_) for word, token in zip(words, stock, strict=True)]
    assert [pair for pair in relations if pair[0] != pair[1]] == []
    # The lemma of a word is that of its form and tag alone; "gonna" and the auxiliary "having" are not told apart.
    apart = {(word.text, word.lemma) for word, token in zip(words, stock, strict=True) if word.lemma != token.lemma_}
    assert {text for text, _ in apart} <= {"having", "gon", "na"}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Peru left. Chile stayed.", ["Peru left.", "Chile stayed."]),
        ("The U.S. envoy left. Gen. Diaz stayed.", ["The U.S. envoy left.", "Gen. Diaz stayed."]),
        ("“We will stay.” He left!  Why? ", ["“We will stay.”", "He left!", "Why?"]),
        ("It grew by 3.5 per cent. then fell", ["It grew by 3.5 per cent. then fell"]),
        ("", []),
        ("  \t ", []),
    ],
)
def test_where_a_sentence_ends(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in parse.pieces(text)] == pieces


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(SourceError, match="'xx_nothing' is not installed"):
        parse.Parser("xx_nothing")


LOCAL = "The bridge was closed for nine weeks. A crane had fallen on it. Nobody was hurt. The mayor was angry."


def read(text: str) -> Document:
    return annotate.annotate(Document(source=Source(id="a", title="a"), text=text, copy=text))


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        (f"{LOCAL}\n{LOCAL}\n{LOCAL}", []),  # nobody acts there between states
        (f"{LOCAL}\n{LOCAL}\nFrance gave the crane. It was old.\n{LOCAL}", ["France gave the crane.", "It was old."]),
        (f"{LOCAL}\n{LOCAL}\nWe saw. It is the INF Treaty.", ["We saw.", "It is the INF Treaty."]),
        ("The bridge was closed. Nobody was hurt.", ["The bridge was closed.", "Nobody was hurt."]),  # short
    ],
)  # fmt: skip
def test_only_what_can_be_about_states_is_parsed(text: str, parsed: list[str]) -> None:
    document = read(text)
    assert [sentence.text for sentence in document.sentences if sentence.words] == parsed
    assert all(sentence.span.of(text) == sentence.text for sentence in document.sentences)


def test_what_is_not_parsed_keeps_its_numbers_and_dates() -> None:
    first = read(f"{LOCAL}\nWork began on 3 May 2021 and cost 40 million euros.\n{LOCAL}").sentences[4]
    assert first.words == ()
    assert [str(mention.value) for mention in first.periods] == ["2021-05-03"]
    assert [(mention.value.value, mention.value.unit) for mention in first.quantities] == [(40e6, "EUR")]
