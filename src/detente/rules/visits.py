"""Visits of a leader to a place, and meetings of leaders whose date is not a listed one's: by the list of meetings.

It flags a visit or meeting whose day is that of a listed one of the same persons but for one part, a meeting at a time
when one of them held no office yet or any more, and a visit at the time of another leader's when the one named was out
of office. It leaves alone what is simply not listed, since no list is complete, and claims with several dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from detente import actors
from detente.model import Agreement, Claim, Finding, Period, Verdict
from detente.offers import Case, Rule, asserted
from detente.rules import Outcome, by_row, event_date, meeting_place
from detente.rules.event_date import slipped


def check(case: Case) -> Iterator[Finding]:
    """Findings on dated visits that no reference meeting could be compared with, since only the visitor is named."""
    rows = [row for row in case.rows("meeting") if row.body.on and row.body.place]
    for claim in case.of("meeting"):
        body = claim.body
        if not case.undecided(claim) or not asserted(claim) or body.on is None or body.on.days > 31:
            continue
        who = [item for item in body.participants if item.startswith("person:")]
        dates = [mention for mention in case.dates(claim) if mention.value.days <= 31]
        if who and len(dates) == 1:
            there = [row for row in rows if row.body.format == body.format and meeting_place.named(body, row.body)]
            mine = [row for row in there if set(who) <= set(row.body.participants)]
            found = _outcome(who, body.on, mine, there)
            if found:
                yield by_row(case, claim, found, "visits")


def _outcome(who: list[str], when: Period, mine: list[Claim[Any]], there: list[Claim[Any]]) -> Outcome | None:
    """By the listed visits of those named to the place, or by those of others there."""
    if len(who) == 1:
        led = [row for row in mine if row.body.level == "leader"]
        others = [row for row in there if row.body.level == "leader"]
        return _own(who[0], when, led) if led else _of_another(who[0], when, others)
    return _together(who, when, mine)


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


def _together(who: list[str], when: Period, rows: list[Claim[Any]]) -> Outcome | None:
    """The meeting of those named there whose day this one slipped from, or that was while all of them held office."""
    how = [event_date.compare(when, row.body.on) for row in rows]
    if not rows or {Agreement.EQUAL, Agreement.LOOSE} & set(how):
        return None
    slips = [row for row in rows if _same_day(when, row.body.on)]
    idle = any(_without_office(one, when) and not _without_office(one, rows[0].body.on) for one in who)
    if slips or (idle and len(rows) == 1):
        row = slips[0] if slips else rows[0]
        return Outcome(row, Verdict.REFUTED, str(row.body.on), 0.9 if idle else 0.85)
    return None


def _same_day(when: Period, on: Period) -> bool:
    """Whether a day is the first of a listed meeting's but for its year, or its month."""
    first = Period(start=on.start, end=on.start + dt.timedelta(days=1)) if on.days > 3 else on
    return when.days <= 7 and slipped(when, first)


def _without_office(person: str, when: Period) -> bool:
    """Whether a person who held offices held none of them then."""
    posts = actors.offices(person)
    return bool(posts) and not any(post.period.overlaps(when) for post in posts)


def _of_another(who: str, when: Period, rows: list[Claim[Any]]) -> Outcome | None:
    """The visit then of another leader of the state that the person led at another time."""
    state = next((post.actor for post in actors.offices(who) if post.leads), "")
    if not state or actors.leads(who, when):
        return None
    for row in rows:
        guests = row.body.participants if row.body.on.overlaps(when) else ()
        for guest in guests:
            if any(post.actor == state and post.leads for post in actors.offices(guest)):
                return Outcome(row, Verdict.REFUTED, actors.name_of(guest), 0.9)
    return None


RULE = Rule(name="visits", says="a leader's visit is on the list of meetings", check=check)
