"""The record → the formats other tools read. So far: the interchange form (one JSON object a claim, in text order)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Ask = Callable[..., list[dict[str, Any]]]

FIELDS: Sequence[str] = (
    *("id", "doc", "start", "end", "quote", "kind", "subject", "predicate", "object", "value", "unit", "comparator"),
    *("time_from", "time_to", "place", "indicator", "plover_event_type", "plover_mode", "cameo", "source_text"),
    *("target_text", "source_actor", "target_actor", "speaker", "modality", "polarity", "repaired_quote", "rule"),
    *("verdict", "true_value", "explanation", "evidence_source", "evidence_url", "nearest", "method", "reason"),
    *("confidence", "prefix", "suffix"),
)
"""The fields of the interchange form, in order; what does not apply is null, never missing."""

_CLAIMS = """
SELECT c.*, d.name AS doc, c.start_char AS start, c.end_char AS "end", f.verdict, f.true_value,
    f.message AS explanation, f.nearest, f.method, f.reason, f.confidence,
    trim(concat_ws(', ', s.publisher, s.title, s.year), ', ') AS evidence_source, s.url AS evidence_url
FROM claims c
JOIN documents d ON d.id = c.document_id
JOIN findings f ON f.claim_id = c.id
LEFT JOIN reference r ON r.id = f.against[1]
LEFT JOIN sources s ON s.id = r.source_id
ORDER BY d.name, c.start_char, c.end_char, c.kind, c.id
"""


def interchange(ask: Ask) -> Iterator[dict[str, Any]]:
    """Each claim of a record in the interchange form; ``quote`` is ``text[start:end]`` of the document."""
    for row in ask(_CLAIMS):
        yield {field: row[field] if row[field] != "" else None for field in FIELDS}


def jsonl(ask: Ask) -> Iterator[str]:
    """The lines of ``claims.jsonl``."""
    return (json.dumps(row, ensure_ascii=False) for row in interchange(ask))
