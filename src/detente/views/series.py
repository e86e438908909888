"""For every indicator the text gives a number of: the reference series, and the text's numbers on them.

A line is one actor, one basis, one source and one unit: points are never joined across a change of basis, and numbers
in another unit stand in another chart.
"""

from __future__ import annotations

import itertools

from detente.evidence import TWO_WAY, indicator_name, plural
from detente.views import Ask, Names, Row, View, beside, numbered, weblink
from detente.views.timeline import spread

_TEXT = """
SELECT q.claim_id, q.actors, q.counterpart, q.indicator, q.start_date, q.end_date, q.value, q.unit, q.basis
FROM quantity q JOIN claims c ON c.id = q.claim_id
WHERE q.origin = 'text' AND q.indicator <> '' ORDER BY q.indicator, q.unit, q.start_date, q.claim_id
"""
# Only rows of actors (and counterparts) that the text gives this indicator of, or the chart would be of the world.
_REFERENCE = """
WITH named AS (
    SELECT DISTINCT indicator, unit, unnest(actors) AS actor, coalesce(counterpart, '') AS counterpart
    FROM quantity WHERE origin = 'text')
SELECT DISTINCT q.claim_id, q.actors, q.counterpart, q.indicator, q.start_date, q.end_date, q.value,
       q.unit, q.basis, q.vintage, s.publisher, s.title AS source_title, s.year, s.url
FROM quantity q JOIN named n ON n.indicator = q.indicator AND n.unit = q.unit AND list_contains(q.actors, n.actor)
  AND n.counterpart IN ('', coalesce(q.counterpart, ''))
LEFT JOIN sources s ON s.id = q.source_id
WHERE q.origin = 'reference'
ORDER BY q.indicator, q.unit, q.actors, q.counterpart, q.basis, s.publisher, s.title,
         q.start_date, q.vintage, q.claim_id
LIMIT 2000
"""

_SERIES = 3  # values from which a line is drawn; fewer are said better by a table
_LINES = 6  # lines of a chart, the longest first; more cannot be told apart
_COLUMNS = {
    "indicator": "Of what",
    "actors": "Whose",
    "start_date": "When",
    "value": "Value",
    "basis": "Basis",
}


def _place(row: Row) -> tuple[str, str]:
    return row["indicator"], row["unit"] or ""


def _who(names: Names, row: Row) -> str:
    return names.parties(row["indicator"], row["actors"], row["counterpart"])


def _line(names: Names, rows: list[Row]) -> Row:
    head = rows[0]
    points = [{"at": spread(row["start_date"], row["end_date"]), "value": row["value"]} for row in rows]
    return {
        "who": _who(names, head),
        "basis": head["basis"] or "",
        "by": head["publisher"] or head["source_title"] or "",
        "url": weblink(head["url"]),
        "points": [point for point in points if point["at"] and point["value"] is not None],
        "rows": rows,
        "n": len(rows),
    } | {key: head[key] for key in ("publisher", "source_title", "year")}


def _labelled(lines: list[Row]) -> str:
    """Gives each line the label that tells it from the others; what all of them share is given back once."""
    parts = ("who", "basis", "by")
    common = [part for part in parts if len({line[part] for line in lines}) == 1]
    for line in lines:
        own = [line[part] for part in parts if line[part] and (part not in common or part == "who")]
        line["label"] = ", ".join(own)
    return ", ".join(lines[0][part] for part in common if part != "who" and lines[0][part]) if lines else ""


def _title(claims: list[Row], lines: list[Row]) -> str:
    """The finding of the chart, as its heading."""
    wrong = sum(claim["verdict"] == "refuted" for claim in claims)
    # The reference names the two sides of a trade in its own order, which is that of the line's label.
    whose = {line["who"] for line in lines} if claims[0]["indicator"] in TWO_WAY else {claim["who"] for claim in claims}
    about = f"{indicator_name(claims[0]['indicator'])}{f', {whose.pop()}' if len(whose) == 1 else ''}"
    if len(claims) == 1:
        return f"1 number on {about}: {claims[0]['word'].lower()}"
    return f"{len(claims)} numbers on {about}: {'all' if wrong == len(claims) else wrong or 'none'} contradicted"


def _chart(indicator: str, unit: str, claims: list[Row], lines: list[Row]) -> Row:
    points = [claim | {"at": spread(claim["start_date"], claim["end_date"])} for claim in claims]
    drawn = [
        {key: point[key] for key in ("id", "at", "value", "who", "verdict", "words")}
        for point in points
        if point["at"] and point["value"] is not None
    ]
    common = _labelled(lines)
    return {
        "common": common,
        "indicator": indicator,
        "unit": plural(unit),
        "title": _title(claims, lines),
        "source": "; ".join(dict.fromkeys(_cited(line) for line in lines)),
        "claims": points,
        "lines": lines,
        "drawn": bool(lines and drawn),
        "n": sum(line["n"] for line in lines),
        "chart": {
            "unit": plural(unit),
            "lines": [{key: line[key] for key in ("label", "points")} for line in lines],
            "claims": drawn,
        },
    }


def _cited(line: Row) -> str:
    return ", ".join(dict.fromkeys(str(line[key]) for key in ("publisher", "source_title", "year") if line[key]))


def _chosen(lines: list[Row], held: set[str]) -> list[Row]:
    """The lines worth drawing: of those that the text's numbers were held against, in every basis; else the longest."""
    long = sorted((line for line in lines if len(line["points"]) >= _SERIES), key=lambda line: -len(line["points"]))
    whose = {line["who"] for line in long if any(row["claim_id"] in held for row in line["rows"])}
    return [line for line in long if not whose or line["who"] in whose][:_LINES]


def _data(ask: Ask) -> Row:
    found = {claim["id"]: claim for claim in numbered(ask)}
    held = {row["id"] for row in ask("SELECT DISTINCT unnest(against) AS id FROM findings")}
    names = Names(ask)
    lines: dict[tuple[str, str], list[Row]] = {}
    for _, group in itertools.groupby(
        ask(_REFERENCE),
        key=lambda row: (_place(row), _who(names, row), row["basis"], row["publisher"], row["source_title"]),
    ):
        rows = list(group)
        lines.setdefault(_place(rows[0]), []).append(_line(names, rows))
    charts = []
    for place, group in itertools.groupby(ask(_TEXT), key=_place):
        claims = [found[row["claim_id"]] | row | {"who": _who(names, row)} for row in group]
        charts.append(_chart(*place, claims, _chosen(lines.get(place, []), held)))
    series = [chart for chart in charts if chart["drawn"]]
    drawn = {claim["claim_id"] for chart in series for claim in chart["claims"]}
    others = beside(ask, "quantity", _COLUMNS)
    for part in ("groups", "decided", "open"):
        others[part] = [group for group in others[part] if group["claim"]["id"] not in drawn]
    return {"charts": series, "others": others | {"title": "Numbers without a series" if series else ""}}


VIEW = View(name="series", title="Numbers", place=50, data=_data)
