"""A shelf: each file here is a view, found because it is here; this file holds the words that all views share.

A view is data first and a template second: ``VIEW.data(ask)`` returns plain values that a test can read, and the
template of the same name beside it sets them out without arithmetic. ``ask(sql, params)`` is all a view is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from detente import evidence as wording
from detente.evidence import capital, period, plural
from detente.model import Span, Verdict
from detente.shelf import shelf

Row = dict[str, Any]


class Ask(Protocol):
    """A question to the record: SQL with ``?`` for each of ``params``; one dict a row, by column name."""

    def __call__(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """The rows of the answer, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One section of the report. ``place`` orders the sections: smaller comes first.

    ``data`` is pure: the same record gives the same values. A section whose template prints nothing is left out.
    ``whole`` sections tell of all documents, also where the report shows only the worst of them.
    """

    name: str
    title: str
    place: int
    data: Callable[[Ask], Row]
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a verdict is put before readers: a word, a sign, and in one sentence what it means."""

    word: str
    sign: str
    means: str


class Names:
    """The names of the record's actors and agreements. What the record does not know keeps its own words."""

    def __init__(self, ask: Ask) -> None:
        self._actors = {row["id"]: row["name"] for row in ask("SELECT id, name FROM actors")}
        self._things = {row["id"]: row for row in ask("SELECT id, name, short, type FROM instruments")}

    def of(self, name: str) -> str:
        """An actor or an organ: "SUN" is "Soviet Union", "USA:senate" is "US Senate"."""
        name = name.strip()
        known = wording.name_of(name) if name in wording.organs() else self._actors.get(name)
        return known or wording.name_of(name)

    def listed(self, value: str | Iterable[str] | None) -> str:
        """Several actors in one cell, whether the record keeps them as a list or joined by ``;``."""
        names = value.split(";") if isinstance(value, str) else value or ()
        return " · ".join(self.of(name) for name in names if name and name.strip())

    def parties(self, indicator: str | None, whose: Iterable[str] | None, counterpart: str | None) -> str:
        """Whose number it is: with an arrow where it goes one way, with a dash where it is of both."""
        both = indicator in wording.TWO_WAY
        parts = [(" – " if both else " · ").join(self.of(name) for name in whose or () if name)]
        if counterpart:
            parts += ["–" if both else "→", self.of(counterpart)]
        return " ".join(filter(None, parts))

    def instrument(self, known: str | None, name: str | None) -> Row:
        """An agreement or a law by its common name (``text``), with its full ``title`` where that is another."""
        found = self._things.get(known or "")
        full = (found["name"] if found else "") or name or ""
        short = found["short"] if found and found["type"] != "resolution" else ""
        return {"text": short or full, "title": full if short and short != full else ""}


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
QUIET = _WORST[Verdict.UNVERIFIABLE]
"""The rank from which a verdict decides nothing; its marks and findings keep quiet."""

MANY, WORST, TEXT, CLAIMS = 300, 100, 400_000, 800
"""Documents up to which a report shows all; of more, how many at most, of how many characters and claims in all."""

_WORST_DOCUMENTS = f"""
SELECT d.id, length(d.text) AS characters, count(c.id) AS claims,
       count(*) FILTER (f.verdict = 'refuted') AS contradicted,
       count(*) FILTER (f.verdict IN ('imprecise', 'conflicting')) AS loose
FROM documents d LEFT JOIN claims c ON c.document_id = d.id LEFT JOIN findings f ON f.claim_id = c.id
GROUP BY d.id, d.name, d.text HAVING characters <= {TEXT} AND claims <= {CLAIMS}
ORDER BY contradicted DESC, loose DESC, claims DESC, d.name, d.id LIMIT {WORST}
"""


def chosen(ask: Ask) -> list[str] | None:
    """The ids of the documents that a report shows: None for all, of many those with the worst findings."""
    if ask("SELECT count(*) AS n FROM documents")[0]["n"] <= MANY:
        return None
    found: list[str] = []
    characters = claims = 0
    for row in ask(_WORST_DOCUMENTS):
        if characters + row["characters"] <= TEXT and claims + row["claims"] <= CLAIMS:
            characters, claims = characters + row["characters"], claims + row["claims"]
            found.append(row["id"])
    return found


def among(ask: Ask, ids: Iterable[str]) -> Ask:
    """The same questions, answered of some documents alone; reference rows stay."""
    kept = ", ".join(f"'{item}'" for item in ids) or "''"
    where = dict.fromkeys(shelf("kinds"), f"origin = 'reference' OR document_id IN ({kept})") | {
        "documents": f"id IN ({kept})",
        "claims": f"document_id IN ({kept})",
        "restored": f"document_id IN ({kept})",
        "findings": f"claim_id IN (SELECT id FROM main.claims WHERE document_id IN ({kept}))",
    }

    def asked(sql: str, params: Sequence[Any] = ()) -> list[Row]:
        named = [name for name in where if re.search(rf"\b{name}\b", sql)]
        only = ", ".join(f'"{name}" AS (SELECT * FROM main."{name}" WHERE {where[name]})' for name in named)
        begun = re.match(r"\s*WITH\s", sql)
        rest = f", {sql[begun.end() :]}" if begun else f" {sql}"
        return ask(f"WITH {only}{rest}" if only else sql, params)

    return asked


def shown_alone(ask: Ask) -> Ask:
    """The same questions, answered of the documents that a report shows."""
    ids = chosen(ask)
    return ask if ids is None else among(ask, ids)


_NUMBERED = """
SELECT c.*, d.name AS document, coalesce(f.verdict, 'unverifiable') AS verdict, coalesce(f.message, '') AS message,
       f.true_value, f.nearest, f.method, f.reason, f.confidence, f.rule AS compared_by,
       row_number() OVER (ORDER BY d.name, d.id, c.start_char, c.end_char DESC, c.id) AS number,
       dense_rank() OVER (ORDER BY d.name, d.id) AS article
FROM claims c JOIN documents d ON d.id = c.document_id LEFT JOIN findings f ON f.claim_id = c.id
ORDER BY number
"""


def numbered(ask: Ask) -> list[Row]:
    """Every claim of the documents with its finding, in text order, numbered from 1 across the documents.

    ``verdict`` comes with its ``word``, ``sign`` and ``worst`` (0 is worst). A claim without a finding has not been
    compared and counts as not checkable. ``article`` numbers the documents, ``words`` is the quote cut short. ``lead``
    is the id of the claim under which its finding is told: its own, or that of a claim on the same
    words with the same finding (three members of one enlargement).
    """
    claims = [row | shown(row["verdict"]) | {"words": clipped(row["quote"])} for row in ask(_NUMBERED)]
    leads: dict[str, list[Row]] = {}
    for claim in sorted(claims, key=lambda row: (row["end_char"] - row["start_char"], row["number"])):
        before = leads.setdefault(claim["document_id"], [])
        lead = next((other for other in before if _told_with(claim, other)), claim)
        claim["lead"] = lead["id"]
        if lead is claim:
            before.append(claim)
    return claims


def _told_with(claim: Row, other: Row) -> bool:
    """Whether one finding tells both: the same words alike, or words within the claim's on which the same is said."""
    if claim["verdict"] != other["verdict"]:
        return False
    if (claim["start_char"], claim["end_char"]) == (other["start_char"], other["end_char"]):
        return bool(claim["message"] == other["message"] or (claim["kind"] == other["kind"] and claim["worst"] < QUIET))
    within = claim["start_char"] <= other["start_char"] and other["end_char"] <= claim["end_char"]
    return bool(within and claim["worst"] < QUIET and claim["message"] and claim["message"] == other["message"])


_WORDS = 64  # characters of a quote before it is cut


def clipped(words: str) -> str:
    """A quote on one line, cut between words where it is long."""
    words = " ".join(words.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"


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
    names = Names(ask)
    for row in ask(_EVIDENCE):
        row |= {"actors": names.listed(row["actors"]), "url": weblink(row["url"])}
        if not row["title"] or row["title"] == row["key"]:
            named = wording.indicator_name(row["indicator"] or "")
            row["title"] = capital(", ".join(part for part in (named, row["actors"]) if part))
        row["amount"] = amount(row)
        found.setdefault(row["claim_id"], []).append(row)
    return found


_COMPARED = {"<": "at most", ">": "at least", "~": "about"}


def number(value: float | None) -> str:
    """A number for reading, with separators for thousands and at most six significant digits after them."""
    if value is None:
        return ""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) >= 1000 else f"{value:.6g}"


def amount(row: Row) -> str:
    """The value of a row with its unit in words, as "at least 40 km"; millions and more in words too."""
    value, unit = row.get("value"), row.get("unit") or ""
    if value is None:
        return ""
    said = wording.number(value) if abs(value) >= 1e6 else number(value)
    words = "%" if unit == "percent" else plural(unit, value)
    low, high = row.get("low"), row.get("high")
    if row.get("comparator") == "range" and low is not None and high is not None:
        said = f"{wording.number(low)}–{wording.number(high)}"
    return " ".join(filter(None, (_COMPARED.get(row.get("comparator") or "", ""), said, words)))


def weblink(url: str | None) -> str:
    """The address if it is one of the web (http or https), else nothing: no other scheme may become a link."""
    return url if url and re.fullmatch(r"https?://[^\s<>\"']+", url, re.IGNORECASE) else ""


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
_MANY = {"actors", "participants", "imposer", "target", "source"}
_ONE = {"actor", "organ", "organisation"}
_DATES = {"start_date", "date", "until"}


def _cell(names: Names, name: str, row: Row) -> Row:
    """A value of a kind's table as it is read: ``text``, and a ``title`` where a name stands for a longer one."""
    value = row[name]
    if name == "name" and "item" in row:
        item = names.instrument(row["item"], "")["text"]
        return {"text": value or item, "title": item if value and item not in value else ""}
    if name == "name":
        return names.instrument(row.get("agreement") or row.get("instrument") or row.get("item"), value)
    if name == "actors" and "indicator" in row:
        return {"text": names.parties(row["indicator"], value, row["counterpart"]), "title": ""}
    if name in _DATES:
        first, _, last = (value or "").partition("/")
        return {"text": period(first, last or (row.get("end_date") if name == "start_date" else "")), "title": ""}
    if name == "indicator":
        return {"text": capital(wording.indicator_name(value or "")), "title": ""}
    if name == "value":
        return {"text": amount(row), "title": ""}
    if name in _MANY | _ONE:
        return {"text": names.of(value or "") if name in _ONE else names.listed(value), "title": ""}
    text = number(value) if isinstance(value, int | float) else str(value or "").replace("_", " ")
    return {"text": text, "title": ""}


def beside(ask: Ask, table: str, columns: dict[str, str], rest: str = "") -> Row:
    """The text's rows of a kind's table, each with the reference rows its claim was compared with.

    ``columns`` maps a column to its heading; columns that no row fills are left out. A reference row of another kind
    has no cells, only its ``words``. ``rest`` asks for further reference rows; those already shown are dropped. Every
    row has its values as they are read in ``cells``.
    """
    found = {claim["id"]: claim for claim in numbered(ask)}
    against = evidence(ask)
    names = Names(ask)
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
    for row in shown_rows:
        row["cells"] = {name: _cell(names, name, row) for name in columns}
    for group in groups:
        for other in group["held"]:  # what reads the same is not set apart
            other["apart"] = [
                name for name in other["apart"] if other["row"]["cells"][name] != group["row"]["cells"][name]
            ]
    filled = [name for name in columns if any(row["cells"][name]["text"] for row in shown_rows)]
    heads = [{"name": name, "head": columns[name]} for name in filled]
    several = len({claim["document_id"] for claim in found.values()}) > 1
    split = {
        "decided": [group for group in groups if group["claim"]["worst"] < QUIET or group["held"]],
        "open": [group for group in groups if group["claim"]["worst"] >= QUIET and not group["held"]],
    }
    return {"title": "", "columns": heads, "groups": groups, "rest": more, "several": several} | split


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
