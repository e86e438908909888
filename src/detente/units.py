"""Numbers in running text with what they count or measure.

All vocabulary stands in ``data/units.csv``. A numeral is found first, then what stands before it (sign, currency,
hedge), then what stands after it (unit, counted noun, rate).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from detente import tallies, weapons
from detente.model import Mention, Quantity, Span, Weapon
from detente.numerals import MONTH, NUMERAL, ORDINALS, SCALES, TENS, Entry, Number, any_of, read, vocabulary


def _key(alias: str) -> str:
    """Symbols of up to two letters keep their case: Mt is not mt, and W is not w."""
    return alias if len(alias) <= 2 else alias.lower()


_CONVERTIBLE = ("length", "area", "mass", "volume", "time", "energy", "power", "speed")
_MEASURES = {
    _key(alias): entry
    for dimension in (*_CONVERTIBLE, "currency", "temperature", "angle", "flow", "unit")
    for alias, entry in vocabulary()[dimension].items()
}
_SIGNS = {
    alias: entry.unit
    for alias, entry in vocabulary()["currency"].items()
    if entry.factor == 1 and " " not in alias and (not alias.islower() or not alias[-1].isalpha())
}
_SPACED = any_of(_SIGNS).replace(r"\$", r" ?\$")  # "C $ 30"
_HEDGES = {alias: entry.unit for alias, entry in vocabulary()["hedge"].items()}
_PLURALS: dict[str, str] = {
    alias.lower(): entry.unit for name in ("count", "happening") for alias, entry in vocabulary()[name].items()
}
_LABELS, _MODIFIERS, _STOPS, _UNCOUNTED = (vocabulary()[name] for name in ("label", "modifier", "stop", "uncounted"))
_SIGN = re.compile(rf"(?:(?<![A-Za-z])(?:{_SPACED})|[$€£¥₽₹₩])\s?\Z")
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:(?:\s?[-–—]\s?|\s(?:to|and)\s)\d{1,2})?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NO_QUANTITY = re.compile(  # dates, times, decades, ordinals, versions, codes
    rf"{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–—]\s?\d{{1,2}}\b)?(?:,?\s+\d{{4}})?(?![\d,]\d)"
    rf"|{_DAYS}\s+(?:of\s+)?{MONTH}(?:,?\s+\d{{4}})?(?![a-z])"
    r"|\d{1,2}(?::\d{1,2})+|\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    rf"|{_YEAR}s\b|{_YEAR}(?:\s?[-–—/]\s?|\s+to\s+)(?:{_YEAR}|\d\d)\b(?!,\d|\s*%)|\b9/11\b|Group\sof\s\d+|\b24/7\b|\d+\s*B\.?C\b"
    r"|\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+){2,}|\+?\d+(?:-\d+){2,}"
)
# A score, a code, a name, an ordinal ("3-1", "55S", "Five-Power Treaty", "twenty-fifth") is no number of things.
_NO_NUMBER = re.compile(rf"\s?[-–—]\s?\d|-?[A-Za-z]|[\s-](?:(?:{TENS})[\s-])?(?:{any_of(ORDINALS)}|hundredth)\b")
_OPENED, _ITEM = re.compile(r"\s?\(\s?(?:[a-z]+\s){0,3}"), re.compile(r"(?:\A|[\n:.;]\s?)\d{1,2}[.)]\s[A-Z]")
_PERCENT = re.compile(
    r"[\s-]{0,2}(?:%|(?:per[\s-]?cent|percent|pct)(?:age)?\b)(?P<points>[\s-]points?\b)?"
    r"(?P<share>\s+(?:of\s+)?(?:(?:its|their|the|national|total)\s+){0,2}(?:GDP|GNP|gross domestic product)\b)?"
    r"|[\s-](?P<basis>basis\spoints?|bps)\b"
)
_RATE = re.compile(
    rf"(?:\s(?:of|in)(?:\s[a-z]+){{1,3}}?)?\s?(?P<per>{any_of(vocabulary()['rate'])})\b(?!\s(?:earlier|later|ago|before|after))"
)
_CONNECT = re.compile(r"\s?[-–—]\s?(?=[\d$€£¥])|\s+(?P<word>to|or|and)\s+")
_AFTER = re.compile(r"\+(?!\d)|\s+or\s+(?:more|less|fewer|so)\b")
_TERM = re.compile(r"\s?-?\s?(?P<words>[^\s,;:()\[\]\"“”!?-]+(?:[ -][^\s,;:()\[\]\"“”!?]+){0,3})")
_WORD = re.compile(r"(?:[ \t\u00a0]+|\n(?=[a-z])|(?<=\d)(?=[a-z]{4}))((?:[A-Z]\.){2,}|[^\W_][\w'’]*(?:-\s?[\w'’]+)*)")
_LIMIT = re.compile(rf"\s+(?:{any_of(vocabulary()['limit'])})\s+(?:on|of|for)(?=\s)")
_BEFORE = re.compile(
    rf"\b(?P<noun>[A-Za-z]{{3,}}(?<![su])s|people|troops)\s*(?P<link>{any_of(vocabulary()['link'])})\s*(?:(?:{any_of(_HEDGES)})\s+)?\Z"
)
# Pounds are weight, unless there are thousands of thousands of them or somebody pays.
_MONEY = re.compile(r"(?i)\b(?:pa(?:y|ys|id)|costs?|fined?|worth|pric|salar|tax|spen[dt]|sold|bought)")
_FOR_OVER = re.compile(r"\b(?:for|after|last\w*|t[ao]\w?k\w*|in|of|well|just)\s+over\s+\Z")
_OLD, _BIG_BEHIND = re.compile(r"[\s-]old\b"), re.compile(r"\s((?:m|b|tr)illion)\b")
_MINUS = re.compile(r"\b(?:[Mm]inus|[Nn]egative)\s+\Z")


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
    named = weapons.find(text)
    text = weapons.masked(text, named)
    taken = bytearray(len(text))  # by dates, times, versions and tallies
    for start, end in [m.span() for m in _NO_QUANTITY.finditer(text)] + [m.span() for m in tallies.divisions(text)]:
        taken[start:end] = b"x" * (end - start)
    found: list[Mention[Quantity]] = []
    position = 0
    while match := NUMERAL.search(text, position):
        mention = None if taken[match.start()] else _quantity(text, match, found[-1] if found else None)
        if mention:
            found.append(mention)
        position = mention.span.end if mention else match.end()
    return [_of_weapons(text, mention, named) for mention in found] if named else found


def _of_weapons(text: str, mention: Mention[Quantity], named: Sequence[Mention[Weapon]]) -> Mention[Quantity]:
    """A number that counts a weapon by its name has that name for a unit: "24 Su-35s", "4 PzH 2000"."""
    for weapon in named:
        next_to = mention.how == "bare" and text[mention.span.end : weapon.span.start] == " "
        if next_to or (mention.how == "noun" and mention.span.end == weapon.span.end):
            value = replace(mention.value, unit=weapon.value.name)
            return replace(mention, span=Span(mention.span.start, weapon.span.end), value=value, how="noun")
    return mention


def _quantity(text: str, match: re.Match[str], last: Mention[Quantity] | None) -> Mention[Quantity] | None:
    if match["ratio"] or match["share"]:
        return _mention(text, read(text, match), _What("ratio", match.end(), "ratio"), match.start())
    if _in_a_name(text, match):
        return None
    first, (start, currency, negative) = read(text, match), _lead(text, match.start(), last.span.end if last else 0)
    ends = _range(text, first, start)
    number = ends[1] if ends else first
    what = _what(text, number, currency)
    if what.rule == "noun" and number.parts > 1:
        number = number._replace(value=round(number.value * number.parts))  # "23/32 allies" are 23
    elif what.rule == "bare" and (number.parts > 1 or (number.value % 1 and match[0][0].isalpha())):
        what = what._replace(unit="ratio", rule="ratio")
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


def _mention(text: str, number: Number, what: _What, start: int, low: Number | None = None) -> Mention[Quantity]:
    comparator, ends = ("range", (low.value, number.value)) if low else _allowed(text, start, number, what)
    value = sum(ends) / 2 if low else number.value
    least, most = sorted(end * what.factor for end in ends)
    quantity = Quantity(value=value * what.factor, unit=what.unit, low=least, high=most, comparator=comparator)
    plus = what.end == number.end and text.startswith("+", what.end)
    return Mention(span=Span(start, what.end + plus), value=quantity, how=what.rule)


def _allowed(text: str, start: int, number: Number, what: _What) -> tuple[str, tuple[float, float]]:
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
    slack = number.slack or min(number.place / 2, 0.05 * value)
    return "=", (value - slack, value + slack)


def _hedge(text: str, start: int, what: _What) -> tuple[str, str]:
    words = text[max(0, start - 28) : start].replace("(", " ").lower().split()
    for count in (3, 2, 1):
        phrase = " ".join(words[-count:])  # "over" in "for over nine months", not in "sorties over 42 days"
        during = phrase == "over" and what.unit in vocabulary()["time"]
        if phrase in _HEDGES and not (during and not _FOR_OVER.search(text, max(0, start - 20), start)):
            return _HEDGES[phrase], phrase
    return "", ""


def _range(text: str, first: Number, start: int) -> tuple[Number, Number] | None:
    """Both ends of "3,000-3,500", "20 to 25", "between 5 and 7 million"."""
    connect, before = _CONNECT.match(text, first.end), text[max(0, start - 9) : start].lower().rstrip()
    if not connect or (connect["word"] == "and") != before.endswith("between"):
        return None
    match = NUMERAL.match(text, connect.end() + text.startswith(("$", "€", "£", "¥"), connect.end()))
    if not match or match["ratio"] or (connect["word"] and before.endswith("from")):
        return None
    second = read(text, match)
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


def _lead(text: str, start: int, floor: int) -> tuple[int, str, bool]:
    """Where the quantity starts with its sign and currency, which currency, and whether it is negative."""
    currency = ""
    minus = text[start - 1 : start] in "-−–"  # "$-5"
    if sign := _SIGN.search(text, max(floor, start - 8), start - minus):
        currency, start = _SIGNS["".join(sign[0].split())], sign.start()
        if minus:
            return start, currency, True
    if word := _MINUS.search(text, max(floor, start - 9), start):
        return word.start(), currency, True
    before = text[max(0, start - 2) : start].rjust(2)
    if start > floor and before[1] in "-−–+" and not before[0].isalnum() and before[0] not in ").%":
        return start - 1, currency, before[1] != "+"
    return start, currency, False


def _what(text: str, number: Number, currency: str) -> _What:
    more = _AFTER.match(text, number.end)
    end = more.end() if more else number.end
    if currency:
        what = _What(currency, number.end, "currency")
    else:
        what = _measure(text, end, number) or _noun(text, end, number) or _What("", number.end, "bare")
    if percent := _PERCENT.match(text, end):
        unit = "basis point" if percent["basis"] else "percentage point" if percent["points"] else "percent"
        what = _What("percent of GDP" if percent["share"] else unit, percent.end(), "percent")
    rate = _RATE.match(text, what.end)
    if not rate or what.unit.startswith("percent of"):
        return what
    unit = f"{what.unit}/{vocabulary()['rate'][rate['per'].lower()].unit}"
    if not what.unit and " " not in unit:  # "12 per 100,000 people" has a unit of its own, "12 a day" has none
        return what
    return what._replace(unit=unit, end=rate.end(), rule=what.rule if what.unit else "measure")


def _measure(text: str, end: int, number: Number) -> _What | None:
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
        place = start + len(name)
        if entry.dimension != "currency":
            old = _OLD.match(text, place) if entry.dimension == "time" else None
            return _What(entry.unit, old.end() if old else place, "measure")
        scale = _BIG_BEHIND.match(text, place) if number.scale == 1 else None  # "75 USD million"
        factor = entry.factor * (SCALES[scale[1]] if scale else 1.0)
        return _What(entry.unit, scale.end() if scale else place, "currency", factor)
    return None


def _noun(text: str, end: int, number: Number) -> _What | None:
    """The counted noun: the first plural of the noun phrase that follows, up to five words on."""
    if hyphen := re.compile(r"-\s?([a-z]+)\b").match(text, end):
        noun = hyphen[1]
        return None if noun in _UNCOUNTED or noun in ORDINALS else _What(singular(noun), hyphen.end(), "hyphen")
    limit = _LIMIT.match(text, end)  # "a 2,400 limit on launchers"
    place, fallback = limit.end() if limit else end, None
    for step in range(5):
        token = _WORD.match(text, place)
        if not token or token[1].isdigit() or (token[1].lower() in _STOPS and not token[1].isupper()):
            break
        word, place = token[1], token.end()
        found = _What(singular(word), place, "noun")
        if step == 0 and found.unit in ORDINALS and _is_plural(word):
            return _What("ratio", place, "ratio", 1 / ORDINALS[found.unit])
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


def _borrowed(text: str, number: Number, start: int, last: Mention[Quantity] | None) -> _What | None:
    """The unit of "1,207" in "3,512 warheads (1,207 deployed)", "from 1,207 to 1,500 km", "warheads reached 1,207"."""
    if last and last.how in {"noun", "bracket", "before"} and _OPENED.fullmatch(text, last.span.end, start):
        return _What(last.value.unit, number.end, "bracket")
    if text.startswith(" to ", number.end) and text[:start].endswith("from "):
        return _from_its_end(text, number)
    before = _BEFORE.search(text, max(0, start - 60), start)
    if before and (before["link"] != "at" or re.compile(r"\s+(?:each|apiece)\b").match(text, number.end)):
        return _What(singular(before["noun"]), number.end, "before")
    return None


def _from_its_end(text: str, number: Number) -> _What | None:
    """The unit that "to 1,500 km" lends to the number before it, and the scale: "from 80 to 40 million tonnes"."""
    target = NUMERAL.match(text, number.end + len(" to "))
    if not target or target["ratio"] or target["share"]:
        return None
    last = read(text, target)
    what = _what(text, last, "")
    alike = 1 == number.scale < last.scale and 0.1 <= number.value / (last.value / last.scale) <= 10
    factor = what.factor * (last.scale if alike else 1.0)
    return what._replace(end=number.end, rule="shared", factor=factor) if what.unit else None


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


def is_time(unit: str) -> bool:
    """Whether a unit is a length of time."""
    return _MEASURES.get(_key(unit), Entry("", "", 0.0)).dimension == "time"


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
    parts = [_MEASURES.get(_key(part), Entry("", "", 1.0)) for part in unit.split("/")]
    if len(parts) > 2 or any(part.dimension not in _CONVERTIBLE for part in parts):
        return [], 1.0
    return [part.dimension for part in parts], parts[0].factor / (parts[1].factor if len(parts) > 1 else 1.0)
