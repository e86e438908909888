"""Agreements and their terms as the text has them, each beside the reference row it was compared with."""

from __future__ import annotations

from detente.views import Ask, Row, View, beside

_ACTS = {
    "name": "Agreement",
    "act": "Act",
    "actors": "Parties",
    "start_date": "Date",
    "place": "Place",
}
_TERMS = {
    "name": "Agreement",
    "provision": "Provision",
    "what": "What",
    "value": "Value",
    "actors": "Binds",
    "date": "Date",
    "until": "Until",
}
_REST = """
SELECT a.* FROM agreement a
WHERE a.origin = 'reference'
  AND a.agreement IN (SELECT t.agreement FROM agreement t WHERE t.origin = 'text' AND t.agreement <> '')
ORDER BY a.agreement, a.start_date, a.claim_id LIMIT 200
"""


def _data(ask: Ask) -> Row:
    return {
        "tables": [
            beside(ask, "agreement", _ACTS, rest=_REST) | {"title": "Acts: signed, ratified, in force, ended"},
            beside(ask, "agreement_term", _TERMS) | {"title": "Terms: what they limit, ban or grant"},
        ]
    }


VIEW = View(name="agreements", title="Agreements", place=60, data=_data)
