"""A shelf: each file here is a view, found because it is here; this file holds the words that all views share.

A view is data first and a template second: ``VIEW.data(ask)`` returns plain values that a test can read, and the
template of the same name beside it sets them out without arithmetic. ``ask(sql, params)`` is all a view is given.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from detente.model import Span, Verdict

Row = dict[str, Any]


class Ask(Protocol):
    """A question to the record: SQL with ``?`` for each of ``params``; one dict a row, by column name."""

    def __call__(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """The rows of the answer, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One section of the report. ``place`` orders the sections: smaller comes first.

    ``data`` is pure: the same record gives the same values. A section whose template prints nothing is left out.
    """

    name: str
    title: str
    place: int
    data: Callable[[Ask], Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a verdict is put before readers: a word, a sign, and in one sentence what it means."""

    word: str
    sign: str
    means: str


# Worst first: this order is the order of the findings, the chips and the key.
SHOWN: dict[str, Shown] = {
    Verdict.REFUTED: Shown(
        word="Contradicted",
        sign="✗",
        means="The reference data, or the text itself, say something else on a point the claim depends on.",
    ),
    Verdict.IMPRECISE: Shown(
        word="Needs context",
        sign="!",
        means="The core holds; a date, a rounding, a unit or a group named is looser than the reference data.",
    ),
    Verdict.CONFLICTING: Shown(
        word="Sources disagree",
        sign="≠",
        means="The reference sources differ from each other, and the claim agrees with one of them.",
    ),
    Verdict.SUPPORTED: Shown(
        word="Supported",
        sign="✓",
        means="Every part that could be compared agrees with the reference data, at the precision printed.",
    ),
    Verdict.UNVERIFIABLE: Shown(
        word="Not checkable",
        sign="?",
        means="A statement of fact, but the reference data hold nothing that decides it. It may be right or wrong.",
    ),
    Verdict.OPINION: Shown(
        word="Opinion",
        sign="~",
        means="A judgement, a motive or a forecast. No verdict is attempted.",
    ),
}
_WORST = {verdict: rank for rank, verdict in enumerate(SHOWN)}

_NUMBERED = """
SELECT c.*, d.name AS document, coalesce(f.verdict, 'unverifiable') AS verdict, coalesce(f.message, '') AS message,
       f.true_value, f.nearest, f.method, f.reason, f.confidence, f.rule AS compared_by,
       row_number() OVER (ORDER BY d.name, d.id, c.start_char, c.end_char DESC, c.id) AS number
FROM claims c JOIN documents d ON d.id = c.document_id LEFT JOIN findings f ON f.claim_id = c.id
ORDER BY number
"""


def numbered(ask: Ask) -> list[Row]:
    """Every claim of the documents with its finding, in text order, numbered from 1 across the documents.

    ``verdict`` comes with its ``word``, ``sign`` and ``worst`` (0 is worst). A claim without a finding has not been
    compared and counts as not checkable.
    """
    return [row | shown(row["verdict"]) for row in ask(_NUMBERED)]


def shown(verdict: str) -> Row:
    """The word, the sign and the rank of a verdict, as templates take them."""
    how = SHOWN[verdict]
    return {"word": how.word, "sign": how.sign, "worst": _WORST[verdict]}


_EVIDENCE = """
WITH pairs AS (
    SELECT claim_id, unnest(against) AS other, generate_subscripts(against, 1) AS nth FROM findings)
SELECT p.claim_id, greatest(count(*) OVER (PARTITION BY p.claim_id) - 6, 0) AS unseen, r.id, r.title, r.actors,
       r.value, r.unit, r.basis, r.indicator, r.time_from, r.time_to, r.note, r.vintage, r.dataset, r.key, s.publisher,
       s.title AS source_title, s.year, s.url
FROM pairs p JOIN reference r ON r.id = p.other LEFT JOIN sources s ON s.id = r.source_id
QUALIFY row_number() OVER (PARTITION BY p.claim_id ORDER BY p.nth) <= 6
ORDER BY p.claim_id, p.nth
"""


def evidence(ask: Ask) -> dict[str, list[Row]]:
    """For each claim's id the reference rows it was compared with, each with its source: six at most.

    A count may rest on dozens of rows; ``unseen`` is how many are left out.
    """
    found: dict[str, list[Row]] = {}
    for row in ask(_EVIDENCE):
        row |= {"actors": listed(row["actors"]), "url": weblink(row["url"])}
        if not row["title"] or row["title"] == row["key"]:
            row["title"] = ", ".join(
                part for part in ((row["indicator"] or "").replace("_", " "), row["actors"]) if part
            )
        found.setdefault(row["claim_id"], []).append(row)
    return found


def listed(value: str | Iterable[str] | None) -> str:
    """Several names in one cell, whether the record keeps them as a list or joined by ``;``."""
    names = value.split(";") if isinstance(value, str) else value or ()
    return " · ".join(named(name.strip()) for name in names if name and name.strip())


def named(name: str) -> str:
    """An actor's id as a name: "person:ada-lorin" is "Ada Lorin", "igo:nato" is "NATO"; ISO codes and words stay."""
    name = name.removeprefix("unlinked:")  # an actor that no table knows keeps the text's own words
    found = re.fullmatch(r"([A-Z]{3}|[a-z]+):([a-z0-9-]+)", name)
    if not found:
        return name
    words = found[2].replace("-", " ")
    if found[1].isupper():
        return f"{found[1]} {words.title()}"
    return words.upper() if found[1] == "igo" and len(words) <= 6 else words.title()


def weblink(url: str | None) -> str:
    """The address if it is one of the web (http or https), else nothing: no other scheme may become a link."""
    return url if url and re.fullmatch(r"https?://[^\s<>\"']+", url, re.IGNORECASE) else ""


def plainest(first: str, last: str) -> tuple[str, str]:
    """Two partial ISO dates without days that only bound a month, or months that only bound a year.

    A record keeps "late 1974" as its first and last day; people say, and the page should, October to December 1974.
    """
    with_days = len(first) == len(last) == 10 and first.endswith("-01")
    if with_days and int(last[8:]) == calendar.monthrange(int(last[:4]), int(last[5:7]))[1]:
        first, last = first[:7], last[:7]
    if len(first) == len(last) == 7 and first.endswith("-01") and last.endswith("-12"):
        first, last = first[:4], last[:4]
    return first, last


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text, without the line breaks between them.

    Blank lines part paragraphs; where lines run longer than a hard-wrapped file would have them (160 characters),
    every line is a paragraph of its own.
    """
    long_lines = any(len(line) > 160 for line in text.splitlines())
    gap = re.compile(r"\s*\n\s*" if long_lines else r"\s*\n[^\S\n]*\n\s*")
    start = 0
    for found in gap.finditer(text):
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    if text[start:].strip():
        yield Span(start, len(text))


_OF_THE_TEXT = """
SELECT t.* FROM {table} t
WHERE t.origin = 'text' OR t.claim_id IN (SELECT unnest(against) FROM findings)
"""


def beside(ask: Ask, table: str, columns: dict[str, str], rest: str = "") -> Row:
    """The text's rows of a kind's table, each with the reference rows its claim was compared with.

    ``columns`` maps a column to its heading; columns that no row fills are left out. A reference row of another kind
    has no cells, only its ``words``. ``rest`` asks for further reference rows; those already shown are dropped.
    """
    found = {claim["id"]: claim for claim in numbered(ask)}
    against = evidence(ask)
    rows = {row["claim_id"]: row for row in ask(_OF_THE_TEXT.format(table=table))}
    said = [rows[key] for key in found if key in rows]
    groups: list[Row] = []
    for row in said:
        claim = found[row["claim_id"]]
        held = [other | {"row": rows.get(other["id"])} for other in against.get(claim["id"], [])]
        for other in held:
            other["apart"] = _apart(row, other["row"], columns) if claim["verdict"] != Verdict.SUPPORTED else []
        groups.append({"claim": claim, "row": row, "held": held})
    used = {other["id"] for group in groups for other in group["held"]}
    more = [row for row in ask(rest) if row["claim_id"] not in used] if rest else []
    shown_rows = said + more + [other["row"] for group in groups for other in group["held"] if other["row"]]
    filled = [name for name in columns if any(row[name] not in (None, "", []) for row in shown_rows)]
    heads = [{"name": name, "head": columns[name]} for name in filled]
    return {"title": "", "columns": heads, "groups": groups, "rest": more}


def _apart(said: Row, held: Row | None, columns: Iterable[str]) -> list[str]:
    """The columns in which both say something and not the same; a date within the other's width is the same."""
    if held is None:
        return []
    both = [(name, said[name], held[name]) for name in columns if said[name] and held[name]]
    return [
        name
        for name, ours, theirs in both
        if ours != theirs and not (isinstance(ours, str) and (ours.startswith(theirs) or theirs.startswith(ours)))
    ]
