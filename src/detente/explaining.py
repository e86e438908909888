"""Why a claim was read as it was: the rule, the words it rests on, what else was possible, and its finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.errors import RecordError
from detente.lexicon import alternatives
from detente.views import Ask, among, chosen, numbered, shown_alone

_SAID = ("subject", "predicate", "object", "indicator", "value", "unit", "comparator", "place", "speaker", "modality")
_SHORTEST = 4  # characters of an id that are enough to name it


def explain(ask: Ask, claim: str) -> dict[str, Any]:
    """Everything that led to one claim, for ``claim`` an id, the beginning of one, or its number in the report.

    Raises RecordError when no claim of the record is meant, or more than one.
    """
    rows = numbered(shown_alone(ask) if claim.isdigit() else _near(ask, claim))
    meant = [row for row in rows if row["id"] == claim or (claim.isdigit() and row["number"] == int(claim))]
    if not meant and len(claim) >= _SHORTEST:
        meant = [row for row in rows if row["id"].startswith(claim)]
    if len(meant) != 1:
        found = f"{len(meant)} claims have ids that begin with {claim!r}" if meant else f"no claim {claim!r} here"
        hint = f"Give an id of claims.jsonl or a number of the report, 1 to {len(rows)}."
        raise RecordError(f"{found}.", hint=hint)
    row = meant[0]
    return {
        "id": row["id"],
        "number": row["number"],
        "document": row["document"],
        "start": row["start_char"],
        "end": row["end_char"],
        "quote": row["quote"],
        "read_as_words": row["repaired_quote"],
        "kind": row["kind"],
        "says": {key: row[key] for key in _SAID if row[key] not in {None, ""}} | {"polarity": row["polarity"]},
        "rule": row["rule"],
        "trigger": row["trigger"],
        "who": {key: row[key] for key in ("source_text", "source_actor", "target_text", "target_actor")},
        "coding": {key: row[key] for key in ("plover_event_type", "plover_mode", "cameo")},
        "when": {key: row[key] for key in ("time_from", "time_to", "date_words", "dated_by", "date_anchor")},
        "also_possible": [*(row["read_as_well"] or []), *_other_codings(row)],
        "verdict": row["verdict"],
        "finding": row["message"] or row["reason"],
        "compared_by": row["compared_by"],
    }


def _near(ask: Ask, claim: str) -> Ask:
    """Of many documents those alone that have a claim whose id begins so."""
    if chosen(ask) is None:
        return ask
    sql = "SELECT DISTINCT document_id FROM claims WHERE starts_with(id, ?) ORDER BY 1"
    return among(ask, [row["document_id"] for row in ask(sql, [claim])])


def _other_codings(row: Mapping[str, Any]) -> Iterator[str]:
    """The types that PLOVER's own pages would give the act as well."""
    for other in alternatives(row["plover_event_type"] or "", row["plover_mode"] or "", row["cameo"] or ""):
        yield f"PLOVER {_INSTEAD.get(other.type, other.type)}: {other.why}"


_INSTEAD = {"-": "no event", "": "as coded"}


_DATED = {
    "before": "given by the text before",
    "reckoned": "reckoned from another date",
    "era": "a named time",
    "carried": "its year is carried over",
    "relative": "relative to the date before",
}


def lines(told: Mapping[str, Any]) -> Iterator[str]:
    """An explanation in lines for a person: a word for what it is of, and what there is to say."""
    place = f"{told['document']}, {told['start']} to {told['end']}"
    yield f"{told['number']}. “{_flat(told['quote'])}” ({place}; {told['id']})"
    for name, words in _told(told):
        if words:
            yield f"    {name:<13}{words}"


def _told(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    said, who, when = told["says"], told["who"], told["when"]
    yield "as", _flat(told["read_as_words"] or "")
    fields = [told["kind"], *(f"{key} {value}" for key, value in said.items() if key != "polarity")]
    yield "kind", "; ".join(fields) + ("" if said["polarity"] else "; said not to be so")
    yield "read by", told["rule"] + _from(told["trigger"])
    names = zip(("PLOVER", "mode", "CAMEO"), told["coding"].values(), strict=True)
    yield "coded", ", ".join(f"{name} {value}" for name, value in names if value)
    for role in ("source", "target"):
        words = who[f"{role}_text"]
        yield role, (who[f"{role}_actor"] or (words and "not linked") or "") + _from(words)
    yield "when", _when(when) if when["time_from"] else ""
    for other in told["also_possible"]:
        yield "or else", other
    yield "verdict", told["verdict"] + (f", by the rule {told['compared_by']}" if told["compared_by"] else "")
    yield "because", told["finding"] or ""


def _when(when: Mapping[str, Any]) -> str:
    until = f" to {when['time_to']}" if when["time_to"] not in {None, when["time_from"]} else ""
    anchor = f" from {when['date_anchor']}" if when["date_anchor"] else ""
    how = _DATED.get(when["dated_by"], when["dated_by"] or "as the kind reads it")
    return f"{when['time_from']}{until}{_from(when['date_words'])} ({how}{anchor})"


def _from(words: str | None) -> str:
    return f", from “{_flat(words)}”" if words else ""


def _flat(words: str) -> str:
    return " ".join(words.split())
