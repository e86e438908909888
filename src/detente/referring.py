"""What "the alliance", "the kingdom" and "the prime minister" point back at: an actor that the text has named before.

The words are in ``data/references.csv`` and, for offices, in ``data/sectors.csv``. A title is the person named before
who held the office then, or its holder in the one state the text speaks of; where it speaks of several, it stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from detente import actors, tables
from detente.model import Actor, Mention, Period, Span, Word

_POINTING = frozenset({"the", "this", "that"})
_PART_OF_A_NAME = frozenset({"compound", "amod", "nmod", "poss"})
_VAGUE = frozenset({"leader", "sovereign"})
_REACH, _NEAR = 8, 3
"""How many actors back a word may point, and a title to the state it is of."""
_LONGEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """What a word may stand for: actors of these types, with this ending of the code, among these if there are any."""

    types: frozenset[str]
    code: str
    among: frozenset[str]

    def fits(self, who: Actor) -> bool:
        return who.type in self.types and who.code.endswith(self.code) and (not self.among or who.id in self.among)


@cache
def _bodies() -> dict[str, _Body]:
    rows = tables.rows("references.csv", ("words", "type", "code", "among"))
    return {
        row["words"]: _Body(
            types=frozenset(row["type"].split("|")),
            code=row["code"],
            among=frozenset(filter(None, row["among"].split("|"))),
        )
        for row in rows
    }


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    rows = tables.rows("sectors.csv", ("words", "role", "value"))
    return {
        row["words"]: tuple(row["value"].split("|"))
        for row in rows
        if row["role"] == "office" and row["words"] not in _VAGUE
    }


def back(
    words: Sequence[Word], named: Sequence[Mention[Actor]], cast: Sequence[Actor], at: Period | None
) -> Iterator[Mention[Actor]]:
    """The mentions that point back, where one actor is meant.

    ``named`` are the mentions in these words and ``cast`` the actors before them, most recent first.
    """
    for first, last in _pointing(words):
        span = Span(words[first].span.start, words[last].span.end)
        if any(m.span.overlaps(span) for m in named):
            continue
        here = [m.value for m in reversed(named) if m.span.end <= span.start]
        phrase = " ".join(word.text.lower() for word in words[first : last + 1])
        offices = _titles().get(phrase)
        who = _holder(offices, here, cast, at) if offices else _body(_bodies()[phrase], [*here, *cast[:_REACH]])
        if who:
            yield Mention(span=span, value=who, how="reference", sector="GOV" if offices else "")


def _pointing(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First and last word of each such phrase that stands alone: no "the alliance system", "the president of Chad"."""
    known = _bodies().keys() | _titles().keys()
    for i, word in enumerate(words):
        if word.text.lower() not in _POINTING:
            continue
        for last in range(min(i + _LONGEST, len(words) - 1), i, -1):
            if " ".join(w.text.lower() for w in words[i + 1 : last + 1]) in known:
                if words[last].relation not in _PART_OF_A_NAME and not _goes_on(words[last + 1 : last + 2]):
                    yield i + 1, last
                break


def _goes_on(after: Sequence[Word]) -> bool:
    return bool(after) and (after[0].text in {"of", "-", "for"} or after[0].tag.startswith(("NN", "CD")))


def _body(body: _Body, before: Sequence[Actor]) -> Actor | None:
    return next((actor for actor in before if body.fits(actor)), None)


def _holder(offices: Sequence[str], here: Sequence[Actor], cast: Sequence[Actor], at: Period | None) -> Actor | None:
    for actor in (*here, *cast[:_REACH]):
        if actor.type == "person" and any(
            post.office in offices and (at is None or post.period.overlaps(at)) for post in actors.offices(actor.id)
        ):
            return actor
    states = _states(here) or _states(cast[:_NEAR])
    if len(states) != 1:
        return None
    held = next((found for office in offices if (found := actors.holders(states[0].id, office, at))), ())
    if at and len(held) == 1:
        return held[0]
    return None if here else states[0]  # beside "Iceland's president" is "the prime minister" somebody else


def _states(who: Sequence[Actor]) -> list[Actor]:
    return list(dict.fromkeys(actor for actor in who if actor.type == "state"))
