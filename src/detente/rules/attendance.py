"""Who met: wrong when the text has a former or later leader of a state where the reference has the one in office."""

from __future__ import annotations

from detente import actors
from detente.model import Agreement, Period
from detente.offers import Rule
from detente.persons import Office


def compare(said: object, found: object) -> Agreement:
    """Equal when the reference has all of them; unequal only for a leader out of office whose state sent another."""
    mine, theirs = getattr(said, "participants", ()), getattr(found, "participants", ())
    on = getattr(found, "on", None)
    if not mine or not theirs or on is None:
        return Agreement.UNKNOWN
    missing = [person for person in mine if person.startswith("person:") and person not in theirs]
    if any(_out_of_office(person, theirs, on) for person in missing):
        return Agreement.UNEQUAL
    return Agreement.EQUAL if set(mine) <= set(theirs) else Agreement.UNKNOWN


def _out_of_office(person: str, theirs: tuple[str, ...], on: Period) -> bool:
    """Whether a leader of some time held no office then, and another leader of the same state took part."""
    led = {post.actor for post in actors.offices(person) if post.leads}
    if not led or _held(person, on):
        return False
    guests = [other for other in theirs if other.startswith("person:")]
    return any(post.leads and post.actor in led for other in guests for post in _held(other, on))


def _held(person: str, on: Period) -> list[Office]:
    """The offices a person held on some day of a period."""
    return [post for post in actors.offices(person) if post.period.overlaps(on)]


RULE = Rule(name="attendance", says="those in office then", compare=compare)
