"""Public sets as reference: their published files made into rows of ours, kept, and looked up by what a text names.

A set becomes one Parquet file with what is known of it in JSON beside it. A text is held against the few rows that its
claims can be of, so that a set of a million rows does not slow its reading.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from detente import actors, fetching, own_reference, published
from detente.errors import ShelfError, SourceError
from detente.fetching import PublicSet, Rows
from detente.model import FETCHED, Claim, Period, Source
from detente.record import ReferenceRow, quoted
from detente.sheets import MISSING

FORM = 1
"""The form of the kept files; files of another are fetched again."""

SEATED = "seated:"
"""Stands before a state of which a person takes part in a meeting, among those by whom the row is looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A set that is kept: its source, its file, how many rows of each kind it has, and the days it speaks of.

    ``set_aside`` says how many published rows could not be used, by reason.
    """

    source: Source
    path: Path
    rows: Mapping[str, int]
    first: str
    last: str
    set_aside: Mapping[str, int]


# ------------------------------------------------------------------------------------------------------------- keeping


def fetch(name: str, *, start: Path | None = None, step: fetching.Step = lambda *_: None) -> Held:
    """Makes a set ready: downloaded, or from the files at ``start``. What was kept before stays until it is.

    Raises ShelfError when a set is unknown or cannot be downloaded, SourceError when its files are not what they
    should be.
    """
    what, home = fetching.pick(name), fetching.folder()
    if start is None and not what.downloads:
        raise ShelfError(f"{name}: its publisher offers no file to download.", hint=f"{what.get} Then: --from PATH.")
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home) as folder:
            paths = fetching.lists(start) if start else _downloaded(what, Path(folder), step)
            days = [dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date() for path in paths]
            return _make(what, paths, Path(folder), max(days))
    except OSError as error:
        words = f"{home}: cannot be written ({error.strerror})."
        raise ShelfError(words, hint="Set DETENTE_DATA to another folder.") from error


def _downloaded(what: PublicSet, folder: Path, step: fetching.Step) -> tuple[Path, ...]:
    paths = []
    for number, item in enumerate(what.downloads):
        paths.append(folder / f"{number}-{Path(item.url.partition('?')[0]).name}")
        fetching.download(item, paths[-1], step=step)
    return tuple(paths)


def _make(what: PublicSet, paths: Sequence[Path], folder: Path, retrieved: dt.date) -> Held:
    """The kept set of some files of it."""
    aside: Counter[str] = Counter()
    lines, built = folder / "rows.jsonl", folder / f"{what.id}.parquet"
    with duckdb.connect(config={"threads": 1, "preserve_insertion_order": True}) as store:
        tables, used = published.tables(what, paths, folder)
        _tables(store, tables)
        with lines.open("w", encoding="utf-8") as file:
            for row in _rows(store, what, used, aside):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        if not lines.stat().st_size:
            reason = aside.most_common(1)[0][0] if aside else "the files are empty"
            raise SourceError(f"{paths[0].parent}: none of the rows of {what.id} can be used; {reason}")
        about = _stored(store, lines, built)
    digest = hashlib.sha256("\n".join(sorted(fetching.sha256(path) for path in used.values())).encode()).hexdigest()
    source = {
        "id": FETCHED + what.id, "title": what.title, "publisher": what.publisher, "url": what.url,
        "published": what.year or f"data to {about['last'][:4]}", "retrieved": str(retrieved), "licence": what.licence,
        "sha256": digest,
    }  # fmt: skip
    sidecar = folder / f"{what.id}.json"
    told = {"form": FORM, "source": source, **about, "set_aside": dict(sorted(aside.items()))}
    sidecar.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for item in (built, sidecar):
        item.replace(fetching.folder() / item.name)
    return _held(fetching.folder() / sidecar.name)


def _stored(store: duckdb.DuckDBPyConnection, lines: Path, built: Path) -> dict[str, Any]:
    """Writes the rows, in one order whatever the machine, and says what they are."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in _columns().items())
    read = f"read_json({quoted(lines)}, format='newline_delimited', columns={{{columns}}})"
    store.execute(f"CREATE TABLE kept AS SELECT DISTINCT ON (kind, key) * FROM {read} ORDER BY kind, first_day, key")
    made = "SELECT * FROM kept ORDER BY kind, first_day, key"
    store.execute(f"COPY ({made}) TO {quoted(built)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)")
    counts = store.execute("SELECT kind, count(*) FROM kept GROUP BY kind ORDER BY kind").fetchall()
    first, last = store.execute("SELECT min(first_day), max(last_day) FROM kept").fetchall()[0]
    return {"rows": dict(counts), "first": str(first), "last": str(last)}


@cache
def _columns() -> Mapping[str, str]:
    """The columns of a kept file: how a row is looked up, then every cell that one of ours can have."""
    cells = sorted(
        {column.name for form in own_reference.forms().values() for column in form.columns} | {"vintage", "note"}
    )
    look_up = {"kind": "VARCHAR", "key": "VARCHAR", "first_day": "DATE", "last_day": "DATE", "who": "VARCHAR[]"}
    return look_up | {"label": "VARCHAR", "near": "INTEGER"} | dict.fromkeys(cells, "VARCHAR")


def _tables(store: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[Path]]) -> None:
    """Makes a view of each published table."""
    for table, files in tables.items():
        names = ", ".join(map(quoted, files))
        store.execute(
            f"CREATE VIEW {table} AS SELECT * FROM read_csv([{names}], all_varchar=true, header=true, delim=',', "
            "quote='\"', escape='\"', union_by_name=true, max_line_size=16000000, null_padding=false)"
        )


# ---------------------------------------------------------------------------------------------------------------- rows


def _rows(
    store: duckdb.DuckDBPyConnection, what: PublicSet, used: Mapping[str, Path], aside: Counter[str]
) -> Iterator[dict[str, Any]]:
    """The rows of ours that the set's tables give; why others were set aside is counted in ``aside``."""
    there = {row[0] for row in store.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    for rows in what.rows:
        if not set(rows.needs) <= there:
            continue
        if rows.kind == "view":
            store.execute(rows.query)
            there.add(rows.query.split()[2])
            continue
        try:
            cursor = store.cursor().execute(rows.query)
        except duckdb.Error as error:
            raise SourceError(f"{next(iter(used))}: is not as published ({error}).", hint=what.get) from error
        names = [column[0] for column in cursor.description or ()]
        maker = _Maker(what, rows)
        while batch := cursor.fetchmany(10_000):
            for cells in batch:
                try:
                    yield maker.row({k: "" if v is None else str(v) for k, v in zip(names, cells, strict=True)})
                except SourceError as error:
                    aside[str(error)] += 1


class _Maker:
    """Makes rows of one kind, and remembers whom the set's names and codes mean at which time."""

    def __init__(self, what: PublicSet, rows: Rows) -> None:
        self._what, self._near, self._kind = what, rows.near, rows.kind
        form = own_reference.forms()[rows.kind]
        self._whose = [column.name for column in form.columns if column.holds in {"actor", "actors", "organ"}]
        self._checked = rows.kind != "vote_position"  # hundreds of thousands, made of what is checked here
        self._known: dict[tuple[str, str], str] = {}
        self._spans: dict[tuple[str, str], tuple[str, str, Period | None]] = {}
        self._states: dict[tuple[str, ...], tuple[str, ...]] = {}

    def row(self, said: dict[str, str]) -> dict[str, Any]:
        """A row to keep. Raises SourceError when it cannot be one."""
        said = {name: "" if cell in MISSING else cell for name, cell in said.items()}
        start, end = said.get("start", ""), said.get("end", "")
        first, last, on = self._span(start, end)
        people, label = said.pop("people", ""), said.pop("label", "")
        who: list[str] = []
        for name in self._whose:
            if said.get(name):
                ids = dict.fromkeys(self._actor(part.strip(), start, on) for part in said[name].split(";"))
                if name == "participants":
                    ids |= dict.fromkeys(_persons(people, on, set(ids)))
                said[name] = ";".join(filter(None, ids))
                who += [item for item in ids if name not in {"country", "organ"}]
        key = hashlib.sha256("\x1f".join(said.values()).encode()).hexdigest()[:12]
        key = f"{FETCHED}{self._what.id}.{self._kind}#{key}"
        if self._checked:
            list(own_reference.claims(key, {**said, "kind": self._kind}, FETCHED + self._what.id))
        look_up = {"kind": self._kind, "key": key, "first_day": first, "last_day": last, "label": label}
        return said | look_up | {"who": self._with_states(who, start, on), "near": self._near}

    def _span(self, start: str, end: str) -> tuple[str, str, Period | None]:
        if (start, end) not in self._spans:
            on = Period.of(start, end) if start else None
            days = (str(on.start), str(on.end - dt.timedelta(days=1))) if on else ("1700-01-01", "2100-12-31")
            self._spans[start, end] = (*days, on)
        return self._spans[start, end]

    def _actor(self, said: str, start: str, on: Period | None) -> str:
        if (said, start) not in self._known:
            self._known[said, start] = self._meant(re.sub(r"\.0$", "", said), on)
        if said and not self._known[said, start]:
            raise SourceError(f"{said} is no state or organisation of the time")
        return self._known[said, start]

    def _meant(self, said: str, on: Period | None) -> str:
        for name in self._what.actors.get(said, said).split("|"):
            try:
                return own_reference.actor_of(name, on)
            except SourceError:
                continue
        return ""

    def _with_states(self, who: Sequence[str], start: str, on: Period | None) -> tuple[str, ...]:
        key = (*who, start)
        if key not in self._states:
            people = [item for item in who if item.startswith("person:")]
            seated = {SEATED + state for state in actors.states_of(people, on)}
            self._states[key] = tuple(sorted({*who, *actors.states_of(who, on), *seated} - {""}))
        return self._states[key]


def _persons(words: str, on: Period | None, states: set[str]) -> Iterator[str]:
    """The persons whom some words name, of states that take part."""
    for mention in actors.find(words, at=on) if words else ():
        if mention.value.type == "person" and set(actors.states_of([mention.value], on)) <= states:
            yield mention.value.id


# ------------------------------------------------------------------------------------------------------------ look-ups


def held() -> tuple[Held, ...]:
    """The sets that are kept, by id. Raises ShelfError when one is damaged or of an earlier form."""
    home = fetching.folder()
    return tuple(_held(home / f"{name}.json") for name in fetching.catalogue() if (home / f"{name}.json").is_file())


def _held(sidecar: Path) -> Held:
    try:
        said = json.loads(sidecar.read_text(encoding="utf-8"))
        found = Held(
            source=Source(**said["source"]), path=sidecar.with_suffix(".parquet"), rows=said["rows"],
            first=said["first"], last=said["last"], set_aside=said["set_aside"],
        )  # fmt: skip
        whole = said["form"] == FORM and found.path.is_file()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(sidecar, str(error)) from error
    if not whole:
        raise _damaged(sidecar, "its rows are missing, or of another version of détente")
    return found


def _damaged(path: Path, why: str) -> ShelfError:
    hint = f"Fetch it again (detente fetch {path.stem}), or read --without-fetched."
    return ShelfError(f"{path}: the set cannot be used ({why}).", hint=hint)


def rows(claims: Sequence[Claim[Any]], sets: Sequence[Held]) -> tuple[ReferenceRow, ...]:
    """The rows of the sets that some claim can be held against. Raises ShelfError when a set is damaged."""
    wanted: dict[str, dict[tuple[str, tuple[Any, ...]], None]] = {}
    for claim in claims:
        for kind, body in ((claim.kind, claim.body), *claim.others):
            for table, condition, values in _wanted(kind, body):
                wanted.setdefault(table, {})[condition, values] = None
    asked = [(item, table) for item in sets for table in sorted(wanted) if table in item.rows]
    found: dict[str, ReferenceRow] = {}
    if asked:
        with duckdb.connect(config={"threads": 2}) as store:
            for item, table in asked:
                found |= {row.claim.id: row for row in _looked_up(store, item, table, list(wanted[table]))}
    return tuple(found.values())


def _looked_up(
    store: duckdb.DuckDBPyConnection, held_set: Held, table: str, conditions: Sequence[tuple[str, tuple[Any, ...]]]
) -> Iterator[ReferenceRow]:
    where = " OR ".join(condition for condition, _ in conditions)
    last = dt.date.fromisoformat(held_set.last)
    given = [value for _, values in conditions for value in values]
    values = [last if value is _LAST else list(value) if isinstance(value, tuple) else value for value in given]
    names = ["key", "vintage", "note", *(column.name for column in own_reference.forms()[table].columns)]
    columns = ", ".join(f'"{name}"' for name in names)
    asked = f"SELECT {columns} FROM read_parquet({quoted(held_set.path)}) WHERE kind = ? AND ({where}) ORDER BY key"
    try:
        lines = store.execute(asked, [table, *values]).fetchall()
    except duckdb.Error as error:
        raise _damaged(held_set.path, str(error)) from error
    for line in lines:
        row = {name: cell or "" for name, cell in zip(names, line, strict=True)}
        yield from own_reference.claims(row["key"], {**row, "kind": table}, held_set.source.id)


def refutes(row: ReferenceRow) -> bool:
    """Whether a claim can be wrong by a row: not by one of a set that only can bear claims out."""
    return fetching.pick(row.dataset.removeprefix(FETCHED)).refutes


_LAST = object()
"""Stands for the last day that a set speaks of."""

Wanted = tuple[str, str, tuple[Any, ...]]

_YEARS = dt.timedelta(days=10 * 366)
"""How far from a claim's time numbers are looked up: it may have another year's."""


def _wanted(kind: str, body: Any) -> Iterator[Wanted]:
    """(table, condition, values) of the rows that a claim can be held against."""
    on = getattr(body, "on", None)
    if kind in {"quantity", "quantity_change"}:
        owners = tuple(sorted({*body.actors, body.counterpart} - {""}))
        if body.indicator and owners:
            first, last = (on.start - _YEARS, on.end + _YEARS) if on else (dt.date.min, dt.date.max)
            whose = "list_has_any(who, ?) AND (counterpart IS NULL OR len(list_intersect(who, ?)) > 1)"
            condition = f"(indicator = ? AND {whose} AND last_day >= ? AND first_day <= ?)"
            yield kind, condition, (body.indicator, owners, owners, first, last)
    elif kind == "vote":
        yield from _votes(body, on)
    elif kind == "meeting":
        yield from _meetings(body, on)
    elif kind == "event":
        yield _near(kind, "list_has_any(who, ?)", {*body.source, *body.target}, on)
    elif kind == "law_or_sanction":
        yield _near(kind, "list_has_any(who, ?)", {*body.imposer, *body.target}, on)


def _meetings(body: Any, on: Period | None) -> Iterator[Wanted]:
    """Meetings of the same states, not those to which one of them sent somebody else than the text says."""
    people = [item for item in body.participants if item.startswith("person:")]
    states = set(actors.states_of(body.participants, on))
    if people and len(body.participants) == 1:
        yield _near("meeting", "list_has_all(who, ?)", set(people), on)
    elif len(states) > 1:
        table, condition, values = _near("meeting", "list_has_all(who, ?)", states, on)
        for person in people:
            others = tuple(SEATED + state for state in actors.states_of([person], on))
            condition += " AND (list_contains(who, ?) OR NOT list_has_any(who, ?))"
            values = (*values, person, others)
        yield table, f"({condition})", values


def _near(table: str, condition: str, whose: set[str], on: Period | None) -> Wanted:
    """Rows on some parties, near a claim's time where only those can be meant, and not beyond where the set ends."""
    given = tuple(sorted(whose - {""}))
    if on is None:
        return table, f"({condition} AND near = 0)", (given,)
    spans = "(near = 0 OR (?::DATE <= ? AND first_day <= ?::DATE + near AND last_day >= ?::DATE - near))"
    return table, f"({condition} AND {spans})", (given, on.start, _LAST, on.end, on.start)


_NUMBER = re.compile(r"\b((?:es-)?\d{1,2}/\d{1,3}) ?([a-z]?)\b|\bresolution (\d{2,4})\b(?!/)|\b(\d{3,4}) \([ivxl]+\)")
"""How resolutions of the General Assembly are numbered: 40/64 A, and until 1976 3379 (XXX)."""

_AROUND = dt.timedelta(days=92)
_WIDE = 367


def _votes(body: Any, on: Period | None) -> Iterator[Wanted]:
    """Votes of an organ near the claim's time, or on a resolution whose number its words give."""
    table = "vote_position" if body.actor else "vote"
    labels = {"".join(filter(None, found)) for found in _NUMBER.findall(body.words)}
    condition = "list_contains(?, label)"
    values: list[Any] = [tuple(sorted(labels))]
    if on is not None and on.days < _WIDE:
        condition += " OR (first_day <= ? AND last_day >= ?)"
        values += [on.end + _AROUND, on.start - _AROUND]
    whose = " AND list_contains(who, ?)" if body.actor else ""
    organ = " AND organ = ?" if body.organ else ""
    yield (
        table, f"(({condition}){whose}{organ})",
        (*values, *([body.actor] if whose else []), *([body.organ] if organ else [])),
    )  # fmt: skip
