"""The reference sources that the findings rest on, the most used first."""

from __future__ import annotations

from detente.views import Ask, Row, View, weblink

_USED = """
WITH pairs AS (SELECT claim_id, unnest(against) AS other FROM findings)
SELECT s.id, s.publisher, s.title, s.year, s.url, s.licence,
       count(DISTINCT p.claim_id) AS claims, count(DISTINCT r.id) AS row_count
FROM pairs p JOIN reference r ON r.id = p.other JOIN sources s ON s.id = r.source_id
GROUP BY ALL ORDER BY claims DESC, s.publisher, s.title, s.id
"""


def _data(ask: Ask) -> Row:
    return {"sources": [row | {"url": weblink(row["url"])} for row in ask(_USED)]}


VIEW = View(name="sources", title="Sources", place=90, data=_data)
