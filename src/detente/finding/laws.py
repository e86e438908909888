"""Where laws, resolutions and sanctions stand in a sentence: by name or without one, and what is done with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.annotate import noun_phrase
from detente.attaching import clause_of, is_known, period_for, phrase
from detente.finding import acts, roles
from detente.model import Act, Actor, Clause, Instrument, Mention, Period, Sentence, Span

_TYPES = frozenset({"law", "order", "resolution", "sanctions-regime"})
_LONG = 220
"""Letters from which a clause is too long to be quoted for a law that it names."""

_DOES = re.compile(
    r" (?=(?:impos|demand|declar|authori[sz]|condemn|call|establish|ban|prohibit|extend|lift|requir)\w*ing )(.+)"
)
_A_LAW = re.compile(r"\binto law\b|\blegislation\b|\b(?:a|new) (?:law|act|bill|statute|decree)\b")
_UNDER = re.compile(
    r"\b(?:under|pursuant to|invok\w+|in (?:line|accordance) with|based on|relying on|by means of)(?: the)? $"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law or a ``sanction`` told under ``span``.

    ``instrument`` is the law that is named, ``coded`` the act of the clause of ``verb``, ``content`` what the law does.
    """

    span: Span
    instrument: Instrument | None = None
    verb: int | None = None
    coded: Act | None = None
    content: str = ""
    sanction: bool = False


def named(sentence: Sentence) -> Iterator[Mention[Instrument]]:
    """The laws that a sentence names, in text order."""
    return (mention for mention in sentence.instruments if mention.value.type in _TYPES)


def with_what_it_does(sentence: Sentence, mention: Mention[Instrument]) -> Law | None:
    """A name with the clause that hangs on it and says what the law does, if there is one."""
    clause = _hanging(sentence, mention)
    if clause is None:
        return None
    bare = clause.span.end == sentence.words[clause.verb].span.end and len(clause.whole) < _LONG
    span = Span(phrase(sentence, mention.span).start, (clause.whole if bare else clause.span).end)
    coded = next(iter(clause.acts), None)
    return Law(
        span=span, instrument=mention.value, verb=clause.verb, coded=coded, content=sentence.at(clause.span).lower()
    )


def by_name(sentence: Sentence, mention: Mention[Instrument]) -> Law:
    """A named law in the clause that does something with it, or as its name alone."""
    clause = clause_of(sentence, mention.span)
    told = clause and clause.form != "nominal" and len(clause.span) < _LONG
    span = clause.span if clause and told else phrase(sentence, mention.span)
    does = _DOES.match(sentence.at(Span(mention.span.end, max(span.end, mention.span.end))))
    return Law(
        span=span,
        instrument=mention.value,
        verb=clause.verb if clause else None,
        coded=next(iter(clause.acts), None) if clause else None,
        content=does[1].lower() if does and not _hanging(sentence, mention) else "",
    )


def without_name(sentence: Sentence) -> Iterator[Law]:
    """Sanctions, and laws that are passed or signed, in clauses that name no law."""
    holders = (clause_of(sentence, mention.span) for mention in named(sentence))
    taken = {clause.verb for clause in holders if clause}
    for clause in sentence.clauses:
        words = sentence.at(clause.span)
        if clause.verb in taken:
            continue
        if acts.told("measure", words.lower()):
            act = next((a for a in clause.acts if _is_sanction(a)), None)
            if act:
                span = clause.span if act.rule.startswith("verb") else noun_phrase(sentence, act.trigger)
                yield Law(span=span, verb=clause.verb, coded=act, sanction=True)
        elif _A_LAW.search(words) and re.search(r"\bsign|\bpass|\benact", words):
            yield Law(span=clause.span, verb=clause.verb, coded=next(iter(clause.acts), None))


def coded(sentence: Sentence, law: Law) -> Act:
    """What a law does: by its maker where the verb names nobody, towards the state that its words name first."""
    told = law.coded if law.sanction or law.content or (law.coded and law.coded.source) else None
    if told and law.instrument and law.instrument.type == "sanctions-regime" and told.type != "SANCTION":
        told = next((a for c in sentence.clauses for a in c.acts if a.type == "SANCTION"), None)
    words = law.content or sentence.at(law.span).lower()
    does = acts.told("measure", words) or acts.told("resolution", words) or act_on(sentence, law)
    act = roles.coded("law", does, told, law.span)
    if not any(is_known(m.value) for m in act.source):
        act = replace(act, source=_maker(law))
    if any(is_known(m.value) for m in act.target):
        return act
    first = next((m.span for m in named(sentence)), law.span)  # those listed behind it are on the same state
    states = [m for m in sentence.actors if m.value.type == "state" and m.span.start > min(first, law.span).start]
    return replace(act, target=roles.without(states, act.source)[:1] or act.target)


def _maker(law: Law) -> tuple[Mention[Actor], ...]:
    """Whose a named law is; the United Nations' a resolution."""
    if law.instrument is None:
        return ()
    makers = law.instrument.parties[:1] or (("igo:un",) if law.instrument.type == "resolution" else ())
    return tuple(roles.party(item, law.span) for item in makers)


def act_on(sentence: Sentence, law: Law) -> str:
    """What is done with a law: an act of the tables, "applied", "other", or '' when nothing says."""
    if law.instrument and _applied(sentence, law.span, law.instrument):
        return "applied"
    act = acts.told("law", sentence.at(law.span).lower())
    return "other" if law.instrument and not act and _done_to(sentence, law.span, law.instrument) else act


def date_of(sentence: Sentence, law: Law) -> Period | None:
    """When it was done; of several laws in one clause each has only the date in its own phrase or beside it."""
    names = [m for m in sentence.instruments if m.span in law.span]
    own = next((m.span for m in names if m.value == law.instrument), None)
    asked = phrase(sentence, own) if own and len({m.value.id for m in names}) > 1 else law.span
    on, rung = period_for(sentence, asked, carry=False)
    return on if asked == law.span or rung in {"own", "beside"} else None


def _hanging(sentence: Sentence, mention: Mention[Instrument]) -> Clause | None:
    """The clause right behind a name that hangs on it: "the act, which bans …"."""
    beside = (c for c in sentence.clauses if 0 <= c.span.start - mention.span.end <= 4)
    return next((c for c in beside if c.form in {"participle", "relative"}), None)


def _is_sanction(act: Act) -> bool:
    """Whether it is a sanction between actors: "the elders sanctioned the marriage" names none of the tables'."""
    if act.type not in {"SANCTION", "CONCEDE"} and act.lemma != "ban":
        return False
    parties = (*act.source, *act.target)
    return any(is_known(m.value) for m in parties) or (bool(parties) and act.lemma not in {"sanction", "ban"})


def _applied(sentence: Sentence, span: Span, instrument: Instrument) -> bool:
    """Whether something is done under a law: its date is not the law's."""
    own = [m.span.start for m in sentence.instruments if m.span in span and m.value == instrument]
    return any(_UNDER.search(sentence.at(Span(sentence.span.start, at)).lower()) for at in own)


def _done_to(sentence: Sentence, span: Span, instrument: Instrument) -> bool:
    """Whether a verb of another kind than the acts has the law as its object: "triggered the resolution's snapback"."""
    clause = clause_of(sentence, span)
    if clause is None or clause.form == "nominal" or clause.subject is None or clause.lemma == "be":
        return False
    verb, subject = sentence.words[clause.verb].span, clause.subject
    own = (m.span for m in sentence.instruments if m.value == instrument and m.span in span)
    return any(name.start >= verb.end and not name.overlaps(subject) for name in own)
