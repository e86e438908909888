"""Meetings as the text has them, beside the reference, and the other meetings on record of the same participants."""

from __future__ import annotations

from detente.views import Ask, Row, View, beside

_COLUMNS = {
    "participants": "Participants",
    "start_date": "Date",
    "place": "Place",
    "level": "Level",
    "format": "Format",
}
_REST = """
SELECT r.* FROM meeting r
WHERE r.origin = 'reference' AND EXISTS (
    SELECT 1 FROM meeting t
    WHERE t.origin = 'text' AND len(t.participants) > 1
      AND list_has_all(t.participants, r.participants) AND list_has_all(r.participants, t.participants))
ORDER BY r.start_date, r.claim_id LIMIT 200
"""


def _data(ask: Ask) -> Row:
    return {"tables": [beside(ask, "meeting", _COLUMNS, rest=_REST)]}


VIEW = View(name="meetings", title="Meetings", place=65, data=_data)
