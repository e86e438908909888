"""Votes: tallies, positions of states, ratifications by a chamber, and the organ and the item that each is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente import tallies, units
from detente.actors import states_of
from detente.annotate import noun_phrase
from detente.attaching import clause_of, instrument_for, is_known, period_for
from detente.finding import organs, phrases, roles
from detente.instruments import instruments
from detente.lexicon import word_classes
from detente.model import Act, Actor, Clause, Period, Sentence, Span, Word
from detente.tree import Tree

_ABSTAINED = re.compile(r",? (?:with|and) (\d+|[a-z]+(?:-[a-z]+)?) (?:abstentions?|abstain\w*)")
_LOST = re.compile(r"\b(?:reject|defeat|voted down|lost\b|turned down|threw out|thrown out)")
_THE_ITEM = re.compile(
    r"\b(?:it|they|them|the (?:treat|bill|measure|law|act|pact|accord|agreement|text|package|legislation))"
)
_VOTING = re.compile(r"\b(?:vote|abstain|veto|abstention)")
_RATIFIED = re.compile(r"\bratified\b|\bratify\b|\bunratified\b")
_TREATED = re.compile(r"\b(?:approv|endors|reject|adopt|pass|defeat|back|threw out|turned down|voted down)\w*\b")
_TEXTS = re.compile(r"\b(?:resolution|draft|motion|amendment|text)\b")
_DECIDED = re.compile(
    r"\bvoted (?:(?!to\b)\w+ ){0,2}(?:(?:in|on) (?:\w+ ){1,3})?(?:to|for|against|down|in favou?r)\b"
    r"|\bvoted (?:unanimously|overwhelmingly|narrowly)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """A vote as a sentence tells it: a tally, the ``position`` of one ``actor``, or an organ's ``result``.

    ``item`` is an instrument's id, ``named`` whether the sentence itself names it, ``words`` are in lower case;
    ``ratified`` says that a chamber is told to ratify.
    """

    span: Span
    organ: str
    item: str = ""
    name: str = ""
    on: Period | None = None
    words: str = ""
    named: bool = False
    lost: bool = False
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    actor: str = ""
    position: str = ""
    result: str = ""
    ratified: bool = False
    verb: int | None = None
    act: Act | None = None


def divisions(sentence: Sentence) -> Iterator[Ballot]:
    """Divisions in numbers, with the organ right behind them and the abstentions after that."""
    for mention in tallies.find(sentence.text):
        span = Span(mention.span.start + sentence.span.start, mention.span.end + sentence.span.start)
        organ, wide = organs.of_tally(sentence, span)
        more = _ABSTAINED.match(sentence.at(Span(wide.end, sentence.span.end)))
        yes, no, lost = _sides(sentence, span, mention.value.yes, mention.value.no)
        ballot = Ballot(
            span=Span(wide.start, wide.end + more.end()) if more else wide,
            organ=organ,
            yes=yes,
            no=no,
            lost=lost,
            abstain=_number(more[1]) if more else mention.value.abstain,
        )
        yield _with_item(sentence, span, ballot)


def _number(words: str) -> int | None:
    return 0 if words == "no" else next((int(m.value.value) for m in units.find(words)), None)


def _sides(sentence: Sentence, span: Span, first: int, second: int) -> tuple[int, int, bool]:
    """Yes, no, and whether it was lost: of something rejected "by 432 votes to 202" the larger number is the noes."""
    clause = clause_of(sentence, span)
    start = clause.whole.start if clause and clause.whole.start < span.start else sentence.span.start
    lost = bool(_LOST.search(sentence.at(Span(start, span.start)).lower()))
    return (second, first, lost) if first > second and lost else (first, second, lost)


def _coded(ballot: Ballot) -> Act:
    """A position as its state's act, a result as the organ's: towards the other party of a treaty."""
    act = roles.coded("vote", ballot.position or ballot.result, None, ballot.span)
    told = ballot.act
    if ballot.actor:
        source = tuple(m for m in (told.source if told else ()) if is_known(m.value))
        return replace(told or act, source=source or (roles.party(ballot.actor, ballot.span),))
    organ = organs.body(ballot.organ)
    source = (roles.party(organ[0], ballot.span, organ[1]),) if organ else told.source if told else ()
    sides = roles.parties(instruments()[ballot.item], ballot.span) if ballot.item in instruments() else ()
    if told and told.type and told.rule.startswith("verb"):  # "voted 13 to 0 to condemn"
        act = replace(act, type=told.type, mode=told.mode, cameo=told.cameo, trigger=told.trigger)
    elif not sides and not ballot.ratified:  # what it voted on is not said
        act = replace(act, type="", mode="")
    act = roles.towards(replace(act, source=source), sides)
    return replace(act, target=tuple(m for m in told.target if is_known(m.value))) if told and not act.target else act


def _with_item(sentence: Sentence, span: Span, ballot: Ballot) -> Ballot:
    """The ballot with its item, its date and the words that tell of it."""
    counted = ballot.yes is not None
    instrument, rung = instrument_for(sentence, span)
    if rung == "topic" and not _THE_ITEM.search(sentence.text.lower()):
        instrument = None
    of_states = ballot.organ in organs.OF_STATES
    if instrument and of_states and instrument.type not in {"resolution", "treaty", "agreement"}:
        instrument, rung = None, ""  # a law is no item of theirs: "the Assembly called for an end of the embargo"
    clause = clause_of(sentence, span)
    words = sentence.text if counted or clause is None else sentence.at(clause.whole)
    parties = [actor.name for actor in sentence.cast[:3] if actor.type == "state" and counted]
    name = instrument.name if instrument else " ".join(parties)
    ballot = replace(
        ballot,
        item=instrument.id if instrument else "",
        name=name,
        on=period_for(sentence, span, carry=counted)[0],
        words=f"{words} {name}".lower(),
        named=rung in {"clause", "sentence"},
    )
    return ballot if counted else replace(ballot, act=_coded(ballot))


def in_clause(sentence: Sentence, clause: Clause) -> Iterator[Ballot]:
    """What a clause tells of voting: the positions of up to three states, or a ratification, or what an organ did."""
    words = _COUNTED.sub(" ", sentence.at(clause.span).lower())
    position = next((name for name, pattern in organs.positions().items() if pattern.search(words)), "")
    if not (position or _RATIFIED.search(words) or _DECIDED.search(words) or _TREATED.search(words)):
        return
    act = next((a for a in clause.acts if a.rule.startswith("verb")), None)
    organ = organs.nearest(sentence, clause.span) or organs.meant(sentence, clause)
    ballot = Ballot(span=clause.span, organ=organ, verb=clause.verb, act=act)
    voters = _voters(sentence, clause, act) if position else []
    if voters and (organ or _TEXTS.search(sentence.text.lower())) and _VOTING.search(words):
        on, _ = period_for(sentence, clause.span, carry=False)
        for state in states_of(voters, on)[:3]:
            yield _with_item(sentence, clause.span, replace(ballot, actor=state, position=position))
    elif _RATIFIED.search(words) and organ and organ not in organs.OF_STATES and _is_named(sentence, clause, act):
        result = "rejected" if clause.negated or "unratified" in words else "adopted"
        yield _with_item(sentence, clause.span, replace(ballot, result=result, ratified=True))
    elif _is_organ(sentence, clause) and (_DECIDED.search(words) or _treats(sentence, clause, organ)):
        against = _LOST.search(words) or position == "no" or clause.negated or re.search(r"\bvoted down\b", words)
        result = "rejected" if against else "adopted"
        yield _with_item(sentence, clause.span, replace(ballot, result=result))


def in_words(sentence: Sentence) -> Iterator[Ballot]:
    """Votes that are told without a count or a voter: "the motion failed", "came before a vote on Namibia"."""
    for clause in sentence.clauses:
        if result := _fate(sentence, clause):
            organ = organs.nearest(sentence, clause.span)
            ballot = Ballot(span=clause.span, organ=organ, verb=clause.verb, result=result)
            yield _with_item(sentence, clause.span, ballot)
    for word in sentence.words:
        if word.lemma.lower() == "vote" and word.tag.startswith("NN") and _is_held(sentence, word):
            span = phrases.with_date(sentence, noun_phrase(sentence, word.span))
            organ = organs.nearest(sentence, span)
            if organ and _ON_ITEM.search(sentence.at(span)):
                yield replace(
                    _with_item(sentence, span, Ballot(span=span, organ=organ)), words=sentence.at(span).lower()
                )


_ON_ITEM = re.compile(r"\bvotes? (?:\w+ ){0,2}on (?!\d)", re.IGNORECASE)
_MOTION = frozenset({"motion", "amendment", "draft", "resolution"})
_PROPOSAL = frozenset({"proposal", "bill", "measure", "text", "request"})
_HOLDING = frozenset({"hold", "follow", "precede", "win", "lose", "take"})


def _fate(sentence: Sentence, clause: Clause) -> str:
    """What became of a motion that a clause speaks of; of a mere proposal only where a body that votes is near."""
    tree, words = Tree(sentence), sentence.words
    head = tree.child(clause.verb, "nsubj", "nsubjpass")
    if head is None or clause.modality != "asserted" or sentence.names_thing(words[head].span):
        return ""
    lemma = words[head].lemma.lower()
    if lemma not in _MOTION | _PROPOSAL:
        return ""
    if lemma not in _MOTION and not organs.any_organ().search(f"{sentence.before} {sentence.text}".lower()):
        return ""
    if any(led == "by" and tree.covering(i) for led, i in tree.prepositions(clause.verb)):  # by a state
        return ""
    told = sentence.at(Span(words[head].span.end, max(clause.span.end, words[head].span.end))).lower()
    result = next((name for name, pattern in organs.fates().items() if pattern.match(told)), "")
    return "rejected" if clause.negated and result == "adopted" else result if not clause.negated else ""


def _is_held(sentence: Sentence, vote: Word) -> bool:
    """Whether a vote was held: it sets another thing in time, is what a clause speaks of, or is what was held."""
    above = sentence.words[vote.head]
    held = vote.relation == "dobj" and above.lemma in _HOLDING and above.tag in {"VBD", "VBN"}
    with_it = above.text == "with" and sentence.words[above.head].lemma == "coincide"
    return held or with_it or phrases.is_setting(sentence, vote.span) or phrases.is_subject(sentence, vote.span)


def _is_named(sentence: Sentence, clause: Clause, act: Act | None) -> bool:
    """Whether a chamber does it: the subject, the agent ("by the Senate"), or a pronoun for one named just before."""
    if act and act.type == "REQUEST":
        return False  # another is to do it
    words = sentence.at(clause.span).lower()
    return bool(organs.any_organ().search(words)) or bool(organs.meant(sentence, clause))


def _treats(sentence: Sentence, clause: Clause, organ: str) -> bool:
    """Whether a chamber of a state decides on an agreement: "the Knesset approved the accord"; a law is no vote."""
    words = sentence.at(clause.span).lower()
    named = any(m.span in clause.span and m.value.type in {"treaty", "agreement"} for m in sentence.instruments)
    told = named or re.search(rf"\b(?:{'|'.join(word_classes()['treaty'])})\b", words)
    return organ not in organs.OF_STATES and bool(told and _TREATED.search(words))


_COUNTED = re.compile(
    r"(?:\bwith )?\b(?:\d+|no|one|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?:abstentions?|abstaining|votes? (?:against|for|in favou?r))"
)
"""Counts of votes, which are nobody's position."""


def _voters(sentence: Sentence, clause: Clause, act: Act | None) -> list[Actor]:
    """The states and persons that are the subject of a clause; nobody where the clause is passive."""
    if any(w.head == clause.verb and w.relation in {"nsubjpass", "auxpass"} for w in sentence.words):
        return []
    own = [m for m in sentence.actors if clause.subject and m.span.overlaps(clause.subject)]
    return [m.value for m in own or (act.source if act else ()) if m.value.type in {"state", "person"}]


def _is_organ(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject of a clause is a body that votes."""
    if organs.meant(sentence, clause) in organs.OF_STATES:
        return True
    subject = sentence.at(clause.subject).lower() if clause.subject else ""
    return bool(organs.any_organ().search(subject))
