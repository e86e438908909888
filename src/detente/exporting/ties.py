"""The acts between two actors that a record's texts tell: what graphs are drawn of.

A text's claim of an act is a tie for each pair of those it names: of who acts with whom it is done to, and of all who
meet or agree with each other. What a text says was not so is no tie.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations, product
from typing import Any, NamedTuple

from detente import tables
from detente.errors import SourceError
from detente.exporting import coded
from detente.exporting.claims import Ask
from detente.model import Period
from detente.views import Names


class Tie(NamedTuple):
    """One act between two: ``start`` and ``end`` are its first and last day, ``when`` as the text has it.

    ``id`` is a hash of the claim and the pair. ``mutual`` acts have no direction. ``weight`` is 1 for each report.
    """

    id: str
    source: str
    target: str
    claim_kind: str
    act: str
    mutual: bool
    start: str
    end: str
    when: str
    modality: str
    verdict: str
    claim: str
    document: str
    quote: str


class Node(NamedTuple):
    """An actor with its codes; ``type`` is ``unlinked`` where only the words are known."""

    id: str
    label: str
    type: str
    iso3: str
    cow: int | None
    gw: int | None


EDGE: Mapping[str, str] = {
    "claim_kind": "string", "act": "string", "mutual": "boolean", "when": "string", "modality": "string",
    "verdict": "string", "claim": "string", "document": "string", "quote": "string",
}  # fmt: skip
NODE: Mapping[str, str] = {"type": "string", "iso3": "string", "cow": "integer", "gw": "integer"}
"""The attributes of edges and nodes that graph formats declare, with their types (Gephi has its own kind and type)."""

_ACTS = {
    "event": ("source", "target", "type"),
    "law_or_sanction": ("imposer", "target", "act"),
    "membership": ("actor", "organisation", "act"),
    "meeting": ("participants", "", "format"),
    "agreement": ("actors", "", "act"),
}
"""Kind → who acts, towards whom (empty where all act together), and the column that says what is done."""

_OPEN = "9998"  # the year that stands for "not over yet"
_TOLD = """
SELECT t.*, c.quote, c.modality, d.name AS document, coalesce(f.verdict, 'unverifiable') AS verdict
FROM "{kind}" t JOIN claims c ON c.id = t.claim_id JOIN documents d ON d.id = c.document_id
LEFT JOIN findings f ON f.claim_id = c.id
WHERE t.origin = 'text' AND c.polarity AND c.modality <> 'denied'
ORDER BY d.name, c.start_char, c.end_char, c.id
"""


def ties(ask: Ask) -> list[Tie]:
    """Every tie of a record, kind by kind in text order."""
    return [tie for kind in _ACTS for row in ask(_TOLD.format(kind=kind)) for tie in _ties(kind, row)]


def nodes(ask: Ask, found: Iterable[Tie]) -> list[Node]:
    """The actors of some ties, in order of their ids."""
    names = Names(ask)
    types = {row["id"]: row["type"] for row in ask("SELECT id, type FROM actors")}
    return [
        Node(each, names.of(each).removeprefix("unlinked:"), types.get(each, "unlinked"), code.iso3 or "", *code[1:])
        for each in sorted({end for tie in found for end in (tie.source, tie.target)})
        for code in (coded.codes(each),)
    ]


def _ties(kind: str, row: Mapping[str, Any]) -> Iterator[Tie]:
    who, whom, what = _ACTS[kind]
    mutual = not whom or (row[what] in _mutual() and not row[whom])
    pairs = combinations(_listed(row[who]), 2) if mutual else product(_listed(row[who]), _listed(row[whom]))
    start, end = days(row["start_date"], row["end_date"])
    when = "/".join(dict.fromkeys(filter(None, (row["start_date"], row["end_date"]))))
    for one, other in pairs:
        if one != other:
            said = f"{row['claim_id']} {one} {other}"
            yield Tie(
                id=hashlib.sha256(said.encode()).hexdigest()[:16], source=one, target=other, claim_kind=kind,
                act=row[what] or "", mutual=mutual, start=start, end=end, when=when, modality=row["modality"],
                verdict=row["verdict"], claim=row["claim_id"], document=row["document"],
                quote=xml_text(" ".join(row["quote"].split())),
            )  # fmt: skip


@cache
def _mutual() -> frozenset[str]:
    """PLOVER types of what two do together: who is named without another does it with each other."""
    return frozenset(row["type"] for row in tables.rows("quad_classes.csv", ("type", "mutual")) if row["mutual"])


def _listed(value: Any) -> list[str]:
    ids = [value] if isinstance(value, str) else value or []
    return list(dict.fromkeys(xml_text(each) for each in ids if each))


def days(first: str | None, last: str | None) -> tuple[str, str]:
    """The first and the last day that partial dates allow, as ISO dates; empty where they say none."""
    try:
        start = Period.of(first).start.isoformat() if first else ""
        end = (Period.of(last).end - dt.timedelta(days=1)).isoformat() if last and last < _OPEN else ""
    except SourceError:  # a rule may leave words where a date should be
        return "", ""
    return start, end


def xml_text(said: str) -> str:
    """Words without the control characters that XML cannot hold."""
    return re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", said)
