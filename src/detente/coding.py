"""Who does what to whom: the verb lexicon applied to a parsed sentence.

An act's type comes from (lemma, particle, subject, object class, preposition), the most specific row of
``data/verbs.csv`` first; nouns of ``data/nouns.csv`` give an act only with role evidence. Arguments follow one fixed
ladder, and the rung used is recorded in the act's rule; a target the text does not name stays empty.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import NamedTuple

from detente import arguments
from detente.lexicon import Noun, Verb, lemma_of, nouns, unfulfilled, verbs, word_classes
from detente.model import Act, Actor, Clause, Mention, Sentence, Span
from detente.tree import OBJECTS, RELATIVE, Tree

_CONTENT = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "ACCUSE", "-"})
"""What is asked, threatened, refused, promised or alleged is content of such an act and no act of its own."""

_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})

_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp", "oprd", "npadvmod", "xcomp"})
"""How the parser may hang the second word of a phrasal verb on the first."""

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_CONDITIONAL = frozenset({"could", "may", "might", "would", "can"})
_HANGS = frozenset({"dobj", "nsubjpass", "pobj", "prep", "conj", "xcomp", "ccomp", "pcomp", "dative"})
_MUST = frozenset({"must", "should", "ought"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
_STOPS = frozenset({"without", "short", "instead", "rather"})
"""Before a gerund these say that it is not done: "stopped short of condemning"."""

_PLANNED = frozenset({"will", "shall", "'ll", "’ll"})


class Coded(NamedTuple):
    """PLOVER type and mode, and the CAMEO code."""

    type: str
    mode: str
    cameo: str


def code(sentence: Sentence, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses with their acts, and with negation and modality decided."""
    tree = Tree(sentence)
    clauses = tuple(clauses)
    rows = {clause.verb: _clause_row(tree, clause.verb) for clause in clauses}
    types = {verb: row.type for row, verb in rows.values() if row}
    comments = {verb for row, verb in rows.values() if row and row.comment}
    verbal: dict[int, tuple[Act, ...]] = {}
    for clause in clauses:
        row, verb = rows[clause.verb]
        told = row is not None and row.type != "-" and not _is_content(tree, clause.verb, types)
        told = told and not _is_commented(tree, clause.verb, comments)
        acts = tuple(_said_of_another(tree, clause.verb, types))
        verbal[clause.verb] = acts or ((_act(tree, row, verb),) if row and told else ())
    silent = {verb for verb, acts in verbal.items() if acts and not any(act.source or act.target for act in acts)}
    telling = {verb: row for verb, (row, _) in rows.items() if row and verb not in silent}
    for clause in clauses:
        acts = verbal[clause.verb]
        if not _is_commented(tree, clause.verb, comments):
            acts += tuple(_nominal(tree, clause, telling))
        modality, negated = _status(tree, clause.verb)
        yield dataclasses.replace(clause, acts=acts, modality=modality, negated=negated)


def _said_of_another(tree: Tree, verb: int, types: Mapping[int, str]) -> Iterator[Act]:
    """Whoever says that another must do something asks for it, and accuses whom it says to be behind something."""
    governor = tree.words[verb].head
    own = tree.child(verb, "nsubj", "nsubjpass")
    hangs = tree.words[governor].relation in {"acl", "relcl"}  # "evidence proving that Chad was behind it"
    if tree.words[verb].relation != "ccomp" or own is None or governor in types or hangs:
        return
    must = next((j for j in tree.children(verb, "aux") if tree.words[j].text.lower() in _MUST), None)
    heads = tree.children(verb, "acomp", "attr", "prep", "advmod", "xcomp")
    blamed = next((j for j in heads if tree.is_in(j, word_classes()["culpable"])), None)
    if blamed is None and lemma_of(tree.words[verb].text, tree.words[verb].lemma) in word_classes()["misdeed"]:
        blamed = verb  # "said that Chad was plotting"
    at, kind = (must, ("REQUEST", "", "100")) if must is not None else (blamed, ("ACCUSE", "allege", "112"))
    source, rung = arguments.subjects(tree, governor)
    target = arguments.others(tree.actors(own), source)
    if at is not None and source and target:
        word = tree.words[at]
        yield Act(
            type=kind[0], mode=kind[1], cameo=kind[2], source=source, target=target, trigger=word.span,
            lemma=word.lemma, rule=f"verb {'must' if must is not None else 'blame'}, {rung}",
        )  # fmt: skip


def as_told(act: Act, modality: str, *, negated: bool = False) -> Coded:
    """The act after the rules for what has not happened; of type "" when it is said not to have happened.

    Cooperation and yielding still to come are AGREE, force still to come is THREATEN, and what "will not" be is REJECT.
    """
    other = unfulfilled(act.cameo)
    if negated:
        refused = modality in {"planned", "conditional"} and other and other.refused[1]
        return Coded("REJECT", *other.refused) if other and refused else Coded("", "", "")
    if modality == "planned" and other:
        return Coded(*other.planned)
    return Coded(act.type, act.mode, act.cameo)


def _is_content(tree: Tree, verb: int, types: Mapping[int, str]) -> bool:
    """Whether a clause, or one that it hangs under, only says what is asked (for), threatened, denied or alleged."""
    if any(tree.words[j].text.lower() == "whether" for j in tree.children(verb, "mark")):
        return True
    seen: set[int] = set()
    while verb not in seen:
        if _is_said(tree, verb, types):
            return True
        seen.add(verb)
        verb = verb if tree.words[verb].relation == "relcl" else tree.words[verb].head
    return False


def _is_said(tree: Tree, verb: int, types: Mapping[int, str]) -> bool:
    """Whether a clause itself says what is asked for, threatened, refused, promised, denied or alleged above it."""
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
    if (
        word.relation == "ccomp"
        and (own := tree.child(head, "nsubj")) is not None
        and tree.words[own].lemma.lower() in word_classes()["content"]
    ):
        return True  # "hopes are fading that"
    if (
        word.relation == "ccomp"
        and lemma_of(tree.words[head].text, tree.words[head].lemma) in word_classes()["wish_verb"]
    ):
        return True
    kept = word.relation == "ccomp" and types.get(head) == "ACCUSE"  # "complained that ..." says that it happened
    return types.get(head) in _CONTENT and not kept


def _is_commented(tree: Tree, verb: int, comments: Set[int]) -> bool:
    """Whether a clause stands under a comment: what is hoped, feared, denied or mourned is told by the way."""
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        relation, head = tree.words[verb].relation, tree.words[verb].head
        if head in comments and head != verb and relation not in {"conj", "parataxis"}:
            return True
        verb = head
    return False


def _clause_row(tree: Tree, verb: int) -> tuple[Verb | None, int]:
    """The row that fits a clause's verb, and that verb; an empty one ("began to withdraw") hands over to the next."""
    if not tree.words[verb].tag.startswith("VB"):
        return None, verb
    row, inner = _row(tree, verb), _to_come(tree, verb)
    if inner is None and lemma_of(tree.words[verb].text, tree.words[verb].lemma) in word_classes()["empty_verb"]:
        inner = tree.child(verb, "xcomp")
    return (row, verb) if row or inner is None else (_row(tree, inner), inner)


def _to_come(tree: Tree, verb: int) -> int | None:
    """The verb that another only puts into the future: "is to meet", "are due to meet", "was expected to meet"."""
    lemma = lemma_of(tree.words[verb].text, tree.words[verb].lemma)
    likely = tree.child(verb, "acomp", "oprd")
    for plan in tree.children(verb, "dobj"):
        deed = tree.child(plan, "acl")
        if deed is not None and tree.words[deed].tag == "VB" and tree.is_in(plan, word_classes()["plan"]):
            return deed if lemma in word_classes()["making_known"] else None  # "announced plans to host"
    for host in (verb, likely) if likely is not None else (verb,):
        inner = tree.child(host, "xcomp")
        told = lemma if host == verb else tree.words[host].lemma.lower()
        if inner is not None and tree.words[inner].tag == "VB" and (told in word_classes()["to_come"]):
            return inner
    return None


def _row(tree: Tree, verb: int) -> Verb | None:
    rows = (*verbs().get(lemma_of(tree.words[verb].text, tree.words[verb].lemma), ()), *verbs().get("*", ()))
    frame = _Frame(tree, verb)
    return next((row for row in rows if frame.fits(row)), None)


class _Frame:
    """What stands round a verb, looked up once for all the rows that may fit it."""

    def __init__(self, tree: Tree, verb: int) -> None:
        self._tree, self._verb = tree, verb

    @cached_property
    def _particles(self) -> frozenset[str]:
        tree = self._tree
        near = (j for j in tree.children(self._verb, *_PARTICLES) if tree.child(j, "pobj") is None)
        return frozenset(tree.words[j].text.lower() for j in near)

    @cached_property
    def _is_phrasal(self) -> bool:
        """A particle makes another verb of it, but not in "kidnapped up to ten"."""
        return any(self._tree.child(j, "prep") is None for j in self._tree.children(self._verb, "prt"))

    @cached_property
    def _prepositions(self) -> frozenset[str]:
        return frozenset(_prepositions(self._tree, self._verb))

    @cached_property
    def _heads(self) -> list[int]:
        return _object_heads(self._tree, self._verb, phrases=False)

    @cached_property
    def _heads_and_phrases(self) -> list[int]:
        return _object_heads(self._tree, self._verb, phrases=True)

    def fits(self, row: Verb) -> bool:
        """Whether a row's particle, preposition, subject and objects are all there."""
        if not (row.particle & self._particles) if row.particle else self._is_phrasal:
            return False
        if row.prepositions and not row.prepositions & self._prepositions:
            return False
        if row.subjects and not _subject_fits(self._tree, self._verb, row):
            return False
        if row.type == "=" and _light(self._tree, self._verb, row) is None:
            return False
        if not row.objects:
            return True
        heads = self._heads_and_phrases if row.prepositions or row.particle else self._heads
        return all(any(self._tree.is_in(head, group) for head in heads) for group in row.objects)


def _prepositions(tree: Tree, verb: int) -> Iterator[str]:
    """The prepositions of a verb, with the "for" of "called for Iran to withdraw"."""
    yield from (word for word, _ in tree.phrases(verb))
    kept_out = (j for j in tree.children(verb, "prep") if tree.words[j].text.lower() == "from")
    yield from ("from" for j in kept_out if tree.child(j, "pcomp") is not None)  # "barred from entering"
    clauses = tree.children(verb, "advcl", "ccomp", "xcomp")
    yield from ("for" for i in clauses for j in tree.children(i, "mark") if tree.words[j].text.lower() == "for")


def _light(tree: Tree, verb: int, row: Verb) -> tuple[int, Noun] | None:
    """The noun of action that a light verb carries: "launched an investigation", "came under attack"."""
    heads = (
        [j for word, j in tree.prepositions(verb) if word in row.prepositions]
        if row.prepositions
        else tree.children(verb, "dobj", "nsubjpass")
    )
    for head in heads:
        for i in (head, *tree.children(head, "conj")):
            noun = nouns().get(tree.words[i].lemma.lower())
            if noun and tree.words[i].tag.startswith("NN"):
                return i, noun
    return None


def _subject_fits(tree: Tree, verb: int, row: Verb) -> bool:
    if tree.child(verb, "nsubjpass") is None:
        head = arguments.subject(tree, verb)[0]
    else:
        head = next((inner for word, inner in tree.prepositions(verb) if word == "by"), None)
    if head is None:
        return False
    heads = [head, *tree.children(head, "conj"), *(inner for word, inner in tree.prepositions(head) if word == "of")]
    return any(tree.is_in(i, row.subjects) for i in heads)


def _object_heads(tree: Tree, verb: int, *, phrases: bool) -> list[int]:
    """The words that an object class is looked for in: objects, complements, and what prepositions lead to."""
    heads = tree.children(verb, *OBJECTS, "xcomp", "ccomp", "dative")
    heads += [j for j in tree.children(verb, "advcl") if tree.words[j].tag == "VB"]  # a purpose: "sent experts to"
    heads += [j for i in tree.children(verb, "ccomp") for j in _urged(tree, i)]
    relation, above = tree.words[verb].relation, tree.words[verb].head
    if relation == "acl" and tree.words[verb].tag == "VBN":
        heads.append(above)  # "sanctions imposed on"
    if relation == "relcl" and any(tree.words[i].text.lower() in RELATIVE for i in heads):
        heads.append(above)
    if phrases:
        heads += [inner for _, inner in arguments.led(tree, verb)]  # no "under the accord, it"
    for head in tuple(heads):
        if tree.words[head].lemma.lower() in word_classes()["many"]:
            heads += [inner for word, inner in tree.prepositions(head) if word == "of"]
    return heads + [j for head in heads for j in tree.children(head, "conj", "appos")]


def _urged(tree: Tree, verb: int) -> list[int]:
    """Who is to act in a clause that hangs as what is said does: "wants Chad to leave", "helped Chad rebuild"."""
    bare = tree.words[verb].tag == "VB" and tree.child(verb, "mark") is None
    return tree.children(verb, "nsubj") if bare else []


def _act(tree: Tree, row: Verb, verb: int) -> Act:
    who, rung = arguments.subjects(tree, verb)
    light = _light(tree, verb, row) if row.type == "=" else None
    if light:
        mutual = "mutual" if light[1].mutual and row.roles == "normal" else row.roles
        row = row._replace(type=light[1].type, mode=light[1].mode, cameo=light[1].cameo, roles=mutual)
        row = row._replace(prepositions=frozenset(light[1].target), objects=(frozenset({light[1].type}),))
    if row.roles != "middle" and tree.is_passive(verb):
        source, rung = arguments.agents(tree, verb), "passive agent"
        target = arguments.indirect(tree, row, verb, source) or arguments.others(who, source)
        if row.named and target and not source:
            source = arguments.others(who, target)  # "US sanctions were imposed on": the thing's owner acts
        if row.mode in {"expel", "deport"} and not source:
            target, source = (
                who,
                arguments.ranked(tree, tree.prepositions(verb), ("from",), who) or arguments.entered(tree, verb),
            )  # "were expelled from"
        if row.roles == "mutual":
            below = tree.child(verb, "nsubjpass")  # "ties between Peru and Chile were restored"
            source, target = source or who or (tree.within(below) if below is not None else ()), ()
        elif not target:
            target = arguments.deeper(tree, row, verb, source)
    else:
        source, target = who, arguments.targets(tree, row, verb, who)
    if row.roles == "reverse":
        source, target = target, source
    if row.roles == "mutual":
        own = tree.child(verb, "nsubj")  # "talks between Peru and Chile collapsed"
        source = tuple(dict.fromkeys(source + target)) or (tree.within(own) if own is not None else ())
        target = ()
    return Act(
        type=row.type, mode=row.mode, cameo=row.cameo, source=source, target=target, trigger=tree.words[verb].span,
        lemma=row.lemma, rule=f"verb {row.lemma}, {rung}", mutual=row.roles == "mutual",
    )  # fmt: skip


def _nominal(tree: Tree, clause: Clause, rows: Mapping[int, Verb]) -> Iterator[Act]:
    for i, word in enumerate(tree.words):
        row, at = _noun(tree, i)
        if row is None or not clause.span.overlaps(word.span) or tree.sentence.names_thing(word.span):
            continue
        if _told(tree, i, row.type, rows):
            continue
        source, target = (
            arguments.of_noun(tree, i, row, side) or (arguments.of_noun(tree, at, row, side) if at != i else ())
            for side in (row.source, row.target)
        )
        target = tuple(m for m in target if m not in source)
        if row.mutual:
            source, target = source + target, ()
            if len(source) < 2 and clause.form == "nominal":
                source = tuple(dict.fromkeys((*arguments.of_headline(tree, clause.verb), *source)))
        elif source or target:
            doer, done = arguments.around(tree, i)
            source, target = source or arguments.others(doer, target), target or arguments.others(done, source)
        if (source or target) and (len(source) > 1 or not row.mutual):
            yield Act(
                type=row.type, mode=row.mode, cameo=row.cameo, source=source, target=target, trigger=word.span,
                lemma=word.lemma.lower(), rule=f"noun {word.lemma.lower()}", mutual=row.mutual,
            )  # fmt: skip


def _noun(tree: Tree, i: int) -> tuple[Noun | None, int]:
    """The row of a noun of action, and the word that its parties may hang on: "restoration of ties with Cuba"."""
    word = tree.words[i]
    if not word.tag.startswith("NN"):
        return None, i
    for led, j in tree.prepositions(i):
        if led == "of" and (row := nouns().get(f"{word.lemma.lower()} of {tree.words[j].lemma.lower()}")):
            return row, j
    names = [*tree.joined(i), word.lemma.lower()]
    return nouns().get(names[0]), i


def _told(tree: Tree, i: int, kind: str, rows: Mapping[int, Verb]) -> bool:
    """Whether the verb that a noun of action hangs on tells its act already, or only speaks of it ("demanded the")."""
    seen: set[int] = set()
    only_named = word_classes()["content"] | word_classes()["remembrance"]  # "the prospect of", "the anniversary of"
    near = True  # by the object and what hangs on it, not by a phrase of the verb
    while i not in seen and i not in rows and tree.words[i].relation in _HANGS:
        seen.add(i)
        near = near and not (tree.words[i].relation == "prep" and tree.words[tree.words[i].head].tag.startswith("VB"))
        i = tree.words[i].head
        if tree.words[i].tag.startswith("NN") and tree.words[i].lemma.lower() in only_named:
            return True
    if tree.words[i].relation == "nsubj" and (above := rows.get(tree.words[i].head)) and above.subjects:
        return kind in _COOPERATIVE  # "the talks collapsed"
    above = rows.get(i)
    if above is None:
        return False
    if above.type in {"REQUEST", "THREATEN", "AGREE", "-", "="} or above.type == kind or (above.named and near):
        return True
    return above.type == "REJECT" and kind in _COOPERATIVE


def _status(tree: Tree, verb: int) -> tuple[str, bool]:
    """(modality, whether negated) from the verb's auxiliaries, its "not", and a "no" before its subject or object."""
    word, head = tree.words[verb], tree.words[tree.words[verb].head]
    near = {tree.words[j].text.lower() for j in tree.below.get(verb, ()) if tree.words[j].relation != "prep"}
    near |= {
        tree.words[j].text.lower()
        for i in tree.children(verb, *_ARGUMENTS, *(() if word.tag.startswith("VB") else ("appos",)))
        for j in tree.children(i, "det", "neg")
    }
    near |= {tree.words[k].text.lower() for j in tree.children(verb, "advmod") for k in tree.children(j, "neg")}
    deed = tree.child(verb, "xcomp") is not None
    lemma = lemma_of(word.text, word.lemma)
    empty = (lemma in word_classes()["intent_verb"] and deed) or _to_come(tree, verb) is not None
    if near & _PLANNED or empty or ("would" in near and word.relation == "ccomp"):  # "said it would"
        modality = "planned"
    else:
        modality = "conditional" if near & _CONDITIONAL or "if" in near else "asserted"
    failed = word.relation == "xcomp" and head.lemma in {"refuse", "decline", "fail"}
    above = {head.text.lower(), tree.words[head.head].text.lower()} if word.relation == "pcomp" else set()
    yet = "yet" in near and deed and lemma in {"have", "be"}
    return modality, bool(near & _NEGATIONS) or failed or yet or bool(above & _STOPS)


def role_text(sentence: Sentence, mentions: Iterable[Mention[Actor]]) -> str:
    """The words that name the actors of a role, as the text has them."""
    named = (m for m in mentions if m.how not in {"carried", "party"})
    return "; ".join(dict.fromkeys(sentence.at(Span(m.span.start, m.span.end)) for m in named))
