"""The commands that ask a record, and those that take in what others have made; ``cli`` registers them."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from detente import asked, telling

DONE, SOME_UNREAD = 0, 4
"""The exit codes when all is done, and when it is done but some inputs could not be read."""

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
"""Taken by every command, so that a script can give it to all; those that only print data have nothing to hush."""

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]


def say(line: str) -> None:
    """Talk goes to standard error."""
    typer.echo(line, err=True)


def opened(path: Path) -> Any:
    """The record in an output folder, or the record file itself."""
    from detente.record import Record  # noqa: PLC0415

    return Record(path / "record.duckdb" if path.is_dir() else path)


def cite(
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    to: Annotated[str, typer.Option(help="text, bibtex, csl (CSL-JSON) or ris.")] = "text",
    as_json: AsJson = False,
    _quiet: Quiet = False,
) -> None:
    """Prints what to cite: détente, the texts read, and the sources that the findings rest on."""
    from detente import exporting  # noqa: PLC0415

    typer.echo(exporting.cite(opened(record).ask, "csl" if as_json else to))


def measure(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    name: Annotated[str, typer.Argument(help="A measure; detente shelf lists them.")],
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    dyad: Annotated[
        tuple[str, str] | None, typer.Option(help="Two states, such as USA RUS, in both directions.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="year, month or day.")] = None,
    count: Annotated[
        str | None, typer.Option(help="events, each once however many report it, or reports; by default events.")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Computes a measure from a record: CSV with the claims behind each number, or all of it with --json."""
    from detente import measuring  # noqa: PLC0415

    series = measuring.measure(opened(record).ask, name, dyad=dyad, by=by, count=count)
    if as_json:
        typer.echo(json.dumps(series.as_dict(), ensure_ascii=False))
        return
    _print_csv(series.columns, [row | {"claims": ";".join(row["claims"])} for row in series.rows()])
    if not quiet:
        spoken = f"speaks from {series.first} to {series.last}" if series.first else "has no dates"
        left = "; ".join(f"{n} left out: {reason}" for reason, n in series.left_out.items())
        counted = f" ({', '.join(f'{n} {what}' for what, n in series.counted.items())})" if series.counted else ""
        say(f"{name} {spoken}; in {series.unit}{counted}{f'; {left}' if left else ''}.")


def _print_csv(columns: Sequence[str], rows: list[dict[str, Any]]) -> None:
    import csv  # noqa: PLC0415

    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def query(
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    sql: Annotated[str, typer.Argument(help="A query; docs/codebook.md lists the tables.")],
    as_json: AsJson = False,
    _quiet: Quiet = False,
) -> None:
    """Asks a record in SQL; prints CSV, or JSON lines with --json."""
    store = opened(record)
    rows = store.ask(sql)
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False, default=str))
        return
    columns = list(rows[0]) if rows else [row["column_name"] for row in store.ask(f"DESCRIBE {sql.rstrip('; ')}")]
    _print_csv(columns, rows)


def dyad(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    a: Annotated[str, typer.Argument(help='A state or organisation, by code or name: RUS, "Russia", igo:nato.')],
    b: Annotated[str, typer.Argument(help="The other one.")],
    record: Annotated[
        Path | None, typer.Argument(help="An output folder or a record.duckdb; by default the packaged reference data.")
    ] = None,
    first: Annotated[str, typer.Option("--from", help="From when: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    last: Annotated[str, typer.Option("--to", help="Until when, in the same form.")] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """All that is known of two states in time order, with sources; CSV, or with --json also counts by year."""
    from detente import dyads  # noqa: PLC0415
    from detente.storing import packaged  # noqa: PLC0415

    for option, date in (("--from", first), ("--to", last)):
        asked.period(date, option)
    with packaged() if record is None else contextlib.closing(opened(record)) as store:
        found = dyads.dyad(store.ask, a, b, first=first, last=last)
        others = dyads.earlier(store.ask, found)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, default=str))
        return
    _print_csv(dyads.COLUMNS, [row | {"sources": "; ".join(row["sources"])} for row in found.rows()])
    if not quiet:
        for line in telling.dyad_lines(found, others):
            say(line)


def explain(
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    claims: Annotated[list[str], typer.Argument(help="Ids of claims, or their numbers in the report.")],
    as_json: AsJson = False,
    _quiet: Quiet = False,
) -> None:
    """Says which rule read a claim, from which words, what else was possible, and why it has its verdict."""
    from detente import explaining  # noqa: PLC0415

    store = opened(record)
    for claim in claims:
        told = explaining.explain(store.ask, claim)
        for line in [json.dumps(told, ensure_ascii=False)] if as_json else explaining.lines(told):
            typer.echo(line)


def import_events(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    form: Annotated[str, typer.Argument(help="gdelt, icews, polecat, phoenix, acled, ucdp or csv.")],
    files: Annotated[list[Path], typer.Argument(help="Files as published, also .gz or .zip, or folders of them.")],
    out: Annotated[Path, typer.Option(help="The output folder; a record in it is added to.")] = Path("detente-out"),
    record: Annotated[Path | None, typer.Option(help="A record to add to, instead of --out.")] = None,
    columns: Annotated[list[str] | None, typer.Option("--map", help="csv: part=column, like source=actor1.")] = None,
    name: Annotated[str, typer.Option(help="csv: what the set is called; rows of one set are added once.")] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Adds other people's event data to a record: its events are queried and measured beside those of texts."""
    from rich.console import Console  # noqa: PLC0415

    from detente import importing  # noqa: PLC0415

    store = opened(record).path if record else out / "record.duckdb"
    known = importing.chosen(form, columns or (), name)
    with Console(stderr=True, quiet=quiet).status("Loading the lists of codes and actors …") as status:
        told = "{1} of {2} files read; reading {0} …"
        run = importing.run(files, known, store, lambda *at: status.update(told.format(*at)))
    if as_json:
        typer.echo(json.dumps({"record": str(store), **run.as_dict()}, ensure_ascii=False))
    for line in run.lines(quiet=quiet or as_json):
        say(line)
    raise typer.Exit(SOME_UNREAD if run.failed else DONE)


def fetch(
    name: Annotated[str, typer.Argument(help="A set; --list names them.")] = "",
    start: Annotated[
        Path | None, typer.Option("--from", help="A file or folder that you have already, instead of a download.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the sets, and which of them are here.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Brings a public set of reference data, which read then uses; kept in the user's cache, or DETENTE_DATA."""
    from detente import holdings  # noqa: PLC0415

    if listed:
        for line in telling.sets(as_json=as_json):
            typer.echo(line)
        return
    if not name:
        raise typer.BadParameter("no set is named; detente fetch --list names them.", param_hint="NAME")
    found = holdings.fetch(name, start=start, step=telling.download(quiet=quiet))
    if as_json:
        told = {"rows": dict(found.rows), "from": found.first, "to": found.last, "set_aside": dict(found.set_aside)}
        typer.echo(json.dumps({"id": name, "path": str(found.path), **told, "sha256": found.source.sha256}))
    elif not quiet:
        say(f"{found.source.publisher}, {found.source.title} ({found.source.licence}): {telling.holds(found)}")
        aside = sorted(found.set_aside.items(), key=lambda item: (-item[1], item[0]))
        if aside:
            say(f"{sum(found.set_aside.values()):,} rows set aside, most often: {aside[0][0]}")
        say(f"Kept: {found.path} (SHA-256 of what it is made of: {found.source.sha256})")
