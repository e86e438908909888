"""A user's own tables as files: a CSV with its layout beside it, or the resources of a Data Package; cells, no meaning.

A layout says what is the same in every row, which of the user's columns is which of ours, which cells are empty, and
who stands behind the rows. It is a TOML file of the CSV's name, or the property ``detente`` of a resource.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from detente import tables
from detente.errors import SourceError

COLUMNS = ("table", "kind", "column", "holds", "needed", "values")
"""What the list of reference columns has."""

MISSING = ("", "NA", "N/A", "NaN", "nan")
"""Cells that say nothing."""

SOURCE = ("title", "publisher", "url", "year", "licence")
"""What a layout can say of the source."""

_ALWAYS = ("kind", "vintage", "note")
_PACKAGE = "datapackage.json"
_HINT = "See docs/reference-data.md, “Your own rows”."


def known() -> frozenset[str]:
    """Every column that a row can have."""
    return frozenset(row["column"] for row in tables.rows("reference_columns.csv", COLUMNS)).union(_ALWAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is read: ``fixed`` cells, ``columns`` (ours → the user's), cells that are ``missing``, its source.

    ``name`` and ``sha256`` are those of the file that says so; empty where none does.
    """

    name: str = ""
    sha256: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset(MISSING)
    source: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: ``columns`` says where in a line each of our columns stands; lines have their number in the file.

    ``resource`` is its name in a Data Package, empty for a file by itself.
    """

    path: str
    resource: str = ""
    sha256: str
    layout: Layout
    header: tuple[str, ...]
    columns: Mapping[str, int]
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def has(self, column: str) -> bool:
        """Whether rows can have anything in a column of ours."""
        return column in self.columns or column in self.layout.fixed

    @property
    def plain(self) -> bool:
        """Whether it is a table of any other columns than ours, and nothing says how they would be ours."""
        ours = {name.strip().casefold() for name in self.header} <= known()
        return not (self.layout.name or self.resource or self.has("kind") or ours)

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """A line by our columns, empty where it says nothing. Raises SourceError when it has more cells than columns.

        What the layout gives to all rows goes before what stands in the line.
        """
        if len(cells) > len(self.header):
            hint = 'Put a cell that has a comma in it between quotation marks ("…").'
            raise SourceError(f"it has {len(cells)} cells, expected {len(self.header)}.", hint=hint)
        found = {ours: cells[place].strip() for ours, place in self.columns.items() if place < len(cells)}
        said = {ours: "" if cell in self.layout.missing else cell for ours, cell in found.items()}
        return {**said, **self.layout.fixed}


def read(paths: Sequence[str]) -> tuple[Sheet, ...]:
    """Every table that the files hold. Raises SourceError for what is no table, or has no layout that fits."""
    return tuple(sheet for path in dict.fromkeys(map(Path, paths)) for sheet in _read(path))


def _read(path: Path) -> Iterator[Sheet]:
    path = path / _PACKAGE if path.is_dir() else path
    if path.suffix.lower() == ".json":
        yield from _package(path)
        return
    beside = path.with_suffix(".toml")
    yield _sheet(path, _toml(beside) if beside.is_file() else Layout(), {})


def _sheet(path: Path, layout: Layout, dialect: Mapping[str, Any]) -> Sheet:
    """The table of one CSV file; ``dialect`` is a Table Dialect, with ``encoding`` and ``fields`` put to it."""
    content = tables.bytes_of(path)
    words = tables.text_of(path, content, _encoding(dialect.get("encoding")))
    given = {ours: dialect[theirs] for theirs, ours in _DIALECT.items() if theirs in dialect}
    try:
        lines = list(csv.reader(io.StringIO(words, newline=""), **{"delimiter": _delimiter(words), **given}))
    except (csv.Error, TypeError) as error:
        raise SourceError(f"{path}: is no CSV file ({error}).", hint="Save it as CSV, UTF-8.") from error
    headed = dialect.get("header", True)
    header = lines[0] if headed else dialect.get("fields", [])
    body = [
        (number, tuple(line))
        for number, line in enumerate(lines, 1)
        if number > int(headed) and any(map(str.strip, line))
    ]
    if not body:
        raise SourceError(f"{path}: has no rows.", hint="Put one fact in each row below the header.")
    return Sheet(
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        layout=layout,
        header=tuple(header),
        columns=_columns(path, header, layout),
        lines=tuple(body),
    )


def _encoding(name: object) -> str:
    return "utf-8-sig" if str(name or "utf-8").lower() in {"utf-8", "utf8"} else str(name)


_DIALECT = {
    "delimiter": "delimiter", "quoteChar": "quotechar", "doubleQuote": "doublequote", "escapeChar": "escapechar",
    "skipInitialSpace": "skipinitialspace",
}  # fmt: skip
"""What a Table Dialect calls a thing → what the csv module does."""


def _delimiter(words: str) -> str:
    """A comma, or the semicolon or tab that a spreadsheet wrote in its place: whichever the header has most of."""
    header = words.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def _columns(path: Path, header: Sequence[str], layout: Layout) -> dict[str, int]:
    """Our column → its place. Raises SourceError when two columns have one name, or a mapped one is not there."""
    there = [name.strip().casefold() for name in header]
    twice = next((name for name in there if name and there.count(name) > 1), None)
    if twice:
        raise SourceError(f"{path}: two columns are called {twice!r}.", hint="Give each column a name of its own.")
    ours, found = known(), {}
    for column, theirs in layout.columns.items():
        if theirs.casefold() not in there:
            words = f"{layout.name}: {column} is to be {theirs!r}, but {path} has {', '.join(header)}."
            raise SourceError(words, hint="Write the column's name as in the file.")
        found[column] = there.index(theirs.casefold())
    taken = set(found.values())
    own = {name: place for place, name in enumerate(there) if name in ours and place not in taken}
    return own | found


# ------------------------------------------------------------------------------------------------------------- layouts


def _toml(path: Path) -> Layout:
    content = tables.bytes_of(path)
    try:
        said = tomllib.loads(tables.text_of(path, content))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: is no TOML ({error}).", hint=_HINT) from error
    return _layout(str(path), hashlib.sha256(content).hexdigest(), said)


def _layout(name: str, digest: str, said: object) -> Layout:
    said = dict(_object(name, said))
    columns, source = (_table(name, key, said.pop(key, {})) for key in ("columns", "source"))
    missing = said.pop("missing", list(MISSING))
    _only(name, "columns that a row can have", (*said, *columns), known())
    _only(name, "what [source] can have", source, SOURCE)
    return Layout(
        name=name, sha256=digest, fixed=_table(name, "", said), columns=columns,
        missing=frozenset(map(str, _list(f"{name}: missing", missing))).union([""]), source=source,
    )  # fmt: skip


def _table(name: str, key: str, said: Any) -> dict[str, str]:
    """A table of plain values, as text."""
    if not isinstance(said, dict) or any(isinstance(value, dict | list) for value in said.values()):
        words = (
            f"{name}: [{key}] is no table of plain values." if key else f"{name}: holds a value that is no plain one."
        )
        raise SourceError(words, hint=_HINT)
    return {column: str(value) for column, value in said.items()}


def _only(
    name: str, what: str, given: Sequence[str] | Mapping[str, str], allowed: frozenset[str] | Sequence[str]
) -> None:
    odd = next((key for key in given if key not in allowed), None)
    if odd:
        words = f"{name}: {odd!r} is none of the {what}."
        raise SourceError(words, hint=f"There are: {', '.join(sorted(allowed))}.")


# ------------------------------------------------------------------------------------------------------- Data Packages


def _package(path: Path) -> Iterator[Sheet]:
    """The resources of a Data Package that say of which kind their rows are; the others are left alone."""
    content = tables.bytes_of(path)
    said = _json(path, content)
    resources = [_object(f"{path}: a resource", item) for item in _list(f"{path}: resources", said.get("resources"))]
    digest = hashlib.sha256(content).hexdigest()
    found = [
        (resource, layout, fields)
        for resource in resources
        for layout, fields in [_described(path, digest, said, resource)]
        if "kind" in {*layout.fixed, *layout.columns, *fields}
    ]
    if not found:
        hint = 'Give a resource the property "detente": {"kind": "quantity", "columns": {…}}.'
        raise SourceError(f"{path}: no resource says of which kind its rows are.", hint=hint)
    for resource, layout, fields in found:
        dialect = _inline(path, resource, "dialect")
        odd = next((key for key in ("commentChar", "commentRows", "headerRows") if key in dialect), None)
        if odd:
            words = f"{layout.name}: its dialect has {odd}, which is not read."
            raise SourceError(words, hint="Write the CSV with one header line and no comments.")
        given = {**dialect, "encoding": resource.get("encoding"), "fields": fields}
        yield replace(_sheet(_place(path, resource), layout, given), resource=str(resource.get("name", "")))


def _json(path: Path, content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(tables.text_of(path, content))
    except json.JSONDecodeError as error:
        raise SourceError(f"{path}: is no JSON ({error}).", hint=_HINT) from error
    return _object(str(path), said)


def _object(where: str, said: object) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise SourceError(f"{where} is no object, but {said!r:.40}.", hint=_HINT)
    return said


def _list(where: str, said: object) -> list[Any]:
    if not isinstance(said, list):
        raise SourceError(f"{where} is no list, but {said!r:.40}.", hint=_HINT)
    return said


def _inline(path: Path, resource: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The schema or dialect of a resource, which may stand in a file of its own beside the package."""
    said = resource.get(key) or {}
    if isinstance(said, str):
        beside = _beside(path, said)
        return _json(beside, tables.bytes_of(beside))
    return _object(f"{path}: {key}", said)


def _place(path: Path, resource: Mapping[str, Any]) -> Path:
    """Where a resource's rows are. Raises SourceError unless it is one file within the package's folder."""
    place = resource.get("path")
    place = place[0] if isinstance(place, list) and len(place) == 1 else place
    if not isinstance(place, str):
        words = f"{path}: the path of resource {resource.get('name')!r} is {place!r}, expected one file."
        raise SourceError(words, hint="Put its rows in one CSV file of the package.")
    return _beside(path, place)


def _beside(path: Path, place: str) -> Path:
    if ":" in place or PurePosixPath(place).is_absolute() or ".." in PurePosixPath(place).parts:
        words = f"{path}: {place!r} is no path within the folder of the package."
        raise SourceError(words, hint="Put the file beside datapackage.json, and write its path from there.")
    return path.parent / place


def _described(
    path: Path, digest: str, package: Mapping[str, Any], resource: Mapping[str, Any]
) -> tuple[Layout, list[str]]:
    """The layout of a resource and its fields: what it carries, what its schema and the package say, else its name."""
    layout = _layout(f"{path}, resource {resource.get('name')!r}", digest, resource.get("detente") or {})
    schema = _inline(path, resource, "schema")
    fields = [str(_object(f"{path}: a field", item).get("name", "")) for item in schema.get("fields") or []]
    empty = [item.get("value") if isinstance(item, dict) else item for item in schema.get("missingValues") or []]
    origin, licence = (_first(resource, package, key) for key in ("sources", "licenses"))
    told = {
        "title": resource.get("title") or package.get("title") or "",
        "publisher": origin.get("title", ""),
        "url": origin.get("path") or package.get("homepage") or "",
        "year": str(package.get("created") or "")[:4],
        "licence": licence.get("name") or licence.get("title") or "",
    }
    named = {"kind": str(resource["name"])} if resource.get("name") in _tables() and "kind" not in fields else {}
    return replace(
        layout,
        fixed=named | dict(layout.fixed),
        missing=layout.missing.union(map(str, empty)),
        source={**told, **layout.source},
    ), fields


def _tables() -> frozenset[str]:
    return frozenset(row["table"] for row in tables.rows("reference_columns.csv", COLUMNS))


def _first(resource: Mapping[str, Any], package: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = resource.get(key) or package.get(key) or [{}]
    return found[0] if isinstance(found, list) and isinstance(found[0], dict) else {}
