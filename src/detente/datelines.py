"""The day on which a text says of itself that it was written or spoken: in its dateline, or in its title."""

from __future__ import annotations

import re

from detente import dates
from detente.dates.words import MONTH
from detente.model import Period

_PLACE = rf"(?:(?!{MONTH})[A-Z][\w.’'-]*,? ){{1,5}}"
_REPORT = re.compile(rf"\s*{_PLACE}(?P<date>[^–—:;]{{6,24}}?)(?: ?\([^()]{{2,24}}\))? ?(?:[–—]|-{{1,2}}) ")
"""The opening of a report: "GENEVA, 24 June 2021 (Agency) - "."""

_TITLE = re.compile(
    r"\b(?:remarks|address|speech|statement|message|lecture|toast|intervention|testimony|communiqu[eé]|declaration"
    r"|press release|conclusions|letter|briefing|interview|resolution)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[\s.)\]]*\Z")
_TWO = re.compile(r"[a-z]{3}[.!?] [A-Z]")
_LINES, _LONG = 4, 300
"""How many first lines can be titles, and up to which length."""


def end(text: str) -> int:
    """Where the dateline of a report ends, 0 where there is none: no date in it dates what the report tells."""
    report = _REPORT.match(text)
    return report.end() if report and _only(report["date"]) else 0


def day(text: str) -> Period | None:
    """The day that the first lines give, None when they give none or only a part of a date."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_LINES]
    for number, line in enumerate(lines):
        report = _REPORT.match(line) if number < 2 else None
        if report and (found := _only(report["date"])):
            return found
        if (
            len(line) <= _LONG
            and not _TWO.search(line)
            and (_TITLE.search(line) or _only(re.sub(rf"\A{_PLACE}", "", line)))
        ):
            last = [m for m in dates.find(line) if m.value.days == 1 and _END.match(line, m.span.end)]
            if last:
                return last[-1].value
    return None


def _only(words: str) -> Period | None:
    """The day that some words are, and nothing else."""
    found = dates.parse(words.strip(" ,"))
    return found if found and found.days == 1 else None
