"""What several test files share: the packaged reference, a reader of short texts, and one run on disk."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from detente import notebook, record, scaling
from detente.facts import Reference
from detente.model import Document, Period, Source

ROOT = Path(__file__).parents[1]
ARTICLE = (
    "Finland joined NATO on 4 April 2023. New START limits each side to 1,550 deployed warheads.\n\n"
    "India and Pakistan signed the Indus Waters Treaty in Karachi on 19 September 1960. The quarrel remains tragic.\n"
)
"""A short article of four sentences, one of them an evaluation."""

os.environ["DETENTE_DATA"] = str(ROOT / "tests" / "data" / "nothing fetched")  # not what whoever runs the tests has

Parse = Callable[..., record.Read]
Command = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def known() -> Reference:
    """The packaged reference data, ready for look-ups."""
    return scaling.reference()


@pytest.fixture(scope="session")
def parse(known: Reference) -> Parse:
    """``parse(text, dated)``: a short text read and checked; the parser is loaded once a session."""

    def read(text: str, dated: str = "2026-01") -> record.Read:
        source = Source(id=hashlib.sha256(text.encode()).hexdigest()[:16], title=text[:40])
        return scaling.one(Document(source=source, text=text, dated=Period.of(dated)), "a text", known)

    return read


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with ``ARTICLE`` in it."""
    path = tmp_path_factory.mktemp("article") / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def folder(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over ``ARTICLE``."""
    out = tmp_path_factory.mktemp("run")
    scaling.run([str(article)], out=out, options=scaling.Options(dated=Period.of("2026-01"))).record.close()
    return out


@pytest.fixture
def made(folder: Path) -> notebook.Record:
    """The record of that run."""
    return notebook.open_record(str(folder))


@pytest.fixture(scope="session")
def detente() -> Command:
    """``detente("read", …)``: the command in a process of its own, as a user calls it."""

    def run(*given: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        command: Sequence[str] = [sys.executable, "-m", "detente.cli", *map(str, given)]
        environment = os.environ | {"PYTHONWARNINGS": "ignore", "COLUMNS": "120", "NO_COLOR": "1"}
        return subprocess.run(
            command, input=stdin, capture_output=True, check=False, cwd=cwd, env=environment, timeout=120
        )

    return run
