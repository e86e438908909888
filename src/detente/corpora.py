"""Inputs → what is to be read: files that are one document, and the rows of collections, streamed, each with its hash.

A collection holds one document a row: JSON lines (also those made of WARC files), CSV or Parquet. What cannot be a
document comes out as well, with the reason, so that a run can set it aside in its place.
"""

from __future__ import annotations

import csv
import datetime as dt
import glob
import gzip
import hashlib
import itertools
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

import duckdb

from detente import text
from detente.errors import SourceError
from detente.model import Document, Period

COLLECTIONS = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".jsonl.gz", ".ndjson.gz", ".csv.gz", ".tsv.gz")
"""Endings of files that hold one document a row."""

_IN_FOLDERS = tuple(ending for ending in COLLECTIONS if "csv" not in ending and "tsv" not in ending)
"""Those a folder is searched for: tables of other things stand about too often."""

FIELDS: Mapping[str, Sequence[str]] = {
    "text": ("text", "body", "content", "maintext"),
    "id": ("id", "doc_id", "uuid"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publish_date", "date_publish", "timestamp", "warc_date"),
    "publisher": ("publisher", "source", "domain", "source_domain"),
    "url": ("url", "link"),
}
"""What a row may say of its document → the names of columns that usually say it, the surest first."""

LINE = text.FILE_LIMIT
"""Longest line of a collection, in bytes."""

RATIO, _SMALL = 200, 100_000_000
"""How many times its size a packed file may unpack to, once it is more than so many bytes; text packs 3 to 20 times."""

_PEEK = 20
"""Rows of a file of JSON lines in which a field must be named, else it is none of theirs."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One input: a file that is a document (``path``), its bytes (``raw``), a ``row``, or what failed and why.

    ``place`` says where it stands. ``sha256`` is that of its content; ``id`` is the document's, the first sixteen
    letters of it, or of the id that the row gives itself.
    """

    name: str
    place: str
    sha256: str = ""
    id: str = ""
    path: str = ""
    raw: bytes = b""
    row: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""


class Corpus:
    """The inputs that some paths stand for. It may be gone through again and then gives the same.

    ``fields`` maps one of ``FIELDS`` to the column that holds it, or to nothing where none does.
    """

    def __init__(self, given: Sequence[str], fields: Mapping[str, str] | None = None) -> None:
        unknown = {*(fields or {})} - {*FIELDS}
        if unknown:
            words = f"there is no field {', '.join(sorted(unknown))}."
            raise SourceError(words, hint=f"The fields are: {', '.join(FIELDS)}.")
        self.given = tuple(given)
        self._fields = dict(fields or {})
        self._files = list(text.inputs(given, _IN_FOLDERS))
        self._named = Counter(Path(path).name for path in set(self._files))
        self._piped: bytes | None = None

    def __iter__(self) -> Iterator[Item]:
        seen: set[int] = set()
        for path in self._files:
            for item in self._collected(path) if path.lower().endswith(COLLECTIONS) else [self._file(path)]:
                if item.failed:
                    yield item
                    continue
                number = int(item.id, 16)
                yield _again(item) if number in seen else item
                seen.add(number)

    def _name(self, path: str) -> str:
        """The file's name; the path where two files have one name."""
        name = Path(path).name
        return name if self._named[name] == 1 else path

    def _file(self, path: str) -> Item:
        item = Item(name=self._name(path), place=path, path=path)
        try:
            raw = self._content(path)
        except SourceError as error:
            return replace(item, failed=str(error))
        digest = hashlib.sha256(raw).hexdigest()
        return replace(item, sha256=digest, id=digest[:16], raw=raw if path == "-" else b"")

    def _content(self, path: str) -> bytes:
        if path != "-":
            return text.content(path)
        if self._piped is None:
            self._piped = text.content(path)
        return self._piped

    def _collected(self, path: str) -> Iterator[Item]:
        """The rows of a collection; what makes the rest of it unreadable is its last item."""
        number = 0
        try:
            for number, row in _rows(path, self._fields):
                place = f"{path}, row {number}"
                name = f"{self._name(path)}:{number}"
                try:
                    yield _item(row, name, place)
                except SourceError as error:
                    yield Item(name=name, place=place, failed=str(error))
        except SourceError as error:
            after = f" {number:,} rows before were used." if number else ""
            yield Item(name=self._name(path), place=path, failed=f"{error.message}{after} {error.hint}".strip())


def document(item: Item, *, dated: Period | None = None) -> Document:
    """The document of an input. Raises SourceError when it is none, or is no longer what it was.

    ``dated`` is when it was written, if the caller knows; else what the row or the page says.
    """
    if item.failed:
        raise SourceError(item.failed)
    if item.path and item.path != "-":
        found = text.load(item.path, dated=dated)
        if found.source.sha256 != item.sha256:
            raise SourceError(f"{item.path}: changed while it was read.", hint="Read it again.")
        return found
    if not item.row:
        return text.parse(item.raw, name="standard input", dated=dated)
    row = item.row
    said = Period.of(row["date"]) if "date" in row else None
    found = text.parse(row["text"].encode(), name=item.place, dated=dated or said)
    told = {"title": "title", "publisher": "publisher", "url": "url", "date": "published"}
    facts: dict[str, Any] = {ours: row[name] for name, ours in told.items() if name in row}
    return replace(found, source=replace(found.source, id=item.id, **facts))


def _again(item: Item) -> Item:
    same, hint = "is the same document as another of this run.", "Give it once."
    if "id" in item.row:
        same = f"has the id {item.row['id']} of another row."
        hint = "Mend the ids, or give none with --field id=."
    return replace(item, failed=f"{item.place}: {same} {hint}")


# ---------------------------------------------------------------------------------------------------------------- rows


def _item(row: Row | str, name: str, place: str) -> Item:
    """The input that a row is. Raises SourceError when it is none; then it may be the reason in words already."""
    if isinstance(row, str):
        raise SourceError(f"{place}: {row}", hint="Mend the row, or leave it out.")
    said = {key: str(value).strip() if key != "text" else value for key, value in row.items() if _is_said(value)}
    words = said.get("text")
    if not isinstance(words, str) or not words.strip():
        raise SourceError(f"{place}: has no text.", hint="Mend the row, or name its column with --field text=NAME.")
    try:
        said |= {"date": _date(said["date"])} if "date" in said else {}
        content = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    except UnicodeEncodeError as error:
        raise SourceError(f"{place}: is not Unicode text.", hint="Write the file as UTF-8.") from error
    except SourceError as error:
        raise SourceError(
            f"{place}: {error.message}", hint="Mend the date, or give none with --field date=."
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    own = hashlib.sha256(f"id {said['id']}".encode()).hexdigest() if "id" in said else digest
    return Item(name=said.get("id", name), place=place, sha256=digest, id=own[:16], row=said)


def _is_said(value: object) -> bool:
    return isinstance(value, str | int | float) and str(value).strip().lower() not in {"", "nan"}


_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
"""Since 1970, as seconds or thousandths of them."""


def _date(said: str) -> str:
    """The day that a row's date is of, as ISO 8601; also year and month, or a year. Raises SourceError for no date."""
    day = re.split(r"(?<=\d)[T ]", said, maxsplit=1)[0]
    if found := _STAMP.fullmatch(said):
        day = "-".join(found.groups())
    elif _SECONDS.fullmatch(said):
        seconds = float(said) if len(said.partition(".")[0]) < 12 else float(said) / 1000
        day = dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
    elif re.match(r"[A-Z][a-z]{2},? \d|\d{1,2} [A-Z]", said):
        try:
            day = parsedate_to_datetime(said).date().isoformat()
        except ValueError:
            day = said
    Period.of(day)
    return day


def _rows(path: str, fields: Mapping[str, str]) -> Iterator[tuple[int, Row | str]]:
    """Number, from 1, and fields of each row of a collection, or why it has none."""
    if path.lower().endswith(".parquet"):
        return _parquet(path, fields)
    return _csv(path, fields) if "sv" in Path(path.lower().removesuffix(".gz")).suffix else _jsonl(path, fields)


def _columns(path: str, names: Sequence[str], fields: Mapping[str, str]) -> dict[str, str]:
    """Field → the column that holds it. Raises SourceError when none has the text, or one that was named is missing."""
    folded = {name.strip().lower(): name for name in reversed(names)}
    found: dict[str, str] = {}
    for name, usual in FIELDS.items():
        wanted = [fields[name]] if name in fields else usual
        column = next((folded[each.lower()] for each in wanted if each.lower() in folded), "")
        if column:
            found[name] = column
        elif name == "text" or fields.get(name):
            named = f"column {wanted[0]!r}" if name in fields else f"column for the text ({', '.join(usual)})"
            words = f"{path}: has no {named}; it has {', '.join(names[:12]) or 'none'}."
            raise SourceError(words, hint=f"Name it with --field {name}=NAME.")
    return found


def _jsonl(path: str, fields: Mapping[str, str]) -> Iterator[tuple[int, Row | str]]:
    rows = ((number, _object(line)) for number, line in enumerate(_lines(path), 1) if line.strip())
    first = list(itertools.islice(rows, _PEEK))
    named = list(dict.fromkeys(key for _, row in first if not isinstance(row, str) for key in row))
    if not named:
        raise SourceError(f"{path}: holds no JSON objects, one a line.", hint="Write one document a line as an object.")
    columns = _columns(path, named, fields)
    for number, row in itertools.chain(first, rows):
        yield number, row if isinstance(row, str) else {key: row.get(name) for key, name in columns.items()}


def _object(line: bytes) -> Row | str:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return f"is not JSON ({error})."
    return row if isinstance(row, dict) else "is no JSON object."


def _csv(path: str, fields: Mapping[str, str]) -> Iterator[tuple[int, Row | str]]:
    csv.field_size_limit(LINE)
    lines = (line.decode("utf-8-sig" if not n else "utf-8", "surrogateescape") for n, line in enumerate(_lines(path)))
    reader = csv.reader(lines, delimiter="\t" if ".tsv" in path.lower()[-7:] else ",")
    try:
        head = next(reader, [])
        columns = _columns(path, head, fields)
        places = {key: head.index(name) for key, name in columns.items()}
        for number, cells in enumerate((row for row in reader if row), 1):
            if len(cells) != len(head):
                yield number, f"has {len(cells)} cells, its header {len(head)}."
            else:
                yield number, {key: cells[place] for key, place in places.items()}
    except csv.Error as error:
        raise SourceError(
            f"{path}: is no CSV in line {reader.line_num:,} ({error}).", hint="Mend that line."
        ) from error


def _lines(path: str) -> Iterator[bytes]:
    """The lines of a file, unpacked where it is packed. Raises SourceError when it is damaged, or packed to harm."""
    packed = path.lower().endswith(".gz")
    held = 0
    try:
        whole = Path(path).stat().st_size
        with cast(BinaryIO, gzip.open(path, "rb")) if packed else Path(path).open("rb") as file:
            while line := file.readline(LINE + 1):
                held += len(line)
                if len(line) > LINE:
                    raise SourceError(f"{path}: has a line of more than {LINE:,} bytes.", hint="Split that document.")
                if packed and held > max(_SMALL, RATIO * whole):
                    words = f"{path}: unpacks to more than {RATIO} times its size."
                    raise SourceError(words, hint="This is no ordinary text; unpack it yourself if you trust it.")
                yield line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(f"{path}: is damaged or cut short ({error}).", hint="Get the file again.") from error
    except OSError as error:
        words = f"{path}: cannot be opened ({error.strerror or error})."
        raise SourceError(words, hint="Check the path and that you may read it.") from error


def _parquet(path: str, fields: Mapping[str, str]) -> Iterator[tuple[int, Row | str]]:
    if not Path(path).is_file():
        raise SourceError(f"{path}: cannot be opened.", hint="Check the path and that you may read it.")
    try:
        with duckdb.connect(config={"threads": 1}) as store:
            table = f"read_parquet('{glob.escape(path).replace(chr(39), chr(39) * 2)}')"
            names = [row[0] for row in store.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()]
            columns = _columns(path, names, fields)
            asked = ", ".join('"' + name.replace('"', '""') + '"::VARCHAR' for name in columns.values())
            found = store.execute(f"SELECT {asked} FROM {table}")
            number = itertools.count(1)
            while batch := found.fetchmany(500):
                for cells in batch:
                    yield next(number), dict(zip(columns, cells, strict=True))
    except duckdb.Error as error:
        first = str(error).partition("\n")[0]
        raise SourceError(f"{path}: is damaged or no Parquet file ({first}).", hint="Get the file again.") from error
