"""A document → claims: every kind reads every sentence.

Which reading stays, who speaks and how firmly is decided here, once.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Any

from detente import actors, annotate, arguments, parse, repair, units
from detente.attaching import clause_of, is_known, period_for
from detente.coding import as_told, role_text
from detente.finding import roles
from detente.model import Act, Claim, Clause, Coding, Document, Modality, Period, Quantity, Sentence, Span, Trace
from detente.offers import Kind, Reading
from detente.shelf import shelf
from detente.tree import Tree

SAME_WORDS = 0.7
"""Overlap (intersection over union) from which readings speak of the same words: only the higher-ranking stays."""

Found = tuple[Kind[Any], Reading[Any]]


def read(document: Document, *, model: str = parse.MODEL) -> tuple[Document, tuple[Claim[Any], ...]]:
    """The document repaired and annotated, and its claims in text order."""
    document = annotate.annotate(repair.repair(document), model=model)
    claims = [claim for sentence in document.sentences for claim in _claims(document, sentence)]
    unique = {claim.id: claim for claim in claims}
    return document, tuple(sorted(unique.values(), key=_order))


def _order(claim: Claim[Any]) -> tuple[int, int, str]:
    assert isinstance(claim.at, Span)
    return claim.at.start, claim.at.end, claim.kind


def _claims(document: Document, sentence: Sentence) -> Iterator[Claim[Any]]:
    found = [
        (kind, reading) for kind in shelf("kinds").values() for reading in kind.read(sentence) if len(reading.span)
    ]
    best = _resolve(found)
    kept = _apart(sentence, [item for item in best if not _is_told(sentence, item, best)])
    told: set[Act] = {reading.act for _, reading in kept if reading.act}
    for kind, reading in kept:
        less = [item for item in found if item not in best and _covers(kind, reading, *item)]
        claim = _claim(document, sentence, kind, reading)
        left = next((other for _, other in less if other.act and other.act not in told), None)
        if left and left.act and (reading.act is None or not reading.act.type):
            told.add(left.act)  # "officials said that": the claim carries the act it holds
            claim = dataclasses.replace(claim, coding=_coding(sentence, left, _clause(sentence, left), left.act))
        elif reading.act is None and reading.number and _tells(sentence, reading) & {act.trigger for act in told}:
            claim = dataclasses.replace(claim, coding=dataclasses.replace(claim.coding, plover="", mode="", cameo=""))
        yield dataclasses.replace(claim, others=tuple((other.name, lesser.body) for other, lesser in less))


_LINK = "motive or cause"
"""The rule of a claim that says why another one is."""


def _apart(sentence: Sentence, kept: list[Found]) -> list[Found]:
    """The readings, those of a deed without the motive or cause behind it that is a claim of its own."""
    links = [reading.span for _, reading in kept if reading.rule == _LINK]
    return [(kind, dataclasses.replace(reading, span=_before(sentence, reading.span, links))) for kind, reading in kept]


def _before(sentence: Sentence, span: Span, links: Iterable[Span]) -> Span:
    """A span without the one of the links that it ends with."""
    start = next((link.start for link in links if span.start < link.start and link.end == span.end), None)
    return span if start is None else Span(span.start, span.start + len(sentence.at(Span(span.start, start)).rstrip()))


def _tells(sentence: Sentence, reading: Reading[Any]) -> set[Span]:
    """The verb whose act a number stands in: another claim tells it, so that it counts once."""
    act, _ = _act(sentence, reading, _clause(sentence, reading))
    return {act.trigger} if act else set()


def _resolve(found: Iterable[Found]) -> list[Found]:
    """Of readings that rest on one verb, or on the same words, the highest-ranking kind's stay."""
    kept: list[Found] = []
    for kind, reading in sorted(found, key=lambda item: (-item[0].rank, -item[1].sure, item[1].span)):
        if not any(_covers(other, kept_reading, kind, reading) for other, kept_reading in kept):
            kept.append((kind, reading))
    return kept


_PLAIN = frozenset({"statement", "state_of_affairs"})


def _is_told(sentence: Sentence, item: Found, kept: Iterable[Found]) -> bool:
    """Whether other claims tell a clause already.

    A statement tells what is said in it; the number of a plain clause is what a source can confirm of the clause.
    """
    kind, reading = item
    if kind.name not in _PLAIN or reading.verb is None:
        return False
    act = reading.act
    if act and act.type and act.source and any(is_known(m.value) for m in act.target):
        return False
    said = {r.verb for name, r in kept if name.name == "statement" and r.verb is not None}
    said -= {verb for verb in said if sentence.words[verb].lemma in _DENIES}  # that it is not so stays a claim
    if said & set(_governors(sentence, reading.verb)):
        return True
    numbers = (other.span for _, other in kept if other.number is not None)
    return kind.name == "state_of_affairs" and not reading.body.opinion and any(n in reading.span for n in numbers)


def _governors(sentence: Sentence, verb: int) -> Iterator[int]:
    """The verb whose complement a clause is, also where it is the second half of one: "said that … and that …"."""
    by_verb = {clause.verb: clause for clause in sentence.clauses}
    clause = by_verb.get(verb)
    if clause and clause.form == "conjunct":
        clause = by_verb.get(sentence.words[clause.verb].head)
    if clause and clause.form == "complement":
        yield sentence.words[clause.verb].head
    elif clause and sentence.words[clause.verb].relation == "pcomp":  # "accused it of backing"
        yield sentence.words[sentence.words[clause.verb].head].head


def _covers(kept_kind: Kind[Any], kept: Reading[Any], kind: Kind[Any], reading: Reading[Any]) -> bool:
    if kept_kind is kind and kept.span == reading.span and kept.body != reading.body:
        return kept.rule != reading.rule
    if kept.number is not None and kept.number == reading.number:
        return True
    same = _overlap(kept.span, reading.span) >= SAME_WORDS
    if kept.verb is not None and kept.verb == reading.verb:
        return kept_kind is not kind or same
    return same


def _overlap(one: Span, other: Span) -> float:
    inter = min(one.end, other.end) - max(one.start, other.start)
    return max(0, inter) / (max(one.end, other.end) - min(one.start, other.start))


def _claim(document: Document, sentence: Sentence, kind: Kind[Any], reading: Reading[Any]) -> Claim[Any]:
    """A reading as a claim; ``told`` is the covered reading whose act it codes: "officials said A attacked B"."""
    at = document.original(reading.span)
    quote, copy = at.of(document.text), sentence.at(reading.span)
    clause = _clause(sentence, reading)
    act, rung = _act(sentence, reading, clause)
    return Claim(
        kind=kind.name,
        body=reading.body,
        source_id=document.id,
        at=at,
        quote=quote,
        rule=", ".join(filter(None, (reading.rule, rung))),
        speaker=reading.speaker or _speaker(sentence, clause) or (sentence.speaker.id if sentence.speaker else ""),
        modality=_modality(sentence, clause),
        polarity=not (clause and (clause.negated or (clause.lemma in _FAILS and _has_deed(sentence, clause)))),
        coding=_coding(sentence, reading, clause, act) if act else Coding(),
        carried=_carried(sentence, clause) if act else None,
        repaired=copy if copy != quote else "",
        sentence=sentence.index,
        trace=_trace(sentence, kind, reading, clause),
    )


def _trace(sentence: Sentence, kind: Kind[Any], reading: Reading[Any], clause: Clause | None) -> Trace:
    """The words that told, and those that gave the date."""
    verb = sentence.words[clause.verb].span if clause and reading.verb == clause.verb else None
    trigger = reading.act.trigger if reading.act else reading.number or verb
    told = Trace(trigger=sentence.at(trigger) if trigger else "")
    period = kind.slots(reading.body).get("period")
    if period is None:
        return told
    dates = [mention for mention in sentence.periods if mention.value == period]
    date = min(dates, key=lambda mention: abs(mention.span.start - reading.span.start), default=None)
    if date is None:
        return dataclasses.replace(told, dated_by="before" if period == sentence.dated else "reckoned")
    anchor = str(date.anchor) if date.anchor else ""
    since = date.how == "post" or bool(_SINCE.search(sentence.at(Span(sentence.span.start, date.span.start))))
    return dataclasses.replace(told, date_words=sentence.at(date.span), dated_by=date.how, anchor=anchor, since=since)


_SINCE = re.compile(r"\bsince (?:[a-z]+ ){0,4}$", re.IGNORECASE)


def _carried(sentence: Sentence, clause: Clause | None) -> Period | None:
    """The year that the paragraph has got to, for an act told in the past tense in a sentence without a date."""
    if clause is None or sentence.periods or not sentence.before or sentence.dated is None or clause.form == "nominal":
        return None
    helps = (w for w in sentence.words if w.head == clause.verb and w.relation.startswith("aux"))
    forms = (sentence.words[clause.verb], *helps)
    past = any(w.tag == "VBD" for w in forms)
    before_that = any(w.text.lower() in {"had", "would"} for w in forms)
    return Period.of(sentence.dated.first[:4], sentence.dated.last[:4]) if past and not before_that else None


_DENIES = frozenset({"deny", "refute", "rebut", "disclaim"})
_FAILS = frozenset({"fail", "neglect", "omit"})
_WAS_TO = re.compile(r"\b(?:is|are|was|were) (?:due |set |about |still |not )?to (?:have |be )?[a-z]+")


def _modality(sentence: Sentence, clause: Clause | None) -> Modality:
    """How firmly the text puts it: as its auxiliaries say; denied under a verb of denying, planned if only expected."""
    if clause is None:
        return Modality.ASSERTED
    head = sentence.words[clause.verb].head
    governor = next((other for other in sentence.clauses if other.verb == head and other is not clause), None)
    if clause.form == "complement" and governor and governor.lemma in _DENIES and not governor.negated:
        return Modality.DENIED
    if _WAS_TO.search(sentence.at(clause.span)):
        return Modality.PLANNED
    return Modality(clause.modality)


def _has_deed(sentence: Sentence, clause: Clause) -> bool:
    """Whether an infinitive hangs on a clause's verb: "failed to agree", not "the talks failed"."""
    return any(w.relation == "xcomp" and w.head == clause.verb for w in sentence.words)


def _is_supposed(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is a condition, or tells what would be under one: neither has happened."""
    below = [w for i, w in enumerate(sentence.words) if w.head == clause.verb and i != clause.verb]
    if any(w.relation == "mark" and w.text.lower() in {"if", "unless"} for w in below):
        return True
    return clause.modality == "conditional" and any(w.text.lower() in {"would", "'d", "’d"} for w in below)


_OPEN = frozenset({"may", "might", "must", "should", "ought"})


def _is_open(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says only what may or ought to be; "may have attacked" says what perhaps was."""
    helps = {w.text.lower() for w in sentence.words if w.head == clause.verb and w.relation == "aux"}
    return bool(helps & _OPEN) and "have" not in helps


def _clause(sentence: Sentence, reading: Reading[Any]) -> Clause | None:
    own = next((clause for clause in sentence.clauses if clause.verb == reading.verb), None)
    return own or clause_of(sentence, reading.span)


def _speaker(sentence: Sentence, clause: Clause | None) -> str:
    """Whose words a clause gives: the subject of the verb a complement hangs on, or whom "according to" names."""
    if clause is None:
        return ""
    head = sentence.words[clause.verb].head
    governor = next((other for other in sentence.clauses if other.verb == head and other.subject), None)
    tree = Tree(sentence)
    if clause.form == "complement" and governor and governor.subject:
        known = [m.value.id for m in sentence.actors if m.span.overlaps(governor.subject)]
        own = tree.child(governor.verb, "nsubj")
        unknown = [m.value.id for m in tree.parties(own)] if own is not None else []
        return next(iter((*known, *unknown)), "")
    named = (m.value.id for word, i in tree.prepositions(clause.verb) if word == "according" for m in tree.parties(i))
    return next(named, "")


def _act(sentence: Sentence, reading: Reading[Any], clause: Clause | None) -> tuple[Act | None, str]:
    """What a reading says is done, a number what its clause does; and the rung that gave whom it is done to."""
    act = reading.act
    if act is None and reading.number is not None and clause is not None:
        above = [c for c in sentence.clauses if clause.lemma in _AMOUNTS and c.verb == sentence.words[clause.verb].head]
        acts = (a for c in (clause, *above) for a in c.acts)
        verbal = (a for a in acts if a.rule.startswith("verb") and any(is_known(m.value) for m in a.source))
        act = next(verbal, None) or _given(sentence, clause, reading.number) or _owned(reading)
    return roles.with_other(sentence, act) if act else (None, "")


def _given(sentence: Sentence, clause: Clause, number: Span) -> Act | None:
    """Who gives a number of things to whom: "Italy gave the Greeks twelve ships"."""
    tree = Tree(sentence)
    to = tree.child(clause.verb, "dative")
    target = tree.actors(to) if to is not None and sentence.words[to].span.end <= number.start else ()
    source = arguments.subjects(tree, clause.verb)[0] if target else ()
    if not any(is_known(m.value) for m in source):
        return None
    verb = sentence.words[clause.verb]
    return Act(type="", source=source, target=target, trigger=verb.span, lemma=clause.lemma, rule="verb of giving")


_AMOUNTS = frozenset({"worth", "total", "value", "amount", "cost", "estimate", "number"})
"""Heads of a clause that only says how much the deed above it is: "sent arms to Chad worth 5 million"."""


def _owned(reading: Reading[Any]) -> Act | None:
    """Whose a number is, and of whom or towards whom."""
    owners, other = getattr(reading.body, "actors", ()), getattr(reading.body, "counterpart", "")
    source = tuple(roles.party(item, reading.span) for item in owners if item != other)
    target = (roles.party(other, reading.span),) if other else ()
    return Act(type="", source=source, target=target, trigger=reading.span, lemma="", rule="owner of a number")


def _coding(sentence: Sentence, reading: Reading[Any], clause: Clause | None, act: Act) -> Coding:
    asked = act.rule.startswith("verb must")  # whoever says what another must do asks for it
    if clause and (_is_supposed(sentence, clause) or (_is_open(sentence, clause) and not asked)):
        return Coding()
    at = period_for(sentence, reading.span)[0]
    source, target = (
        ";".join(dict.fromkeys(filter(None, (actors.interchange(m, at) for m in role))))
        for role in (act.source, act.target)
    )
    told = as_told(act, clause.modality, negated=clause.negated) if clause else act
    return Coding(
        plover=told.type,
        mode=told.mode,
        cameo=told.cameo,
        source_text=role_text(sentence, act.source),
        target_text=role_text(sentence, act.target),
        source_actor=source,
        target_actor=target,
        magnitude=_magnitude(sentence, reading.span),
    )


def _magnitude(sentence: Sentence, span: Span) -> Quantity | None:
    found = [m.value for m in sentence.quantities if m.span in span and m.value.unit]
    sizes = [value for value in found if not units.is_time(value.unit)]
    return sizes[0] if len(sizes) == 1 else None
