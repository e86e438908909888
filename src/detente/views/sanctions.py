"""Laws and sanctions as the text has them: who imposed what on whom, and when, beside the reference."""

from __future__ import annotations

from detente.views import Ask, Row, View, beside

_COLUMNS = {
    "name": "Instrument",
    "imposer": "By",
    "target": "On",
    "act": "Act",
    "start_date": "Date",
    "what": "What",
    "value": "Value",
}


def _data(ask: Ask) -> Row:
    return {"tables": [beside(ask, "law_or_sanction", _COLUMNS)]}


VIEW = View(name="sanctions", title="Laws and sanctions", place=75, data=_data)
