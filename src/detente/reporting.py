"""Views → one self-contained HTML file.

The page holds all it needs: no request leaves it, its policy allows none, and it is readable without its script. Every
text is escaped where it is put in; addresses become links only when they are of the web.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

import jinja2

from detente.errors import ShelfError
from detente.shelf import shelf
from detente.views import SHOWN, Ask, View, listed, named, plainest

# Not calendar.month_name, which speaks the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


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
    """The report of every document in the record, as one HTML page that opens offline from a file.

    ``meta`` is the manifest of the run, of which the page says the version of détente (``versions``) and the date of
    the reference data (``reference_to``, a partial ISO date). It may also hold a ``title``, by default the document's
    own, and a date ``built``. What is missing is left out. The same record and ``meta`` give the same page.

    Raises ShelfError when a view on the shelf is incomplete.
    """
    environment = _environment()
    sections = []
    for view in views():
        data = view.data(record_ask)
        try:
            html = environment.get_template(f"{view.name}.html").render(data)
        except jinja2.TemplateNotFound as error:
            raise ShelfError(f"views/{view.name}.py has no template.", hint=f"Write views/{view.name}.html.") from error
        if html.strip():
            sections.append({"name": view.name, "title": view.title, "html": html})
    documents = record_ask("SELECT name, title, dated, sha256 FROM documents ORDER BY name, id")
    script = _asset("report.js")
    return environment.get_template("_page.html").render(
        title=meta.get("title") or _title(documents),
        sections=sections,
        documents=documents,
        version=meta.get("versions", {}).get("detente", ""),
        meta={key: meta.get(key, "") for key in ("reference_to", "built")},
        script=script,
        style=_asset("report.css"),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _title(documents: list[dict[str, Any]]) -> str:
    """The title of the one document, or how many there are."""
    return documents[0]["title"] or documents[0]["name"] if len(documents) == 1 else f"{len(documents)} articles"


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


def date(partial: str | None) -> str:
    """A partial ISO date as people write it, no more precise than it is: "1972-05" is "May 1972".

    What is not such a date is given back as it came.
    """
    found = _PARTIAL.fullmatch(partial or "")
    if not found:
        return partial or ""
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return partial or ""
    name = _MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def period(first: str | None, last: str | None) -> str:
    """From one partial ISO date to another, without saying twice what both share: "11–13 November 1974"."""
    if not first or not last or first == last:
        return date(first)
    if not (_PARTIAL.fullmatch(first) and _PARTIAL.fullmatch(last)):
        return f"{first} – {last}"
    first, last = plainest(first, last)
    if first == last:
        return date(first)
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return f"{int(first[8:])}–{date(last)}"
    if len(first) == len(last) == 4:
        return f"{first}–{last}"
    start = date(first).removesuffix(f" {first[:4]}") if len(first) > 4 and first[:4] == last[:4] else date(first)
    return f"{start} – {date(last)}"


def number(value: float | None) -> str:
    """A number for reading, with separators for thousands and at most six significant digits after them."""
    if value is None:
        return ""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) >= 1000 else f"{value:.6g}"


def cell(value: Any) -> str:
    """Any value of a record as the text of a table's cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, str):
        first, _, last = value.partition("/")
        return period(first, last) if _PARTIAL.fullmatch(first) else named(value.replace("_", " "))
    if isinstance(value, Iterable):
        return listed(value)
    return str(value)
