"""The how-manieth member: "the 31st member of NATO" is counted over the complete list of its members.

It bears out and flags the ordinal of the one state that a sentence has join, by the members there were on that day. It
leaves alone organisations without a complete list, candidates and observers, and sentences with several joiners.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from detente.actors import name_of, states_of
from detente.evidence import at, cite, the
from detente.model import Claim, Finding, Period, Verdict
from detente.offers import Case, Rule, asserted

_JOINED = frozenset({"founded", "joined", "acceded"})
_ACTS = _JOINED | {"left", "expelled"}
_MEMBER = re.compile(r"\b(?:full )?member(?: state| country|ship)?s?\b|\bstate party\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:observer|candidate|associate|applicant|founding|partner|dialogue)\b", re.IGNORECASE)
TOGETHER = 7
"""Days within which states that joined one after another may be counted in any order."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on ordinals of members."""
    for claim in case.of("count_or_ordinal"):
        if claim.body.ordinal and asserted(claim) and _MEMBER.search(claim.quote) and not _NOT.search(claim.quote):
            sentence = case.sentence(claim)
            ids = {m.value.id for m in sentence.actors}
            known = [org for org, _ in _listed(case) if org in ids]
            states = [state for state in states_of(m.value for m in sentence.actors) if state not in known]
            if len(known) == 1 and len(set(states)) == 1:
                yield from _finding(case, claim, known[0], states[0])


def _listed(case: Case) -> Iterator[tuple[str, Period]]:
    """The organisations of which all members are listed, and for which time."""
    for actors, row in case.lists("membership"):
        for org in actors:
            yield org, Period.of(row["start"], row["end"])


def _finding(case: Case, claim: Claim[Any], org: str, state: str) -> Iterator[Finding]:
    rows = [row for row in case.rows("membership") if row.body.organisation == org and row.body.on]
    own = [row for row in rows if row.body.actor == state and row.body.act in _JOINED]
    if len(own) != 1:
        return
    first, last = _numbers(rows, own[0].body.on.start)
    told, said = own[0], claim.body.ordinal
    number = str(first) if first == last else f"{first} to {last}"
    words = (
        f"{the(name_of(state))} joined {the(name_of(org))} {at(told.body.on)} as member {number}, counting the members "
        f"there were then ({cite(told, case.sources)})."
    )
    yield Finding(
        claim_id=claim.id,
        verdict=Verdict.SUPPORTED if first <= said <= last else Verdict.REFUTED,
        message=words[0].upper() + words[1:],
        against=(told.id,),
        true_value=number,
        rule="member_number",
        method="ordinal",
        confidence=0.9,
    )


def _numbers(rows: list[Claim[Any]], day: dt.date) -> tuple[int, int]:
    """The lowest and highest number that one who joined on a day can have."""
    near = dt.timedelta(days=TOGETHER)
    return len(_members(rows, day - near)) + 1, len(_members(rows, day + near))


def _members(rows: list[Claim[Any]], day: dt.date) -> set[str]:
    """Who was a member on a day: those whose last act until then was to join."""
    acts = sorted((row.body.on.start, row.body.act in _JOINED, row.body.actor) for row in rows if row.body.act in _ACTS)
    last = {actor: joined for on, joined, actor in acts if on <= day}
    return {actor for actor, joined in last.items() if joined}


RULE = Rule(name="member_number", says="the members there were on that day", check=check)
