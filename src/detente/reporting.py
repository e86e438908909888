"""Views → one self-contained HTML file.

The page holds all it needs: no request leaves it, its policy allows none, and it is readable without its script. Every
text is escaped where it is put in; addresses become links only when they are of the web.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Mapping
from importlib import resources
from typing import Any

import jinja2

from detente.errors import ShelfError
from detente.evidence import date, period
from detente.shelf import shelf
from detente.views import SHOWN, Ask, View, number, shown_alone


def views() -> tuple[View, ...]:
    """The views on the shelf, by their ``place``. Raises ShelfError when two of them stand at one place."""
    found: dict[int, View] = {}
    for view in shelf("views").values():
        if view.place in found:
            raise ShelfError(
                f"views {found[view.place].name!r} and {view.name!r} both have place {view.place}.",
                hint="Give one of them another place; smaller comes first.",
            )
        found[view.place] = view
    return tuple(view for _, view in sorted(found.items()))


def report(record_ask: Ask, *, meta: Mapping[str, Any]) -> str:
    """The report of a record's documents, of many the worst ones, as one HTML page that opens offline from a file.

    ``meta`` is the manifest of the run, of which the page says the version of détente (``versions``) and the date of
    the reference data (``reference_to``, a partial ISO date). It may also hold a ``title``, by default the document's
    own, and a date ``built``. What is missing is left out. The same record and ``meta`` give the same page.

    Raises ShelfError when a view on the shelf is incomplete.
    """
    environment, ask = _environment(), shown_alone(record_ask)
    sections = []
    for view in views():
        data = view.data(record_ask if view.whole else ask)
        try:
            html = environment.get_template(f"{view.name}.html").render(data)
        except jinja2.TemplateNotFound as error:
            raise ShelfError(f"views/{view.name}.py has no template.", hint=f"Write views/{view.name}.html.") from error
        if html.strip():
            sections.append({"name": view.name, "title": view.title, "html": html})
    documents = ask("SELECT name, title, dated, sha256 FROM documents ORDER BY name, id")
    every = record_ask("SELECT count(*) AS n FROM documents")[0]["n"]
    return environment.get_template("_page.html").render(
        title=meta.get("title") or _title(documents, every),
        sections=sections,
        documents=documents,
        version=meta.get("versions", {}).get("detente", ""),
        meta={key: meta.get(key, "") for key in ("reference_to", "built")},
        script=_asset("report.js"),
        style=_asset("report.css"),
        policy=policy(),
    )


def policy() -> str:
    """The content security policy of the page: nothing is loaded, nothing is sent, and only its own script runs."""
    script = base64.b64encode(hashlib.sha256(_asset("report.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _title(documents: list[dict[str, Any]], every: int) -> str:
    """The title of the one document, or how many there are."""
    return documents[0]["title"] or documents[0]["name"] if every == 1 else f"{every:,} articles"


@functools.cache
def _asset(name: str) -> str:
    return resources.files("detente.views").joinpath("assets", name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("detente", "views"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"date": date, "period": period, "number": number, "cell": cell}
    environment.globals["verdicts"] = SHOWN
    return environment


def cell(value: str | None) -> str:
    """A word of the record, which may be an id of several words, as the text of a table's cell."""
    return (value or "").replace("_", " ")
