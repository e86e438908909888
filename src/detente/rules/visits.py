"""Visits of one named leader to a place: by the list of meetings.

It flags a visit whose day is that of a listed one of the same leader but for one part, and one at the time of another
leader's visit when the one named was out of office. It leaves alone visits that are simply not listed, since no list of
visits is complete, and those of several persons or dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.model import Agreement, Claim, Finding, Period, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import Outcome, by_row, event_date, meeting_place
from detente.rules.event_date import slipped


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated visits that no reference meeting could be compared with, since only the visitor is named."""
    rows = [row for row in case.rows("meeting") if row.body.on and row.body.level == "leader" and row.body.place]
    for claim in case.of("meeting"):
        body = claim.body
        if not case.undecided(claim) or not asserted(claim) or body.on is None or body.on.days > 31:
            continue
        who = [item for item in body.participants if item.startswith("person:")]
        dates = [mention for mention in case.dates(claim) if mention.value.days <= 31]
        if len(who) == 1 and len(dates) == 1:
            there = [row for row in rows if row.body.format == body.format and meeting_place.named(body, row.body)]
            mine = [row for row in there if who[0] in row.body.participants]
            found = _own(who[0], body.on, mine) if mine else _of_another(who[0], body.on, there)
            if found:
                yield by_row(case, claim, found, "visits")


def _own(who: str, when: Period, rows: list[Claim[Any]]) -> Outcome | None:
    """The leader's own visit to the place that holds, or that the date slipped from."""
    how = [event_date.compare(when, row.body.on) for row in rows]
    if Agreement.EQUAL in how:
        row = rows[how.index(Agreement.EQUAL)]
        return Outcome(row, Verdict.SUPPORTED, str(row.body.on), 0.75)
    slips = [row for row in rows if slipped(when, row.body.on)]
    if slips and Agreement.LOOSE not in how and when.days <= 7 and actors.leads(who, when):
        return Outcome(slips[0], Verdict.REFUTED, str(slips[0].body.on), 0.85)
    return None


def _of_another(who: str, when: Period, rows: list[Claim[Any]]) -> Outcome | None:
    """The visit then of another leader of the state that the person led at another time."""
    state = next((post.actor for post in actors.offices(who) if post.leads), "")
    if not state or actors.leads(who, when) or when.days > 7:
        return None
    for row in rows:
        guests = row.body.participants if row.body.on.overlaps(when) else ()
        for guest in guests:
            if any(post.actor == state and post.leads for post in actors.offices(guest)):
                return Outcome(row, Verdict.REFUTED, actors.name_of(guest), 0.9)
    return None


RULE = Rule(name="visits", says="a leader's visit is on the list of meetings", check=check)
