"""Which reports tell of one event: claims of texts, reference rows and imported events, linked and never merged.

Reports join an event one after the other, the most exact first. A report joins only on positive evidence and only if
nothing it says contradicts the event's core: what its reports so far say together. It is never held against single
members, so that no chain leads from one event to the next.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

from detente import tables
from detente.actors import find, name_of, states_of
from detente.errors import SourceError
from detente.model import Period

MONTH, WEEK = 31, 7
"""Days: a date wider than a month joins by its instrument or reference row alone; one within a week is an occasion."""

PAIRS = 12
"""Pairs of who acts and towards whom, above which an act is looked up by all of its parties together."""

CORE = "the most exact report"
"""Why the report that an event begins with is in it."""

_STATE = re.compile(r"([A-Z]{3})((?:[A-Z]{3})*)")
_SIGNED = "057"
_EXECUTIVE = frozenset({"GOV", "MIL", "COP", "SPY"})


class Number(NamedTuple):
    """What a report counts: the least and the most it can be, and of what."""

    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one claim says took place.

    ``source`` and ``target`` are ids of states and organisations, ``sectors`` what is said more exactly of them
    (``USA`` → ``MIL``), ``persons`` who met. ``thing`` is an instrument or what was voted on, ``act`` what was done
    with it. ``further`` is set where the words say that it was one more ("a second call"). ``row`` is the reference row
    that bears the claim out.
    """

    claim_id: str
    kind: str
    origin: str
    type: str = ""
    mode: str = ""
    cameo: str = ""
    source: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    sectors: frozenset[tuple[str, str]] = frozenset()
    persons: frozenset[str] = frozenset()
    thing: str = ""
    act: str = ""
    on: Period | None = None
    place: str = ""
    number: Number | None = None
    further: bool = False
    row: str = ""

    @property
    def mutual(self) -> bool:
        """Whether those in it do it with each other: they meet, agree, cooperate, sign."""
        together = self.kind in {"meeting", "agreement"} or self.cameo == _SIGNED
        return (self.type in _mutual() or together) and (not self.target or self.type in _mutual())

    @property
    def parties(self) -> frozenset[str]:
        """All who are in it, on whichever side."""
        return self.source | self.target


class Member(NamedTuple):
    """A claim in an event, and which rule put it there."""

    event_id: str
    claim_id: str
    why: str


class Party(NamedTuple):
    """A state or organisation in an event: it ``acts``, is ``acted on``, or ``takes part`` with the others."""

    event_id: str
    actor: str
    role: str


@dataclass(slots=True, eq=False)
class Event:
    """Reports of one event: the one it began with, what they say together, and why each is in it."""

    core: Report
    reports: list[Report] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def members(self, event_id: str) -> Iterator[Member]:
        """Its reports, the most exact first."""
        for report, why in zip(self.reports, self.why, strict=True):
            yield Member(event_id, report.claim_id, why)

    def parties(self, event_id: str) -> Iterator[Party]:
        """Everybody whom one of its reports has in it."""
        roles: dict[tuple[str, str], None] = {}
        for report in self.reports:
            together = report.mutual
            roles |= dict.fromkeys((actor, "takes part" if together else "acts") for actor in sorted(report.source))
            roles |= dict.fromkeys((actor, "takes part" if together else "acted on") for actor in sorted(report.target))
        return (Party(event_id, actor, role) for actor, role in roles)


# ----------------------------------------------------------------------------------------------------- what is reported


def report(row: Mapping[str, Any]) -> Report | None:
    """The report that a row of ``event_reports`` is; None where it says that nothing took place.

    What is denied, planned, conditional or refuted did not take place as it is told.
    """
    if row["modality"] != "asserted" or not row["polarity"] or row["verdict"] == "refuted":
        return None
    on = _period(row["start_date"], row["end_date"])
    codes = [*(row["source_codes"] or "").split(";"), *(row["target_codes"] or "").split(";")]
    coded = [found for code in codes if (found := _STATE.fullmatch(code)) and found[2]]
    return Report(
        claim_id=row["claim_id"],
        kind=row["kind"],
        origin=row["origin"],
        type=row["type"] or "",
        mode=row["mode"] or "",
        cameo=(row["cameo"] or "").rstrip("0"),
        source=_states(row["source"], on),
        target=_states(row["target"], on),
        sectors=frozenset((found[1], found[2]) for found in coded),
        persons=frozenset(who for who in row["persons"] or () if who.startswith("person:")),
        thing=row["thing"] or "",
        act=row["act"] or ("call" if row["mode"] == "phone" else ""),
        on=on,
        place=row["place"] or "",
        number=_number(row["value"], row["unit"], row["comparator"]),
        further=row["origin"] == "text" and not _further().isdisjoint((row["words"] or "").lower().split()),
        row=row["row_id"] or "",
    )


def _period(first: str | None, last: str | None) -> Period | None:
    try:
        return Period.of(first, last or "") if first else None
    except SourceError:
        return None  # a day before the common era, which no list of events has


def _states(actors: Sequence[str] | None, on: Period | None) -> frozenset[str]:
    bare = (found[1] if (found := _STATE.fullmatch(actor)) else actor for actor in actors or ())
    return frozenset(states_of(filter(None, bare), on))


_SPREAD = {"": (0.98, 1.02), "=": (0.98, 1.02), "~": (0.8, 1.2), ">": (1.0, 2.0), "<": (0.5, 1.0)}


def _number(value: float | None, unit: str | None, comparator: str | None) -> Number | None:
    if value is None or not unit or comparator not in {None, *_SPREAD}:
        return None
    low, high = sorted(value * part for part in _SPREAD[comparator or ""])
    return Number(low, high, unit)


@cache
def _mutual() -> frozenset[str]:
    return frozenset(row["type"] for row in tables.rows("quad_classes.csv", ("type", "mutual")) if row["mutual"])


@cache
def _further() -> frozenset[str]:
    return frozenset(row["word"] for row in tables.rows("further_words.csv", ("word",)))


@cache
def _types() -> Mapping[str, frozenset[tuple[str, str]]]:
    """Type → other types that a coder may give the same act, each with the CAMEO code that says which act."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in tables.rows("plover_alternatives.csv", ("type", "cameo", "alternative")):
        if row["alternative"].isupper() and row["cameo"]:
            found.setdefault(row["type"], set()).add((row["alternative"], row["cameo"].rstrip("0")))
            found.setdefault(row["alternative"], set()).add((row["type"], row["cameo"].rstrip("0")))
    return {kind: frozenset(others) for kind, others in found.items()}


@cache
def _where(place: str) -> tuple[str, str]:
    """(The town, empty where a whole country is named; the country, empty where it is not known)."""
    name = place.partition(",")[0].strip()
    if name in _towns():
        return name.lower(), _towns()[name]
    country = next((mention.value.id for mention in find(place) if mention.value.type == "state"), "")
    whole = bool(country) and name_of(country).lower() == name.lower()  # a capital is found as its state, too
    return "" if whole else name.lower(), country


@cache
def _towns() -> Mapping[str, str]:
    return {row["place"]: row["country"] for row in tables.rows("places.csv", ("place", "country"))}


# ----------------------------------------------------------------------------------------- what contradicts, what joins


def contradicts(core: Report, said: Report) -> bool:
    """Whether a report says something that cannot be of the event with this core."""
    return (
        _differ(core.mode, said.mode)
        or _differ(core.thing, said.thing)
        or _differ(core.act, said.act)
        or core.further != said.further
        or not _types_fit(core, said)
        or not _codes_fit(core, said)
        or not _parties_fit(core, said)
        or not _sectors_fit(core.sectors, said.sectors)
        or not _within(core.persons, said.persons)
        or _places_differ(core.place, said.place)
        or bool(core.number and said.number and not _numbers_meet(core.number, said.number, other_unit=True))
    )


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _types_fit(core: Report, said: Report) -> bool:
    if not _differ(core.type, said.type):
        return True
    cameo = {core.cameo, said.cameo}
    return any(kind == said.type and code in cameo for kind, code in _types().get(core.type, ()))


def _codes_fit(core: Report, said: Report) -> bool:
    """One code is a more general form of the other; of mutual acts none counts: a visit is coded from either side."""
    one, other = core.cameo, said.cameo
    return core.mutual or not one or not other or one.startswith(other) or other.startswith(one)


def _parties_fit(core: Report, said: Report) -> bool:
    """Those of the one are among those of the other; who meet or agree are the same, or their instrument is."""
    if core.mutual or said.mutual:
        same = core.parties == said.parties
        return same or bool(core.thing and core.thing == said.thing and _within(core.parties, said.parties))
    return _within(core.source, said.source) and _within(core.target, said.target)


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _sectors_fit(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """A state acts through its government or forces; its parliament, opposition or firms are somebody else."""
    mine, theirs = dict(one), dict(other)
    pairs = [(mine[state], theirs[state]) for state in mine.keys() & theirs.keys()]
    return all(a.startswith(b) or b.startswith(a) or (a[:3] in _EXECUTIVE and b[:3] in _EXECUTIVE) for a, b in pairs)


def _places_differ(one: str, other: str) -> bool:
    if not one or not other or one.lower() == other.lower():
        return False
    (town, country), (other_town, other_country) = _where(one), _where(other)
    if _differ(country, other_country):
        return True
    return bool(town and other_town and town not in other_town and other_town not in town)


def _numbers_meet(one: Number, other: Number, *, other_unit: bool = False) -> bool:
    """Whether two numbers can be one; ``other_unit`` is the answer where they count different things."""
    return other_unit if one.unit != other.unit else one.low <= other.high and other.low <= one.high


def evidence(core: Report, said: Report) -> str:
    """Why a report that does not contradict a core is of its event; empty where nothing says so."""
    if core.thing and core.thing == said.thing:
        near = not core.on or not said.on or core.on.distance(said.on) <= (1 if core.act == said.act else 0)
        return "same instrument and act, dates that agree" if near else ""
    if not core.on or not said.on or not (core.type and said.type):
        return ""
    more = _shared(core, said)
    if not more and len(core.parties) < 2:
        return ""  # somebody did something of this type that day: not enough
    return _by_date(core.on, said.on, more)


def _by_date(one: Period, other: Period, more: str) -> str:
    narrow, wide = sorted((one, other), key=lambda period: period.days)
    if wide.days > MONTH:
        return ""
    if wide.days == 1:
        if one.start == other.start:
            return "same actors, type and day"
        return "neighbouring day, same number" if "number" in more and one.distance(other) == 1 else ""
    if narrow not in wide:
        return ""
    if wide.days <= WEEK:
        return "same actors and type, day inside the days told"
    if not more or (wide.precision != "month" and narrow.days * 2 < wide.days):
        return ""  # a day of a long campaign is not the campaign
    return f"same actors and type, date inside the month told, same {more}"


def _shared(core: Report, said: Report) -> str:
    """What else both say: of a number, a place or persons."""
    if core.number and said.number and _numbers_meet(core.number, said.number):
        return "number"
    if core.place and said.place and _where(core.place) == _where(said.place) and _where(said.place)[0]:
        return "place"
    return "persons" if core.persons and said.persons else ""


def _inside(event: Event, said: Report) -> bool:
    """Whether an event lies on days inside the calendar month that a report tells; words are too many in a month."""
    on, core = said.on, event.core
    if "statement" in {core.kind, said.kind}:
        return False
    return bool(on and on.precision == "month" and core.on and core.on.days <= WEEK and core.on in on and core.type)


# ------------------------------------------------------------------------------------------------------------- clusters


def clusters(reports: Iterable[Report]) -> dict[str, Event]:
    """Event id → its reports, in an order that does not depend on the one in which they come."""
    found = _Index()
    for said in sorted(reports, key=_exactness):
        event, why = found.best(said)
        if event is None:
            event, why = Event(core=said), CORE
        else:
            event.core = _narrowed(event.core, said)
        event.reports.append(said)
        event.why.append(why)
        found.put(event, said)
    return _named(found.events)


def _exactness(said: Report) -> tuple[bool, int, int, str]:
    """Reference rows go first, then the narrower dates, then those that say more."""
    more = sum(map(bool, (said.target, said.mode, said.cameo, said.place, said.number, said.persons, said.thing)))
    return said.origin != "reference", said.on.days if said.on else 10**6, -more, said.claim_id


class _Index:
    """The events so far, looked up by instrument, and by parties, type and day."""

    def __init__(self) -> None:
        self.events: dict[Event, None] = {}
        self._of: dict[str, Event] = {}
        self._under: dict[tuple[Any, ...], dict[Event, None]] = {}

    def put(self, event: Event, said: Report) -> None:
        self.events[event] = None
        self._of[said.claim_id] = event
        for key in _keys(said, [said.type]):
            self._under.setdefault(key, {})[event] = None

    def best(self, said: Report) -> tuple[Event | None, str]:
        """The event that a report is of, and why; None where it begins one."""
        if said.row in self._of:
            return self._of[said.row], "same reference row"
        types = [said.type, *sorted({kind for kind, _ in _types().get(said.type, ())})]
        around = itertools.chain.from_iterable(self._under.get(key, ()) for key in _keys(said, types, beside=True))
        inside: list[Event] = []
        for event in dict.fromkeys(around):
            if contradicts(event.core, said):
                continue
            if why := evidence(event.core, said):
                return event, why
            if _inside(event, said):
                inside.append(event)
        if len(inside) == 1 and len(said.parties) > 1:
            return inside[0], "same actors and type, the only one inside the month told"
        return None, ""


def _keys(said: Report, types: Iterable[str], *, beside: bool = False) -> Iterator[tuple[Any, ...]]:
    """Where a report is looked up; ``beside``: on the days before and after as well, which a number can bridge."""
    if said.thing:
        yield ("thing", said.thing)
    if said.on is None or said.on.days > MONTH or not said.type:
        return
    margin = 1 if beside and said.number else 0
    days = range(said.on.start.toordinal() - margin, said.on.end.toordinal() + margin)
    yield from itertools.product(_pairs(said), types, days)


def _pairs(said: Report) -> list[tuple[str, ...]]:
    """Who with whom: all who do a thing together, or each who acts with each whom it is done to."""
    if said.mutual or len(said.source) * len(said.target) > PAIRS:
        return [tuple(sorted(said.parties))]
    return list(itertools.product(sorted(said.source) or [""], sorted(said.target) or [""]))


def _narrowed(core: Report, said: Report) -> Report:
    """A core with what one more report adds to it: what it left open, and the narrower of two dates."""
    on = said.on if said.on and (not core.on or (said.on in core.on and said.on.days < core.on.days)) else core.on
    left_open = ("type", "mode", "persons", "thing", "act", "place", "number")
    added = {name: value for name in left_open if not getattr(core, name) and (value := getattr(said, name))}
    if said.sectors - core.sectors:
        added["sectors"] = frozenset((dict(said.sectors) | dict(core.sectors)).items())
    if len(said.cameo) > len(core.cameo):
        added["cameo"] = said.cameo
    if on != core.on:
        added["on"] = on
    return replace(core, **added) if added else core


def _named(events: Iterable[Event]) -> dict[str, Event]:
    """Events by their ids: a hash of who, what and when as the core's first report has it.

    Where two are alike in that, place, persons and number tell them apart, and at last the claim itself.
    """
    found: dict[str, Event] = {}
    for event in events:
        lead = event.reports[0]
        what = lead.type or lead.kind
        essence = [*sorted(lead.source), ">", *sorted(lead.target), what, lead.thing, lead.act, str(lead.on or "")]
        more = [lead.mode, lead.cameo, lead.place, *sorted(lead.persons), str(lead.number or ""), str(lead.further)]
        tries = (essence, [*essence, *more], [*essence, *more, lead.claim_id])
        ids = (hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16] for parts in tries)
        found[next(name for name in ids if name not in found)] = event
    return found
