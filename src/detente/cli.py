"""One command a station. Data goes to standard output, talk to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente import asked, commands, tables, telling
from detente.commands import DONE, SOME_UNREAD, AsJson, Quiet, opened, say
from detente.errors import DetenteError, RecordError, ShelfError

if TYPE_CHECKING:
    from detente.model import Period
    from detente.scaling import Options, Part, Run, Work

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads prose on relations between states, checks it, and keeps the record.",
)

USAGE, CONDITION, NO_REFERENCE, INTERRUPTED = 2, 3, 5, 130

TOLD = 10_000
"""Findings that --json prints at most, worst first."""

Actors = Annotated[
    str, typer.Option(help="A CSV file of more actors: name; if you like id, type, code, of, aliases (a|b), from, to.")
]

References = Annotated[
    list[str] | None,
    typer.Option("--reference", help="A CSV or datapackage.json of your own reference rows; may be given again."),
]


def _formats() -> str:
    """The formats of exports, for the help."""
    return ", ".join(row["format"] for row in tables.rows("export_formats.csv"))


def _version(asked: bool) -> None:
    if asked:
        version()
        raise typer.Exit(DONE)


@app.callback()
def _root(
    _asked: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Takes what stands before a command."""


def main() -> None:
    """The entry point: a user's mistake ends in a line, never in a traceback."""
    code = DONE
    try:
        code = app(standalone_mode=False) or DONE  # typer gives back the code of an Exit, and 130 for an interruption
    except DetenteError as error:
        say(f"detente: {error}")
        sys.exit(_code(error))
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        sys.exit(DONE)
    except Exception as error:  # the process boundary: click's own usage errors carry their code and message
        if not hasattr(error, "exit_code"):
            raise
        error.show()  # type: ignore[attr-defined]
        code = int(error.exit_code)
    if code == INTERRUPTED:
        say("detente: interrupted; nothing half-written was left.")
    sys.exit(code)


def _code(error: DetenteError) -> int:
    return NO_REFERENCE if isinstance(error, ShelfError) else USAGE if isinstance(error, RecordError) else SOME_UNREAD


Files = Annotated[
    list[str] | None,
    typer.Argument(
        help="Text, HTML, PDF or DOCX files, folders, - for standard input, or collections of documents, one a row: "
        "JSON lines, CSV, Parquet."
    ),
]
Fields = Annotated[
    list[str] | None, typer.Option("--field", help="Which column of a collection holds what: text=body, date=day.")
]
Replicate = Annotated[
    Path | None, typer.Option(help="A manifest.json: read the same again with the same options, and say what differs.")
]
Shard = Annotated[str, typer.Option(help="Read one part of many, such as 17/500; merge puts them together.")]


@app.command()
def read(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    files: Files = None,
    out: Annotated[Path, typer.Option(help="The output folder.")] = Path("detente-out"),
    date: Annotated[str, typer.Option(help="When the documents were written: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    actors: Actors = "",
    reference: References = None,
    without_fetched: Annotated[bool, typer.Option("--without-fetched", help="Leave fetched sets alone.")] = False,
    model: Annotated[str, typer.Option(help="Another installed spaCy pipeline.")] = "",
    field: Fields = None,
    jobs: Annotated[int, typer.Option(help="Processes; 0 for one a core.", min=0)] = 0,
    shard: Shard = "",
    shard_size: Annotated[int, typer.Option(help="Documents that are read and kept as one piece.", min=1)] = 1000,
    timeout: Annotated[float, typer.Option(help="Seconds that such a piece may take.", min=1)] = 3600,
    replicate: Replicate = None,
    fail_on: Annotated[str, typer.Option(help="End with code 3 if a claim has this verdict, such as refuted.")] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Reads and checks documents; writes report.html, claims.jsonl, record.duckdb and manifest.json."""
    from rich.console import Console  # noqa: PLC0415 - every import that --help does not need waits

    from detente.actors import using  # noqa: PLC0415

    asked.verdict(fail_on)
    then = _then(replicate, out)
    said = then.get("options", {})
    dated, which, fields = asked.period(date or said.get("dated") or ""), asked.which(shard), asked.fields(field or ())
    console = Console(stderr=True, quiet=quiet)
    with using(actors):
        options = _options(dated, model or said.get("model", ""), reference, fetched=not without_fetched)
        options = replace(options, fields={**said.get("fields", {}), **fields})
        how = options, _work(jobs, then.get("shard_size", shard_size), timeout), which
        run, part = _read(console, _files(files, then), out, how)
    for table in options.own if not quiet else ():
        say(telling.own_table(table))
    if part and which:
        _tell_part(part, which, as_json=as_json, quiet=quiet)
    if run:
        counts = _tell(console, run, as_json=as_json, quiet=quiet)
        met = counts.get(fail_on) or not _same(then, run, quiet=quiet)
        raise typer.Exit(CONDITION if met else SOME_UNREAD if run.failures else DONE)


def _files(files: list[str] | None, then: dict[str, Any]) -> list[str]:
    if not files and not then.get("given"):
        raise typer.BadParameter("Missing argument 'FILES…'.")
    return files or list(then["given"])


def _then(replicate: Path | None, out: Path) -> dict[str, Any]:
    """The manifest of the run that is to be had again."""
    from detente import manifests  # noqa: PLC0415

    return manifests.read(replicate, out=out) if replicate else {}


def _same(then: dict[str, Any], run: Run, *, quiet: bool) -> bool:
    """Whether a run gave the claims of the one that it replicates, if it does; says so, and what differs."""
    if not then:
        return True
    now = _manifest(run.record)
    same = bool(then.get("result") == now["result"])
    for line in telling.replicated(then, now, same=same, quiet=quiet):
        say(line)
    return same


def _tell_part(part: Part, which: tuple[int, int], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        typer.echo(json.dumps(part._asdict() | {"out": str(part.out)}))
    elif not quiet:
        say(telling.part(part, which))


def _options(dated: Period | None, model: str, reference: Sequence[str] | None, *, fetched: bool) -> Options:
    from detente import holdings, own_reference, parse, scaling  # noqa: PLC0415

    own, held = own_reference.read(reference or ()), holdings.held() if fetched else ()
    return scaling.Options(dated=dated, model=model or parse.MODEL, own=own, held=held)


def _read(
    console: Any, files: list[str], out: Path, how: tuple[Options, Work, tuple[int, int] | None]
) -> tuple[Run | None, Part | None]:
    """Reads and checks all, or a part of it, and says meanwhile what goes on."""
    from detente import scaling  # noqa: PLC0415

    options, work, which = how
    with console.status("Loading the reference data and the parser …") as status:
        work = replace(work, step=telling.progress(status.update), say=console.print)
        if which:
            return None, scaling.part(files, which, out=out, options=options, work=work)
        return scaling.run(files, out=out, options=options, work=work), None


def _work(jobs: int, size: int, timeout: float) -> Work:
    from detente import scaling  # noqa: PLC0415

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return scaling.Work(jobs=jobs or cores, size=size, seconds=timeout)


def _tell(console: Any, run: Run, *, as_json: bool, quiet: bool) -> dict[str, int]:
    """Says what came out of a run; how many claims there are of each verdict."""
    from rich.text import Text  # noqa: PLC0415

    from detente import exporting  # noqa: PLC0415

    counted = run.record.ask("SELECT verdict, count(*) AS n FROM findings GROUP BY verdict")
    counts = {row["verdict"]: row["n"] for row in counted}
    rows = exporting.worst_first(run.record.ask, limit=TOLD) if as_json or not quiet else []
    if as_json:
        typer.echo(json.dumps({"out": str(run.out), "findings": rows, "failed": dict(run.failed)}, ensure_ascii=False))
    elif not quiet:
        for line in telling.result(run, counts, rows):
            console.print(Text(line), soft_wrap=not console.is_terminal)
    for line in telling.unread(run):
        say(line)
    return counts


@app.command()
def merge(
    folders: Annotated[list[Path], typer.Argument(help="Output folders of read --shard.")],
    out: Annotated[Path | None, typer.Option(help="The output folder; by default the first one.")] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Puts the parts of a run together: the same files as if one machine had read everything."""
    from rich.console import Console  # noqa: PLC0415

    from detente import scaling  # noqa: PLC0415

    console = Console(stderr=True, quiet=quiet)
    with console.status("Writing the record and the report …"):
        run = scaling.merge(folders, out=out)
    _tell(console, run, as_json=as_json, quiet=quiet)
    raise typer.Exit(SOME_UNREAD if run.failures else DONE)


@app.command()
def report(
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    out: Annotated[
        Path | None, typer.Option(help="The page to write; by default report.html beside the record.")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Writes the report of a record again."""
    from detente import reporting  # noqa: PLC0415

    store = opened(record)
    page = reporting.report(store.ask, meta=_manifest(store))
    place = out or store.path.with_name("report.html")
    try:
        place.write_text(page + "\n", encoding="utf-8")
    except OSError as error:
        raise RecordError(
            f"{place}: cannot be written ({error.strerror}).", hint="Give another path with --out."
        ) from error
    if as_json:
        typer.echo(json.dumps({"report": str(place)}))
    elif not quiet:
        say(f"Report: {place}")


def _manifest(store: Any) -> dict[str, Any]:
    """The manifest beside a record; a record that was moved away from its own has none."""
    path = store.path.with_name("manifest.json")
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


@app.command()
def serve(
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    port: Annotated[int, typer.Option(help="The port on this machine; 0 takes any free one.", min=0, max=65535)] = 8765,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Shows a record's report in the browser, with its data, at an address of this machine alone."""
    from detente import web  # noqa: PLC0415

    def ready(address: str) -> None:
        if as_json:
            typer.echo(json.dumps({"url": address}))
            sys.stdout.flush()
        elif not quiet:
            say(f"Report: {address} (Ctrl-C ends)")

    store = opened(record)
    web.serve(store.ask, meta=_manifest(store), port=port, ready=ready)


@app.command()
def export(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    to: Annotated[str, typer.Option(help=f"{_formats()}.")],
    out: Annotated[
        Path | None, typer.Option(help="The file or new folder to write; - for standard output, where it is one file.")
    ] = None,
    author: Annotated[str, typer.Option(help="claimreview: the newsroom that signs the reviews; else nobody.")] = "",
    url: Annotated[str, typer.Option(help="claimreview: the address of the page they will stand on.")] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Writes a record in a form that other tools read, and reads it back."""
    from detente import exporting  # noqa: PLC0415

    store = opened(record)
    newsroom = exporting.Newsroom(author, url)
    if str(out) == "-":
        for line in exporting.lines(store.ask, to, newsroom=newsroom):
            typer.echo(line)
        return
    written = exporting.export(store, to, out, newsroom=newsroom)
    if as_json:
        typer.echo(json.dumps({"out": str(written.path), "rows": dict(written.rows)}))
    elif not quiet:
        told = [f"{n} {name}" for name, n in written.rows.items()]
        many = f"{sum(written.rows.values())} rows in {len(told)} tables"
        say(f"Export: {written.path} ({', '.join(told) if len(told) < 3 else many}, read back)")


for command in (commands.cite, commands.measure, commands.query, commands.dyad, commands.explain, commands.fetch):
    app.command()(command)
app.command("import")(commands.import_events)


@app.command("shelf")
def show_shelf(as_json: AsJson = False, _quiet: Quiet = False) -> None:
    """Lists what is on each shelf, and from which file."""
    from detente.shelf import OFFERS, shelf  # noqa: PLC0415

    found = {name: {key: f"{name}/{key}.py" for key in shelf(name)} for name in OFFERS}
    if as_json:
        typer.echo(json.dumps(found))
        return
    for name, things in found.items():
        typer.echo(f"{name} ({len(things)})")
        for key, file in things.items():
            typer.echo(f"  {key:28} {file}")


@app.command()
def score(
    predicted: Annotated[Path, typer.Argument(help="A claims.jsonl, or a folder of NAME.claims.jsonl.")],
    gold: Annotated[Path, typer.Argument(help="The right answers, in the same form.")],
    as_json: AsJson = False,
    _quiet: Quiet = False,
) -> None:
    """Compares claims with gold claims: precision, recall and F1 by kind, and the verdict figures."""
    from detente import scoring  # noqa: PLC0415

    result = scoring.score(scoring.pairs(gold, predicted))
    typer.echo(json.dumps(result.as_dict(), indent=2) if as_json else result.table())


@app.command()
def version(as_json: AsJson = False, _quiet: Quiet = False) -> None:
    """Prints the version."""
    from detente import __version__  # noqa: PLC0415 - read from the package's metadata when asked for

    typer.echo(json.dumps({"version": __version__}) if as_json else __version__)


if __name__ == "__main__":
    main()
