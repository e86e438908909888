"""détente reads prose on relations between states into claims, checks each, and keeps the record.

Example::

    import detente

    record = detente.read("article.txt")
    record.findings()                 # a table, in your own frame library
    record.ask("SELECT …")            # SQL over the record
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.notebook import Record

__all__ = ["open", "read"]


def read(
    *paths: str,
    out: str | None = None,
    date: str | None = None,
    actors: str | None = None,
    reference: str | Sequence[str] = (),
    fetched: bool = True,
) -> Record:
    """Reads and checks some files or folders; the record, which shows itself in a notebook.

    ``date`` (YYYY, YYYY-MM or YYYY-MM-DD) says when the documents were written, so that "last month" can be resolved.
    ``actors`` is a CSV file of more actors (``name``; if you like ``id``, ``type``, ``code``, ``of``, ``aliases``
    separated by ``|``, ``from``, ``to``), whose spellings go before the packaged ones.
    ``reference`` are files of your own reference rows (CSV, or a ``datapackage.json``; docs/reference-data.md), which
    claims are checked against as well. Sets that ``detente fetch`` has brought are reference too, unless ``fetched`` is
    false.
    Without ``out`` the output folder is a temporary one that lives as long as the record. Raises SourceError when
    nothing could be read; inputs that could not be read while others could are in ``record.failed``.
    """
    from detente import notebook  # noqa: PLC0415 - importing détente must stay fast

    return notebook.read(paths, out=out, date=date, actors=actors, against=notebook.Against(reference, fetched))


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib import metadata  # noqa: PLC0415

        return metadata.version("detente")
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def open(path: str) -> Record:  # noqa: A001 - detente.open(path) is what a reader expects
    """Opens the record in an output folder, or a ``record.duckdb``. Raises RecordError when there is none."""
    from detente import notebook  # noqa: PLC0415

    return notebook.open_record(path)
