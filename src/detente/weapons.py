"""Named weapons in a text: missiles, aircraft, ships, tanks, air defence and drones, from ``weapons.csv``.

A weapon is no actor, and the digits of its name are no number and no date: "12 S-400 launchers" are twelve.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from detente import tables
from detente.model import Mention, Span, Weapon
from detente.naming import Matcher, Name, fold

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_NUMBERED = re.compile(r"(.*[A-Za-z])[- ](I{1,3}|IV|V|\d+)")
_CODE = re.compile(r"([A-Za-z]{1,3})-(\d\w*)")
_VARIANT = re.compile(r"(?<=\d)(?:[A-Z]{1,4}\d?(?:[/-][A-Z0-9]{1,4})*s?|s)(?!\w)")
"""What a version adds to a type: the MKI of "Su-30MKI", the B3 of "T-72B3"."""
_NOUN = (
    r"(?:missile|rocket|launcher|batter(?:y|ie)|system|tank|jet|fighter|bomber|interceptor|drone|UAV|helicopter|chopper"
    r"|gunship|howitzer|submarine|carrier|frigate|destroyer|cruiser|battleship|warship|squadron|warhead|ICBM|SLBM"
    r"|radar|bomb|torpedo(?:e)?|munition|vehicle|warplane|plane|aircraft|airframe|silo|regiment|sortie|round|rifle|gun)s?"
)
_AFTER = re.compile(
    rf"[ -](?:(?:[a-z]+-[a-z]+|main|battle|heavy|light|air|attack|cruise|ballistic|guided|combat|stealth|nuclear"
    rf"|transport|fighter|armou?red|fighting|infantry)[ -]){{0,2}}"
    rf"(?:{_NOUN}|air[ -]defen[cs]es?|missile[ -]defen[cs]es?|class|artillery|ammunition|anti-\w+|surface-to-\w+)\b"
)
_BEFORE = re.compile(rf"\b(?:{_NOUN}|class)(?: called| named| such as|,)?(?: the)? [\"'“]?\Z")
_COUNT = re.compile(
    r"(?:\b\d[\d,.]*|\b(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens? of|dozen"
    r"|hundreds of|hundred|several|more))(?: [A-Z]?[a-z]+(?:-[a-z]+)?)? \Z"
)
_SHIP = r"(?P<prefix>{}) [A-Z][\w'-]*(?: (?:of |de )?(?:[A-Z]\.|[A-Z][\w'-]+)){{0,3}}"


class _Spelling(NamedTuple):
    weapon: Weapon
    sure: bool
    plural: bool


@cache
def _names() -> tuple[Matcher[_Spelling], re.Pattern[str], dict[str, Weapon]]:
    """The spellings of all weapons; the pattern of a ship's name behind a prefix, and whose ships have it."""
    found: dict[str, _Spelling] = {}
    fleets: dict[str, Weapon] = {}
    for row in tables.rows("weapons.csv", ("name", "type", "makers", "year", "aliases", "unsure")):
        year, makers = int(row["year"]) if row["year"] else None, tuple(row["makers"].split(";"))
        weapon = Weapon(name=row["name"], type=row["type"], makers=makers, year=year)
        if row["type"] == "prefix":
            fleets[row["name"]] = weapon
            continue
        unsure = set(map(fold, row["unsure"].split("|")))
        for written in dict.fromkeys(map(fold, (row["name"], *filter(None, row["aliases"].split("|"))))):
            for text in _written(written) if written not in unsure else (written,):
                found.setdefault(text, _Spelling(weapon, written not in unsure, False))
                found.setdefault(f"{text}s", _Spelling(weapon, written not in unsure, True))
    names = Matcher(Name(text, (spelling,)) for text, spelling in found.items())
    return names, re.compile(rf"\b{_SHIP.format('|'.join(fleets))}"), fleets


def _written(name: str) -> tuple[str, ...]:
    """A name and its other spellings: Agni-V, Agni V, Agni-5; Su-35, Su 35, Su35."""
    found = {name: None}
    numbered, code = _NUMBERED.fullmatch(name), _CODE.fullmatch(name)
    if code and len(name) > 3:
        found[code[1] + code[2]] = None
    if numbered and len(numbered[1]) > 1 and numbered[1] != "An":  # "A 10 per cent rise", "An 8 per cent rise"
        digits = {numbered[2], _ROMAN.get(numbered[2], numbered[2])}
        found |= {f"{numbered[1]}{link}{number}": None for link in "- " for number in sorted(digits)}
    return tuple(found)


def find(text: str) -> list[Mention[Weapon]]:
    """The weapons named in ``text``, in its order, without overlap; spans are offsets in ``text``.

    A name that is a word of other meaning too ("Patriot", "Typhoon") needs a weapon's word beside it or a number of
    them in front. A version is the type it is of ("Su-30MKI"). Ships are known by their prefix ("USS", "HMS").
    """
    copy = fold(text)
    names, ship, fleets = _names()
    ships = [(m, replace(fleets[m["prefix"]], name=m[0], type="warship")) for m in ship.finditer(copy)]
    found = {m.start(): (m.end(), vessel) for m, vessel in ships}
    plain = _VARIANT.sub(lambda version: " " * len(version[0]), copy)
    for words in (copy, plain) if plain != copy else (copy,):
        for start, end, name in names.hits(words):
            spelling = name.means[0]
            free = not any(first < end and start < last for first, (last, _) in found.items())
            if free and (spelling.sure or _beside(copy, start, end, plural=spelling.plural)):
                version = _VARIANT.match(copy, end)
                found[start] = (version.end() if version else end, spelling.weapon)
    return [Mention(span=Span(start, end), value=weapon) for start, (end, weapon) in sorted(found.items())]


def _beside(copy: str, start: int, end: int, *, plural: bool) -> bool:
    before = copy[max(0, start - 40) : start]
    counted = plural and _COUNT.search(before)
    return bool(counted or _AFTER.match(copy, end) or _BEFORE.search(before))


def masked(text: str, named: Sequence[Mention[Weapon]]) -> str:
    """``text`` with a word of letters in the place of each weapon named, so that offsets hold and no digit is left."""
    for mention in named:
        start, end = mention.span.start, mention.span.end
        last = "s" if text[end - 1] == "s" else "w"
        text = f"{text[:start]}W{'w' * (end - start - 2)}{last}{text[end:]}"
    return text
