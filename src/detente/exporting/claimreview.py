"""ClaimReview drafts (schema.org JSON-LD): one object a finding that decides something.

They are drafts and say so (``creativeWorkStatus``). A review has no author, no address and no date of publication
until a newsroom gives its own: a rating is nobody's word but that of who signs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from detente.errors import RecordError
from detente.exporting.claims import Ask, decided, documents
from detente.model import Verdict
from detente.views import SHOWN, weblink

Node = dict[str, Any]


class Newsroom(NamedTuple):
    """Who signs the reviews, and the address of the page they will stand on; empty until the newsroom fills them in."""

    author: str = ""
    url: str = ""


RATINGS: Mapping[str, int] = {
    Verdict.REFUTED: 1,
    Verdict.CONFLICTING: 3,
    Verdict.IMPRECISE: 4,
    Verdict.SUPPORTED: 5,
}
"""Verdict → how true, from 1 (``worstRating``) to 5 (``bestRating``)."""

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def lines(ask: Ask, newsroom: Newsroom | None = None) -> Iterator[str]:
    """The lines of a JSON array of reviews, worst first. Raises RecordError for an address that is none of the web."""
    newsroom = newsroom or Newsroom()
    if newsroom.url and not weblink(newsroom.url):
        hint = "Give the address of the page with the reviews: https://…"
        raise RecordError(f"{newsroom.url!r} is no address of the web.", hint=hint)
    read = documents(ask)
    reviews = [_review(finding, read[finding["document_id"]], newsroom) for finding in decided(ask)]
    yield json.dumps(reviews, ensure_ascii=False, indent=1)


def ids(content: str) -> list[str]:
    """The ids of the claims in a finished file."""
    return [claim for review in json.loads(content) for claim in review["identifier"]]


def _review(finding: Node, document: Node, newsroom: Newsroom) -> Node:
    page = newsroom.url.partition("#")[0]
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "author": _named("Organization", newsroom.author),
            "url": f"{page}#c-{finding['id']}" if page else "",  # several reviews on a page are told apart by it
            "creativeWorkStatus": "Draft",
            "identifier": finding["members"],
            "inLanguage": "en",
            "claimReviewed": _words(finding),
            "reviewRating": _rating(finding["verdict"]),
            "reviewBody": _body(finding),
            "citation": _sources(finding["evidence"]),
            "itemReviewed": _item(finding, document),
        }
    )


def _words(finding: Node) -> str:
    """The words reviewed; those that say little by themselves in quotes, among the words around them."""
    before, quote, after = finding["before"], finding["quote"], finding["after"]
    return " ".join((f"{before}“{quote}”{after}" if before or after else quote).split())


def _rating(verdict: str) -> Node:
    return {
        "@type": "Rating",
        "alternateName": SHOWN[verdict].word,
        "ratingExplanation": SHOWN[verdict].means,
        "ratingValue": RATINGS[verdict],
        "bestRating": 5,
        "worstRating": 1,
    }


def _body(finding: Node) -> str:
    said = [message["text"] for message in finding["messages"]]
    said += [f"Perhaps: {finding['nearest']}"] if finding["nearest"] else []
    said += [f"The text also says: “{' '.join(other['quote'].split())}”." for other in finding["own"]]
    return " ".join(said)


def _sources(rows: list[Node]) -> list[Node]:
    """Each source that the finding rests on, once."""
    found = {
        (row["source_title"], row["url"]): _filled(
            {
                "@type": "CreativeWork",
                "name": row["source_title"] or row["publisher"] or row["url"],
                "publisher": _named("Organization", row["publisher"]),
                "datePublished": _day(row["year"]),
                "url": row["url"],
            }
        )
        for row in rows
        if row["source_title"] or row["publisher"] or row["url"]
    }
    return list(found.values())


def _item(finding: Node, document: Node) -> Node:
    """The claim, and the article it appears in. Whose claim it is is left open where the article speaks of another."""
    names = [name.strip() for name in (document["author"] or "").split(";") if name.strip()]
    publisher = _named("Organization", document["publisher"])
    authors = [_named("Person", name) for name in names]
    about = {"datePublished": _day(document["dated"])}
    article = {
        "@type": "Article",
        "name": document["title"] or document["name"],
        "url": document["address"],
        "author": authors,
        "publisher": publisher,
    }
    whose: Any = "" if finding["speaker"] else authors or publisher
    return _filled({"@type": "Claim", "author": whose, **about, "appearance": _filled(article | about)})


def _named(kind: str, name: str | None) -> Node:
    return {"@type": kind, "name": name} if name else {}


def _day(said: str | None) -> str:
    """A date as schema.org takes it, if it is one day, month or year."""
    return said if said and _DATE.fullmatch(said) else ""


def _filled(node: Node) -> Node:
    """What is known of a thing; what is not is left out."""
    return {key: value for key, value in node.items() if value or value == 0}
