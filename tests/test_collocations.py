"""Names and fixed phrases: a word of another sense is known by its neighbours, and no other word is touched."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from detente import collocations
from detente.collocations import Words


def spaced(words: str) -> Words:
    said = words.split()
    return Words(said, [True] * (len(said) - 1) + [False])


NAMES = [
    ("the Security Committee met", ["Council"]),
    ("in the Nobel Tranquillity Prize", ["Peace"]),
    ("the Panmunjom Proclamation held", ["Declaration"]),
    ("the Simla Concord of 1972", ["Agreement"]),
    ("the Security Council met", []),
    ("the National Police spoke", []),
    ("the security committee met", []),
    ("the United States Government said", []),
]


@pytest.mark.parametrize(("seen", "due"), NAMES)
def test_a_word_of_a_name_is_known_by_the_others(seen: str, due: list[str]) -> None:
    found, _ = collocations.disguised_names(spaced(seen))
    assert [restored.word for name in found for restored in name] == due


PHRASES = [
    ("they ejected the ambassador", ["expelled"]),
    ("a warlike alliance was formed", ["military"]),
    ("the neighbours autographed a treaty", ["signed"]),
    ("an oil prohibition followed", ["embargo"]),
    ("in mortal rights law", ["human"]),
    ("they signed a contract", []),
    ("a fair trade mark", []),
    ("the chats went on", []),
    ("the treaty was signed by all", []),
]


@pytest.mark.parametrize(("seen", "due"), PHRASES)
def test_a_word_of_a_phrase_is_known_by_its_neighbours(seen: str, due: list[str]) -> None:
    assert [restored.word for restored in collocations.disguised_phrases(spaced(seen))] == due


FORMS = [
    ("treaty", "s", False, "treaties"),
    ("withdraw", "ed", False, "withdrew"),
    ("withdraw", "ed", True, "withdrawn"),
    ("expel", "ed", False, "expelled"),
    ("impose", "ing", False, "imposing"),
    ("detain", "ed", False, "detained"),
    ("ratify", "ed", False, "ratified"),
    ("sanction", "", False, "sanction"),
]


@pytest.mark.parametrize(("word", "form", "participle", "made"), FORMS)
def test_forms(word: str, form: str, participle: bool, made: str) -> None:
    assert collocations.inflected(word, form, participle) == made
    assert (word, form) in collocations.bases(made)


def test_the_tables() -> None:
    with (files("detente") / "data" / "collocations.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["words"] for row in rows}) == len(rows) > 600
    assert len(collocations.phrases()) > 300
    assert len(list(collocations.names())) > 1500
    for phrase in collocations.phrases():
        assert len(phrase.slots) > 1 or not phrase.slots[0].open
