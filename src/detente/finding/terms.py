"""Where the terms of agreements stand in a sentence: what one lays down, and the numbers and dates of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente import indicators
from detente.attaching import instrument_for, is_head, list_item
from detente.finding import acts, roles, unnamed
from detente.lexicon import word_classes
from detente.model import Act, Clause, Instrument, Mention, Period, Quantity, Sentence, Span

_LAYS_DOWN = frozenset({"treaty", "agreement", "plan", "communique", "law"})
_SHORT, _LONG = 25, 200
"""Letters below which a clause says nothing without what hangs on it, and up to which that is quoted with it."""

_UNDER = re.compile(r"under (?:the|this) (?:treaty|agreement|accord|pact|deal|plan)\b")
_BY = re.compile(r"(?:^|, )(?:[Uu]nder|[Bb]y|[Ii]n accordance with|[Uu]nder the terms of)(?: the)? $")
"""What stands before an agreement whose terms the main clause tells: "Under the Treaty of Portsmouth, Russia ceded"."""
_NOTES = re.compile(r"(?: \([^()]*\))?: ")
_MEANT = re.compile(
    r"(?:it|this|these|(?:the|this|under the)"
    r" (?:treaty|agreement|accord|pact|deal|plan|text|first|second|canal|article))\b|which\b|in exchange"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A ``provision`` of ``agreement`` told under ``span``, with its ``number`` or as a whole clause of ``verb``."""

    span: Span
    agreement: Instrument
    provision: str
    number: Mention[Quantity] | None = None
    verb: int | None = None


def laid_down(sentence: Sentence) -> Iterator[Term]:
    """What the clauses lay down of an agreement: each number of the terms, and a clause without one or a long one."""
    for clause in sentence.clauses:
        agreement, provision = _speaking(sentence, clause), acts.told("term", sentence.at(clause.span).lower())
        if agreement is None or not provision:
            continue
        # the numbers of one that no table has are read as such, but for how long it is to last
        listed = provision == "lasts" or not agreement.id.startswith("unlinked:")
        numbers = [m for m in sentence.quantities if listed and m.span in clause.span and _is_term(sentence, m)]
        for number in numbers:
            span = list_item(sentence, number.span, clause.span)
            yield Term(span=span, agreement=agreement, provision=provision, number=number)
        counted = numbers or any(m.span in clause.span for m in sentence.quantities if not listed)
        if not counted or len(clause.span) > 80:
            open_ended = len(clause.span) < _SHORT or clause.span.end == sentence.words[clause.verb].span.end
            whole = open_ended and len(clause.whole) < _LONG
            span = clause.whole if whole else clause.span  # "which allowed" without what
            yield Term(span=span, agreement=agreement, provision=provision, verb=clause.verb)


def behind_names(sentence: Sentence) -> Iterator[Term]:
    """Numbers behind a name and a word of limiting: "New START, with limits of 1,550 …, 800 …, and 700 …"."""
    for mention in sentence.instruments:
        if mention.value.type not in _LAYS_DOWN:
            continue
        for number in sentence.quantities:
            if number.span.start < mention.span.end or number.value.unit in {"percent", "ratio", "year"}:
                continue
            if not _limited(sentence, mention.span, number.span) and not _noted(sentence, mention.span, number):
                break
            span = list_item(sentence, number.span, Span(mention.span.end, sentence.span.end))
            yield Term(span=span, agreement=mention.value, provision="limits", number=number)


def date_in(sentence: Sentence, span: Span) -> Period | None:
    """The date that words fix: the nearest to the word of laying down, rather one behind it; no length of time."""
    words = sentence.at(span).lower()
    turns = (pattern.search(words) for pattern in acts.patterns("term").values())
    turn = next((span.start + found.start() for found in turns if found), span.start)
    inside = [m for m in sentence.periods if m.span in span and m.how != "duration"]
    date = min(inside, key=lambda m: (m.span.end <= turn, abs(m.span.start - turn)), default=None)
    return date.value if date else None


def between(sentence: Sentence, term: Term) -> Act | None:
    """A grant or transfer between the parties: from the others to whoever the words name."""
    named = tuple(m for m in sentence.actors if m.span in term.span)
    sides = roles.parties(term.agreement, term.span)
    if not sides and term.verb is not None:
        return _handed(sentence, term, term.verb)
    givers = roles.without(sides, named)
    kind, _ = roles.types("term").get(term.provision, ("", ""))
    if not kind or not named or not givers or len(givers) == len(sides):
        return None
    act = roles.coded("term", term.provision, None, term.span)
    return replace(act, source=givers, target=roles.without(named, givers))


def _handed(sentence: Sentence, term: Term, verb: int) -> Act | None:
    """A grant of an agreement whose parties no table has: to whom the verb names first, from the one other state."""
    kind, _ = roles.types("term").get(term.provision, ("", ""))
    behind = [m for m in sentence.actors if m.span in term.span and m.span.start >= sentence.words[verb].span.end]
    told = any(c.verb == verb and c.form in {"main", "conjunct", "relative"} for c in sentence.clauses)
    if not kind or not behind or not told:
        return None
    act = roles.coded("term", term.provision, None, term.span)
    pair = tuple(roles.party(state.id, term.span) for state in sentence.pair)
    others = roles.without((*behind[1:], *pair), behind[:1])
    giver = others[:1] if len(set(roles.states(others))) == 1 else ()
    return replace(act, source=giver, target=tuple(behind[:1]))


def _limited(sentence: Sentence, name: Span, number: Span) -> bool:
    """Whether close behind a name, and before any other, a word of limiting leads to a number."""
    between = sentence.at(Span(name.end, number.start))
    other = any(name.end <= m.span.start < number.start for m in sentence.instruments)
    if other or len(between) > 120 or re.search(r"[.:]\s", between):
        return False
    return bool(acts.patterns("term")["limits"].search(between.lower()))


def _noted(sentence: Sentence, name: Span, number: Mention[Quantity]) -> bool:
    """Whether notes on an agreement tell a number of weapons without a verb: "its name: of 1990; 5,000 tanks"."""
    between = sentence.at(Span(name.end, number.span.start))
    if not _NOTES.match(between) or number.value.unit not in word_classes()["weapon"] | word_classes()["weaponry"]:
        return False
    piece = sentence.at(list_item(sentence, number.span, Span(name.end, sentence.span.end))).lower()
    return len(between) <= 120 and not set(re.findall("[a-z]+", piece)) & word_classes()["undoing_participle"]


def _speaking(sentence: Sentence, clause: Clause) -> Instrument | None:
    """The agreement whose terms a clause tells: a named one, or one that only a noun names ("the accord allows")."""
    named, rung = instrument_for(sentence, clause.span)
    if named and named.type in _LAYS_DOWN and _lays_down(sentence, clause, named, rung):
        return named
    return unnamed.subject(sentence, clause)


def _lays_down(sentence: Sentence, clause: Clause, agreement: Instrument, rung: str) -> bool:
    """Whether the agreement speaks: as the clause's subject, or the clause hangs on it, or is said of it ("it")."""
    mentions = [m for m in sentence.instruments if m.value == agreement]
    subject = clause.subject
    if subject and any(m.span.overlaps(subject) and is_head(sentence, subject, m.span) for m in mentions):
        return True
    if _UNDER.match(sentence.at(clause.span).lower()) and rung != "sentence":
        return True
    if any(_BY.search(sentence.at(Span(sentence.span.start, m.span.start))) for m in mentions):
        return True
    if clause.form in {"participle", "relative"} and any(0 <= clause.span.start - m.span.end < 60 for m in mentions):
        return True
    if (clause.form == "nominal" and mentions) or (
        clause.form == "complement" and _said_by(sentence, clause, mentions)
    ):
        return True
    if clause.form in {"participle", "conjunct"} and not _has_own_subject(sentence, clause):
        above = next((c for c in sentence.clauses if c.verb == sentence.words[clause.verb].head), None)
        if above and above.form != "participle" and _lays_down(sentence, above, agreement, rung):
            return True  # "stated that …, thus allowing"
    said_of = sentence.at(subject).lower() if subject else ""
    return bool(_MEANT.match(said_of)) and rung in {"sentence", "topic", "clause"}


def _has_own_subject(sentence: Sentence, clause: Clause) -> bool:
    return any(w.head == clause.verb and w.relation in {"nsubj", "nsubjpass"} for w in sentence.words)


def _said_by(sentence: Sentence, clause: Clause, mentions: Sequence[Mention[Instrument]]) -> bool:
    """Whether the agreement is what states or provides the clause: "The second, called X, stated that …"."""
    governor = next((c for c in sentence.clauses if c.verb == sentence.words[clause.verb].head), None)
    if governor is None or governor.lemma not in word_classes()["laying_down_verb"]:
        return False
    return any(m.span.end <= clause.span.start for m in mentions)


def _is_term(sentence: Sentence, number: Mention[Quantity]) -> bool:
    """Whether a number is one of the terms': no share of one, no part of a name, no measurement told in brackets."""
    if number.value.unit in {"percent", "ratio"} and number.value.value <= 1:
        return False
    return not _aside(sentence, number) and not any(number.span in m.span for m in sentence.instruments)


def _aside(sentence: Sentence, number: Mention[Quantity]) -> bool:
    """A number in brackets that says by itself what it measures is a quantity, not the term's own number."""
    before = sentence.at(Span(sentence.span.start, number.span.start))
    after = sentence.at(Span(number.span.end, sentence.span.end))
    bracketed = before.rfind("(") > before.rfind(")") and ")" in after
    return bracketed and bool(indicators.link(number.value, (after[: after.find(")")].lower(),))[0])
