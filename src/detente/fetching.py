"""The only door to the network: public sets are downloaded from their publishers and kept in the user's cache.

The catalogue (``data/fetched.toml``) says which sets there are, where they are published, and how their columns become
rows of ours.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from detente.errors import ShelfError, SourceError

LIMIT = 1 << 30
"""Bytes that a download may have at most."""

TIMEOUT = 60
"""Seconds without a byte after which a download ends."""

TRIES = 4
"""How often an interrupted download is taken up again."""

_CHUNK = 1 << 18
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})

Step = Callable[[int, int], None]
"""Told how many bytes of a download are there and how many there will be; 0 when the server does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A published file; ``sha256`` is empty where the publisher brings it up to date."""

    url: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What becomes of the set's tables: a query that gives rows of a reference table ``kind``, and what it ``needs``.

    ``near`` is how many days from a claim's time a row may be to be held against it; 0 is any.
    """

    kind: str
    query: str
    needs: tuple[str, ...]
    near: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSet:
    """One public set: who publishes it, its files, how a file is told by its columns, and the rows made of them.

    ``speaks`` says of what it has rows, ``get`` how to come by its files, ``refutes`` whether it can refute.
    """

    id: str
    title: str
    publisher: str
    url: str
    year: str
    licence: str
    speaks: str
    get: str
    refutes: bool
    downloads: tuple[Download, ...]
    tables: Mapping[str, tuple[str, ...]]
    actors: Mapping[str, str]
    rows: tuple[Rows, ...]


@cache
def catalogue() -> Mapping[str, PublicSet]:
    """Every set that can be fetched, by id."""
    said = tomllib.loads((files("detente") / "data" / "fetched.toml").read_text(encoding="utf-8"))
    return {name: _set(name, entry) for name, entry in sorted(said.items())}


def _set(name: str, said: Mapping[str, Any]) -> PublicSet:
    rows = (Rows(**{**item, "needs": tuple(item["needs"])}) for item in said["rows"])
    words = {key: said.get(key, "") for key in ("title", "publisher", "url", "year", "licence", "speaks", "get")}
    return PublicSet(
        id=name,
        **words,
        refutes=said.get("refutes", True),
        downloads=tuple(Download(**item) for item in said.get("downloads", ())),
        tables={key: tuple(columns) for key, columns in said["tables"].items()},
        actors=said.get("actors", {}),
        rows=tuple(rows),
    )


def pick(name: str) -> PublicSet:
    """A set by its id. Raises ShelfError that lists the known ones."""
    if name not in catalogue():
        raise ShelfError(f"no set {name!r}.", hint=f"There are: {', '.join(catalogue())}.")
    return catalogue()[name]


def folder() -> Path:
    """Where fetched sets are kept: ``DETENTE_DATA``, else ``detente`` in the user's cache."""
    given = os.environ.get("DETENTE_DATA")
    if given:
        return Path(given)
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "detente"


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download(what: Download, target: Path, *, limit: int = LIMIT, step: Step = lambda *_: None) -> str:
    """Brings a file to ``target`` and says its SHA-256; what was there before stays until the new one is whole.

    An interrupted download is taken up where it stopped if the server allows it. Raises ShelfError when the file
    cannot be had, is larger than ``limit`` bytes, or has another checksum than the catalogue.
    """
    _allowed(what.url)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)  # of an earlier run: perhaps of another edition
    try:
        _complete(what.url, part, limit, step)
        found = sha256(part)
        if what.sha256 and found != what.sha256:
            words = f"{what.url}: has SHA-256 {found}, expected {what.sha256}."
            raise ShelfError(words, hint="The file was changed or damaged on its way; nothing was replaced.")
        part.replace(target)
    except OSError as error:
        raise ShelfError(f"{target}: cannot be written ({error.strerror}).", hint="Check the disk.") from error
    finally:
        part.unlink(missing_ok=True)
    return found


def _allowed(url: str) -> None:
    """Raises ShelfError unless an address is one of https, or of this machine."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise ShelfError(f"{url}: only https is fetched.", hint="Mend the address in the catalogue.")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a server only to where an address of the catalogue might point."""

    def redirect_request(self, *told: Any) -> Any:  # the last of it is the new address
        told[1].close()
        _allowed(told[-1])
        return super().redirect_request(*told)


def _complete(url: str, part: Path, limit: int, step: Step) -> None:
    """Fills ``part`` from an address, in several goes if need be."""
    for left in reversed(range(TRIES)):
        try:
            if _go_on(url, part, limit, step):
                return
            reason = "the connection broke off"
        except urllib.error.HTTPError as error:
            error.close()
            raise _unreachable(url, f"{error.code} {error.reason}") from error
        except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
            reason = str(getattr(error, "reason", "") or error or type(error).__name__)
        if not left or not part.exists():  # without a first byte it is no interruption
            raise _unreachable(url, reason)


def _unreachable(url: str, reason: str) -> ShelfError:
    hint = "Without a network, get the file elsewhere and give it with --from PATH (detente fetch --list says which)."
    return ShelfError(f"{url}: cannot be fetched ({reason}).", hint=hint)


def _go_on(url: str, part: Path, limit: int, step: Step) -> bool:
    """One go; whether the file is whole then."""
    there = part.stat().st_size if part.exists() else 0
    asked = {"User-Agent": "detente", "Accept-Encoding": "identity"} | ({"Range": f"bytes={there}-"} if there else {})
    opener = urllib.request.build_opener(_Redirects)
    with opener.open(urllib.request.Request(url, headers=asked), timeout=TIMEOUT) as answer:
        there = there if answer.status == 206 else 0
        length = answer.headers.get("Content-Length")
        whole = there + int(length) if length else 0
        if whole > limit:
            raise ShelfError(f"{url}: has {whole:,} bytes, expected at most {limit:,}.", hint="Use --from PATH.")
        with part.open("ab" if there else "wb") as file:
            _copy(answer, file, limit, lambda done: step(done, whole))
        return not whole or part.stat().st_size >= whole


def _copy(answer: Any, file: BinaryIO, limit: int, step: Callable[[int], None]) -> None:
    while chunk := answer.read1(_CHUNK):
        file.write(chunk)
        if file.tell() > limit:
            raise ShelfError(f"more than {limit:,} bytes came.", hint="Use --from PATH.")
        step(file.tell())


def lists(path: Path) -> tuple[Path, ...]:
    """The files that a user's ``--from`` means: itself, or those in the folder. Raises SourceError when none is."""
    found = tuple(sorted(item for item in path.iterdir() if item.is_file())) if path.is_dir() else (path,)
    if not found or not all(item.is_file() for item in found):
        raise SourceError(f"{path}: no file there.", hint="Give a file or a folder with the files.")
    return found
