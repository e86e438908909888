"""All that a record has on a pair of states or organisations, in time order, with its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.actors import find, forerunners, name_of
from detente.errors import RecordError
from detente.measures import Ask

_EVENTS = "SELECT *, event_id AS key FROM dyad_events WHERE kind"
PARTS: Mapping[str, str] = {
    "events": f"{_EVENTS} NOT IN ('meeting', 'agreement', 'vote', 'law_or_sanction')",
    "meetings": f"{_EVENTS} = 'meeting'",
    "agreements": f"{_EVENTS} = 'agreement'",
    "votes": "SELECT *, item AS key FROM dyad_votes WHERE true",
    "sanctions": f"{_EVENTS} = 'law_or_sanction'",
    "numbers": "SELECT *, claim_id AS key FROM dyad_numbers WHERE true",
}
"""Part of the answer → where it stands in the record. A sanction is any law or measure of the one against the other."""

_WITHIN = """
AND actor_a = ? AND actor_b = ? AND (? = '' OR start_date >= ?) AND (? = '' OR left(start_date, length(?)) <= ?)
ORDER BY start_date, end_date, key
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two actors and what the record has of them: the name of each part → its rows, in time order."""

    actors: tuple[str, str]
    parts: Mapping[str, tuple[dict[str, Any], ...]]

    def rows(self) -> list[dict[str, Any]]:
        """Every row of every part in one list, in time order: what, when, which way, on whose word."""
        found = [_row(part, row) for part, rows in self.parts.items() for row in rows]
        return sorted(found, key=lambda row: (row["start_date"] or "", row["part"], row["what"]))

    @property
    def by_year(self) -> Mapping[str, Mapping[str, int]]:
        """Year → part → how many; what has no date is in no year."""
        years: dict[str, Counter[str]] = {}
        for part, rows in self.parts.items():
            for row in rows:
                if row["start_date"]:
                    years.setdefault(row["start_date"][:4], Counter())[part] += 1
        return dict(sorted(years.items()))

    @property
    def n_reports(self) -> int:
        """How many claims, reference rows and imported events tell of what took place between the two."""
        return sum(row.get("n_reports", 0) for rows in self.parts.values() for row in rows)

    def as_dict(self) -> dict[str, Any]:
        """The whole answer, as JSON can hold it."""
        return {
            "actors": [{"id": actor, "name": name_of(actor)} for actor in self.actors],
            "n_reports": self.n_reports,
            "by_year": {year: dict(counts) for year, counts in self.by_year.items()},
            **{part: list(rows) for part, rows in self.parts.items()},
        }


COLUMNS = ("start_date", "end_date", "part", "direction", "type", "what", "value", "unit", "n_reports", "sources")
"""The columns of ``Dyad.rows``."""


def _row(part: str, row: Mapping[str, Any]) -> dict[str, Any]:
    what = row.get("what") or row.get("indicator") or ""
    if part == "votes":
        what = f"{what}: {row['position_a']} / {row['position_b']}"
    told = {column: row.get(column) for column in COLUMNS}
    return told | {
        "part": part,
        "what": " ".join(filter(None, (" ".join(str(what).split()), row.get("act") or row.get("basis")))),
        "type": row.get("type") or None,
        "sources": sorted(row["sources"]) if "sources" in row else [row["source"]],
    }


def dyad(ask: Ask, a: str, b: str, *, first: str = "", last: str = "") -> Dyad:
    """What a record has on two actors, given by id or name, from ``first`` to ``last`` (partial ISO dates, or empty).

    Raises RecordError for a name that no actor has, and for a record that lacks the views.
    """
    one, other = actor_id(ask, a), actor_id(ask, b)
    if one == other:
        raise RecordError(f"{a} and {b} are no dyad.", hint="Name two different actors.")
    if not ask("SELECT view_name FROM duckdb_views() WHERE view_name = 'dyad_events'"):
        raise RecordError("the record has no view dyad_events.", hint="Make the record again with: detente read.")
    within = [one, other, first, first, last, last, last]
    found = {part: tuple(ask(sql + _WITHIN, within)) for part, sql in PARTS.items()}
    return Dyad(actors=(one, other), parts=found)


def actor_id(ask: Ask, name: str) -> str:
    """The id of an actor given by its id or by a name. Raises RecordError when there is none."""
    if ask("SELECT id FROM actors WHERE id = ?", [name]):
        return name
    named = ask("SELECT id FROM actors WHERE lower(name) = lower(?) ORDER BY type <> 'state', id", [name])
    if named:
        return str(named[0]["id"])
    told = [mention.value for mention in find(name) if mention.span.end - mention.span.start == len(name.strip())]
    if not told:
        hint = "Write a name in English or an id, such as USA or igo:nato; the record's table actors lists them."
        raise RecordError(f"no actor {name!r} in the record.", hint=hint)
    return told[0].id


def earlier(ask: Ask, found: Dyad) -> list[str]:
    """Forerunners of the two, actors of their own, that the record has with the other: the Soviet Union for Russia."""
    pairs = [(actor.id, other) for one, other in (found.actors, found.actors[::-1]) for actor in forerunners(one)]
    sql = "SELECT event_id FROM dyad_events WHERE actor_a = ? AND actor_b = ? LIMIT 1"
    return list(dict.fromkeys(one for one, other in pairs if other != one and ask(sql, [one, other])))
