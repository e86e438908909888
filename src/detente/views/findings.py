"""Every finding, worst first: the words, what the reference says and who says so, the rule, and what is nearest."""

from __future__ import annotations

from bisect import bisect_right

from detente.views import SHOWN, Ask, Row, View, evidence, numbered, paragraphs, shown

_TEXTS = "SELECT id, text FROM documents"
# Claims of the same texts that a finding was held against: the text checked against itself.
_OWN = """
WITH pairs AS (SELECT claim_id, unnest(against) AS other FROM findings)
SELECT p.claim_id, c.id, c.quote FROM pairs p JOIN claims c ON c.id = p.other ORDER BY p.claim_id, c.start_char
"""
_METHODS = {
    "reference": "held against reference data",
    "internal": "held against the text itself",
    "arithmetic": "calculated from the numbers given",
    "calendar": "held against the calendar",
    "ordinal": "counted over the record",
}


def _sure(confidence: float | None) -> str:
    """How sure the verdict is, in a word; nothing where no confidence was recorded."""
    if confidence is None:
        return ""
    return "high" if confidence >= 0.8 else "medium" if confidence >= 0.5 else "low"


def _told(row: Row, claim: Row) -> bool:
    """Whether the message names the row's source; then it has told what the row says, and only the link is left."""
    return bool(row["source_title"]) and row["source_title"] in claim["message"]


def _data(ask: Ask) -> Row:
    claims = numbered(ask)
    starts = {row["id"]: [span.start for span in paragraphs(row["text"])] for row in ask(_TEXTS)}
    rows = evidence(ask)
    own: dict[str, list[Row]] = {}
    for row in ask(_OWN):
        own.setdefault(row["claim_id"], []).append(row)
    for claim in claims:
        claim["paragraph"] = max(1, bisect_right(starts[claim["document_id"]], claim["start_char"]))
        claim["evidence"] = [row | {"told": _told(row, claim)} for row in rows.get(claim["id"], [])]
        claim["own"] = own.get(claim["id"], [])
        claim["sure"] = _sure(claim["confidence"])
        claim["how"] = _METHODS.get(claim["method"] or "", claim["method"])
    groups = [
        {"verdict": verdict, "claims": [claim for claim in claims if claim["verdict"] == verdict]} | shown(verdict)
        for verdict in SHOWN
    ]
    return {"groups": [group for group in groups if group["claims"]], "several": len(starts) > 1}


VIEW = View(name="findings", title="Findings", place=20, data=_data)
