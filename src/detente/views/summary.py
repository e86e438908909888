"""What came out, in one sentence; how much could be decided; how many claims of each verdict."""

from __future__ import annotations

from collections import Counter

from detente.model import Verdict
from detente.views import SHOWN, Ask, Row, View, shown, shown_alone

_DOCUMENTS = """
SELECT d.id, d.name, d.title, count(c.id) AS claims, count(*) FILTER (f.verdict = 'refuted') AS contradicted
FROM documents d LEFT JOIN claims c ON c.document_id = d.id LEFT JOIN findings f ON f.claim_id = c.id
GROUP BY d.id, d.name, d.title ORDER BY d.name, d.id
"""
_COUNTS = """
SELECT coalesce(f.verdict, 'unverifiable') AS verdict, coalesce(f.method, '') NOT IN ('reference', '') AS own,
       coalesce(split_part(f.reason, ':', 1), '') AS reason, count(*) AS n
FROM claims c LEFT JOIN findings f ON f.claim_id = c.id GROUP BY ALL ORDER BY n DESC, reason, verdict, own
"""
_SPUN = "SELECT name FROM documents WHERE spun ORDER BY name, id"
_REASONS_SHOWN, _SPUN_SHOWN = 4, 8


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _result(found: list[Row], counts: Counter[str]) -> str:
    """The result as a newsroom would say it aloud."""
    claims, wrong = counts.total(), counts[Verdict.REFUTED]
    if not claims:
        return "No claim that could be checked was found."
    own = sum(row["n"] for row in found if row["verdict"] == Verdict.REFUTED and row["own"])
    total = _plural(claims, "claim", "claims")
    if not wrong:
        first = f"None of {total} contradicts the reference data"
    elif not own:
        first = f"{wrong:,} of {total} contradict{'s' if wrong == 1 else ''} the reference data"
    elif own == wrong:
        first = f"{own:,} of {total} contradict{'s' if own == 1 else ''} the text itself, the calendar or arithmetic"
    else:
        first = (
            f"{wrong:,} of {total} are contradicted: {wrong - own:,} by the reference data, "
            f"{own:,} by the text itself, the calendar or arithmetic"
        )
    rest = [
        _plural(counts[Verdict.IMPRECISE], "needs context", "need context"),
        _plural(counts[Verdict.CONFLICTING], "meets sources that disagree", "meet sources that disagree"),
        _plural(counts[Verdict.SUPPORTED], "is supported", "are supported"),
    ]
    kept = [text for text in rest if not text.startswith("0 ")]
    return f"{first}; {_joined(kept)}." if kept else f"{first}."


def _reasons(found: list[Row]) -> Counter[str]:
    """How many claims were not decided for each reason, as far as its colon, so that like is counted with like."""
    counted: Counter[str] = Counter()
    for row in found:
        if row["verdict"] == Verdict.UNVERIFIABLE:
            counted[row["reason"].strip().rstrip(".") or "nothing to compare with"] += row["n"]
    return counted


def _coverage(found: list[Row], counts: Counter[str]) -> str:
    """How many claims were decided, how many were not, and why not."""
    open_ = counts[Verdict.UNVERIFIABLE]
    undecided = open_ + counts[Verdict.OPINION]
    decided = f"{counts.total() - undecided:,} of {_plural(counts.total(), 'claim', 'claims')} could be decided"
    if not undecided:
        return f"{decided}."
    reasons = _reasons(found)
    said = [f"{reason} ({count:,})" for reason, count in reasons.most_common(_REASONS_SHOWN)]
    others = open_ - sum(count for _, count in reasons.most_common(_REASONS_SHOWN))
    said += [f"other reasons ({others:,})"] if others else []
    said += [f"opinion ({counts[Verdict.OPINION]:,})"] if counts[Verdict.OPINION] else []
    return f"{decided}. {undecided:,} could not: {_joined(said)}."


def _mangled(spun: list[str], documents: int) -> str:
    """That a text was judged to be spun, so that a reader knows why words were put right."""
    if not spun:
        return ""
    which = _joined(spun) if len(spun) <= _SPUN_SHOWN else f"{len(spun):,} texts"
    which = "The text was" if documents == 1 else f"{which} {'was' if len(spun) == 1 else 'were'}"
    return f"{which} judged to have been through a synonym spinner: words stand in place of others, and were put right."


def _left_out(documents: int, shown_here: int) -> str:
    """That only the worst of many documents are shown, and where the others are."""
    if documents == shown_here:
        return ""
    return (
        f"Of {documents:,} documents the {shown_here:,} with the worst findings are shown below; "
        f"{documents - shown_here:,} are left out. All are in the record and in claims.jsonl."
    )


def _data(ask: Ask) -> Row:
    found = ask(_COUNTS)
    counts: Counter[str] = Counter()
    for row in found:
        counts[row["verdict"]] += row["n"]
    every = ask("SELECT count(*) AS n FROM documents")[0]["n"]
    documents = shown_alone(ask)(_DOCUMENTS)
    return {
        "mangled": _mangled([row["name"] for row in ask(_SPUN)], every),
        "result": _result(found, counts),
        "coverage": _coverage(found, counts),
        "left_out": _left_out(every, len(documents)),
        "counts": [{"verdict": verdict, "count": counts[verdict]} | shown(verdict) for verdict in SHOWN],
        "documents": documents,
        "total": counts.total(),
    }


VIEW = View(name="summary", title="Result", place=10, data=_data, whole=True)
