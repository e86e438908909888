"""What the terminal is told of a run and of a pair of states, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.dyads import Dyad
    from detente.scaling import Run

WORDS = {
    "refuted": ("✗", "contradicted"), "conflicting": ("≠", "sources disagree"), "imprecise": ("!", "needs context"),
    "supported": ("✓", "supported"), "unverifiable": ("?", "not checkable"), "opinion": ("~", "opinion"),
}  # fmt: skip
"""Verdict → its sign and how a reader is told, worst first."""

WORST = ("refuted", "conflicting", "imprecise")
SHOWN = 12
"""Verdicts that are printed after a run, and how many claims at most."""


def verdict_lines(run: Run, rows: list[dict[str, Any]]) -> list[str]:
    """The short table: claims by verdict, the worst findings in a line or two each, and where the report is."""
    documents = len(run.record.ask("SELECT id FROM documents"))
    counts = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in WORDS}
    lines = [f"{documents} {'document' if documents == 1 else 'documents'} · {len(rows)} claims"]
    lines.append(
        "   ".join(f"{sign} {counts[verdict]} {word}" for verdict, (sign, word) in WORDS.items() if counts[verdict])
    )
    worst = list({(row["doc"], row["explanation"]): row for row in reversed(rows) if row["verdict"] in WORST}.values())[
        ::-1
    ]
    for row in worst[:SHOWN]:
        quote = " ".join(row["quote"].split())
        where = f" ({row['doc']})" if documents > 1 else ""
        lines.append(f"{WORDS[row['verdict']][0]} “{quote if len(quote) <= 100 else quote[:97] + '…'}”{where}")
        lines.append(f"    {row['explanation']}")
        lines += [f"    Perhaps: {row['nearest']}"] if row["nearest"] else []
    lines += [f"… and {len(worst) - SHOWN} more in the report"] if len(worst) > SHOWN else []
    lines.append(f"Report: {run.out / 'report.html'}")
    return lines


def dyad_lines(found: Dyad, others: Sequence[str]) -> list[str]:
    """How much was found of a pair, year by year, and which forerunners can be asked for as well."""
    counts = ", ".join(f"{len(rows)} {part}" for part, rows in found.parts.items())
    told = f"events, meetings, agreements and sanctions in {found.n_reports} reports"
    years = ", ".join(f"{year}: {sum(parts.values())}" for year, parts in found.by_year.items())
    lines = [f"{' and '.join(found.actors)}: {counts}; {told}.", f"By year: {years or 'none'}."]
    return lines + [f"{other} is an actor of its own; ask for it as well." for other in others]
