"""What a bare number counts: told by the number before it, the nation behind it, or the head of its list."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from functools import cache

from detente import indicators
from detente.lexicon import word_classes
from detente.model import Mention, Quantity, Sentence, Span

_NEVER_CARRIED = frozenset({"percent", "percentage point", "ratio", "point", "year", "month", "day", "week"})
"""Units that a bare number behind them does not share."""

_ITEM = re.compile(r"\.(?:\s|$)")
_OPENS = re.compile(r"(?:^|[.)]\s)$")
_HEAD = re.compile(r"([^:\n]{3,100}):\s")
_ROW = re.compile(
    r"(?:^|[:;,.)]|\band)\s*(?:\d+\.\s*)?(?:the )?\x01+(?: (?:members|states|countries|together|combined))*[:,]?\s*"
    r"(?:about |some |around |roughly |nearly )?(?:\x02+ \([^()]*)?$"
)
_HEADED = re.compile(r"\s*(?:\d+\.\s*)?\x01+:[^\x01]*$")
_HEAD_WORDS = 14
_ASIDES = 2
"""Sentences that may stand between two rows of a list."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The words that a list of notes stands under, the unit of its bare numbers, and sentences without a row since."""

    words: str = ""
    unit: str = ""
    age: int = 0


def numbers(text: str, found: Sequence[Mention[Quantity]], taken: Iterable[Span]) -> tuple[Mention[Quantity], ...]:
    """Quantities outside dates and names; a bare large one, or in brackets, counts what the one before does."""
    kept: list[Mention[Quantity]] = []
    spans = tuple(taken)
    for mention in found:
        if any(mention.span.overlaps(span) for span in spans) or _numbers_an_item(text, mention):
            continue
        noun = next(
            (
                other.value.unit
                for other in reversed(kept)
                if other.value.unit.islower() and other.value.unit not in _NEVER_CARRIED
            ),
            "",
        )
        inside = kept and mention.span.start - kept[-1].span.end == len(" (")
        bare = not mention.value.unit and noun and (abs(mention.value.value) >= 100 or inside)
        kept.append(_in(mention, noun) if bare else mention)
    return tuple(kept)


def _numbers_an_item(text: str, mention: Mention[Quantity]) -> bool:
    """Whether a number only numbers the items of a list: "1. Chile … 2. Peru …"."""
    before = text[: mention.span.start]
    bare = not mention.value.unit and mention.value.value < 100
    opens = _OPENS.search(before) or (mention.value.value == 1 and before.endswith(": "))
    return bool(bare and opens and _ITEM.match(text[mention.span.end :]))


def _in(mention: Mention[Quantity], unit: str) -> Mention[Quantity]:
    return dataclasses.replace(mention, value=dataclasses.replace(mention.value, unit=unit))


def head_over(sentence: Sentence, before: Head) -> Head:
    """The head of the list that a sentence belongs to: its own words before a colon, or the one told before."""
    if not re.search("[A-Za-z]", sentence.text):
        return before
    own = _HEAD.match(sentence.text)
    if own and not _names_only(sentence, len(own[1])) and not _counts_in(sentence, len(own[1])):
        return head(own[1])
    if not sentence.quantities and _is_verbless(sentence) and len(sentence.text.split()) <= _HEAD_WORDS:
        return head(sentence.text)
    if any(_stands_in_row(sentence, m) for m in sentence.quantities):
        return dataclasses.replace(before, age=0)
    return dataclasses.replace(before, age=before.age + 1) if before.age < _ASIDES else Head()


def head(words: str) -> Head:
    """A head with the unit of what its words speak of."""
    told = indicators.told(words.lower())
    return Head(words=words, unit=told.unit if told else "")


def head_after(sentence: Sentence, over: Head) -> Head:
    """The head that goes on behind a sentence: a number with a noun tells what bare ones under it count."""
    listing = not over.age and (over.words or any(_stands_in_row(sentence, m) for m in sentence.quantities))
    nouns = (m.value.unit for m in sentence.quantities if m.value.unit in _nouns())
    unit = next(nouns, "") if listing else ""
    return dataclasses.replace(over, unit=over.unit or unit)


@cache
def _nouns() -> frozenset[str]:
    units = {indicator.unit for indicator in indicators.indicators().values()}
    return frozenset(unit for unit in units if unit.isalpha() and unit.islower()) - _NEVER_CARRIED


def _names_only(sentence: Sentence, length: int) -> bool:
    masked = _masked(sentence)[:length]
    return not re.sub(r"[\x01\s\d.]", "", masked)


def _counts_in(sentence: Sentence, length: int) -> bool:
    return any(m.span.start < sentence.span.start + length for m in sentence.quantities)


def _is_verbless(sentence: Sentence) -> bool:
    return bool(sentence.clauses) and all(clause.form == "nominal" for clause in sentence.clauses)


def _masked(sentence: Sentence) -> str:
    """The sentence with its numbers and whom it names, also "the world", blotted out."""
    text = sentence.text
    for mark, mentions in (("\x01", sentence.actors), ("\x02", sentence.quantities)):
        for mention in mentions:
            start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
            text = text[:start] + mark * (end - start) + text[end:]
    return _world().sub(lambda found: "\x01" * len(found[0]), text)


@cache
def _world() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(word_classes()['whole_world']))})\b", re.IGNORECASE)


def _stands_in_row(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    """Whether a number stands right behind whose it is: "Peru: 3", "Chile 5 (2020)", "Peru: ships 3, jets 4"."""
    before = _masked(sentence)[: mention.span.start - sentence.span.start]
    return bool(_ROW.search(before) or _HEADED.match(before))


def in_row(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    """Whether a number is in a row of a list whose head is known."""
    return bool(sentence.lead) and _stands_in_row(sentence, mention)


def with_units(sentence: Sentence, over: Head) -> tuple[Mention[Quantity], ...]:
    """The sentence's quantities, bare ones in what they count where their nation or list tells it."""
    return tuple(
        _in(m, unit) if (unit := _people(sentence, m) or _of_list(sentence, m, over)) else m
        for m in sentence.quantities
    )


def _of_list(sentence: Sentence, mention: Mention[Quantity], over: Head) -> str:
    if mention.value.unit or not over.unit or (over.unit == "percent" and abs(mention.value.value) > 100):
        return ""
    return over.unit if _stands_in_row(sentence, mention) else ""


def _people(sentence: Sentence, mention: Mention[Quantity]) -> str:
    """The unit of a number before a nation: in "200 Chileans" persons, in "2 Chilean and 5 Peruvian ships" ships."""
    nation = next((m for m in sentence.actors if m.value.type == "state" and _before(sentence, mention, m.span)), None)
    unit = mention.value.unit
    told = bool(unit) if mention.how == "bare" else unit in _nouns() or indicators.alike(unit, "person")
    if nation is None or told or mention.how not in {"bare", "noun"}:
        return ""
    after = sentence.at(Span(nation.span.end, sentence.span.end))
    following = next((m for m in sentence.quantities if m.span.start >= nation.span.end), None)
    if following and mention.how == "bare":
        between = sentence.at(Span(nation.span.end, following.span.start))
        if re.fullmatch(r",? and (?:about |some |nearly )?|, ", between):
            return following.value.unit
    noun = next((w for w in sentence.words if w.span.start == nation.span.end + 1), None)
    alone = noun is None or not noun.tag.startswith(("NN", "JJ", "CD", "HYPH")) or not after.startswith(" ")
    return "person" if alone else ""


def _before(sentence: Sentence, mention: Mention[Quantity], nation: Span) -> bool:
    """Whether a nation is the number's noun, or stands right behind it."""
    if mention.how == "noun":
        return nation.end == mention.span.end and nation.start > mention.span.start
    return sentence.at(Span(mention.span.end, nation.start)) == " " if nation.start > mention.span.end else False
