"""What the text dates, on one line of time, at the precision it gives, and the dates of the reference beside it.

Numbers of a year are drawn as series and are not repeated here.
"""

from __future__ import annotations

import datetime as dt

from detente.errors import SourceError
from detente.evidence import plainest
from detente.model import Period
from detente.views import Ask, Row, View, evidence, numbered

_NOT_HERE = {"quantity", "quantity_change", "count_or_ordinal", "state_of_affairs", "attribution"}
_LANES = {
    "agreement": "Agreements",
    "agreement_term": "Terms of agreements",
    "event": "Events",
    "law_or_sanction": "Laws and sanctions",
    "meeting": "Meetings",
    "membership": "Memberships",
    "statement": "Statements",
    "vote": "Votes",
}
_LASTING = {"event"}  # what may go on for months; the other kinds fall on a day or a few


def spread(first: str | None, last: str | None, *, lasts: bool = False) -> Row | None:
    """The days a date may fall on, and those that are certain.

    ``from`` and ``to`` are the first and last possible day; ``sure_from`` and ``sure_to`` bound what is certain and are
    empty when nothing is. "1972" may be any of its days. "6 to 13 June" holds on all of them. "May to July" says
    nothing certain of what takes a day, but of what ``lasts`` that it held in June.
    None when there is no date, or one that is none of the calendar.
    """
    if not first:
        return None
    first, last = plainest(first, last or first) if last else (first, first)
    try:
        begin, finish = Period.of(first), Period.of(last)
    except SourceError:
        return None
    if finish.end <= begin.start:
        return None
    day = dt.timedelta(days=1)
    of_days = begin.days == finish.days == 1
    sure = (begin.start, finish.end - day) if of_days else (begin.end - day, finish.start)
    known = of_days or (lasts and begin != finish and sure[0] <= sure[1])
    return {
        "from": begin.start.isoformat(),
        "to": (finish.end - day).isoformat(),
        "sure_from": sure[0].isoformat() if known else "",
        "sure_to": sure[1].isoformat() if known else "",
    }


def _item(claim: Row, rows: list[Row]) -> Row:
    """One line of the list, with what is drawn of it in ``drawn``."""
    lasts = claim["kind"] in _LASTING
    other = next((row for row in rows if row["time_from"]), None)
    return claim | {
        "lane": _LANES.get(claim["kind"], claim["kind"].replace("_", " ").capitalize()),
        "label": claim["words"],
        "other": other,
        "drawn": spread(claim["time_from"], claim["time_to"], lasts=lasts),
        "other_drawn": spread(other["time_from"], other["time_to"], lasts=lasts) if other else None,
    }


def _sentence(items: list[Row]) -> str:
    days = sum(item["drawn"]["from"] == item["drawn"]["to"] for item in items)
    return f"{days} name a day; the others are drawn as wide as the words leave them open."


def _title(items: list[Row]) -> str:
    """The finding of the chart, as its heading."""
    wrong = sum(item["verdict"] == "refuted" for item in items)
    first = min(item["drawn"]["from"] for item in items)[:4]
    last = max(item["drawn"]["to"] for item in items)[:4]
    span = f"in {first}" if first == last else f"from {first} to {last}"
    many = f"{len(items)} dated claim{'' if len(items) == 1 else 's'} {span}"
    return f"{many}, {wrong or 'none'} contradicted"


def _data(ask: Ask) -> Row:
    rows = evidence(ask)
    items = [
        _item(claim, rows.get(claim["id"], []))
        for claim in numbered(ask)
        if claim["kind"] not in _NOT_HERE and claim["lead"] == claim["id"]
    ]
    items = sorted((item for item in items if item["drawn"]), key=lambda item: (item["drawn"]["from"], item["number"]))
    chart = [
        {key: item[key] for key in ("id", "lane", "label", "verdict")}
        | {"at": item["drawn"], "ref": item["other_drawn"]}
        for item in items
    ]
    return {
        "items": items,
        "chart": chart,
        "title": _title(items) if items else "",
        "sentence": _sentence(items) if items else "",
    }


VIEW = View(name="timeline", title="Timeline", place=40, data=_data)
