"""Typography and disguised ("spun") words: an original text → a reading copy with offsets back.

The original never changes. Every repair is an edit on the copy, so that each claim can still cite the words seen. A
disguised name is restored only with an anchor (its numeral and year, its acronym, or all but one of its words);
common words only in a document that its faults of spacing and its disguised names have shown to be spun.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from detente import tables
from detente.model import Document, Mention, Span

Edit = tuple[int, int, str, str]
"""Start and end in the text it edits, the replacement, and the rule's name."""

SPUN_FAULTS = 6
"""Faults of spacing and disguised names a thousand words from which on a document counts as spun (never under three)."""

_TYPOGRAPHY: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (name, re.compile(pattern), replacement)
    for name, pattern, replacement in (
        ("space after hyphen", r"(?<=[A-Za-z.])- (?=[A-Za-z])", "-"),
        ("space in number range", r"(?<=\d)- (?=\d)", "-"),
        ("currency glued", r"(?<=[A-Za-z])(?=[$€£¥]\s?\d)", " "),
        ("currency apart", r"(?<=[$€£¥]) (?=\d)", ""),
        ("bracket glued", r"(?<=[A-Za-z0-9])\( ?(?=[\w“\"])", " ("),
        ("bracket apart", r"(?<= )\( (?=\w)", "("),
        ("quote glued", r'(?<=[A-Za-z])" (?=[A-Za-z][^"]{0,80}")', ' "'),
        ("quote apart", r"(?<=[“]) (?=\w)", ""),
        ("quote apart", r"(?<=\w[.,;]) (?=”)", ""),
        ("quote and bracket", r"(?<=”) (?=\))", ""),
        ("prefix glued", r"(?<=[a-z])(?=(?:post|pre|non|anti|pro|mid|late|early)-(?:[A-Z0-9]|[a-z]{3}))", " "),
        ("year glued", r"(?<=[a-z]{3})(?=(?:1[5-9]|20)\d\d\b)", " "),
    )
)
_FAULTS = frozenset({"space after hyphen", "currency glued", "bracket glued", "quote glued", "prefix glued", "year glued"})
_WHOLE_PREFIXES = re.compile(r"\b(?:re|co|multi|counter|neo|semi|ultra)$", re.IGNORECASE)


def repair(document: Document) -> Document:
    """The document with its reading copy, the offsets back, what was restored, and whether it was spun."""
    copy, offsets = document.text, tuple(range(len(document.text) + 1))
    typography = list(_typography(copy))
    copy, offsets = _apply(copy, offsets, typography)
    named = list(_named(copy))
    faults = sum(edit[3] in _FAULTS for edit in typography) + 2 * len(named)
    spun = faults >= max(3, SPUN_FAULTS * len(copy.split()) / 1000)
    if not spun:
        named = [edit for edit in named if edit[3] == "acronym"]
    restored = [Mention(span=_span(offsets, edit), value=edit[2], how=edit[3]) for edit in named]
    copy, offsets = _apply(copy, offsets, named)
    if spun:
        common = list(_common(copy))
        restored += [Mention(span=_span(offsets, edit), value=edit[2], how=edit[3]) for edit in common]
        copy, offsets = _apply(copy, offsets, common)
    ordered = tuple(sorted(restored, key=lambda mention: mention.span))
    return dataclasses.replace(document, copy=copy, offsets=offsets, restored=ordered, spun=spun)


def _span(offsets: tuple[int, ...], edit: Edit) -> Span:
    return Span(offsets[edit[0]], offsets[edit[1] - 1] + 1)


def _apply(text: str, offsets: tuple[int, ...], edits: list[Edit]) -> tuple[str, tuple[int, ...]]:
    """The text with the edits made, first come first served where two overlap, and the offsets carried along."""
    pieces: list[str] = []
    mapped: list[int] = []
    at = 0
    for start, end, replacement, _ in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < at:
            continue
        pieces += [text[at:start], replacement]
        mapped += offsets[at:start]
        mapped += _stretch(offsets, start, end, len(replacement))
        at = end
    pieces.append(text[at:])
    mapped += offsets[at:]
    return "".join(pieces), tuple(mapped)


def _stretch(offsets: tuple[int, ...], start: int, end: int, length: int) -> list[int]:
    """Where each character of a replacement stands: spread over the words it replaces, last on last."""
    if not length:
        return []
    if end <= start:
        return [offsets[start]] * length
    first, last = offsets[start], offsets[end - 1]
    if length == 1:
        return [first]
    return [first + round(i * (last - first) / (length - 1)) for i in range(length)]


def _typography(text: str) -> Iterator[Edit]:
    for name, pattern, replacement in _TYPOGRAPHY:
        for found in pattern.finditer(text):
            if name == "prefix glued" and _WHOLE_PREFIXES.search(text[: found.start()][-12:]):
                continue
            if name == "space after hyphen" and text[found.end() :].startswith(("and ", "or ", "to ")):
                continue
            yield found.start(), found.end(), replacement, name


@cache
def _numbered() -> dict[tuple[str, str], frozenset[str]]:
    """(numeral, year) → the numbered agreements that have both."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in tables.rows("numbered_names.csv"):
        found.setdefault((row["numeral"], row["year"]), set()).add(row["name"])
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _proper() -> dict[tuple[int, int, tuple[str, ...]], str]:
    """(number of words, place of the open one, the others) → the proper name they belong to, where only one has them."""
    found: dict[tuple[int, int, tuple[str, ...]], set[str]] = {}
    for row in tables.rows("proper_names.csv"):
        words = _split(row["name"])
        for place in range(len(words)):
            rest = tuple(word.lower() for i, word in enumerate(words) if i != place)
            found.setdefault((len(words), place, rest), set()).add(row["name"])
    return {key: names.pop() for key, names in found.items() if len(names) == 1}


def _split(name: str) -> list[str]:
    return re.findall(r"[\w’']+", name)


_NUMERAL = re.compile(r"\b([A-Za-z]+) (I{1,3}|IV|V)\b(?=[^.;]{0,14}?\b((?:19|20)\d\d)\b)")
_CAPITALISED = re.compile(r"[A-Z][\w’']*(?:[ -](?:of |the |and |for |on |in |to )*[A-Z0-9][\w’']*)+")
_ACRONYM = re.compile(r"((?:[\w’']+[ -]){2,9}[\w’']+) \(([A-Z]{3,7})\)")


def _named(text: str) -> Iterator[Edit]:
    """Disguised names with an anchor: numeral and year; an acronym in brackets; all but one word."""
    yield from _numerals(text)
    for found in _ACRONYM.finditer(text):
        name = _acronyms().get(found[2])
        start = _acronym_start(found, name) if name else None
        if name and start is not None and text[start : found.end(1)] != name:
            yield start, found.end(1), name, "acronym"
    yield from _one_word_off(text)


_NEVER_A_NAME = frozenset({"war", "annex", "article", "protocol", "part", "phase", "title"})


def _numerals(text: str) -> Iterator[Edit]:
    """One seen word stands for one name: the one that fits every numeral and year it has in the text."""
    known = {row["name"].lower() for row in tables.rows("numbered_names.csv")} | _NEVER_A_NAME
    hits = [found for found in _NUMERAL.finditer(text) if found[1].lower() not in known and (found[2], found[3]) in _numbered()]
    for word in dict.fromkeys(found[1] for found in hits):
        own = [found for found in hits if found[1] == word]
        fits = frozenset[str].intersection(*(_numbered()[found[2], found[3]] for found in own))
        for found in own if len(fits) == 1 else ():
            yield found.start(1), found.end(1), next(iter(fits)), "numeral and year"


@cache
def _acronyms() -> dict[str, str]:
    return {row["acronym"]: row["name"] for row in tables.rows("proper_names.csv") if row["acronym"]}


def _acronym_start(found: re.Match[str], name: str) -> int | None:
    """Where the disguised full name begins: as many words back as the name has, if at least half of them are its own."""
    words = list(re.finditer(r"[\w’']+", found[1]))
    wanted = [word.lower() for word in _split(name)]
    if len(words) < len(wanted):
        return None
    tail = words[-len(wanted) :]
    same = sum(word[0].lower() == want for word, want in zip(tail, wanted, strict=True))
    return found.start(1) + tail[0].start() if len(wanted) // 2 <= same < len(wanted) else None


def _one_word_off(text: str) -> Iterator[Edit]:
    for found in _CAPITALISED.finditer(text):
        words = list(re.finditer(r"[\w’']+", found[0]))
        for size in range(min(7, len(words)), 1, -1):
            for first in range(len(words) - size + 1):
                edit = _name_off_by_one(words[first : first + size], found.start())
                if edit:
                    yield edit


def _name_off_by_one(words: list[re.Match[str]], base: int) -> Edit | None:
    said = [word[0].lower() for word in words]
    for place, word in enumerate(words):
        name = _proper().get((len(said), place, tuple(said[:place] + said[place + 1 :])))
        if name and said != [part.lower() for part in _split(name)] and word[0][0].isupper():
            return base + words[0].start(), base + words[-1].end(), name, "all but one word"
    return None


@cache
def _disguises() -> tuple[tuple[re.Pattern[str], str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    rows = []
    for row in tables.rows("disguises.csv"):
        near = re.compile(rf"\b(?:{row['near']})", re.IGNORECASE) if row["near"] else None
        unless = re.compile(rf"\b(?:{row['unless']})", re.IGNORECASE) if row["unless"] else None
        rows.append((re.compile(rf"\b{re.escape(row['seen'])}\b", re.IGNORECASE), row["restored"], near, unless))
    return tuple(rows)


def _common(text: str) -> Iterator[Edit]:
    """Common words of a spun document: the longest phrase first, each only where its ``near`` words stand within sixty letters."""
    taken: list[tuple[int, int]] = []
    for pattern, restored, near, unless in sorted(_disguises(), key=lambda row: -len(row[0].pattern)):
        for found in pattern.finditer(text):
            around = text[max(0, found.start() - 60) : found.start()] + " _ " + text[found.end() : found.end() + 60]
            if (near and not near.search(around)) or (unless and unless.search(around)):
                continue
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append((found.start(), found.end()))
            word = restored[0].upper() + restored[1:] if found[0][0].isupper() else restored
            yield found.start(), found.end(), word, "common word"
