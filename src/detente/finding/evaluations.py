"""Which clauses evaluate: what they say of their subject is a judgment, so that no record settles it.

Only what is said counts: the verb and how strongly, what a linking verb says of its subject, what a slight verb gives.
A word that only colours an act or a thing ("a dramatic speech", "easily captured") leaves a fact a fact, and so do a
number of the clause's own and an act of one known actor on another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from detente import tables
from detente.attaching import is_known
from detente.lexicon import word_classes
from detente.model import Clause, Sentence, Word
from detente.tree import Tree


def evaluates(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is an evaluation, a reading of motives, or what nobody in particular holds."""
    tree = Tree(sentence)
    if is_held(sentence, clause):
        return True
    if _measures(tree, clause) or _is_told(tree, clause):
        return False
    thing, acts = _by_thing(tree, clause), [act for act in clause.acts if act.rule.startswith("verb")]
    known = (any(is_known(m.value) for m in act.source) and any(is_known(m.value) for m in act.target) for act in acts)
    if not thing and any(known):
        return False
    judged = not acts and _is_judged_deed(tree, clause.verb)
    return (
        judged
        or _has_phrase(sentence, clause)
        or _says(tree, clause, thing=thing)
        or _influences(tree, clause, thing=thing)
    )


def _has_phrase(sentence: Sentence, clause: Clause) -> bool:
    """Whether one of the fixed phrases of judgment is in it, also behind a verb that only leads on to it."""
    words = clause.whole if clause.lemma in _words("lasting") else clause.span
    return bool(_phrases().search(sentence.at(words).lower()))


def _measures(tree: Tree, clause: Clause) -> bool:
    """Whether a clause says a number of its subject; "one" counts nothing, and how long it lasted is no measure."""
    numbers = [m.span for m in tree.sentence.quantities if m.span in clause.span and m.value.value != 1]
    said = (*tree.children(clause.verb, *_SAID), *(i for led, i in tree.prepositions(clause.verb) if led in _MEASURED))
    return any(span.overlaps(word.span) for i in said for word in _under(tree, i) for span in numbers)


_SAID = ("dobj", "attr", "acomp", "oprd", "nsubjpass", "npadvmod", "advmod")
_MEASURED = frozenset({"by", "to", "at", "from", "as"})


def _under(tree: Tree, i: int) -> Iterator[Word]:
    yield tree.words[i]
    for j in tree.children(i, "nummod", "amod", "compound", "prep", "pobj", "conj", "quantmod", "nmod", "npadvmod"):
        yield from _under(tree, j)


def _is_told(tree: Tree, clause: Clause) -> bool:
    """Whether a clause is what a known speaker says, so that a record can tell whether it was said."""
    governor = next((c for c in tree.sentence.clauses if c.verb == tree.words[clause.verb].head), None)
    if clause.form != "complement" or governor is None or is_held(tree.sentence, governor):
        return False
    return governor.subject is not None and not _by_thing(tree, governor)


def is_held(sentence: Sentence, clause: Clause) -> bool:
    """Whether it is what an unnamed voice holds ("critics noted"), or what is widely held of something."""
    tree, verb = Tree(sentence), clause.verb
    counts = any(m.span in clause.whole for m in sentence.quantities)
    if counts or clause.lemma not in _words("holding") | _words("felt"):
        return False
    own = tree.child(verb, "nsubj")
    if own is not None:
        return tree.words[own].lemma.lower() in _words("voice")
    if not _is_passive(tree, verb) or tree.child(verb, "agent") is not None:
        return False
    if clause.lemma in _words("felt") and tree.child(verb, "nsubjpass") is not None:
        return True
    of_it = [*tree.children(verb, "oprd"), *_as(tree, verb)]
    tells = bool(of_it) or tree.child(verb, "xcomp", "ccomp") is not None
    return (tells and bool(_adverbs(tree, verb) & _words("held"))) or _is_judged(tree, of_it)


def is_no_deed(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause evaluates a thing, or what is "failed to live up to": nobody says or does anything in it."""
    if is_held(sentence, clause):
        return False
    idle = clause.lemma in _words("lasting") and _has_phrase(sentence, clause)
    return (idle or _by_thing(Tree(sentence), clause)) and evaluates(sentence, clause)


def _is_judged_deed(tree: Tree, verb: int) -> bool:
    """Whether a verb tells how well or in which spirit it is done: "wisely", "with restraint", "lacked vision"."""
    spirit = [i for led, i in tree.prepositions(verb) if led == "with"]
    if _forms(tree, verb) & _words("showing_manner"):
        spirit += tree.children(verb, "dobj")
    ways = [i for led, i in tree.prepositions(verb) if led == "in" and tree.words[i].lemma in _words("way")]
    spirited = {tree.words[i].lemma.lower() for i in spirit} & _words("manner")
    return bool(_adverbs(tree, verb) & _words("judging") or spirited) or _is_judged(tree, ways)


def _says(tree: Tree, clause: Clause, *, thing: bool) -> bool:
    """Whether a verb that says little itself has a judgment behind it."""
    verb = _told(tree, clause)
    lemma = tree.words[verb].lemma.lower()
    objects = tree.children(verb, "dobj")
    behind = (*tree.children(verb, "attr", "acomp", "oprd"), *objects, *_as(tree, verb))
    if lemma in _words("marking") and any(tree.words[i].lemma.lower() in _words("stage") for i in behind):
        return True
    if lemma in _words("linking"):
        own = tree.children(verb, "nsubj") if tree.child(verb, "attr", "acomp") is not None else []
        return _is_judged(tree, behind) or _is_verdict(tree, own)
    slight = lemma in _words("slight") and (thing or _is_abstract(tree, objects))
    return slight and (_is_abstract(tree, objects) or _is_verdict(tree, objects)) and _is_judged(tree, objects)


def _influences(tree: Tree, clause: Clause, *, thing: bool) -> bool:
    """Whether something works on something in a way that nobody measures."""
    verb, head = _told(tree, clause), _subject(tree, clause)
    thing = thing and not _is_passive(tree, verb)
    done_to = tree.children(verb, "dobj", "nsubjpass")
    abstract = _is_abstract(tree, done_to)
    by_itself = not done_to and head is not None and _is_abstract(tree, [head])
    told = _forms(tree, verb)
    causes = thing and bool(done_to) and tree.child(verb, "xcomp", "ccomp") is None
    shows = thing and head is not None and not _is_text(tree, head)
    return bool(
        told & _words("judgment")
        or (causes and told & _words("enabling"))
        or (thing and done_to and told & _words("moving"))
        or ((thing or abstract) and told & _words("influence"))
        or ((abstract or by_itself) and told & _words("figurative"))
        or (shows and told & _words("showing"))
        or ((thing or abstract) and _adverbs(tree, verb) & _words("degree"))
    )


def _forms(tree: Tree, verb: int) -> set[str]:
    """A verb's lemma, alone and with each preposition that it has: "yield" and "yield to"."""
    lemma = tree.words[verb].lemma.lower()
    led = tree.children(verb, "prep", "prt")
    return {lemma, *(f"{lemma} {tree.words[i].text.lower()}" for i in led)}


def _told(tree: Tree, clause: Clause) -> int:
    """The verb that tells: the second one in "continue to poison"."""
    then = tree.child(clause.verb, "xcomp") if clause.lemma in _words("lasting") else None
    return clause.verb if then is None else then


def _is_passive(tree: Tree, verb: int) -> bool:
    active = tree.child(verb, "nsubj", "aux") is not None
    return tree.child(verb, "nsubjpass", "auxpass") is not None or (tree.words[verb].tag == "VBN" and not active)


def _by_thing(tree: Tree, clause: Clause) -> bool:
    """Whether what a clause is about is no actor: a deed, a thing, a time, an idea."""
    head = _subject(tree, clause)
    if head is None:
        return False
    word = tree.words[head]
    if word.tag in {"PRP", "WP"} or word.lemma.lower() in _people():
        return False
    named = any(word.span in m.span for m in tree.sentence.instruments)
    if word.tag.startswith("NNP"):
        return named or word.lemma.lower() in _words("abstract") | _classes("happening", "treaty", "law")
    return not any(word.span in m.span for m in tree.sentence.actors)


def _subject(tree: Tree, clause: Clause) -> int | None:
    """The head word of what a clause is about."""
    if clause.subject is None:
        return None
    inside = [i for i, word in enumerate(tree.words) if word.span in clause.subject and word.tag[0].isalpha()]
    return next((i for i in inside if tree.words[i].head not in inside or tree.words[i].head == i), None)


def _is_text(tree: Tree, head: int) -> bool:
    word = tree.words[head]
    named = any(word.span in m.span for m in tree.sentence.instruments)
    return named or word.lemma.lower() in _words("text") | _classes("paper", "treaty", "law")


def _as(tree: Tree, verb: int) -> list[int]:
    """What stands behind "as": "regarded as a success", "described as hostile"."""
    led = [i for i in tree.children(verb, "prep") if tree.words[i].text.lower() == "as"]
    return [j for i in led for j in tree.children(i, "pobj", "amod", "pcomp", "acomp")]


def _is_judged(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a complement judges: it is a word of quality or a verdict, or has one with it."""
    return any(_is_quality(tree, j) for i in words for j in _with(tree, i)) or _is_verdict(tree, words)


def _with(tree: Tree, i: int) -> Iterator[int]:
    yield i
    for j in tree.children(i, "amod", "conj"):
        yield from _with(tree, j)


def _is_quality(tree: Tree, i: int) -> bool:
    """Whether an adjective judges: a listed one, one of that form, or one that has degrees and no measure."""
    word = tree.words[i]
    forms = {word.text.lower(), word.lemma.lower()}
    if not word.tag.startswith(("JJ", "VB")):
        return False
    ends = word.tag == "JJ" and word.lemma.lower().endswith(tuple(_words("quality_ending")))
    graded = word.tag == "JJ" and bool(_adverbs(tree, i) & _words("degree_of_quality"))
    return bool(forms & _words("quality")) or ((ends or graded) and not forms & _words("measured_quality"))


def _is_verdict(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a complement is a verdict, or one "of" it: "an act of courage"."""
    nouns = [i for i in words if tree.words[i].tag.startswith("NN")]
    of = [
        j
        for i in nouns
        for k in tree.children(i, "prep")
        if tree.words[k].text == "of"
        for j in tree.children(k, "pobj")
    ]
    return any(
        tree.words[j].tag in {"NN", "NNS"} and tree.words[j].lemma.lower() in _words("verdict")
        for i in (*words, *of)
        for j in _with(tree, i)
    )


def _is_abstract(tree: Tree, words: Sequence[int]) -> bool:
    """Whether one of the words is no body, place or thing: trust, relations, order."""
    lemmas = (tree.words[i].lemma.lower() for i in words)
    return any(lemma in _words("abstract") or lemma.endswith(("ness", "ism")) for lemma in lemmas)


def _adverbs(tree: Tree, verb: int) -> set[str]:
    return {tree.words[i].text.lower() for i in tree.children(verb, "advmod")}


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(_rows()[part].split("|"))


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_rows()['phrase']})")  # in lower case: quicker than ignoring it


@cache
def _rows() -> dict[str, str]:
    return {row["part"]: row["words"] for row in tables.rows("evaluative.csv")}


@cache
def _classes(*names: str) -> frozenset[str]:
    return frozenset().union(*(word_classes()[name] for name in names))


def _people() -> frozenset[str]:
    return _classes("people", "doer", "army")
