"""How often a state acts towards another in each of the four classes: verbal or material, cooperation or conflict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.acting import placed, quad_classes, speaks
from detente.measures import Ask, Computed, Measure, Number, Scope

_Cell = tuple[str, str, str, str]


def compute(ask: Ask, scope: Scope) -> Computed:
    """The counts, by dyad, period and class; why the other claims with a PLOVER type are in none of them."""
    cells: dict[_Cell, list[dict[str, Any]]] = {}
    acts, left_out = placed(ask, scope.dyad, scope.by)
    for source, target, period, act in acts:
        if act["type"]:
            cells.setdefault((source, target, period, quad_classes()[act["type"]]), []).append(act)
    counted = {act["id"]: act["event"] for inside in cells.values() for act in inside}
    without = {place.act["id"] for place in acts if not place.act["type"]}
    left_out.update({"a CAMEO code without a class": len(without)} if without else {})
    return Computed(
        numbers=tuple(_number(cell, inside, scope.count) for cell, inside in sorted(cells.items())),
        left_out=dict(sorted(left_out.items())),
        counted={"events": len(set(counted.values())), "reports": len(counted)},
    )


def _number(cell: _Cell, acts: Sequence[dict[str, Any]], count: str) -> Number:
    first, last = speaks(acts)
    return Number(
        of=cell,
        value=len(acts) if count == "reports" else len({act["event"] for act in acts}),
        n=len(acts),
        claims=tuple(act["id"] for act in acts),
        events=len({act["event"] for act in acts}),
        first=first,
        last=last,
    )


MEASURE = Measure(
    name="quad_counts",
    unit="events",
    per=("source", "target", "period", "quad"),
    needs=("documents", "claims", "actors", "event_reports", "event_cluster"),
    reference=(
        "quad categories of the PLOVER codebook (Open Event Data Alliance); an event counts once however many report "
        "it, as event data are made free of duplicates"
    ),
    formula=(
        "events with a PLOVER type that claims of texts or imported events report as asserted and not refuted, by the "
        "class of the type; reports of one event (event_cluster) count once, or each where reports are asked for; a "
        "report stands in a period only if its whole date lies in it; several who agree, consult, cooperate or sign "
        "without a target do so towards each other; no row where there is no event"
    ),
    compute=compute,
    takes=("dyad", "by", "count"),
)
