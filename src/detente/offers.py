"""What a file on a shelf offers: a kind of claim, a dataset or a rule, and what these are made of and asked with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from detente.model import Act, Agreement, Claim, Document, Finding, Sentence, Source, Span, plain

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
    """How values agree (``compare``), or how a text agrees with itself and the calendar (``check``).

    ``says`` is the rule in words, as findings print it. ``compare`` takes what the text says and what the reference
    says and never guesses: UNKNOWN where one of them says nothing. ``check`` takes a ``Case`` and yields findings on
    its claims.
    """

    name: str
    says: str
    compare: Callable[[Any, Any], Agreement] | None = None
    check: Callable[[Case], Iterable[Finding]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text before the checks: its document, its claims in text order, the reference claims and their sources.

    ``first`` are the findings against reference claims, by claim id; ``complete`` the declared coverage of reference
    lists.
    """

    document: Document
    claims: tuple[Claim[Any], ...]
    reference: Mapping[str, tuple[Claim[Any], ...]]
    first: Mapping[str, Finding]
    complete: tuple[Mapping[str, str], ...]
    sources: Mapping[str, Source]

    def of(self, kind: str) -> tuple[Claim[Any], ...]:
        """The text's claims of one kind, in text order."""
        return tuple(claim for claim in self.claims if claim.kind == kind)
