"""The words of a finding: what text and reference say, by which rule."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from detente import actors, indicators, instruments, tables
from detente.model import Agreement, Claim, Period, Quantity, Source
from detente.offers import Kind, number_of
from detente.shelf import shelf


def missing(claim: Claim[Any]) -> str:
    """Why nothing could be compared, in plain words."""
    body = claim.body
    if hasattr(body, "indicator"):
        if not body.indicator:
            return "the words do not say what is measured"
        if not body.on:
            return "the words give no date"
    return "no reference row on this"


def decider(claim: Claim[Any], by_kind: Mapping[str, tuple[Claim[Any], ...]]) -> str:
    """What would decide a claim that nothing could be compared with: a source, or a figure and its table."""
    body, indicator = claim.body, getattr(claim.body, "indicator", "")
    if not indicator:
        return f"{_deciders()[claim.kind]} would decide it."
    what = ", ".join(filter(None, (_level(body), written(body.on))))
    rows = [row for row in by_kind.get(claim.kind, ()) if row.body.indicator == indicator]
    held = Counter(str(row.at).partition("#")[0] for row in rows).most_common(1)
    where = f"; table {held[0][0]} has it for others" if held else ""
    return f"{_deciders()[claim.kind]} would decide it: {what}{where}."


@cache
def _deciders() -> Mapping[str, str]:
    """Kind → what decides a claim of it."""
    return {row["kind"]: row["words"] for row in tables.rows("deciders.csv", ("kind", "words"))}


def rule_of(kind: Kind[Any], fields: Mapping[str, Agreement]) -> str:
    """The rule that decided: of the field that agrees worst."""
    worst = (Agreement.UNEQUAL, Agreement.LOOSE, Agreement.EQUAL)
    for agreement in worst:
        for item in kind.fields:
            if fields.get(item.name) is agreement:
                return item.rule
    return "exists"


def show(value: Any) -> str:
    """A value as a reader would write it."""
    if value is None:
        return ""
    if isinstance(value, Quantity):
        span = (
            f"{number(value.low)}–{number(value.high)}"
            if value.low != value.high and value.comparator != "="
            else number(value.value)
        )
        return f"{span} %" if value.unit == "percent" else f"{span} {plural(value.unit, value.value)}".rstrip()
    if isinstance(value, tuple):
        return "–".join(str(part) for part in value if part is not None)
    return str(value)


_PLURALS = {
    "person": "people", "percent": "per cent", "percentage point": "percentage points", "km2": "km²", "m2": "m²",
    "m3": "m³", "t": "tonnes", "kt": "kilotons", "Mt": "megatons", "mile2": "square miles", "Cel": "°C",
    "inch": "inches", "foot": "feet", "ratio": "times", "embargo": "embargoes", "veto": "vetoes", "USD": "US dollars",
    "EUR": "euros", "GBP": "pounds sterling", "RUB": "roubles", "CNY": "yuan", "INR": "Indian rupees", "JPY": "yen",
    "DEM": "German marks",
}  # fmt: skip
_INVARIABLE = frozenset(
    {"km", "kg", "m", "ha", "bcm", "percent of GDP", "aircraft", "personnel", "police", "yuan", "yen", ""}
)


def plural(unit: str, value: float = 2) -> str:
    """A unit as it is read behind a number: nouns and currencies in the plural unless it is 1, symbols as they are."""
    noun, _, rate = unit.partition("/")
    many = _PLURALS.get(noun, "")
    symbol = noun.isupper() and not many
    one = value == 1 and not noun.isupper() and noun.isalpha()
    if noun in _INVARIABLE or symbol or one:
        many = noun
    elif not many:
        many = (
            noun[:-1] + "ies"
            if noun.endswith("y") and noun[-2:-1] not in "aeiou"
            else noun
            if noun.endswith("s")
            else noun + "s"
        )
        many = noun + "es" if noun.endswith(("ch", "sh", "x")) else many
    return f"{many} a {rate}" if rate else many


def number(value: float) -> str:
    """With thousands separators, and millions and more in words."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.4g} {word}"
    return f"{value:,.10g}"


_NOT_SHOWN = frozenset({"content"})
"""Rules whose field is a pattern, which is nothing to read."""


def value_of(kind: Kind[Any], body: Any, fields: Mapping[str, Agreement]) -> str:
    """What the reference has where the claim was compared."""
    shown = [item for item in kind.fields if item.rule not in _NOT_SHOWN]
    said = [show(item.of(body)) for item in shown if fields.get(item.name) is not Agreement.UNKNOWN]
    return "; ".join(filter(None, said)) or "; ".join(filter(None, (show(item.of(body)) for item in shown)))


def cite(claim: Claim[Any], sources: Mapping[str, Source]) -> str:
    """Publisher, title and year of a reference claim's source, with its vintage; of a user's own file, also the row."""
    source = sources.get(claim.source_id)
    if source is None:
        return claim.source_id
    dated = source.published if source.published not in source.title else ""
    row = f"row {str(claim.at).rpartition('#')[2]}" if source.own else ""
    text = ", ".join(filter(None, (source.publisher, source.title, dated, row)))
    return f"{text}, as of {date(claim.vintage)}" if claim.vintage and claim.vintage not in text else text


def sourced(claim: Claim[Any], sources: Mapping[str, Source]) -> str:
    """What a reference claim says, and behind it in brackets whose it is; without a full stop."""
    return f"{describe(claim)} ({cite(claim, sources)})"


def describe(claim: Claim[Any]) -> str:
    """A reference claim as the beginning of a sentence: whose, what, when, how counted."""
    body = claim.body
    on = getattr(body, "on", None)
    for mark, words in _SENTENCES.items():
        if getattr(body, mark, None):
            text = words(body)
            break
    else:
        text = claim.quote if claim.quote != claim.at else _slots(claim)
    dated = written(on)
    text = f"{text}, {dated}" if dated and dated not in text else text
    basis = getattr(body, "basis", "")
    return capital(f"{text} ({basis})" if basis else text)


def _slots(claim: Claim[Any]) -> str:
    slots = shelf("kinds")[claim.kind].slots(claim.body)
    parts = (str(slots.get(key) or "") for key in ("subject", "predicate", "object"))
    return " ".join(dict.fromkeys(names(tuple(re.split("[,;]", part))) for part in parts if part)).replace("_", " ")


def _level(body: Any) -> str:
    return ", ".join(
        filter(None, (indicator_name(body.indicator), parties(body.indicator, body.actors, body.counterpart)))
    )


def _meeting(body: Any) -> str:
    name = body.name or "meeting"
    who = [part for part in map(name_of, body.participants) if part.split()[-1] not in name]
    text = f"{name} ({', '.join(who)})" if who else name
    return f"{text}, {body.place}" if body.place and body.place not in name else text


_VOTED = {"abstain": "abstained on", "absent": "did not vote on"}


def _vote(body: Any) -> str:
    what = f"“{name}”" if (name := body.name or short(body.item)) else "a text"
    if body.position:
        voted = _VOTED.get(body.position, f"voted {body.position} on")
        return f"{the(name_of(body.actor))} {voted} {what}, {name_of(body.organ)}"
    if body.yes is None:
        return f"{the(name_of(body.organ))} {body.result or 'voted on'} {what}"
    abstained = f", with {body.abstain} abstention{'' if body.abstain == 1 else 's'}," if body.abstain else ""
    return f"{the(name_of(body.organ))} voted {body.yes} to {body.no}{abstained} on {what}"


def _term(body: Any) -> str:
    verb = f" {body.provision} " if body.provision in {"limits", "bans", "grants"} else ": "
    dated = written(body.date)
    return re.sub(r" +", " ", f"{short(body.agreement) or body.name}{verb}{body.what}") + (
        f", {dated}" if dated else ""
    )


_BY_ONE = frozenset({"ratified", "withdrew", "suspended", "acceded", "rejected", "terminated"})
_ACTS = {
    "in_force": "in force", "provisional": "provisionally in force",
    "dialogue_partner": "became a dialogue partner of", "observer": "became an observer of",
    "suspended": "was suspended from", "expelled": "was expelled from", "applied": "applied to join",
    "invited": "was invited to join",
    "signed": "signed the accession to",
}  # fmt: skip


def _agreement(body: Any) -> str:
    by_one = body.act in _BY_ONE and 0 < len(body.actors) < 3
    who = f"{' and '.join(the(name_of(actor)) for actor in body.actors)} " if by_one else ""
    verb = body.act.replace("_", " ") + (" it" if by_one and body.act not in {"withdrew", "acceded"} else "")
    where = f" in {body.place}" if body.place else ""
    return f"{short(body.agreement) or body.name}: {who}{verb}{where} {at(body.on)}".rstrip()


def _membership(body: Any) -> str:
    act = _ACTS.get(body.act, body.act)
    return f"{the(name_of(body.actor))} {act} {the(name_of(body.organisation))} {at(body.on)}".rstrip()


def _law(body: Any) -> str:
    name = short(body.instrument)
    what = body.what if body.what.lower() != name.lower() else ""
    who = f" by {the(names(body.imposer))}" if body.imposer else ""
    on = f" on {names(body.target)}" if body.target and body.act == "imposed" else ""
    return f"{name or what}: {body.act.replace('_', ' ')}{on}{who} {at(body.on)}".rstrip() + (
        f" ({what})" if what and name else ""
    )


def _statement(body: Any) -> str:
    return f"{name_of(body.speaker)} {body.stance} {the(names(body.about))}".rstrip()


_SENTENCES = {
    "indicator": _level, "participants": _meeting, "organ": _vote, "provision": _term, "agreement": _agreement,
    "organisation": _membership, "imposer": _law, "stance": _statement,
}  # fmt: skip
"""A field that only one sort of fact has → its sentence."""

TWO_WAY = frozenset({"trade", "border_length", "distance", "trade_change"})
"""Indicators that are the same from either side."""


def parties(indicator: str, whose: tuple[str, ...] | list[str], counterpart: str) -> str:
    """Whose number it is, by name: "United States → Russia" where it goes one way, with a dash where it is of both."""
    first = names(tuple(whose), " – " if indicator in TWO_WAY else ", ")
    if not counterpart:
        return first
    return (
        f"{first} {'–' if indicator in TWO_WAY else '→'} {name_of(counterpart)}"
        if first
        else f"→ {name_of(counterpart)}"
    )


def indicator_name(indicator: str) -> str:
    """The name of an indicator; its id in words when the tables do not have it."""
    found = indicators.indicators().get(indicator)
    return found.name if found else indicator.replace("_", " ")


def short(instrument: str) -> str:
    """What newspapers call an agreement or law; a resolution's full name, as it has no other; nothing when unknown."""
    found = instruments.instruments().get(instrument)
    if found is None:
        return ""
    return found.name if found.type == "resolution" else instruments.short_name(instrument)


def name_of(actor: str) -> str:
    """The name of an actor or of a state's organ ("USA:senate" is "US Senate"); of the unknown, its id in words."""
    actor = actor.strip()
    name = organs().get(actor) or (
        instruments.instruments()[actor].name if actor in instruments.instruments() else actors.name_of(actor)
    )
    if name != actor:
        return name
    head, _, rest = actor.partition(":")
    if not rest or " " in head:
        return actor
    words = rest.replace("-", " ")
    if head == "unlinked":
        return rest
    if head.isupper():
        return f"{actors.name_of(head)}, {words}"
    return words.upper() if head == "igo" and len(words) <= 6 else words.title()


@cache
def organs() -> Mapping[str, str]:
    """The names of the bodies that vote, by id."""
    return {row["id"]: row["name"] for row in tables.rows("organs.csv", ("id", "name"))}


def names(ids: tuple[str, ...], between: str = ", ") -> str:
    """Actor ids as names."""
    return between.join(name_of(item) for item in ids if item)


_WITH_THE = re.compile(
    r"(?:United|Soviet|European|Russian|Ottoman|US|UN|UK|G7|G8|G20|International|World|Security|German|League|Organi[sz]ation|Council|"
    r"Commonwealth|Association|Conference|African|Arab|Holy)\b"
    r"|.*\b(?:Republic|Union|Kingdom|Empire|Emirates|Islands|"
    r"Federation|Netherlands|Philippines|Organi[sz]ation|Assembly|Council|Court|Bundestag|Duma"
    r"|Senate|Parliament|Rada|Majlis|Sabha)$"
)


def the(name: str) -> str:
    """A name in a sentence, with its article where it has one."""
    return f"the {name}" if _WITH_THE.match(name) and "," not in name else name


def capital(text: str) -> str:
    """A sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]


# Not calendar.month_name, which speaks the language of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def date(partial: str | None) -> str:
    """A partial ISO date as people write it, no more precise than it is: "1972-05" is "May 1972".

    What is not such a date is given back as it came.
    """
    found = _PARTIAL.fullmatch(partial or "")
    if not found:
        return partial or ""
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return partial or ""
    name = _MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def period(first: str | None, last: str | None) -> str:
    """From one partial ISO date to another, without saying twice what both share: "11–13 November 1974"."""
    if not first or not last or first == last:
        return date(first)
    if not (_PARTIAL.fullmatch(first) and _PARTIAL.fullmatch(last)):
        return f"{first} – {last}"
    first, last = plainest(first, last)
    if first == last:
        return date(first)
    if last >= "9998":
        return f"since {date(first)}"
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return f"{int(first[8:])}–{date(last)}"
    if len(first) == len(last) == 4:
        return f"{first}–{last}"
    start = date(first).removesuffix(f" {first[:4]}") if len(first) > 4 and first[:4] == last[:4] else date(first)
    return f"{start} – {date(last)}"


def plainest(first: str, last: str) -> tuple[str, str]:
    """Two partial ISO dates without days that only bound a month, or months that only bound a year.

    A record keeps "late 1974" as its first and last day; people say, and the page should, October to December 1974.
    """
    with_days = len(first) == len(last) == 10 and first.endswith("-01")
    if with_days and int(last[8:]) == calendar.monthrange(int(last[:4]), int(last[5:7]))[1]:
        first, last = first[:7], last[:7]
    if len(first) == len(last) == 7 and first.endswith("-01") and last.endswith("-12"):
        first, last = first[:4], last[:4]
    return first, last


def written(when: Period | str | None) -> str:
    """A period, or the text of one, as people write it; nothing for None."""
    first, _, last = str(when or "").partition("/")
    return period(first, last or first)


def at(when: Period | None) -> str:
    """A period as an adverb: "on 24 May 1972", "in May 1972"; nothing for None."""
    text = written(when)
    return f"{'on' if re.match(r'[0-9]{1,2}[ –]', text) else 'in'} {text}" if text else ""


def term(when: Period | None) -> str:
    """A time in office: "from 4 March 1929 to 4 March 1933", "since 20 January 2025"; nothing for None."""
    first, _, last = str(when or "").partition("/")
    if not first:
        return ""
    return f"from {date(first)} to {date(last)}" if last and last < "9998" else f"since {date(first)}"


COMPARED = " Compared by: "
"""What stands in a message before the rule in words."""


def _value(body: Any) -> str:
    return show(number_of(body))


def message(
    kind: Kind[Any],
    found: Claim[Any],
    fields: Mapping[str, Agreement],
    sources: Mapping[str, Source],
    newer: Claim[Any] | None = None,
) -> str:
    """What the reference says, its source, and by which rule the two were compared."""
    rule = rule_of(kind, fields)
    value, what = _value(found.body), describe(found)
    text = (
        f"{what}: {value} ({cite(found, sources)})."
        if value and value not in what
        else f"{what} ({cite(found, sources)})."
    )
    if newer:
        text += f" Since revised to {_value(newer.body) or describe(newer)} ({cite(newer, sources)})."
    if rule != "exists":
        text += f"{COMPARED}{shelf('rules')[rule].says}."
    return text
