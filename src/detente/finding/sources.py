"""Where a sentence names the source of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model import Sentence, Span

_NAMED = re.compile(
    r"\b(?i:per|according to|as per|citing|based on|data from|figures from|as reported by|reported by"
    r"|estimates? (?:by|from)|say[s]? the|tall(?:y|ies) (?:by|from))\s+"
    r"((?:the |a |an |its )?[\w’'./&-]+(?: [\w’'./&-]+){0,5}?)"
    r"(?=[,;:)]|\.?$|\.\W| (?:that|which|and|but|in|on|was|were|is|are|has|have|had|put|show|shows|said)\b)"
)
_OWN = re.compile(
    r"\b((?:the )?(?:[A-Z][\w.’'-]+ ){1,4})"
    r"(?:estimates?|reported|figures|data|tallies|logs|tall(?:y|ies)) (?:show|that|put|place|said)\b"
)
_PAPERS = re.compile(
    r"\b(?:leak|report|official|poll|survey|estimate|log|tall|source|intelligence|stud|data|figure|statistic|count)"
)
"""What a text can rest on as a source though it has no name of its own; all that "based on" may be followed by."""

_EDITION = re.compile(r"^(?:the )?(?:1[5-9]|20)\d\d (?=[A-Z])|(?<=[A-Za-z]) (?:1[5-9]|20)\d\d$")
_RATE = re.compile(r"(?:person|capita|cent|year|month|day|week)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """The words under ``span`` name a source: ``name`` is what they call it."""

    span: Span
    name: str


def named(sentence: Sentence) -> Iterator[Named]:
    """The sources that a sentence names: "per 2025 SIPRI", "according to the IMF", "UN figures show"."""
    for pattern in (_NAMED, _OWN):
        for found in pattern.finditer(sentence.text):
            name = _EDITION.sub("", found[1].strip().rstrip("."))
            ground = found[0].lower().startswith("based on") and not _PAPERS.search(name.lower())
            if _is_source(name) and not ground:
                start = sentence.span.start
                yield Named(Span(start + found.start(), start + found.end()), name)


def _is_source(name: str) -> bool:
    """Whether words name a source: with a capital letter or as a paper; "per cent" and its like do not."""
    return bool(re.search(r"[A-Z]", name) or _PAPERS.search(name)) and not _RATE.match(name)
