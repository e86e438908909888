"""The claims of a record as exports tell them: the interchange form, and the findings that decide something."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from detente.shelf import shelf
from detente.views import QUIET, weblink

Ask = Callable[..., list[dict[str, Any]]]
Each = Callable[..., Iterable[dict[str, Any]]]
"""A question to the record that may give its rows one after the other."""

FIELDS: Sequence[str] = (
    *("id", "doc", "start", "end", "quote", "kind", "subject", "predicate", "object", "value", "unit", "comparator"),
    *("time_from", "time_to", "place", "indicator", "plover_event_type", "plover_mode", "cameo", "source_text"),
    *("target_text", "source_actor", "target_actor", "speaker", "modality", "polarity", "historical", "repaired_quote"),
    "rule",
    *("verdict", "true_value", "explanation", "evidence_source", "evidence_url", "nearest", "method", "reason"),
    *("confidence", "prefix", "suffix"),
)
"""The fields of the interchange form, in order; what does not apply is null, never missing."""

FINDING: Sequence[str] = (
    *("verdict", "quote", "explanation", "true_value", "nearest", "evidence_source", "evidence_url", "confidence"),
    *("kind", "doc", "start", "end", "id"),
)
"""The fields of a finding as people look at it."""

WORST: Sequence[str] = ("refuted", "conflicting", "imprecise", "supported", "unverifiable", "opinion")
"""The verdicts, worst first."""

_CLAIMS = """
SELECT c.*, d.name AS doc, c.start_char AS start, c.end_char AS "end", f.verdict, f.true_value,
    f.message AS explanation, f.nearest, f.method, f.reason, f.confidence,
    trim(concat_ws(', ', s.publisher, s.title, s.year), ', ') AS evidence_source, s.url AS evidence_url
FROM claims c
JOIN documents d ON d.id = c.document_id
JOIN findings f ON f.claim_id = c.id
LEFT JOIN reference r ON r.id = f.against[1]
LEFT JOIN sources s ON s.id = r.source_id
"""
_ORDER = "d.name, c.start_char, c.end_char, c.kind, c.id"


def interchange(ask: Each) -> Iterator[dict[str, Any]]:
    """Each claim of a record in the interchange form; ``quote`` is ``text[start:end]`` of the document."""
    return _told(ask, f"{_CLAIMS} ORDER BY {_ORDER}")


def _told(ask: Each, sql: str, params: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
    for row in ask(sql, params):
        yield {field: row[field] if row[field] != "" else None for field in FIELDS}


def worst_first(ask: Each, *, limit: int | None = None) -> list[dict[str, Any]]:
    """The claims in the interchange form, those with the worst verdicts first, each verdict in text order."""
    worst = f"list_position(?, f.verdict), {_ORDER}"
    return list(_told(ask, f"{_CLAIMS} ORDER BY {worst} LIMIT ?", [list(WORST), limit]))


def jsonl(ask: Each) -> Iterator[str]:
    """The lines of ``claims.jsonl``."""
    return (json.dumps(row, ensure_ascii=False) for row in interchange(ask))


def ids(content: str) -> list[str]:
    """The ids of the claims in the lines of a finished ``claims.jsonl``, of those that have every field."""
    read = [json.loads(line) for line in content.split("\n") if line]
    return [row["id"] for row in read if list(row) == list(FIELDS)]


def decided(ask: Ask) -> list[dict[str, Any]]:
    """The findings that decide something, worst first, as the report tells them; ``members`` are the claims of each."""
    groups = shelf("views")["findings"].data(ask)["groups"]
    return [finding for group in groups for finding in group["claims"] if finding["worst"] < QUIET]


def documents(ask: Ask) -> dict[str, dict[str, Any]]:
    """The documents by id, each with its ``address`` on the web; a record of before has no addresses and authors."""
    blank: dict[str, Any] = {"url": None, "author": None, "publisher": None}
    rows = [blank | row for row in ask("SELECT * EXCLUDE (text) FROM documents ORDER BY name, id")]
    return {row["id"]: row | {"address": weblink(row["url"]) or weblink(row["name"])} for row in rows}
