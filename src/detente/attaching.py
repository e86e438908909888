"""Which date, actor and agreement a number or a name belongs to: reading rule 8.

Dates and numbers attach by clause, the nearest first, at the precision the text gives; where nothing is near, what the
text has established before carries over, and the rung used is returned with it.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from detente.lexicon import word_classes
from detente.model import Act, Actor, Clause, Instrument, Mention, Period, Sentence, Span, Word

Attached = tuple[Period | None, str]

_BRIDGE = re.compile(r"^[\s(,–—-]*(?:in|by|of|as of|for|during|at)?[\s(]*$")
_RANKS = frozenset({"first", "second", "third", "latest", "last", "only", "newest"})
_FOR_ALL = re.compile(r"\b(?:per|as of|according to|as at)(?: the)? $")
_SINCE = re.compile(r"\b(?:since|until|till) (?:the )?$", re.IGNORECASE)
_WHEN = re.compile(r",? (?:when|during which|in which|on which)\b")
_STOPS = re.compile(r"[;:]|(?<!\d), (?=[a-z]+ing\b)")


def clause_of(sentence: Sentence, span: Span) -> Clause | None:
    """The innermost clause that the span lies in or touches."""
    inside = [c for c in sentence.clauses if span in c.span]
    touching = inside or [c for c in sentence.clauses if c.span.overlaps(span)]
    return min(touching, key=lambda c: len(c.span), default=None)


def is_purpose(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is an infinitive: what somebody wants or is to do, not what is."""
    on = sentence.words[sentence.words[clause.verb].head]
    first = clause.form in {"relative", "participle"} and _is_ranked(sentence, on)  # "became the first to recognise"
    return not first and any(w.head == clause.verb and w.tag == "TO" for w in sentence.words)


def _is_ranked(sentence: Sentence, noun: Word) -> bool:
    """Whether a word is, or has in front of it, one that says that its infinitive has come about."""
    above = sentence.words[noun.head]
    if any(w.relation == "neg" and sentence.words[w.head] is above for w in sentence.words):
        return False  # "was not the only one to"
    before = {w.text.lower() for w in sentence.words if sentence.words[w.head] is noun and w.span <= noun.span}
    return bool({noun.text.lower(), *before} & _RANKS)


def period_for(sentence: Sentence, span: Span, *, carry: bool = True) -> Attached:
    """The period that dates the words under a span, and the rung.

    Rungs: own, beside, clause, sentence, far (the date is another number's), carried, or '' when there is none.
    """
    own = [m for m in sentence.periods if m.span.overlaps(span)]
    if own:
        return _main(sentence, span, own).value, "own"
    beside = [m for m in sentence.periods if _beside(sentence, span, m.span)]
    if beside:
        return beside[0].value, "beside"
    around = bracket(sentence, span)
    inside = [m for m in sentence.periods if around and m.span in around and not _numbered(sentence, m.span)]
    if inside:
        return min(inside, key=lambda m: _gap(span, m.span)).value, "clause"
    clause = clause_of(sentence, span)
    if clause:
        within = [m for m in sentence.periods if m.span in clause.span and not _aside(sentence, m.span, span)]
        within = [
            m for m in within if not _SINCE.search(sentence.at(Span(sentence.span.start, m.span.start)))
        ] or within
        if within:
            return min(within, key=lambda m: _gap(span, m.span)).value, "clause"
        above = [m for m in sentence.periods if _reaches(sentence, clause, m.span)]
        if above:
            nearest = min(above, key=lambda m: _gap(span, m.span))
            owned = any(
                _beside(sentence, m.span, nearest.span) for m in sentence.quantities if not m.span.overlaps(span)
            )
            return nearest.value, "far" if owned else "sentence"
    shared = [m for m in sentence.periods if clause and _ends_next(sentence, clause, m.span)]
    if shared:
        return shared[0].value, "sentence"
    then = [m for m in sentence.periods if clause and _was_when(sentence, clause, m.span)]
    if then:
        return then[0].value, "sentence"
    when = [m for m in sentence.periods if m.span.end <= span.start and _opens_what_was(sentence, m.span)]
    if when and not (clause and _set_off(sentence, clause)):
        return when[-1].value, "sentence"
    return (sentence.dated, "carried") if carry and sentence.dated else (None, "")


def _ends_next(sentence: Sentence, clause: Clause, date: Span) -> bool:
    """Whether a date ends the clause coordinated with this one: "expelling envoys and closing a consulate in 2018"."""
    words = sentence.words
    following = [c for c in sentence.clauses if c.form == "conjunct" and words[c.verb].head == clause.verb]
    following = [c for c in following if words[c.verb].tag == words[clause.verb].tag == "VBG"]
    return any(date in c.span and c.span.start >= clause.span.end and date.end >= c.span.end - 1 for c in following)


def _was_when(sentence: Sentence, clause: Clause, date: Span) -> bool:
    """Whether a date is that of the clause that says when this one was: "it ended when the king died in 1975"."""
    holder = min((c for c in sentence.clauses if date in c.span), key=lambda c: len(c.span), default=None)
    if holder is None or holder.form != "adverbial" or sentence.words[holder.verb].head != clause.verb:
        return False
    return sentence.at(holder.span).lower().startswith(("when ", "as ", "once "))


def _opens_what_was(sentence: Sentence, date: Span) -> bool:
    """Whether a date stands before all that was then: "the spring of 1982, when Argentina …, Britain …, and …"."""
    return bool(_WHEN.match(sentence.at(Span(date.end, sentence.span.end))))


def _main(sentence: Sentence, span: Span, own: list[Mention[Period]]) -> Mention[Period]:
    """Of several dates in some words that of their verb: no side remark's, no part of a name, the first behind it."""
    clause = clause_of(sentence, span)
    if len(own) == 1 or clause is None:
        return own[0]
    remarks = [c.span for c in sentence.clauses if c.form in {"relative", "participle"} and c is not clause]
    names = [m.span for m in sentence.instruments]
    kept = [m for m in own if not any(m.span in remark for remark in remarks)] or own
    kept = [m for m in kept if not any(_in_name(sentence, name, m.span) for name in names)] or kept
    kept = [m for m in kept if not _SINCE.search(sentence.at(Span(sentence.span.start, m.span.start)))] or kept
    verb = sentence.words[clause.verb].span
    return next((m for m in kept if m.span.start >= verb.end), kept[0])


def _in_name(sentence: Sentence, name: Span, date: Span) -> bool:
    """Whether a date belongs to a name: in it, or "of 1972" right behind it."""
    return date in name or (date.start >= name.end and sentence.at(Span(name.end, date.start)) == " of ")


def bracket(sentence: Sentence, span: Span) -> Span | None:
    """The brackets that words stand in, without the words' own when they hold them whole."""
    before, after = sentence.at(Span(sentence.span.start, span.start)), sentence.at(Span(span.end, sentence.span.end))
    opened, closed = before.rfind("("), after.find(")")
    if opened <= before.rfind(")") or closed < 0 or "(" in after[:closed]:
        return None
    return Span(sentence.span.start + opened + 1, span.end + closed)


def _numbered(sentence: Sentence, date: Span) -> bool:
    """Whether a date stands right behind another number, which it dates."""
    return any(_beside(sentence, m.span, date) for m in sentence.quantities)


def _aside(sentence: Sentence, date: Span, span: Span) -> bool:
    """Whether a date stands in brackets that the words themselves do not stand in."""
    before = sentence.at(Span(sentence.span.start, date.start))
    opened = before.rfind("(")
    return (
        opened > before.rfind(")") and not opened <= span.start - sentence.span.start < date.end - sentence.span.start
    )


def _reaches(sentence: Sentence, clause: Clause, date: Span) -> bool:
    """Whether a date outside a clause dates it: in front of all clauses, or in one that this clause hangs under."""
    if _aside(sentence, date, clause.span) or _set_off(sentence, clause):
        return False
    if _FOR_ALL.search(sentence.at(Span(sentence.span.start, date.start))):
        return True
    holder = min((c for c in sentence.clauses if date in c.span), key=lambda c: len(c.span), default=None)
    if (
        holder is not None
        and clause.form == "conjunct"
        and holder.subject != clause.subject
        and sentence.words[holder.verb].span.end <= date.start < clause.span.start
    ):
        return False  # "it began on 1 January, and the Congress passed the act": the date is the first half's
    return holder is None or (holder.form != "relative" and clause.span in holder.whole)


def _set_off(sentence: Sentence, clause: Clause) -> bool:
    """A clause under "after" or "before" is of another time than the one it hangs under."""
    marks = {
        w.text.lower() for w in sentence.words if w.head == clause.verb and w.relation in {"mark", "advmod", "prep"}
    }
    return clause.form == "adverbial" and bool(marks & {"after", "before", "since", "until", "till"})


def _beside(sentence: Sentence, span: Span, other: Span) -> bool:
    """A date right behind the words: "$34.9 billion (2013)", "-35% 2022"."""
    if other.start < span.end or other.start - span.end > 12:
        return False
    return bool(_BRIDGE.match(sentence.at(Span(span.end, other.start))))


def _gap(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0) + (1 if other.start < one.start else 0)


def actors_for(sentence: Sentence, span: Span) -> tuple[tuple[Actor, ...], str]:
    """The actors a number belongs to, and the rung: inside, left, subject, pronoun, sentence, carried or ''."""
    able = [m for m in sentence.actors if not only_reckons(sentence, m)]
    inside = _together(_owning(sentence, [m for m in able if m.span.overlaps(span)]))
    if inside:
        return inside, "inside"
    left = [
        m for m in able if m.span.end <= span.start and not _STOPS.search(sentence.at(Span(m.span.end, span.start)))
    ]
    left = _owning(sentence, left)
    if left:
        nearest = left[-1]
        group = [m for m in left if m is nearest or _joined(sentence, m, nearest, left)]
        return _together(group), "left"
    clause = clause_of(sentence, span)
    if clause and clause.subject:
        subject = _together([m for m in able if m.span.overlaps(clause.subject)])
        if subject:
            return subject, "subject"
    near = [m for m in able if m.span.end <= span.start]
    last = [actor for actor in sentence.cast if actor.type == "state"][:1]
    if len(able) < len(sentence.actors) and _points_back(sentence, span):
        first = (near[0].value,) if near else tuple(last)
        return first, "pronoun" if first else ""
    if near:
        return (near[-1].value,), "sentence"
    states = tuple(dict.fromkeys([*last, *sentence.pair]))
    return states, "carried" if states else ""


_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_IN_BRACKETS = re.compile(r"\([^()]*$")
_ACCORDING = re.compile(r"\b(?:according to|estimates? (?:by|from|of)|figures from)(?: the| its)? $", re.IGNORECASE)


def only_reckons(sentence: Sentence, mention: Mention[Actor]) -> bool:
    """Whether an actor is only the one who reckons a figure: "SIPRI put it at 5 million", "8 billion (UN)"."""
    before = sentence.at(Span(sentence.span.start, mention.span.start))
    after = sentence.at(Span(mention.span.end, sentence.span.end))
    if _ACCORDING.search(before):
        return True
    if mention.value.type not in {"igo", "org"}:
        return False
    opened = _IN_BRACKETS.search(before)
    if opened and not re.search(r"\d", re.sub(_YEAR, "", opened[0] + after.partition(")")[0])):
        return True
    verb = re.match(r"(?:['’]s)?(?: \w+ly)? ([a-z]+)", after)
    return bool(verb and verb[1] in word_classes()["reckoning_verb"])


def _points_back(sentence: Sentence, span: Span) -> bool:
    """Whether a pronoun stands before a number in its piece of the sentence: "SIPRI estimated it at 5 million"."""
    before = _STOPS.split(sentence.at(Span(sentence.span.start, span.start)))[-1]
    return bool(re.search(r"\b(?:it|its|their|his|her)\b", before.lower()))


_TOWARDS = re.compile(
    r"\b(?:exports?|imports?|sales|shipments?|deliver(?:y|ies)|supplies|trade|deficit|surplus|debts?|loans?|aid"
    r"|assistance|investments?|remittances)\b[^.,;:]{0,24}\b(?:to|from|in|with|towards)(?: the)? $",
    re.IGNORECASE,
)


def _owning(sentence: Sentence, mentions: list[Mention[Actor]]) -> list[Mention[Actor]]:
    """Mentions without whom another of them only trades with or gives to: in "Chad's exports to Mali" Chad's alone."""
    before = (sentence.at(Span(m.span.end, n.span.start)) for m, n in itertools.pairwise(mentions))
    towards = [False, *(bool(_TOWARDS.search(words)) for words in before)]
    return [m for m, away in zip(mentions, towards, strict=False) if not away]


def _joined(sentence: Sentence, one: Mention[Actor], last: Mention[Actor], between: Sequence[Mention[Actor]]) -> bool:
    """Whether two mentions are one list: nothing but commas, "and" and other mentions lies between them.

    Commas alone are one only where it goes on to an "and", not in "at the wish of the king of Spain, Peru met Chile".
    """
    text = sentence.at(Span(one.span.end, last.span.start))
    for mention in between:
        if one.span.end <= mention.span.start and mention.span.end <= last.span.start:
            text = text.replace(sentence.at(mention.span), "")
    if re.sub(r"[\s,&/–-]|\band\b|\bthe\b", "", text):
        return False
    return "," not in text or bool(re.search(r"\band\b|[&/–-]", text)) or _goes_on(sentence, last, between)


def _goes_on(sentence: Sentence, mention: Mention[Actor], mentions: Sequence[Mention[Actor]]) -> bool:
    """Whether a list goes on behind a mention to an "and" and its last member."""
    for other in mentions:
        if other.span.start >= mention.span.end:
            between = sentence.at(Span(mention.span.end, other.span.start))
            if not re.fullmatch(r",(?: the)? |,?(?: and| as well as| &)(?: the)? ", between):
                return False
            if between.strip() != "," and between != ", the ":
                return True
            mention = other
    return False


def listed(sentence: Sentence, mentions: Sequence[Mention[Actor]]) -> tuple[Mention[Actor], ...]:
    """Some mentions and those that stand in one list with them: "Indian and Pakistani officials"."""
    beside = [
        m
        for m in sentence.actors
        for one in mentions
        if m.span == one.span
        or (m.span.end <= one.span.start and _joined(sentence, m, one, sentence.actors))
        or (one.span.end <= m.span.start and _joined(sentence, one, m, sentence.actors))
    ]
    return tuple(dict.fromkeys((*beside, *mentions)))


def is_known(actor: Actor) -> bool:
    """Whether an actor is one of the tables', not only a name or a noun in its place."""
    return not actor.id.startswith("unlinked:")


def with_pair(sentence: Sentence, act: Act) -> Act:
    """A mutual act that names nobody, with the two states the text speaks of: "relations were restored in 1976"."""
    if not act.mutual or len(sentence.pair) < 2 or any(is_known(m.value) for m in (*act.source, *act.target)):
        return act
    carried = tuple(Mention(span=act.trigger, value=state, how="carried", sector="GOV") for state in sentence.pair)
    return dataclasses.replace(act, source=carried, target=())


_WHERE = re.compile(r"\b(?:in|at|near|outside)(?: the)?\s*$")


def is_where(sentence: Sentence, mention: Mention[Actor]) -> bool:
    """Whether a state stands where something happens: "in Singapore"."""
    before = sentence.at(
        Span(max(sentence.span.start, mention.span.start - 14), max(sentence.span.start, mention.span.start))
    )
    return mention.value.type == "state" and bool(_WHERE.search(before))


_WITH = re.compile(r"\b(?:with|and|from|to|between)(?: the| his| her| their)?\s*$")


def with_parties(sentence: Sentence, clause: Clause, act: Act) -> Act:
    """The act with all of its parties' lists, without the state where they met, and with whom a lone party met."""
    source, target = listed(sentence, act.source), listed(sentence, act.target)
    if len({m.value for m in (*source, *target)}) > 2:
        source, target = (tuple(m for m in side if not is_where(sentence, m)) for side in (source, target))
    if not target and len(source) == 1:
        after = [
            m for m in sentence.actors if m.span in clause.span and m.span.start >= act.trigger.end and m not in source
        ]
        target = listed(
            sentence, [m for m in after if _WITH.search(sentence.at(Span(sentence.span.start, m.span.start)))][:1]
        )
    return dataclasses.replace(act, source=source, target=tuple(m for m in target if m not in source))


def leaders(sentence: Sentence, before: int, leads: Callable[[str, Period | None], bool]) -> tuple[Actor, ...]:
    """The two persons of different states named last, rather such as lead at the sentence's date, or the two states."""
    after = (m.value for m in sentence.actors if m.span.start >= before)
    cast = [*(m.value for m in reversed(sentence.actors) if m.span.end <= before), *after, *sentence.cast]
    behind = (m.value for m in sentence.periods if m.span.end > before)
    at = next(behind, next((m.value for m in sentence.periods), sentence.dated))
    in_office = [actor for actor in cast if actor.type == "person" and leads(actor.id, at)]
    cast = in_office if len({actor.of for actor in in_office}) >= 2 else cast
    for wanted in ("person", "state"):
        found: dict[str, Actor] = {}
        for actor in cast:
            if actor.type == wanted:
                found.setdefault(actor.of or actor.id, actor)
        if len(found) >= 2:
            return tuple(found.values())[1::-1]
    return ()


def meeting_of(who: tuple[Actor, ...], trigger: Span) -> Act:
    """A talk of actors whom the text has named before, under the words that tell of it."""
    mentions = tuple(Mention(span=trigger, value=actor, how="carried", sector="GOV") for actor in who)
    return Act(type="CONSULT", source=mentions, trigger=trigger, lemma="meet", rule="parties carried", mutual=True)


def _together(mentions: Iterable[Mention[Actor]]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(m.value for m in mentions))


def instrument_for(sentence: Sentence, span: Span) -> tuple[Instrument | None, str]:
    """The agreement, law or plan that the words speak of: in their clause, before them, or else the text's topic."""
    before = [m for m in sentence.instruments if m.span.start <= span.start]
    clause = clause_of(sentence, span)
    if clause:
        within = [m for m in sentence.instruments if m.span in clause.whole]
        if within:
            return min(within, key=lambda m: _gap(span, m.span)).value, "clause"
    if before:
        return before[-1].value, "sentence"
    return (sentence.topic, "topic") if sentence.topic else (None, "")


_PARTS = frozenset([
    "article", "part", "term", "provision", "text", "clause", "protocol", "paragraph", "chapter", "section",
    "principle", "preamble", "annex", "treaty", "agreement", "pact", "accord", "plan",
])  # fmt: skip


def is_head(sentence: Sentence, subject: Span, name: Span) -> bool:
    """Whether a subject is the agreement or a part of it, not somebody about it ("critics of the Simla Agreement")."""
    others = [
        w
        for w in sentence.words
        if w.span in Span(subject.start, max(name.start, subject.start))
        and w.tag in {"NN", "NNS"}
        and w.relation not in {"compound", "appos"}
    ]
    return all(w.lemma.lower() in _PARTS or w.span.end == name.start for w in others)


def list_item(sentence: Sentence, number: Span, within: Span) -> Span:
    """The piece of a list that a number stands in: up to the commas or semicolons around it."""
    before = sentence.at(Span(within.start, number.start))
    left = max((mark.end() for mark in re.finditer(r"[,;] (?:and )?|\band |^\s+", before)), default=0)
    start = within.start + left
    right = re.search(r"[,;](?!\d)| and (?=[\d$€])|\.$", sentence.at(Span(number.end, within.end)))
    end = number.end + right.start() if right else within.end
    return Span(start, end)


def phrase(sentence: Sentence, span: Span) -> Span:
    """A mention widened to the noun phrase's left edge: its determiner, numbers and adjectives, and a year in front."""
    start = span.start
    by_end = {w.span.end: w for w in sentence.words}
    while True:
        gap = 1 if sentence.at(Span(max(start - 1, sentence.span.start), start)) == " " else 0
        word = by_end.get(start - gap)
        if word is None or not (
            word.tag in {"DT", "CD", "JJ", "PRP$", "POS", "VBN", "JJS"}
            or word.relation in {"compound", "poss", "nummod"}
        ):
            return Span(start, span.end)
        start = word.span.start
