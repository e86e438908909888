"""The verb lexicon: verbs, nouns of action and classes of words, as the tables of ``data/`` hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from detente import tables


class Verb(NamedTuple):
    """A row of ``verbs.csv``. Every group of ``objects`` must be met.

    A row of type "-" matches and gives no act; one of type "=" is a light verb, whose act is its object's in
    ``nouns.csv``; "middle" roles keep the subject as source in the passive ("is opposed to").
    """

    lemma: str
    particle: frozenset[str]
    objects: tuple[frozenset[str], ...]
    prepositions: frozenset[str]
    subjects: frozenset[str]
    type: str
    mode: str
    cameo: str
    roles: str

    @property
    def named(self) -> bool:
        """Whether the object is told by its word (the thing done), not only by being an actor (whom it is done to)."""
        return any(not word.startswith("@") for group in self.objects for word in group)

    @property
    def comment(self) -> bool:
        """Whether it is a mere comment (CAMEO 01): an opinion, a hope, a condolence, a denial, a claim of an attack."""
        return self.type == "-" and self.cameo.startswith("01")

    def weight(self) -> tuple[int, ...]:
        """Most specific first: particle, subject, object (a word before a mark), preposition; "-" and small classes."""
        size = sum(len(group) for group in self.objects)
        told = len(self.objects) + self.named
        return bool(self.particle), bool(self.subjects), told, bool(self.prepositions), self.type == "-", -size


class Noun(NamedTuple):
    """A row of ``nouns.csv``: the act a noun tells, and the places where its source and target stand, best first."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    type: str
    mode: str
    cameo: str
    mutual: bool


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Class name → the lemmas in it, from ``data/word_classes.csv``."""
    rows = tables.rows("word_classes.csv")
    return {row["class"]: frozenset(word.lower() for word in row["words"].split("|")) for row in rows}


def _cell(text: str) -> frozenset[str]:
    found: set[str] = set()
    for part in filter(None, text.split("|")):
        found |= word_classes()[part[1:]] if part.startswith("%") else {part}
    return frozenset(found)


@cache
def _codes() -> dict[tuple[str, str], str]:
    return {(row["type"], row["mode"]): row["cameo"] for row in tables.rows("codes.csv")}


def _code(row: Mapping[str, str]) -> str:
    """A row's CAMEO code, or else the one that CAMEO keeps for its type and mode, "not specified below"."""
    return row["cameo"] or _codes().get((row["type"], row["mode"])) or _codes().get((row["type"], ""), "")


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Lemma → its rows, the most specific first, from ``data/verbs.csv``."""
    found: dict[str, list[Verb]] = {}
    for row in tables.rows("verbs.csv"):
        verb = Verb(
            row["lemma"], _cell(row["particle"]), tuple(map(_cell, filter(None, row["object"].split("&")))),
            _cell(row["preposition"]), _cell(row["subject"]), row["type"], row["mode"], _code(row), row["roles"],
        )  # fmt: skip
        found.setdefault(verb.lemma, []).append(verb)
    return {lemma: tuple(sorted(rows, key=Verb.weight, reverse=True)) for lemma, rows in found.items()}


@cache
def nouns() -> dict[str, Noun]:
    """Lemma → the noun of action, from ``data/nouns.csv``."""
    return {
        row["lemma"]: Noun(
            tuple(filter(None, row["source"].split("|"))), tuple(filter(None, row["target"].split("|"))),
            row["type"], row["mode"], _code(row), bool(row["mutual"]),
        )
        for row in tables.rows("nouns.csv")
    }  # fmt: skip


class Unfulfilled(NamedTuple):
    """What an act is when it is still to come (PLOVER type, mode and CAMEO code), and when it is refused (REJECT)."""

    planned: tuple[str, str, str]
    refused: tuple[str, str]


@cache
def unfulfilled(cameo: str) -> Unfulfilled | None:
    """The row of ``data/unfulfilled.csv`` with the longest beginning of a CAMEO code; None when there is none."""
    found = [row for row in tables.rows("unfulfilled.csv") if cameo.startswith(row["cameo"])]
    row = max(found, key=lambda row: len(row["cameo"]), default=None)
    if row is None:
        return None
    planned = (row["planned_type"], row["planned_mode"], row["planned_cameo"])
    return Unfulfilled(planned, (row["refused_mode"], row["refused_cameo"]))


class Alternative(NamedTuple):
    """Another PLOVER ``type`` that its sources give a coding ("-" for none, "" for the same), and ``why``."""

    type: str
    why: str


def alternatives(kind: str, mode: str = "", cameo: str = "") -> tuple[Alternative, ...]:
    """What PLOVER, which contradicts itself in places, also says of a coding: ``data/plover_alternatives.csv``."""
    return tuple(
        Alternative(row["alternative"], row["why"])
        for row in tables.rows("plover_alternatives.csv")
        if row["type"] == kind and row["mode"] in {"", mode} and cameo.startswith(row["cameo"])
    )


@cache
def _forms() -> dict[str, str]:
    """Form → verb of the lexicon, where the parser may err: regular forms that one verb has, and rare irregular ones.

    It takes "staged" for "stag" and leaves "forgave" as it is.
    """
    found: dict[str, set[str]] = {}
    for lemma in verbs():
        for form in _inflect(lemma):
            found.setdefault(form, set()).add(lemma)
    regular = {form: lemmas.pop() for form, lemmas in found.items() if len(lemmas) == 1}
    return regular | {row["form"]: row["lemma"] for row in tables.rows("irregular_forms.csv")}


def _inflect(lemma: str) -> Iterator[str]:
    vowels = "aeiou"
    if lemma.endswith("y") and lemma[-2] not in vowels:
        stem, endings = lemma[:-1], ["ies", "ied", "ying"]
    elif lemma.endswith("e"):
        stem, endings = lemma[:-1], ["es", "ed", "ing"]
    else:
        stem, endings = lemma, ["es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s", "ed", "ing"]
        doubles = len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in vowels and lemma[-3] not in vowels
        if doubles:
            yield from (lemma + lemma[-1] + ending for ending in ("ed", "ing"))
            if sum(letter in vowels for letter in lemma) == 1:
                endings = ["s"]
    yield from (stem + ending for ending in endings)


def lemma_of(form: str, lemma: str) -> str:
    """The lexicon's verb that a word is a form of, or else the parser's lemma."""
    return _forms().get(form.lower(), lemma.lower())
