"""Who does what to whom: the verb lexicon applied to a parsed sentence.

An act's type comes from (lemma, particle, subject, object class, preposition), the most specific row of
``data/verbs.csv`` first; nouns of ``data/nouns.csv`` give an act only with role evidence. Arguments follow one fixed
ladder, and the rung used is recorded in the act's rule; a target the text does not name stays empty.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from detente import tables
from detente.model import Act, Actor, Clause, Mention, Sentence, Span, Word

# fmt: off
RANKED_PREPOSITIONS = (
    "against", "on", "upon", "with", "to", "toward", "towards", "from", "by",
    "into", "at", "for", "of", "in", "over", "inside", "near", "outside", "between", "about", "around", "off", "across",
)
"""Where a target stands when the verb has no object, best first."""
# fmt: on

_WEAK = RANKED_PREPOSITIONS.index("into")
"""From here on a preposition rather tells the place."""

_STRONG = RANKED_PREPOSITIONS[: RANKED_PREPOSITIONS.index("by")]
"""After these stands whom a thing is done to, also in the passive."""

_PARTIES = frozenset({"state", "igo", "org", "person", "group", "company"})
"""What can act; other actors (a territory, a region) can be handed from one to another."""

_CONTENT = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "ACCUSE", "-"})
"""What is asked, threatened, refused, promised or alleged is content of such an act and no act of its own."""

_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})

_OWN = frozenset({"troops", "weapons", "police", "militia", "withdraw"})
"""Modes in which the object is one's own and not the target."""

_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp", "oprd", "npadvmod", "xcomp"})
"""How the parser may hang the second word of a phrasal verb on the first."""

_ANY: frozenset[str] = frozenset()
_ANTECEDENTS = frozenset({"he", "she", "him", "her", "his"})
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_CONDITIONAL = frozenset({"could", "may", "might", "would", "can"})
_HANGS = frozenset({"dobj", "nsubjpass", "pobj", "prep", "conj", "xcomp", "ccomp", "pcomp", "dative"})
_MUST = frozenset({"must", "should", "ought"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
_OBJECTS = ("dobj", "nsubjpass", "obj", "acomp", "oprd", "attr")
_PAIR = frozenset({"they", "them", "both", "each", "their", "two"})
_PLANNED = frozenset({"will", "shall", "'ll", "’ll"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SPEAKING = frozenset({"he", "she", "it", "they", "we", "i"})


class _Verb(NamedTuple):
    """A row of ``verbs.csv``. Every group of ``objects`` must be met.

    A row of type "-" matches and gives no act; one of type "=" is a light verb, whose act is its object's in
    ``nouns.csv``; "middle" roles keep the subject as source in the passive ("is opposed to").
    """

    lemma: str
    particle: frozenset[str]
    objects: tuple[frozenset[str], ...]
    prepositions: frozenset[str]
    subjects: frozenset[str]
    type: str
    mode: str
    cameo: str
    roles: str

    @property
    def named(self) -> bool:
        """Whether the object is told by its word (the thing done), not only by being an actor (whom it is done to)."""
        return any(not word.startswith("@") for group in self.objects for word in group)

    def weight(self) -> tuple[int, ...]:
        """Most specific first: particle, subject, object (a word before a mark), preposition; "-" and small classes."""
        size = sum(len(group) for group in self.objects)
        told = len(self.objects) + self.named
        return bool(self.particle), bool(self.subjects), told, bool(self.prepositions), self.type == "-", -size


class _Noun(NamedTuple):
    source: tuple[str, ...]
    target: tuple[str, ...]
    type: str
    mode: str
    cameo: str
    mutual: bool


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Class name → the lemmas in it, from ``data/word_classes.csv``."""
    rows = tables.rows("word_classes.csv")
    return {row["class"]: frozenset(word.lower() for word in row["words"].split("|")) for row in rows}


def _cell(text: str) -> frozenset[str]:
    found: set[str] = set()
    for part in filter(None, text.split("|")):
        found |= word_classes()[part[1:]] if part.startswith("%") else {part}
    return frozenset(found)


@cache
def _verbs() -> dict[str, tuple[_Verb, ...]]:
    found: dict[str, list[_Verb]] = {}
    for row in tables.rows("verbs.csv"):
        verb = _Verb(
            row["lemma"], _cell(row["particle"]), tuple(map(_cell, filter(None, row["object"].split("&")))),
            _cell(row["preposition"]), _cell(row["subject"]), row["type"], row["mode"], row["cameo"], row["roles"],
        )  # fmt: skip
        found.setdefault(verb.lemma, []).append(verb)
    return {lemma: tuple(sorted(rows, key=_Verb.weight, reverse=True)) for lemma, rows in found.items()}


@cache
def _nouns() -> dict[str, _Noun]:
    return {
        row["lemma"]: _Noun(
            tuple(filter(None, row["source"].split("|"))), tuple(filter(None, row["target"].split("|"))),
            row["type"], row["mode"], row["cameo"], bool(row["mutual"]),
        )
        for row in tables.rows("nouns.csv")
    }  # fmt: skip


@cache
def _forms() -> dict[str, str]:
    """Regular form → verb of the lexicon, where only one has the form: the parser takes "staged" for "stag"."""
    found: dict[str, set[str]] = {}
    for lemma in _verbs():
        for form in _inflect(lemma):
            found.setdefault(form, set()).add(lemma)
    return {form: lemmas.pop() for form, lemmas in found.items() if len(lemmas) == 1}


def _inflect(lemma: str) -> Iterator[str]:
    vowels = "aeiou"
    if lemma.endswith("y") and lemma[-2] not in vowels:
        stem, endings = lemma[:-1], ["ies", "ied", "ying"]
    elif lemma.endswith("e"):
        stem, endings = lemma[:-1], ["es", "ed", "ing"]
    else:
        stem, endings = lemma, ["es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s", "ed", "ing"]
        doubles = len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in vowels and lemma[-3] not in vowels
        if doubles:
            yield from (lemma + lemma[-1] + ending for ending in ("ed", "ing"))
            if sum(letter in vowels for letter in lemma) == 1:
                endings = ["s"]
    yield from (stem + ending for ending in endings)


def lemma_of(form: str, lemma: str) -> str:
    """The lexicon's verb that a word is a form of, or else the parser's lemma."""
    return _forms().get(form.lower(), lemma.lower())


def code(sentence: Sentence, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses with their acts, and with negation and modality decided."""
    tree = _Tree(sentence)
    clauses = tuple(clauses)
    rows = {clause.verb: _clause_row(tree, clause.verb) for clause in clauses}
    types = {verb: row.type for verb, (row, _) in rows.items() if row}
    verbal: dict[int, tuple[Act, ...]] = {}
    for clause in clauses:
        row, verb = rows[clause.verb]
        told = row is not None and row.type != "-" and not _is_content(tree, clause.verb, types)
        acts = tuple(_exhortation(tree, clause.verb, types))
        verbal[clause.verb] = acts or ((_act(tree, row, verb),) if row and told else ())
    silent = {verb for verb, acts in verbal.items() if acts and not any(act.source or act.target for act in acts)}
    telling = {verb: row for verb, (row, _) in rows.items() if row and verb not in silent}
    for clause in clauses:
        acts = verbal[clause.verb] + tuple(_nominal(tree, clause, telling))
        modality, negated = _status(tree, clause.verb)
        yield dataclasses.replace(clause, acts=acts, modality=modality, negated=negated)


def _exhortation(tree: _Tree, verb: int, types: Mapping[int, str]) -> Iterator[Act]:
    """Whoever says that another must do something asks for it."""
    modals = [j for j in tree.children(verb, "aux") if tree.words[j].text.lower() in _MUST]
    governor = tree.words[verb].head
    own = tree.child(verb, "nsubj", "nsubjpass")
    if not modals or tree.words[verb].relation != "ccomp" or own is None or governor in types:
        return
    source, rung = _subjects(tree, governor)
    target = _others(tree.actors(own), source)
    if source and target:
        yield Act(
            type="REQUEST", source=source, target=target, trigger=tree.words[modals[0]].span,
            lemma=tree.words[modals[0]].lemma, rule=f"verb must, {rung}",
        )  # fmt: skip


def plover_type(act: Act, modality: str, *, negated: bool = False) -> str:
    """The act's type after PLOVER's rules for what has not happened; "" when it is said not to have happened.

    Cooperation still to come is AGREE, a retreat still to come CONCEDE, and cooperation that "will not" be is REJECT.
    """
    if negated:
        refused = modality in {"planned", "conditional"} and act.type in _COOPERATIVE | {"CONCEDE", "RETREAT"}
        return "REJECT" if refused else ""
    if modality == "planned":
        return "AGREE" if act.type in _COOPERATIVE else "CONCEDE" if act.type == "RETREAT" else act.type
    return act.type


def _is_content(tree: _Tree, verb: int, types: Mapping[int, str]) -> bool:
    """Whether a clause only says what is asked for, threatened, refused, promised, denied or alleged above it."""
    seen: set[int] = set()
    while tree.words[verb].relation == "conj" and verb not in seen:
        seen.add(verb)
        verb = tree.words[verb].head
    word, head = tree.words[verb], tree.words[verb].head
    on_noun = word.relation in {"acl", "relcl"} and (word.tag == "VB" or tree.child(verb, "mark") is not None)
    if word.relation not in {"ccomp", "xcomp", "pcomp"} and not on_noun:
        return False
    while head not in types and tree.words[head].relation in {"dobj", "pobj", "prep", "attr", "nsubjpass"}:
        if tree.words[head].lemma.lower() in word_classes()["content"]:
            return True
        head = tree.words[head].head
    if tree.words[head].lemma.lower() in word_classes()["content"] and tree.words[head].tag.startswith("NN"):
        return True
    kept = word.relation == "ccomp" and types.get(head) == "ACCUSE"  # "complained that ..." says that it happened
    return types.get(head) in _CONTENT and not kept


class _Tree:
    """A sentence's parse, asked by word index."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words: Sequence[Word] = sentence.words
        self.below: dict[int, list[int]] = {}
        for i, word in enumerate(self.words):
            if word.head != i:
                self.below.setdefault(word.head, []).append(i)

    def child(self, i: int, *relations: str) -> int | None:
        return next((j for j in self.below.get(i, ()) if self.words[j].relation in relations), None)

    def children(self, i: int, *relations: str) -> list[int]:
        return [j for j in self.below.get(i, ()) if self.words[j].relation in relations]

    def prepositions(self, i: int) -> Iterator[tuple[str, int]]:
        """(preposition, index of its object) of every prepositional phrase that hangs on a word; dates are left out."""
        for j in self.children(i, "prep", "dative", "agent", "prt"):
            if self.words[j].relation == "dative" and self.child(j, "pobj") is None:
                yield "to", j
            for outer in (j, *self.children(j, "prep")):  # "out of" is two
                inner = self.child(outer, "pobj")
                if inner is not None and not self.is_time(inner):
                    yield self.words[outer].text.lower(), inner  # "called on Friday" is no "call on"

    def joined(self, i: int) -> set[str]:
        """A word with the one that a hyphen joins to it, which the parser takes apart: "cease-fire"."""
        if not any(self.words[j].text == "-" for j in self.children(i, "punct")):
            return set()
        return {
            f"{self.words[j].text.lower()}-{self.words[i].lemma.lower()}" for j in self.below.get(i, ()) if j == i - 2
        }

    def is_time(self, i: int) -> bool:
        span = self.words[i].span
        if self.words[i].lemma.lower() in word_classes()["calendar"]:
            return True
        return any(m.span.overlaps(span) for m in self.sentence.periods)

    def covering(self, i: int) -> Mention[Actor] | None:
        span = self.words[i].span
        return next((m for m in self.sentence.actors if m.span.overlaps(span)), None)

    def actors(self, i: int) -> tuple[Mention[Actor], ...]:
        """The actors an argument stands for: its head's and those coordinated with it, its modifiers', a pronoun's."""
        direct = self.covering(i)
        found = [*self._hyphened(i), direct] if direct else list(self._modifiers(i))
        if not found:
            found = list(self._pronoun(i))
        for j in self.children(i, "conj", "appos") if found else ():
            found += [m for m in self.actors(j) if m not in found]
        return tuple(dict.fromkeys(found))

    def parties(self, i: int) -> tuple[Mention[Actor], ...]:
        """The actors of an argument, or else the argument itself as an actor that no table links."""
        found = self.actors(i)
        if found:
            return found
        heads = [i, *self.children(i, "conj")]
        return tuple(mention for j in heads if (mention := self._unlinked(j)))

    def _unlinked(self, i: int) -> Mention[Actor] | None:
        """A proper name, or a noun for people, that has no code: kept as it stands, never guessed."""
        word = self.words[i]
        of = next((inner for preposition, inner in self.prepositions(i) if preposition == "of"), None)
        if of is not None and word.lemma.lower() in word_classes()["many"]:
            return self._unlinked(of)  # "thousands of protesters"
        if self.is_time(i) or not (
            word.tag.startswith("NNP") or {word.lemma.lower(), word.text.lower()} & word_classes()["people"]
        ):
            return None
        left = [j for j in self.children(i, "compound", "amod", "nmod", "nummod") if j < i]
        if any(m.span.overlaps(word.span) for m in self.sentence.instruments):
            return None
        span = Span(self.words[min([i, *left])].span.start, word.span.end)
        name = self.sentence.at(span)
        return Mention(span=span, value=Actor(id=f"unlinked:{name}", name=name, type="unlinked"), how="unlinked")

    def _hyphened(self, i: int) -> Iterator[Mention[Actor]]:
        """The first of two names joined by a hyphen: "US-China talks"."""
        if any(self.words[j].text in {"-", "–", "—"} for j in self.children(i, "punct")):
            names = self.children(i, "compound", "nmod", "npadvmod", "amod")
            yield from (found for j in names if (found := self.covering(j)))

    def _modifiers(self, i: int) -> Iterator[Mention[Actor]]:
        for j in self.children(i, "amod", "compound", "poss", "nmod", "appos"):
            found = self.covering(j)
            if found:
                yield found
            elif self.words[j].relation == "poss":
                yield from self._pronoun(j)
        if self.words[i].tag.startswith("NN"):
            people = {self.words[i].lemma.lower(), self.words[i].text.lower()} & word_classes()["people"]
            for preposition, inner in self.prepositions(i):
                if preposition == "of" or (people and preposition in {"in", "from", "throughout", "across"}):
                    yield from self.actors(inner)

    def _pronoun(self, i: int) -> Iterator[Mention[Actor]]:
        word, before = self.words[i], self.words[i].span.start
        text = word.text.lower()
        earlier = [m.value for m in reversed(self.sentence.actors) if m.span.end <= before]
        cast = [*earlier, *self.sentence.cast]
        modifiers = {self.words[j].text.lower() for j in self.below.get(i, ())}
        pair = text in _PAIR or (
            word.lemma.lower() in word_classes()["pair_noun"] and modifiers & {"two", "both", "these", "their"}
        )
        if text in _ANTECEDENTS:
            people = [actor for actor in cast if actor.type == "person"]
            chosen = people[:1]
        elif pair:
            chosen = _two(cast)
        elif text == "it" or (
            word.lemma.lower() in {"country", "government", "nation"} and modifiers & {"the", "its", "his"}
        ):
            chosen = [actor for actor in cast if actor.type in {"state", "igo"}][:1]
        else:
            chosen = []
        for actor in chosen:
            yield Mention(span=word.span, value=actor, how="pronoun", sector="GOV")


def _two(cast: Sequence[Actor]) -> list[Actor]:
    people = [actor for actor in cast[:3] if actor.type == "person"]
    if len(people) >= 2 and people[0].of != people[1].of:
        return people[1::-1]
    states: dict[str, Actor] = {}
    for actor in cast:
        if actor.type == "state":
            states.setdefault(actor.id, actor)
        elif actor.type == "person" and actor.of:
            states.setdefault(actor.of, actor)
    return list(states.values())[1::-1]


def _clause_row(tree: _Tree, verb: int) -> tuple[_Verb | None, int]:
    """The row that fits a clause's verb, and that verb; an empty one ("began to withdraw") hands over to the next."""
    if not tree.words[verb].tag.startswith("VB"):
        return None, verb
    row = _row(tree, verb)
    inner = tree.child(verb, "xcomp")
    if (
        row is None
        and inner is not None
        and lemma_of(tree.words[verb].text, tree.words[verb].lemma) in word_classes()["empty_verb"]
    ):
        return _row(tree, inner), inner
    return row, verb


def _row(tree: _Tree, verb: int) -> _Verb | None:
    rows = _verbs().get(lemma_of(tree.words[verb].text, tree.words[verb].lemma), ())
    return next((row for row in rows if _fits(tree, verb, row)), None)


def _fits(tree: _Tree, verb: int, row: _Verb) -> bool:
    below = tree.below.get(verb, ())
    if row.particle:
        near = {
            tree.words[j].text.lower()
            for j in below
            if tree.words[j].relation in _PARTICLES and tree.child(j, "pobj") is None
        }
        if not row.particle & near:
            return False
    elif any(tree.words[j].relation == "prt" for j in below):
        return False  # a particle makes another verb of it
    if row.prepositions and not any(word in row.prepositions for word, _ in _phrases(tree, verb)):
        return False
    if row.subjects and not _subject_fits(tree, verb, row):
        return False
    if row.type == "=" and _light(tree, verb, row) is None:
        return False
    heads = _object_heads(tree, verb, phrases=bool(row.prepositions or row.particle))
    return all(any(_is(tree, head, group) for head in heads) for group in row.objects)


def _light(tree: _Tree, verb: int, row: _Verb) -> tuple[int, _Noun] | None:
    """The noun of action that a light verb carries: "launched an investigation", "came under attack"."""
    heads = (
        [j for word, j in tree.prepositions(verb) if word in row.prepositions]
        if row.prepositions
        else tree.children(verb, "dobj", "nsubjpass")
    )
    for head in heads:
        for i in (head, *tree.children(head, "conj")):
            noun = _nouns().get(tree.words[i].lemma.lower())
            if noun and tree.words[i].tag.startswith("NN"):
                return i, noun
    return None


def _subject_fits(tree: _Tree, verb: int, row: _Verb) -> bool:
    if tree.child(verb, "nsubjpass") is None:
        head = _subject(tree, verb)[0]
    else:
        head = next((inner for word, inner in tree.prepositions(verb) if word == "by"), None)
    if head is None:
        return False
    heads = [head, *tree.children(head, "conj"), *(inner for word, inner in tree.prepositions(head) if word == "of")]
    return any(_is(tree, i, row.subjects) for i in heads)


def _object_heads(tree: _Tree, verb: int, *, phrases: bool) -> list[int]:
    """The words that an object class is looked for in: objects, complements, and what prepositions lead to."""
    heads = tree.children(verb, *_OBJECTS, "xcomp", "ccomp", "dative")
    relation, above = tree.words[verb].relation, tree.words[verb].head
    if relation == "acl" and tree.words[verb].tag == "VBN":
        heads.append(above)  # "sanctions imposed on"
    if relation == "relcl" and any(tree.words[i].text.lower() in _RELATIVE for i in heads):
        heads.append(above)
    if phrases:
        heads += [inner for _, inner in _phrases(tree, verb)]
    for head in tuple(heads):
        if tree.words[head].lemma.lower() in word_classes()["many"]:
            heads += [inner for word, inner in tree.prepositions(head) if word == "of"]
    return heads + [j for head in heads for j in tree.children(head, "conj", "appos")]


def _is(tree: _Tree, head: int, group: frozenset[str]) -> bool:
    """Whether a word, or a noun or adjective in front of it, is in a class."""
    word = tree.words[head]
    words = {lemma_of(word.text, word.lemma) if word.tag.startswith("VB") else word.lemma.lower(), word.text.lower()}
    words |= {tree.words[j].lemma.lower() for j in tree.children(head, "compound", "amod", "nmod")} | tree.joined(head)
    return bool(words & group) or any(_marked(tree, head, mark) for mark in group if mark.startswith("@"))


def _phrases(tree: _Tree, verb: int) -> list[tuple[str, int]]:
    """Prepositional phrases on a verb, and on its objects and complements."""
    found = list(tree.prepositions(verb))
    for target in tree.children(verb, *_OBJECTS):
        found += tree.prepositions(target)
    for preposition, inner in tuple(found):  # "in talks with", "under pressure from"
        if preposition in {"in", "under", "at", "for", "of", "on", "to", "into", "with"}:
            found += tree.prepositions(inner)
    if tree.words[verb].relation == "acl" and tree.words[verb].tag == "VBN":
        found += tree.prepositions(tree.words[verb].head)
    return found


def _deep_phrases(tree: _Tree, verb: int) -> Iterator[tuple[str, int]]:
    """The verb's phrases, then those that the parser hung on a gerund below: "accused of spying by"."""
    yield from _phrases(tree, verb)
    for j in tree.children(verb, "prep"):
        for inner in tree.children(j, "pcomp"):
            yield from _phrases(tree, inner)


def _marked(tree: _Tree, head: int, mark: str) -> bool:
    span, sentence = tree.words[head].span, tree.sentence
    if mark == "@instrument":
        return any(m.span.overlaps(span) for m in sentence.instruments)
    if mark == "@deed":
        return tree.words[head].relation == "xcomp"
    if mark == "@thing":
        return tree.words[head].relation in {"dobj", "nsubjpass"} and not tree.is_time(head)
    if mark == "@money":
        near = [tree.words[j].span for j in tree.below.get(head, ())] + [span]
        return any(
            len(m.value.unit) == 3 and m.value.unit.isupper() and any(m.span.overlaps(s) for s in near)
            for m in sentence.quantities
        )
    found = tree.actors(head)
    wanted = {"@actor": _ANY, "@person": frozenset({"person"}), "@organisation": frozenset({"igo"})}[mark]
    return any(wanted is _ANY or m.value.type in wanted for m in found)


Arguments = tuple[tuple[Mention[Actor], ...], str]


def _subjects(tree: _Tree, verb: int) -> Arguments:
    head, rung = _subject(tree, verb)
    if (
        head is not None
        and tree.words[head].text.lower() in _SPEAKING
        and tree.words[tree.words[head].head].relation == "ccomp"
    ):
        speaker, _ = _subject(tree, tree.words[tree.words[head].head].head)
        found = tree.parties(speaker) if speaker is not None else ()
        if found:
            return found, "speaker"  # "the ministry said it would"
    found = tree.parties(head) if head is not None else ()
    if not found and head is not None and tree.words[verb].relation == "acl" and tree.words[verb].tag == "VBG":
        above, _ = _subject(tree, tree.words[head].head)  # "passed a law banning"
        return (tree.actors(above) if above is not None else ()), "governor of the participle's host"
    return found, rung


def _subject(tree: _Tree, verb: int) -> tuple[int | None, str]:
    """The ladder for who acts, with the rung: own subject, conjunct's, controller, relative head, participle's host."""
    seen: set[int] = set()
    rung = "subject"
    while verb not in seen:
        seen.add(verb)
        own = tree.child(verb, "nsubj", "nsubjpass")
        if own is not None:
            relative = tree.words[own].tag in {"WDT", "WP"} or tree.words[own].text.lower() in _RELATIVE
            if relative and tree.words[verb].relation == "relcl":
                return tree.words[verb].head, "relative head"
            return own, rung
        relation, head = tree.words[verb].relation, tree.words[verb].head
        if relation == "acl":
            return head, "participle's host"
        if head == verb:
            break
        rung = {"conj": "conjunct's subject", "xcomp": "controller"}.get(relation, "governor's subject")
        verb = head
    return None, "no subject"


def _act(tree: _Tree, row: _Verb, verb: int) -> Act:
    who, rung = _subjects(tree, verb)
    light = _light(tree, verb, row) if row.type == "=" else None
    if light:
        mutual = "mutual" if light[1].mutual and row.roles == "normal" else row.roles
        row = row._replace(type=light[1].type, mode=light[1].mode, cameo=light[1].cameo, roles=mutual)
        row = row._replace(prepositions=frozenset(light[1].target), objects=(frozenset({light[1].type}),))
    if row.roles != "middle" and _is_passive(tree, verb):
        agent = next((inner for word, inner in _deep_phrases(tree, verb) if word == "by"), None)
        source, rung = (tree.parties(agent) if agent is not None else ()), "passive agent"
        target = _indirect(tree, row, verb, source) or _others(who, source)
        if row.named and target and not source:
            source = _others(who, target)  # "US sanctions were imposed on": the thing's owner acts
        if row.mode in {"expel", "deport"} and not source:
            target, source = who, _ranked(tree, tree.prepositions(verb), ("from",), who)  # "were expelled from"
        if row.roles == "mutual":
            source, target = source or who, ()
    else:
        source, target = who, _targets(tree, row, verb, who)
    if row.roles == "reverse":
        source, target = target, source
    if row.roles == "mutual":
        source, target = tuple(dict.fromkeys(source + target)), ()
    return Act(
        type=row.type, mode=row.mode, cameo=row.cameo, source=source, target=target, trigger=tree.words[verb].span,
        lemma=row.lemma, rule=f"verb {row.lemma}, {rung}", mutual=row.roles == "mutual",
    )  # fmt: skip


def _is_passive(tree: _Tree, verb: int) -> bool:
    if tree.words[verb].relation == "acl" and tree.words[verb].tag == "VBD":
        return True  # the tagger takes "troops held captive" for the past tense
    if tree.child(verb, "nsubjpass", "auxpass") is not None:
        return True
    if tree.words[verb].tag != "VBN" or tree.child(verb, "aux") is not None:
        return False
    return tree.words[verb].relation in {"acl", "advcl"}


def _others(found: Iterable[Mention[Actor]], who: Iterable[Mention[Actor]]) -> tuple[Mention[Actor], ...]:
    """Those that are not the same actor as one of ``who``."""
    ids = {m.value.id for m in who}
    return tuple(m for m in found if m.value.id not in ids)


def _indirect(tree: _Tree, row: _Verb, verb: int, who: tuple[Mention[Actor], ...]) -> tuple[Mention[Actor], ...]:
    """Whom a named thing is done to: "sanctions on", "talks with"."""
    order = [*(word for word in RANKED_PREPOSITIONS if word in row.prepositions), *_STRONG]
    known = row.named or (row.roles == "mutual" and row.prepositions)  # "discussed the border with"
    return _ranked(tree, _phrases(tree, verb), order, who) if known else ()


def _targets(tree: _Tree, row: _Verb, verb: int, who: tuple[Mention[Actor], ...]) -> tuple[Mention[Actor], ...]:
    """The ladder for whom it is done to: dative and object, a named thing's phrase, the object's owner, phrases."""
    direct = _direct(tree, row, verb, who)
    for i in direct:
        one = tree.covering(i)
        if one and one.value.type not in _PARTIES:
            handed = _ranked(tree, tree.prepositions(verb), sorted(row.prepositions), who)
            if handed:
                return handed  # "handed the islands over to"
        if one and (others := _others(tree.actors(i), who)):
            return others
    found = _indirect(tree, row, verb, who)
    for i in direct:
        found = found or _others(tree.actors(i), who)
    if found:
        return found
    phrases = _phrases(tree, verb) + _below(tree, verb, direct)
    found = _ranked(tree, phrases, RANKED_PREPOSITIONS[:_WEAK], who)
    objects = () if row.mode in _OWN else tree.children(verb, "dative", "dobj")
    unnamed = [j for word, j in phrases if word in (row.prepositions or _STRONG)]
    for i in (*unnamed, *objects) if row.named else (*objects, *unnamed):
        found = found or _others(tree.parties(i), who)
    if found or row.roles == "mutual":
        return found  # where two meet is no third party
    return _ranked(tree, phrases, RANKED_PREPOSITIONS[_WEAK:], who) or _same_side(tree, direct, who)


def _direct(tree: _Tree, row: _Verb, verb: int, who: tuple[Mention[Actor], ...]) -> list[int]:
    """Dative and objects; not one's own state, which one withdraws from something."""
    found = [*tree.children(verb, "dative"), *tree.children(verb, "dobj", "oprd", "attr")]
    if tree.words[verb].relation == "relcl" and any(tree.words[i].text.lower() in _RELATIVE for i in found):
        found.append(tree.words[verb].head)
    own = {m.value.of for m in who} if row.mode in _OWN else set()
    return [i for i in found if not ((one := tree.covering(i)) and one.value.id in own)]


def _below(tree: _Tree, verb: int, direct: Iterable[int]) -> list[tuple[str, int]]:
    """The phrases of a complement, with its subject and objects as phrases: "agreed to send Chad grain"."""
    found: list[tuple[str, int]] = []
    inners = tree.children(verb, "xcomp", "ccomp", "acomp") + [j for i in direct for j in tree.children(i, "acl")]
    for inner in inners:
        own = tree.child(inner, "nsubj")
        found += [("on", own)] if own is not None else []
        for deep in (inner, *tree.children(inner, "xcomp")):
            found += _phrases(tree, deep) + [("with", j) for j in tree.children(deep, "dobj")]
    return found


def _ranked(
    tree: _Tree, phrases: Iterable[tuple[str, int]], order: Sequence[str], who: tuple[Mention[Actor], ...]
) -> tuple[Mention[Actor], ...]:
    phrases = tuple(phrases)
    for preposition in order:
        for word, head in phrases:
            found = _others(tree.actors(head), who) if word == preposition else ()
            if found:
                return found
    return ()


def _same_side(tree: _Tree, direct: Iterable[int], who: tuple[Mention[Actor], ...]) -> tuple[Mention[Actor], ...]:
    """A government's own people as its object: "Iran arrested Iranian journalists"."""
    spans = {m.span for m in who}
    return next(
        (
            found
            for i in direct
            if (found := tuple(m for m in tree.actors(i) if m.span not in spans and m.how != "pronoun"))
        ),
        (),
    )


def _nominal(tree: _Tree, clause: Clause, rows: Mapping[int, _Verb]) -> Iterator[Act]:
    for i, word in enumerate(tree.words):
        names = [*tree.joined(i), word.lemma.lower()] if word.tag.startswith("NN") else []
        row = _nouns().get(names[0]) if names else None
        if (
            row is None
            or not clause.span.overlaps(word.span)
            or any(m.span.overlaps(word.span) for m in tree.sentence.instruments)
        ):
            continue
        if _told(tree, i, row.type, rows):
            continue
        source, target = _role(tree, i, row, row.source), _role(tree, i, row, row.target)
        target = tuple(m for m in target if m not in source)
        if row.mutual:
            source, target = source + target, ()
        if (source or target) and (len(source) > 1 or not row.mutual):
            yield Act(
                type=row.type, mode=row.mode, cameo=row.cameo, source=source, target=target, trigger=word.span,
                lemma=word.lemma.lower(), rule=f"noun {word.lemma.lower()}", mutual=row.mutual,
            )  # fmt: skip


def _told(tree: _Tree, i: int, kind: str, rows: Mapping[int, _Verb]) -> bool:
    """Whether the verb that a noun of action hangs on tells its act already, or only speaks of it ("demanded the")."""
    seen: set[int] = set()
    near = True  # by the object and what hangs on it, not by a phrase of the verb
    while i not in seen and i not in rows and tree.words[i].relation in _HANGS:
        seen.add(i)
        near = near and not (tree.words[i].relation == "prep" and tree.words[tree.words[i].head].tag.startswith("VB"))
        i = tree.words[i].head
    above = rows.get(i)
    if above is None:
        return False
    if above.type in {"REQUEST", "THREATEN", "AGREE", "-", "="} or above.type == kind or (above.named and near):
        return True
    return above.type == "REJECT" and kind in _COOPERATIVE


def _role(tree: _Tree, i: int, row: _Noun, places: tuple[str, ...]) -> tuple[Mention[Actor], ...]:
    """Who stands in the first of the places that somebody stands in. "US ban" names who acts, "Iran ban" on whom."""
    for place in places:
        if place == "poss":
            direct = [m for j in tree.children(i, "poss") for m in tree.actors(j)]
        elif place in {"adj", "compound"}:
            before = [m for j in tree.children(i, "amod", "nmod", "compound") for m in tree.actors(j)]
            direct = [m for m in before if row.mutual or (m.how in {"adjective", "acronym"}) == (place == "adj")]
        else:
            direct = [m for word, inner in tree.prepositions(i) if word == place for m in tree.actors(inner)]
        if direct:
            return tuple(dict.fromkeys(direct))
    return ()


def _status(tree: _Tree, verb: int) -> tuple[str, bool]:
    """(modality, whether negated) from the verb's auxiliaries, its "not", and a "no" before its subject or object."""
    word, head = tree.words[verb], tree.words[tree.words[verb].head]
    near = {tree.words[j].text.lower() for j in tree.below.get(verb, ()) if tree.words[j].relation != "prep"}
    near |= {
        tree.words[j].text.lower() for i in tree.children(verb, *_ARGUMENTS) for j in tree.children(i, "det", "neg")
    }
    empty = lemma_of(word.text, word.lemma) in word_classes()["intent_verb"] and tree.child(verb, "xcomp") is not None
    if near & _PLANNED or empty or ("would" in near and word.relation == "ccomp"):  # "said it would"
        modality = "planned"
    else:
        modality = "conditional" if near & _CONDITIONAL or "if" in near else "asserted"
    failed = word.relation == "xcomp" and head.lemma in {"refuse", "decline", "fail"}
    return modality, bool(near & _NEGATIONS) or failed or (word.relation == "pcomp" and head.text.lower() == "without")


def role_text(sentence: Sentence, mentions: Iterable[Mention[Actor]]) -> str:
    """The words that name the actors of a role, as the text has them."""
    return "; ".join(dict.fromkeys(sentence.at(Span(m.span.start, m.span.end)) for m in mentions))
