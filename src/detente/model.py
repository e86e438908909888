"""The words of the house: every core type, frozen, from the standard library alone.

Prose becomes a ``Document`` of ``Sentence``s; the kinds find ``Claim``s in it; checking compares each claim with
reference claims, which are claims from another source, and says what it found in a ``Finding``.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar

from detente.errors import SourceError

T = TypeVar("T")
Body = TypeVar("Body")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` up to, not including, ``end`` of the ORIGINAL text of a document."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words this span points at in ``text``."""
        return text[self.start : self.end]


_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Period:
    """Days from ``start`` up to, not including, ``end``. Imprecision is width: a year is 365 or 366 days wide.

    ``precision`` is how the words put it (day, month, year, range, …) and only serves to print the period again.
    """

    start: dt.date
    end: dt.date
    precision: str = field(default="range", compare=False)

    @classmethod
    def of(cls, first: str, last: str = "") -> Period:
        """The period that a partial ISO date names, or from the one to the other, both inclusive.

        ``Period.of("1991-06")`` is June 1991; ``Period.of("1972-02-21", "1972-02-28")`` are eight days.
        Raises SourceError when a date does not parse or the last lies before the first.
        """
        start, stop, precision = _bounds(first)
        if last and last != first:
            _, stop, _ = _bounds(last)
            precision = "range"
        if stop <= start:
            raise SourceError(f"period {first!r} to {last!r} ends before it begins.")
        return cls(start=start, end=stop, precision=precision)

    @property
    def first(self) -> str:
        """The partial ISO date it starts with, at the precision of the period."""
        return _print(self.start, self.precision)

    @property
    def last(self) -> str:
        """The partial ISO date of its last day, at the precision of the period."""
        return _print(self.end - dt.timedelta(days=1), self.precision)

    @property
    def days(self) -> int:
        """How many days wide."""
        return (self.end - self.start).days

    def __contains__(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """True when the two share a day; periods that only touch do not."""
        return self.start < other.end and other.start < self.end

    def distance(self, other: Period) -> int:
        """Days between the nearest days of the two; 0 when they overlap."""
        if self.overlaps(other):
            return 0
        earlier, later = (self, other) if self.end <= other.start else (other, self)
        return (later.start - earlier.end).days + 1

    def __str__(self) -> str:
        return self.first if self.precision != "range" or self.first == self.last else f"{self.first}/{self.last}"


@lru_cache(maxsize=50_000)
def _bounds(text: str) -> tuple[dt.date, dt.date, str]:
    found = _PARTIAL.fullmatch(text.strip())
    if not found:
        raise SourceError(f"{text!r} is not a date.", hint="Write YYYY, YYYY-MM or YYYY-MM-DD.")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            start = dt.date(year, month, day)
            return start, start + dt.timedelta(days=1), "day"
        if month:
            start = dt.date(year, month, 1)
            return start, start + dt.timedelta(days=calendar.monthrange(year, month)[1]), "month"
        return dt.date(year, 1, 1), dt.date(year + 1, 1, 1), "year"
    except (ValueError, OverflowError) as error:
        raise SourceError(f"{text!r} is not a day of the calendar.") from error


def _print(day: dt.date, precision: str) -> str:
    text = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    return {"year": text[:4], "month": text[:7]}.get(precision, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit; ``low`` and ``high`` are what the wording allows ("over", "about", printed precision).

    ``unit`` is an ISO 4217 currency (USD), a UCUM-like unit (km, km2, kg, percent), or a counted noun in the
    singular ("warhead"). Per cent is 2.1, never 0.021. ``comparator`` is ``=``, ``>``, ``<``, ``~`` or ``range``; an
    open end is infinite.
    """

    value: float
    unit: str
    low: float
    high: float
    comparator: str = "="


OWN = "own:"
"""How the id of a source begins whose rows are a user's own."""

FETCHED = "fetched:"
"""How the id of a source begins whose rows are a fetched set's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where words or values come from."""

    id: str
    title: str
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""
    licence: str = ""
    sha256: str = ""

    @property
    def own(self) -> bool:
        """Whether it is a file of a user's own reference rows."""
        return self.id.startswith(OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state (ISO 3166 alpha-3, withdrawn codes kept), or ``igo:``, ``person:``, ``group:``, ``company:`` and so on.

    ``code`` is how the interchange form writes it (``USA``, ``IGO``, ``UNO``); ``of`` is whose minister, citizen or
    organ it is. ``codes`` holds cow, gw and wikidata where known.
    """

    id: str
    name: str
    type: str
    code: str = ""
    of: str = ""
    valid: Period | None = None
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A named agreement, law, resolution, plan or conference: what an article can name and a row be keyed on."""

    id: str
    name: str
    type: str
    year: int | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """A named weapon: its ``type`` as a noun ("missile"), the states that made it, the year it entered service."""

    name: str
    type: str
    makers: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Generic[T]):
    """Words that stand for a value; ``how`` is exact, alias, restored, or the name of the rule that found them.

    ``sector`` is the CAMEO sector that the wording implies for an actor (GOV, MIL, LEG, …), or empty. ``anchor`` is the
    earlier period from which a date was completed or counted ("On May 3", "the next day").
    """

    span: Span
    value: T
    how: str = "exact"
    sector: str = ""
    anchor: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One token of the parse as plain data. ``head`` is an index into the sentence's words (its own for the root)."""

    text: str
    lemma: str
    tag: str
    head: int
    relation: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does what to whom in a clause, as the verb lexicon and the parse say.

    ``type`` is a PLOVER type, ``cameo`` its CAMEO code; ``source`` and ``target`` are the mentions that
    fill the roles (empty when the text names none); ``trigger`` is the word that told, ``rule`` the ladder's rung.
    """

    type: str
    mode: str = ""
    cameo: str = ""
    source: tuple[Mention[Actor], ...] = ()
    target: tuple[Mention[Actor], ...] = ()
    trigger: Span
    lemma: str
    rule: str
    mutual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A predicate and what hangs on it: the piece of a sentence that one source can confirm or deny.

    ``verb`` is the index of its head word, ``span`` its words without the clauses that depend on it, ``whole`` with
    them, ``form`` main, relative, participle, complement, adverbial, conjunct or nominal (a piece without a verb),
    ``subject`` the span of its own or inherited subject, and ``acts`` what is done in it.
    """

    verb: int
    span: Span
    whole: Span
    form: str
    lemma: str
    subject: Span | None = None
    acts: tuple[Act, ...] = ()
    negated: bool = False
    modality: str = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What the kinds look at: the words of one sentence and everything typed that was found in it.

    Every span here points into the reading copy (``Document.copy``); ``reading`` turns them into spans of the original,
    once. ``dated`` is the period that the text before has established, ``topic`` the agreement or law it speaks of,
    ``recent`` the ones named before and ``cast`` the actors, most recent first, ``pair`` the two states it has spoken
    of most, ``speaker`` whose speech the text is, ``sides`` who speak together in a joint one, ``lead`` the head of the
    list it belongs to, ``before`` the sentence before in its paragraph, ``spun`` whether a spinner wrote the document.
    """

    document_id: str
    index: int
    paragraph: int
    text: str
    span: Span
    actors: tuple[Mention[Actor], ...] = ()
    periods: tuple[Mention[Period], ...] = ()
    quantities: tuple[Mention[Quantity], ...] = ()
    instruments: tuple[Mention[Instrument], ...] = ()
    weapons: tuple[Mention[Weapon], ...] = ()
    words: tuple[Word, ...] = ()
    clauses: tuple[Clause, ...] = ()
    dated: Period | None = None
    topic: Instrument | None = None
    recent: tuple[Instrument, ...] = ()
    cast: tuple[Actor, ...] = ()
    pair: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    sides: tuple[Actor, ...] = ()
    heading: str = ""
    lead: str = ""
    before: str = ""
    spun: bool = False

    def at(self, span: Span) -> str:
        """The words of the reading copy under a span of this sentence."""
        return self.text[span.start - self.span.start : span.end - self.span.start]

    def names_thing(self, span: Span) -> bool:
        """Whether words belong to the name of an instrument or a weapon."""
        named = (*(m.span for m in self.instruments), *(m.span for m in self.weapons))
        return any(name.overlaps(span) for name in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and where it comes from.

    ``text`` is the original and never changes. ``copy`` is the reading copy, with typography and disguised names
    repaired; ``offsets[i]`` is where its character i stands in ``text`` (one more for the end).
    """

    source: Source
    text: str
    copy: str = ""
    offsets: tuple[int, ...] = ()
    language: str = "en"
    dated: Period | None = None
    sentences: tuple[Sentence, ...] = ()
    restored: tuple[Mention[str], ...] = ()
    spun: bool = False

    @property
    def id(self) -> str:
        """The id of its source."""
        return self.source.id

    def original(self, span: Span) -> Span:
        """The span of the original text that a span of the reading copy stands for."""
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


class Modality(StrEnum):
    """How firmly the text puts it."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """An act as the interchange form writes it: PLOVER type and mode, CAMEO code, roles as words and as codes.

    ``magnitude`` is the one number in its words that is no time: the sixty diplomats expelled.
    """

    plover: str = ""
    mode: str = ""
    cameo: str = ""
    source_text: str = ""
    target_text: str = ""
    source_actor: str = ""
    target_actor: str = ""
    magnitude: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """From which words a claim was read: the ``trigger`` that told, and those that gave its date.

    ``dated_by`` is the rule that read the date ("carried", "relative"; "before" where the text before gave it) and
    ``anchor`` the period that a date without its own year was reckoned from. ``since`` says that the time only begins
    with the date.
    """

    trigger: str = ""
    date_words: str = ""
    dated_by: str = ""
    anchor: str = ""
    since: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[Body]):
    """One thing a source says: an envelope (whose words, where, how firmly, by which rule) around a body.

    ``at`` is a span of the document, or the key of a reference row; ``quote`` its exact words, ``repaired`` the words
    of the reading copy where they differ. ``polarity`` is False when the text says it is not so.
    ``carried`` is the date that the text has got to, where the words of a past act give none of their own;
    ``others`` are the bodies that other kinds read in the same words.
    """

    kind: str
    body: Body
    source_id: str
    at: Span | str
    quote: str
    rule: str
    speaker: str = ""
    modality: Modality = Modality.ASSERTED
    polarity: bool = True
    coding: Coding = Coding()
    repaired: str = ""
    carried: Period | None = None
    place: str = ""
    sentence: int = -1
    others: tuple[tuple[str, Any], ...] = ()
    trace: Trace = Trace()
    vintage: str = ""
    note: str = ""
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Hash of what is said and where: the same words in the same place of the same source give the same id."""
        if not self._id:  # worked out once: twenty thousand reference claims are asked for theirs again and again
            object.__setattr__(self, "_id", self._hash())
        return self._id

    def _hash(self) -> str:
        if isinstance(self.at, str) and self.at[-13:-12] == "#":  # a key that ends in a hash of the row's cells
            return hashlib.sha256(f"{self.kind} {self.source_id} {self.at}".encode()).hexdigest()[:16]
        where = self.at if isinstance(self.at, str) else [self.at.start, self.at.end]
        said: list[Any] = [self.kind, self.source_id, where, self.quote]
        said += [plain(self.body), self.polarity, self.modality, self.vintage]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def plain(value: Any) -> Any:
    """A value of ours as JSON can hold it: dataclasses as dicts, periods and spans as strings and pairs."""
    if isinstance(value, Period):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


class Verdict(StrEnum):
    """What a finding says of a claim; see docs/verdicts.md."""

    SUPPORTED = "supported"
    IMPRECISE = "imprecise"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    UNVERIFIABLE = "unverifiable"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The verdict on one claim with its evidence.

    ``against`` are ids of the reference claims (or of claims of the same text) it was compared with; ``message`` says
    in one or two sentences what the text says, what the reference says and by which rule; ``true_value`` is the value
    found; ``nearest`` says what a wrong number really is; ``method`` is reference, internal, arithmetic, calendar or
    ordinal; ``confidence`` the probability that the verdict is right. ``asked`` are the rules that found the text at
    odds with itself here without saying which passage is wrong: their questions stand at the end of the message, and
    the passages are among ``against``.
    """

    claim_id: str
    verdict: Verdict
    message: str
    against: tuple[str, ...] = ()
    true_value: str = ""
    nearest: str = ""
    rule: str = ""
    method: str = ""
    reason: str = ""
    confidence: float = 0.5
    asked: tuple[str, ...] = ()


class Agreement(StrEnum):
    """How far two values agree."""

    EQUAL = "equal"
    LOOSE = "loose"
    UNEQUAL = "unequal"
    UNKNOWN = "unknown"
