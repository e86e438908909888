"""A sentence's parse, asked by word index: what hangs on what, which actors an argument stands for, what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from detente.lexicon import lemma_of, word_classes
from detente.model import Actor, Mention, Sentence, Span, Word

OBJECTS = ("dobj", "nsubjpass", "obj", "acomp", "oprd", "attr")
"""Relations of what a verb's action is done to, or of what it says of its subject."""

RELATIVE = frozenset({"who", "which", "that", "whom"})
"""Pronouns that stand for the word on which their clause hangs."""

_REMARKS = frozenset({"relcl", "appos", "compound", "nmod", "amod", "punct"})
"""Relations of what does not lead on to another argument: a remark, or a word in front that names a thing."""

_CAUSES = frozenset({"according", "due", "owing", "thanks", "because", "instead", "prior", "regardless", "ahead"})
"""First words of prepositions of two, whose second does not count."""

_TO_COME = frozenset({"would", "will", "shall", "should", "must", "to"})
"""Auxiliaries of a clause that says what is to be done."""

_ANTECEDENTS = frozenset({"he", "she", "him", "her", "his"})
_PAIR = frozenset({"they", "them", "both", "each", "their", "two"})
_MANY = frozenset({"they", "them", "their"})
_WE = frozenset({"we", "us", "our", "both"})
_JOINT = frozenset({"minister", "party", "participant", "delegation", "head", "premier", "chief", "secretary"})
_ALL = frozenset({"the", "both", "two", "three", "four", "five", "their"})
_LEADERS = frozenset({"leader", "president", "minister", "premier", "statesman"})
_LANDS = frozenset({"country", "nation", "state", "government", "capital", "power", "neighbour", "neighbor"})
_TYPES = {"@person": "person", "@organisation": "igo"}
"""Marks of a class that ask for actors of one type; "@actor" takes any."""


class Tree:
    """A sentence's parse; every ``i``, ``verb`` and ``head`` is an index into the sentence's words."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words: Sequence[Word] = sentence.words
        self.below: dict[int, list[int]] = {}
        self._named: dict[int, frozenset[str]] = {}
        for i, word in enumerate(self.words):
            if word.head != i:
                self.below.setdefault(word.head, []).append(i)

    def child(self, i: int, *relations: str) -> int | None:
        """The first word that hangs on a word by one of the relations."""
        return next((j for j in self.below.get(i, ()) if self.words[j].relation in relations), None)

    def children(self, i: int, *relations: str) -> list[int]:
        """All words that hang on a word by one of the relations, in text order."""
        below = self.below.get(i)  # most words have nothing under them
        return [j for j in below if self.words[j].relation in relations] if below else []

    def prepositions(self, i: int) -> Iterator[tuple[str, int]]:
        """(preposition, index of its object) of every prepositional phrase that hangs on a word; dates are left out."""
        led = [j for j in self.children(i, "advmod") if self.words[j].text.lower() in word_classes()["leading"]]
        for j in (*self.children(i, "prep", "dative", "agent", "prt"), *led):  # "pulled back from"
            if self.words[j].relation == "dative" and self.child(j, "pobj") is None:
                yield "to", j
            for outer in (j, *self.children(j, "prep", "conj")):  # "out of" is two; "by Chad and by Mali"
                inner = self.child(outer, "pobj")
                if inner is not None and not self.is_time(inner):
                    due = outer != j and self.words[j].text.lower() in _CAUSES  # "according to" is no "to"
                    yield self.words[j if due else outer].text.lower(), inner  # "called on Friday" is no "call on"

    def joined(self, i: int) -> set[str]:
        """A word with the one that a hyphen joins to it, which the parser takes apart: "cease-fire"."""
        if not any(self.words[j].text == "-" for j in self.children(i, "punct")):
            return set()
        return {
            f"{self.words[j].text.lower()}-{self.words[i].lemma.lower()}" for j in self.below.get(i, ()) if j == i - 2
        }

    def is_time(self, i: int) -> bool:
        """Whether a word belongs to a date or is a word of the calendar."""
        span = self.words[i].span
        lemma = self.words[i].lemma.lower()
        if lemma in word_classes()["calendar"] or lemma.rstrip(".") in word_classes()["month_short"]:
            return True
        return any(m.span.overlaps(span) for m in self.sentence.periods)

    def covering(self, i: int) -> Mention[Actor] | None:
        """The actor that a word is part of the name of."""
        span = self.words[i].span
        return next((m for m in self.sentence.actors if m.span.overlaps(span)), None)

    def actors(self, i: int) -> tuple[Mention[Actor], ...]:
        """The actors an argument stands for: its head's and those coordinated with it, its modifiers', a pronoun's."""
        direct = self.covering(i)
        found = [*self._beside(i, direct), direct] if direct else list(self._modifiers(i))
        if not found:
            found = list(self._pronoun(i))
        for j in self.children(i, "conj", "appos") if found else ():
            found += [m for m in self.actors(j) if m not in found]
        return tuple(dict.fromkeys(found))

    def parties(self, i: int) -> tuple[Mention[Actor], ...]:
        """The actors of an argument, or else the argument itself as an actor that no table links."""
        found = self.actors(i)
        if found:
            beside = (j for j in self.children(i, "conj") if not self.actors(j))
            return (*found, *(mention for j in beside if (mention := self._unlinked(j))))  # "Chad and the rebels"
        heads = [i, *self.children(i, "conj")] if self._unlinked(i) else self.children(i, "appos", "conj")
        return tuple(mention for j in heads if (mention := self._unlinked(j)))

    def linked_within(self, i: int) -> tuple[Mention[Actor], ...]:
        """The actors with a code nearest below an argument, remarks left out: "attacks on a convoy from Chad"."""
        return self._nearest(i, self.actors)

    def within(self, i: int) -> tuple[Mention[Actor], ...]:
        """The actors nearest below an argument, rather such as have a code."""
        return self.linked_within(i) or self._nearest(i, self.parties)

    def _nearest(self, i: int, stands_for: Callable[[int], tuple[Mention[Actor], ...]]) -> tuple[Mention[Actor], ...]:
        level, seen = [i], {i}
        while level:
            found = [m for j in level for m in stands_for(j)]
            if found:
                return tuple(dict.fromkeys(found))
            below = [
                k
                for j in level
                for k in self.below.get(j, ())
                if self.words[k].relation != "acl" or not self._unlinked(j)
            ]
            level = [
                k for k in below if k not in seen and self.words[k].relation not in _REMARKS and not self.is_time(k)
            ]
            seen.update(level)
        return ()

    def named_by(self, i: int) -> tuple[Mention[Actor], ...]:
        """An argument's own words as an actor that no table links, also where they name a place or a thing held."""
        classes = word_classes()
        held = classes["place"] | classes["territory"] | classes["vehicle"] | classes["captive"]
        owners = [j for preposition, j in self.prepositions(i) if preposition == "of"] + self.children(i, "poss")
        if self.words[i].lemma.lower() in classes["place"]:  # "the offices of the newspaper"
            owner = next((mention for j in owners if (mention := self._unlinked(j))), None)
            if owner:
                return (owner,)
        mention = self._unlinked(i, also=held) if self.words[i].tag.startswith("NN") else None
        return (mention,) if mention else ()

    def _unlinked(self, i: int, also: frozenset[str] = frozenset()) -> Mention[Actor] | None:
        """A proper name, or a noun for people, that has no code: kept as it stands, never guessed."""
        word = self.words[i]
        of = next((inner for preposition, inner in self.prepositions(i) if preposition == "of"), None)
        if of is not None and word.lemma.lower() in word_classes()["many"]:
            return self._unlinked(of, also)  # "thousands of protesters"
        if of is not None and word.lemma.lower() == "state":
            return None  # "state of siege"
        is_one = self._is_party(word) or word.lemma.lower() in also or (i > 0 and _is_capital(word))
        if self.is_time(i) or not is_one or self.sentence.names_thing(word.span):
            return None
        first = i
        while first and self.words[first - 1].head in range(first - 2, i + 1) and self._leads(first - 1):
            first -= 1
        last = of if of is not None and word.tag == self.words[of].tag == "NNP" else i  # "Office of Inspector General"
        place = next((inner for preposition, inner in self.prepositions(i) if preposition == "in"), None)
        if last == i and place is not None and self.words[place].tag == "NNP" and place > i:
            last = place  # "police in Lagos"
        span = Span(self.words[first].span.start, self.words[last].span.end)
        name = self.sentence.at(span)
        return Mention(span=span, value=Actor(id=f"unlinked:{name}", name=name, type="unlinked"), how="unlinked")

    def is_own(self, i: int) -> bool:
        """Whether a word is what the subject calls its own: "its ambassador"."""
        return any(self.words[j].tag == "PRP$" for j in self.children(i, "poss"))

    def _is_party(self, word: Word) -> bool:
        """Whether a word is a proper name, an acronym or a noun for people."""
        people = word_classes()["people"] | word_classes()["doer"]
        acronym = word.text.isupper() and word.text.isalpha() and len(word.text) > 1
        return word.tag.startswith("NNP") or acronym or bool({word.lemma.lower(), word.text.lower()} & people)

    def _leads(self, i: int) -> bool:
        """Whether a word stands in front of a name as part of it: "opposition", "three", "Boko" or a hyphen's half."""
        after = self.words[i + 1].span.start
        joins = self.words[i].text == "-" and i > 0 and after - self.words[i - 1].span.end == 1
        if self.words[i].relation in {"poss", "case"}:
            return self.words[i].tag in {"NNS", "POS"}  # "the teachers' union"
        return joins or self.words[i].relation in {
            "compound",
            "amod",
            "nmod",
            "nummod",
            "npadvmod",
            "advmod",
            "quantmod",
        }

    def _beside(self, i: int, direct: Mention[Actor]) -> Iterator[Mention[Actor]]:
        """The first of two in front of one noun: "US-China talks", "Indian and Chinese soldiers"."""
        for j in self.children(i, "amod", "compound", "nmod"):
            one = self.covering(j)
            if one and one != direct and any(self.covering(k) == direct for k in self.children(j, "conj")):
                yield one
        if any(self.words[j].text in {"-", "–", "—"} for j in self.children(i, "punct")):
            names = self.children(i, "compound", "nmod", "npadvmod", "amod")
            yield from (found for j in names if (found := self.covering(j)))

    def _modifiers(self, i: int) -> Iterator[Mention[Actor]]:
        before = self.children(i, "amod", "compound", "poss", "nmod", "appos")
        told = False
        for j in (*before, *(also for one in before for also in self.children(one, "conj"))):
            found = self.covering(j)
            told = told or found is not None
            if found:
                yield self._with(i, found) if self._is_party(self.words[i]) else found
            elif self.words[j].text.lower() == "whose":
                yield from filter(None, [self.covering(self.words[self.words[i].head].head)])
            elif self.words[j].relation == "poss":
                yield from self._pronoun(j)
        if self.words[i].tag.startswith("NN") and not told:
            people = {self.words[i].lemma.lower(), self.words[i].text.lower()} & word_classes()["people"]
            for preposition, inner in self.prepositions(i):
                if people and preposition in {"of", "in", "from", "throughout", "across"}:
                    yield from (self._with(i, mention) for mention in self.actors(inner))
                elif preposition == "of":
                    yield from self.actors(inner)

    def _with(self, i: int, mention: Mention[Actor]) -> Mention[Actor]:
        """People with the state that they are of or in: "farmers in Chad", "Chadian farmers"."""
        own = self.words[i].span
        span = Span(min(own.start, mention.span.start), max(own.end, mention.span.end))
        others = (m.span for m in self.sentence.actors if m.span != mention.span)
        apart = "," in self.sentence.at(span) or any(other.overlaps(span) for other in others)
        return mention if apart else replace(mention, span=span)

    def _pronoun(self, i: int) -> Iterator[Mention[Actor]]:
        word, before = self.words[i], self.words[i].span.start
        text = word.text.lower()
        earlier = [m.value for m in reversed(self.sentence.actors) if m.span.end <= before]
        cast = [*earlier, *self.sentence.cast]
        modifiers = {self.words[j].text.lower() for j in self.below.get(i, ())}
        pair = text in _PAIR or (
            word.lemma.lower() in word_classes()["pair_noun"] and modifiers & {"two", "both", "these", "their"}
        )
        if self.sentence.sides and self._is_joint(word, modifiers):
            chosen = list(self.sentence.sides)
        elif text in _ANTECEDENTS:
            people = [actor for actor in cast if actor.type == "person"]
            chosen = people[:1]
        elif pair:
            chosen = cast[:1] if text in _MANY and cast and cast[0].type == "group" else _two(cast, word.lemma.lower())
        elif text == "its":
            chosen = _owner(earlier) if any(map(_is_body, earlier)) else _owner(self.sentence.cast[:1])
        elif text == "it" or (
            word.lemma.lower() in {"country", "government", "nation"} and modifiers & {"the", "its", "his"}
        ):
            chosen = [actor for actor in cast if actor.type in {"state", "igo"}][:1]
        else:
            chosen = []
        for actor in chosen:
            yield Mention(span=word.span, value=actor, how="pronoun", sector="GOV")

    def _is_joint(self, word: Word, modifiers: set[str]) -> bool:
        """Whether a word stands for those who speak together in a joint text: "they", "the ministers", "both sides"."""
        if word.text.lower() in _MANY | _WE:
            return True
        nouns = _JOINT | word_classes()["pair_noun"]
        return word.tag == "NNS" and word.lemma.lower() in nouns and bool(modifiers & _ALL)

    def phrases(self, verb: int) -> list[tuple[str, int]]:
        """Prepositional phrases on a verb, and on its objects and complements."""
        found = list(self.prepositions(verb))
        for target in self.children(verb, *OBJECTS):
            found += self.prepositions(target)
        for preposition, inner in tuple(found):  # "in talks with", "under pressure from"
            if preposition in {"in", "under", "at", "for", "of", "on", "to", "into", "with", "along"}:
                found += self.prepositions(inner)
        if self.words[verb].relation == "acl" and self.words[verb].tag == "VBN":
            found += self.prepositions(self.words[verb].head)
        return found

    def deep_phrases(self, verb: int) -> Iterator[tuple[str, int]]:
        """The verb's phrases, then those that the parser hung on a gerund below: "accused of spying by"."""
        yield from self.phrases(verb)
        for j in self.children(verb, "prep"):
            for inner in self.children(j, "pcomp"):
                yield from self.phrases(inner)

    def is_passive(self, verb: int) -> bool:
        """Whether a verb's subject is whom it is done to, also in a participle after a noun."""
        if self.words[verb].relation == "acl" and self.words[verb].tag == "VBD":
            return True  # the tagger takes "troops held captive" for the past tense
        if self.child(verb, "nsubjpass", "auxpass") is not None:
            return True
        if self.words[verb].tag != "VBN" or self.child(verb, "aux") is not None:
            return False
        return self.words[verb].relation in {"acl", "advcl"} or self.child(verb, "agent") is not None  # in headlines

    def is_in(self, head: int, group: frozenset[str]) -> bool:
        """Whether a word, or a noun or adjective in front of it, is in a class."""
        if head not in self._named:
            self._named[head] = self._names(head)
        return not group.isdisjoint(self._named[head]) or any(
            self.is_marked(head, mark) for mark in group if mark.startswith("@")
        )

    def _names(self, head: int) -> frozenset[str]:
        """The words that a class may know a word by."""
        word = self.words[head]
        lemma = lemma_of(word.text, word.lemma) if word.tag.startswith("VB") else word.lemma.lower()
        before = (self.words[j].lemma.lower() for j in self.children(head, "compound", "amod", "nmod"))
        arms = (m.value.type for m in self.sentence.weapons if m.span.overlaps(word.span))
        return frozenset((lemma, word.text.lower(), *before, *self.joined(head), *arms))

    def is_marked(self, head: int, mark: str) -> bool:
        """Whether a word is what a mark of the lexicon asks for: ``@actor``, ``@money``, ``@instrument`` and so on."""
        span, sentence = self.words[head].span, self.sentence
        if mark == "@instrument":
            return any(m.span.overlaps(span) for m in sentence.instruments)
        if mark == "@deed":
            return self.words[head].relation == "xcomp"
        if mark == "@clause":
            return self.words[head].relation == "ccomp"
        if mark == "@fact":  # "agreed that he had lied", not "agreed that they would leave"
            said = [head] if self.words[head].relation == "ccomp" else self.children(head, "relcl")  # "with her that"
            helps = {self.words[j].text.lower() for i in said for j in self.children(i, "aux")}
            return any(self.words[i].tag != "VB" for i in said) and not helps & _TO_COME
        if mark == "@own":
            return self.is_own(head)
        if mark == "@several":
            return len({m.value.of or m.value.id for m in self.actors(head)}) > 1
        if mark == "@thing":
            return self.words[head].relation in {"dobj", "nsubjpass"} and not self.is_time(head)
        if mark == "@money":
            near = [self.words[j].span for j in self.below.get(head, ())] + [span]
            return any(
                len(m.value.unit) == 3 and m.value.unit.isupper() and any(m.span.overlaps(s) for s in near)
                for m in sentence.quantities
            )
        found = self.actors(head)
        return bool(found) if mark == "@actor" else any(m.value.type == _TYPES[mark] for m in found)


def _is_capital(word: Word) -> bool:
    """Whether a noun is written as a name that the tagger does not know: "40 Uyghurs"."""
    return word.tag.startswith("NN") and word.text[:1].isupper() and word.text[1:].islower()


def _is_body(actor: Actor) -> bool:
    return actor.type in {"state", "igo", "group", "org", "company"}


def _owner(before: Sequence[Actor]) -> list[Actor]:
    """Whose something is ("its navy"): the one actor that it can be; nobody where there are several."""
    found = list(dict.fromkeys(actor for actor in before if _is_body(actor)))
    return found if len(found) == 1 else []


def _two(cast: Sequence[Actor], noun: str) -> list[Actor]:
    """The two that were named last: persons where the noun means persons or both stand in front, else states."""
    people = [actor for actor in cast[: 8 if noun in _LEADERS else 3] if actor.type == "person"]
    people = [actor for actor in people if actor is people[0] or actor.of != people[0].of]
    if len(people) >= 2 and noun not in _LANDS:
        return people[1::-1]
    states: dict[str, Actor] = {}
    for actor in cast:
        if actor.type == "state" and (noun in _LANDS or actor.id not in states):
            states[actor.id] = actor  # a country itself, rather than its leader
        elif actor.type == "person" and actor.of:
            states.setdefault(actor.of, actor)
    return list(states.values())[1::-1]
