"""Agreements that only a noun names: "a trade pact", "the Tripartite Agreement" that no table has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.annotate import noun_phrase
from detente.attaching import is_purpose
from detente.lexicon import word_classes
from detente.model import Clause, Instrument, Sentence, Span, Word

_UNDER = re.compile(
    r"(?:under|in|according to|by) (?:the terms of )?(?:the|this|that|its|their|a|an) (?:[\w’'-]+ ){0,4}?"
    r"(?:treaty|agreement|accord|pact|deal|convention|protocol|truce|ceasefire|armistice)\b"
)
_BARE = re.compile(r"(?:the|this|that|these|both)(?: two)? [\w’'-]+", re.IGNORECASE)
"""Words that point back at an agreement named before."""

_MADE = frozenset({
    "sign", "conclude", "initial", "ink", "seal", "ratify", "reach", "negotiate", "renew", "extend", "terminate",
    "denounce", "abrogate", "suspend", "agree", "accept", "make", "strike", "broker",
})  # fmt: skip
"""Verbs whose object is an agreement that somebody makes, keeps up or ends."""


def subject(sentence: Sentence, clause: Clause) -> Instrument | None:
    """The agreement that is the subject of a clause, or under which it says that something is to be."""
    if clause.modality == "conditional":
        return None
    top = _head(sentence, clause.subject) if clause.subject and clause.verb not in _passives(sentence) else None
    if top is not None and _is_treaty(sentence, top):
        return _instrument(sentence, top)
    if clause.form == "main" and (under := _UNDER.match(sentence.at(clause.span).lower())):
        end = clause.span.start + under.end()
        return _instrument(sentence, next(i for i, w in enumerate(sentence.words) if w.span.end >= end))
    return None


def made(sentence: Sentence) -> Iterator[tuple[Clause, Instrument, Span]]:
    """Each clause that says what is done with an agreement that no table has, that agreement, and where it stands."""
    for clause in sentence.clauses:
        named = any(m.span.overlaps(clause.span) for m in sentence.instruments)
        if clause.lemma not in _MADE or named or is_purpose(sentence, clause):
            continue
        also = word_classes()["signable"] if clause.lemma not in _RATHER else frozenset()
        top = next((i for i in _objects(sentence, clause) if _is_treaty(sentence, i, also)), None)
        if top is not None and not _BARE.fullmatch(_instrument(sentence, top).name):
            yield clause, _instrument(sentence, top), noun_phrase(sentence, sentence.words[top].span)


def _objects(sentence: Sentence, clause: Clause) -> Iterator[int]:
    """What a verb is done to: "signed a pact", "agreed on a truce", "the pact (, which was) signed in May"."""
    words, verb = sentence.words, clause.verb
    yield from (i for i, w in enumerate(words) if w.head == verb and w.relation in {"dobj", "nsubjpass"})
    if clause.lemma == "agree":
        on = {i for i, w in enumerate(words) if w.head == verb and w.text.lower() in {"on", "to", "upon"}}
        yield from (i for i, w in enumerate(words) if w.head in on and w.relation == "pobj")
    if words[verb].relation in {"acl", "relcl", "advcl"} and words[verb].tag in {"VBN", "VBD"}:
        above, behind = words[verb].head, _in_front(words, verb)
        yield from (above, behind)
        while words[above].relation in {"pobj", "prep"}:
            above = words[above].head
            yield above


def _in_front(words: Sequence[Word], verb: int) -> int:
    """The head of the noun phrase right in front of a participle."""
    i = max(verb - 1, 0)
    i -= words[i].text == ","
    while words[i].relation in {"pobj", "prep", "compound", "conj"} and words[i].head < i:
        i = words[i].head
    while i + 1 < verb and words[i].tag == "IN":
        i -= 1
    return i


_RATHER = frozenset({"agree", "accept", "reach", "negotiate", "make"})
"""Verbs that take any object: only a plain treaty makes an agreement of theirs."""


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
