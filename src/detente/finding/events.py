"""Events: the acts of a sentence that are claims of their own, their dates, and dated happenings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detente.actors import states_of
from detente.annotate import noun_phrase
from detente.attaching import is_known, is_purpose, period_for, with_pair
from detente.finding import phrases
from detente.finding.evaluations import is_no_deed
from detente.lexicon import word_classes
from detente.model import Act, Clause, Period, Sentence, Span


class Told(NamedTuple):
    """An ``act`` of a ``clause``, told by its verb (``verbal``) or by a noun; ``dated`` is the rung of its date."""

    span: Span
    act: Act
    clause: Clause
    verbal: bool
    on: Period | None
    dated: str


class Happening(NamedTuple):
    """What happened to somebody (``who``, state ids) at a time."""

    span: Span
    who: tuple[str, ...]
    on: Period


def acts(sentence: Sentence) -> Iterator[Told]:
    """The acts of known actors, or between two unknown ones, that are no talks (those are meetings) and no purposes."""
    for clause in sentence.clauses:
        for act in (with_pair(sentence, act) for act in clause.acts):
            verbal = act.rule.startswith("verb")
            if (act.type == "CONSULT" and _is_meeting(act)) or (verbal and _is_idle(sentence, clause)):
                continue
            parties = (*act.source, *act.target)
            sides = len({m.value.id for m in parties}) > 1 if act.mutual else act.source and act.target
            alone = act.type == "PROTEST" and bool(act.source)
            if not (sides or alone) and not any(is_known(m.value) for m in parties):
                continue
            span = clause.span if verbal else _phrase(sentence, act.trigger)
            on, dated = period_for(sentence, span, carry=False)
            if not verbal and dated not in {"own", "beside"}:
                on = None  # another phrase's date
            if verbal or _stands_alone(sentence, act, span):
                yield Told(span, act, clause, verbal, _listed_dates(sentence, span) or on, dated)


def _is_idle(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells a purpose, or only what a thing is said to bring about."""
    return is_purpose(sentence, clause) or is_no_deed(sentence, clause)


def _is_meeting(act: Act) -> bool:
    """Whether the kind for meetings reads a talk: it does those of known actors."""
    return act.rule.startswith("noun") or any(is_known(m.value) for m in (*act.source, *act.target))


def _listed_dates(sentence: Sentence, span: Span) -> Period | None:
    """From the first to the last of three or more dates in one clause: "tested in 2006, 2009 and 2013"."""
    dates = [m.value for m in sentence.periods if m.span in span]
    return Period(start=min(d.start for d in dates), end=max(d.end for d in dates)) if len(dates) > 2 else None


def _phrase(sentence: Sentence, trigger: Span) -> Span:
    """The noun phrase of what happened, with the date beside it where that can only be its own."""
    span = noun_phrase(sentence, trigger)
    alone = phrases.is_setting(sentence, trigger) or phrases.is_subject(sentence, trigger)
    return phrases.with_date(sentence, span) if alone else span


def _stands_alone(sentence: Sentence, act: Act, span: Span) -> bool:
    """Whether a noun of action is a claim of its own: it names both sides, has a date, or sets another thing in time.

    Words and plans that do so ("after the offer of") are told with that other thing.
    """
    if (act.source and act.target) or any(m.span in span for m in sentence.periods):
        return True
    return act.type in _DEEDS and phrases.is_setting(sentence, act.trigger)


_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"})


def happenings(sentence: Sentence) -> Iterator[Happening]:
    """Dated happenings to somebody that are no acts of actors: "Chile's 1973 coup", "the death of Tito in 1980"."""
    told = [act.trigger for clause in sentence.clauses for act in clause.acts] + [m.span for m in sentence.instruments]
    names, of_persons = word_classes()["happening"], word_classes()["happening_to_person"]
    nouns = [w for w in sentence.words if w.lemma.lower() in names | of_persons and w.tag.startswith("NN")]
    for word in (word for word in nouns if not any(word.span.overlaps(span) for span in told)):
        span = _phrase(sentence, word.span)
        on = next((m.value for m in sentence.periods if m.span in span), None)
        whose = [m.value for m in sentence.actors if m.span in span and is_known(m.value)]
        who = states_of(whose, on)
        if on and who and (word.lemma.lower() in names or any(actor.type == "person" for actor in whose)):
            yield Happening(span, who, on)
