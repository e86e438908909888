"""What stands round a number: the words that tell what it measures, and whether it is a change or a vote."""

from __future__ import annotations

import re

from detente.attaching import bracket, clause_of
from detente.model import Mention, Quantity, Sentence, Span

COUNTED = frozenset([
    "meeting", "summit", "visit", "trip", "call", "treaty", "agreement", "nation", "country", "member", "state",
    "time", "round", "session", "package", "resolution", "war", "party", "issue", "side", "sanction", "leader",
    "senator", "president", "minister", "ally", "test", "launch", "power", "republic", "signatory", "face-to-face",
    "encounter", "province",
])  # fmt: skip
"""Nouns whose number is a count over facts of the record, not a measurement."""

_NAMED_BEFORE = re.compile(r"\b(?:the|these|those|both|all|his|her|other)(?: the)? $", re.IGNORECASE)


def said_before(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    """Whether nothing is counted: the things were named before ("the two countries"), or it is only "one nation"."""
    spelled = sentence.at(mention.span)[:1].isalpha() and (mention.value.unit.islower() or not mention.value.unit)
    if mention.value.unit not in COUNTED and not spelled:
        return False
    one = mention.value.value == 1 and mention.value.unit in COUNTED
    return one or bool(_NAMED_BEFORE.search(sentence.at(Span(sentence.span.start, mention.span.start))))


CHANGE = (
    r"\b(?:grew|grow|growth|contract|shr[aiu]nk|expand|rose|ris(?:e|es|ing)\b|fell|fall(?:s|en|ing)?\b|drop|declin"
    r"|increas|decreas|slow|jump|surg|plung|halv|doubl|tripl|quadrupl|soar|slump|amplif|cut\b|up\b|down\b)"
)
"""Words of change: a per cent under one of them is a change, not a level."""


def is_change(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    """Whether a number is a rate or a difference: signed, or a per cent under a word of change."""
    words = sentence.at(mention.span)
    lead = sentence.at(Span(max(sentence.span.start, mention.span.start - 45), mention.span.start)).lower()
    if re.search(r"\bby (?:about |some |nearly |over |more than )?$", lead) and re.search(CHANGE, lead):
        return True
    if mention.value.unit not in {"percent", "percentage point"}:
        return bool(mention.value.unit == "ratio" and re.search(CHANGE, words.lower()))
    before = sentence.at(Span(max(sentence.span.start, mention.span.start - 45), mention.span.start)).lower()
    if re.search(r"\bfrom (?:about |some |nearly |over )?$|\bfrom [^,;]*\bto (?:about |some |nearly |over )?$", before):
        return False  # the ends of a change are levels
    if re.search(r"\bto $", before) and _follows_a_signed(sentence, mention):
        return True  # "Chile +5.8%, cooling to 2%"
    if re.search(r"\bto (?:about |some |nearly |over )?$", before) and not re.search(
        r"\b(?:slow|accelerat|growth|eas)", before
    ):
        return False  # "cut it to 20 per cent"
    return words[:1] in "+-−–" or bool(re.search(CHANGE, re.split(r"[;:(]", before)[-1]))


def _follows_a_signed(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    """Whether the number of the same unit before one has a sign."""
    before = [m for m in sentence.quantities if m.span < mention.span and m.value.unit == mention.value.unit]
    return bool(before) and sentence.at(before[-1].span)[:1] in "+-−–"


_VOTES = re.compile(r"(?: [a-z]+){0,3} (?:voted|voting|in favou?r|against|abstain\w*)\b")
"""What follows a count of votes, which is no size of anything."""


def is_vote_count(sentence: Sentence, mention: Mention[Quantity]) -> bool:
    """Whether a number counts votes: "eleven members voted in favour"."""
    return mention.value.unit in COUNTED and bool(
        _VOTES.match(sentence.at(Span(mention.span.end, sentence.span.end)).lower())
    )


def _without_other_numbers(sentence: Sentence, mention: Mention[Quantity]) -> str:
    """The sentence with every other number, and what it is a share of, blotted out."""
    text = sentence.text
    for other in sentence.quantities:
        if other.span != mention.span and len(other.value.unit) != 0:
            start, end = other.span.start - sentence.span.start, other.span.end - sentence.span.start
            share = re.match(r" of (?:its |the |world )?(?:GDP|gross domestic product)", text[end:])
            end += share.end() if share else 0
            text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def contexts(sentence: Sentence, mention: Mention[Quantity], phrase: Span) -> tuple[str, ...]:
    """The words about a number from near to far: phrase, piece of the sentence, clause, sentence and heading."""
    text, at = _without_other_numbers(sentence, mention), sentence.span.start
    before = [m for m in sentence.quantities if m.span.end <= mention.span.start]
    others = [m.span.end - at for m in before if not said_before(sentence, m)]
    around = bracket(sentence, phrase)
    left = max(
        [text.rfind(mark, 0, phrase.start - at) + 1 for mark in ("; ", ": ")]
        + others[-1:]
        + ([around.start - at] if around else [])
    )
    right = re.search(r"[,;(]|\bwith\b|\bwhile\b|\bagainst\b|\band (?=[^,;()\x00]*\x00)", text[phrase.end - at :])
    near = text[max(left, phrase.start - at - 60) : phrase.end - at + (right.start() if right else 40)]
    piece = text[left : phrase.end - at + (right.start() if right else len(text))]
    clause = clause_of(sentence, mention.span)
    whole = text[clause.whole.start - at : clause.whole.end - at] if clause else piece
    parts = (sentence.at(phrase), near, piece, whole, text, sentence.heading)
    return tuple(part.lower() for part in parts)


_CLOSES = re.compile(
    r"[,;:()]|\.(?: |$)| (?:and|but|while|which|who|that|by|in|from|with|after|before|as|to|despite|amid|via|due"
    r"|because|since|per|on a turnout)\b|[”“\"]"
)
_HEDGE = re.compile(
    r"(?:\b(?:over|more than|about|around|some|nearly|almost|up to|at least|topped|exceeding|exceeded|under|less than"
    r"|roughly|an estimated|a|the|of|only)\s+)+$"
)


def phrase_of(sentence: Sentence, mention: Mention[Quantity]) -> Span:
    """The number with what it counts and what hangs close on it: to a comma or bracket, and not past sixty letters."""
    after = sentence.at(Span(mention.span.end, min(sentence.span.end, mention.span.end + 60)))
    stop = _CLOSES.search(after)
    tail = after[: stop.start()] if stop else after.rsplit(" ", 1)[0]
    beside = re.match(r" ?\(([^()]*(?:1[5-9]|20)\d\d[^()]*)\)| (?:in |by )?(?:1[5-9]|20)\d\d\b", after)
    end = mention.span.end + (beside.end() if beside else len(tail.rstrip()))
    before = sentence.at(Span(sentence.span.start, mention.span.start))
    hedge = _HEDGE.search(before)
    owner = next(
        (
            m
            for m in sentence.actors
            if m.span.end <= mention.span.start
            and mention.span.start - m.span.end <= (2 if not hedge else len(hedge[0]) + 1)
        ),
        None,
    )
    start = owner.span.start if owner else mention.span.start - (len(hedge[0]) if hedge else 0)
    return Span(start, end)
