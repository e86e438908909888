"""détente from Python: reading, opening, tables in three frame libraries, and the report in a notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import detente
from detente import exporting, notebook
from detente.errors import DetenteError, RecordError, ShelfError, SourceError
from detente.notebook import Record

FRAMES = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.Table}


def names(frame: Any) -> list[str]:
    return list(frame.column_names if isinstance(frame, pa.Table) else frame.columns)


def test_reads_into_a_folder_of_its_own(article: Path) -> None:
    made = detente.read(str(article))
    assert made.failed == {}
    assert made.path.with_name("report.html").is_file()
    assert len(made.claims("polars")) == len(made.ask("SELECT id FROM claims"))
    made.close()
    assert not made.path.exists(), "a temporary folder goes with its record"


def test_reads_into_a_folder_given_and_opens_it_again(article: Path, tmp_path: Path) -> None:
    made = detente.read(str(article), str(tmp_path / "nowhere.txt"), out=str(tmp_path / "out"))
    assert list(made.failed) == [str(tmp_path / "nowhere.txt")]
    ids = made.ask("SELECT id FROM claims ORDER BY id")
    made.close()
    for path in (tmp_path / "out", tmp_path / "out" / "record.duckdb"):
        with detente.open(str(path)) as again:
            assert again.ask("SELECT id FROM claims ORDER BY id") == ids
    assert (tmp_path / "out" / "quarantine.jsonl").is_file()


def test_nothing_readable_is_an_error_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nothing could be read.*cannot be opened"):
        detente.read(str(tmp_path / "nowhere.txt"))


def test_opening_what_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"no record there.*detente read"):
        detente.open(str(tmp_path))


@pytest.mark.parametrize("backend", FRAMES)
def test_claims_and_findings_come_as_frames(made: Record, backend: str) -> None:
    claims, findings = made.claims(backend), made.findings(backend)
    assert isinstance(claims, FRAMES[backend])
    assert names(claims) == list(exporting.FIELDS)
    assert isinstance(findings, FRAMES[backend])
    assert names(findings)[:2] == ["verdict", "quote"]
    assert len(claims) == len(findings) == len(made.ask("SELECT id FROM claims"))


def test_findings_come_worst_first(made: Record) -> None:
    order = ["refuted", "conflicting", "imprecise", "supported", "unverifiable", "opinion"]
    places = [order.index(verdict) for verdict in made.findings("polars")["verdict"]]
    assert places == sorted(places)


def test_without_a_name_the_library_in_use_is_taken(made: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pandas", "pyarrow"):
        monkeypatch.delitem(sys.modules, name)
    assert isinstance(made.claims(), pl.DataFrame)


def test_without_a_frame_library_a_table_is_a_list(made: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in notebook.BACKENDS:
        monkeypatch.setitem(sys.modules, name, None)
    assert set(made.findings()[0]) == set(exporting.FINDING)
    with pytest.raises(RecordError, match=r"polars is not installed.*pip install polars"):
        made.claims("polars")


def test_an_unknown_frame_library_is_refused(made: Record) -> None:
    with pytest.raises(RecordError, match="There are: pandas, polars, pyarrow"):
        made.claims("excel")


def test_a_text_without_claims_gives_empty_frames_with_columns(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Hello.\n", encoding="utf-8")
    made = detente.read(str(path))
    for backend in FRAMES:
        assert names(made.claims(backend)) == list(exporting.FIELDS)
        assert len(made.claims(backend)) == 0
    assert repr(made) == "<Record of 1 document: no claims>"
    made.close()


def test_a_record_shows_itself(made: Record, tmp_path: Path, folder: Path) -> None:
    assert repr(made).startswith("<Record of 1 document: ")
    page = made._repr_html_()
    assert page.startswith("<iframe")
    assert "allow-same-origin" not in page
    assert page.count("<") == 2, "the report is escaped into an attribute"
    (tmp_path / "record.duckdb").write_bytes((folder / "record.duckdb").read_bytes())
    alone = detente.open(str(tmp_path))
    assert alone._repr_html_().startswith("&lt;Record")
    alone.close()


def test_importing_is_light() -> None:
    heavy = ("spacy", "duckdb", "narwhals", "pandas", "jinja2")
    code = f"import sys, detente; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"


def test_every_error_is_a_detente_error_with_a_hint() -> None:
    for error in (SourceError, RecordError, ShelfError):
        assert issubclass(error, DetenteError)
        assert str(error("It is so.", hint="Do this.")) == "It is so. Do this."
        assert str(error("It is so.")) == "It is so."
