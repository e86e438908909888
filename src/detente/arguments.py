"""Who acts and whom it is done to: the arguments of a verb or of a noun of action, each found by a fixed ladder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.lexicon import Noun, Verb, lemma_of, word_classes
from detente.model import Actor, Mention
from detente.tree import RELATIVE, Tree

# fmt: off
RANKED_PREPOSITIONS = (
    "against", "on", "upon", "with", "to", "toward", "towards", "from", "by",
    "into", "at", "for", "of", "in", "over", "inside", "near", "outside", "between", "about", "around", "off", "across",
    "along",
)
"""Where a target stands when the verb has no object, best first."""
# fmt: on

_WEAK = RANKED_PREPOSITIONS.index("into")
"""From here on a preposition rather tells the place."""

_STRONG = RANKED_PREPOSITIONS[: RANKED_PREPOSITIONS.index("by")]
"""After these stands whom a thing is done to, also in the passive."""

_PARTIES = frozenset({"state", "igo", "org", "person", "group", "company"})
"""What can act; other actors (a territory, a region) can be handed from one to another."""

_OWN = frozenset({"troops", "weapons", "police", "militia", "withdraw"})
"""Modes in which the object is one's own and not the target."""

_SENT_AWAY = frozenset({"deport"})
"""Modes in which "to" leads to where the target is sent."""

_FRONTED = frozenset({"against", "in", "on", "with"})
"""Prepositions that lead to a target also in front of the subject."""

_TOGETHER = frozenset({"along", "together", "alongside", "jointly"})
"""Words before "with" and a party that acts too; "alongside" stands alone."""

_SPEAKING = frozenset({"he", "she", "it", "they", "we", "i"})

Who = tuple[Mention[Actor], ...]
"""The actors that fill a role; empty when the text names none."""


def subjects(tree: Tree, verb: int) -> tuple[Who, str]:
    """Who acts, with the rung of the ladder: the actors of the subject, or of whoever speaks of itself there."""
    head, rung = subject(tree, verb)
    if (
        head is not None
        and tree.words[head].text.lower() in _SPEAKING
        and tree.words[tree.words[head].head].relation == "ccomp"
    ):
        speaker, _ = subject(tree, tree.words[tree.words[head].head].head)
        found = tree.parties(speaker) if speaker is not None else ()
        if found:
            return found, "speaker"  # "the ministry said it would"
    found = tree.parties(head) if head is not None else ()
    if not found and head is not None:
        found = tuple(m for j in tree.children(head, "acl") for m in agents(tree, j))  # "a bomb planted by"
    if not found and head is not None and tree.words[verb].relation == "acl" and tree.words[verb].tag == "VBG":
        above, _ = subject(tree, tree.words[head].head)  # "passed a law banning"
        return (tree.actors(above) if above is not None else ()), "governor of the participle's host"
    return (_beside(tree, verb, head, found) if found else found), rung


def _beside(tree: Tree, verb: int, head: int | None, found: Who) -> Who:
    """Those who act beside the subject: "A, along with B,", "A joined B in condemning C"."""
    tops = [verb] if head is None else [head, verb]
    more: list[Mention[Actor]] = []
    for j in (j for top in tops for j in tree.children(top, "prep", "advmod", "cc")):
        said = {tree.words[k].text.lower() for k in (j, *tree.children(j, "advmod"))}
        if said & _TOGETHER:
            inner = [j, *tree.children(j, "prep")]
            more += [m for i in inner for k in tree.children(i, "pobj") for m in tree.parties(k)]
    above = tree.words[tree.words[verb].head]
    if tree.words[verb].relation == "pcomp" and above.text.lower() == "in":
        host = tree.words[above.head]
        if lemma_of(host.text, host.lemma) == "join":
            more += [m for k in tree.children(above.head, "dobj") for m in tree.parties(k)]
    return (*found, *others(more, found))


def subject(tree: Tree, verb: int) -> tuple[int | None, str]:
    """The ladder for who acts, with the rung: own subject, conjunct's, controller, relative head, participle's host."""
    seen: set[int] = set()
    rung = "subject"
    while verb not in seen:
        seen.add(verb)
        own = next(reversed(tree.children(verb, "nsubj", "nsubjpass")), None)  # "KABUL: The army has"
        if own is not None:
            relative = tree.words[own].tag in {"WDT", "WP"} or tree.words[own].text.lower() in RELATIVE
            if relative and tree.words[verb].relation == "relcl":
                return tree.words[verb].head, "relative head"
            return own, rung
        relation, head = tree.words[verb].relation, tree.words[verb].head
        if relation == "acl" and tree.words[verb].tag != "VB":  # "efforts to block": whoever makes them
            return head, "participle's host"
        if head == verb:
            break
        rung = {"conj": "conjunct's subject", "xcomp": "controller"}.get(relation, "governor's subject")
        verb = head
    return None, "no subject"


def others(found: Iterable[Mention[Actor]], who: Iterable[Mention[Actor]]) -> Who:
    """Those that are not the same actor as one of ``who``."""
    ids = {m.value.id for m in who}
    return tuple(m for m in found if m.value.id not in ids)


def indirect(tree: Tree, row: Verb, verb: int, who: Who) -> Who:
    """Whom a named thing is done to: "sanctions on", "talks with"."""
    order = [*(word for word in RANKED_PREPOSITIONS if word in row.prepositions), *_STRONG]
    known = row.named or (row.roles == "mutual" and row.prepositions)  # "discussed the border with"
    return ranked(tree, led(tree, verb), order, who) if known else ()


def led(tree: Tree, verb: int) -> list[tuple[str, int]]:
    """A verb's phrases, without most that stand in front of its subject: "under pressure from France, it"."""
    own = tree.child(verb, "nsubj", "nsubjpass")
    asked = word_classes()["bidding"]  # "at the request of Mali, it"
    plain = {i for word, i in tree.prepositions(verb) if word in _FRONTED or tree.is_in(i, asked)}
    plain |= {j for i in plain for _, j in tree.prepositions(i)}  # "in protest at Denmark, it"
    return [(word, i) for word, i in tree.phrases(verb) if own is None or i > own or i in plain]


def agents(tree: Tree, verb: int) -> Who:
    """By whom a passive says that it is done."""
    by = [i for word, i in tree.prepositions(verb) if word == "by"]
    by = by or [i for word, i in tree.deep_phrases(verb) if word == "by"][:1]
    return tuple(dict.fromkeys(m for i in by for m in tree.parties(i)))


def entered(tree: Tree, verb: int) -> Who:
    """What somebody is kept out of: "barred from entering Chad"."""
    gerunds = (i for j in tree.children(verb, "prep") for i in tree.children(j, "pcomp"))
    return tuple(m for i in gerunds for j in tree.children(i, "dobj") for m in tree.actors(j))


def around(tree: Tree, i: int) -> tuple[Who, Who]:
    """(source, target) that the clause around a noun of action gives it: "at the request of" a source, "in" an act."""
    above = tree.words[i].head
    if tree.words[i].relation != "pobj" or not tree.words[tree.words[above].head].tag.startswith("VB"):
        return (), ()
    who, _ = subjects(tree, tree.words[above].head)
    word = tree.words[above].text.lower()
    return (who if word == "in" else ()), (who if word in {"at", "under", "on", "upon"} else ())


def of_headline(tree: Tree, verb: int) -> Who:
    """Who is named in front of a noun of action without a verb: "Chile, Peru: talks on gas", "Lavrov in Hanoi for"."""
    places = (i for word, i in tree.prepositions(verb) if word == "in")
    return tuple(dict.fromkeys((*tree.parties(verb), *(m for i in places for m in tree.parties(i)))))


def targets(tree: Tree, row: Verb, verb: int, who: Who) -> Who:
    """The ladder for whom it is done to: dative and object, a named thing's phrase, the object's owner, phrases."""
    direct = _direct(tree, row, verb, who)
    if row.roles == "mutual" and (found := ranked(tree, tree.prepositions(verb), ("with",), who)):
        return found  # "discussed Libya with"
    for i in direct:
        one = tree.covering(i)
        if one and one.value.type not in _PARTIES:
            handed = ranked(tree, tree.prepositions(verb), sorted(row.prepositions), who)
            if handed:
                return handed  # "handed the islands over to"
        if one and (rest := others(tree.actors(i), who)):
            return rest
    found = indirect(tree, row, verb, who)
    for i in direct:
        found = found or others(tree.actors(i), who) or others(_claimed(tree, i), who)
    if found:
        return found
    phrases = led(tree, verb) + _below(tree, verb, direct)
    if row.mode in _SENT_AWAY and (people := tuple(m for i in direct for m in tree.parties(i))):
        return people
    found = ranked(tree, phrases, RANKED_PREPOSITIONS[:_WEAK], who)
    objects = [] if row.mode in _OWN else [i for i in tree.children(verb, "dative", "dobj") if not tree.is_own(i)]
    unnamed = [j for word, j in phrases if word in (row.prepositions or _STRONG)]
    for i in (*unnamed, *objects) if row.named else (*objects, *unnamed):
        found = found or others(tree.parties(i), who)
    if row.roles == "mutual":
        return _without_pair(found, who) or _met_above(tree, verb, who)  # where two meet is no third party
    if found:
        return found
    found = ranked(tree, phrases, RANKED_PREPOSITIONS[_WEAK:], who) or _same_side(tree, direct, who)
    return found or deeper(tree, row, verb, who)


def _claimed(tree: Tree, i: int) -> Who:
    """Whose a place is said to be: "the islands, which Chad claims"."""
    for j in tree.children(i, "relcl"):
        own = tree.child(j, "nsubj")
        if own is not None and lemma_of(tree.words[j].text, tree.words[j].lemma) in word_classes()["owning_verb"]:
            return tree.actors(own)
    return ()


def _without_pair(found: Who, who: Who) -> Who:
    """Whom a party meets, without a noun that only sums up those who act: "the countries announced"."""
    names = word_classes()["pair_noun"]
    sums = {m.span for m in found if m.how == "unlinked" and m.value.name.lower().rstrip("s").split()[-1] in names}
    sums = sums if len(who) > 1 else set()
    return tuple(m for m in found if m.span not in sums)


def _met_above(tree: Tree, verb: int, who: Who) -> Who:
    """With whom a lone party talks in a clause that hangs on its own act: "called the king, discussing trade"."""
    word = tree.words[verb]
    if len(who) != 1 or word.relation not in {"advcl", "xcomp"} or tree.child(verb, "nsubj") is not None:
        return ()
    for i in tree.children(word.head, "dobj"):
        if found := others(tree.actors(i), who):
            return found
    return ranked(tree, tree.prepositions(word.head), ("with",), who)


def deeper(tree: Tree, row: Verb, verb: int, who: Who) -> Who:
    """Where no rung leads to an actor: one deep in the object or its phrases, or else the object's own words."""
    objects = tree.children(verb, "dative", "dobj", "oprd", "nsubjpass")
    phrases = _below(tree, verb, objects) + led(tree, verb)
    led_to = [j for word, j in phrases if word in RANKED_PREPOSITIONS]
    deep = [*objects, *led_to, *tree.children(verb, "xcomp", "ccomp")]
    whole = [] if row.named or row.mode in _OWN else [i for i in objects if not tree.is_own(i)]
    rungs = [(deep, tree.linked_within), (whole, tree.named_by), (deep, tree.within)]
    for places, stands_for in rungs:
        for i in places:
            if found := others(stands_for(i), who):
                return found
    for i in deep:
        if found := others(_in_front(tree, i), who):
            return found
    if row.type in {"CONCEDE", "RETREAT"}:  # "under pressure from farmers, it"
        for _, i in (pair for pair in tree.phrases(verb) if pair[0] == "from"):
            if found := others(tree.parties(i), who):
                return found
    sectors = {m.sector for m in who}  # a government and its own people
    mates = (m for i in deep for m in tree.within(i) if m.how != "pronoun" and m.sector not in sectors)
    return next(((m,) for m in mates), ())


def _in_front(tree: Tree, i: int) -> Who:
    """Who stands in front of a noun without a code: "bowed to opposition demands"."""
    people = word_classes()["people"]
    words = ((j, tree.words[j].text) for j in reversed(tree.children(i, "compound", "amod")))
    near = next((j for j, text in words if text in people or (text.istitle() and not tree.covering(j))), None)
    return () if near is None else tree.named_by(i) or tree.parties(near)


def _direct(tree: Tree, row: Verb, verb: int, who: Who) -> list[int]:
    """Dative and objects; not one's own state, which one withdraws from something."""
    found = [*tree.children(verb, "dative"), *tree.children(verb, "dobj", "oprd", "attr")]
    if tree.words[verb].relation == "relcl" and any(tree.words[i].text.lower() in RELATIVE for i in found):
        found.append(tree.words[verb].head)
    own = {m.value.of for m in who} if row.mode in _OWN else set()
    return [i for i in found if not ((one := tree.covering(i)) and one.value.id in own)]


def _below(tree: Tree, verb: int, direct: Iterable[int]) -> list[tuple[str, int]]:
    """The phrases of a complement, with its subject and objects as phrases: "agreed to send Chad grain"."""
    found: list[tuple[str, int]] = []
    free = (i for i in tree.children(verb, "advcl") if any(tree.words[j].tag == "TO" for j in tree.below.get(i, ())))
    inners = tree.children(verb, "xcomp", "ccomp", "acomp") or list(free)  # "threatened on Monday to"
    inners += [j for i in direct for j in tree.children(i, "acl")]
    for inner in inners:
        own = tree.child(inner, "nsubj")
        found += [("on", own)] if own is not None else []
        for deep in (inner, *tree.children(inner, "xcomp")):
            found += tree.phrases(deep) + [("with", j) for j in tree.children(deep, "dobj")]
    return found


def ranked(tree: Tree, phrases: Iterable[tuple[str, int]], order: Sequence[str], who: Who) -> Who:
    """Whoever stands behind the best of the prepositions in ``order`` behind which an actor stands."""
    phrases = tuple(phrases)
    for preposition in order:
        for word, head in phrases:
            found = others(tree.actors(head), who) if word == preposition else ()
            if found:
                return found
    return ()


def _same_side(tree: Tree, direct: Iterable[int], who: Who) -> Who:
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


def of_noun(tree: Tree, i: int, row: Noun, places: tuple[str, ...]) -> Who:
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
