"""Votes as the text has them: tallies and single positions, beside the reference."""

from __future__ import annotations

from detente.views import Ask, Row, View, beside

_COLUMNS = {
    "organ": "Organ",
    "name": "Item",
    "start_date": "Date",
    "yes": "Yes",
    "no": "No",
    "abstain": "Abstained",
    "actor": "Actor",
    "position": "Position",
    "result": "Result",
}


def _data(ask: Ask) -> Row:
    return {"tables": [beside(ask, "vote", _COLUMNS)]}


VIEW = View(name="votes", title="Votes", place=70, data=_data)
