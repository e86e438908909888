"""TimelineJS: the dated acts of a record, each with its words, its verdict and the sources it rests on.

Only the parts of a date that are known are given, so that a month or a year is shown as one.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

from detente.evidence import date, period
from detente.exporting.claims import Ask
from detente.views import Names, clipped, evidence, shown

_KINDS = ("event", "meeting", "agreement", "vote", "law_or_sanction", "membership")
_DATED = f"""
SELECT c.*, d.name AS document, d.title AS title, coalesce(f.verdict, 'unverifiable') AS verdict,
    coalesce(f.message, '') AS message
FROM claims c JOIN documents d ON d.id = c.document_id LEFT JOIN findings f ON f.claim_id = c.id
WHERE c.kind IN {_KINDS} AND c.polarity AND c.modality <> 'denied' AND regexp_matches(c.time_from, '^[0-9]{{4}}')
ORDER BY c.time_from, d.name, c.start_char, c.end_char, c.id
"""
EXPECTED = f"SELECT count(*) AS n FROM ({_DATED})"


def lines(ask: Ask) -> Iterator[str]:
    """The lines of the file."""
    names, found = Names(ask), evidence(ask)
    events = [_event(row, names, found.get(row["id"], [])) for row in ask(_DATED)]
    titles = [row["title"] or row["name"] for row in ask("SELECT title, name FROM documents ORDER BY name")]
    head = titles[0] if len(titles) == 1 else f"{len(titles)} texts"
    title = {"text": {"headline": _words(head), "text": "Dated acts, as détente read and checked them."}}
    yield json.dumps({"title": title, "events": events}, ensure_ascii=False, indent=1)


def ids(content: str) -> list[str]:
    """The claims that the events of a finished file come from, of those that have a date."""
    return [event["unique_id"] for event in json.loads(content)["events"] if event["start_date"]["year"]]


def _event(row: Mapping[str, Any], names: Names, rows: list[dict[str, Any]]) -> dict[str, Any]:
    first, last = row["time_from"], row["time_to"] or ""
    last = "" if last >= "9998" else last  # not over yet
    exact = len(first) == 10 and last in {"", first}
    event: dict[str, Any] = {
        "unique_id": row["id"],
        "start_date": _parts(first) | ({} if exact else {"display_date": _shown(first, last)}),
        "group": _group(row, names),
        "text": {"headline": _words(_headline(row, names)), "text": _text(row, rows)},
    }
    if last and last != first:
        event["end_date"] = _parts(last)
    return event


def _headline(row: Mapping[str, Any], names: Names) -> str:
    """The words in short; a tally says whose it is."""
    whose = names.of(row["subject"]) if row["kind"] == "vote" and row["subject"] else ""
    return f"{whose}: {clipped(row['quote'])}" if whose else clipped(row["quote"])


def _words(said: str) -> str:
    return html.escape(said, quote=False)


def _parts(partial: str) -> dict[str, Any]:
    known = [int(part) for part in partial.split("-")]
    return dict(zip(("year", "month", "day"), known, strict=False))


def _shown(first: str, last: str) -> str:
    return period(first, last) if last else f"from {date(first)}"


def _group(row: Mapping[str, Any], names: Names) -> str:
    """The two states where there are two, else the kind of act."""
    codes = f"{row['source_actor'] or ''};{row['target_actor'] or ''}".split(";")
    states = list(dict.fromkeys(code[:3] for code in codes if len(code) == 6))
    if len(states) == 2:
        return " – ".join(sorted(_words(names.of(state)) for state in states))
    return str(row["kind"]).replace("_", " ")


def _text(row: Mapping[str, Any], rows: list[dict[str, Any]]) -> str:
    """The words, the verdict with its reason, and the sources; TimelineJS takes HTML here."""
    parts = [f"<blockquote>{_words(' '.join(row['quote'].split()))}</blockquote>"]
    parts.append(f"<p>{_words(shown(row['verdict'])['word'])}. {_words(row['message'])}</p>")
    said = dict.fromkeys(_link(source) for source in rows)
    parts += [f"<p>Sources: {'; '.join(said)}</p>"] if said else []
    where = f"{row['document']}, characters {row['start_char']}–{row['end_char']}"
    return "".join((*parts, f"<p>{_words(where)}</p>"))


def _link(source: Mapping[str, Any]) -> str:
    words = ", ".join(filter(None, (source["publisher"], source["source_title"], source["year"])))
    title = _words(words or source["url"] or "source not on record")
    return f'<a href="{html.escape(source["url"])}">{title}</a>' if source["url"] else title
