"""Writes sentences from reference rows and checks that verdicts follow the facts: true, altered, and without the row.

    bench/altering.py [--each 400] [--seed 1] [--show KIND]

Each sentence tells one row in plain words and must be supported; with its fact altered it must be refuted; with the row
(and every other that bears the sentence out) taken away, it must be unverifiable. Figures are printed by kind and
wording; the shares over all are held against floors.json, whose floors are only ever raised.
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from detente import actors, checking, facts, reading, record, scaling, tables
from detente.instruments import name_of
from detente.model import Claim, Document, Finding, Period, Source, Verdict
from detente.offers import Kind
from detente.shelf import shelf

FLOORS = Path(__file__).with_name("floors.json")
DATED = Period.of("2026-01")
HOLDS = {Verdict.SUPPORTED, Verdict.IMPRECISE, Verdict.CONFLICTING}
"""Verdicts that rest on a row which bears a sentence out, if only loosely."""

MONTHS = calendar.month_name[1:]
INDICATORS: Mapping[str, tuple[str, str]] = {
    "gdp": ("the gross domestic product of {who} was {value}", "{who} had a gross domestic product of {value}"),
    "population": ("the population of {who} was {value}", "{who} had a population of {value}"),
    "military_expenditure": ("military spending of {who} came to {value}", "{who} spent {value} on its military"),
    "military_expenditure_share": (
        "the military spending of {who} was {value} of gross domestic product",
        "{who} spent {value} of its gross domestic product on defence",
    ),
    "inflation": ("inflation in {who} was {value}", "{who} had an inflation rate of {value}"),
    "warheads_stockpile": ("the stockpile of {who} was {value}", "{who} had a stockpile of {value}"),
    "exports": ("exports of {who} to {other} came to {value}", "{who} exported goods worth {value} to {other}"),
    "imports": ("imports of {who} from {other} came to {value}", "{who} imported goods worth {value} from {other}"),
    "trade": ("trade between {who} came to {value}", "{who} traded goods worth {value}"),
}
"""Indicator → how a level of it is told, without its time."""

VERBS = {
    "joined": ("joined", "became a member of", "was admitted to"),
    "left": ("left", "withdrew from", "quit"),
    "suspended": ("was suspended from", "was suspended from", "was suspended from"),
}
OPPOSITE = {"joined": "left", "left": "joined"}
TITLES = {"president": "president", "prime_minister": "prime minister", "chancellor": "chancellor"}


class Told(NamedTuple):
    """A sentence that tells a row, the same with its fact altered, and what was altered."""

    kind: str
    wording: str
    row: Claim[Any] | None
    text: str
    altered: str
    what: str


class Verdicts(NamedTuple):
    """Whether the sentence was held up, its alteration refuted, and the sentence let go without the row."""

    told: Told
    supported: bool
    refuted: bool
    unverifiable: bool | None


# -------------------------------------------------------------------------------------------------------------- words


def when(period: Period, chance: random.Random) -> str:
    """A date in words, with its preposition: "on 4 April 1949", "in June 1991"."""
    year, month, day = period.first.split("-") if period.days == 1 else (*period.first.split("-"), "", "")[:3]
    if period.days > 366:
        return f"in {year}"
    if not month:
        return f"in {year}"
    name = MONTHS[int(month) - 1]
    if not day or period.days > 1:
        return f"in {name} {year}"
    return f"on {int(day)} {name} {year}" if chance.random() < 0.5 else f"on {name} {int(day)}, {year}"


def moved(words: str, chance: random.Random, avoid: set[int] = frozenset()) -> str:
    """The words with their year moved three to nine years, past years that would be right again."""
    year = int(re.findall(r"\d{4}", words)[-1])
    free = [year + step for step in (*range(-9, -2), *range(3, 10))]
    free = [other for other in free if 1500 < other < 2026 and not {other - 1, other, other + 1} & avoid]
    return words.replace(str(year), str(chance.choice(free or [year - 11])))


def the(actor_id: str) -> str:
    name = actors.name_of(actor_id)
    needs = re.match(
        r"(?:United|Soviet|European|Netherlands|Philippines|Central|Czech|Dominican|Democratic|Republic)", name
    )
    several = actor_id.startswith("igo:") and " " in name
    return f"the {name}" if (needs or several) and not name.startswith("the ") else name


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def amount(value: float, unit: str) -> str:
    """A number with its unit as a newspaper prints it."""
    if unit == "percent":
        return f"{value:g} percent"
    noun = {"USD": "dollars", "person": "people"}.get(unit, unit + "s")
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.3g} {name} {noun}"
    return f"{value:,.0f} {noun}" if value == int(value) else f"{value:,.1f} {noun}"


def scaled(value: float, chance: random.Random) -> float:
    """A value far from the true one, by a factor that is no slip of a decimal point."""
    return float(f"{value * chance.choice((0.4, 0.6, 1.7, 2.4)):.3g}")


# -------------------------------------------------------------------------------------------------------------- kinds


def agreements(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    years = defaultdict(set)
    for row in rows:
        if row.body.on:
            years[row.body.agreement].add(row.body.on.start.year)
    places = sorted(
        {row.body.place for row in rows if row.body.place in {"Geneva", "Tokyo", "Moscow", "Cairo", "London"}}
    )
    for row in rows:
        body = row.body
        name = re.sub(r" \(.*\)", "", body.name)
        name = name if name.startswith("The ") else f"The {name}"
        if body.on is None or body.on.days > 31 or body.act not in {"signed", "in_force"}:
            continue
        date = when(body.on, chance)
        wrong = moved(date, chance, years[body.agreement])
        low = name[0].lower() + name[1:]
        if body.act == "in_force":
            yield Told(
                "agreement",
                "in force",
                row,
                f"{name} entered into force {date}.",
                f"{name} entered into force {wrong}.",
                "date",
            )
            continue
        yield Told("agreement", "was signed", row, f"{name} was signed {date}.", f"{name} was signed {wrong}.", "date")
        who = [the(actor) for actor in body.actors]
        if len(who) == 2:
            pair = capital(" and ".join(who))
            if not any(":" in actor for actor in body.actors):
                third = chance.choice([one for one in ("JPN", "BRA", "KEN", "CHE") if one not in body.actors])
                wrong_pair = capital(f"{who[0]} and {the(third)}")
                yield Told(
                    "agreement",
                    "they signed",
                    row,
                    f"{pair} signed {low} {date}.",
                    f"{wrong_pair} signed {low} {date}.",
                    "party",
                )
            yield Told(
                "agreement", "they signed", row, f"{pair} signed {low} {date}.", f"{pair} signed {low} {wrong}.", "date"
            )
        if body.place and chance.random() < 0.5:
            other = next(
                (
                    p
                    for p in chance.sample(places, len(places))
                    if checking.shelf("rules")["place"].compare(p, body.place) == "unequal"
                ),
                "",
            )
            if not other:
                continue
            yield Told(
                "agreement",
                "signed in",
                row,
                f"{name} was signed in {body.place} {date}.",
                f"{name} was signed in {other} {date}.",
                "place",
            )


def memberships(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    years, acts = defaultdict(set), defaultdict(set)
    for row in rows:
        key = row.body.actor, row.body.organisation
        acts[key].add(row.body.act)
        if row.body.on:
            years[key].add(row.body.on.start.year)
    complete = {row["actors"] for row in tables.coverage() if row["kind"] == "membership"}
    for row in rows:
        body = row.body
        if (
            body.on is None
            or body.act not in VERBS
            or not body.organisation.startswith("igo:")
            or len(actors.name_of(body.actor)) < 4
        ):
            continue
        key, date = (body.actor, body.organisation), when(body.on, chance)
        who, what = capital(the(body.actor)), the(body.organisation)
        for verb in dict.fromkeys(VERBS[body.act]):
            wrong = moved(date, chance, years[key])
            yield Told("membership", verb, row, f"{who} {verb} {what} {date}.", f"{who} {verb} {what} {wrong}.", "date")
        other = OPPOSITE.get(body.act)
        if other and other not in acts[key] and body.organisation in complete and chance.random() < 0.5:
            right, wrong = VERBS[body.act][0], VERBS[other][0]
            yield Told(
                "membership", "act", row, f"{who} {right} {what} {date}.", f"{who} {wrong} {what} {date}.", "act"
            )


def outsiders(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    """Members of organisations whose list is complete, swapped for states that never were."""
    inside = defaultdict(set)
    for row in rows:
        inside[row.body.organisation].add(row.body.actor)
    complete = {row["actors"] for row in tables.coverage() if row["kind"] == "membership"}
    for row in rows:
        body = row.body
        others = [
            one for one in ("CHE", "BRA", "KEN", "JPN", "MEX", "BOL", "LAO") if one not in inside[body.organisation]
        ]
        if (
            body.on
            and body.act == "joined"
            and body.organisation in complete
            and others
            and body.organisation != "igo:un"
        ):
            date, what, other = when(body.on, chance), the(body.organisation), chance.choice(others)
            text, wrong = (f"{capital(the(one))} became a member of {what} {date}." for one in (body.actor, other))
            yield Told("membership", "became a member of", row, text, wrong, "member")


def meetings(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    years = defaultdict(set)
    for row in rows:
        for one in row.body.participants:
            years[one].add(row.body.on.start.year)
    for row in rows:
        body = row.body
        if len(body.participants) != 2 or not body.place or body.format != "in_person" or body.on.days > 31:
            continue
        first, second = (the(one) for one in body.participants)
        start = Period(
            start=body.on.start, end=body.on.start.fromordinal(body.on.start.toordinal() + 1), precision="day"
        )
        date = when(start if body.on.precision != "month" else body.on, chance)
        shared = years[body.participants[0]] & years[body.participants[1]]
        wrong, place = moved(date, chance, shared), body.place.split(",")[0]
        yield Told(
            "meeting",
            "met",
            row,
            f"{first} met {second} in {place} {date}.",
            f"{first} met {second} in {place} {wrong}.",
            "date",
        )
        yield Told(
            "meeting",
            "held talks",
            row,
            f"{capital(date)}, {first} and {second} held talks in {place}.",
            f"{capital(wrong)}, {first} and {second} held talks in {place}.",
            "date",
        )
        away = chance.choice([p for p in ("Cairo", "Tokyo", "Helsinki", "Geneva", "Beijing") if p not in body.place])
        yield Told(
            "meeting",
            "place",
            row,
            f"{first} met {second} in {place} {date}.",
            f"{first} met {second} in {away} {date}.",
            "place",
        )


def votes(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    for row in rows:
        body = row.body
        if body.actor or body.yes is None or body.no is None or body.on is None or not body.item.startswith("res:"):
            continue
        date, name, organ = when(body.on, chance), name_of(body.item), capital(the(body.organ))
        name = re.sub(r"^UN (?:Security Council|General Assembly) ", "", name)
        rest = f" with {body.abstain} abstentions" if body.abstain else ""
        yes = body.yes - chance.choice((3, 4)) if body.yes <= 15 else body.yes - chance.choice((12, 21, 34))
        said, wrong = f"{body.yes} votes to {body.no}{rest}", f"{yes} votes to {body.no}{rest}"
        yield Told(
            "vote",
            "adopted by",
            row,
            f"{organ} adopted {name} {date} by {said}.",
            f"{organ} adopted {name} {date} by {wrong}.",
            "tally",
        )
        yield Told(
            "vote",
            "vote of",
            row,
            f"{capital(date)}, {name} was adopted by a vote of {body.yes} to {body.no}.",
            f"{capital(date)}, {name} was adopted by a vote of {yes} to {body.no}.",
            "tally",
        )


POSITIONS = {"yes": "voted for", "no": "voted against", "abstain": "abstained on", "veto": "vetoed"}


def positions(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    for row in rows:
        body = row.body
        if (
            not body.actor
            or not body.item.startswith("res:unsc")
            or body.on is None
            or body.position not in {"yes", "no", "abstain"}
        ):
            continue
        name, date, low = name_of(body.item).removeprefix("UN "), when(body.on, chance), the(body.actor)
        who = capital(low)
        other = chance.choice([one for one in ("yes", "abstain") if one != body.position])
        right, wrong = POSITIONS[body.position], POSITIONS[other]
        yield Told("vote", "position", row, f"{who} {right} {name}.", f"{who} {wrong} {name}.", "position")
        yield Told(
            "vote",
            "position, dated",
            row,
            f"{capital(date)}, {low} {right} {name}.",
            f"{capital(date)}, {low} {wrong} {name}.",
            "position",
        )


def laws(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    years = defaultdict(set)
    for row in rows:
        if row.body.on:
            years[row.body.instrument].add(row.body.on.start.year)
    for row in rows:
        body = row.body
        if body.on is None or body.on.days > 31:
            continue
        date, name = when(body.on, chance), name_of(body.instrument)
        wrong = moved(date, chance, years[body.instrument])
        if body.instrument.startswith("res:unsc") and body.act == "adopted":
            short = name.removeprefix("UN Security Council ")
            yield Told(
                "law_or_sanction",
                "resolution",
                row,
                f"The Security Council adopted {short} {date}.",
                f"The Security Council adopted {short} {wrong}.",
                "date",
            )
        elif body.instrument.startswith("law:") and body.act in {"signed", "enacted"}:
            yield Told(
                "law_or_sanction",
                "law",
                row,
                f"The {name.removeprefix('The ')} was signed into law {date}.",
                f"The {name.removeprefix('The ')} was signed into law {wrong}.",
                "date",
            )


def levels(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    for row in rows:
        body = row.body
        forms = INDICATORS.get(body.indicator)
        if not forms or body.on is None or body.quantity.value <= 0 or body.on.days > 366:
            continue
        who = [the(actor) for actor in body.actors]
        names = {"who": " and ".join(who), "other": the(body.counterpart) if body.counterpart else ""}
        if any("{other}" in form for form in forms) and not body.counterpart:
            continue
        if body.indicator == "trade" and len(who) != 2:
            continue
        date = when(body.on, chance)
        for form, wording in zip(forms, ("was", "had"), strict=True):
            for value in (body.quantity.value,):
                said = form.format(value=amount(value, body.quantity.unit), **names)
                wrong = form.format(value=amount(scaled(value, chance), body.quantity.unit), **names)
                first = chance.random() < 0.5
                text, other = (
                    f"{capital(date)}, {part}." if first else f"{capital(part)} {date}." for part in (said, wrong)
                )
                yield Told("quantity", f"{body.indicator} {wording}", row, text, other, "number")


def rates(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    for row in rows:
        body = row.body
        if body.indicator != "gdp_growth" or not body.on or body.on.days > 366:
            continue
        value, year = body.quantity.value, body.on.start.year
        verb, size = ("grew", value) if value > 0 else ("shrank", -value)
        wrong = round(size + chance.choice((2.2, 3.1, 4.6)), 1)
        owner = f"{capital(the(body.actors[0]))}'s economy"
        yield Told(
            "quantity_change",
            "economy",
            row,
            f"{owner} {verb} by {size:.1f} percent in {year}.",
            f"{owner} {verb} by {wrong} percent in {year}.",
            "number",
        )
        yield Told(
            "quantity_change",
            "economy of",
            row,
            f"In {year}, the economy of {the(body.actors[0])} {verb} {size:.1f} percent.",
            f"In {year}, the economy of {the(body.actors[0])} {verb} {wrong} percent.",
            "number",
        )


def terms(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    for row in rows:
        body = row.body
        if body.quantity is None or body.provision != "limits" or re.search(r"\d|,|;", body.what):
            continue
        value, unit = body.quantity.value, body.quantity.unit
        said, wrong = amount(value, unit), amount(max(1.0, round(value * chance.choice((0.5, 1.6, 2.5)))), unit)
        if said == wrong:
            continue
        name = body.name.removeprefix("The ")
        yield Told(
            "agreement_term",
            "limits",
            row,
            f"The {name} limited the {body.what} to {said}.",
            f"The {name} limited the {body.what} to {wrong}.",
            "number",
        )


PAST = {
    "recognises": "recognised",
    "establish": "established",
    "establishes": "established",
    "breaks": "broke",
    "annexes": "annexed",
    "invades": "invaded",
    "withdraws": "withdrew",
    "declares": "declared",
    "restore": "restored",
    "expels": "expelled",
    "closes": "closed",
    "recalls": "recalled",
    "bombs": "bombed",
    "shoots": "shot",
    "attacks": "attacked",
    "occupies": "occupied",
    "captures": "captured",
}
"""Verbs of the headlines that name events → their past tense."""

NOUNS = (
    "annexation|assassination|battle|bombing|coup|fall|hijacking|independence|invasion|massacre|occupation"
    "|reunification|revolution|siege|sinking"
)
NOUN = re.compile(rf"^(?:[A-Z][\w-]+ )?(?i:{NOUNS})\b")


def events(rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    named = defaultdict(set)
    for row in rows:
        if row.body.on:
            for party in {*row.body.source, *row.body.target}:
                named[party].add(row.body.on.start.year)
    for row in rows:
        body = row.body
        if body.on is None or body.on.days > 31 or re.search(r"[():,;\d]", body.name):
            continue
        parties = [named[party] for party in {*body.source, *body.target}]
        years = set.intersection(*parties) if parties else set()
        date = when(body.on, chance)
        wrong = moved(date, chance, years)
        words = body.name.split()
        verb = next((i for i, word in enumerate(words[1:4], 1) if word in PAST), None)
        if verb:
            past = " ".join([*words[:verb], PAST[words[verb]], *words[verb + 1 :]])
            past = past if not past.startswith("United") else f"The {past}"
            yield Told("event", words[verb], row, f"{past} {date}.", f"{past} {wrong}.", "date")
        elif NOUN.match(body.name):
            name = (
                body.name[0].lower() + body.name[1:]
                if body.name.split()[0][0].isupper() and not body.name.split()[0].endswith(("n", "h"))
                else body.name
            )
            yield Told(
                "event", "noun", row, f"The {name} took place {date}.", f"The {name} took place {wrong}.", "date"
            )


def offices(_rows: list[Claim[Any]], chance: random.Random) -> Iterator[Told]:
    terms_of = defaultdict(list)
    posts = [row for table in tables.named("office.") for row in tables.rows(table)]
    for post in posts:
        if post["office"] in TITLES and post["start"] and len(post["start"]) == 10:
            terms_of[post["person"]].append(post)
    for held in terms_of.values():
        post = held[0]
        if len(held) != 1 or ":" in post["actor"] or post["start"] < "1900":
            continue
        who, state, title = actors.name_of(post["person"]), the(post["actor"]), TITLES[post["office"]]
        if " " not in who:
            continue
        date = when(Period.of(post["start"]), chance)
        ends = {int(post["start"][:4]), int(post["end"][:4] or 2026)}
        wrong = moved(date, chance, ends)
        yield Told(
            "office",
            "became",
            None,
            f"{who} became {title} of {state} {date}.",
            f"{who} became {title} of {state} {wrong}.",
            "date",
        )
        others = [
            one
            for one, posts in terms_of.items()
            if posts[0]["actor"] == post["actor"] and one != post["person"] and posts[0]["office"] == post["office"]
        ]
        if others:
            other = actors.name_of(chance.choice(others))
            yield Told(
                "office",
                "became",
                None,
                f"{who} became {title} of {state} {date}.",
                f"{other} became {title} of {state} {date}.",
                "holder",
            )
        first, last = int(post["start"][:4]) + 1, int(post["end"][:4] or 2025) - 1
        if first <= last:
            year, gone = chance.randint(first, last), chance.choice((first - 9, last + 9))
            yield Told(
                "office",
                "was",
                None,
                f"In {year}, {who} was {title} of {state}.",
                f"In {gone}, {who} was {title} of {state}.",
                "date",
            )
        if post["end"][4:8]:
            end = when(Period.of(post["end"]), chance)
            late = moved(end, chance, ends)
            yield Told(
                "office",
                "resigned",
                None,
                f"{capital(title)} {who} left office {end}.",
                f"{capital(title)} {who} left office {late}.",
                "date",
            )


WRITERS: Mapping[str, tuple[Callable[[list[Claim[Any]], random.Random], Iterator[Told]], ...]] = {
    "agreement": (agreements,),
    "membership": (memberships, outsiders),
    "meeting": (meetings,),
    "vote": (votes, positions),
    "law_or_sanction": (laws,),
    "quantity": (levels,),
    "quantity_change": (rates,),
    "agreement_term": (terms,),
    "event": (events,),
    "office": (offices,),
}
"""Kind → what writes sentences from its rows."""


def sentences(each: int, seed: int) -> list[Told]:
    """Up to ``each`` sentences of every kind, drawn evenly over its wordings by a fixed seed."""
    chance = random.Random(seed)
    rows: dict[str, list[Claim[Any]]] = defaultdict(list)
    for row in record.reference_rows():
        rows[row.claim.kind].append(row.claim)
    found: list[Told] = []
    for kind, writers in WRITERS.items():
        by_wording = defaultdict(list)
        for told in (told for write in writers for told in write(rows[kind], chance)):
            by_wording[told.wording, told.what].append(told)
        share = max(1, each // len(by_wording))
        for several in by_wording.values():
            found += chance.sample(several, min(share, len(several)))
    return found


# ------------------------------------------------------------------------------------------------------------ verdicts


def read(text: str) -> tuple[Document, tuple[Claim[Any], ...]]:
    source = Source(id=hashlib.sha256(text.encode()).hexdigest()[:16], title=text[:40])
    return reading.read(Document(source=source, text=text, dated=DATED))


def checked(text: str, known: facts.Reference) -> tuple[Finding, ...]:
    document, claims = read(text)
    return checking.check(document, claims, known)


def without(known: facts.Reference, gone: set[str]) -> facts.Reference:
    """The reference as if these rows had never been written, and no list were complete."""
    by_kind = {kind: tuple(row for row in rows if row.id not in gone) for kind, rows in known.by_kind.items()}
    by_key = {key: tuple(row for row in rows if row.id not in gone) for key, rows in known.by_key.items()}
    numbered = {key: row for key, row in known.numbered.items() if key not in gone}
    by_words = known.by_words.where(lambda row: row.id not in gone)
    return known._replace(by_kind=by_kind, by_key=by_key, complete=(), by_words=by_words, numbered=numbered)


def of_one_fact(row: Claim[Any], known: facts.Reference) -> set[str]:
    """The rows that speak of a row's fact: its other vintages, actors and editions."""
    kind: Kind[Any] = shelf("kinds")[row.kind]
    around = {other.id: other for key in kind.keys(row.body) for other in known.by_key.get((row.kind, key), ())}
    words = getattr(row.body, "words", "")
    return {
        other.id
        for other in around.values()
        if other.id == row.id
        or kind.same(row.body, other.body) >= facts.REFUTES
        or (words and words == other.body.words)
    }


def let_go(text: str, known: facts.Reference, row: Claim[Any], first: tuple[Finding, ...]) -> bool:
    """Whether the sentence is neither held up nor refuted once every row that speaks of its fact is gone."""
    document, claims = read(text)
    gone = of_one_fact(row, known) | {one for finding in first for one in finding.against}
    for _ in range(6):
        findings = checking.check(document, claims, without(known, gone))
        if any(finding.verdict is Verdict.REFUTED for finding in findings):
            return False
        more = {one for finding in findings if finding.verdict in HOLDS for one in finding.against} - gone
        if not more:
            return not any(finding.verdict in HOLDS for finding in findings)
        gone |= more
    return False


def verdicts(told: Told, known: facts.Reference, *, deleted: bool = True) -> Verdicts:
    """What becomes of a sentence, of its alteration, and of the sentence without its row."""
    right, wrong = checked(told.text, known), checked(told.altered, known)
    supported = any(one.verdict is Verdict.SUPPORTED for one in right) and not _refuted(right)
    gone = let_go(told.text, known, told.row, right) if deleted and told.row else None
    return Verdicts(told, supported, _refuted(wrong), gone)


def _refuted(findings: tuple[Finding, ...]) -> bool:
    return any(finding.verdict is Verdict.REFUTED for finding in findings)


def shares(several: list[Verdicts]) -> dict[str, float]:
    """Share of the sentences held up, of the alterations refuted, and of those without their row let go."""
    gone = [one.unverifiable for one in several if one.unverifiable is not None]
    return {
        "supported": sum(one.supported for one in several) / len(several),
        "refuted": sum(one.refuted for one in several) / len(several),
        "unverifiable": sum(gone) / len(gone) if gone else 1.0,
    }


def table(done: list[Verdicts]) -> Iterator[str]:
    """A line for each kind, and for each of its wordings and what was altered."""
    groups: dict[tuple[str, str], list[Verdicts]] = defaultdict(list)
    for one in done:
        groups[one.told.kind, ""].append(one)
        groups[one.told.kind, f"{one.told.wording}: {one.told.what}"].append(one)
    groups["all", ""] = done
    yield f"{'':52}  number  supported refuted unverifiable"
    for (kind, wording), several in sorted(groups.items()):
        figures = "".join(f"{value:9.3f}" for value in shares(several).values())
        yield f"{kind:16}{wording:36}{len(several):8}{figures}"


def failures(done: list[Verdicts]) -> Iterator[str]:
    """The sentences whose verdict is not what it should be."""
    for one in done:
        told = {"not supported": one.supported, "not let go": one.unverifiable is not False}
        yield from (f"{how}: {one.told.text}" for how, right in told.items() if not right)
        if not one.refuted:
            yield f"not refuted: {one.told.altered}"


def main() -> int:
    """Prints the table and what falls below its floor; exit code 1 if something does."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--each", type=int, default=400)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", default="", metavar="KIND")
    given = options.parse_args()
    known = scaling.reference()
    asked = [told for told in sentences(given.each, given.seed) if given.show in {"", told.kind}]
    done = [verdicts(told, known) for told in asked]
    print("\n".join(table(done)))
    if given.show:
        print("\n".join(failures(done)))
        return 0
    floors, below = json.loads(FLOORS.read_text(encoding="utf-8"))["altering"], 0
    for name, value in shares(done).items():
        below += value < floors[name]
        print(f"{name} {value:.3f} (floor {floors[name]:.3f}){' BELOW THE FLOOR' if value < floors[name] else ''}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
