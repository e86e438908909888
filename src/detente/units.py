"""Numbers in running text, with what they count or measure: quantities, tallies of votes, ordinals.

All vocabulary stands in ``data/units.csv``. A number is found first, then what stands before it (sign, currency,
hedge), then what stands after it (scale, unit, counted noun, rate).
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import NamedTuple

from detente.model import Mention, Quantity, Span


class _Entry(NamedTuple):
    unit: str
    dimension: str
    factor: float


@cache
def _table() -> dict[str, dict[str, _Entry]]:
    """Dimension → alias → what it stands for. Counted nouns are there by their plural only."""
    text = resources.files("detente").joinpath("data/units.csv").read_text(encoding="utf-8")
    table: dict[str, dict[str, _Entry]] = {}
    for row in csv.DictReader(text.splitlines()):
        names = [*row["aliases"].split("|"), "" if row["dimension"] in {"count", "happening"} else row["name"]]
        entry = _Entry(row["unit"], row["dimension"], float(row["factor"] or 0))
        for alias in filter(None, names):
            table.setdefault(row["dimension"], {}).setdefault(alias, entry)
    return table


def _key(alias: str) -> str:
    """Symbols of up to two letters keep their case: Mt is not mt, and W is not w."""
    return alias if len(alias) <= 2 else alias.lower()


def _any(words: Iterable[str]) -> str:
    """Any of the words, the longest first; a small first letter may be a capital (quicker than ignoring case)."""
    either = (rf"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" if w[0].islower() else re.escape(w) for w in words)
    return "|".join(sorted(either, key=len, reverse=True))


_CONVERTIBLE = ("length", "area", "mass", "volume", "time", "energy", "power", "speed")
_MEASURES = {
    _key(alias): entry
    for dimension in (*_CONVERTIBLE, "currency", "temperature", "angle", "flow", "unit")
    for alias, entry in _table()[dimension].items()
}
_SIGNS = {a: e.unit for a, e in _table()["currency"].items() if e.factor == 1 and not a.islower() and " " not in a}
_SCALES, _NUMBERS, _ORDINALS, _RATIOS = (
    {alias: entry.factor for alias, entry in _table()[name].items()} for name in ("scale", "number", "ordinal", "ratio")
)
_HEDGES = {alias: entry.unit for alias, entry in _table()["hedge"].items()}
_PLURALS = {alias.lower(): e.unit for alias, e in (_table()["count"] | _table()["happening"]).items()}
_LABELS, _MODIFIERS, _STOPS, _UNCOUNTED = (_table()[name] for name in ("label", "modifier", "stop", "uncounted"))
_BIG = f"(?:{_any(scale for scale in _SCALES if len(scale) > 4 and not scale.endswith('s'))})"
_TENS = _any(word for word, value in _NUMBERS.items() if value >= 20)
_SMALL = f"(?:(?:{_TENS})(?:[\\s-](?:{_any(w for w, v in _NUMBERS.items() if 0 < v < 10)})\\b)?|{_any(_NUMBERS)})"
_GROUP = rf"(?:{_SMALL}[\s-]hundred\b(?:\s(?:and\s)?{_SMALL}\b)?|{_SMALL}\b)"
_SPELLED = (
    rf"{_GROUP}(?:\s+and\s+an?\s+(?:half|quarter)\b)?(?:[\s-]{_BIG}s?\b(?:,?\s(?:and\s)?{_GROUP}(?:\s{_BIG}\b)?)*)?"
    rf"|(?:[Hh]alf\s+an?|[Aa]n?|[Hh]alf|[Qq]uarter)[\s-]{_BIG}\b(?:\s(?:and\s){_GROUP})?|(?<!-){_BIG}(?=-dollar)"
)
_DIGITS = (
    r"\d{1,3}/\d{1,3}(?![\d/])|\d{1,3}(?:[, \u00a0\u202f\u2009]\d{3}(?!\d))+(?:\.\d+)?"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)|\d+(?:\.\d+)?"
)
_NUMBER = re.compile(rf"(?<!\d)(?:{_DIGITS})|\b(?:(?P<ratio>{_any(_RATIOS)})\b|{_SPELLED})")
_SCALE = re.compile(
    rf"(?:[\s-]{{0,2}}(?P<long>{_any(s for s in _SCALES if len(s) > 1)})"
    rf"|(?P<short>{_any(s for s in _SCALES if len(s) == 1)}))(?!\w)"
)
_SIGN = re.compile(rf"(?:(?<![A-Za-z])(?:{_any(_SIGNS)})|[$€£¥₽₹₩])\s?\Z")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:(?:\s?[-–—]\s?|\s(?:to|and)\s)\d{1,2})?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NO_QUANTITY = re.compile(  # dates, times, decades, ordinals, versions, codes
    rf"{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–—]\s?\d{{1,2}}\b)?(?:,?\s+\d{{4}})?(?![\d,]\d)"
    rf"|{_DAYS}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?(?![a-z])"
    r"|\d{1,2}(?::\d{1,2})+|\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    rf"|{_YEAR}s\b|{_YEAR}(?:\s?[-–—/]\s?|\s+to\s+)(?:{_YEAR}|\d\d)\b(?!,\d|\s*%)|\b9/11\b|Group\sof\s\d+|\b24/7\b|\d+\s*B\.?C\b"
    r"|\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+){2,}|\+?\d+(?:-\d+){2,}"
)
# A score, a code, a name, an ordinal ("3-1", "55S", "Five-Power Treaty", "twenty-fifth") is no number of things.
_NO_NUMBER = re.compile(rf"\s?[-–—]\s?\d|-?[A-Za-z]|[\s-](?:(?:{_TENS})[\s-])?(?:{_any(_ORDINALS)}|hundredth)\b")
_OPENED, _ITEM = re.compile(r"\s?\(\s?(?:[a-z]+\s){0,3}"), re.compile(r"(?:\A|[\n:.;]\s?)\d{1,2}[.)]\s[A-Z]")
_PERCENT = re.compile(
    r"[\s-]{0,2}(?:%|(?:per[\s-]?cent|percent|pct)(?:age)?\b)(?P<points>[\s-]points?\b)?"
    r"(?P<share>\s+(?:of\s+)?(?:(?:its|their|the|national|total)\s+){0,2}(?:GDP|GNP|gross domestic product)\b)?"
    r"|[\s-](?P<basis>basis\spoints?|bps)\b"
)
_RATE = re.compile(
    rf"(?:\s(?:of|in)(?:\s[a-z]+){{1,3}}?)?\s?(?P<per>{_any(_table()['rate'])})\b(?!\s(?:earlier|later|ago|before|after))"
)
_CONNECT = re.compile(r"\s?[-–—]\s?(?=[\d$€£¥])|\s+(?P<word>to|or|and)\s+")
_AFTER = re.compile(r"\+(?!\d)|\s+or\s+(?:more|less|fewer|so)\b")
_TERM = re.compile(r"\s?-?\s?(?P<words>[^\s,;:()\[\]\"“”!?-]+(?:[ -][^\s,;:()\[\]\"“”!?]+){0,3})")
_WORD = re.compile(r"(?:[ \t\u00a0]+|\n(?=[a-z])|(?<=\d)(?=[a-z]{4}))((?:[A-Z]\.){2,}|[^\W_][\w'’]*(?:-\s?[\w'’]+)*)")
_LIMIT = re.compile(rf"\s+(?:{_any(_table()['limit'])})\s+(?:on|of|for)(?=\s)")
_BEFORE = re.compile(
    rf"\b(?P<noun>[A-Za-z]{{3,}}(?<![su])s|people|troops)\s*(?P<link>{_any(_table()['link'])})\s*(?:(?:{_any(_HEDGES)})\s+)?\Z"
)
# Pounds are weight, unless there are thousands of thousands of them or somebody pays.
_MONEY = re.compile(r"(?i)\b(?:pa(?:y|ys|id)|costs?|fined?|worth|pric|salar|tax|spen[dt]|sold|bought)")
_FOR_OVER = re.compile(r"\b(?:for|after|last\w*|t[ao]\w?k\w*|in|of|well|just)\s+over\s+\Z")
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})*|{_GROUP}|[Nn]one|[Nn]o)"
_DIVISION = re.compile(
    r"(?<![\w$€£.,/-])(?P<y>\d{1,3})(?:\s?[-–—]\s?(?P<n>\d{1,3})(?:\s?[-–—]\s?(?P<a>\d{1,3}))?"
    r"|\s(?:votes?\s)?to\s(?P<n3>\d{1,3})|\svotes?\sagainst\s(?P<n4>\d{1,3}))(?![a-z_\d%]|[.,/]\d|-\d|\s?per\s?cent)"
    rf"|\b(?P<y2>{_COUNT})\s(?:votes?\s)?(?:in\sfavou?r|for|yes|yeas?|ayes?)(?:,|\s(?:and|to)|\sand,?)?\s(?P<n2>{_COUNT})"
    rf"\s(?:votes?\s)?(?:against|opposed|no|nays?|noes)\b(?:(?:,|,?\s(?:and|with))\s(?P<a2>{_COUNT})\s(?:abst\w+))?"
    rf"|\b(?P<y3>{_GROUP})\svotes?\sto\s(?P<n5>{_COUNT})\b"
)
_VOTING = re.compile(rf"(?i)\b(?:{_any(_table()['voting'])})\b")
_NO_DIVISION = re.compile(rf"\s*-?\s*(?:{_any(_table()['no division'])})\b|\s+(?!votes?\b)[a-z]+s\b(?<!ss)")
_ORDINAL = re.compile(
    rf"(?<![\w-])(?:(?:(?P<tens>{_TENS})-)?(?P<word>{_any(_ORDINALS)})|(?P<digits>\d+)(?:st|nd|rd|th))(?:-ever)?"
    r"(?![\w'’]|-(?:hand|rate|class|floor|person|degree)|[\s-](?:century|centuries|lady|ladies|World|Reich|Republic)\b"
    rf"|\s(?:Amendment|of\sall)\b|\s(?:of\s)?{_MONTH}(?![a-z]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A division of votes; ``abstain`` is None where the text gives none."""

    yes: int
    no: int
    abstain: int | None = None


class _Number(NamedTuple):
    end: int
    value: float
    place: float  # of the last digit that is printed and no idle zero
    scale: float = 1.0


class _What(NamedTuple):
    unit: str
    end: int
    rule: str
    factor: float = 1.0


def find(text: str) -> list[Mention[Quantity]]:
    """The quantities of ``text`` in its order, without overlap; spans are offsets in ``text`` and leave hedges out.

    A quantity is a number with what it measures (``km``, ``USD``, ``percent``, ``barrel/year``), what it counts (the
    singular noun, ``warhead``), or ``ratio`` ("halved" is 0.5). Where the text names nothing, ``unit`` is empty.
    Years, dates, times of day, ordinals, numbers in names ("Article 5", "F-16") and tallies of votes are left out.

    ``low`` and ``high``: half the last printed place that is no idle zero, at most 5 per cent; 5 per cent for "about";
    only downwards for "nearly"; the number to ``inf`` for "over", 0 to the number for "under"; the ends of a range,
    with the middle as value and comparator ``range``. ``how``: percent, currency, measure, noun, hyphen, bracket,
    before, shared, ratio, bare.
    """
    taken = bytearray(len(text))  # by dates, times, versions and tallies
    for start, end in [m.span() for m in _NO_QUANTITY.finditer(text)] + [m.span() for m in _divisions(text)]:
        taken[start:end] = b"x" * (end - start)
    found: list[Mention[Quantity]] = []
    position = 0
    while match := _NUMBER.search(text, position):
        mention = None if taken[match.start()] else _quantity(text, match, found[-1] if found else None)
        if mention:
            found.append(mention)
        position = mention.span.end if mention else match.end()
    return found


def _quantity(text: str, match: re.Match[str], last: Mention[Quantity] | None) -> Mention[Quantity] | None:
    if match["ratio"]:
        number = _Number(match.end(), _RATIOS[match[0].lower()], 1.0)
        return _mention(text, number, _What("ratio", match.end(), "ratio"), match.start())
    if _in_a_name(text, match):
        return None
    first, (start, currency, negative) = _read(text, match), _lead(text, match.start(), last.span.end if last else 0)
    ends = _range(text, first, start)
    number = ends[1] if ends else first
    what = _what(text, number, currency)
    if re.fullmatch(r"\d+/\d+", match[0]) and what.rule != "noun":
        below = max(1, int(match[0].partition("/")[2]))
        what = what._replace(unit=what.unit or "ratio", rule=what.rule if what.unit else "ratio", factor=1 / below)
    if (number.scale == 1 and _is_year(text, match, what)) or (
        match[0].lower() == "one" and what.rule in {"bare", "currency"}
    ):
        return None
    if what.rule == "bare":
        if _NO_NUMBER.match(text, number.end) or text[:start].endswith("[") or _ITEM.match(text, max(0, start - 2)):
            return None
        what = _borrowed(text, number, start, last) or what
    what = what._replace(factor=-what.factor) if negative else what
    return _mention(text, number, what, start, ends[0] if ends else None)


def _mention(text: str, number: _Number, what: _What, start: int, low: _Number | None = None) -> Mention[Quantity]:
    comparator, ends = ("range", (low.value, number.value)) if low else _allowed(text, start, number, what)
    value = sum(ends) / 2 if low else number.value
    least, most = sorted(end * what.factor for end in ends)
    quantity = Quantity(value=value * what.factor, unit=what.unit, low=least, high=most, comparator=comparator)
    plus = what.end == number.end and text.startswith("+", what.end)
    return Mention(span=Span(start, what.end + plus), value=quantity, how=what.rule)


def _allowed(text: str, start: int, number: _Number, what: _What) -> tuple[str, tuple[float, float]]:
    """The comparator that the hedge gives, and the least and most that the wording allows."""
    value, (hedge, word) = number.value, _hedge(text, start, what)
    for end in (number.end, what.end):
        if more := _AFTER.match(text, end):
            hedge, word = {"+": ">", "re": ">", "so": "~"}.get(more[0][-2:], "<"), ""
    if hedge == ">":
        return ">", (value, math.inf)
    if hedge == "<":
        return "<", (0.0, value)
    if hedge == "~":
        return "~", (0.95 * value, value if word in {"nearly", "almost", "close to"} else 1.05 * value)
    slack = min(number.place / 2, 0.05 * value)
    return "=", (value - slack, value + slack)


def _hedge(text: str, start: int, what: _What) -> tuple[str, str]:
    words = text[max(0, start - 28) : start].replace("(", " ").lower().split()
    for count in (3, 2, 1):
        phrase = " ".join(words[-count:])  # "over" in "for over nine months", not in "sorties over 42 days"
        during = phrase == "over" and what.unit in _table()["time"]
        if phrase in _HEDGES and not (during and not _FOR_OVER.search(text, max(0, start - 20), start)):
            return _HEDGES[phrase], phrase
    return "", ""


def _range(text: str, first: _Number, start: int) -> tuple[_Number, _Number] | None:
    """Both ends of "3,000-3,500", "20 to 25", "between 5 and 7 million"."""
    connect, before = _CONNECT.match(text, first.end), text[max(0, start - 9) : start].lower().rstrip()
    if not connect or (connect["word"] == "and") != before.endswith("between"):
        return None
    match = _NUMBER.match(text, connect.end() + text.startswith(("$", "€", "£", "¥"), connect.end()))
    if not match or match["ratio"] or (connect["word"] and before.endswith("from")):
        return None
    second = _read(text, match)
    if first.scale == 1.0 < second.scale and first.value * second.scale < second.value:
        first = first._replace(value=first.value * second.scale)
    widest = 2 if connect["word"] == "or" else 100
    return (first, second) if first.value < second.value <= widest * first.value else None


def _in_a_name(text: str, match: re.Match[str]) -> bool:
    """True for the number of "F-16", "G7", "Resolution 660", "Flight 007", and for "the Seven Pines"."""
    words = (before := text[max(0, match.start() - 16) : match.start()]).split()
    if not match[0][0].isdigit():
        opening = not words or words[-1][-1] in '.!?:;"“”' or before[-1] == "\n"
        return match[0][0].isupper() and not opening and re.match(r"[\s-][A-Z]", text[match.end() :][:2]) is not None
    if not before or before.endswith(tuple(_SIGNS)) or re.match(r"0\d", match[0]):
        return match[0][0] == "0" and match[0][1:2].isdigit()
    if before[-1].isalpha() or before[-1] in "_/#№":  # "G7", but "over500"
        return re.split(r"[^A-Za-z]", before)[-1] not in _STOPS.keys() | _HEDGES.keys()
    if re.search(r"[\w)]-\Z|[A-Za-z]\.\Z|\d[.,]\Z", before) and not re.search(r"[a-z]{3}\.\Z", before):
        return True
    return bool(words) and words[-1].lstrip("([") in _LABELS and before[-1].isspace()


def _is_year(text: str, match: re.Match[str], what: _What) -> bool:
    """True for four bare digits that may be a year and count nothing that is sure to be counted."""
    if what.rule in {"percent", "currency", "measure"} or not re.fullmatch(_YEAR, match[0]):
        return False
    last = (text[max(0, match.start() - 16) : match.start()].lower().split() or [""])[-1].strip('(["')
    dated = last in {"in", "since", "until", "during", "by", "the", "of", "from"} or last.endswith(("'s", "’s"))
    return dated or what.rule != "noun" or what.unit not in _PLURALS.values()


def _read(text: str, match: re.Match[str]) -> _Number:
    words, end = match[0], match.end()
    if words[0].isalpha():
        value, scale = _spelled(words)
        return _Number(end, value, _place(f"{value:.1f}".removesuffix(".0")), scale)
    plain = re.sub(r"[, \u00a0\u202f\u2009]|/.*", "", words)
    word, factor = _SCALE.match(text, end), 1.0
    if word and (word["long"] or not word[0][0].isspace()):  # "5 m" is five metres, "5m" five million
        factor, end = _SCALES[(word["long"] or word["short"]).lower()], word.end()
    return _Number(end, float(plain) * factor, _place(plain) * factor, factor)


def _place(printed: str) -> float:
    """The place of the last digit that is no idle zero: 0.1 for "34.9", 100000 for "400000"."""
    whole, point, rest = printed.partition(".")
    return 10.0 ** (-len(rest) if point else len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0)


def _spelled(words: str) -> tuple[float, float]:
    total, current, scale = 0.0, 0.0, 1.0
    tokens = re.split(r"[\s,-]+", words.lower())
    for index, token in enumerate(tokens):
        word = token.removesuffix("s")
        if word in _NUMBERS:
            current, scale = current + _NUMBERS[word], 1.0
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            scale = _SCALES[word]
            total, current = total + (current or 1) * scale, 0.0
        elif word in {"half", "quarter"}:
            current += 0.5 if word == "half" else 0.25
        elif index == 0:  # "a million", not "a half million"
            current = 1.0 if tokens[1] not in {"half", "quarter"} else 0.0
    return total + current, scale


def _lead(text: str, start: int, floor: int) -> tuple[int, str, bool]:
    """Where the quantity starts with its sign and currency, which currency, and whether it is negative."""
    currency = ""
    if sign := _SIGN.search(text, max(floor, start - 6), start):
        currency, start = _SIGNS[sign[0].strip()], sign.start()
    before = text[max(0, start - 2) : start].rjust(2)
    if start > floor and before[1] in "-−–+" and not before[0].isalnum() and before[0] not in ").%":
        return start - 1, currency, before[1] != "+"
    return start, currency, False


def _what(text: str, number: _Number, currency: str) -> _What:
    more = _AFTER.match(text, number.end)
    end = more.end() if more else number.end
    if currency:
        what = _What(currency, number.end, "currency")
    else:
        what = _measure(text, end, number) or _noun(text, end, number) or _What("", number.end, "bare")
    if percent := _PERCENT.match(text, end):
        unit = "basis point" if percent["basis"] else "percentage point" if percent["points"] else "percent"
        what = _What("percent of GDP" if percent["share"] else unit, percent.end(), "percent")
    rate = _RATE.match(text, what.end) if what.unit else None
    if rate and not what.unit.startswith("percent of"):
        return what._replace(unit=f"{what.unit}/{_table()['rate'][rate['per'].lower()].unit}", end=rate.end())
    return what


def _measure(text: str, end: int, number: _Number) -> _What | None:
    """A currency word or unit of measurement right after the number, the longest name first."""
    match = _TERM.match(text, end)
    if not match or match.start("words") > end + 2:
        return None
    start = match.start("words")
    for word in reversed(list(re.finditer(r"[^ -]+", match["words"]))):
        name = re.sub(r"(?:[.,;:]+|['’]s?)\Z", "", text[start : start + word.end()])
        entry = _MEASURES.get(_key(name)) or _MEASURES.get(_key(name.replace("-", " ")))
        other = name.lower() in {"won", "real"} and number.scale == 1  # words of other meaning
        if entry is None or other or (len(name) <= 2 and name.isalpha() and text[end] == "-"):
            continue
        if name == "pounds" and (number.scale > 1 or _MONEY.search(text, max(0, end - 60), end)):
            return _What("GBP", start + len(name), "currency")
        rule = "currency" if entry.dimension == "currency" else "measure"
        return _What(entry.unit, start + len(name), rule, entry.factor if rule == "currency" else 1.0)
    return None


def _noun(text: str, end: int, number: _Number) -> _What | None:
    """The counted noun: the first plural of the noun phrase that follows, up to five words on."""
    if hyphen := re.compile(r"-\s?([a-z]+)\b").match(text, end):
        noun = hyphen[1]
        return None if noun in _UNCOUNTED or noun in _ORDINALS else _What(singular(noun), hyphen.end(), "hyphen")
    limit = _LIMIT.match(text, end)  # "a 2,400 limit on launchers"
    place, fallback = limit.end() if limit else end, None
    for step in range(5):
        token = _WORD.match(text, place)
        if not token or (token[1].lower() in _STOPS and not token[1].isupper()):
            break
        word, place = token[1], token.end()
        found = _What(singular(word), place, "noun")
        if step == 0 and found.unit in _ORDINALS and _is_plural(word):
            return _What("ratio", place, "ratio", 1 / _ORDINALS[found.unit])
        if (_is_plural(word) and word not in _MODIFIERS) or (number.value == 1 and word.lower() in _PLURALS.values()):
            return found
        if fallback and fallback.rule == "noun":
            break
        if fallback or word in _MODIFIERS or word.lower() in _PLURALS:
            # "aircraft", but "aircraft carriers"; "arms", but "arms control treaties"
            fallback = found if word not in _MODIFIERS else found._replace(rule="waiting")
    return fallback._replace(rule="noun") if fallback else None


def _is_plural(word: str) -> bool:
    last = re.split(r"[-–]", word.lower().replace("’", "'").rstrip("'"))[-1]
    known = _PLURALS.get(last)
    regular = len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is", "'s"))
    return known != last if known else regular


def _borrowed(text: str, number: _Number, start: int, last: Mention[Quantity] | None) -> _What | None:
    """The unit of "1,207" in "3,512 warheads (1,207 deployed)", "from 1,207 to 1,500 km", "warheads reached 1,207"."""
    if last and last.how in {"noun", "bracket", "before"} and _OPENED.fullmatch(text, last.span.end, start):
        return _What(last.value.unit, number.end, "bracket")
    if text.startswith(" to ", number.end) and text[:start].endswith("from "):
        target = _NUMBER.match(text, number.end + 4)
        what = _what(text, _read(text, target), "") if target and not target["ratio"] else None
        if what and what.unit:
            return what._replace(end=number.end, rule="shared")
    before = _BEFORE.search(text, max(0, start - 60), start)
    if before and (before["link"] != "at" or re.compile(r"\s+(?:each|apiece)\b").match(text, number.end)):
        return _What(singular(before["noun"]), number.end, "before")
    return None


def singular(noun: str) -> str:
    """The singular of a plural noun in lower case ("allies" → "ally"); acronyms keep their case ("ICBMs" → "ICBM").

    A word that is no plural comes back as it is. Irregular and invariant plurals stand in ``units.csv``.
    """
    if sum(map(str.isupper, noun)) >= 2 or noun[-1:].isdigit():
        return noun.removesuffix("s").rstrip("'’")
    word = noun.lower().rstrip("'’")
    head, hyphen, last = word.rpartition("-")
    if last in _PLURALS:
        return head + hyphen + _PLURALS[last]
    if not _is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zzes")) else word[:-1]


def convert(quantity: Quantity, unit: str) -> Quantity | None:
    """``quantity`` in another unit of the same dimension, or None when there is no such way.

    Lengths, areas, masses, volumes, energies, powers, speeds and times, and their rates ("barrel/day" to "m3/year").
    ``ton`` counts as a metric tonne, and a month as a twelfth of 365.25 days. ``unit`` may be any alias of the table.
    """
    (kinds, source), (targets, target) = _factor(quantity.unit), _factor(unit)
    if not kinds or kinds != targets:
        return None
    value, low, high = (number * source / target for number in (quantity.value, quantity.low, quantity.high))
    return replace(quantity, value=value, unit=unit, low=low, high=high)


def _factor(unit: str) -> tuple[list[str], float]:
    """The dimensions above and below the stroke, and the factor to base units; none where a part has none."""
    parts = [_MEASURES.get(_key(part), _Entry("", "", 1.0)) for part in unit.split("/")]
    if len(parts) > 2 or any(part.dimension not in _CONVERTIBLE for part in parts):
        return [], 1.0
    return [part.dimension for part in parts], parts[0].factor / (parts[1].factor if len(parts) > 1 else 1.0)


def find_tallies(text: str) -> list[Mention[Tally]]:
    """The divisions of votes in ``text``: "98-2", "68 to 32", "93 in favour, 18 against and 65 abstentions".

    Digits with a dash or "to" count only where a word of voting stands within 80 characters; scores and years do not.
    """
    found: list[Mention[Tally]] = []
    for match in _divisions(text):
        yes, no, abstain = (
            next((_count(match[name]) for name in names.split() if match[name]), -1)
            for names in ("y y2 y3", "n n2 n3 n4 n5", "a a2")
        )
        tally = Tally(yes=yes, no=no, abstain=abstain if abstain >= 0 else None)
        found.append(Mention(span=Span(*match.span()), value=tally, how="division"))
    return found


def _divisions(text: str) -> Iterator[re.Match[str]]:
    for match in _DIVISION.finditer(text):
        start, end = match.span()
        if not match["y"] or (_VOTING.search(text, max(0, start - 80), end + 80) and not _NO_DIVISION.match(text, end)):
            yield match


def _count(words: str) -> int:
    digits = words.replace(",", "")
    return int(digits) if digits.isdigit() else 0 if words.lower() in {"no", "none"} else int(_spelled(words)[0])


def find_ordinals(text: str) -> list[Mention[int]]:
    """The ordinals of ``text`` ("seventh", "19th", "second-ever"), of 1 and above.

    Left out are dates, centuries, seconds of time, fractions ("a third of") and ordinals in names ("First World War",
    "Seventh Fleet", "first lady").
    """
    found: list[Mention[int]] = []
    for match in _ORDINAL.finditer(text):
        if not _names_or_parts(text, match):
            tens, word = _NUMBERS.get((match["tens"] or "").lower(), 0), (match["word"] or "").lower()
            value = int(match["digits"] or _ORDINALS[word] + tens)
            found.append(Mention(span=Span(*match.span()), value=value, how="ordinal"))
    return found


def _names_or_parts(text: str, match: re.Match[str]) -> bool:
    """True for "a second", "Seventh Fleet", "a third of", "July 4th"."""
    before, follows = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 3]
    previous = before.split()[-1] if before.split() else "."
    if match["digits"]:
        return re.search(_MONTH + r"\s\Z", before) is not None or int(match["digits"]) == 0
    if match["word"].lower() == "second" and previous in {"per", "a", "split", "every", "each"}:
        return re.match(r"-|\s[a-z]", follows) is None
    inside = match[0][0].isupper() and previous[-1] not in '.!?:“"' and not before.endswith("\n")
    of = follows == " of" and previous in {"a", "one", "an"}
    return of or previous == "at" or (inside and re.match(r"\s[A-Z]", follows) is not None)
