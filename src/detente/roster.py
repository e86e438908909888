"""The lists of actors that names are looked up in: the packaged tables, and a list of the user's own (a CSV file)."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente import tables
from detente.errors import SourceError
from detente.model import Actor, Period
from detente.naming import Meaning, context, fold
from detente.persons import Office

_OPEN = "9998-12-31"  # stands for "not over yet"; the calendar ends a year later
_TYPES = ("state", "territory", "region", "igo", "org", "group", "company", "person")
_COLUMNS = ("name", "id", "type", "code", "of", "aliases", "from", "to")
_HINT = f"A list of actors is a CSV file with the column name and, if you like, {', '.join(_COLUMNS[1:])}."

Names = list[tuple[str, Meaning]]
"""Spelling and meaning, in order of preference."""


@dataclass(slots=True)
class Tables:
    """What the tables say: every actor by id, the spellings, who held which office, and when persons lived."""

    actors: dict[str, Actor] = field(default_factory=dict)
    names: Names = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    born: dict[str, tuple[str, str]] = field(default_factory=dict)
    follows: dict[str, tuple[str, ...]] = field(default_factory=dict)


def packaged(titles: frozenset[str]) -> Tables:
    """The packaged tables; ``titles`` are words that a spelling of a person may begin with."""
    found = Tables()
    for row in tables.rows("actors.csv"):
        codes = {key: row[key] for key in ("cow", "gw", "wikidata") if row[key]}
        found.actors[row["id"]] = Actor(
            id=row["id"], name=row["name"], type=row["type"], code=row["code"], of=row["of"],
            valid=_period(row["valid_from"], row["valid_to"]), codes=codes,
        )  # fmt: skip
        if row["follows"]:
            found.follows[row["id"]] = tuple(row["follows"].split(";"))
    for row in tables.rows("aliases.csv"):
        meaning = Meaning(
            actor=found.actors[row["actor"]] if row["actor"] else None, how=row["how"], sector=row["sector"],
            valid=_period(row["from"], row["to"]), **context(row["context"]),
        )  # fmt: skip
        found.names.append((row["alias"], meaning))
    _add_persons(found, titles)
    return found


def _add_persons(found: Tables, titles: frozenset[str]) -> None:
    for row in _reference("person."):
        home = row["country"].split(";")[0]
        person = found.actors.setdefault(row["id"], Actor(id=row["id"], name=row["name"], type="person", of=home))
        found.born.setdefault(row["id"], (row["born"], row["died"]))
        found.names.extend(_person_names(person, row, titles))
    for row in _reference("office."):
        if row["person"] in found.actors:
            period = Period.of(row["start"] or "0001", row["end"] or _OPEN)
            post = Office(person=row["person"], office=row["office"], actor=row["actor"], period=period)
            found.offices.append(post)


def _reference(prefix: str) -> Iterator[Mapping[str, str]]:
    for table in tables.named(prefix):
        yield from tables.rows(table)


def _period(start: str, end: str) -> Period | None:
    return Period.of(start or "0001", end or _OPEN) if start or end else None


def _person_names(person: Actor, row: Mapping[str, str], titles: frozenset[str]) -> Iterator[tuple[str, Meaning]]:
    """A person's spellings without the titles in front; a name that was only given with one needs one in the text.

    The last word of the name, if it is no land's, is added as a weak spelling, which counts when the text has named the
    person before.
    """
    given = [alias.strip() for alias in dict.fromkeys((row["name"], *row["aliases"].split("|"))) if alias.strip()]
    for alias in given:
        words = alias.split()
        size = next((size for size in range(len(words) - 1, 0, -1) if " ".join(words[:size]) in titles), 0)
        bare = " ".join(words[size:])
        titled = size > 0 and bare not in given
        if not size or titled:
            how = "exact" if alias == row["name"] else "alias" if " " in bare else "surname"
            yield bare, Meaning(actor=person, how=how, titled=titled)
    last = row["name"].split()[-1]
    own = " of " not in row["name"] and last not in given
    if own and not re.fullmatch(r"[IVX]+|.*[.\d].*|[^A-Z].*|.{1,3}", last):
        yield last, Meaning(actor=person, how="surname", weak=True)


# -------------------------------------------------------------------------------------------------- a list of one's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A user's own list: the file's name and hash, its actors, and their spellings, which go before the packaged ones.

    A row whose ``id`` a packaged actor has gives that actor more names; ``added`` are the others.
    """

    name: str
    sha256: str
    added: tuple[Actor, ...]
    spellings: tuple[tuple[str, str, Period | None], ...]

    def extend(self, found: Tables) -> None:
        """Puts the list into the tables. Raises SourceError when an actor is said to be of one that nobody knows."""
        found.actors |= {actor.id: actor for actor in self.added if actor.id not in found.actors}
        for actor in self.added:
            if actor.of and actor.of not in found.actors:
                words = f"{self.name}: {actor.name} is of {actor.of!r}, which is no actor."
                raise SourceError(words, hint="Write an ISO 3166 alpha-3 code, such as UKR, or an id of this list.")
        taken = {fold(spelling) for spelling, _, _ in self.spellings}
        own = [
            (spelling, Meaning(actor=found.actors[key], how="listed", valid=valid))
            for spelling, key, valid in self.spellings
        ]
        found.names = own + [row for row in found.names if fold(row[0]) not in taken]


def own(path: str) -> Roster:
    """Reads a user's list of actors. Raises SourceError, with the line, when the file is not such a list."""
    content = tables.bytes_of(Path(path))
    reader = csv.DictReader(io.StringIO(tables.text_of(Path(path), content)))
    there = [column.strip() for column in reader.fieldnames or ()]
    if "name" not in there:
        raise SourceError(f"{path}: has no column name; it has {', '.join(there) or 'none'}.", hint=_HINT)
    reader.fieldnames = there
    added: dict[str, Actor] = {}
    spellings: list[tuple[str, str, Period | None]] = []
    for row in reader:
        cells = {key: (row.get(key) or "").strip() for key in _COLUMNS}
        actor = _actor(f"{path}, line {reader.line_num}", cells)
        if added.setdefault(actor.id, actor).name != actor.name:
            words = f"{path}, line {reader.line_num}: the id {actor.id!r} is given to {added[actor.id].name!r} already."
            raise SourceError(words, hint="Give each actor an id of its own.")
        names = dict.fromkeys(filter(None, map(str.strip, (actor.name, *cells["aliases"].split("|")))))
        spellings += [(spelling, actor.id, actor.valid) for spelling in names]
    if not added:
        raise SourceError(f"{path}: has no actors.", hint=_HINT)
    digest = hashlib.sha256(content).hexdigest()
    return Roster(name=Path(path).name, sha256=digest, added=tuple(added.values()), spellings=tuple(spellings))


def _actor(where: str, cells: Mapping[str, str]) -> Actor:
    name, kind = cells["name"], cells["type"] or "org"
    key = cells["id"] or "own:" + re.sub(r"\W+", "-", name.lower()).strip("-")
    if not name:
        raise SourceError(f"{where}: the name is empty.", hint="Give each actor a name.")
    if kind not in _TYPES:
        raise SourceError(f"{where}: {kind!r} is no type of actor.", hint=f"There are: {', '.join(_TYPES)}.")
    if not re.fullmatch(r"[\w:.-]+", key):
        raise SourceError(f"{where}: {key!r} is no id.", hint="Use letters, digits, and : . _ - alone.")
    try:
        valid = _period(cells["from"], cells["to"])
    except SourceError as error:
        raise SourceError(f"{where}: {error.message}", hint=error.hint or "Check from and to.") from error
    return Actor(id=key, name=name, type=kind, code=cells["code"], of=cells["of"], valid=valid)
