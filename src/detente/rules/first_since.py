"""The first since when: the one counted from must be of the kind, and the text may tell of none in between.

It flags a first on a state's soil that is counted from a dated one in another state. It asks about one counted from a
place without a date, and about a first meeting since a year after which the text tells of one of the same people. It
leaves alone meetings of another level or format, and firsts without a "since".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.actors import name_of
from detente.evidence import at, the
from detente.model import Claim, Finding, Mention, Sentence, Span, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import place, question

_SOIL = re.compile(r"\b(?:soil|territory|ground) since (?:the )?")
_REACH = 40
"""Letters behind "since" within which the place stands from which one counts."""

_DATED = re.compile(r",? (?:in |on )?(?:[A-Z][a-z]+ )?\d{4}\b")
_YEAR = re.compile(r"\b\d{4} $")
"""A year beside a place, by which a meeting there is meant and not a war or a treaty of that name."""

_NAME = "first_since"


def check(case: Case) -> Iterator[Finding]:
    """Questions on firsts that the text's own words or the map speak against."""
    for sentence in case.document.sentences:
        yield from _on_soil(case, sentence)
    for claim in case.of("count_or_ordinal"):
        if claim.body.ordinal == 1 and claim.body.since and claim.body.on and asserted(claim):
            yield from _in_between(case, claim)


def _on_soil(case: Case, sentence: Sentence) -> Iterator[Finding]:
    """The first on the soil of a state since one that was not held there, or not as the last there."""
    found = _SOIL.search(sentence.text)
    if not found:
        return
    start, end = sentence.span.start + found.start(), sentence.span.start + found.end()
    states = [mention for mention in sentence.actors if mention.value.type == "state"]
    soil = [mention for mention in states if mention.span.end <= start][-1:]
    since = [m for m in states if end <= m.span.start < end + _REACH][:1]
    if not soil or not since or not soil[0].span.end >= start - 2:
        return
    told = case.narrowest(sentence, Span(soil[0].span.start, since[0].span.end)) or case.narrowest(
        sentence, since[0].span
    )
    if told and since[0].value.id != soil[0].value.id:
        yield from _elsewhere(case, sentence, told, (soil[0], since[0]))


def _elsewhere(
    case: Case, sentence: Sentence, told: Claim[Any], pair: tuple[Mention[Any], Mention[Any]]
) -> Iterator[Finding]:
    """What is wrong with a first on the soil of one state counted from a place in another; a question if unsure."""
    soil, since = pair
    held = _held_there(case, sentence, soil)
    words = (
        f"{sentence.at(since.span)} is not in {the(name_of(soil.value.id))}: no first on its soil counts from there."
    )
    again = f"the text has one there {at(held[-1].body.on)}: “{held[-1].quote}”. Is it the one?" if held else ""
    after = sentence.at(Span(since.span.end, sentence.span.end))
    if _DATED.match(after) or _YEAR.search(sentence.at(Span(sentence.span.start, since.span.start))):
        yield Finding(
            claim_id=told.id, verdict=Verdict.REFUTED, message=words, rule=_NAME, method="internal", confidence=0.85
        )
        words = again
    if words:
        yield question(told, words, _NAME, *held[-1:])


def _held_there(case: Case, sentence: Sentence, soil: Mention[Any]) -> list[Claim[Any]]:
    """The meetings on that soil of which the text tells elsewhere."""
    meetings = [claim for claim in case.of("meeting") if claim.sentence != sentence.index and asserted(claim)]
    return [claim for claim in meetings if claim.body.on and _country(claim.body.place) == soil.value.id]


def _country(where: str) -> str:
    """The country of a place as a text names it; "" when it is not known."""
    words = where.lower().split()
    known = place.countries()
    return next((known[name] for n in range(len(words), 0, -1) if (name := " ".join(words[:n])) in known), "")


def _in_between(case: Case, claim: Claim[Any]) -> Iterator[Finding]:
    """A meeting of the same people of which the text tells between the year counted from and the first."""
    meetings = [other for other in case.of("meeting") if asserted(other) and other.body.on]
    now = next((m for m in meetings if m.sentence == claim.sentence and m.body.on.overlaps(claim.body.on)), None)
    if now is None or len(now.body.participants) < 2:
        return
    for other in meetings:
        same = set(now.body.participants) == set(other.body.participants) and now.body.level == other.body.level
        between = claim.body.since.end <= other.body.on.start and other.body.on.end <= now.body.on.start
        if same and between and now.body.format == other.body.format and now.sentence != other.sentence:
            words = f"they met {at(other.body.on)} as well: “{other.quote}”. Is it still the first since?"
            yield question(claim, words, _NAME, other)
            return


RULE = Rule(name=_NAME, says="none lies between the first and the one counted from", check=check)
