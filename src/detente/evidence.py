"""The words of a finding: what the text says, what the reference says, by which rule, and what a wrong value probably is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente import actors, indicators, instruments, units
from detente.model import Agreement, Claim, Kind, Period, Quantity, Source
from detente.shelf import shelf

CLOSE = 0.004
"""Relative distance up to which two numbers are taken to be the same number elsewhere."""


def missing(claim: Claim[Any]) -> str:
    """Why nothing could be compared, in plain words."""
    body = claim.body
    if hasattr(body, "indicator"):
        if not body.indicator:
            return "the words do not say what is measured"
        if not body.on:
            return "the words give no date"
    return "no reference row on this"


def fact_of(claim: Claim[Any]) -> tuple[Any, ...]:
    """What makes two reference rows vintages of one fact: everything but the value."""
    body = claim.body
    return (claim.kind, *(getattr(body, name, None) for name in ("actors", "counterpart", "indicator", "on", "basis", "agreement", "act", "organisation")))


def rule_of(kind: Kind[Any], fields: Mapping[str, Agreement]) -> str:
    """The rule that decided: of the field that agrees worst."""
    worst = (Agreement.UNEQUAL, Agreement.LOOSE, Agreement.EQUAL)
    for agreement in worst:
        for item in kind.fields:
            if fields.get(item.name) is agreement:
                return item.rule
    return "exists"


def show(value: Any) -> str:
    """A value as a reader would write it."""
    if value is None:
        return ""
    if isinstance(value, Quantity):
        span = f"{number(value.low)}–{number(value.high)}" if value.low != value.high and value.comparator != "=" else number(value.value)
        return f"{span} %" if value.unit == "percent" else f"{span} {plural(value.unit, value.value)}".rstrip()
    if isinstance(value, tuple):
        return "–".join(str(part) for part in value if part is not None)
    return str(value)


_PLURALS = {"person": "people", "percent": "per cent", "aircraft": "aircraft", "percentage point": "percentage points"}
_INVARIABLE = frozenset({"km", "km2", "kg", "m", "m3", "t", "ha", "bcm", "percent of GDP", ""})


def plural(unit: str, value: float) -> str:
    """A unit behind a number: counted nouns in the plural, currencies and symbols as they are."""
    noun, _, rate = unit.partition("/")
    if value == 1 or noun in _INVARIABLE or noun.isupper():
        return unit
    many = _PLURALS.get(noun) or (noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun if noun.endswith("s") else noun + "s")
    return f"{many} a {rate}" if rate else many


def number(value: float) -> str:
    """With thousands separators, and millions and more in words."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.4g} {word}"
    return f"{value:,.10g}"


_NOT_SHOWN = frozenset({"content"})
"""Rules whose field is a pattern, which is nothing to read."""


def value_of(kind: Kind[Any], body: Any, fields: Mapping[str, Agreement]) -> str:
    """What the reference has where the claim was compared."""
    shown = [item for item in kind.fields if item.rule not in _NOT_SHOWN]
    said = [show(item.of(body)) for item in shown if fields.get(item.name) is not Agreement.UNKNOWN]
    return "; ".join(filter(None, said)) or "; ".join(filter(None, (show(item.of(body)) for item in shown)))


def cite(claim: Claim[Any], sources: Mapping[str, Source]) -> str:
    """Publisher, title and year of a reference claim's source, with its vintage."""
    source = sources.get(claim.source_id)
    if source is None:
        return claim.source_id
    dated = source.published if source.published not in source.title else ""
    text = ", ".join(filter(None, (source.publisher, source.title, dated)))
    return f"{text} (as of {claim.vintage})" if claim.vintage and claim.vintage not in text else text


def describe(claim: Claim[Any]) -> str:
    """A reference claim in a few words: whose, what, when, how counted."""
    body = claim.body
    if hasattr(body, "indicator"):
        found = indicators.indicators().get(body.indicator)
        text = f"{found.name if found else body.indicator}, {names((*body.actors, body.counterpart))}"
    elif getattr(body, "participants", ()):
        text = f"{body.name or 'meeting'} ({names(body.participants)})"
    else:
        slots = shelf("kinds")[claim.kind].slots(body)
        parts = (str(slots.get(key) or "") for key in ("subject", "predicate", "object"))
        text = " ".join(dict.fromkeys(filter(None, (_named(part) for part in parts))))
    when = getattr(body, "on", None)
    basis = getattr(body, "basis", "")
    return text.replace("_", " ") + (f", {when}" if isinstance(when, Period) else "") + (f" [{basis}]" if basis else "")


def _named(part: str) -> str:
    """An id as a name, several of them as names, other words as they are."""
    if ":" in part.split(" ")[0] or (part.isupper() and len(part) == 3) or "," in part:
        return names(tuple(part.split(",")))
    return part


def names(ids: tuple[str, ...]) -> str:
    """Actor ids as names."""
    known = instruments.instruments()
    return ", ".join(known[item].name if item in known else actors.name_of(item) for item in ids if item)


def message(
    kind: Kind[Any],
    claim: Claim[Any],
    found: Claim[Any],
    fields: Mapping[str, Agreement],
    sources: Mapping[str, Source],
    newer: Claim[Any] | None,
) -> str:
    """Two sentences: what the text says against what the reference says, and by which rule they were compared."""
    rule = rule_of(kind, fields)
    value = value_of(kind, found.body, fields)
    what = describe(found)
    what = what[:1].upper() + what[1:]
    told = not value or value in what
    text = f"{what} ({cite(found, sources)})." if told else f"{what}: {value} ({cite(found, sources)})."
    if newer:
        text += f" Since revised to {value_of(kind, newer.body, fields)} ({cite(newer, sources)})."
    if rule != "exists":
        text += f" Compared by: {shelf('rules')[rule].says}."
    return text


def nearest(claim: Claim[Any], by_kind: Mapping[str, tuple[Claim[Any], ...]], sources: Mapping[str, Source]) -> str:
    """What a wrong number really is: the same number of another year, actor, edition or counting rule; at most two."""
    tally = getattr(claim.body, "tally", None)
    if tally:
        return _nearest_vote(claim.body, by_kind.get("vote", ()), sources)
    said = getattr(claim.body, "quantity", None)
    if said is None or said.value < 10 and said.unit in {"percent", "ratio"}:
        return ""
    hits = []
    for kind in ("quantity", "agreement_term", "quantity_change"):
        for other in by_kind.get(kind, ()):
            found = other.body.quantity
            if found is None or abs(found.value - said.value) > CLOSE * abs(said.value) or not _alike(said.unit, found.unit):
                continue
            score = _kinship(claim.body, other.body)
            if score:
                hits.append((-score, other.id, other))
    return " Or: ".join(f"{describe(other)}: {show(other.body.quantity)} ({cite(other, sources)})." for _, _, other in sorted(hits)[:2])


def _nearest_vote(said: Any, votes: tuple[Claim[Any], ...], sources: Mapping[str, Source]) -> str:
    """The vote of the same organ that did end with this tally, the nearest in time first."""
    same = [v for v in votes if v.body.yes == said.yes and v.body.no == said.no and v.body.organ == said.organ and v.body.on]
    same.sort(key=lambda v: v.body.on.distance(said.on) if said.on else 0)
    return " Or: ".join(f"{describe(v)}: {show(v.body.tally)} ({cite(v, sources)})." for v in same[:2])


def _alike(one: str, other: str) -> bool:
    return one == other or (one.isupper() and other.isupper() and len(one) == len(other) == 3) or units.singular(one) == units.singular(other)


def _kinship(one: Any, other: Any) -> int:
    """How near two facts are: the indicator, the actors, the family of the indicator."""
    same = getattr(one, "indicator", "") == getattr(other, "indicator", "-")
    shared = bool({*getattr(one, "actors", ()), getattr(one, "counterpart", "")} & {*getattr(other, "actors", ()), getattr(other, "counterpart", "")} - {""})
    family = getattr(one, "indicator", "").split("_")[0] == getattr(other, "indicator", "-").split("_")[0]
    agreement = getattr(one, "agreement", "") == getattr(other, "agreement", "-")
    return 3 * same + 2 * shared + family + 2 * agreement if same or shared or family or agreement else 0
