"""W3C Web Annotations on the texts: one annotation a claim, with the finding as its body."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from detente.exporting.claims import Ask, documents, interchange
from detente.views import weblink


def lines(ask: Ask) -> Iterator[str]:
    """The lines of a W3C Web Annotation page (JSON-LD): one annotation a claim, with the finding as its body.

    A target is found by its position (code points of the text) and, should the text have changed, by its quote.
    """
    read = {row["name"]: row for row in documents(ask).values()}
    items = [_annotation(row, read[row["doc"]]) for row in interchange(ask)]
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:detente:annotations", "type": "AnnotationPage"}
    yield json.dumps(page | {"items": items}, ensure_ascii=False, indent=1)


def ids(content: str) -> list[str]:
    """The ids of the claims in a finished file, of those that point at words."""
    return [item["id"].rpartition(":")[2] for item in json.loads(content)["items"] if "target" in item]


def _annotation(row: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    said = [part for part in (row["explanation"], f"Perhaps: {row['nearest']}" if row["nearest"] else "") if part]
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": row["verdict"]}]
    if said:
        text = {"type": "TextualBody", "purpose": "assessing", "value": " ".join(said)}
        body.append(text | {"format": "text/plain", "language": "en"})
    if address := weblink(row["evidence_url"]):
        source = {"id": address, "type": "Text", "label": row["evidence_source"] or address}
        body.append({"type": "SpecificResource", "purpose": "linking", "source": source})
    elif row["evidence_source"]:
        body.append({"type": "TextualBody", "purpose": "linking", "value": row["evidence_source"]})
    read = {"id": document["address"] or f"urn:detente:document:{document['id']}", "type": "Text"}
    quote = {"exact": row["quote"], "prefix": row["prefix"] or "", "suffix": row["suffix"] or ""}
    selectors = [
        {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]},
        {"type": "TextQuoteSelector", **quote},
    ]
    return {
        "id": f"urn:detente:claim:{row['id']}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": body,
        "target": {"source": read | {"label": document["name"]}, "selector": selectors},
    }
