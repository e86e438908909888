"""How a number stands in its sentence: at which end of a change, as a bound, and of which part of what it counts."""

from __future__ import annotations

import re
from functools import cache

from detente.lexicon import word_classes
from detente.model import Mention, Quantity, Sentence, Span

_HEDGED = r"(?: (?:about|around|some|nearly|almost|over|under|just|only|an estimated|more than|less than|roughly))*\s*$"
_FROM = re.compile(rf"\b(?:from|up from|down from){_HEDGED}")
_TO = re.compile(rf"\bto{_HEDGED}|(?:→|->)\s*$")
_BETWEEN = re.compile(r"[\s,;]|\b(?:and|or|plus|as well as)\b")
_PARTS = frozenset({"JJ", "VBN", "VBD", "VBG", "NN", "NNP"})
_COUNTED = frozenset({"noun", "bracket", "bare", "before"})


@cache
def _bounds() -> dict[str, re.Pattern[str]]:
    """Bound → the words that make one of the number behind them, at the end of a text in lower case."""
    return {
        name: re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_classes()[f'bound_{name}'])))})\s*$")
        for name in ("max", "min")
    }


def role(sentence: Sentence, mention: Mention[Quantity]) -> str:
    """``from`` or ``to`` for the ends of a change, else ''. An end needs the other one, or a word of change."""
    before = _before(sentence, mention)
    if _FROM.search(before):
        return "from"
    if not _TO.search(before):
        return ""
    earlier = any(_FROM.search(_before(sentence, other)) for other in sentence.quantities if other.span < mention.span)
    return "to" if earlier or _changing().search(re.split(r"[;:]", before)[-1]) else ""


@cache
def _changing() -> re.Pattern[str]:
    stems = "|".join(sorted(set().union(*(word_classes()[f"{name}_stem"] for name in ("rise", "fall", "slow")))))
    return re.compile(rf"\b(?:{stems})\w*\b[^,]*$")


def bound(sentence: Sentence, mention: Mention[Quantity]) -> str:
    """``max`` under a limit, ``min`` under a floor, else ''; a list of numbers stands under one word together."""
    text = _before(sentence, mention, others=False)
    return next((name for name, words in _bounds().items() if words.search(text)), "")


def qualifier(sentence: Sentence, mention: Mention[Quantity]) -> str:
    """Which of the things are counted: "deployed" of "700 deployed missiles" and of "(700 deployed)"."""
    if mention.how not in _COUNTED or not mention.value.unit:
        return ""
    words = [w for w in sentence.words if w.span in mention.span and w.tag not in {"CD", "DT"}]
    if mention.how == "noun":
        return " ".join(w.text.lower() for w in words[:-1] if w.tag in _PARTS or "-" in w.text)
    behind = re.match(r" ([a-z]+(?:-[a-z]+)*)\)", sentence.at(Span(mention.span.end, sentence.span.end)))
    return behind[1] if behind else ""


def _before(sentence: Sentence, mention: Mention[Quantity], *, others: bool = True) -> str:
    """The words before a number in lower case, without brackets; with ``others`` off also without a list before it."""
    at = sentence.span.start
    text = sentence.text[: mention.span.start - at]
    if not others:
        for other in reversed([m for m in sentence.quantities if m.span.end <= mention.span.start]):
            if _BETWEEN.sub("", text[other.span.end - at :]):
                break
            text = text[: other.span.start - at]
    return re.sub(r"\s*\([^()]*\)", "", text).lower()
