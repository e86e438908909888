"""Attributions: which source the text names for what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.model import Sentence, Span
from detente.offers import Kind, Reading

_NAMED = re.compile(
    r"\b(?i:per|according to|as per|citing|based on|data from|figures from|as reported by|reported by|estimates? (?:by|from)|say[s]? the|tall(?:y|ies) (?:by|from))\s+"
    r"((?:the |a |an |its )?[\w’'./&-]+(?: [\w’'./&-]+){0,5}?)(?=[,;:)]|\.?$|\.\W| (?:that|which|and|but|in|on|was|were|is|are|has|have|had|put|show|shows|said)\b)"
)
_PAPERS = r"\b(?:leak|report|official|poll|survey|estimate|log|tall|source|intelligence|stud|data|figure|statistic|count)"
"""What a text can rest on as a source though it has no name of its own; all that "based on" may be followed by."""

_OWN = re.compile(r"\b((?:the )?(?:[A-Z][\w.’'-]+ ){1,4})(?:estimates?|reported|figures|data|tallies|logs|tall(?:y|ies)) (?:show|that|put|place|said)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """``named`` is the source as the text calls it; ``of`` the words it is named for, ``year`` the edition it names."""

    named: str
    of: str = ""
    year: int | None = None


def read(sentence: Sentence) -> Iterator[Reading[Attribution]]:
    """"per 2025 SIPRI", "according to the IMF", "UN figures show"."""
    for pattern in (_NAMED, _OWN):
        for found in pattern.finditer(sentence.text):
            name = found[1].strip().rstrip(".")
            if not re.search(r"[A-Z]", name) and not re.search(_PAPERS, name):
                continue
            ground = found[0].lower().startswith("based on") and not re.search(_PAPERS, name.lower())
            if ground or re.match(r"(?:person|capita|cent|year|month|day|week)\b", name):
                continue
            start = sentence.span.start
            year = next((m.value.start.year for m in sentence.periods if m.span in Span(start + found.start(), start + found.end())), None)
            body = Attribution(named=name, of=sentence.text[: found.start()].rstrip(), year=year)
            yield Reading(span=Span(start + found.start(), start + found.end()), body=body, rule="source named", sure=0.9)


def slots(body: Attribution) -> dict[str, Any]:
    """The interchange fields of an attribution."""
    return {"subject": body.named, "predicate": "is named as source", "object": body.of}


KIND = Kind(name="attribution", body=Attribution, rank=90, read=read, slots=slots)
