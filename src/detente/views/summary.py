"""What came out, in one sentence; how much could be decided; how many claims of each verdict."""

from __future__ import annotations

from collections import Counter

from detente.model import Verdict
from detente.views import SHOWN, Ask, Row, View, numbered, shown

_DOCUMENTS = "SELECT id, name, title, spun FROM documents ORDER BY name, id"
_REASONS_SHOWN = 4


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _result(claims: list[Row], counts: Counter[str]) -> str:
    """The result as a newsroom would say it aloud."""
    if not claims:
        return "No claim that could be checked was found."
    wrong = [claim for claim in claims if claim["verdict"] == Verdict.REFUTED]
    own = sum(claim["method"] not in {"reference", "", None} for claim in wrong)
    total = _plural(len(claims), "claim", "claims")
    if not wrong:
        first = f"None of {total} contradicts the reference data"
    elif not own:
        first = f"{len(wrong):,} of {total} contradict{'s' if len(wrong) == 1 else ''} the reference data"
    elif own == len(wrong):
        first = f"{own:,} of {total} contradict{'s' if own == 1 else ''} the text itself, the calendar or arithmetic"
    else:
        first = (
            f"{len(wrong):,} of {total} are contradicted: {len(wrong) - own:,} by the reference data, "
            f"{own:,} by the text itself, the calendar or arithmetic"
        )
    rest = [
        _plural(counts[Verdict.IMPRECISE], "needs context", "need context"),
        _plural(counts[Verdict.CONFLICTING], "meets sources that disagree", "meet sources that disagree"),
        _plural(counts[Verdict.SUPPORTED], "is supported", "are supported"),
    ]
    kept = [text for text in rest if not text.startswith("0 ")]
    return f"{first}; {_joined(kept)}." if kept else f"{first}."


def _reason(reason: str | None) -> str:
    """A reason as far as its colon, so that like is counted with like."""
    return (reason or "").split(":")[0].strip().rstrip(".") or "nothing to compare with"


def _coverage(claims: list[Row], counts: Counter[str]) -> str:
    """How many claims were decided, how many were not, and why not."""
    open_ = counts[Verdict.UNVERIFIABLE]
    undecided = open_ + counts[Verdict.OPINION]
    decided = f"{len(claims) - undecided:,} of {_plural(len(claims), 'claim', 'claims')} could be decided"
    if not undecided:
        return f"{decided}."
    reasons = Counter(_reason(claim["reason"]) for claim in claims if claim["verdict"] == Verdict.UNVERIFIABLE)
    said = [f"{reason} ({count:,})" for reason, count in reasons.most_common(_REASONS_SHOWN)]
    others = open_ - sum(count for _, count in reasons.most_common(_REASONS_SHOWN))
    said += [f"other reasons ({others:,})"] if others else []
    said += [f"opinion ({counts[Verdict.OPINION]:,})"] if counts[Verdict.OPINION] else []
    return f"{decided}. {undecided:,} could not: {_joined(said)}."


def _documents(documents: list[Row], claims: list[Row]) -> list[Row]:
    """Each document with the number of its claims and of those contradicted."""
    total = Counter(claim["document_id"] for claim in claims)
    wrong = Counter(claim["document_id"] for claim in claims if claim["verdict"] == Verdict.REFUTED)
    return [row | {"claims": total[row["id"]], "contradicted": wrong[row["id"]]} for row in documents]


def _mangled(documents: list[Row]) -> str:
    """That a text was judged to be spun, so that a reader knows why words were put right."""
    spun = [row["name"] for row in documents if row["spun"]]
    if not spun:
        return ""
    which = "The text was" if len(documents) == 1 else f"{_joined(spun)} {'was' if len(spun) == 1 else 'were'}"
    return f"{which} judged to have been through a synonym spinner: words stand in place of others, and were put right."


def _data(ask: Ask) -> Row:
    claims = numbered(ask)
    counts = Counter(claim["verdict"] for claim in claims)
    documents = ask(_DOCUMENTS)
    return {
        "mangled": _mangled(documents),
        "result": _result(claims, counts),
        "coverage": _coverage(claims, counts),
        "counts": [{"verdict": verdict, "count": counts[verdict]} | shown(verdict) for verdict in SHOWN],
        "documents": _documents(documents, claims),
        "total": len(claims),
    }


VIEW = View(name="summary", title="Result", place=10, data=_data)
