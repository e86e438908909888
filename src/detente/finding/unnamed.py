"""Agreements that only a noun names: "a trade pact", "the Tripartite Agreement" that no table has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.annotate import noun_phrase
from detente.lexicon import word_classes
from detente.model import Clause, Instrument, Sentence, Span

_UNDER = re.compile(
    r"(?:under|in|according to|by) (?:the terms of )?(?:the|this|that|its|their|a|an) (?:[\w’'-]+ ){0,4}?"
    r"(?:treaty|agreement|accord|pact|deal|convention|protocol|truce|ceasefire|armistice)\b"
)
_MADE = frozenset({
    "sign", "conclude", "initial", "ink", "seal", "ratify", "reach", "negotiate", "renew", "extend", "terminate",
    "denounce", "abrogate", "suspend",
})  # fmt: skip
"""Verbs whose object is an agreement that somebody makes, keeps up or ends."""


def subject(sentence: Sentence, clause: Clause) -> Instrument | None:
    """The agreement that is the subject of a clause, or under which it says that something is to be."""
    top = _head(sentence, clause.subject) if clause.subject and clause.verb not in _passives(sentence) else None
    if top is not None and _is_treaty(sentence, top):
        return _instrument(sentence, top)
    if clause.form == "main" and (under := _UNDER.match(sentence.at(clause.span).lower())):
        end = clause.span.start + under.end()
        return _instrument(sentence, next(i for i, w in enumerate(sentence.words) if w.span.end >= end))
    return None


def made(sentence: Sentence) -> Iterator[tuple[Clause, Instrument]]:
    """Each clause that says what is done with an agreement that no table has, and that agreement."""
    for clause in sentence.clauses:
        if clause.lemma not in _MADE or any(m.span.overlaps(clause.span) for m in sentence.instruments):
            continue
        objects = [i for i, w in enumerate(sentence.words) if w.head == clause.verb and w.relation in _OBJECTS]
        if sentence.words[clause.verb].relation in {"acl", "relcl"}:
            objects.append(sentence.words[clause.verb].head)  # "the pact signed in May", "the pact that they signed"
        top = next((i for i in objects if _is_treaty(sentence, i, also=word_classes()["signable"])), None)
        if top is not None:
            yield clause, _instrument(sentence, top)


_OBJECTS = frozenset({"dobj", "nsubjpass"})


def _passives(sentence: Sentence) -> set[int]:
    return {w.head for w in sentence.words if w.relation == "nsubjpass"}


def _head(sentence: Sentence, span: Span) -> int | None:
    """The word of a phrase on which the rest of it hangs."""
    inside = [i for i, w in enumerate(sentence.words) if w.span in span]
    return next((i for i in inside if sentence.words[i].head not in inside or sentence.words[i].head == i), None)


def _is_treaty(sentence: Sentence, i: int, also: frozenset[str] = frozenset()) -> bool:
    word = sentence.words[i]
    named = any(m.span.overlaps(word.span) for m in sentence.instruments)
    return word.tag.startswith("NN") and word.lemma.lower() in word_classes()["treaty"] | also and not named


def _instrument(sentence: Sentence, top: int) -> Instrument:
    name = sentence.at(noun_phrase(sentence, sentence.words[top].span))
    return Instrument(id=f"unlinked:{name}", name=name, type="agreement", year=None)
