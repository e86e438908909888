"""Attributions: which source the text names for what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.finding import sources
from detente.model import Sentence
from detente.offers import Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """``named`` is the source as the text calls it; ``of`` the words it is named for, ``year`` the edition it names."""

    named: str
    of: str = ""
    year: int | None = None


def read(sentence: Sentence) -> Iterator[Reading[Attribution]]:
    """The sources that a sentence names, with the words before each and the year that it is named with."""
    for source in sources.named(sentence):
        year = next((m.value.start.year for m in sentence.periods if m.span in source.span), None)
        of = sentence.text[: source.span.start - sentence.span.start].rstrip()
        body = Attribution(named=source.name, of=of, year=year)
        yield Reading(span=source.span, body=body, rule="source named", sure=0.9)


def slots(body: Attribution) -> dict[str, Any]:
    """The interchange fields of an attribution."""
    return {"subject": body.named, "predicate": "is named as source", "object": body.of}


KIND = Kind(name="attribution", body=Attribution, rank=90, read=read, slots=slots)
