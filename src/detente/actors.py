"""Who is named in a text: states, organisations, groups, organs, companies, persons and named instruments.

All knowledge lies in ``data/actors.csv``, ``aliases.csv`` and ``sectors.csv`` and in the reference tables
``person.*.csv``, ``office.*.csv`` and ``instruments.*.csv``; this file only says how they are applied. One scan finds
every known name (leftmost, longest, on word boundaries); each hit is then decided by what stands next to it, by the
period the text speaks of (``at``), and by who else the text names. What stays open is left out, never guessed.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import process

from detente import roster, tables
from detente.errors import ShelfError
from detente.instruments import find_instruments, instruments
from detente.model import Actor, Mention, Period, Span
from detente.naming import Hit, Matcher, Meaning, Name, Words, ends_with, fold, shouted
from detente.persons import Office, People, Scene
from detente.roster import Roster, Tables, packaged

__all__ = [
    "Gazetteer",
    "Office",
    "actor",
    "find",
    "find_instruments",
    "forerunners",
    "holders",
    "instruments",
    "interchange",
    "lifetime",
    "load",
    "name_of",
    "offices",
    "seated",
    "state_of",
    "states_of",
    "use",
    "used",
    "using",
]
_STATES = frozenset(("state", "territory", "region"))
_LINK = re.compile(r"\s*(?:,|,?\s*and|or|&|/|-|,?\s*as well as)\s*")


# ---------------------------------------------------------------------------------------------------------- gazetteer


class Gazetteer:
    """Names of actors and how to decide what they mean; ``load()`` gives the packaged one.

    Args:
        found: what the tables say.
        people: offices and lifetimes of the persons among them.
        words: the lists of ``sectors.csv``.
    """

    def __init__(self, found: Tables, people: People, words: Words) -> None:
        self.actors, self.follows, self.people, self._words = found.actors, found.follows, people, words
        self._prefixes = words.roles["prefix"]
        grouped: dict[str, dict[Meaning, None]] = {}
        for alias, row in found.names:
            grouped.setdefault(fold(alias), {})[row] = None
        self._names = Matcher(_names(grouped))

    def find(self, text: str, *, at: Period | None = None, known: Sequence[Actor] = ()) -> list[Mention[Actor]]:
        """Every actor named in the text, in order, never overlapping; spans are offsets in ``text``.

        ``at`` is the period the words speak of: it decides between holders of an office, between persons of one
        surname, and between a state and its forerunner (Moscow in 1962). ``known`` are actors named earlier in the
        same document. Capitals count only where they act: after "in" or before "summit" they are places and left out.
        """
        scene = Scene(text, fold(text), at)
        hits = list(self._names.hits(scene.text))
        scene.named.update(
            *{name.implies for _, _, name in hits}, (actor.id for actor in known), (actor.of for actor in known)
        )
        scene.people.update({actor.id: actor for actor in known if actor.type == "person"})
        found: list[Mention[Actor]] = []
        for index, (start, end, name) in enumerate(hits):
            follows = hits[index + 1] if index + 1 < len(hits) else None
            if start >= scene.past and not (name.capitals and not shouted(text, start, end)):
                mention = self._decide(scene, start, end, name, follows)
                if mention:
                    found.append(mention)
                    scene.past = mention.span.end
        return _coordinated(found, scene.text)

    def _decide(
        self, scene: Scene, start: int, end: int, name: Name[Meaning], follows: Hit | None
    ) -> Mention[Actor] | None:
        row = name.means[0] if name.simple else self._choose(scene, start, end, name)
        if row is None or row.actor is None:
            return None
        if row.actor.type == "person":
            return self._as_person(scene, start, end, row)
        if row.how == "capital" and self._is_place(scene, start, end):
            scene.place = end
            return None
        if row.actor.type in _STATES:
            return self._as_state(scene, start, end, row, follows)
        plain = Mention(span=Span(start, end), value=row.actor, how=row.how, sector=row.sector)
        return self._with_officer(scene, plain) if scene.at and row.actor.type == "igo" else plain

    def seated(self, name: str, at: Period | None) -> Actor | None:
        """The state whose capital a name is, of the two Germanies and their like the one of ``at``."""
        for start, end, found in self._names.hits(fold(name)):
            rows = [row for row in found.means if row.how == "capital" and row.actor]
            if rows and end - start == len(name):
                return next((row for row in rows if at and row.valid and row.valid.overlaps(at)), rows[-1]).actor
        return None

    def _with_officer(self, scene: Scene, plain: Mention[Actor]) -> Mention[Actor]:
        """The NATO secretary-general, the European Commission's president: who held that office then."""
        for phrase, stop in self._words.beside(scene.text, plain.span.end)[1]:
            offices = self._words.phrases.get(phrase.lower(), ("", ()))[1]
            if offices and not _NAME_FOLLOWS.match(scene.text, stop):
                holder = self.people.holder(plain.value, offices, scene)
                return Mention(span=Span(plain.span.start, stop), value=holder, how="office") if holder else plain
        return plain

    def _choose(self, scene: Scene, start: int, end: int, name: Name[Meaning]) -> Meaning | None:
        """The meaning that the words beside, the date and the rest of the text leave; None when nothing does."""
        before, after = scene.text[max(0, start - 60) : start], scene.text[end : end + 40]
        rows = [row for row in name.means if row.fits(before, after, scene.named)]
        things = [row for row in rows if row.actor is None or row.actor.type != "person"]
        persons = (
            [row for row in rows if row.weak] if things else rows
        )  # Lagos: the city, or the president named before
        person = self.people.which(scene, start, end, persons) if persons else None
        if person:
            return next(row for row in persons if row.actor is person)
        if len(things) < 2:
            return things[0] if things else None
        at = scene.at
        if at:
            dated = [row for row in things if row.valid and row.valid.overlaps(at)]
            if dated:
                return max(dated, key=lambda row: _shared(row.valid, at))
        else:
            met = [row for row in things if row.actor and row.actor.id in scene.named]
            if len({row.actor for row in met}) == 1:
                return met[0]
        return next(
            (row for row in things if row.valid is None),
            max(things, key=lambda row: row.valid.end if row.valid else _START),
        )

    def _is_place(self, scene: Scene, start: int, end: int) -> bool:
        """True when a capital is only where something is: "in Moscow", "Moscow summit", "in Moscow and Minsk"."""
        before = scene.text[max(0, start - 40) : start]
        if ends_with(before.lower(), self._words.roles["place_before"]) or _FROM_TO.search(before):
            return True
        if before.endswith("from ") and scene.text.startswith(" to ", end):
            return True
        if scene.place >= 0 and scene.text[scene.place : start] in (" and ", " or "):
            return True
        return any(phrase in self._words.roles["place_after"] for phrase, _ in self._words.beside(scene.text, end)[1])

    def _as_state(self, scene: Scene, start: int, end: int, row: Meaning, follows: Hit | None) -> Mention[Actor] | None:
        """A state's name with the word that says which part of it acts: "Iraqi troops", "President of France"."""
        copy, state = scene.text, row.actor
        assert state is not None
        if copy[end - 1] == "-":  # Sino-
            return Mention(span=Span(start, end - 1), value=state, how=row.how)
        if row.how == "acronym" and copy.startswith("$", end):  # a currency
            return None
        if copy.endswith("-", 0, start) and _PREFIX.split(copy[max(0, start - 9) : start - 1])[-1] in self._prefixes:
            return Mention(span=Span(start, end), value=state, how="prefixed")
        plain = Mention(span=Span(start, end), value=state, how=row.how, sector=row.sector)
        possessive, phrases = self._words.beside(copy, end)
        if phrases:
            other = self._words.roles["after"]
            if row.how in ("adjective", "demonym"):
                other |= self._words.roles["after_adjective"]  # "the Korean won", but "Korea won"
            if state.type == "region":
                other |= self._words.roles["occasion"]  # names where it was: "the Basel accords"
            if not possessive and any(phrase in other for phrase, _ in phrases):
                return None
            return self._with_word_after(scene, plain, possessive, phrases, follows)
        if row.how not in ("adjective", "demonym") and copy.endswith(("of ", "of the "), 0, start):
            return self._with_word_before(scene, plain, follows)
        return plain

    def _with_word_after(
        self, scene: Scene, plain: Mention[Actor], possessive: bool, phrases: list[tuple[str, int]], follows: Hit | None
    ) -> Mention[Actor]:
        """Iraqi troops, Russia's foreign ministry; not "the former Iraqi president", nor "in Iraq forces gathered"."""
        start = plain.span.start
        before = scene.text[max(0, start - 40) : start]
        if ends_with(before, self._words.roles["former"]):
            return plain
        if not possessive and plain.how in ("exact", "alias") and _INTO.search(before):
            return plain
        for phrase, stop in phrases:
            if phrase.lower() in self._words.phrases:
                return self._part(scene, plain, Span(start, stop), phrase.lower(), follows)
        return plain

    def _with_word_before(self, scene: Scene, plain: Mention[Actor], follows: Hit | None) -> Mention[Actor]:
        """President of the United States, the armed forces of Ukraine."""
        offset = max(0, plain.span.start - 60)
        head = _OF.sub("", scene.text[offset : plain.span.start].lower())
        phrase = ends_with(head, self._words.phrases, 5)
        first = offset + head.rstrip().rfind(phrase.split()[0]) if phrase else -1
        if first < scene.past:
            return plain
        return self._part(scene, plain, Span(first, plain.span.end), phrase, follows)

    def _part(
        self, scene: Scene, plain: Mention[Actor], span: Span, phrase: str, follows: Hit | None
    ) -> Mention[Actor]:
        """State and sector word as one mention; the office holder when the office names exactly one person then."""
        sector, offices = self._words.phrases[phrase]
        if not sector or plain.how == "capital":
            return plain
        in_front = follows and _names_person(follows[2]) and scene.text[span.end : follows[0]] in (" ", ", ")
        if follows and in_front and self._choose(scene, *follows):
            return plain  # a title in front of a name
        if offices and scene.at and not _NAME_FOLLOWS.match(scene.text, span.end):
            holder = self.people.holder(plain.value, offices, scene)
            if holder:
                return Mention(span=span, value=holder, how="office", sector="GOV")
        return replace(plain, span=span, sector=sector)

    def _as_person(self, scene: Scene, start: int, end: int, row: Meaning) -> Mention[Actor]:
        person = row.actor
        assert person is not None
        posts = self.people.posts(person.id, scene.at)
        scene.people.pop(person.id, None)
        scene.people[person.id] = person
        scene.named.add(person.of)
        rule = next(
            (
                (phrase, stop)
                for phrase, stop in self._words.beside(scene.text, end)[1]
                if phrase in self._words.roles["rule"]
            ),
            None,
        )
        led = [item for item in posts or self.people.posts(person.id, None) if item.leads]
        if rule and led and led[0].actor in self.actors:
            return Mention(
                span=Span(start, rule[1]), value=self.actors[led[0].actor], how="administration", sector="GOV"
            )
        return Mention(span=Span(start, end), value=person, how=row.how, sector="GOV" if posts else "")


_START = Period.of("0001").start
_PREFIX = re.compile(r"\W")
_FROM_TO = re.compile(r"\bfrom [A-Z][\w. ]+ to $")
_NAME_FOLLOWS = re.compile(r" +[A-Z]")
_OF = re.compile(r"of (?:the )?$")
_INTO = re.compile(r"\b(?:in|into|inside|across|over|to|from)\s+(?:the\s+)?$", re.IGNORECASE)


def _names(grouped: Mapping[str, Mapping[Meaning, None]]) -> Iterator[Name[Meaning]]:
    """One entry a spelling, and one in capitals for headlines."""
    for alias, found in grouped.items():
        rows = tuple(found)
        actors = {row.actor for row in rows if not row.weak} or {row.actor for row in rows}
        usual = {row.actor for row in rows if row.valid is None and not row.weak}
        only = rows[0].actor if len(actors) == 1 else None
        today = next(iter(usual)) if len(usual) == 1 else only  # Turkey, beside the Ottoman Empire of its day
        persons = all(row.actor and row.actor.type == "person" for row in rows)
        homes = {row.actor.of for row in rows if persons and row.actor and not row.weak}
        sure = today and not any(row.doc or row.weak for row in rows)
        implies = {today.id, today.of} if today and sure else homes if len(homes) == 1 else set()
        bare = len(rows) == 1 and only is not None and only.type != "person" and not rows[0].looks_beside
        name = Name(alias, rows, bare, False, frozenset(implies - {""}))
        yield name
        if len(alias) > 3 and alias != alias.upper():
            yield replace(name, text=alias.upper(), capitals=True)


def _names_person(name: Name[Meaning]) -> bool:
    return all(row.actor and row.actor.type == "person" for row in name.means)


def _shared(a: Period | None, b: Period) -> int:
    return (min(a.end, b.end) - max(a.start, b.start)).days if a else 0


def _coordinated(found: list[Mention[Actor]], copy: str) -> list[Mention[Actor]]:
    """The sector of the second is that of the first too: "U.S. and Soviet negotiators"."""
    for index in range(len(found) - 2, -1, -1):
        one, two = found[index], found[index + 1]
        shares = two.sector and not one.sector and {one.how, two.how} <= {"adjective", "acronym"}
        if shares and _LINK.fullmatch(copy, one.span.end, two.span.start):
            found[index] = replace(one, sector=two.sector)
    return found


# ------------------------------------------------------------------------------------------------------- what is asked


@functools.cache
def load() -> Gazetteer:
    """The packaged gazetteer with the user's list in use, built once (a fifth of a second)."""
    words = Words(tables.rows("sectors.csv", ("words", "sector", "role", "value")))
    found = packaged(words.roles["title"])
    for own in _lists:
        own.extend(found)
    people = People(found.actors, found.offices, found.born, words)
    return Gazetteer(found, people, words)


_lists: list[Roster] = []


def use(own: Roster | None) -> None:
    """From now on the actors of a user's list are known too; None leaves the packaged ones alone.

    A process that reads for another must be told by this what the other uses (``used``).
    """
    _lists[:] = [own] if own else []
    load.cache_clear()
    _known.cache_clear()


def used() -> Roster | None:
    """The user's list in use."""
    return _lists[0] if _lists else None


@contextlib.contextmanager
def using(path: str | None) -> Iterator[None]:
    """While it lasts, the actors of the CSV file are known too. Raises SourceError when it is no list of actors."""
    if not path:
        yield
        return
    before = used()
    try:
        use(roster.own(path))
        load()
        yield
    finally:
        use(before)


def find(text: str, *, at: Period | None = None, known: Sequence[Actor] = ()) -> list[Mention[Actor]]:
    """``Gazetteer.find`` of the packaged gazetteer."""
    return load().find(text, at=at, known=known)


def actor(actor_id: str) -> Actor:
    """The actor with this id. Raises ShelfError with the nearest names when there is none."""
    actors = load().actors
    if actor_id not in actors:
        words = {key: f"{key} {item.name}" for key, item in actors.items()}
        near = [key for _, _, key in process.extract(actor_id, words, limit=4)]
        raise ShelfError(
            f"no actor {actor_id!r}.", hint=f"Nearest: {', '.join(near)}. Add it to data/actors.csv if it is missing."
        )
    return actors[actor_id]


def seated(name: str, at: Period | None = None) -> Actor | None:
    """The state whose capital a name is, None for any other name."""
    return load().seated(name, at)


def forerunners(actor_id: str) -> tuple[Actor, ...]:
    """The states that a state came out of or took in: the Soviet Union for Georgia, both Yemens for Yemen."""
    return tuple(actor(key) for key in load().follows.get(actor_id, ()))


@functools.cache
def continued(actor_id: str) -> str:
    """One id for states of one number in the COW system: the Soviet Union is Russia's, Yugoslavia Serbia's.

    Of everything else the id itself.
    """
    cow = str(getattr(_known(actor_id), "codes", {}).get("cow", ""))
    return f"cow:{cow}" if cow else actor_id


def state_of(who: Actor, at: Period | None = None) -> Actor | None:
    """Whose it is: a state itself; of an organ, group, company or region the state it is of; None for others.

    A person belongs to the state of the office held at ``at`` (of a leader's office first), else to the own country.
    """
    actors = load().actors
    if who.type in ("state", "territory"):
        return who
    if who.type == "person" and at:
        states = (actors.get(item.actor) for item in load().people.posts(who.id, at))
        held = next((state for state in states if state and state.type in _STATES), None)
        if held:
            return held
    return actors.get(who.of)


def offices(person_id: str) -> tuple[Office, ...]:
    """The offices a person held, earliest first; empty when none is known."""
    return load().people.offices.get(person_id, ())


def holders(actor_id: str, office: str, at: Period | None = None) -> tuple[Actor, ...]:
    """Who held an office (``president``) of a state or organisation during any day of ``at``; ever, when it is None."""
    return load().people.holders(actor_id, office, at)


def lifetime(person_id: str) -> tuple[str, str]:
    """Born and died as partial ISO dates, each empty when unknown or, of the second, when alive."""
    return load().people.lifetimes.get(person_id, ("", ""))


def interchange(mention: Mention[Actor], at: Period | None = None) -> str:
    """How the interchange form writes it: ``USAGOV``, ``IRQMIL``, ``IGO``, ``UNO``; empty when no code is known.

    A state named without a part of it is its government; a person in office is the state and GOV, out of office the
    bare state; an organisation's officer has its code.
    """
    who, people = mention.value, load().people
    if who.type == "person":
        post = next(iter(people.posts(who.id, at)), None) if at else None
        employer = load().actors.get(post.actor) if post else None
        if employer and employer.type not in _STATES:
            return employer.code
        state = state_of(who, at)
        return state.code + ("GOV" if post or (mention.sector and not at) else "") if state else ""
    if who.type not in _STATES or len(who.code) != 3:
        return who.code
    return who.code + (mention.sector or ("GOV" if who.type == "state" else ""))


def states_of(who: Iterable[Actor | str], at: Period | None = None) -> tuple[str, ...]:
    """Ids that acts are compared by: states and organisations as such, persons and organs as their state at ``at``."""
    found: list[str] = []
    for item in who:
        each = _known(item) if isinstance(item, str) else item
        if each is None:
            found.append(str(item))
        elif each.type in {"state", "igo"}:
            found.append(each.id)
        else:
            state = state_of(each, at)
            found.append(state.id if state else each.id)
    return tuple(dict.fromkeys(found))


@functools.cache
def _known(actor_id: str) -> Actor | None:
    try:
        return actor(actor_id)
    except ShelfError:
        return None


def name_of(actor_id: str) -> str:
    """The name of an actor, or the id itself when the tables do not have it."""
    known = _known(actor_id)
    return known.name if known else actor_id


LEADING = frozenset({
    "president", "prime_minister", "head_of_state", "general_secretary", "chancellor", "monarch", "supreme_leader",
    "leader", "premier",
})  # fmt: skip
"""Offices whose holders meet as leaders."""


def leads(person_id: str, at: Period | None) -> bool:
    """Whether a person holds one of the leading offices on some day of ``at``; ever, when it is None."""
    return any(
        post.office in LEADING and (at is None or post.period is None or post.period.overlaps(at))
        for post in offices(person_id)
    )
