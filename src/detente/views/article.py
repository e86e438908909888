"""The text as it was written, each claim marked by its verdict.

Claims overlap and nest; those on the same words with the same finding have one mark. The text is
cut at every edge of a claim; each piece belongs to the innermost claim over it, of those that decide something, and
names all of them. A claim that is not innermost where it ends gets a sign of its own there, so that none is lost.
"""

from __future__ import annotations

import itertools
import re

from detente.model import Span
from detente.views import QUIET, Ask, Row, View, numbered, paragraphs

_TEXTS = "SELECT id, name, title, text, language, dated FROM documents ORDER BY name, id"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_HEADING = 90  # characters; a longer paragraph is never a heading


def _innermost(claims: list[Row]) -> Row:
    """The shortest claim over a piece; one that decides nothing only where there is no other."""
    length = {claim["id"]: claim["end_char"] - claim["start_char"] for claim in claims}
    return min(
        claims, key=lambda claim: (claim["worst"] >= QUIET, length[claim["id"]], claim["worst"], claim["number"])
    )


def _pieces(text: str, span: Span, claims: list[Row]) -> list[Row]:
    """A paragraph cut at every edge of a claim, in order; together the pieces are the paragraph, letter for letter."""
    near = [claim for claim in claims if claim["start_char"] < span.end and claim["end_char"] > span.start]
    edges = {span.start, span.end}
    for claim in near:
        edges |= {edge for edge in (claim["start_char"], claim["end_char"]) if span.start < edge < span.end}
    pieces = []
    for start, end in itertools.pairwise(sorted(edges)):
        over = [claim for claim in near if claim["start_char"] <= start and end <= claim["end_char"]]
        main = _innermost(over) if over else None
        others = [claim["id"] for claim in over if claim is not main]
        pieces.append({"text": text[start:end], "main": main, "others": others, "over": over, "also": []})
    return pieces


def _placed(pieces: list[Row]) -> None:
    """Notes on each piece whether it is its claim's first (stop) and its end, and the signs of others ending there."""
    first: dict[str, Row] = {}
    last: dict[str, Row] = {}
    under: dict[str, tuple[Row, Row]] = {}
    for piece in pieces:
        if piece["main"]:
            first.setdefault(piece["main"]["id"], piece)
            last[piece["main"]["id"]] = piece
        for claim in piece["over"]:
            under[claim["id"]] = (claim, piece)
    for piece in pieces:
        own = piece["main"]["id"] if piece["main"] else ""
        piece["stop"] = first.get(own) is piece
        piece["end"] = last.get(own) is piece and under[own][1] is piece
        del piece["over"]
        # The sign that ends a claim must not be parted from its last word by the end of a line.
        head, gap, tail = piece["text"].rpartition(" ") if piece["end"] else (piece["text"], "", "")
        piece["text"], piece["tail"] = head + gap, tail
    for claim, piece in under.values():
        if last.get(claim["id"]) is not piece:
            piece["also"].append(claim | {"stop": claim["id"] not in first})


def _document(document: Row, claims: list[Row]) -> Row:
    text = document["text"]
    spans = list(paragraphs(text))
    parts = []
    for number, span in enumerate(spans, 1):
        after = spans[number].start if number < len(spans) else len(text)
        words = span.of(text)
        parts.append(
            {
                "number": number,
                "heading": len(words) <= _HEADING and words.rstrip()[-1:].isalnum(),
                "pieces": _pieces(text, span, claims),
                "gap": text[span.end : after],
            }
        )
    _placed([piece for part in parts for piece in part["pieces"]])
    language = document["language"] if _LANGUAGE.fullmatch(document["language"] or "") else ""
    return document | {
        "language": language,
        "paragraphs": parts,
        "before": text[: spans[0].start] if spans else text,
        "count": len(claims),
        "titled": bool(spans) and " ".join(spans[0].of(text).split()) == document["title"],
    }


def _data(ask: Ask) -> Row:
    claims = [claim for claim in numbered(ask) if claim["lead"] == claim["id"]]
    documents = [
        _document(document, [claim for claim in claims if claim["document_id"] == document["id"]])
        for document in ask(_TEXTS)
    ]
    return {"documents": documents}


VIEW = View(name="article", title="The text", place=30, data=_data)
