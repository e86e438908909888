"""The door to the network: whole, changed, broken off, too large, not there; by a server of this machine."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from detente import fetching, holdings, own_reference
from detente.errors import ShelfError, SourceError
from detente.fetching import Download

CONTENT = b"".join(b"%d,a line of a table\n" % number for number in range(20_000))
SAMPLES = Path(__file__).parent / "data" / "fetch"


class _Server(BaseHTTPRequestHandler):
    """Answers by the path: ``cut`` breaks off once and then goes on where asked, ``torn`` always breaks off."""

    ranges: list[str] = []  # noqa: RUF012 - emptied by the fixture

    def do_GET(self) -> None:
        first = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        self.ranges.append(self.headers.get("Range") or "")
        how = self.path.strip("/").partition("?")[0]
        if how == "gone":
            self.send_error(404)
        elif how == "away":
            self.send_response(302)
            self.send_header("Location", "http://example.org/table.csv")
            self.end_headers()
        else:
            self._send(how, first)

    def _send(self, how: str, first: int) -> None:
        content = (SAMPLES / "stockpiles" / "stockpiles.csv").read_bytes() if how == "stockpiles.csv" else CONTENT
        whole = how in {"torn", "deaf"} or not first
        self.send_response(200 if whole else 206)
        rest = content if whole else content[first:]
        if how != "endless":
            self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        cut = how == "torn" or (how in {"cut", "deaf"} and len(self.ranges) == 1)
        self.wfile.write(rest[: len(rest) // 2] if cut else rest)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server that answers as its paths say."""
    _Server.ranges.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()


@pytest.mark.parametrize(("path", "asked"), [("whole", 1), ("cut", 2), ("deaf", 2), ("endless", 1)])
def test_a_file_comes_whole_also_when_it_is_taken_up_again(server: str, path: str, asked: int, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    target = tmp_path / "table.csv"
    digest = fetching.download(
        Download(url=f"{server}/{path}"), target, step=lambda done, whole: steps.append((done, whole))
    )
    assert target.read_bytes() == CONTENT
    assert digest == hashlib.sha256(CONTENT).hexdigest()
    assert steps[-1] == (len(CONTENT), 0 if path == "endless" else len(CONTENT))
    assert len(_Server.ranges) == asked
    assert _Server.ranges[-1] == ("" if asked == 1 else f"bytes={len(CONTENT) // 2}-")


def test_a_checksum_that_is_right_is_compared(server: str, tmp_path: Path) -> None:
    what = Download(url=f"{server}/whole", sha256=hashlib.sha256(CONTENT).hexdigest())
    assert fetching.download(what, tmp_path / "table.csv") == what.sha256


@pytest.mark.parametrize(
    ("path", "limit", "says"),
    [
        ("whole", fetching.LIMIT, "expected 00"),
        ("gone", fetching.LIMIT, "404"),
        ("torn", fetching.LIMIT, "broke off"),
        ("whole", 1000, "expected at most 1,000"),
        ("endless", 1000, "more than 1,000"),
        ("away", fetching.LIMIT, "only https"),
    ],
)
def test_what_goes_wrong_is_told_and_leaves_the_old_file(
    server: str, path: str, limit: int, says: str, tmp_path: Path
) -> None:
    target = tmp_path / "table.csv"
    target.write_text("old")
    with pytest.raises(ShelfError) as told:
        fetching.download(Download(url=f"{server}/{path}", sha256="00"), target, limit=limit)
    assert says in str(told.value)
    assert [item.read_text() for item in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("url", ["http://example.org/a.csv", "ftp://example.org/a.csv", "file:///etc/hosts"])
def test_only_https_is_fetched(url: str, tmp_path: Path) -> None:
    with pytest.raises(ShelfError, match="only https"):
        fetching.download(Download(url=url), tmp_path / "a.csv")


def test_without_a_network_the_error_says_how_to_give_a_file(tmp_path: Path) -> None:
    with pytest.raises(ShelfError, match="--from PATH"):
        fetching.download(Download(url="http://127.0.0.1:9/a.csv"), tmp_path / "a.csv")


def test_a_set_is_downloaded_and_kept(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path / "kept"))
    there = Download(url=f"{server}/stockpiles.csv?form=csv")
    local = dataclasses.replace(fetching.pick("stockpiles"), downloads=(there,))
    monkeypatch.setattr(fetching, "pick", lambda _name: local)
    found = holdings.fetch("stockpiles")
    assert dict(found.rows) == {"quantity": 2}
    assert sorted(item.name for item in (tmp_path / "kept").iterdir()) == ["stockpiles.json", "stockpiles.parquet"]


def test_where_sets_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_DATA", "/given")
    assert fetching.folder() == Path("/given")
    monkeypatch.delenv("DETENTE_DATA")
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert fetching.folder() == Path("/cache/detente")


@pytest.mark.parametrize("name", sorted(fetching.catalogue()))
def test_every_set_of_the_catalogue_says_what_it_is(name: str) -> None:
    found = fetching.pick(name)
    assert all((found.title, found.publisher, found.url, found.licence, found.speaks, found.get))
    assert all(item.url.startswith("https://") for item in found.downloads)
    assert {rows.kind for rows in found.rows} <= {*own_reference.forms(), "view"}
    assert found.tables.keys() >= {need for rows in found.rows if rows.kind == "view" for need in rows.needs} - {
        rows.query.split()[2] for rows in found.rows if rows.kind == "view"
    }
    assert (SAMPLES / name).is_dir(), "a sample of the published form"


def test_an_unknown_set_is_told_with_the_known_ones() -> None:
    with pytest.raises(ShelfError, match=r"There are: .*un_votes"):
        fetching.pick("un-votes")


def test_no_file_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file there"):
        fetching.lists(tmp_path)
