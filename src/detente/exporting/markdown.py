"""A summary to paste into a page or a letter: the result in a sentence, then each finding that decides something.

CommonMark without tables or HTML. Words of texts and sources are set so that none of their signs is taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from detente.evidence import date
from detente.exporting.claims import Ask, decided, documents
from detente.model import Verdict
from detente.shelf import shelf

Row = dict[str, Any]

_SAYS: Mapping[str, str] = {
    Verdict.REFUTED: "What is wrong",
    Verdict.IMPRECISE: "What it needs",
    Verdict.CONFLICTING: "What the sources say",
    Verdict.SUPPORTED: "What the source says",
}
_REFERENCE_TO = "SELECT max(left(vintage, 10)) AS day FROM reference WHERE regexp_matches(vintage, '^[0-9]{4}')"
_WHERE = re.compile(r"^- \*\*Where:\*\* .* \(claims? ((?:`[^`]+`(?:, )?)+)\)$", re.MULTILINE)


def lines(ask: Ask) -> Iterator[str]:
    """The lines of the summary, the worst findings first."""
    read = documents(ask)
    titles = [row["title"] or row["name"] for row in read.values()]
    yield f"# Claims checked: {_plain(titles[0]) if len(titles) == 1 else f'{len(titles)} articles'}"
    result = shelf("views")["summary"].data(ask)
    for said in (result["result"], result["coverage"], result["mangled"]):
        yield from ("", _plain(said)) if said else ()
    for word, findings in groupby(decided(ask), key=lambda finding: str(finding["word"])):
        told = list(findings)
        yield from ("", f"## {word} ({sum(len(finding['members']) for finding in told)})")
        for finding in told:
            yield from ("", *_finding(finding))
    until = ask(_REFERENCE_TO)[0]["day"]
    yield from ("", "---", "", f"Made by détente{f'; reference data up to {_plain(date(until))}' if until else ''}.")
    yield "A verdict is about one claim, not about the article: follow the source before you print a correction."


def ids(content: str) -> list[str]:
    """The ids of the claims in a finished file."""
    return [claim for found in _WHERE.findall(content) for claim in re.findall(r"`([^`]+)`", found)]


def _finding(finding: Row) -> Iterator[str]:
    before, after = _plain(finding["before"], keep=True), _plain(finding["after"], keep=True)
    quote = f"“{_plain(finding['quote'])}”"
    yield f"> {before.lstrip()}{f'**{quote}**' if before or after else quote}{after.rstrip()}"
    yield ""
    says = " ".join(message["text"] for message in finding["messages"])
    says = says or (f"Value found: {finding['true_value']}" if finding["true_value"] else "")
    if says:
        yield f"- **{_SAYS[finding['verdict']]}:** {_plain(says)}"
    if finding["nearest"]:
        yield f"- **Perhaps:** {_plain(finding['nearest'])}"
    for other in finding["own"]:
        yield f"- **The text also says:** “{_plain(other['quote'])}”"
    for source in dict.fromkeys(_source(row) for row in finding["evidence"]):
        yield f"- **Source:** {source}"
    if not finding["evidence"] and finding["how"]:
        yield f"- **Checked:** {_plain(finding['how'])}"
    named = ", ".join(f"`{claim}`" for claim in finding["members"])
    yield (
        f"- **Where:** {_plain(finding['document'])}, paragraph {finding['paragraph']}, characters "
        f"{finding['start_char']}–{finding['end_char']} (claim{'s' if len(finding['members']) > 1 else ''} {named})"
    )


def _source(row: Row) -> str:
    """A source in a line, its title a link where it is on the web."""
    title = _plain(row["source_title"] or row["publisher"] or row["url"] or "source not on record")
    address = re.sub(r"[()\\]", lambda sign: f"%{ord(sign[0]):02X}", row["url"])
    publisher = row["publisher"] if row["source_title"] and row["publisher"] != row["source_title"] else ""
    parts = (_plain(publisher or ""), f"[{title}]({address})" if address else title, _plain(row["year"] or ""))
    return ", ".join(filter(None, parts))


def _plain(text: str, *, keep: bool = False) -> str:
    """Words on one line as they are, without being markup; ``keep`` keeps the space at their ends."""
    line = re.sub(r"\s+", " ", text) if keep else " ".join(text.split())
    return re.sub(r"[\\`*_~\[\]<]|&(?=#?\w+;)", r"\\\g<0>", line)
