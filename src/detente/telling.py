"""What a run says to whoever started it: what goes on, how long it will take, what came out and what could not be read.

Nothing heavy is imported here: the command's help must be quick.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.dyads import Dyad
    from detente.holdings import Held
    from detente.own_reference import OwnTable
    from detente.scaling import Part, Run

WORDS = {
    "refuted": ("✗", "contradicted"), "conflicting": ("≠", "sources disagree"), "imprecise": ("!", "needs context"),
    "supported": ("✓", "supported"), "unverifiable": ("?", "not checkable"), "opinion": ("~", "opinion"),
}  # fmt: skip
"""Verdict → its sign and how a reader is told, worst first."""

WORST = ("refuted", "conflicting", "imprecise")
SHOWN, UNREAD = 12, 20
"""Claims, and inputs that could not be read, that are printed after a run at most."""


def progress(update: Callable[[str], None]) -> Callable[[str, int, int], None]:
    """A step that says how much is read, how fast it goes, and how long it will go on."""
    began: list[tuple[float, int]] = []

    def step(name: str, done: int, total: int) -> None:
        began[:] = began or [(time.monotonic(), done)]
        if done == total:
            update("Writing the record and the report …")
            return
        at, before = began[0]
        rate = (done - before) / max(time.monotonic() - at, 0.001)
        pace = f"; {rate:,.1f} a second, {_long((total - done) / rate)} left" if rate and total > 1 else ""
        update(f"{done:,} of {total:,} read{pace}{f'; reading {name}' if name else ''} …")

    return step


def _long(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if seconds < 90 else f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"


def own_table(table: OwnTable) -> str:
    """What became of a file of a user's rows, with the first one that was set aside."""
    told = f"Reference {table.name}: {len(table.rows)} {'row' if len(table.rows) == 1 else 'rows'}"
    if not table.set_aside:
        return told
    row, reason = next(iter(table.set_aside.items()))
    return f"{told}, {len(table.set_aside)} set aside (quarantine.jsonl), such as row {row}: {reason}"


def unread(run: Run) -> Iterator[str]:
    """The inputs that could not be read, with the reason, a line each; of many the first."""
    for path, reason in list(run.failed.items())[:UNREAD]:
        yield f"not read: {reason if path in reason else f'{path}: {reason}'}"
    if run.failures > UNREAD:
        yield f"not read: {run.failures - UNREAD:,} more; all are in {run.out / 'quarantine.jsonl'}"


def part(made: Part, which: Sequence[int]) -> str:
    """What a part of a run was, and what to do with it."""
    return (
        f"Part {which[0]} of {which[1]}: {made.shards:,} of {made.of_shards:,} shards, {made.inputs:,} of "
        f"{made.of_inputs:,} documents, are in {made.out}. When all parts are there: detente merge {made.out}"
    )


def result(run: Run, counts: Mapping[str, int], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The short table: claims by verdict, the worst findings in a line or two each, and where the report is."""
    documents = run.record.ask("SELECT count(*) AS n FROM documents")[0]["n"]
    yield f"{documents:,} {'document' if documents == 1 else 'documents'} · {sum(counts.values()):,} claims"
    yield "   ".join(f"{sign} {counts[key]:,} {word}" for key, (sign, word) in WORDS.items() if counts.get(key))
    worst = list({(row["doc"], row["explanation"]): row for row in reversed(rows) if row["verdict"] in WORST}.values())
    for row in worst[::-1][:SHOWN]:
        quote = " ".join(row["quote"].split())
        where = f" ({row['doc']})" if documents > 1 else ""
        yield f"{WORDS[row['verdict']][0]} “{quote if len(quote) <= 100 else quote[:97] + '…'}”{where}"
        yield f"    {row['explanation']}"
        if row["nearest"]:
            yield f"    Perhaps: {row['nearest']}"
    if len(worst) > SHOWN:
        yield f"… and {len(worst) - SHOWN:,} more in the report"
    yield f"Report: {run.out / 'report.html'}"


def replicated(then: Mapping[str, Any], now: Mapping[str, Any], *, same: bool, quiet: bool) -> Iterator[str]:
    """What differs between two runs' manifests, and whether their claims are the ``same``."""
    from detente import manifests  # noqa: PLC0415

    yield from (f"differs: {line}" for line in manifests.differences(then, now))
    if not same:
        yield "not replicated: the claims or verdicts differ."
    elif not quiet:
        yield "Replicated: the same claims and verdicts, byte for byte."


def download(*, quiet: bool) -> Callable[[int, int], None]:
    """Says on a terminal how much of a download is there; nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        return lambda _done, _whole: None

    def step(done: int, whole: int) -> None:
        sys.stderr.write(f"\r{done / 1e6:,.1f} MB{f' of {whole / 1e6:,.1f} MB' if whole else ''} ")

    return step


def holds(found: Held) -> str:
    """What a fetched set has rows of."""
    counts = ", ".join(f"{count:,} {kind}" for kind, count in found.rows.items())
    return f"{counts} rows, from {found.first} to {found.last}"


def sets(*, as_json: bool) -> Iterator[str]:
    """The public sets there are, and which of them are here."""
    from detente import fetching, holdings  # noqa: PLC0415

    kept = {found.path.stem: found for found in holdings.held()}
    for name, item in fetching.catalogue().items():
        here = holds(kept[name]) if name in kept else ""
        how = "download" if item.downloads else "--from"
        if as_json:
            told = {key: getattr(item, key) for key in ("title", "publisher", "url", "licence", "speaks", "get")}
            yield json.dumps({"id": name, **told, "how": how, "here": here}, ensure_ascii=False)
            continue
        yield f"{name:14} {item.title}; {item.publisher}; {item.licence}"
        yield f"{'':14} {item.speaks}"
        yield f"{'':14} {f'here: {here}' if here else f'not here; {how}. {item.get}'}"


def dyad_lines(found: Dyad, others: Sequence[str]) -> list[str]:
    """How much was found of a pair, year by year, and which forerunners can be asked for as well."""
    counts = ", ".join(f"{len(rows)} {part}" for part, rows in found.parts.items())
    told = f"events, meetings, agreements and sanctions in {found.n_reports} reports"
    years = ", ".join(f"{year}: {sum(parts.values())}" for year, parts in found.by_year.items())
    lines = [f"{' and '.join(found.actors)}: {counts}; {told}.", f"By year: {years or 'none'}."]
    return lines + [f"{other} is an actor of its own; ask for it as well." for other in others]
