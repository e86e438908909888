"""One command a station. Data goes to standard output, talk to standard error."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente import tables
from detente.errors import DetenteError, RecordError, ShelfError
from detente.telling import WORDS, dyad_lines, verdict_lines

if TYPE_CHECKING:
    from detente.holdings import Held
    from detente.model import Period
    from detente.own_reference import OwnTable
    from detente.scaling import Options, Run

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads prose on relations between states, checks it, and keeps the record.",
)

DONE, USAGE, CONDITION, SOME_UNREAD, NO_REFERENCE, INTERRUPTED = 0, 2, 3, 4, 5, 130

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
"""Taken by every command, so that a script can give it to all; those that only print data have nothing to hush."""

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]

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
        _say(f"detente: {error}")
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
        _say("detente: interrupted; nothing half-written was left.")
    sys.exit(code)


def _code(error: DetenteError) -> int:
    return NO_REFERENCE if isinstance(error, ShelfError) else USAGE if isinstance(error, RecordError) else SOME_UNREAD


def _say(line: str) -> None:
    typer.echo(line, err=True)


@app.command()
def read(  # noqa: PLR0913, PLR0917 - the options of a command are its interface
    files: Annotated[
        list[str], typer.Argument(help="Text, HTML, PDF or DOCX files, folders, or - for standard input.")
    ],
    out: Annotated[Path, typer.Option(help="The output folder.")] = Path("detente-out"),
    date: Annotated[str, typer.Option(help="When the documents were written: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    actors: Actors = "",
    reference: References = None,
    without_fetched: Annotated[bool, typer.Option("--without-fetched", help="Leave fetched sets alone.")] = False,
    model: Annotated[str, typer.Option(help="Another installed spaCy pipeline.")] = "",
    fail_on: Annotated[
        str, typer.Option(help="End with code 3 if a claim has this verdict, for example refuted.")
    ] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Reads and checks documents; writes report.html, claims.jsonl, record.duckdb and manifest.json."""
    from rich.console import Console  # noqa: PLC0415 - every import that --help does not need waits

    from detente.actors import using  # noqa: PLC0415

    _verdict(fail_on)
    dated = _period(date)
    console = Console(stderr=True, quiet=quiet)
    with using(actors):
        options = _options(dated, model, reference, fetched=not without_fetched)
        run = _run(console, files, out, options)
    for table in options.own if not quiet else ():
        _say(_own(table))
    rows = _findings(run)
    if as_json:
        typer.echo(json.dumps({"out": str(run.out), "findings": rows, "failed": dict(run.failed)}, ensure_ascii=False))
    elif not quiet:
        _show(console, verdict_lines(run, rows))
    for path, reason in run.failed.items():
        _say(f"not read: {reason if path in reason else f'{path}: {reason}'}")
    if fail_on and any(row["verdict"] == fail_on for row in rows):
        raise typer.Exit(CONDITION)
    raise typer.Exit(SOME_UNREAD if run.failed else DONE)


def _options(dated: Period | None, model: str, reference: Sequence[str] | None, *, fetched: bool) -> Options:
    from detente import holdings, own_reference, parse, scaling  # noqa: PLC0415

    own, held = own_reference.read(reference or ()), holdings.held() if fetched else ()
    return scaling.Options(dated=dated, model=model or parse.MODEL, own=own, held=held)


def _run(console: Any, files: list[str], out: Path, options: Options) -> Run:
    """Reads and checks, and says meanwhile what goes on."""
    from detente import scaling  # noqa: PLC0415

    with console.status("Loading the reference data and the parser …") as status:

        def step(path: str, done: int, total: int) -> None:
            status.update(
                f"{done} of {total} read; reading {path} …" if path else "Writing the record and the report …"
            )

        return scaling.run(files, out=out, options=options, step=step)


def _own(table: OwnTable) -> str:
    """What became of a file of a user's rows, with the first one that was set aside."""
    told = f"Reference {table.name}: {len(table.rows)} {'row' if len(table.rows) == 1 else 'rows'}"
    if not table.set_aside:
        return told
    row, reason = next(iter(table.set_aside.items()))
    return f"{told}, {len(table.set_aside)} set aside (quarantine.jsonl), such as row {row}: {reason}"


def _verdict(name: str) -> None:
    if name and name not in WORDS:
        raise typer.BadParameter(f"{name!r} is no verdict; there are: {', '.join(WORDS)}.", param_hint="--fail-on")


def _period(date: str, option: str = "--date") -> Period | None:
    from detente.errors import SourceError  # noqa: PLC0415
    from detente.model import Period  # noqa: PLC0415

    try:
        return Period.of(date) if date else None
    except SourceError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error


def _findings(run: Run) -> list[dict[str, Any]]:
    from detente import exporting  # noqa: PLC0415

    return exporting.worst_first(run.record.ask)


def _show(console: Any, lines: Sequence[str]) -> None:
    from rich.text import Text  # noqa: PLC0415

    for line in lines:
        console.print(Text(line), soft_wrap=not console.is_terminal)


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

    store = _open(record)
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
        _say(f"Report: {place}")


def _open(path: Path) -> Any:
    from detente.record import Record  # noqa: PLC0415

    return Record(path / "record.duckdb" if path.is_dir() else path)


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
            _say(f"Report: {address} (Ctrl-C ends)")

    store = _open(record)
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

    store = _open(record)
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
        _say(f"Export: {written.path} ({', '.join(told) if len(told) < 3 else many}, read back)")


@app.command()
def cite(
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    to: Annotated[str, typer.Option(help="text, bibtex, csl (CSL-JSON) or ris.")] = "text",
    as_json: AsJson = False,
    _quiet: Quiet = False,
) -> None:
    """Prints what to cite: détente, the texts read, and the sources that the findings rest on."""
    from detente import exporting  # noqa: PLC0415

    typer.echo(exporting.cite(_open(record).ask, "csl" if as_json else to))


@app.command()
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

    series = measuring.measure(_open(record).ask, name, dyad=dyad, by=by, count=count)
    if as_json:
        typer.echo(json.dumps(series.as_dict(), ensure_ascii=False))
        return
    _print_csv(series.columns, [row | {"claims": ";".join(row["claims"])} for row in series.rows()])
    if not quiet:
        spoken = f"speaks from {series.first} to {series.last}" if series.first else "has no dates"
        left = "; ".join(f"{n} left out: {reason}" for reason, n in series.left_out.items())
        counted = f" ({', '.join(f'{n} {what}' for what, n in series.counted.items())})" if series.counted else ""
        _say(f"{name} {spoken}; in {series.unit}{counted}{f'; {left}' if left else ''}.")


def _print_csv(columns: Sequence[str], rows: list[dict[str, Any]]) -> None:
    import csv  # noqa: PLC0415

    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


@app.command()
def query(
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    sql: Annotated[str, typer.Argument(help="A query; docs/codebook.md lists the tables.")],
    as_json: AsJson = False,
    _quiet: Quiet = False,
) -> None:
    """Asks a record in SQL; prints CSV, or JSON lines with --json."""
    store = _open(record)
    rows = store.ask(sql)
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False, default=str))
        return
    columns = list(rows[0]) if rows else [row["column_name"] for row in store.ask(f"DESCRIBE {sql.rstrip('; ')}")]
    _print_csv(columns, rows)


@app.command()
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
    from detente.record import packaged  # noqa: PLC0415

    for option, date in (("--from", first), ("--to", last)):
        _period(date, option)
    with packaged() if record is None else contextlib.closing(_open(record)) as store:
        found = dyads.dyad(store.ask, a, b, first=first, last=last)
        others = dyads.earlier(store.ask, found)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, default=str))
        return
    _print_csv(dyads.COLUMNS, [row | {"sources": "; ".join(row["sources"])} for row in found.rows()])
    if not quiet:
        for line in dyad_lines(found, others):
            _say(line)


@app.command()
def explain(
    record: Annotated[Path, typer.Argument(help="An output folder or a record.duckdb.")],
    claims: Annotated[list[str], typer.Argument(help="Ids of claims, or their numbers in the report.")],
    as_json: AsJson = False,
    _quiet: Quiet = False,
) -> None:
    """Says which rule read a claim, from which words, what else was possible, and why it has its verdict."""
    from detente import explaining  # noqa: PLC0415

    store = _open(record)
    for claim in claims:
        told = explaining.explain(store.ask, claim)
        for line in [json.dumps(told, ensure_ascii=False)] if as_json else explaining.lines(told):
            typer.echo(line)


@app.command("import")
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

    store = _open(record).path if record else out / "record.duckdb"
    known = importing.chosen(form, columns or (), name)
    with Console(stderr=True, quiet=quiet).status("Loading the lists of codes and actors …") as status:
        told = "{1} of {2} files read; reading {0} …"
        run = importing.run(files, known, store, lambda *at: status.update(told.format(*at)))
    if as_json:
        typer.echo(json.dumps({"record": str(store), **run.as_dict()}, ensure_ascii=False))
    for line in run.lines(quiet=quiet or as_json):
        _say(line)
    raise typer.Exit(SOME_UNREAD if run.failed else DONE)


@app.command()
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
        _list_sets(as_json=as_json)
        return
    if not name:
        raise typer.BadParameter("no set is named; detente fetch --list names them.", param_hint="NAME")
    found = holdings.fetch(name, start=start, step=_progress(quiet=quiet))
    if as_json:
        told = {"rows": dict(found.rows), "from": found.first, "to": found.last, "set_aside": dict(found.set_aside)}
        typer.echo(json.dumps({"id": name, "path": str(found.path), **told, "sha256": found.source.sha256}))
    elif not quiet:
        _say(f"{found.source.publisher}, {found.source.title} ({found.source.licence}): {_holds(found)}")
        aside = sorted(found.set_aside.items(), key=lambda item: (-item[1], item[0]))
        if aside:
            _say(f"{sum(found.set_aside.values()):,} rows set aside, most often: {aside[0][0]}")
        _say(f"Kept: {found.path} (SHA-256 of what it is made of: {found.source.sha256})")


def _progress(*, quiet: bool) -> Callable[[int, int], None]:
    """Says on a terminal how much of a download is there; nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        return lambda _done, _whole: None
    return lambda done, whole: typer.echo(
        f"\r{done / 1e6:,.1f} MB{f' of {whole / 1e6:,.1f} MB' if whole else ''} ", nl=False, err=True
    )


def _holds(found: Held) -> str:
    counts = ", ".join(f"{count:,} {kind}" for kind, count in found.rows.items())
    return f"{counts} rows, from {found.first} to {found.last}"


def _list_sets(*, as_json: bool) -> None:
    from detente import fetching, holdings  # noqa: PLC0415

    kept = {found.path.stem: found for found in holdings.held()}
    for name, item in fetching.catalogue().items():
        here = _holds(kept[name]) if name in kept else ""
        how = "download" if item.downloads else "--from"
        if as_json:
            told = {key: getattr(item, key) for key in ("title", "publisher", "url", "licence", "speaks", "get")}
            typer.echo(json.dumps({"id": name, **told, "how": how, "here": here}, ensure_ascii=False))
            continue
        typer.echo(f"{name:14} {item.title}; {item.publisher}; {item.licence}")
        typer.echo(f"{'':14} {item.speaks}")
        typer.echo(f"{'':14} {f'here: {here}' if here else f'not here; {how}. {item.get}'}")


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
