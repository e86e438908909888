"""Where statements stand in a sentence: clauses whose verb is one of saying, judging or wanting, and who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from detente import tables
from detente.actors import states_of
from detente.arguments import subject
from detente.attaching import is_known, listed, period_for
from detente.finding import roles
from detente.finding.evaluations import is_held, is_no_deed
from detente.lexicon import word_classes
from detente.model import Act, Actor, Clause, Mention, Period, Sentence, Span
from detente.tree import Tree

_LONG = 260
"""Letters up to which a statement is quoted with what it says; beyond, only who says it."""

_PRONOUNS = frozenset({"he", "she", "they"})
_NO_SPEAKER = re.compile(r"(?:it|this|that|which|(?:the )?(?:first|second|third|former|latter))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A ``clause`` in which ``speaker`` (an id or '') takes a ``stance`` towards ``about``, and its words.

    ``opinion`` when the speaker is nobody in particular: "critics noted".
    """

    span: Span
    clause: Clause
    speaker: str
    stance: str
    about: tuple[str, ...]
    on: Period | None
    quoted: str
    coded: Act | None
    opinion: bool


def said(sentence: Sentence) -> Iterator[Said]:
    """The clauses of a sentence in which somebody says something; a joint agreement of states is none."""
    for clause in sentence.clauses:
        stance = _stances().get(clause.lemma)
        if not stance or is_no_deed(sentence, clause):
            continue
        act = next((a for a in clause.acts if a.rule.startswith("verb")), None)
        who = _speakers(sentence, clause, act)
        if act and act.rule.endswith("passive agent"):
            who = list(act.source)  # "Qatar was accused by Bahrain"
        speaker = next((m.value.id for m in (*who, *(act.source if act else ()))), "")
        if _jointly(act) or not _is_said(sentence, clause, known=bool(speaker)):
            continue
        whole = _alone(sentence, clause)
        span = _opened(sentence, whole if len(whole) <= _LONG else clause.span)
        on, _ = period_for(sentence, clause.span, carry=False)
        quoted = re.search(r"[“\"]([^”\"]+)[”\"]", sentence.at(span))
        yield Said(
            span=span,
            clause=clause,
            speaker=speaker,
            stance=stance,
            about=states_of((m.value for m in sentence.actors if m.span in clause.whole and m not in who), on),
            on=on,
            quoted=quoted[1] if quoted else "",
            coded=_coded(sentence, clause, stance, act, who),
            opinion=is_held(sentence, clause),
        )


_TITLE = re.compile(
    r"(?:the |a |his |her )?(?:\w+ )?(?:president|premier|prime minister|chancellor|king|queen|emir|sultan|secretary"
    r"|foreign minister|minister|ambassador|envoy|spokes(?:man|woman|person)|leader)\Z"
)


def _speakers(sentence: Sentence, clause: Clause, act: Act | None) -> list[Mention[Actor]]:
    """The actors of the subject; for a title alone the person named last; nobody whom its own name only mentions."""
    own = clause.subject
    who = [m for m in sentence.actors if own and m.span.overlaps(own)]
    if who and act and act.source and not set(act.source) & set(who) and not is_known(act.source[0].value):
        return list(act.source)  # "Wayne, a friend of Torrijos, said": not Torrijos
    person = next((actor for actor in sentence.cast if actor.type == "person"), None)
    if who or person is None or own is None or not _TITLE.match(sentence.at(own).lower()):
        return who
    return [Mention(span=own, value=person, how="title", sector="GOV")]


def _coded(sentence: Sentence, clause: Clause, stance: str, act: Act | None, who: list[Mention[Actor]]) -> Act:
    """The verb's act with the speaker as source and whom it is said to or of as target, where it leaves them open."""
    act = roles.coded("statement", stance, act, sentence.words[clause.verb].span)
    source = act.source if any(is_known(m.value) for m in act.source) else tuple(who) or act.source
    asked = [m for m in sentence.actors if m.span in clause.whole and _is_subject(sentence, m)]
    if act.type == "REQUEST" and roles.without(asked, source):
        return replace(act, source=source, target=roles.without(asked, source))
    if any(is_known(m.value) for m in act.target):
        return replace(act, source=source)
    behind = [m for m in sentence.actors if m.span in clause.whole and m.span.start >= act.trigger.end]
    told = [m for m in behind if m.span in clause.span] or [m for m in behind if _is_subject(sentence, m)]
    first = roles.without(told, source)[:1]
    return replace(act, source=source, target=roles.without(listed(sentence, first), source) or act.target)


def _is_subject(sentence: Sentence, mention: Mention[Actor]) -> bool:
    return any(c.form == "complement" and c.subject and mention.span.overlaps(c.subject) for c in sentence.clauses)


@cache
def _stances() -> Mapping[str, str]:
    return {row["lemma"]: row["stance"] for row in tables.rows("speech.csv")}


def _jointly(act: Act | None) -> bool:
    """Whether several states agree on something: an act of theirs, no statement of one."""
    return act is not None and act.type == "AGREE" and len(set(states_of((m.value for m in act.source), None))) > 1


_NEXT = re.compile(r"[\s,;:–—]*(?:\b(?:and|but|while|yet|or)\b\s*)?\Z")


def _alone(sentence: Sentence, clause: Clause) -> Span:
    """A clause with all that hangs on it, but without the next sentence that only an "and" or a ";" joins to it."""
    start, end, verb = clause.whole.start, clause.whole.end, sentence.words[clause.verb].span
    tree = Tree(sentence)
    joined = [c for c in sentence.clauses if sentence.words[c.verb].head == clause.verb and c.form == "conjunct"]
    ends = [c.whole.start for c in joined if c.whole.start > verb.end and subject(tree, c.verb)[1] == "subject"]
    marks = [m.start() + sentence.span.start for m in re.finditer(r"; ", _unquoted(sentence.text))]
    end = min([end, *ends, *(at for at in marks if at >= verb.end)])
    start = max([start, *(at + 2 for at in marks if at < verb.start)])
    cut = _NEXT.search(sentence.at(Span(start, end))) if end < clause.whole.end else None
    return Span(start, start + cut.start() if cut else end)


def _unquoted(text: str) -> str:
    """A text of the same length with what stands in quotation marks blotted out."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"", lambda quoted: "_" * len(quoted[0]), text)


def _opened(sentence: Sentence, span: Span) -> Span:
    """With the opening quotation mark that stands right before words in which a quotation only ends."""
    before = sentence.at(Span(max(span.start - 1, sentence.span.start), span.start))
    words = sentence.at(span)
    alone = {"“": words.count("”") > words.count("“"), '"': words.count('"') % 2 == 1}
    return Span(span.start - 1, span.end) if alone.get(before) else span


def _is_said(sentence: Sentence, clause: Clause, *, known: bool) -> bool:
    """Whether somebody says it: no purpose ("to support"), no passive without an agent, no agreement or law speaks."""
    below = [w for i, w in enumerate(sentence.words) if w.head == clause.verb and i != clause.verb]
    relations = {w.relation for w in below}
    participle = sentence.words[clause.verb].tag == "VBN" and clause.form == "participle"
    passive = participle or bool(relations & {"nsubjpass", "auxpass"})
    if passive and ("agent" not in relations or clause.lemma in word_classes()["naming_verb"]):
        return False
    hangs = clause.form in {"adverbial", "participle", "relative"}
    if hangs and "nsubj" not in relations and any(w.tag == "TO" for w in below):
        return False
    own = clause.subject
    if known or not own or (clause.form == "relative" and sentence.at(own).lower() not in _PRONOUNS):
        return known
    named = any(m.span.overlaps(own) for m in sentence.instruments)
    return not named and not _NO_SPEAKER.match(sentence.at(own))
