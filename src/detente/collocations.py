"""Words that belong together, and the words of another sense that a thesaurus offers for each: what spun text hides.

A spinner replaces a word by a synonym of any of its senses: "warlike" for military, "chats" for talks. What was there
is known again where the neighbours demand it: a place in a name or in a fixed phrase, the other words of which are
exact, and a thesaurus that gives the word seen for the word due.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from detente import tables


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


SMALL = _words(
    "a after an and as at before but by for from he his in into it its of on or over she that the their they this to"
    " under was were which while who with"
)
_MANY = 12
"""A slot that more words than these fit says little of the others."""

_GAP = 3
"""At most so many words between two slots of a phrase, where it has a gap."""

_STOPS = _words("and as but by for from in into on over that to under which while who with")
_BE = _words("am are be been being is was were")
_VOWELS = "aeiou"


class Restored(NamedTuple):
    """The word at ``place``, what should stand there, and whether it belongs to a name."""

    place: int
    word: str
    named: bool


class Slot(NamedTuple):
    """A place of a phrase: the words that fit it, those of them that may be disguised, and whether they are verbs."""

    fitting: frozenset[str]
    open: tuple[str, ...]
    verb: bool


class Phrase(NamedTuple):
    """The slots of a fixed phrase, after which of them others may stand, and the words that stay in its places.

    A phrase with a gap or a long list of anchors is broad: much may stand in it.
    """

    slots: tuple[Slot, ...]
    gap: int
    kept: frozenset[str]
    passive: bool
    broad: bool


# ------------------------------------------------------------------ forms of words
@cache
def _irregular() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    rows = list(tables.rows("verb_forms.csv", ("lemma", "past", "participle")))
    forms = {row["lemma"]: (row["past"], row["participle"]) for row in rows}
    return forms, {row[part]: row["lemma"] for row in rows for part in ("past", "participle")}


@lru_cache(maxsize=20_000)
def bases(word: str) -> tuple[tuple[str, str], ...]:
    """The words that a small-letter word may be a form of, each with the form: "", s, ed or ing."""
    found = [(word, "")]
    if word in _irregular()[1]:
        found.append((_irregular()[1][word], "ed"))
    for ending, form in (("s", "s"), ("ed", "ed"), ("ing", "ing")):
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < 3 or word.endswith("ss"):
            continue
        found.append((stem, form))
        if form == "s":
            found += [(stem[:-2] + "y", form)] if stem.endswith("ie") else []
            found += [(stem[:-1], form)] if stem.endswith("e") else []
        else:
            found += [(stem + "e", form)]
            found += [(stem[:-1] + "y", form)] if stem.endswith("i") else []
            found += [(stem[:-1], form)] if stem[-1] == stem[-2] else []
    return tuple(found)


_DOUBLING = re.compile(
    r"(?:qu|[^aeiou])*[aeiou][bdgklmnprt]|(?:ex|re|com|pro)pel|(?:ad|com|o|per|sub)mit|re[bf]el|.*fer"
)


@lru_cache(maxsize=20_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(base for base, _ in bases(word))


def inflected(word: str, form: str, participle: bool) -> str:
    """A word in the form of another."""
    if form == "ed" and word in _irregular()[0]:
        return _irregular()[0][word][participle]
    if not form:
        return word
    if word.endswith("y") and word[-2] not in _VOWELS and form != "ing":
        return word[:-1] + {"s": "ies", "ed": "ied"}[form]
    if form == "s":
        return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if word.endswith("e"):
        return word + "d" if form == "ed" else word[:-1] + "ing"
    return word + (word[-1] if _DOUBLING.fullmatch(word) else "") + form


# ------------------------------------------------------------------ the tables
@cache
def _synonyms() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Word → what the thesaurus gives for it: the words that share much of its company, and all of them."""
    rows = tables.rows("synonyms.csv", ("word", "close", "far"))
    split = ((row["word"], row["close"].split("|"), row["far"].split("|")) for row in rows)
    return {word: (frozenset(close), frozenset(close + far)) for word, close, far in split}


@lru_cache(maxsize=50_000)
def stands_for(seen: str, due: str, far: bool = False) -> str | None:
    """The form in which a small-letter word stands for another by the thesaurus; None where it does not."""
    offered = _synonyms().get(due, (frozenset[str](), frozenset[str]()))[far]
    return next((form for base, form in bases(seen) if base in offered), None)


@cache
def _table() -> tuple[tuple[Phrase, ...], tuple[tuple[str, ...], ...]]:
    """Phrases, and names, of ``collocations.csv``."""
    groups: dict[str, str] = {}
    phrases: list[Phrase] = []
    names: list[tuple[str, ...]] = []
    for row in tables.rows("collocations.csv", ("words", "kept")):
        words = row["words"]
        if words.startswith("@") and " " not in words:
            groups[words] = row["kept"]
        elif words[0].isupper() and not words.endswith("#"):
            names.append(tuple(re.findall(r"[\w’']+", words)))
        else:
            phrases += _phrases(re.sub(r"@\w+", lambda group: groups[group[0]], words), row["kept"])
    return tuple(phrases), tuple(names)


def _phrases(words: str, kept: str) -> Iterator[Phrase]:
    parts = words.split()
    gap = parts.index("_") if "_" in parts else 0
    slots = tuple(_slot(part) for part in parts if part != "_")
    stays = frozenset(kept.split("|"))
    broad = bool(gap) or any(len(slot.fitting) > _MANY for slot in slots)
    yield Phrase(slots, gap, stays, False, broad)
    if gap and len(slots) == 2 and slots[0].verb:
        yield Phrase(slots[::-1], gap, stays, True, broad)


def _slot(part: str) -> Slot:
    options = part.replace("+", "").split("|")
    shut = part.startswith("=")
    open_ = () if shut else tuple(option for option in options if option[0] not in "=#")
    return Slot(frozenset(option.strip("=").lower() for option in options), open_, "+" in part)


@cache
def _names() -> dict[str, list[tuple[str, ...]]]:
    """Names by each of their words that is not small."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in dict.fromkeys(itertools.chain(_table()[1], _listed())):
        for word in dict.fromkeys(name):
            if word.lower() not in SMALL:
                found.setdefault(word, []).append(name)
    return found


def names() -> Iterator[tuple[str, ...]]:
    """The words of every name known here."""
    return iter(dict.fromkeys(itertools.chain(_table()[1], _listed())))


def phrases() -> tuple[Phrase, ...]:
    """Every fixed phrase."""
    return _table()[0]


def _listed() -> Iterator[tuple[str, ...]]:
    """Names of two words or more in the other tables: agreements, wars and eras, organisations."""
    said: list[str] = [row["name"] for row in tables.rows("proper_names.csv")]
    said += [row["name"] for row in tables.rows("eras.csv")]
    for table in tables.named("instruments."):
        for row in tables.rows(table):
            said += [row["name"], *row["aliases"].split("|")]
    said += [row["alias"] for row in tables.rows("aliases.csv") if row["actor"].startswith("igo:")]
    for name in said:
        words = tuple(re.findall(r"[\w’']+", name))
        content = [word for word in words if word.lower() not in SMALL]
        if len(content) >= 2 and len(words) <= 8 and all(word[0].isupper() for word in content):
            yield words


# ------------------------------------------------------------------ what should stand in a text
class Words(NamedTuple):
    """The words of a text, for each whether nothing but a space or a hyphen parts it from the next."""

    said: Sequence[str]
    joined: Sequence[bool]

    def run(self, start: int, length: int) -> bool:
        """Whether so many words stand there side by side."""
        return start >= 0 and start + length <= len(self.said) and all(self.joined[start : start + length - 1])


def disguised_names(words: Words) -> tuple[list[list[Restored]], set[int]]:
    """The words to be put right in each name with one word exact and synonyms for others; the places of all names."""
    free = [True] * len(words.said)
    found: list[list[Restored]] = []
    for start, name, odd in sorted(_fitting(words), key=lambda fit: (bool(fit[2]), -len(fit[1]), len(fit[2]))):
        if all(free[start : start + len(name)]):
            free[start : start + len(name)] = [False] * len(name)
            if odd:
                found.append(odd)
    return found, {place for place, is_free in enumerate(free) if not is_free}


def _fitting(words: Words) -> Iterator[tuple[int, tuple[str, ...], list[Restored]]]:
    for i, word in enumerate(words.said):
        for name in _names().get(word, ()):
            start = i - name.index(word)
            if words.run(start, len(name)):
                odd = _odd(words.said[start : start + len(name)], name, start)
                if odd is not None:
                    yield start, name, odd


def _odd(said: Sequence[str], name: tuple[str, ...], start: int) -> list[Restored] | None:
    """The words of a name to be put right, none where it is exact; None where it is another name."""
    odd: list[Restored] = []
    for i, (seen, due) in enumerate(zip(said, name, strict=True)):
        if seen == due:
            continue
        strays = due.lower() in SMALL or not seen[0].isupper() or seen in _institutions()
        if strays or not _agrees(seen.lower(), due.lower(), i == len(name) - 1):
            return None
        odd.append(Restored(start + i, due, True))
    return odd if 2 * len(odd) <= sum(word.lower() not in SMALL for word in name) else None


def _agrees(seen: str, due: str, last: bool) -> bool:
    """Whether a word may stand for a fixed one, at the end of a phrase only in its number."""
    form = stands_for(seen, due, far=True)
    plural = due.endswith("s") and not due.endswith("ss")
    return form in {"", "s"} and (not last or (form == "s") == plural or seen.endswith("s") == plural)


@cache
def _common() -> frozenset[str]:
    return frozenset(row["word"] for row in tables.rows("common_words.csv", ("word",)))


@cache
def _own() -> frozenset[str]:
    return frozenset(word for phrase in phrases() for slot in phrase.slots for word in slot.fitting)


@cache
def _kept() -> frozenset[str]:
    """Words that no broad phrase changes: those of the phrases themselves, and the commonest of the language."""
    return _common() | _own()


@cache
def _institutions() -> frozenset[str]:
    """Words that make names by themselves, with a capital in the common words."""
    return frozenset(word for word in _common() if word[0].isupper())


@cache
def _places() -> dict[str, list[tuple[Phrase, int]]]:
    """The phrases, and the slot, that a word in small letters fits."""
    found: dict[str, list[tuple[Phrase, int]]] = {}
    for phrase in phrases():
        for i, slot in enumerate(phrase.slots):
            for word in slot.fitting:
                found.setdefault(word, []).append((phrase, i))
    return found


def disguised_phrases(words: Words) -> list[Restored]:
    """The words to be put right in fixed phrases one word of which is exact."""
    best: dict[int, tuple[int, Restored]] = {}
    exact: set[int] = set()
    for i, said in enumerate(words.said):
        for phrase, slot in _candidates(said) if said.lower() not in SMALL else ():
            for places in _alignments(words, phrase, i, slot):
                odd = _odd_in(words, phrase, places)
                if odd is None:
                    continue
                if not odd and not phrase.gap:
                    exact |= set(places)
                for restored in odd:
                    score = 4 * (len(places) - len(odd)) - (places[-1] - places[0])
                    if restored.place not in best or best[restored.place][0] < score:
                        best[restored.place] = score, restored
    return [restored for place, (_, restored) in sorted(best.items()) if place not in exact]


@lru_cache(maxsize=20_000)
def _candidates(word: str) -> list[tuple[Phrase, int]]:
    if word[0].isdigit():
        return _places().get("#", [])
    return [fit for base in dict.fromkeys(base for base, _ in bases(word.lower())) for fit in _places().get(base, [])]


def _alignments(words: Words, phrase: Phrase, at: int, slot: int) -> Iterator[list[int]]:
    """The places of all slots of a phrase one of which stands at a place."""
    for wide in range(_GAP + 1) if phrase.gap else (0,):
        offsets = [i + (wide if phrase.gap and i >= phrase.gap else 0) for i in range(len(phrase.slots))]
        start = at - offsets[slot]
        if not words.run(start, offsets[-1] + 1):
            continue
        between = [word.lower() for word in words.said[start + phrase.gap : start + phrase.gap + wide]]
        if phrase.gap and (_STOPS & set(between) or (phrase.passive and not (between and between[-1] in _BE))):
            continue
        yield [start + offset for offset in offsets]


def _odd_in(words: Words, phrase: Phrase, places: list[int]) -> list[Restored] | None:
    odd: list[Restored] = []
    titled = all(words.said[place][0].isupper() for place in places)
    for i, (place, slot) in enumerate(zip(places, phrase.slots, strict=True)):
        seen = words.said[place]
        forms = _stems(seen.lower())
        if not forms.isdisjoint(slot.fitting) or ("#" in slot.fitting and seen[0].isdigit()):
            continue
        kept = _kept() if phrase.broad else _own()
        fixed = not forms.isdisjoint(kept) or not forms.isdisjoint(phrase.kept) or not forms.isdisjoint(SMALL)
        if fixed or len(seen) < 3 or (seen[0].isupper() and not titled and place):
            return None
        participle = phrase.passive or words.said[place - 1].lower() in _BE | {"has", "have", "had"}
        due = _due(seen.lower(), slot, i == len(places) - 1 and not phrase.passive, participle)
        if due is None:
            return None
        odd.append(Restored(place, due, False))
    return odd


def _due(seen: str, slot: Slot, last: bool, participle: bool) -> str | None:
    for due in slot.open:
        form = stands_for(seen, due)
        if form is None:
            continue
        if slot.verb:
            return inflected(due, form, participle)
        if form in {"", "s"} and due.endswith("s") and not due.endswith("ss"):
            if not last or form == "s" or seen.endswith("s"):
                return due
        elif form in {"", "s"} or not last:
            return inflected(due, form, False) if form == "s" else due
    return None
