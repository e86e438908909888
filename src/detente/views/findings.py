"""Every finding, worst first: the words, what the reference says and who says so, the rule, and what is nearest."""

from __future__ import annotations

from bisect import bisect_right

from detente.evidence import COMPARED
from detente.shelf import shelf
from detente.views import QUIET, SHOWN, Ask, Row, View, evidence, numbered, paragraphs, shown

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


_SHORT = 28  # characters of a quote up to which the words around it are shown too
_AROUND = 48  # characters of these


def _context(claim: Row, text: str) -> tuple[str, str]:
    """The words before and after a quote that says little by itself ("ten"), within its paragraph."""
    start, end = claim["start_char"], claim["end_char"]
    if end - start > _SHORT:
        return "", ""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    if len(before) == _AROUND:
        before = "… " + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _messages(claims: list[Row]) -> list[Row]:
    """What is said of each of the claims that one finding tells, once, without the rule, which stands beside it."""
    said: dict[str, Row] = {}
    for claim in claims:
        words = claim["message"].partition(COMPARED)
        rest = words[2].partition(". ")[2]  # what follows the rule
        said.setdefault(" ".join(filter(None, (words[0].strip(), rest))), claim)
    return [{"id": claim["id"], "text": text} for text, claim in said.items() if text]


def _rule(claim: Row) -> str:
    """The rule in words: as the message has it, or as the rule itself says, or its name."""
    told = claim["message"].partition(COMPARED)[2].partition(". ")[0].rstrip(".")
    rule = shelf("rules").get(claim["compared_by"] or "")
    return told or (rule.says if rule else claim["compared_by"] or "")


def _reading(claim: Row) -> str:
    """How the claim was read: as what, by which rule, from which words, and as what else it could have been."""
    told = f"Read as {claim['kind'].replace('_', ' ')} by: {claim['rule']}"
    told += f" (“{claim['trigger']}”)" if claim.get("trigger") else ""
    told += f"; date from “{claim['date_words']}”" if claim.get("date_words") else ""
    others = {other.partition(":")[0].replace("_", " "): None for other in claim.get("read_as_well") or ()}
    return f"{told}; could also be {', '.join(others)}." if others else f"{told}."


def _told(row: Row, claim: Row) -> bool:
    """Whether the message names the row's source; then it has told what the row says, and only the link is left."""
    return bool(row["source_title"]) and row["source_title"] in claim["message"]


def _data(ask: Ask) -> Row:
    claims = numbered(ask)
    texts = {row["id"]: row["text"] for row in ask(_TEXTS)}
    starts = {key: [span.start for span in paragraphs(text)] for key, text in texts.items()}
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
        claim["before"], claim["after"] = _context(claim, texts[claim["document_id"]])
        claim["says"] = _rule(claim)
        claim["reading"] = _reading(claim)
    for claim in claims:
        members = [other for other in claims if other["lead"] == claim["id"]]
        claim["members"] = [other["id"] for other in members]
        claim["messages"] = _messages(members)
        claim["evidence"] = _once([row for other in members for row in other["evidence"]])
    groups = [_group(verdict, claims) | shown(verdict) for verdict in SHOWN]
    return {"groups": [group for group in groups if group["claims"]], "several": len(starts) > 1, "quiet": QUIET}


def _once(rows: list[Row]) -> list[Row]:
    """Each reference row once; of those that only name their source, each source once."""
    return list({(row["told"] or row["id"], row["source_title"]): row for row in rows}.values())


def _group(verdict: str, claims: list[Row]) -> Row:
    """The findings of one verdict, and how many claims they tell."""
    mine = [claim for claim in claims if claim["verdict"] == verdict]
    return {"verdict": verdict, "count": len(mine), "claims": [claim for claim in mine if claim["lead"] == claim["id"]]}


VIEW = View(name="findings", title="Findings", place=20, data=_data)
