"""The sentence form that kinds work on.

Everything found is typed where it is found: actors, periods, quantities, instruments, words as plain tuples, and
clauses with who does what to whom. Spans point into the document's reading copy.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TypeVar

from detente import (
    actors,
    coding,
    counted,
    datelines,
    dates,
    instruments,
    parse,
    referring,
    speeches,
    tenures,
    units,
    weapons,
)
from detente.dates import ancient, eras
from detente.model import Actor, Clause, Document, Instrument, Mention, Period, Sentence, Span, Word
from detente.parse import MODEL, parser

T = TypeVar("T")

CAST = 24
"""How many actors back a pronoun may reach."""

_ABOUT_STATES = 0.2
"""Part of its sentences that name an actor from which a text is taken to be about states."""

_SHORT = 6
"""Sentences up to which a text is too short to tell what it is about: all of it is parsed."""

_REACH = 4
"""How many sentences of a paragraph may go on about an actor without naming one."""

_HEADING_WORDS = 14


def annotate(document: Document, *, model: str = MODEL) -> Document:
    """The repaired document cut into annotated sentences. Headings are kept as context and give no sentence.

    A sentence is parsed only where relations between states can be its subject (see ``_stretches``); any other keeps
    its dates, numbers and names, without words and clauses.
    """
    sentences: list[Sentence] = []
    memory = _Memory(document)
    lines = list(_paragraphs(document.copy))
    cuts = _cut([text for _, _, text, heading in lines if not heading])
    starts = [start for _, start, _, heading in lines if not heading]
    parses = parser(model).sentences(
        (start + at, text) for start, cut in zip(starts, cuts, strict=True) for at, text, parsed in cut if parsed
    )
    remaining, heading = iter(cuts), ""
    for number, start, line, is_heading in lines:
        if is_heading:
            heading = line.strip()
            memory.see_heading(heading)
        before = ""
        for at, text, is_parsed in () if is_heading else next(remaining):
            for first, last, words in next(parses) if is_parsed else [(0, len(text), ())]:
                blank = Sentence(
                    document_id=document.id,
                    index=len(sentences),
                    paragraph=number,
                    text=text[first:last],
                    span=Span(start + at + first, start + at + last),
                    heading=heading,
                    before=before,
                    spun=document.spun,
                )
                sentences.append(memory.annotate(blank, words))
                before = blank.text
    return dataclasses.replace(document, sentences=tuple(sentences))


_Piece = tuple[int, str, bool]
"""A stretch of a paragraph: its offset, its text, and whether it is parsed."""


def _cut(paragraphs: Sequence[str]) -> list[list[_Piece]]:
    """Each paragraph cut into stretches that are parsed and sentences that are not.

    Where a text is about states, or short, all of it is parsed. Elsewhere a sentence is if it names an actor or an
    instrument, or stands after or just before one that does: that is where a pronoun can go on about them.
    """
    cuts = [parse.pieces(text) for text in paragraphs]
    told = [text[start:end] for text, cut in zip(paragraphs, cuts, strict=True) for start, end in cut]
    enough = math.ceil(_ABOUT_STATES * len(told))
    if len(told) <= _SHORT or sum(1 for _ in itertools.islice(filter(_names_any, told), enough)) == enough:
        return [[(0, text, True)] for text in paragraphs]
    named = [[_names_any(text[start:end]) for start, end in cut] for text, cut in zip(paragraphs, cuts, strict=True)]
    return [list(_stretches(text, cut, near)) for text, cut, near in zip(paragraphs, cuts, named, strict=True)]


def _names_any(text: str) -> bool:
    return bool(actors.find(text) or instruments.find_instruments(text))


def _stretches(text: str, pieces: Sequence[tuple[int, int]], named: Sequence[bool]) -> Iterator[_Piece]:
    """Neighbours that are parsed stay together, so that the parser has the same words beside a sentence as ever."""
    first, last = -1, -1
    for i, (start, end) in enumerate(pieces):
        if any(named[max(0, i - _REACH) : i + 2]):
            first, last = (start if first < 0 else first), end
            continue
        if first >= 0:
            yield first, text[first:last], True
        yield start, text[start:end], False
        first = -1
    if first >= 0:
        yield first, text[first:last], True


def _paragraphs(copy: str) -> Iterator[tuple[int, int, str, bool]]:
    """(line number, offset, text, whether it is a heading) of each line that has words.

    Lines in the form of headings that head nothing, in a list of notes or of headlines, are read like others.
    """
    lines, at = copy.split("\n"), 0
    notes = all(_is_heading(line) for line in lines if line.strip())
    for number, line in enumerate(lines):
        if line.strip():
            yield number, at, line, _is_heading(line) and not (notes and not line.lstrip().startswith("#"))
        at += len(line) + 1


def _is_heading(line: str) -> bool:
    text = line.strip()
    if text.startswith("#"):
        return True
    if len(text.split()) > _HEADING_WORDS or text[-1] in '!?"”;:)' or (text[-1] == "." and not _dated_title(text)):
        return False
    return not re.search(r"\b(?:is|are|was|were|has|have|had|said|says|will)\b", text) and not re.search(
        r"[.!?] ", text
    )


_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "between", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)


def _dated_title(text: str) -> bool:
    """Titles of chronicles, in capitals but for small words: "Establishment of Relations with Chile, 1827."."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text[:-7])
    dated = re.search(r", (?:1[5-9]|20)\d\d\.$", text) and not re.search(r"\d", text[:-7])
    return bool(dated) and all(word[0].isupper() or word in _SMALL for word in words)


class _Memory:
    """What the text so far has established: the date, the cast, the agreement it speaks of."""

    def __init__(self, document: Document) -> None:
        self.dated = datelines.day(document.copy)
        self.head = counted.Head()
        self.opened = datelines.end(document.copy)
        self.written = self.dated or document.dated
        self.topic: Instrument | None = None
        self.recent: list[Instrument] = []
        self.cast: list[Actor] = []
        self.known: dict[str, Actor] = {}
        self.spoken: Counter[str] = Counter()
        self.states: dict[str, Actor] = {}
        self.speech = speeches.whose(document.source.title, document.copy, self.written)
        self.sides = speeches.sides(document.source.title, document.copy, self.written)

    def see_heading(self, heading: str) -> None:
        self.head = counted.head(heading)
        found = dates.find(heading)
        if found:
            self.dated = found[-1].value
        named = instruments.find_instruments(heading)
        if named:
            self.topic = named[-1].value

    def annotate(self, sentence: Sentence, words: tuple[Word, ...]) -> Sentence:
        base = sentence.span.start
        years_bc = ancient.find(sentence.text)
        if years_bc:  # what is told of a year BC happened at no date before
            self.dated = None
        dated = dates.find(sentence.text, anchor=self.dated, written=self.written, spoken=self.speech is not None)
        dated = [m for m in dated if base + m.span.start >= self.opened]
        named_eras = eras.find(sentence.text, self.dated)
        told = [m for m in dated if m.how != "present" and not any(m.span in era.span for era in named_eras)]
        periods = _shift(told or named_eras or dated, base)
        at = periods[0].value if periods else self.dated
        named = _shift(instruments.find_instruments(sentence.text, at=at), base)
        arms = _shift(weapons.find(sentence.text), base)
        titles = [m.span for m in named if m.value.type != "sanctions-regime"] + [m.span for m in arms]
        people = self._people(sentence, words, titles, at)
        periods = periods or _shift(tenures.find(sentence.text, _shift(people, -base)), base)
        taken = [m.span for m in periods] + [m.span for m in _shift(years_bc, base)]
        taken += [m.span for m in named if m.value.type != "plan"]
        numbers = counted.numbers(sentence.text, units.find(sentence.text), _spans(taken, -base))
        full = dataclasses.replace(
            sentence,
            actors=people,
            periods=periods,
            quantities=_shift(numbers, base),
            instruments=named,
            weapons=arms,
            words=words,
            dated=self.dated,
            topic=self.topic,
            speaker=self.speech.speaker if self.speech else None,
            sides=self.sides,
            recent=tuple(self.recent),
            cast=tuple(self.cast),
            pair=tuple(self.states[key] for key, _ in self.spoken.most_common(2)),
        )
        full = dataclasses.replace(full, clauses=tuple(coding.code(full, clauses(words))))
        full = self._in_its_list(full)
        self._remember(full)
        return full

    def _in_its_list(self, sentence: Sentence) -> Sentence:
        """The sentence under the head of its list, which says what its bare numbers count."""
        over = counted.head_over(sentence, self.head)
        sentence = dataclasses.replace(sentence, lead=over.words, quantities=counted.with_units(sentence, over))
        self.head = counted.head_after(sentence, over)
        return sentence

    def _people(
        self,
        sentence: Sentence,
        words: tuple[Word, ...],
        titles: Sequence[Span],
        at: Period | None,
    ) -> tuple[Mention[Actor], ...]:
        """Who is named outside the names of things, who is pointed back at, and whom "we" stands for."""
        base = sentence.span.start
        known = _shift(actors.find(sentence.text, at=at, known=tuple(self.known.values())), base)
        titles = [*titles, *(Span(span.start + base, span.end + base) for span in eras.operations(sentence.text))]
        people = [m for m in known if not any(m.span in title for title in titles)]
        people += referring.back(words, people, self.cast, at)
        if self.speech:
            people += _shift(speeches.mentions(sentence.text, self.speech), base)
        return tuple(sorted(people, key=lambda m: m.span))

    def _remember(self, sentence: Sentence) -> None:
        plain = [m for m in sentence.periods if m.how not in {"decade", "century", "present"}]
        plain = [m for m in plain if m.how != "era"] or plain
        plain = [m for m in _shift(plain, -sentence.span.start) if dates.moves_on(sentence.text, m, self.dated)]
        if plain:
            self.dated = max(plain, key=lambda m: (m.value.days <= 31, m.span)).value
        if sentence.instruments:
            self.topic = sentence.instruments[-1].value
            fresh_names = [m.value for m in reversed(sentence.instruments)]
            self.recent = list(dict.fromkeys([*fresh_names, *self.recent]))[:8]
        fresh = [m.value for m in sentence.actors if m.how != "speech"]
        self.known |= {actor.id: actor for actor in fresh}
        for state in filter(None, (actors.state_of(actor, self.dated) for actor in fresh)):
            self.spoken[state.id] += 1
            self.states[state.id] = state
        ids = {actor.id for actor in fresh}
        subjects = [
            m.value
            for m in sentence.actors
            if any(c.form == "main" and c.subject and m.span.overlaps(c.subject) for c in sentence.clauses)
        ]
        self.cast = [
            *dict.fromkeys([*subjects, *reversed(fresh)]),
            *(actor for actor in self.cast if actor.id not in ids),
        ][:CAST]


def _spans(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)


def _shift(mentions: Iterable[Mention[T]], by: int) -> tuple[Mention[T], ...]:
    moved = (
        Mention(
            span=Span(m.span.start + by, m.span.end + by), value=m.value, how=m.how, sector=m.sector, anchor=m.anchor
        )
        for m in mentions
    )
    return tuple(sorted(moved, key=lambda m: m.span))


_HEADS = {
    "ccomp": "complement",
    "advcl": "adverbial",
    "relcl": "relative",
    "acl": "participle",
    "parataxis": "main",
    "csubj": "complement",
}


def clauses(words: Sequence[Word]) -> tuple[Clause, ...]:
    """The clauses of a parsed sentence, in text order. Every word belongs to exactly one of them."""
    finite = {w.head for i, w in enumerate(words) if w.relation in _FINITE and w.head != i}
    heads = {i: form for i, word in enumerate(words) if (form := _form(words, i, finite))}
    owner = [_owner(words, heads, i) for i in range(len(words))]
    chains = {at: _chain(words, heads, at) for at in set(owner)}
    found = []
    for head, form in heads.items():
        own = [i for i, at in enumerate(owner) if at == head]
        below = [i for i, at in enumerate(owner) if head in chains[at]]
        span = _trim(words, own)
        if span is None:
            continue
        found.append(
            Clause(
                verb=head,
                span=span,
                whole=_trim(words, below) or span,
                form="nominal"
                if form == "main" and not words[head].tag.startswith(("VB", "MD")) and head not in finite
                else form,
                lemma=words[head].lemma.lower(),
                subject=_subject(words, head),
            )
        )
    return tuple(sorted(found, key=lambda clause: clause.span))


_FINITE = frozenset({"cop", "aux", "auxpass", "nsubj", "nsubjpass"})
"""Relations of words that make a predicate of their head, also of one that is no verb."""


def _form(words: Sequence[Word], i: int, finite: Container[int]) -> str:
    word = words[i]
    verbal = word.tag.startswith("VB") or i in finite
    if word.relation in {"ROOT", "parataxis"}:
        return "main"
    if word.relation == "advcl" and word.tag == "VBG":
        return "participle"
    if word.relation in _HEADS and (verbal or word.relation in {"advcl", "relcl"}):
        return _HEADS[word.relation]
    if word.relation == "pcomp" and word.tag == "VBG" and words[word.head].head != word.head - 1:
        return "participle"  # not "worked on selling", which is one doing
    if (
        word.relation == "conj"
        and verbal
        and (words[word.head].tag.startswith("VB") or _form(words, word.head, finite))
    ):
        return "conjunct"
    if word.relation in {"dep", "appos"} and word.tag in {"VBD", "VBZ", "VBP"}:
        return "main"
    return ""


def _owner(words: Sequence[Word], heads: dict[int, str], i: int) -> int:
    seen = set()
    while i not in heads and words[i].head != i and i not in seen:
        seen.add(i)
        i = words[i].head
    return i if i in heads else next(iter(heads), i)


def _chain(words: Sequence[Word], heads: dict[int, str], head: int) -> set[int]:
    """The clause heads that a clause hangs under, itself included."""
    chain, seen = {head}, set()
    while head in heads and words[head].head != head and head not in seen:
        seen.add(head)
        head = _owner(words, heads, words[head].head)
        chain.add(head)
    return chain


_EDGE = frozenset(".,;:—–-!?()[]“”\"'’‘")


def _trim(words: Sequence[Word], own: Sequence[int]) -> Span | None:
    """From the first to the last of some words without punctuation and conjunctions at the edges."""
    kept = [i for i in own if words[i].relation != "punct" and words[i].text not in _EDGE]
    while kept and words[kept[0]].tag == "CC":
        kept.pop(0)
    while kept and words[kept[-1]].tag in {"CC"}:
        kept.pop()
    if not kept:
        return None
    start, end = words[kept[0]].span.start, words[kept[-1]].span.end
    following = words[kept[-1] + 1] if kept[-1] + 1 < len(words) else None
    if (
        following
        and following.text in {"”", '"', "%", ")"}
        and following.span.start == end
        and _opens(words, kept, following.text)
    ):
        end = following.span.end
    return Span(start, end)


def _opens(words: Sequence[Word], kept: Sequence[int], close: str) -> bool:
    opener = {"”": "“", '"': '"', ")": "(", "%": ""}[close]
    return not opener or any(words[i].text == opener for i in range(kept[0], kept[-1] + 1))


def _subject(words: Sequence[Word], head: int) -> Span | None:
    """The ladder: own subject; the noun a relative or participle hangs on; the governor's subject."""
    seen: set[int] = set()
    while head not in seen:
        seen.add(head)
        for i, word in enumerate(words):
            if (
                word.head == head
                and word.relation in {"nsubj", "nsubjpass", "csubj", "agent"}
                and i != head
                and word.relation != "agent"
            ):
                if word.tag in {"WDT", "WP"} and words[head].relation in {"relcl"}:
                    return subtree(words, words[head].head, stop=head)
                return subtree(words, i)
        if words[head].relation == "acl":
            return subtree(words, words[head].head, stop=head)
        if words[head].head == head:
            return None
        head = words[head].head
    return None


def subtree(words: Sequence[Word], top: int, stop: int | None = None) -> Span:
    """The span of a word and all that hangs on it, without what hangs on ``stop``."""
    inside = _hanging(words, top, lambda i: i != stop)
    return Span(words[min(inside)].span.start, words[max(inside)].span.end)


def _hanging(words: Sequence[Word], top: int, keep: Callable[[int], bool]) -> set[int]:
    """A word and all that hangs on it, as indices; what is not kept is left out with all that hangs on it."""
    below: dict[int, list[int]] = {}
    for i, word in enumerate(words):
        below.setdefault(word.head, []).append(i)
    inside, todo = {top}, [top]
    while todo:
        found = [i for i in below.get(todo.pop(), ()) if i not in inside and keep(i)]
        inside.update(found)
        todo += found
    return inside


def noun_phrase(sentence: Sentence, trigger: Span) -> Span:
    """The noun phrase around a noun of action, without clauses and dates of the whole sentence that hang on it."""
    top = next(i for i, word in enumerate(sentence.words) if word.span.overlaps(trigger))
    clause_heads = {clause.verb for clause in sentence.clauses if clause.verb != top}

    def belongs(i: int) -> bool:
        word = sentence.words[i]
        beside = word.relation in {"appos", "punct"} or (word.head == top and word.relation in {"conj", "cc"})
        return i not in clause_heads and not beside

    inside = _hanging(sentence.words, top, belongs)
    joined = min((i for i, w in enumerate(sentence.words) if w.head == top < i and w.relation == "conj"), default=None)
    if joined is not None and any(top < i < joined for i in inside):  # "the raid on Tripoli and the seizure of"
        inside = {i for i in inside if i < joined and sentence.words[i].relation != "cc"}
    start, end = sentence.words[min(inside)].span.start, sentence.words[max(inside)].span.end
    return Span(start, end)
