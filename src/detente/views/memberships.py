"""Who joined, left or was suspended from which organisation, beside the reference."""

from __future__ import annotations

from detente.views import Ask, Row, View, beside

_COLUMNS = {"actor": "Actor", "organisation": "Organisation", "act": "Act", "start_date": "Date"}


def _data(ask: Ask) -> Row:
    return {"tables": [beside(ask, "membership", _COLUMNS)]}


VIEW = View(name="memberships", title="Memberships", place=80, data=_data)
