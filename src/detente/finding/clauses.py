"""Which clauses assert something of their own, though no other kind reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.attaching import is_purpose
from detente.finding import acts
from detente.finding.evaluations import evaluates
from detente.lexicon import word_classes
from detente.model import Clause, Sentence, Span


@dataclass(frozen=True, slots=True)
class Asserted:
    """A ``clause`` that asserts something; ``opinion`` when it is an evaluation.

    ``predicate`` are the words of an evaluation without a subject that is a claim of its own.
    """

    clause: Clause
    opinion: bool
    predicate: Span | None = None


def asserted(sentence: Sentence) -> Iterator[Asserted]:
    """The clauses of some substance that assert something; a question has none."""
    if _asks(sentence):
        return
    for clause in sentence.clauses:
        opinion = evaluates(sentence, clause)
        if _substance(sentence, clause) and _asserts(sentence, clause, plain=not opinion):
            yield Asserted(clause, opinion, _predicate(sentence, clause) if opinion else None)


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip('”"’ ').endswith("?")


def links(sentence: Sentence) -> Iterator[Span]:
    """The motives and causes that end a clause, given for what it tells: "… as a show of good faith"."""
    for clause in () if _asks(sentence) else sentence.clauses:
        words = sentence.at(clause.span)
        act = acts.told("link", words.lower())
        at = acts.place("link", act, words.lower()) if act else None
        if at is None or clause.negated or clause.modality != "asserted" or is_purpose(sentence, clause):
            continue
        said = re.split(r"[,;]", words[at:])[0].rstrip()
        span = Span(clause.span.start + at, clause.span.start + at + len(said))
        if _content(sentence, span) >= 2 and at + len(said) >= len(words.rstrip()) and at > 0:
            yield span


def _predicate(sentence: Sentence, clause: Clause) -> Span | None:
    """An evaluation without what in it is a claim of its own: a subject that holds something exact, and a "with …"."""
    spans = [*(m.span for m in sentence.periods), *(m.span for m in sentence.instruments)]
    spans += [m.span for m in sentence.quantities]
    exact = [span for span in spans if span in clause.span]
    own, start, end = clause.subject, clause.span.start, clause.span.end
    if own and own in clause.span and any(span in own for span in exact):
        start = next((w.span.start for w in sentence.words if w.span.start >= own.end and w.tag[0].isalpha()), own.end)
    beside = next((w.span for w in sentence.words if w.text == "with" and w.head == clause.verb), None)
    if beside and beside.start > start and any(beside.start < span.start for span in exact):
        end = start + len(sentence.at(Span(start, beside.start)).rstrip(" ,"))
    span = Span(start, max(start, end))
    inside = [w for w in sentence.words if w.span in span]
    broken = not inside or inside[-1].tag == "IN"  # what its last word leads to was lost in parsing
    return span if span != clause.span and not broken and _content(sentence, span) > 1 else None


def _exact(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause has a date or a number in a sentence on somebody."""
    dated = any(m.span in clause.span for m in sentence.periods)
    return bool(sentence.actors) and (dated or any(m.span in clause.span for m in sentence.quantities))


def _asserts(sentence: Sentence, clause: Clause, *, plain: bool) -> bool:
    """Whether a clause says something of its own.

    A purpose does not, nor a mere number or date beside the main clause, nor what only opens what is told, nor what
    only gives another clause its setting ("who …", "while …"; a cause does). What else hangs on one does where it is
    dated, an evaluation, or a participle about an actor.
    """
    if is_purpose(sentence, clause) or (plain and _opens(sentence, clause)) or _is_title(sentence, clause):
        return False
    if plain and _takes_office(sentence, clause):
        return True
    if plain and clause.form != "main" and _only_measures(sentence, clause):
        return False
    if clause.form == "nominal" and sentence.text[-1:].isalnum() and not _exact(sentence, clause):
        return any(w.tag.startswith("VB") for w in sentence.words)  # "Relations between Ghana and Togo" heads something
    if clause.form in {"main", "nominal"} or not plain:
        return True
    if clause.form in {"relative", "adverbial"}:
        return bool(_GRANTS.match(sentence.at(clause.span).lower())) or _began(sentence, clause)
    above = next((c for c in sentence.clauses if c.verb == sentence.words[clause.verb].head), None)
    if clause.form == "conjunct" and above and above.form == "main":
        return True
    beside = clause.form == "participle" and any(m.span.overlaps(clause.span) for m in sentence.actors)
    return beside or any(m.span in clause.span for m in sentence.periods)


_GRANTS = re.compile(r"(?:because|although|though|even though|whereas) ")
"""What opens a clause that is asserted though another stands above it."""


def _began(sentence: Sentence, clause: Clause) -> bool:
    """Whether a relative clause only dates what it hangs on: "the war, which began in May 1982, …"."""
    told = clause.lemma in word_classes()["happening_verb"] | {"end", "last"}
    return clause.form == "relative" and told and any(m.span in clause.span for m in sentence.periods)


def _takes_office(sentence: Sentence, clause: Clause) -> bool:
    """Whether a dated clause tells of a person that he came to or left an office: "when Kohl became chancellor"."""
    own = [m for m in sentence.actors if clause.subject and m.span.overlaps(clause.subject)]
    dated = any(m.span in clause.span for m in sentence.periods)
    if not dated or not any(m.value.type == "person" for m in own):
        return False
    return clause.lemma in word_classes()["office_verb"] and clause.modality == "asserted"


def _is_title(sentence: Sentence, clause: Clause) -> bool:
    """Whether a text opens with words without a verb, which only say what it is: "Address by the President of Chad"."""
    own = [w for w in sentence.words if w.span in clause.span]
    dated = any(m.span.overlaps(clause.span) for m in sentence.periods)
    says = dated or _TITLE.search(sentence.at(clause.span))
    opens = sentence.index == 0 and clause.span.start == sentence.span.start and says
    return bool(opens) and clause.form == "nominal" and not any(w.tag in _FINITE for w in own)


_TITLE = re.compile(
    r"\b(?:address|speech|statement|remarks|communiqu[eé]|declaration|press release"
    r"|relations|profile|notes|file|letter)\b",
    re.IGNORECASE,
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD"})


def _opens(sentence: Sentence, clause: Clause) -> bool:
    """Whether another clause is what this one tells: "they knew that …"."""
    return any(c.form == "complement" and sentence.words[c.verb].head == clause.verb for c in sentence.clauses)


def _only_measures(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause holds a number, or says when the other thing was: "before the rains came"."""
    marks = {
        w.text.lower() for w in sentence.words if w.head == clause.verb and w.relation in {"mark", "advmod", "prep"}
    }
    dates = clause.form == "adverbial" and bool(marks & {"before", "after", "until", "since"})
    return dates or any(m.span in clause.span for m in sentence.quantities)


def _substance(sentence: Sentence, clause: Clause) -> bool:
    return _content(sentence, clause.span) >= 3 and len(clause.span) >= 16


def _content(sentence: Sentence, span: Span) -> int:
    return sum(w.span in span and w.tag.startswith(("NN", "VB", "JJ", "CD")) for w in sentence.words)
