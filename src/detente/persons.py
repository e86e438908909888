"""Who held which office when, and which of several persons of one name a text means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.model import Actor, Period
from detente.naming import Meaning, Words, ends_with, shouted

_LEADING = frozenset(
    (
        "supreme_leader",
        "general_secretary",
        "chancellor",
        "president",
        "prime_minister",
        "head_of_state",
        "monarch",
        "leader",
        "secretary_general",
    )
)
_REPRESENTING = frozenset(("president", "monarch", "head_of_state"))
_ADULT = 20  # years after birth before which nobody is meant by the surname alone
_CAPITAL_BEFORE = re.compile(r"([A-Z][\w.'-]*) +$")
_MID_SENTENCE = re.compile(r"[^.!?:\"'“”‘’\s][ ]*$")
_CAPITAL_AFTER = re.compile(r" ([A-Z][a-z]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who held which office (president, foreign_minister …) of which actor, and when."""

    person: str
    office: str
    actor: str
    period: Period

    @property
    def leads(self) -> bool:
        """Whether it is the office of a leader of a state or organisation."""
        return self.office in _LEADING


@dataclass(slots=True)
class Scene:
    """What is known while one text is read: its folded copy, the date, who was named, where the last mention ended."""

    original: str
    text: str
    at: Period | None
    named: set[str] = field(default_factory=set)
    people: dict[str, Actor] = field(default_factory=dict)
    past: int = 0
    place: int = -1


class People:
    """Offices and lifetimes of persons, and the choice between namesakes.

    Args:
        actors: every actor by id, persons included.
        offices: who held what.
        lifetimes: born and died by id, as partial ISO dates or empty.
        words: the lists of ``sectors.csv``.
    """

    def __init__(
        self,
        actors: Mapping[str, Actor],
        offices: Iterable[Office],
        lifetimes: Mapping[str, tuple[str, str]],
        words: Words,
    ) -> None:
        self._actors, self.lifetimes, self._roles, self._words = actors, lifetimes, words.roles, words
        self.offices: dict[str, tuple[Office, ...]] = {}
        self._held: dict[tuple[str, str], list[Office]] = {}
        for office in sorted(set(offices), key=lambda item: (item.period.start, item.office, item.person)):
            self.offices[office.person] = (*self.offices.get(office.person, ()), office)
            self._held.setdefault((office.actor, office.office), []).append(office)

    def posts(self, person_id: str, at: Period | None) -> list[Office]:
        """Offices a person held at a time, those of leaders and late ones first; all of them when no time is given."""
        held = [item for item in self.offices.get(person_id, ()) if at is None or item.period.overlaps(at)]
        return sorted(held, key=lambda item: (not item.leads, -item.period.start.toordinal()))

    def holders(self, actor_id: str, office: str, at: Period | None) -> tuple[Actor, ...]:
        """Who held an office during any day of ``at``, or ever; earliest first."""
        held = (item for item in self._held.get((actor_id, office), ()) if at is None or item.period.overlaps(at))
        return tuple(dict.fromkeys(self._actors[item.person] for item in held))

    def holder(self, state: Actor, offices: Sequence[str], scene: Scene) -> Actor | None:
        """The one holder of the first of these offices that anybody held then; None when there are several.

        Of several who overlap the period, the one the text has named counts. Where the head of state does not
        govern, a "leader" is somebody else.
        """
        if len(offices) > 1 and scene.at and self._words.parliamentary(state.id, scene.at):
            offices = [office for office in offices if office not in _REPRESENTING]
        people = next((found for office in offices if (found := self.holders(state.id, office, scene.at))), ())
        met = [person for person in people if person.id in scene.people]
        only = people if len(people) == 1 else met
        return only[0] if len(only) == 1 else None

    def which(self, scene: Scene, start: int, end: int, rows: Sequence[Meaning]) -> Actor | None:
        """The person meant: by title, office at the time, earlier mention and rank, in this order.

        None for a name that is somebody else's, for a surname that is also a word and stands without a title, and for
        one whose bearers led nothing and are neither in office nor named before.
        """
        titled = self._titled(scene, start, end)
        allowed = (row.actor for row in rows if (titled or not row.titled) and self._counts(row, scene, titled))
        people = list({person.id: person for person in allowed if person}.values())
        bare = all(row.how == "surname" or row.titled for row in rows)
        if not people or (bare and self._foreign(scene, start, end)):
            return None
        if not bare and len(people) == 1:
            return people[0]
        at = scene.at
        serving = [person for person in people if at and self.posts(person.id, at)]
        pool = serving or [person for person in people if not at or self._grown(person.id, at)]
        met = next((person for key in reversed(scene.people) for person in pool if person.id == key), None)
        if met and len(serving) != 1:
            return met
        if bare and not titled and not met:
            if scene.text[start:end] in self._roles["common"]:
                return None
            if not serving:
                pool = [person for person in pool if any(item.leads for item in self.offices.get(person.id, ()))]
        return max(pool, key=lambda person: self._rank(person.id, at), default=None)

    def _titled(self, scene: Scene, start: int, end: int) -> bool:
        """President X, or the X administration."""
        if ends_with(scene.text[max(0, start - 45) : start], self._roles["title"], 3):
            return True
        return any(phrase in self._roles["rule"] for phrase, _ in self._words.beside(scene.text, end)[1])

    def _counts(self, row: Meaning, scene: Scene, titled: bool) -> bool:
        """A weak spelling counts for somebody named before, or in office at the time and with a title in front."""
        if row.actor is None or not row.weak:
            return True
        return row.actor.id in scene.people or bool(titled and scene.at and self.posts(row.actor.id, scene.at))

    def _rank(self, person_id: str, at: Period | None) -> tuple[bool, int]:
        first = next(iter(self.posts(person_id, at) or self.posts(person_id, None)), None)
        return (first.leads, first.period.start.toordinal()) if first else (False, 0)

    def _grown(self, person_id: str, at: Period) -> bool:
        born = self.lifetimes.get(person_id, ("", ""))[0]
        return not born or Period.of(born).start.year + _ADULT < at.end.year

    def _foreign(self, scene: Scene, start: int, end: int) -> bool:
        """True when a capitalised word beside a bare surname makes it the name of somebody or something else."""
        before = _CAPITAL_BEFORE.search(scene.text, max(0, start - 30), start)
        apart = start - 1 > scene.past or not scene.past
        if before and apart and not ends_with(scene.text[max(0, start - 45) : start], self._roles["title"], 3):
            word = before[1].lower()
            ends_sentence = word.endswith(".") and len(word) > 2
            opens = not _MID_SENTENCE.search(scene.original, max(0, before.start() - 5), before.start())
            usual = word in self._roles["opening"] or (opens and word.endswith(("ly", "ing")))
            if not (ends_sentence or usual or shouted(scene.original, start, end)):
                return True
        if scene.text.startswith("-", start - 1) and start - 1 != scene.past and start:
            return True  # Crittenden-Johnson
        after = _CAPITAL_AFTER.match(scene.text, end)
        if after is None or shouted(scene.original, start, end):
            return False
        return after[1].lower() not in self._roles["opening"] and after[1] not in self._roles["rule"]
