"""Words of a disguised text that were restored before reading: what stands there, and what it was read as."""

from __future__ import annotations

from detente.views import Ask, Row, View

# One line a pair of words, with how often and where first: the same name is disguised the same way many times.
_PAIRS = """
SELECT d.name AS document, r.seen, r.restored, r.how, count(*) AS times, min(r.start_char) AS first
FROM restored r JOIN documents d ON d.id = r.document_id
WHERE r.seen <> r.restored
GROUP BY ALL ORDER BY document, first, r.seen, r.restored
"""

_SPUN = "SELECT name FROM documents WHERE spun ORDER BY name, id"


def _data(ask: Ask) -> Row:
    pairs = ask(_PAIRS)
    documents = list(dict.fromkeys(pair["document"] for pair in pairs))
    return {
        "pairs": pairs,
        "several": len(documents) > 1,
        "times": sum(pair["times"] for pair in pairs),
        "spun": [row["name"] for row in ask(_SPUN)],
    }


VIEW = View(name="restored", title="Words restored", place=85, data=_data)
