"""Who a claim says acts, and towards whom, where its kind knows more than the verb: parties, speakers, pairs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache

from detente import actors, tables
from detente.attaching import is_known, is_where
from detente.model import Act, Actor, Clause, Instrument, Mention, Period, Sentence, Span

PARTIES = 8
"""Up to how many parties an agreement is one between them; beyond, a state that acts on it acts alone."""

Who = tuple[Mention[Actor], ...]


@cache
def types(theme: str) -> Mapping[str, tuple[str, str]]:
    """Act, stance or position of a theme → PLOVER type and mode, as ``acts_coded.csv`` has them."""
    rows = tables.rows("acts_coded.csv", ("theme", "act", "type", "mode"))
    return {row["act"]: (row["type"], row["mode"]) for row in rows if row["theme"] == theme}


def coded(theme: str, act: str, told: Act | None, trigger: Span) -> Act:
    """The act that the verb tells, else one without actors, of the type that the theme has for it."""
    kind, mode = types(theme).get(act, ("", ""))
    return told or Act(type=kind, mode=mode, trigger=trigger, lemma=act, rule=f"{theme} {act}".rstrip())


def party(actor_id: str, at: Span, sector: str = "GOV") -> Mention[Actor]:
    """An actor that a table names as one side of what the words at ``at`` tell."""
    found = actors.load().actors.get(actor_id)
    return Mention(span=at, value=found or Actor(id=actor_id, name=actor_id, type="org"), how="party", sector=sector)


def parties(instrument: Instrument, at: Span) -> Who:
    """The sides of an agreement between a few, as they were when it was made; nobody for one of many."""
    made = Period.of(str(instrument.year)) if instrument.year else None
    sides = tuple(party(item, at) for item in instrument.parties)
    then = tuple(m for m in sides if not (made and m.value.valid) or _was(m.value, made))
    one_each = {states((m,)): m for m in reversed(then if len(then) > 1 else sides)}  # the Soviet Union, not Russia too
    sides = tuple(reversed(one_each.values()))
    return sides if 1 < len(sides) <= PARTIES else ()


def _was(actor: Actor, made: Period | None) -> bool:
    """Whether an actor was there when a year began: a successor state is no maker of a treaty."""
    return made is None or actor.valid is None or actor.valid.start <= made.start < actor.valid.end


def jointly(act: Act, sides: Who) -> Act:
    """The act as one of all sides together: those it names first, then the others."""
    named = tuple(m for m in (*act.source, *act.target) if is_known(m.value))
    who = (*named, *without(sides, named))
    return dataclasses.replace(act, source=who, target=(), mutual=True) if len(who) > 1 else act


def towards(act: Act, sides: Who) -> Act:
    """The act of one side towards the others, where it names one of them and no target."""
    others = without(sides, act.source)
    one = bool(act.source) and len(others) < len(sides)
    return dataclasses.replace(act, target=others) if one and not _known(act.target) else act


def without(who: Iterable[Mention[Actor]], others: Iterable[Mention[Actor]]) -> Who:
    """Those of ``who`` whose state is none of the others'."""
    taken = set(states(others))
    return tuple(m for m in who if not taken & set(states((m,))))


def states(who: Iterable[Mention[Actor]]) -> tuple[str, ...]:
    """Whose they are; the Soviet Union and Russia are one side."""
    found = []
    for mention in who:
        state = actors.state_of(mention.value)
        found.append({"SUN": "RUS"}.get(state.id, state.id) if state else mention.value.id)
    return tuple(dict.fromkeys(found))


def _known(who: Who) -> bool:
    return any(is_known(m.value) for m in who)


@cache
def _between() -> frozenset[str]:
    """The PLOVER types of acts that are done to the other of two, also where it is not said to whom."""
    return frozenset(act for act, (kind, _) in types("between").items() if kind)


def _visitor(sentence: Sentence, act: Act) -> tuple[Act, str]:
    """A visit by somebody whom no table has to one of the pair: an envoy of the other."""
    pair = tuple(party(state.id, act.trigger) for state in sentence.pair)
    home = without(pair, act.target)
    if act.mode != "visit" or not act.source or _known(act.source) or len(pair) != 2 or len(home) != 1:
        return act, ""
    return dataclasses.replace(act, source=(*home, *act.source)), "the other of the pair"


def with_other(sentence: Sentence, act: Act) -> tuple[Act, str]:
    """The act with the other side, where words and text leave just one; and the rung that gave it, '' for none.

    Rungs: the one other state that the sentence names, else the other of the pair that the text is about.
    """
    is_between = act.type in _between() or act.rule.startswith("statement")
    if not is_between or len(states(act.source)) > 1 or len(states(act.target)) > 1:
        return act, ""
    if act.mode == "expel" and sentence.pair and not _known(act.target):
        act = dataclasses.replace(act, target=())  # "two diplomats": people of nobody named
    visited, rung = _visitor(sentence, act)
    if rung:
        return visited, rung
    told, open_side = (act.source, "target") if act.source else (act.target, "source")
    if not told or _known(act.source) == _known(act.target) or (act.source and act.target):
        return act, ""
    named = [m for m in sentence.actors if m.value.type in {"state", "person"} and not is_where(sentence, m)]
    near = without(named, told)
    if len(set(states(near))) == 1 and open_side == "target":
        return dataclasses.replace(act, target=near[:1]), "the other in the sentence"
    pair = tuple(Mention(span=act.trigger, value=state, how="carried", sector="GOV") for state in sentence.pair)
    other = without(pair, told)
    if not near and len(pair) == 2 and len(other) == 1:
        found = (
            dataclasses.replace(act, target=other) if open_side == "target" else dataclasses.replace(act, source=other)
        )
        return found, "the other of the pair"
    return act, ""


def hosted(act: Act, at: Period | None) -> Act:
    """A visit to a capital as one to the state that it is the capital of: who is at home there is the host."""
    if act.mode != "visit":
        return act
    target = tuple(_host(mention, act, at) for mention in act.target)
    return dataclasses.replace(act, target=target)


def _host(mention: Mention[Actor], act: Act, at: Period | None) -> Mention[Actor]:
    state = None if is_known(mention.value) else actors.seated(mention.value.name, at)
    home = state is None or state.id in states(act.source)
    return mention if home or state is None else dataclasses.replace(mention, value=state, how="capital", sector="GOV")


def of_clause(sentence: Sentence, clause: Clause) -> Act | None:
    """Who a clause without a known act is about: the actors of its subject, towards those behind its verb."""
    subject = clause.subject
    if subject is None or clause.lemma in _STATIC:
        return None
    source = tuple(m for m in sentence.actors if m.span.overlaps(subject))
    behind = [
        m for m in sentence.actors if m.span in clause.span and m.span.start >= sentence.words[clause.verb].span.end
    ]
    act = Act(type="", trigger=sentence.words[clause.verb].span, lemma=clause.lemma, rule="clause")
    return dataclasses.replace(act, source=source, target=without(behind, source)) if source else None


_STATIC = frozenset({"be", "remain", "become", "seem", "have", "mean", "include"})
