"""The record as a person at a Python prompt or in a notebook has it: tables as frames, and the report shown."""

from __future__ import annotations

import html
import importlib
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

import narwhals as nw

from detente import dyads, exporting, holdings, measuring, own_reference, scaling
from detente.actors import using
from detente.errors import RecordError
from detente.model import Period
from detente.record import Record as Stored

BACKENDS = ("pandas", "polars", "pyarrow")
"""Frame libraries that a table can be given in, in the order in which they are tried."""


class Record(Stored):
    """A record with its tables as frames. ``failed`` says which inputs could not be read, and why."""

    def __init__(
        self,
        path: Path,
        *,
        failed: Mapping[str, str] | None = None,
        folder: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        super().__init__(path)
        self.failed = dict(failed or {})
        self._folder = folder  # a temporary output folder lives as long as the record

    def claims(self, backend: str | None = None) -> Any:
        """The claims in the interchange form, one row each, in text order, as a frame of ``backend``.

        Without a name: of the frame library imported already, else of the first one installed, else a list of dicts.
        """
        return _frame(list(exporting.interchange(self.ask)), exporting.FIELDS, backend)

    def findings(self, backend: str | None = None) -> Any:
        """The findings, worst first: verdict, words, reason, what it should be, source. A frame as for ``claims``."""
        return _frame(exporting.worst_first(self.ask), exporting.FINDING, backend)

    def measure(
        self,
        name: str,
        *,
        dyad: tuple[str, str] | None = None,
        by: str | None = None,
        count: str | None = None,
        backend: str | None = None,
    ) -> Any:
        """The numbers of a measure on the shelf, one row each, as a frame as for ``claims``.

        ``dyad`` are two actor ids, in both directions; ``by`` is ``year``, ``month`` or ``day``; ``count`` is
        ``events`` or ``reports``. The column ``claims`` lists the ids of the claims behind a number. Raises RecordError
        for what there is not, or the measure does not take.
        """
        series = measuring.measure(self.ask, name, dyad=dyad, by=by, count=count)
        return _frame(series.rows(), series.columns, backend)

    def dyad(self, a: str, b: str, *, first: str = "", last: str = "") -> dyads.Dyad:
        """All that the record has on two actors, given by id or name, from ``first`` to ``last`` (partial ISO dates).

        Raises RecordError for a name that no actor has.
        """
        return dyads.dyad(self.ask, a, b, first=first, last=last)

    def close(self) -> None:
        """Lets go of the file, and of the output folder if that is a temporary one."""
        super().close()
        if self._folder is not None:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.ask("SELECT verdict, count(*) AS n FROM findings GROUP BY verdict ORDER BY n DESC, verdict")
        documents = len(self.ask("SELECT id FROM documents"))
        found = ", ".join(f"{row['n']} {row['verdict']}" for row in counts)
        return f"<Record of {documents} {'document' if documents == 1 else 'documents'}: {found or 'no claims'}>"

    def _repr_html_(self) -> str:
        report = self.path.with_name("report.html")
        if not report.is_file():
            return html.escape(repr(self))
        page = html.escape(report.read_text(encoding="utf-8"), quote=True)
        frame = 'title="détente report" style="width:100%;height:640px;border:0" sandbox="allow-scripts allow-popups"'
        return f'<iframe {frame} srcdoc="{page}"></iframe>'


class Against(NamedTuple):
    """What claims are held against besides the packaged rows: files of the user's, and the fetched sets."""

    reference: str | Sequence[str] = ()
    fetched: bool = True


def read(
    paths: Sequence[str],
    *,
    out: str | None,
    date: str | None = None,
    actors: str | None = None,
    against: Against,
) -> Record:
    """See ``detente.read``."""
    files = [against.reference] if isinstance(against.reference, str) else list(against.reference)
    folder = None if out else tempfile.TemporaryDirectory(prefix="detente-")
    try:
        dated = Period.of(date) if date else None
        held = holdings.held() if against.fetched else ()
        with using(actors):
            options = scaling.Options(dated=dated, own=own_reference.read(files), held=held)
            made = scaling.run(list(paths), out=Path(folder.name if folder else str(out)), options=options)
    except BaseException:
        if folder:
            folder.cleanup()
        raise
    made.record.close()
    return Record(made.record.path, failed=made.failed, folder=folder)


def open_record(path: str) -> Record:
    """See ``detente.open``."""
    place = Path(path)
    return Record(place / "record.duckdb" if place.is_dir() else place)


def _frame(rows: list[dict[str, Any]], columns: Sequence[str], backend: str | None) -> Any:
    if backend is not None and backend not in BACKENDS:
        raise RecordError(f"no frame library {backend!r}.", hint=f"There are: {', '.join(BACKENDS)}.")
    cells = {name: [row[name] for row in rows] for name in columns}
    for name in BACKENDS if backend is None else (backend,):
        if backend is None and sys.modules.keys() & set(BACKENDS) and name not in sys.modules:
            continue  # a frame library that is in use already goes before one that is only installed
        try:
            return nw.from_dict(cells, backend=importlib.import_module(name)).to_native()
        except ImportError:
            if backend:
                raise RecordError(f"{backend} is not installed.", hint=f"Install it: pip install {backend}.") from None
    return [{name: row[name] for name in columns} for row in rows]
