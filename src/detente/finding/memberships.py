"""Memberships: which state joins, leaves or is suspended from which organisation, and its own date."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from detente import arguments, tables, wording
from detente.actors import states_of
from detente.attaching import clause_of, listed, period_for
from detente.lexicon import word_classes
from detente.model import Act, Actor, Clause, Mention, Period, Sentence, Span
from detente.tree import Tree

_JOINED = re.compile(r"\b(?:in|to|of|from|join\w*|left|leav\w+|quit|enter\w*|rejoin\w*) (?:the )?$")
_RENAMED = re.compile(r" as (?:the )?")
_JOINS = (
    r"join\w*|entered|enter|acced\w* to|admitted to|admission to|membership (?:in|of)|left|leav\w+|quit|exit\w*"
    r"|withdrew from|expelled from|suspended from|member of|accession to|rejoin\w*|applied to join|bid to join"
    r"|restor\w+ (?:to|in)"
)
"""What stands in front of the organisation that is joined or left."""
_GROWS = r"(?:’s|'s)?\s*(?:\d{4} )?(?:eastern |eastward )?(?:expansion|enlargement|accession|members)|accessions?"
"""What stands behind the organisation that grows."""
_GROWING = re.compile(r"\b(?:expan|enlarg|incorporat)")
_ADDED = re.compile(r"\b(?:incorporat|includ|admit|bring|add|to|by|of)\w*\s+$")
_AND = re.compile(r",? (?:and )?(?:then )?")
_ON = re.compile(r" (?:on|in) ")
_ENDS = re.compile(r"\s*(?:$|[.,;:)–—]|and\b)")
"""What may stand behind a state and its date that share another's verb: no verb of their own."""
_IS = frozenset({"be", "remain"})
"""Verbs that say what a state is in an organisation, not what it does."""
_NOUNS = r"(?:accession|admission|entry|membership|withdrawal|exit|departure|suspension|expulsion)\b"
_OWNED = re.compile(rf"^(?:’s?|'s?)? (?:\w+ ){{0,2}}?{_NOUNS}")
_NOUN_OF = re.compile(rf"\b{_NOUNS} of (?:the )?$")
_WISHED = re.compile(
    r"\b(?:vot|decid|appl|ask|want|seek|sought|hop|wish|plan|prepar|refus|fail|threat|promis|bid|offer|request|vow|intend"
    r"|aim|try|tried|chose|opt|propos)\w*(?: \w+){0,3} to (?:re)?(?:join|leave|quit|exit|withdraw|enter|accede)\b",
    re.IGNORECASE,
)
"""A joining or leaving that is only meant."""
_OF_A_MEMBER = frozenset({"suspend", "expel", "oust", "admit", "readmit"})
"""Verbs whose object is the member."""


class Joining(NamedTuple):
    """One ``act`` of one ``member`` towards an ``organisation``.

    ``coded`` is the act of the whole clause, ``named`` whether it names the member rather than saying "it".
    """

    span: Span
    member: str
    organisation: str
    act: str
    on: Period | None
    verb: int
    coded: Act
    named: bool = True


@cache
def _acts() -> dict[str, Mapping[str, str]]:
    """Act → its row: the words that say so and its code; the first whose words stand in a clause counts."""
    columns = ("act", "words", "type", "mode", "lemma")
    return {row["act"]: row for row in tables.rows("membership_acts.csv", columns)}


def joinings(sentence: Sentence) -> Iterator[Joining]:
    """A state and an organisation under a word of joining or leaving in one clause; eight members at most."""
    for clause in sentence.clauses:
        words = sentence.at(clause.span).lower()
        act = next((name for name, row in _acts().items() if wording.matches(row["words"], words)), "")
        organisations = [m for m in sentence.actors if m.span in clause.span and m.value.type == "igo"]
        carried = _carried(sentence, clause) if act and not organisations else None
        wished = act in {"joined", "left"} and _WISHED.search(sentence.text[: clause.span.end - sentence.span.start])
        told = act
        if wished:
            act = "applied" if re.match("appl|bid|request|ask", wished[0], re.IGNORECASE) else "planned"
        if not act or not (carried or (organisations and _is_joined(sentence, clause, organisations))):
            continue
        organisation = carried or _organisation(sentence, organisations)
        if clause_of(sentence, organisation.span) not in {clause, None} and clause.form == "main":
            continue  # joined in a clause of its own: "Hungary, which joined NATO in 1999, held up …"
        members = _members(sentence, clause, organisation)
        if clause.lemma in word_classes()["deciding_verb"] and any(_owns(sentence, m) for m in members):
            continue  # "ratified Sweden's accession": not yet a joining
        on = _when(sentence, clause, organisation.span)
        acting = (m for a in clause.acts if set(members) & set(a.source) for m in a.source)
        beside = [m for m in acting if m not in members and m.value.type == "state"]
        coded = _coded(told, members + beside, organisation, clause.span)
        if clause.lemma in _IS:
            coded = replace(coded, type="", mode="")  # "has been a member since": nobody joins
        if _GROWING.search(words) or (clause.lemma in _OF_A_MEMBER and coded.source and not clause.negated):
            coded = replace(coded, source=coded.target, target=coded.source)  # it is the organisation that acts
        for mention in members[:8]:
            own = _own_date(sentence, clause, mention) or on
            member = _state(mention.value, own)
            named = mention.how != "pronoun"
            yield Joining(clause.span, member, organisation.value.id, act, own, clause.verb, coded, named)
        for mention, date in _further(sentence, clause):
            if mention not in members:
                span = Span(mention.span.start, date.span.end)
                act_of = _coded(act, [mention], organisation, span)
                state = _state(mention.value, date.value)
                yield Joining(span, state, organisation.value.id, act, date.value, clause.verb, act_of)


_OF_IT = re.compile(
    r"\b(?:(?:re)?join(?:ed|s)?|left|leaves|quit|withdrew from|re-?entered|acceded to) (?:it|the (?:bloc|alliance"
    r"|organi[sz]ation|union|club|group|grouping|pact))\b"
    r"|\b(?:became|become|becomes|becoming|admitted as|accepted as|to be) (?:an?|the|its) "
    r"(?:[\w-]+ ){0,3}(?:member|observer|associate)\b(?! of)"
    r"|\b(?:joined|rejoined|acceded|withdrew|left|was (?:admitted|suspended|expelled))"
    r"(?: in| on|,|;|\.| a year| two years|\Z)"
)
"""Joining or leaving what the words before have named."""


_WHO = re.compile(r"\b(?:which|who|that) (?:had |has |have )?(?:re)?(?:join|left|withdr|acced|was )")


def _carried(sentence: Sentence, clause: Clause) -> Mention[Actor] | None:
    """The organisation that a clause says is joined or left without its name: one named just before."""
    words = sentence.at(clause.span).lower()
    if clause.form == "relative" or _WHO.search(words) or not _OF_IT.search(words):
        return None
    near = sentence.before + sentence.text[: clause.span.start - sentence.span.start]
    earlier = [m.value for m in reversed(sentence.actors) if m.span.end <= clause.span.start]
    named = (who for who in (*earlier, *sentence.cast) if who.type == "igo" and re.search(rf"\b{who.name}\b", near))
    last = next((who for who in (*earlier, *sentence.cast[:_NEAR]) if who.type == "igo"), None)
    found = next(named, None) or last
    return Mention(span=sentence.words[clause.verb].span, value=found, how="carried") if found else None


_NEAR = 4
"""How many actors back the organisation may stand."""


def _organisation(sentence: Sentence, named: list[Mention[Actor]]) -> Mention[Actor]:
    """The organisation right behind a word of joining, by its new name: "joined the G7 as G8"."""
    joined = (m for m in named if _JOINED.search(sentence.at(Span(sentence.span.start, m.span.start))))
    found = next(joined, named[0])
    after = [m for m in named if m.span.start >= found.span.end]
    return next((m for m in after if _RENAMED.fullmatch(sentence.at(Span(found.span.end, m.span.start)))), found)


def _state(actor: Actor, on: Period | None) -> str:
    member = next(iter(states_of([actor], on)), "")
    return "RUS" if member == "SUN" and on and on.start.year > 1991 else member  # "post-Soviet Russia"


def _when(sentence: Sentence, clause: Clause, organisation: Span) -> Period | None:
    """The date of joining: the first behind the organisation before another one is named, else the last before it."""
    remarks = [c.span for c in sentence.clauses if c.form in {"relative", "participle"} and c.verb != clause.verb]
    dates = [m for m in sentence.periods if m.span in clause.span and not any(m.span in span for span in remarks)]
    others = [m.span.start for m in sentence.actors if m.value.type == "igo" and m.span.start > organisation.end]
    after = [m for m in dates if organisation.end <= m.span.start < min(others, default=clause.span.end + 1)]
    before = [m for m in dates if m.span.end <= organisation.start]
    found = after[:1] or before[-1:]
    return found[0].value if found else period_for(sentence, clause.span, carry=False)[0]


def _own_date(sentence: Sentence, clause: Clause, member: Mention[Actor]) -> Period | None:
    """The first date behind a member in the clause: "A and B on 1 May and C on 2 June"."""
    after = [m for m in sentence.periods if m.span in clause.span and m.span.start >= member.span.end]
    behind_verb = member.span.start >= sentence.words[clause.verb].span.end
    if not after or not behind_verb:
        return None
    between = Span(member.span.end, after[0].span.start)
    return None if any(m.value.type == "igo" and m.span in between for m in sentence.actors) else after[0].value


def _further(sentence: Sentence, clause: Clause) -> Iterator[tuple[Mention[Actor], Mention[Period]]]:
    """States that share the verb and have a date of their own: "A joined on 1 May and B on 2 June"."""
    if not clause.span.start <= sentence.words[clause.verb].span.start < clause.span.end:
        return
    dates = [m for m in sentence.periods if m.span.start >= sentence.words[clause.verb].span.end]
    for first, second in itertools.pairwise(dates):
        between = [m for m in sentence.actors if first.span.end <= m.span.start and m.span.end <= second.span.start]
        if len(between) != 1 or between[0].value.type != "state":
            continue
        if any(c.subject and between[0].span.overlaps(c.subject) for c in sentence.clauses if c.verb != clause.verb):
            continue
        if not _ENDS.match(sentence.at(Span(second.span.end, sentence.span.end))):
            continue
        before = sentence.at(Span(first.span.end, between[0].span.start))
        if _AND.fullmatch(before) and _ON.fullmatch(sentence.at(Span(between[0].span.end, second.span.start))):
            yield between[0], second


def _is_joined(sentence: Sentence, clause: Clause, organisations: list[Mention[Actor]]) -> bool:
    """The organisation is what is joined or enlarged: object of the verb, or owner of an accession or enlargement."""
    if clause.lemma in _OF_A_MEMBER and _objects(sentence, clause):
        return True
    words = sentence.at(clause.whole).lower()
    names = "|".join(re.escape(sentence.at(m.span).lower()) for m in organisations)
    doings = "|".join(word_classes()["joint_doing_stem"])  # what is joined in an organisation without joining it
    told = (
        rf"(?:{_JOINS}) (?:the |of )?(?:\w+ )?(?:{names})(?! (?:{doings}))"
        rf"|(?:{names}) ?(?:{_GROWS})|(?:{names}) [\w/ ]{{0,30}}accession"
    )
    return bool(re.search(told, words))


def _members(sentence: Sentence, clause: Clause, organisation: Mention[Actor]) -> list[Mention[Actor]]:
    """Who joins: in an enlargement its objects, in joining the subject, in an accession the states beside it."""
    states = [m for m in sentence.actors if m.span in clause.span and m.value.type == "state"]
    if _GROWING.search(sentence.at(clause.whole).lower()):
        after = [m for m in states if m.span.start > organisation.span.end]
        before = sentence.at(Span(clause.whole.start, after[0].span.start)) if after else ""
        return list(listed(sentence, after[:1])) if _ADDED.search(before) else []
    if clause.lemma in _OF_A_MEMBER and organisation.span.end <= sentence.words[clause.verb].span.start:
        return _objects(sentence, clause)
    owners = [m for m in states if _owns(sentence, m)]
    if owners:
        return owners
    name = organisation.span
    beside = [m for m in states if abs(m.span.start - name.end) < 40 or abs(name.start - m.span.end) < 40]
    return _subject(sentence, clause) or beside


def _owns(sentence: Sentence, state: Mention[Actor]) -> bool:
    """Whether a joining is a state's by its noun: "Sweden's accession", "the admission of Ghana"."""
    after = sentence.at(Span(state.span.end, min(state.span.end + 50, sentence.span.end)))
    before = sentence.at(Span(max(sentence.span.start, state.span.start - 40), state.span.start))
    return bool(_OWNED.match(after) or _NOUN_OF.search(before))


def _subject(sentence: Sentence, clause: Clause) -> list[Mention[Actor]]:
    found = [m for m in sentence.actors if clause.subject and m.span.overlaps(clause.subject)]
    found = found or [m for act in clause.acts for m in act.source]
    tree = Tree(sentence)
    own = arguments.subject(tree, clause.verb)[0] if not found else None
    found = found or (list(tree.actors(own)) if own is not None else [])  # "it applied to enter"
    if not found and clause.lemma in _OF_A_MEMBER:  # "it was admitted"
        found = [m for act in clause.acts for m in act.target if m.value.type == "state"]
        found = found if len({m.value for m in found}) == 1 or all(m.how != "pronoun" for m in found) else []
    return [m for m in found if m.value.type in {"state", "person"}]


def _objects(sentence: Sentence, clause: Clause) -> list[Mention[Actor]]:
    """The states that the verb has as its objects: "suspended Egypt", not "suspended aid to Niger"."""
    heads = [w.span for w in sentence.words if w.head == clause.verb and w.relation == "dobj"]
    return [m for m in sentence.actors if m.value.type == "state" and any(m.span.overlaps(span) for span in heads)]


def _coded(act: str, members: list[Mention[Actor]], organisation: Mention[Actor], span: Span) -> Act:
    row = _acts()[act]
    return Act(
        type=row["type"],
        mode=row["mode"],
        source=tuple(members),
        target=(organisation,),
        trigger=span,
        lemma=row["lemma"],
        rule=f"member {act}",
    )
