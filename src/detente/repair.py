"""Typography and disguised ("spun") words: an original text → a reading copy with offsets back.

The original never changes. Every repair is an edit on the copy, so that each claim can still cite the words seen. A
disguised name is restored only with an anchor (its numeral and year, its acronym, or all but one of its words); common
words only where faults of spacing and disguised names have shown the text to be spun. Elsewhere only plain slips of the
keyboard are mended (``over$5``, ``long- term``), so that an ordinary article is read exactly as it is.
"""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from detente import collocations, tables
from detente.model import Document, Mention, Span


class Edit(NamedTuple):
    """Letters ``start`` up to, not including, ``end`` of the text it edits, what replaces them, and the rule's name."""

    start: int
    end: int
    text: str
    rule: str


SPUN_FAULTS = 6
"""Faults of spacing and disguised names a thousand words from which on a text counts as spun (never under three)."""

_ROUNDS = 5
"""Repairs can uncover faults; no text met so far needed more than two rounds."""

_REACH = 60
"""How far, in letters and inside the sentence, the words of ``near`` and ``unless`` may stand from a disguised word."""


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL = _words(
    "a all an and any as at but by for from he his in into it its more most new no nor not of on or other our over s"
    " she some such than that the their they this through to under was we were which who whose with years"
)


def repair(document: Document) -> Document:
    """The document with its reading copy, the offsets back, what was restored, and whether it was spun.

    ``offsets[i]`` is the place in the original of letter ``i`` of the copy; one more entry marks the end. Offsets never
    fall. Repairing a repaired copy changes nothing.
    """
    copy, offsets, slips = _mended(document.text, tuple(range(len(document.text) + 1)), _slips)
    signs = slips + 2 * [offsets[edit.start] for edit, sure in _named(copy) if sure]
    if signs and len(signs) < _signs_needed(copy):  # an ordinary text, without any sign, is not searched: it takes time
        signs += [offsets[start] for start in _names_hidden(copy)]
    restored: list[Mention[str]] = []
    spun = len(signs) >= _signs_needed(copy)
    if spun:
        start, end = _region(document.text, min(signs), max(signs))
        for _ in range(_ROUNDS):
            copy, offsets, _ = _mended(copy, offsets, _spacing)
            copy, offsets, named = _apply(copy, offsets, [edit for edit, _ in _named(copy)])
            restored += named
            if not named:
                break
        for faults in (_common, _by_collocation, _common):
            first, last = bisect.bisect_left(offsets, start), bisect.bisect_left(offsets, end)
            done = {place for mention in restored for place in range(mention.span.start, mention.span.end)}
            edits = [edit for edit in faults(copy, first, last) if offsets[edit.start] not in done]
            copy, offsets, common = _apply(copy, offsets, edits)
            restored += common
        copy, offsets, _ = _mended(copy, offsets, _spacing)
    ordered = tuple(sorted(restored, key=lambda mention: mention.span))
    return dataclasses.replace(document, copy=copy, offsets=offsets, restored=ordered, spun=spun)


def _signs_needed(text: str) -> float:
    return max(3, SPUN_FAULTS * len(text.split()) / 1000)


def _mended(
    text: str, offsets: tuple[int, ...], faults: Callable[[str], Iterator[Edit]]
) -> tuple[str, tuple[int, ...], list[int]]:
    """The text with some faults mended until none is left, and where in the original each stood."""
    places: list[int] = []
    for _ in range(_ROUNDS):
        edits = list(faults(text))
        if not edits:
            break
        places += [offsets[edit.start] for edit in edits]
        text, offsets, _ = _apply(text, offsets, edits)
    return text, offsets, places


def _region(text: str, first: int, last: int) -> tuple[int, int]:
    """The lines from the first fault to the last (a text may be spun in part), widened over plain disguises."""
    lines = [found.span() for found in re.finditer(r"[^\n]+", text)]
    ends = [end for _, end in lines]
    top, bottom = (min(bisect.bisect_left(ends, place), len(lines) - 1) for place in (first, last))
    while top and _plainly_disguised(text, *lines[top - 1]):
        top -= 1
    while bottom + 1 < len(lines) and _plainly_disguised(text, *lines[bottom + 1]):
        bottom += 1
    return lines[top][0], lines[bottom][1]


def _plainly_disguised(text: str, start: int, end: int) -> bool:
    """Two disguises that need no words near them to be known as such, or three known by these or by a whole phrase."""
    plain = {first for row, first, _ in _seen(text, start, end) if not row.near}
    known = plain | {edit.start for edit in _by_collocation(text, start, end)}
    return len(plain) >= 2 or len(known) >= max(3, (end - start) / 300)


def _apply(
    text: str, offsets: tuple[int, ...], edits: Iterable[Edit]
) -> tuple[str, tuple[int, ...], list[Mention[str]]]:
    """The text edited, the first of two edits that overlap, the offsets carried along, and a mention of each edit."""
    pieces: list[str] = []
    mapped: list[int] = []
    made: list[Mention[str]] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start < at:
            continue
        pieces += [text[at : edit.start], edit.text]
        mapped += offsets[at : edit.start]
        mapped += _stretch(offsets, edit)
        if edit.end > edit.start:
            span = Span(offsets[edit.start], offsets[edit.end - 1] + 1)
            made.append(Mention(span=span, value=edit.text, how=edit.rule))
        at = edit.end
    if not mapped and not at:
        return text, offsets, []
    pieces.append(text[at:])
    mapped += offsets[at:]
    return "".join(pieces), tuple(mapped), made


def _stretch(offsets: tuple[int, ...], edit: Edit) -> list[int]:
    """Where each letter of a replacement stands: spread over the letters it replaces, last on last."""
    length = len(edit.text)
    if edit.end <= edit.start or length < 2:
        return [offsets[edit.start]] * length
    first, last = offsets[edit.start], offsets[edit.end - 1]
    return [first + (last - first) * i // (length - 1) for i in range(length)]


# Slips: faults that no ordinary article has. Each counts as one sign that a text is spun.

_HYPHEN = re.compile(r"-(?<=[A-Za-z0-9.’]-) +(?=([A-Za-z]+|[0-9“]))")
_DASH = _words(
    "a although an and as because but even he i if in it nor not of or rather she so than that the they this though"
    " through to versus vs we when where which while who"
)
"""Words after ``- `` that show a dash, or the first of two compounds: short- and long-term."""

_CURRENCY = re.compile(r"[$€£¥](?<=[a-z]{2}.)(?<!\b(?:Mex|Can|Aus|Arg|Tai).)(?= ?\d)")
_BRACKET = re.compile(r"\((?<=[A-Za-z0-9’”\"]\() +(?=[\w“\"$€£])")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b(?<=[a-z]....)")
_BEFORE_YEAR = re.compile(
    r"(?<![\w/@#.:’'-])(?:in|of|since|by|from|until|till|during|before|after|early|late|january|february|march|april|june"
    r"|july|august|september|october|november|december)$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?:post|pre|non|anti|pro|mid|late|early)-(?=[A-Za-z0-9])")
_HEAD = re.compile(r"(?<![\w’'-])[A-Za-z’']{2,}$")


def _slips(text: str) -> Iterator[Edit]:
    for found in _HYPHEN.finditer(text):
        if (found[1] or "").lower() not in _DASH:
            yield Edit(found.start(), found.end(), "-", "space after hyphen")
    for found in _CURRENCY.finditer(text):
        yield Edit(found.start(), found.start(), " ", "currency glued")
    for found in _BRACKET.finditer(text):
        yield Edit(found.start(), found.end(), " (", "bracket glued")
    for found in _YEAR.finditer(text):
        if _BEFORE_YEAR.search(text[max(0, found.start() - 12) : found.start()]):
            yield Edit(found.start(), found.start(), " ", "year glued")
    for found in _PREFIX.finditer(text):
        head = _HEAD.search(text[max(0, found.start() - 30) : found.start()])
        if head and _stands_alone(head[0], found[0][:-1], text[found.end()]):
            yield Edit(found.start(), found.start(), " ", "prefix glued")
    if '"' in text:
        yield from _quotes(text)


def _stands_alone(head: str, prefix: str, after: str) -> bool:
    """Whether ``head`` is a word before a glued prefix: escalated|post-2003, not Leba|non-based, goal|post-moving."""
    if head.lower() in _SMALL or head.endswith(("'s", "’s")):
        return True
    if prefix in {"mid", "late", "early"} and (after.islower() or not head.endswith(("ed", "ing"))):
        return False
    if head[0].isupper() and prefix != "non":
        return len(head) > 4
    return len(head) > 4 and head.endswith(("ed", "ing", "s", "ion", "ity", "ive", "ous", "ment"))


def _quotes(text: str) -> Iterator[Edit]:
    """Straight quotation marks opened before a space, where the marks of a line pair; a closing one looks alike."""
    start = 0
    for line in text.split("\n"):
        marks = [start + found.start() for found in re.finditer('"', line)]
        start += len(line) + 1
        for opening, closing in zip(marks[::2], marks[1::2], strict=True) if len(marks) % 2 == 0 else ():
            before, inside = text[opening - 1 : opening], text[opening + 1 : closing]
            if before.isalnum() and inside[:1] == " " and inside[1:2].strip() and not text[closing - 1].isdigit():
                yield Edit(opening, opening + 2, ' "', "quote glued")


# Spacing: loose spaces that an ordinary article may have, mended only in a spun text.

_LOOSE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[$€£¥]) +(?=\d)"), "currency apart"),
    (re.compile(r"(?<=\() +(?=[\w“\"$€£])"), "bracket apart"),
    (re.compile(r"(?<=[\w.%”\"]) +(?=\))"), "bracket apart"),
    (re.compile(r"(?<=“) +(?=\w)"), "quote apart"),
    (re.compile(r"(?<=[\w.,;!?]) +(?=”)"), "quote apart"),
    (re.compile(r"(?<=\w) +(?=[,;.](?:\s|$))"), "mark apart"),
)


def _spacing(text: str) -> Iterator[Edit]:
    yield from _slips(text)
    for pattern, rule in _LOOSE:
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), "", rule)


# Names: restored by an anchor.

_WORD = re.compile(r"[\w’']+")
_NUMERAL = re.compile(r" (I{1,3}|IV|V)\b(?=[^.;]{0,14}?\b((?:19|20)\d\d)\b)")
_LAST_WORD = re.compile(r"\b[A-Za-z]+$")
_ACRONYM = re.compile(r" \(([A-Z]{3,7})\)")
_BEFORE_ACRONYM = re.compile(r"(?:[\w’']+,?[ -])*[\w’']+$")
_PARTS = _words("war annex article protocol part phase title chapter category stage type tier level class division")


class _Name(NamedTuple):
    name: str
    words: tuple[str, ...]
    open: frozenset[int]


def _named(text: str) -> list[tuple[Edit, bool]]:
    """Disguised names with an anchor, each with whether it also counts as a sign that the text is spun."""
    sure = [(edit, True) for edit in (*_by_numeral(text), *_by_acronym(text))]
    return sure + list(_by_other_words(text))


def _by_numeral(text: str) -> Iterator[Edit]:
    names, known = _numbered()
    for found in _NUMERAL.finditer(text):
        name = names.get((found[1], found[2]))
        word = _LAST_WORD.search(text, max(0, found.start() - 40), found.start()) if name else None
        ordinary = word and (word[0].islower() or word[0].isupper()) and word[0].lower() not in known | _PARTS | _SMALL
        if name and word and ordinary:
            yield Edit(word.start(), word.end(), name, "numeral and year")


@cache
def _numbered() -> tuple[dict[tuple[str, str], str], frozenset[str]]:
    """(numeral, year) → the one numbered agreement with an ordinary word for a name; and all names in small letters."""
    found: dict[tuple[str, str], set[str]] = {}
    known = set()
    for row in tables.rows("numbered_names.csv", ("name", "numeral", "year", "ordinary")):
        known |= {row["name"].lower(), row["name"].lower().split()[-1]}
        if row["ordinary"]:
            found.setdefault((row["numeral"], row["year"]), set()).add(row["name"])
    return {key: names.pop() for key, names in found.items() if len(names) == 1}, frozenset(known)


def _by_acronym(text: str) -> Iterator[Edit]:
    """A full name before its acronym in brackets, where half of the words or more are the name's, in their place."""
    for found in _ACRONYM.finditer(text):
        name = _acronyms().get(found[1])
        before = _BEFORE_ACRONYM.search(text, max(0, found.start() - 120), found.start()) if name else None
        if not name or not before:
            continue
        tail = list(_WORD.finditer(text, before.start(), before.end()))[-len(name.words) :]
        said = [word[0] for word in tail]
        wrong = [i for i, (word, right) in enumerate(zip(said, name.words, strict=False)) if not _alike(word, right)]
        strays = any(said[i].lower() in _SMALL or said[i].lower() in map(str.lower, name.words) for i in wrong)
        alike = all(
            collocations.stands_for(said[i].lower(), name.words[i].lower(), far=True) is not None for i in wrong
        )
        if len(said) == len(name.words) and wrong and (len(wrong) <= len(said) / 2 or alike) and not strays:
            yield Edit(tail[0].start(), found.start(), name.name, "acronym")


@cache
def _acronyms() -> dict[str, _Name]:
    rows = tables.rows("proper_names.csv", ("name", "acronym", "open"))
    return {row["acronym"]: _name(row["name"], row["open"]) for row in rows if row["acronym"]}


def _name(name: str, may_differ: str) -> _Name:
    """``may_differ``: the words a spinner can replace, "" for every word but the small ones, "-" for none."""
    words = tuple(_WORD.findall(name))
    wanted = set(may_differ.split()) or {word for word in words if word.lower() not in _SMALL}
    return _Name(name, words, frozenset(i for i, word in enumerate(words) if word in wanted))


@cache
def _names() -> tuple[dict[tuple[str, ...], list[_Name]], dict[tuple[str, ...], list[tuple[str, ...]]]]:
    """Names by their first three words with one left open as ""; and the words of every name by the first two."""
    found: dict[tuple[str, ...], list[_Name]] = {}
    full: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in tables.rows("proper_names.csv", ("name", "acronym", "open")):
        name = _name(row["name"], row["open"])
        full.setdefault(name.words[:2], []).append(name.words)
        for place in {min(place, 2) for place in name.open}:
            key = tuple("" if i == place else word for i, word in enumerate(name.words[:3]))
            found.setdefault(key if len(key) == 3 else (*key, ""), []).append(name)
    return found, full


def _by_other_words(text: str) -> Iterator[tuple[Edit, bool]]:
    """A name with all but one of its words, each with whether three words or a known disguise vouch for it."""
    names, full = _names()
    words = list(_WORD.finditer(text))
    said = [word[0] for word in words] + ["", ""]
    taken = 0
    for i, word in enumerate(words):
        one, two, three = said[i : i + 3]
        for name in full.get((one, two), ()):
            if name == tuple(said[i : i + len(name)]):
                taken = max(taken, words[i + len(name) - 1].end())
        keys = ((one, two, ""), ("", two, three), (one, "", three), (one, "", ""), ("", two, ""))
        candidates = [candidate for key in keys if key in names for candidate in names[key]]
        if not candidates or word.start() < taken:
            continue
        places = {name: _odd_word(text, words[i : i + len(name.words)], name) for name in candidates}
        fitting = {name: place for name, place in places.items() if place is not None}
        longest = max((len(name.words) for name in fitting), default=0)
        best = [name for name in fitting if len(name.words) == longest]
        heard = tuple(map(str.lower, said[i : i + longest]))
        if len(best) == 1:
            taken = words[i + longest - 1].end()
            edit = Edit(word.start(), taken, best[0].name, "all but one word")
            yield edit, _vouched(best[0], fitting[best[0]], heard)


def _vouched(name: _Name, odd: int, heard: tuple[str, ...]) -> bool:
    kept = sum(word.lower() not in _SMALL for i, word in enumerate(name.words) if i != odd)
    return kept >= 3 or any(row.restored == name.name and row.words == heard for row in _disguises().get(heard[0], ()))


def _odd_word(text: str, said: Sequence[re.Match[str]], name: _Name) -> int | None:
    """The place of the only word of a name that is not its own, where that may be a disguise; None where it is none."""
    odd = [i for i, (word, right) in enumerate(zip(said, name.words, strict=False)) if word[0] != right]
    if len(said) != len(name.words) or len(odd) != 1 or odd[0] not in name.open:
        return None
    gaps = _gaps(text, said)
    word, last = said[odd[0]][0], odd[0] == len(said) - 1
    if gaps - {" ", "-", ", "} or word.lower() in _SMALL or len(word) < 3 or not word[0].isalpha():
        return None
    if _alike(word, name.words[odd[0]]) or (len(said) == 2 and gaps != {"-"}):
        return None
    stray = last and (word.islower() or re.match(r" [A-Z]", text[said[-1].end() :][:2]))
    return None if stray else odd[0]


def _gaps(text: str, said: Sequence[re.Match[str]]) -> set[str]:
    """What stands between neighbouring words."""
    return {text[one.end() : other.start()] for one, other in itertools.pairwise(said)}


def _alike(word: str, right: str) -> bool:
    """Whether two words are one, or spellings and forms of one: Defence and Defense, Nation and Nations."""
    return word.lower() == right.lower() or (len(word) > 4 and word[:4].lower() == right[:4].lower())


# Common words: restored where they stand among the words they belong to.


class _Disguise(NamedTuple):
    seen: str
    words: tuple[str, ...]
    restored: str
    near: str
    unless: str


_PIECE = re.compile(r"[A-Za-z0-9’']+")
_BREAK = re.compile(r"(?<![A-Z])[.!?]['’”\"]?\s+(?=[A-Z“\"])|\n")
_OPENING = re.compile(r"(?:^|[.!?:;“\"(\n]\s*|[.!?]”\s+)$")


@cache
def _disguises() -> dict[str, list[_Disguise]]:
    """The disguises by their first word in small letters, the longest first.

    A row whose ``seen`` begins with ``@`` names a group of words for the ``near`` and ``unless`` of other rows.
    """
    found: dict[str, list[_Disguise]] = {}
    groups: dict[str, str] = {}
    for row in tables.rows("disguises.csv", ("seen", "restored", "near", "unless")):
        if row["seen"].startswith("@"):
            groups[row["seen"]] = row["near"]
            continue
        near, unless = (re.sub(r"@\w+", lambda group: groups[group[0]], row[key]) for key in ("near", "unless"))
        words = tuple(_PIECE.findall(row["seen"].lower().replace("’", "'")))
        found.setdefault(words[0], []).append(_Disguise(row["seen"], words, row["restored"], near, unless))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row.words))
    return found


def _common(text: str, start: int, end: int) -> Iterator[Edit]:
    for row, first, last in _seen(text, start, end):
        yield Edit(first, last, _cased(row, text[first:last]), "common word")


_LETTERS, _JOINT = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:[’'][A-Za-z]+)?"), re.compile(r" |-|- ")


def _read_words(text: str, start: int, end: int) -> tuple[list[re.Match[str]], collocations.Words]:
    found = list(_LETTERS.finditer(text, start, end))
    joined = [_JOINT.fullmatch(text, one.end(), other.start()) is not None for one, other in itertools.pairwise(found)]
    return found, collocations.Words([word[0] for word in found], [*joined, False])


def _names_hidden(text: str) -> Iterator[int]:
    """Where names stand all but some words of which are exact, the rest synonyms of what is due."""
    found, words = _read_words(text, 0, len(text))
    yield from (found[name[0].place].start() for name in collocations.disguised_names(words)[0])


def _by_collocation(text: str, start: int, end: int) -> Iterator[Edit]:
    """Words put right where a name or a fixed phrase they belong to demands it."""
    found, words = _read_words(text, start, end)
    names, taken = collocations.disguised_names(words)
    named = [restored for name in names for restored in name]
    for restored in named + [r for r in collocations.disguised_phrases(words) if r.place not in taken]:
        seen = found[restored.place]
        word = restored.word[0].upper() + restored.word[1:] if seen[0][0].isupper() else restored.word
        yield Edit(seen.start(), seen.end(), word, "word of a name" if restored.named else "word of a phrase")


def _seen(text: str, start: int, end: int) -> Iterator[tuple[_Disguise, int, int]]:
    """Disguises between two places: the longest first, each only where its ``near`` words stand within reach."""
    words = list(_PIECE.finditer(text, start, end))
    taken = start
    for i, word in enumerate(words):
        if word.start() < taken:
            continue
        for row in _disguises().get(word[0].lower().replace("’", "'"), ()):
            said = words[i : i + len(row.words)]
            if _matches(text, said, row):
                taken = said[-1].end()
                yield row, word.start(), taken
                break


def _matches(text: str, said: Sequence[re.Match[str]], row: _Disguise) -> bool:
    if tuple(word[0].lower().replace("’", "'") for word in said) != row.words:
        return False
    if _gaps(text, said) - {" ", "-", "\n"}:
        return False
    start, end = said[0].start(), said[-1].end()
    if not _case_fits(text, start, end, row.seen):
        return False
    before = _BREAK.split(text[max(0, start - _REACH) : start])[-1]
    after = _BREAK.split(text[end : end + _REACH])[0]
    around = f"{before.rstrip()} _ {after.lstrip()}"
    near, unless = _beside(row.near), _beside(row.unless)
    return not (near and not near(around)) and not (unless and unless(around))


def _case_fits(text: str, start: int, end: int, seen: str) -> bool:
    """A row in small letters fits those, or a capital that opens a sentence; one with capitals, those capitals."""
    said = text[start:end]
    if any(letter.isupper() for letter in seen):
        pairs = zip(_PIECE.findall(said), _PIECE.findall(seen), strict=True)
        return all(one[0].isupper() == other[0].isupper() for one, other in pairs)
    if said.islower():
        return True
    if said[1:].islower():
        return bool(_OPENING.search(text[max(0, start - 4) : start]))
    return " " in said and said.istitle()


@cache
def _beside(pattern: str) -> Callable[[str], re.Match[str] | None] | None:
    return re.compile(rf"(?<![A-Za-z0-9])(?:{pattern})", re.IGNORECASE).search if pattern else None


def _cased(row: _Disguise, said: str) -> str:
    if " " in said and said.istitle() and row.restored.islower():
        return row.restored.title()
    return row.restored[0].upper() + row.restored[1:] if said[0].isupper() else row.restored
