"""Named agreements, laws, resolutions, plans and conferences in a text, from ``reference/instruments.*.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from detente import tables
from detente.model import Instrument, Mention, Period, Span
from detente.naming import Matcher, Name, fold

_RESOLUTION = re.compile(
    r"(?:\b(?P<organ>(?:UN|U\.N\.|United Nations)?\s*(?:Security Council|General Assembly|SC|GA)|UNSC|UNGA|UN|U\.N\."
    r"|United Nations)(?:'s)?\s+)?"
    r"(?:\b(?P<word>[Rr]esolutions?|[Rr]es\.)\s+(?:[Nn]o\.?\s*)?|\b(?P<short>UNSCR|A/RES/|S/RES/)\s*)"
    r"(?P<number>ES-\d+/\d+|\d{1,3}/\d{1,3}|\d{1,4})(?!\d|[-/]\w)(?:\s+\(\d{4}\))?"
)
_ALSO = re.compile(r"(?:,|,?\s+and|\s+or)\s+(ES-\d+/\d+|\d{1,3}/\d{1,3}|\d{2,4})(?!\d|[-/.,]?\d|\s+[a-z]+s\b)")
_ASSEMBLY = re.compile(r"(?:General Assembly|GA|A/RES/)(?!.*(?:Security Council|UNSC))")
_SESSION = re.compile(r" \((?:[IVXLC]+|S-[IVX]+|ES-[IVX]+)\)")
"""The Roman number of a session, which only the General Assembly's old resolutions carry."""
_OTHER_BODY = re.compile(
    r"(?:House|Senate|Joint|Concurrent|Congressional|Parliament|parliamentary|EU|screen|display)\s+$"
)


def _rows() -> Iterator[Mapping[str, str]]:
    for table in tables.named("instruments."):
        yield from tables.rows(table, ("id", "name", "class", "year", "parties", "aliases"))


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every named agreement, law, resolution, plan and conference by id."""
    found: dict[str, Instrument] = {}
    for row in _rows():
        year = int(row["year"][:4]) if row["year"] else None
        parties = tuple(filter(None, row["parties"].split(";")))
        found.setdefault(
            row["id"], Instrument(id=row["id"], name=row["name"], type=row["class"], year=year, parties=parties)
        )
    return found


_GENERIC = re.compile(
    r"\b(?:Treaty|Treaties|Accords?|Agreements?|Convention|Pact|Protocol|Declaration|Act|Plan|Summit|Conference|Memorandum)$"
)
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})(?:'s)?\s+(?:\w+\s+)?$")
_YEAR_AFTER = re.compile(
    r"\s*(?:\(|,?\s*(?:signed |concluded |adopted |agreed )?(?:of|in|from)\s+)"
    r"(?:[A-Z]\w+ (?:\d{1,2}, )?|\d{1,2} [A-Z]\w+ )?(\d{4})\b"
)


@cache
def _titles() -> Matcher[Instrument]:
    grouped: dict[str, dict[str, Instrument]] = {}
    for row in _rows():
        thing = instruments()[row["id"]]
        for alias in (row["name"], *row["aliases"].split("|")):
            full = fold(alias.strip()).removeprefix("the ").removeprefix("The ")
            for spelling in {full, _GENERIC.sub(lambda found: found[0].lower(), full)} - {""}:
                grouped.setdefault(spelling, {})[thing.id] = thing
    return Matcher(Name(spelling, tuple(things.values())) for spelling, things in grouped.items())


def find_instruments(text: str, *, at: Period | None = None) -> list[Mention[Instrument]]:
    """Every named instrument in the text, in order, never overlapping; the longest spelling counts.

    A spelling that several share ("Geneva Accords") is decided by a year next to it, by another mention in the text,
    or by ``at`` (the last one concluded within ten years before it); when none decides, it is left out. A numbered
    resolution that no table knows comes back with the id ``res:unsc-<n>`` or ``res:unga-<n>`` and without parties.
    """
    copy = fold(text)
    found = list(_resolutions(copy))
    hits = [
        hit for hit in _titles().hits(copy) if not any(mention.span.overlaps(Span(hit[0], hit[1])) for mention in found)
    ]
    sure = {name.means[0].id for _, _, name in hits if len(name.means) == 1}
    for start, end, name in hits:
        things = name.means if len(name.means) == 1 else _meant(copy, Span(start, end), name.means, sure, at)
        if len(things) == 1:
            how = "exact" if name.text == fold(things[0].name) else "alias"
            found.append(Mention(span=Span(start, end), value=things[0], how=how))
    return sorted(found, key=lambda mention: mention.span)


_FRESH = 10
"""For how many years a name that several instruments share still means the last of them."""


def _meant(
    copy: str, span: Span, things: Sequence[Instrument], sure: set[str], at: Period | None
) -> Sequence[Instrument]:
    before, after = _YEAR_BEFORE.search(copy[max(0, span.start - 20) : span.start]), _YEAR_AFTER.match(copy, span.end)
    year = int((before or after)[1]) if before or after else None  # type: ignore[index]
    if year:
        return [thing for thing in things if thing.year == year]
    named = [thing for thing in things if thing.id in sure]
    if named or not at:
        return named
    years = range(at.start.year - _FRESH, int(at.last[:4]) + 1)
    last = max((thing.year for thing in things if thing.year and thing.year in years), default=None)
    return [thing for thing in things if last and thing.year == last]


def _resolutions(copy: str) -> Iterator[Mention[Instrument]]:
    """Numbered ones: Resolution 678, UNSC resolutions 242 and 338, General Assembly Resolution 181, A/RES/68/262."""
    for match in _RESOLUTION.finditer(copy):
        organ = (match["organ"] or "") + (match["short"] or "")
        if not organ and _OTHER_BODY.search(copy[max(0, match.start() - 25) : match.start()]):
            continue
        assembly = (
            bool(_ASSEMBLY.search(organ or copy[max(0, match.start() - 80) : match.start()]))
            or "/" in match["number"]
            or bool(_SESSION.match(copy, match.end()))
        )
        span = Span(match.start(), match.end())
        yield Mention(span=span, value=_resolution(match["number"], assembly), how="resolution")
        more = _ALSO.match(copy, match.end()) if (match["word"] or "").endswith("s") else None
        while more:
            yield Mention(span=Span(more.start(1), more.end(1)), value=_resolution(more[1], assembly), how="resolution")
            more = _ALSO.match(copy, more.end())


def _resolution(number: str, assembly: bool) -> Instrument:
    slug = number.lower().replace("/", "-")
    known = instruments()
    names = [f"res:unga-{slug}"] if assembly else [f"res:unsc-{slug}", f"res:unga-{slug}"]
    body = "General Assembly" if assembly else "Security Council"
    fresh = Instrument(id=names[0], name=f"UN {body} Resolution {number}", type="resolution")
    return next((known[name] for name in names if name in known), fresh)


def name_of(instrument_id: str) -> str:
    """The name of an instrument, or the id itself when the tables do not have it."""
    known = instruments().get(instrument_id)
    return known.name if known else instrument_id


@cache
def _short_names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in _rows():
        aliases = [alias.strip() for alias in row["aliases"].split("|") if alias.strip()]
        found.setdefault(row["id"], aliases[0] if aliases and len(aliases[0]) < len(row["name"]) else row["name"])
    return found


def short_name(instrument_id: str) -> str:
    """What newspapers call an instrument: its first alias where shorter than the full title; the id when unknown."""
    return _short_names().get(instrument_id, instrument_id)
