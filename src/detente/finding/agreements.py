"""Where agreements stand in a sentence: what is done with them, and the dates beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.actors import states_of
from detente.annotate import noun_phrase
from detente.attaching import clause_of, is_known, period_for, phrase, with_pair
from detente.finding import acts, phrases, roles, unnamed
from detente.lexicon import word_classes
from detente.model import Act, Clause, Instrument, Mention, Period, Sentence, Span
from detente.tree import Tree

TYPES = frozenset({"treaty", "agreement", "communique", "plan", "conference"})
"""The types of instruments that are agreements, or as good as."""

_LEAVES = re.compile(r"\b(?:leav\w+|quit\w*|withdraw\w*|pull(?:ed|ing|s)? out of|exit\w*)\b[^;]{0,90}_")
"""Leaving under another verb: "signed orders to leave the World Health Organization and the Paris Agreement"."""
_DEMONSTRATIVE = re.compile(
    r"(?:the|these|this|both|that)\b ?(?:two|both)? ?"
    r"(?:treat(?:y|ies)|agreements?|accords?|pacts?|conventions?|protocols?)$"
)
_AFTER = re.compile(
    r"\b(?:after|since|before|following|under|unlike|like|beyond|than|to replace|replacing)"
    r" (?:the |a |an )?(?:\w+ ){0,2}$"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_PLACE = re.compile(
    r"\b(?:signed|concluded|agreed|initialled|sealed|reached)\b(?:,? (?!in |at )[a-z_-]+){0,6}"
    rf" (?:in|at) (?!{_MONTH})((?:[A-Z][\w’'.-]+ ?)+)"
)
"""Where something was signed: behind the verb, the name of the agreement left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An ``act`` on an ``agreement``, told under ``span``: by the clause of ``verb``, which is ``coded`` so, if any.

    ``carried`` says that the agreement is only the one named last before.
    """

    span: Span
    agreement: Instrument
    act: str
    on: Period | None
    actors: tuple[str, ...] = ()
    place: str = ""
    verb: int | None = None
    coded: Act | None = None
    carried: bool = False


def named(sentence: Sentence) -> Iterator[Mention[Instrument]]:
    """The agreements that a sentence names, in text order."""
    return (mention for mention in sentence.instruments if mention.value.type in TYPES)


def acted(sentence: Sentence, mention: Mention[Instrument]) -> Done | None:
    """What the clause of a name says is done with the agreement, None when its verb tells no act."""
    clause = clause_of(sentence, mention.span)
    if clause and clause.modality == "asserted" and (done := _by_noun(sentence, clause, mention)):
        return done
    act = _act(sentence, clause, mention)
    if clause is None or not act or clause.form == "nominal":
        return None
    on = _when(sentence, clause, mention, act)
    actors = states_of((m.value for a in clause.acts for m in (*a.source, *a.target) if is_known(m.value)), on)
    words = sentence.at(clause.span).replace(sentence.at(mention.span), "_")
    place = place_in(words) if act == "signed" and not _several(sentence, clause) else ""
    return replace(_told(clause, mention.value, act, on), actors=actors, place=place)


def _by_noun(sentence: Sentence, clause: Clause, mention: Mention[Instrument]) -> Done | None:
    """What a noun tells that a clause speaks of, or that sets it in time: "after its withdrawal from the treaty"."""
    tree = Tree(sentence)
    for i, word in enumerate(sentence.words):
        act = acts.told("agreement_noun", word.lemma.lower()) if word.tag.startswith("NN") else ""
        under = [*tree.children(i, "compound"), *(inner for _, inner in tree.prepositions(i))] if act else []
        if not any(sentence.words[j].span.overlaps(mention.span) for j in under):
            continue
        if phrases.is_setting(sentence, word.span) or phrases.is_subject(sentence, word.span):
            span = phrases.with_date(sentence, noun_phrase(sentence, word.span))
            coded = next((a for a in clause.acts if a.trigger == word.span), None)
            on = next((m.value for m in sentence.periods if m.span in span and not m.span.overlaps(mention.span)), None)
            who = states_of((m.value for m in (coded.source if coded else ()) if is_known(m.value)), on)
            return Done(span=span, agreement=mention.value, act=act, on=on, actors=who, coded=coded)
    return None


def place_in(words: str) -> str:
    """Where the words say that something was signed or agreed; "" when they do not."""
    found = _PLACE.search(words)
    return found[1].strip(" .") if found else ""


def further(sentence: Sentence, mention: Mention[Instrument]) -> Iterator[Done]:
    """Dated acts of the clauses behind the name's own: "… was signed in 1968, entered into force in 1970"."""
    own = clause_of(sentence, mention.span)
    for clause in sentence.clauses:
        if clause.form not in {"conjunct", "adverbial"} or clause == own:
            continue
        if not clause.subject or not mention.span.overlaps(clause.subject):
            continue
        act = acts.told("agreement", sentence.at(clause.span).lower())
        if act and any(m.span in clause.span for m in sentence.periods):
            yield _told(clause, mention.value, act, period_for(sentence, clause.span, carry=False)[0])


def dated(sentence: Sentence, mention: Mention[Instrument]) -> Done | None:
    """A name with the date beside it: the act is '' when it came about then, "other" when the date is another's."""
    year = _year(sentence, mention)
    clause = clause_of(sentence, mention.span)
    act = _act(sentence, clause, mention)
    if not year or (act not in {"", "signed"} and year[0].precision != "year"):
        return None
    name = phrase(sentence, mention.span)
    own = act == "signed" or _own_date(sentence, clause, mention, year[1])
    span = Span(min(name.start, year[1].start), max(name.end, year[1].end))
    return Done(span=span, agreement=mention.value, act="" if own else "other", on=year[0])


def meant(sentence: Sentence) -> Iterator[Done]:
    """What is done with the agreement named last before: "These two treaties were signed on …"."""
    recent = next((item for item in sentence.recent if item.type in TYPES), None)
    for clause in sentence.clauses if recent else ():
        subject = clause.subject
        if not subject or not _DEMONSTRATIVE.match(sentence.at(subject).lower()):
            continue
        act = acts.told("agreement", sentence.at(clause.span).lower())
        if recent and act and not any(m.span.overlaps(subject) for m in sentence.instruments):
            on, _ = period_for(sentence, clause.span, carry=False)
            yield replace(_told(clause, recent, act, on), carried=True)


def unlisted(sentence: Sentence) -> Iterator[Done]:
    """What is done with an agreement that no table has: "signed a trade pact", "ratified the Tripartite Agreement"."""
    for clause, agreement, name in unnamed.made(sentence):
        act = acts.told("agreement", clause.lemma) or "signed"
        on, _ = period_for(sentence, clause.span, carry=False)
        actors = states_of((m.value for a in clause.acts for m in (*a.source, *a.target) if is_known(m.value)), on)
        behind = name.end <= clause.span.start <= name.end + len(", ")  # "an agreement signed in May"
        span = Span(name.start, clause.span.end) if behind else clause.span
        yield replace(_told(clause, agreement, act, on), actors=actors, span=span)


BY_ALL = frozenset({"", "initialled", "signed", "in_force", "extended"})
"""What the parties of an agreement do together; any other act is one party's towards the rest."""


def coded(sentence: Sentence, done: Done) -> Act:
    """What was done, by and with the parties of the agreement as the tables have them."""
    act, sides = roles.coded("agreement", done.act, done.coded, done.span), roles.parties(done.agreement, done.span)
    if done.agreement.id.startswith("unlinked:"):
        return with_pair(sentence, replace(act, mutual=done.act in BY_ALL))
    if act.type not in {"SUPPORT", "SANCTION"} or done.act == "other":
        return act
    return roles.jointly(act, sides) if done.act in BY_ALL else roles.towards(act, sides)


def _told(clause: Clause, agreement: Instrument, act: str, on: Period | None) -> Done:
    coded = next(iter(clause.acts), None)
    return Done(span=clause.span, agreement=agreement, act=act, on=on, verb=clause.verb, coded=coded)


def _act(sentence: Sentence, clause: Clause | None, mention: Mention[Instrument]) -> str:
    """The act that the clause's words say, the name's own left out; none when something else is said to be after it."""
    if clause is None or _AFTER.search(sentence.at(Span(sentence.span.start, mention.span.start))):
        return ""
    words = sentence.at(clause.span).lower().replace(sentence.at(mention.span).lower(), "_")
    act, left = acts.told("agreement", words), _LEAVES.search(words)
    return "withdrew" if act in {"signed", "proposed"} and left and left.start() < words.find("_") else act


def _several(sentence: Sentence, clause: Clause) -> bool:
    return sum(m.span in clause.span for m in named(sentence)) > 1


def _when(sentence: Sentence, clause: Clause, mention: Mention[Instrument], act: str) -> Period | None:
    """The date of an act: of several agreements in one clause, each has the date beside it."""
    year = _year(sentence, mention) if _several(sentence, clause) else None
    on = (
        year[0]
        if year
        else _behind_act(sentence, clause, mention, act) or period_for(sentence, clause.span, carry=False)[0]
    )
    name = phrase(sentence, mention.span)
    if act not in {"signed", "proposed"} and any(m.value == on and m.span in name for m in sentence.periods):
        return None  # "withdrew from the 2015 deal": the name's own year
    return on


def _behind_act(sentence: Sentence, clause: Clause, mention: Mention[Instrument], act: str) -> Period | None:
    """The first date behind the word that tells the act, when the clause has several: "signed in …, ended in …".

    The year in an agreement's name is none of them: "the Convention of 1818 was signed in October".
    """
    several = [m for m in sentence.periods if m.span in clause.span]
    inside = [m for m in several if not m.span.overlaps(mention.span)]
    at = acts.place("agreement", act, sentence.at(clause.span).lower()) if len(several) > 1 else None
    return next((m.value for m in inside if at is not None and m.span.start >= clause.span.start + at), None)


def _own_date(sentence: Sentence, clause: Clause | None, mention: Mention[Instrument], date: Span) -> bool:
    """Whether a date behind the name is the agreement's, not that of what is done: "acceded to the treaty on …"."""
    between = sentence.at(Span(mention.span.end, date.start)).strip() if date.start >= mention.span.end else ""
    between = re.sub(r"^(?:treaty|agreement|accord|pact),? ?", "", between)
    comes = clause is None or clause.form == "nominal" or clause.lemma in word_classes()["coming_about_verb"]
    return comes or between not in {"on", "in"}


def _year(sentence: Sentence, mention: Mention[Instrument]) -> tuple[Period, Span] | None:
    """A date in the name's phrase ("the 1987 INF Treaty") or right behind it ("SALT I (1972)", "START II in 1993")."""
    name = phrase(sentence, mention.span)
    for found in sentence.periods:
        if found.how == "era" and found.span.overlaps(mention.span):
            continue  # the name itself: "the Washington Naval Conference"
        if found.span in name:
            return found.value, found.span
        between = sentence.at(Span(mention.span.end, found.span.start)) if found.span.start >= mention.span.end else "-"
        if re.fullmatch(r"(?: treaty| agreement| accord)?,? ?(?:\(|in |of |on )?", between.lower()):
            return found.value, found.span
    return None
