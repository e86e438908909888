"""What a file on a shelf offers: a kind of claim, a dataset or a rule, and what these are made of and asked with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from detente.model import (
    Act,
    Actor,
    Agreement,
    Claim,
    Document,
    Finding,
    Mention,
    Modality,
    Period,
    Quantity,
    Sentence,
    Source,
    Span,
    Verdict,
    plain,
)
from detente.wording import Index

T = TypeVar("T")
Body = TypeVar("Body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[Body]):
    """What a kind found in a sentence, before ``reading`` decides speaker, modality and polarity and turns spans round.

    ``verb`` is the head word of the clause it rests on and ``number`` the number it reads, if any; ``sure`` breaks ties
    between readings of the same words.
    """

    span: Span
    body: Body
    rule: str
    verb: int | None = None
    speaker: str = ""
    sure: float = 0.5
    act: Act | None = None
    number: Span | None = None


@dataclass(frozen=True, slots=True)
class Field(Generic[Body]):
    """One thing that is compared between a claim and a reference row of the same fact, and the rule that compares it.

    ``of`` takes the value from a body, None when it says nothing of it. An ``essential`` field that disagrees refutes;
    any other makes a claim imprecise.
    """

    name: str
    of: Callable[[Body], Any]
    rule: str
    essential: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Body]):
    """A kind of claim, as its file on the ``kinds`` shelf declares it.

    ``read`` finds bodies in a sentence; ``rank`` says which of two readings of the same clause stays (the higher);
    ``from_row`` makes a body from a row of a reference table (column → text) with these ``columns``; ``keys`` are the
    words under which references are looked up; ``same`` says how surely a claim's body and a reference's speak of one
    fact (0 to 1); ``fields`` are compared then; ``slots`` are the interchange fields of a body.
    """

    name: str
    body: type[Body]
    rank: int
    read: Callable[[Sentence], Iterable[Reading[Body]]]
    columns: tuple[str, ...] = ()
    from_row: Callable[[Mapping[str, str]], Body] | None = None
    keys: Callable[[Body], Iterable[str]] = lambda _: ()
    same: Callable[[Body, Body], float] = lambda _said, _found: 0.0
    fields: tuple[Field[Body], ...] = ()
    slots: Callable[[Body], dict[str, Any]] = plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A reference dataset on the ``datasets`` shelf: one kind, rows with a key each, and the fewest there may be."""

    name: str
    title: str
    kind: str
    rows: Callable[[], Iterator[tuple[str, Mapping[str, str]]]]
    at_least: int
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How values agree (``compare``), how a text agrees with itself and the calendar (``check``), or what is meant.

    ``says`` is the rule in words, as findings print it. ``compare`` takes what the text says and what the reference
    says and never guesses: UNKNOWN where one of them says nothing. ``check`` takes a ``Case`` and yields findings on
    its claims. ``settle`` takes the finding that a claim has and gives another in its place, or None to let it stand:
    it may soften a verdict, where the reference is of a neighbouring thing.
    """

    name: str
    says: str
    compare: Callable[[Any, Any], Agreement] | None = None
    check: Callable[[Case], Iterable[Finding]] | None = None
    settle: Callable[[Case, Claim[Any], Finding], Finding | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text before the checks: its document, its claims in text order, the reference claims and their sources.

    ``first`` are the findings against reference claims, by claim id; ``complete`` the declared coverage of reference
    lists, ``by_words`` the events and statements by the words that tell them, ``numbered`` the reference claims
    that have a number, by their id.
    """

    document: Document
    claims: tuple[Claim[Any], ...]
    reference: Mapping[str, tuple[Claim[Any], ...]]
    first: Mapping[str, Finding]
    complete: tuple[Mapping[str, str], ...]
    sources: Mapping[str, Source]
    by_words: Index[Claim[Any]]
    numbered: Mapping[str, Claim[Any]]

    def of(self, *kinds: str) -> tuple[Claim[Any], ...]:
        """The text's claims of these kinds, in text order."""
        return tuple(claim for claim in self.claims if claim.kind in kinds)

    def numbers(self) -> Iterator[tuple[Claim[Any], Quantity]]:
        """The text's levels and counts that have a number, each with it, in text order."""
        for claim in self.of("quantity", "count_or_ordinal"):
            number = number_of(claim.body)
            if number is not None:
                yield claim, number

    def rows(self, kind: str) -> tuple[Claim[Any], ...]:
        """The reference claims of one kind."""
        return self.reference.get(kind, ())

    def told(self, words: str) -> list[Claim[Any]]:
        """The reference events and statements whose words all stand in a text (lower-case)."""
        return self.by_words.find(words)

    def sentence(self, claim: Claim[Any]) -> Sentence:
        """The sentence that a claim of the text was read in."""
        return self.document.sentences[claim.sentence]

    def undecided(self, claim: Claim[Any]) -> bool:
        """Whether no reference decided a claim yet."""
        return self.first[claim.id].verdict is Verdict.UNVERIFIABLE

    def covers(self, claim: Claim[Any], span: Span) -> bool:
        """Whether the words under a span of the reading copy are among the claim's words."""
        return isinstance(claim.at, Span) and self.document.original(span) in claim.at

    def inside(self, claim: Claim[Any], mentions: Iterable[Mention[T]]) -> list[Mention[T]]:
        """Those of a sentence's mentions (dates, actors, agreements, …) that stand in the claim's words."""
        return [mention for mention in mentions if self.covers(claim, mention.span)]

    def before(self, claim: Claim[Any], mentions: Iterable[Mention[T]]) -> list[Mention[T]]:
        """Those of a sentence's mentions that end where the claim's words begin, or earlier."""
        at = claim.at
        if not isinstance(at, Span):
            return []
        return [mention for mention in mentions if self.document.original(mention.span).end <= at.start]

    def dates(self, claim: Claim[Any]) -> list[Mention[Period]]:
        """The periods in the claim's words, in text order, spans of time among them."""
        return self.inside(claim, self.sentence(claim).periods)

    def people(self, claim: Claim[Any]) -> list[Mention[Actor]]:
        """The persons named in the claim's words, in text order."""
        return [
            mention for mention in self.inside(claim, self.sentence(claim).actors) if mention.value.type == "person"
        ]

    def narrowest(
        self, sentence: Sentence, span: Span, kinds: Iterable[str] = (), *, only_asserted: bool = False
    ) -> Claim[Any] | None:
        """The shortest claim of a sentence, of these kinds if any are given, whose words cover a span of the copy.

        With ``only_asserted`` a claim counts only if it is asserted.
        """
        over = [
            claim
            for claim in (self.of(*kinds) if kinds else self.claims)
            if claim.sentence == sentence.index and self.covers(claim, span) and (asserted(claim) or not only_asserted)
        ]
        return min(over, key=lambda claim: len(claim.quote), default=None)

    def lists(self, kind: str, on: Period | None = None) -> Iterator[tuple[frozenset[str], Mapping[str, str]]]:
        """The complete reference lists of one kind, each with the actors it is of; those that cover all of ``on``."""
        for row in self.complete:
            if row["kind"] == kind and (on is None or on in Period.of(row["start"], row["end"])):
                yield frozenset(filter(None, row["actors"].split(";"))), row

    def publisher(self, source_id: str) -> str:
        """Who publishes a source; its id when it is not known."""
        source = self.sources.get(source_id)
        return source.publisher if source else source_id


def number_of(body: Any) -> Quantity | None:
    """The number that a body is about: its quantity, or its count; None when it has neither."""
    found = getattr(body, "quantity", None) or getattr(body, "count", None)
    return found if isinstance(found, Quantity) else None


def asserted(claim: Claim[Any]) -> bool:
    """Whether the text says that it is so: neither denied, nor planned, nor on a condition."""
    return claim.polarity and claim.modality is Modality.ASSERTED


def calendar_dates(sentence: Sentence) -> list[Mention[Period]]:
    """The sentence's periods that say when: no lengths of time, decades or centuries."""
    return [mention for mention in sentence.periods if mention.how not in {"duration", "decade", "century"}]
