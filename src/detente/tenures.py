"""Times told by who was in power: "under Carter", "during Nehru's premiership", "Reagan's first term"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from detente import actors
from detente.model import Actor, Mention, Period, Span
from detente.persons import Office

_OFFICE = r"(?:presidency|premiership|chancellorship|administration|tenure|reign|rule|time\s+in\s+office)"
_HELD = {"presidency": "president", "premiership": "prime_minister", "chancellorship": "chancellor"}
_ITS = re.compile(
    rf"['’]s?\s+(?:(?P<which>first|second|third|fourth)\s+)?(?:term|{_OFFICE})\b(?!\s+(?:limit|paper|said|has|have|had))"
)
_OF = re.compile(rf"\b(?i:during|throughout|under|in)\s+the\s+{_OFFICE}\s+of\s+(?:[A-Z][a-z]+\s+){{0,2}}\Z")
_UNDER = re.compile(r"(?<!come )(?<!came )\b[Uu]nder\s+(?:(?:[A-Z][a-z]+|king|queen|emperor)\s+){0,2}\Z")
_WHEN = re.compile(r"\b(?i:during|throughout|in|under|over|early\s+in|late\s+in)\s+\Z")
_THING = re.compile(r"\s*(?:-|['’]s?\b|[a-z]*\s*(?:plan|act|law|doctrine|treaty)\b)")
_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_US_TERM = 4
"""Years of a term of the one head of state whose terms are told by their number."""


def find(text: str, people: Iterable[Mention[Actor]]) -> list[Mention[Period]]:
    """The tenures named in ``text`` beside ``people`` (spans in it), of leaders whose dates of office are known."""
    found: list[Mention[Period]] = []
    for person in people:
        led = [post for post in actors.offices(person.value.id) if post.leads] if person.value.type == "person" else []
        before, start = text[: person.span.start], person.span.start
        its, under = _ITS.match(text, person.span.end), _OF.search(before) or _UNDER.search(before)
        named = next(
            (office for word, office in _HELD.items() if word in text[max(0, start - 40) : person.span.end + 40]), ""
        )
        led = [post for post in led if post.office == named] or led
        value = None
        if its and led and _WHEN.search(before):
            value = _term(led, its["which"] or "")
        elif under and led and not _THING.match(text, person.span.end):
            value, start = _term(led, ""), under.start()
        if value:
            found.append(Mention(span=Span(start, its.end() if its else person.span.end), value=value, how="era"))
    return found


def _term(led: Sequence[Office], which: str) -> Period | None:
    """All of somebody's time as a leader, or the term of this number."""
    posts = sorted(led, key=lambda post: post.period)
    first, last = posts[0].period, max(post.period.end for post in posts)
    if not which:
        return Period(start=first.start, end=last)
    number = _NTH[which]
    if len(posts) > 1:
        return posts[number].period if number < len(posts) else None
    if posts[0].actor != "USA":
        return None
    start = first.start.replace(year=first.start.year + _US_TERM * number)
    end = min(last, start.replace(year=start.year + _US_TERM))
    return Period(start=start, end=end) if start < end else None
