"""Checks every row of the reference tables and counts them.

    bench/reference.py [--write]

Prints what is wrong with which row and ends with 1 when anything is; ``--write`` puts the counts into the page
docs/reference-data.md, which has the rules. The lists of units and of common words stand in reference.toml.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from detente import indicators, tables
from detente.errors import DetenteError
from detente.model import Period

DOC = Path(__file__).parent.parent / "docs" / "reference-data.md"
MARKS = ("<!-- counts -->", "<!-- end of counts -->")
WORDS = tomllib.loads(Path(__file__).with_name("reference.toml").read_text(encoding="utf-8"))

ALLOWED: Mapping[str, str] = WORDS["allowed"] | {
    f"{row['table']}.{row['column']}": row["values"] for row in tables.rows("reference_columns.csv") if row["values"]
}
"""table.column → what may stand there, besides nothing."""

NEEDED = {"agreement.act", "membership.act", "law_or_sanction.act", "statement.stance", "vote_position.position"}
"""Columns of ``ALLOWED`` that may not be empty."""

ACTOR_COLUMNS = frozenset(WORDS["actor_columns"].split())
DATE_COLUMNS = ("start", "end", "date", "until", "born", "died", "vintage")
NUMBER_COLUMNS = ("value", "low", "high", "yes", "no", "abstain", "absent", "duration_minutes")
WORDED = {"event", "law_or_sanction", "vote", "agreement_term", "count", "statement"}
PREFIXES = ("vote:", "draft:")
"""Items of votes that are no instruments: a roll call, a draft that was not adopted."""

OWNERLESS = {"oil_price", "distance"}
"""Indicators of no state."""

COUNTED = frozenset(WORDS["counted"].split())
"""Nouns that may be a unit; everything else must stand in data/units.csv or be an ISO currency."""

CURRENCIES = frozenset(WORDS["currencies"].split())

COMMON = frozenset(WORDS["common"].split())
"""Words so common that one of them alone says nothing of which fact is meant."""


class Row(NamedTuple):
    """One row of one table, with its line in the file."""

    table: str
    line: int
    cells: Mapping[str, str]

    @property
    def kind(self) -> str:
        return self.table.split(".")[0]

    @property
    def theme(self) -> str:
        return self.table.split(".")[1]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __str__(self) -> str:
        return f"{self.table}:{self.line}"


@cache
def rows() -> tuple[Row, ...]:
    """Every row of every reference table, sources and instruments included."""
    return tuple(
        Row(table.removeprefix("reference/").removesuffix(".csv"), line, row)
        for table in tables.named("")
        for line, row in enumerate(tables.rows(table), 2)
    )


def of(*kinds: str) -> Iterator[Row]:
    return (row for row in rows() if row.kind in kinds)


@cache
def known(kind: str) -> frozenset[str]:
    """Ids: of sources, instruments, or actors (persons and instruments included)."""
    if kind == "actor":
        actors = {row["id"] for row in tables.rows("actors.csv")}
        return frozenset(actors | {row["id"] for row in of("person", "instruments")})
    return frozenset(row["id"] for row in of(kind))


@cache
def known_units() -> frozenset[str]:
    return frozenset({row["unit"] for row in tables.rows("units.csv")} | CURRENCIES | COUNTED) - {""}


def people() -> Mapping[str, str]:
    return {row["id"]: row["country"] for row in of("person")}


# --------------------------------------------------------------------------------------------------------------- rows


def dates(row: Row) -> Iterator[str]:
    """Dates parse, and what ends does not end before it begins."""
    for column in DATE_COLUMNS:
        if row[column]:
            try:
                Period.of(row[column])
            except DetenteError as error:
                yield f"{column}: {error}"
                return
    for first, last in (("start", "end"), ("born", "died"), ("date", "until")):
        if row[first] and row[last]:
            try:
                Period.of(row[first], row[last])
            except DetenteError as error:
                yield str(error)


def numbers(row: Row) -> Iterator[str]:
    """Numbers parse, a value lies within its bounds, and its unit is known."""
    for column in NUMBER_COLUMNS:
        if row[column] and not re.fullmatch(r"-?\d+(\.\d+)?", row[column]):
            yield f"{column} {row[column]!r} is no plain number"
            return
    value = float(row["value"] or 0)
    if row["value"] and not float(row["low"] or value) <= value <= float(row["high"] or value):
        yield f"{value:g} lies outside {row['low']} to {row['high']}"
    if row["value"] and not row["unit"]:
        yield "a value without a unit"
    if row["unit"] and not _unit_known(row["unit"]):
        yield f"unknown unit {row['unit']!r}"


def _unit_known(unit: str) -> bool:
    return unit in known_units() or all(part in known_units() or part == "1000 m3" for part in unit.split("/"))


def indicator(row: Row) -> Iterator[str]:
    """A quantity's indicator is known and its unit is one of it; changes are of indicators of change."""
    if row.kind not in {"quantity", "quantity_change"}:
        return
    found = indicators.indicators().get(row["indicator"])
    if found is None:
        yield f"unknown indicator {row['indicator']!r}"
    elif not indicators.fits(found, row["unit"]) or row["unit"].count("/") != found.unit.count("/"):
        yield f"unit {row['unit']!r} does not fit {found.id} ({found.unit})"
    elif row.kind == "quantity_change" and found.measure != "change":
        yield f"{found.id} is a {found.measure}, not a change"
    if not row["start"] or not (row["actors"] or row["indicator"] in OWNERLESS):
        yield "a quantity without actors or time"


def ids(row: Row) -> Iterator[str]:
    """Actors, instruments and sources are in their tables."""
    if row.kind in {"sources", "indicators"}:
        return
    for column in ACTOR_COLUMNS:
        for actor in filter(None, row[column].split(";")):
            if actor not in known("actor"):
                yield f"{column}: unknown actor {actor!r}"
    for column in ("agreement", "instrument", "item"):
        if (
            row[column]
            and row[column] not in known("instruments")
            and not (column == "item" and row[column].startswith(PREFIXES))
        ):
            yield f"{column}: unknown instrument {row[column]!r}"
    if row["organ"] and row["organ"].partition(":")[0] not in known("actor") and row["organ"] not in known("actor"):
        yield f"organ: {row['organ']!r} is of no known state"
    if row.kind != "instruments" and row["source_id"] not in known("sources"):
        yield f"unknown source {row['source_id']!r}"


def vocabulary(row: Row) -> Iterator[str]:
    """Columns with a list of values hold one of them."""
    for name, allowed in ALLOWED.items():
        kind, _, column = name.partition(".")
        if row.kind == kind and row[column] not in allowed.split() and (row[column] or name in NEEDED):
            yield f"{column}: {row[column]!r} is not one of {allowed}"


def words(row: Row) -> Iterator[str]:
    """A pattern is there, is not broken, and cannot be hit by a text about something else."""
    pattern = row["words"]
    if row.kind not in WORDED and not (row.kind == "meeting" and pattern):
        return
    groups = [[part.strip("=") for part in group.split("|")] for group in pattern.split()]
    if not groups:
        yield "no words"
    if pattern != pattern.lower() or any(not part for group in groups for part in group):
        yield f"words {pattern!r} are not lower-case alternatives between single bars"
    short = [
        part for part in re.split(r"[ |]", pattern) if len(part) < 3 and not part.startswith("=") and not part.isdigit()
    ]
    if short:
        yield f"words {pattern!r}: {short[0]!r} is too short for a prefix, put = before it"
    if len(groups) == 1 and row.kind not in {"agreement_term", "law_or_sanction"} and _says_nothing(row, groups[0]):
        yield f"words {pattern!r} are too broad: add a group (the other party, the place, the thing)"


def _says_nothing(row: Row, group: list[str]) -> bool:
    """A single group that a common word, or a name compared anyway, is enough to meet."""
    parties = (
        {actor for column in ("source", "target", "speaker") for actor in row[column].split(";")}
        if row.kind == "event"
        else set()
    )
    names = {row["name"].split(" ")[0].lower() for row in tables.rows("actors.csv") if row["id"] in parties}
    return any(part in COMMON or part in names for part in group)


def losses(row: Row) -> Iterator[str]:
    """Dead, wounded and prisoners say who counts whom."""
    if (
        row.kind == "quantity"
        and row["indicator"].split("_")[0] in {"deaths", "casualties", "wounded", "prisoners"}
        and not row["basis"]
    ):
        yield "no basis: say who counts whom, or which incident"


def share(row: Row) -> Iterator[str]:
    """Per cents are per cents: a share lies between 0 and 100."""
    top = {
        "referendum_yes",
        "election_share",
        "turnout",
        "poll_share",
        "territory_share",
        "trade_share",
        "gas_share",
        "yuan_settlement_share",
    }
    if row.kind == "quantity" and row["indicator"] in top and not 0 <= float(row["value"]) <= 100:
        yield f"{row['value']} is no share in per cent"


CHECKS: tuple[Callable[[Row], Iterator[str]], ...] = (dates, numbers, indicator, ids, vocabulary, words, losses, share)


# ------------------------------------------------------------------------------------------------------------- tables


KEYS: Mapping[str, tuple[str, ...]] = {
    "agreement": ("agreement", "act", "actors", "start", "note"),
    "agreement_term": ("agreement", "provision", "what", "actors"),
    "vote": ("organ", "item", "start"),
    "vote_position": ("organ", "item", "actor"),
    "law_or_sanction": ("instrument", "imposer", "target", "act", "start", "what"),
    "membership": ("actor", "organisation", "act", "start"),
    "meeting": ("participants", "start", "format", "place"),
    "event": ("name", "source", "target", "type", "start", "unit", "value"),
    "quantity": ("actors", "counterpart", "indicator", "start", "end", "basis", "unit"),
    "quantity_change": ("actors", "counterpart", "indicator", "start", "end", "basis"),
    "count": ("what", "actors", "start", "end", "unit", "basis"),
    "statement": ("speaker", "start", "stance", "about"),
    "office": ("person", "office", "actor", "start"),
    "person": ("id",),
    "instruments": ("id",),
    "sources": ("id",),
}
"""Table → what makes a row one fact."""

VERSIONED = ("vintage", "source_id")
"""What tells two rows on one fact apart, where their values differ."""


def duplicates() -> Iterator[str]:
    """Rows that say one thing twice, or two things of one fact without saying which vintage or source."""
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows():
        columns = KEYS.get(row.kind)
        if columns is None:
            continue
        key = (row.kind, *(";".join(sorted(row[column].split(";"))) for column in columns))
        twin = seen.setdefault(key, row)
        if twin is not row and not _told_apart(row, twin):
            yield f"{row}: the same fact as {twin}: {' '.join(filter(None, key))}"


def _told_apart(one: Row, other: Row) -> bool:
    """Two values of one fact with their own vintage or source, or one value that a later vintage confirms."""
    values = [(row["value"], row["yes"], row["no"], row["abstain"]) for row in (one, other)]
    columns = ("vintage",) if values[0] == values[1] else VERSIONED
    return any(one[column] != other[column] for column in columns)


def twins() -> Iterator[str]:
    """Events of one day between the same parties under much the same name."""
    days: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in of("event"):
        days[row["source"], row["target"], row["type"], row["start"], row["end"], row["unit"]].append(row)
    for group in days.values():
        for number, row in enumerate(group):
            for other in group[:number]:
                if row["value"] == other["value"] and fuzz.token_set_ratio(row["name"], other["name"]) > 80:
                    yield f"{row}: the same event as {other}: {row['name']} / {other['name']}"


PERMANENT = {"CHN", "TWN", "FRA", "GBR", "RUS", "SUN", "USA"}


def tallies() -> Iterator[str]:
    """Positions do not exceed the tally, a Council's votes add up to its members, and only permanent members veto."""
    cast: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    votes = {(row["organ"], row["item"]) for row in of("vote")}
    for row in of("vote_position"):
        cast[row["organ"], row["item"]]["no" if row["position"] == "veto" else row["position"]] += 1
        if row["position"] == "veto" and row["actor"] not in PERMANENT:
            yield f"{row}: {row['actor']} has no veto"
        if (row["organ"], row["item"]) not in votes:
            yield f"{row}: no vote of {row['organ']} on {row['item']}"
    for row in of("vote"):
        given = cast[row["organ"], row["item"]]
        for position in ("yes", "no", "abstain"):
            if row[position] and given[position] > int(row[position]):
                yield f"{row}: {given[position]} positions {position}, but the tally has {row[position]}"
        total = sum(int(row[column] or 0) for column in ("yes", "no", "abstain", "absent"))
        if row["organ"] == "igo:unsc" and row["yes"] and total != (15 if row["start"] >= "1966" else 11):
            yield f"{row}: {total} members of the Security Council"


def problems() -> list[str]:
    """What is wrong, one line each, with table and line."""
    found = [f"{row}: {text}" for row in rows() for check in CHECKS for text in check(row)]
    return [*found, *duplicates(), *twins(), *tallies()]


# ------------------------------------------------------------------------------------------------------------- counts


def ambiguous() -> dict[str, list[str]]:
    """Names that several instruments share, with their ids: a year or another mention decides which is meant."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in of("instruments"):
        for name in (row["name"], *row["aliases"].split("|")):
            found[name.strip().removeprefix("the ").removeprefix("The ")].add(row["id"])
    return {name: sorted(meant) for name, meant in sorted(found.items()) if name and len(meant) > 1}


FACTS = (*(kind for kind in KEYS if kind not in {"person", "instruments", "sources", "office"}), "office")


def facts() -> tuple[Row, ...]:
    """The rows that state a fact: everything but vocabularies, sources and coverage."""
    return tuple(of(*FACTS))


def states(row: Row) -> set[str]:
    """The states a row names, persons by their country, chambers by their state."""
    named = {actor for column in ("organ", *ACTOR_COLUMNS) for actor in row[column].split(";") if actor}
    if row["agreement"] or row["instrument"]:
        named |= set(_parties().get(row["agreement"] or row["instrument"], "").split(";"))
    country = _countries()
    named = {country.get(actor, actor) for actor in named}
    return {actor.partition(":")[0] for actor in named if re.fullmatch(r"[A-Z]{3}(:.*)?", actor)}


@cache
def _countries() -> Mapping[str, str]:
    return people()


@cache
def _parties() -> Mapping[str, str]:
    return {row["id"]: row["parties"] for row in of("instruments")}


def elsewhere(row: Row) -> bool:
    """Whether a row is about others than the United States and Russia or the Soviet Union, alone or with each other."""
    return bool(states(row) - {"USA", "RUS", "SUN"}) or not states(row)


FLOW = {"trade", "exports", "imports", "trade_balance", "trade_share", "trade_change", "tariff", "gdp", "gdp_growth"}
SUBSYSTEMS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "a": ("recognition and history", lambda row: row.kind == "event" and row.theme == "history"),
    "b": ("leaders and their meetings", lambda row: row.kind in {"meeting", "office"}),
    "c": (
        "elections, influence, expulsions, votes",
        lambda row: (
            row.kind in {"vote", "vote_position"}
            or row["mode"] == "expel"
            or row["indicator"].startswith(("election", "referendum", "diplomats"))
        ),
    ),
    "d": ("agreements and plans with their terms", lambda row: row.kind in {"agreement", "agreement_term"}),
    "e": (
        "war: aid, losses, territory, sanctions",
        lambda row: (
            row.kind == "law_or_sanction"
            or row["indicator"].split("_")[0] in {"aid", "deaths", "casualties", "wounded", "prisoners", "territory"}
        ),
    ),
    "f": (
        "alliances, memberships, spending, borders",
        lambda row: row.kind == "membership" or row["indicator"].startswith(("military", "border", "allies", "troops")),
    ),
    "g": (
        "trade, growth, frozen assets, energy",
        lambda row: (
            row["indicator"] in FLOW
            or row["indicator"].startswith(("oil", "gas", "lng", "energy", "central_bank", "private_assets"))
        ),
    ),
    "h": (
        "arsenals",
        lambda row: row["indicator"].startswith(
            ("warhead", "launcher", "nuclear", "missiles", "uranium", "fissile", "chemical")
        ),
    ),
}
"""Part of the subject → its name and whether a row belongs to it."""


def subsystem(letter: str) -> int:
    return sum(map(SUBSYSTEMS[letter][1], facts()))


def counts() -> str:
    """The tables of the page: rows by table and theme, by part of the subject, and the share of other pairs."""
    themes = sorted({row.theme for row in rows()})
    cells = Counter((row.kind, row.theme) for row in rows())
    lines = [f"| table | {' | '.join(themes)} | all |", "|---" * (len(themes) + 2) + "|"]
    for kind in sorted({row.kind for row in rows()}):
        found = [cells[kind, theme] for theme in themes]
        lines.append(f"| {kind} | {' | '.join(str(number or '') for number in found)} | {sum(found)} |")
    total, other = len(facts()), sum(map(elsewhere, facts()))
    lines += [
        "",
        f"{total} rows state a fact; {other} of them ({other / total:.0%}) "
        "name a state other than the United States, Russia and the Soviet Union.",
        "",
    ]
    lines += [
        "| part of the subject | rows |",
        "|---|---|",
        *(f"| ({letter}) {name} | {subsystem(letter)} |" for letter, (name, _) in SUBSYSTEMS.items()),
        "",
        "A row may belong to more than one part or to none. Vocabularies, sources and coverage are no facts.",
    ]
    shared = "; ".join(f"{name} ({', '.join(meant)})" for name, meant in ambiguous().items())
    return "\n".join([*lines, "", f"Names that several instruments share: {shared}."])


def write() -> None:
    """Puts the counts between their marks in the page."""
    before, _, rest = DOC.read_text(encoding="utf-8").partition(MARKS[0])
    DOC.write_text(f"{before}{MARKS[0]}\n{counts()}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", encoding="utf-8")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--write", action="store_true", help="put the counts into docs/reference-data.md")
    found = problems()
    for line in found:
        print(line)
    if options.parse_args().write:
        write()
    print(f"{len(rows())} rows, {len(found)} problems.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
