"""Whose speech a text is, and the words in it that stand for the speaker or the speaker's side.

"We" and "our country" say nothing in an article; in a speech they are the side of whoever speaks. A text is a speech
where its title, its first lines or its salutation say whose it is, and it says "we" outside quotations. In a joint
communiqué "the ministers" and "they" are those whom its title names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detente import actors
from detente.model import Actor, Mention, Period, Span

_KINDS = r"(?:remarks|address|speech|statement|message|lecture|toast|intervention|proclamation|testimony)"
_BY = re.compile(
    rf"\b{_KINDS}\b[^.;:]{{0,90}}?\b(?:by|of|from) (?:the |his |her |H\.? ?E\.? |Mrs?\.? |Ms\.? |Dr\.? )*",
    re.IGNORECASE,
)
_OWN = re.compile(rf"[’']s? (?:[\w’'-]+ ){{0,4}}{_KINDS}\b", re.IGNORECASE)
_FELLOW = re.compile(r"\s*(?:my |dear )?fellow (?:citizens of )?(?:the )?", re.IGNORECASE)
_TITLES = re.compile(r"(?:[A-Z][\w’'.-]*,? (?:(?:of|for|and|&) (?:the )?)?){0,9}")
_PLURAL = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|ourselves)\b")
_SINGULAR = re.compile(r"(?<![A-Z]\w )(?<!\w[A-Z] )\b(?:I(?= [a-z]|[’'])|me|[Mm]y|mine)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_LINES, _LONG, _ENOUGH = 4, 300, 2
"""How many first lines are looked at, up to which length, and how often "we" must be said."""


class Speech(NamedTuple):
    """Who speaks, and whose side "we" is: a state or an organisation."""

    speaker: Actor
    side: Actor


def whose(title: str, text: str, at: Period | None) -> Speech | None:
    """The speech that a text is; None for any other text, and for one of several sides together."""
    if len(_PLURAL.findall(_QUOTED.sub("", text))) < _ENOUGH:
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_LINES]
    for line in (title, *(line for line in lines if len(line) <= _LONG)):
        speaker = _named(line, at)
        side = _side(speaker, at) if speaker else None
        if speaker and side:
            return Speech(speaker, side)
    return None


def sides(title: str, text: str, at: Period | None) -> tuple[Actor, ...]:
    """The states or organisations that speak in a joint text together, as its title names them; () for any other."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_LINES]
    for line in (title, *(line for line in lines if len(line) <= _LONG)):
        if _JOINT.search(line) and not _TOLD.search(line):
            named = (m.value for m in actors.find(line, at=at) if m.how not in {"capital", "adjective"})
            found = (who if who.type == "igo" else actors.state_of(who, at) for who in named)
            who = tuple(dict.fromkeys(filter(None, found)))
            return who if len(who) > 1 else ()
    return ()


_JOINT = re.compile(
    r"\bjoint (?:\w+ )?(?:statement|communiqu[eé]|declaration|press (?:release|statement)|vision|plan of action)\b"
    r"|\b(?:communiqu[eé]|declaration|conclusions|statement) (?:of|by|issued by) (?:the )?(?:\w+ ){0,3}"
    r"(?:ministers|leaders|presidents|heads|chiefs|governments) of\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:signed|issued a|adopted a|published|released|was|were|had|said)\b")
"""In a line that tells of a joint text, which is none itself."""


def mentions(text: str, speech: Speech) -> Iterator[Mention[Actor]]:
    """The words of a piece of a speech that stand for the speaker or the side, outside quotations."""
    quoted = [Span(found.start(), found.end()) for found in _QUOTED.finditer(text)]
    for pattern, actor in ((_PLURAL, speech.side), (_SINGULAR, speech.speaker)):
        for found in pattern.finditer(text):
            span = Span(found.start(), found.end())
            if not any(span in other for other in quoted):
                yield Mention(span=span, value=actor, how="speech", sector="GOV")


def _named(line: str, at: Period | None) -> Actor | None:
    """Whom a title or salutation names as the speaker: "Address by …", "…'s remarks", "Fellow …"."""
    named = actors.find(line, at=at)
    by, fellow = _BY.search(line), _FELLOW.match(line)
    for mention in named:
        before = by and mention.span.start >= by.end() and _TITLES.fullmatch(line, by.end(), mention.span.start)
        own = _OWN.match(line, mention.span.end)
        hail = fellow and mention.span.start == fellow.end() and mention.value.type == "state"
        if before or own or hail:
            beside = [m for m in named if m is not mention and 0 <= m.span.start - mention.span.end <= len(" and the ")]
            joint = any(" and " in line[mention.span.end : m.span.start] for m in beside)
            return None if joint or line.lower().startswith("joint") else mention.value
    return None


def _side(speaker: Actor, at: Period | None) -> Actor | None:
    """Whose officer speaks: the organisation of the office held then, or the state."""
    known = actors.load()
    if speaker.type == "person":
        posts = known.people.posts(speaker.id, at) if at else ()
        held = next((known.actors.get(post.actor) for post in posts), None)
        return held or actors.state_of(speaker, at)
    return speaker if speaker.type in {"state", "igo"} else actors.state_of(speaker, at)
