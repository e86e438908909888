"""Numerals: the numbers that digits and words write, before anything is asked of what they count.

``NUMERAL`` matches one and ``read`` gives its value; ``units`` asks what it measures. All vocabulary stands in
``data/units.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from detente import tables
from detente.model import Mention, Span


class Entry(NamedTuple):
    """What an alias stands for: a unit, its dimension and the factor to the dimension's base unit."""

    unit: str
    dimension: str
    factor: float


@cache
def vocabulary() -> Mapping[str, Mapping[str, Entry]]:
    """Dimension → alias → what it stands for. Counted nouns are there by their plural only."""
    found: dict[str, dict[str, Entry]] = {}
    for row in tables.rows("units.csv"):
        names = [*row["aliases"].split("|"), "" if row["dimension"] in {"count", "happening"} else row["name"]]
        entry = Entry(row["unit"], row["dimension"], float(row["factor"] or 0))
        for alias in filter(None, names):
            found.setdefault(row["dimension"], {}).setdefault(alias, entry)
    return found


def any_of(words: Iterable[str]) -> str:
    """Any of the words, the longest first; a small first letter may be a capital (quicker than ignoring case).

    Words that begin alike share their beginning in the pattern, which is several times quicker than one after another.
    """
    tree = _Letters()
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, _Letters())
        node[""] = _Letters()
    return _one_of([_letter(first, opens=True) + _rest(after) for first, after in tree.items()])


class _Letters(dict[str, "_Letters"]):
    """What may follow some letters; "" where a word may end."""


def _letter(letter: str, *, opens: bool = False) -> str:
    return f"[{letter}{letter.upper()}]" if opens and letter.islower() else re.escape(letter)


def _rest(node: _Letters) -> str:
    parts = [_letter(letter) + _rest(after) for letter, after in node.items() if letter]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)})?" if "" in node else _one_of(parts)


def _one_of(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


SCALES, NUMBERS, ORDINALS, RATIOS = (
    {alias: entry.factor for alias, entry in vocabulary()[name].items()}
    for name in ("scale", "number", "ordinal", "ratio")
)
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
           "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
_PARTS = {"half": 2.0, "halve": 2.0, "quarter": 4.0, "thousandth": 1e3, "millionth": 1e6} | {
    word: value for word, value in ORDINALS.items() if value > 2
}
_BIG = f"(?:{any_of(scale for scale in SCALES if len(scale) > 4 and not scale.endswith('s'))})"
TENS = any_of(word for word, value in NUMBERS.items() if value >= 20)
_UP_TO_NINE = any_of(word for word, value in NUMBERS.items() if 0 < value < 10)
_SMALL = rf"(?:(?:{TENS})(?:[\s-](?:{_UP_TO_NINE})\b)?|{any_of(NUMBERS)})"
GROUP = rf"(?:{_SMALL}[\s-]hundred\b(?:\s(?:and\s)?{_SMALL}\b)?|{_SMALL}\b)"
_PART = rf"(?:(?:{TENS})[\s-]{{1,2}}(?:{any_of(ORDINALS)})|{any_of(_PARTS)})"
# "three fifths", "one-fourth"; "a third" only with "of", for "a third party" is no part of anything
_FRACTION = (
    rf"(?:{_SMALL}\s?[\s-]\s?{_PART}s\b|[Oo]ne\s?[\s-]\s?{_PART}\b(?!\s(?:of\sthe|[A-Z]))"
    rf"|(?<!\w)[Aa]n?\s{_PART}(?=\sof\b|\W*\Z))"
)
_MIXED = rf"\s+and\s+(?:an?|{_SMALL})[\s-](?:{_PART}s?)\b"
_DECIMAL = rf"\s+point(?:[\s-](?:{any_of(word for word, value in NUMBERS.items() if value < 10)})\b)+"
_TIMES = r"(?:year|month|week|day|hour|minute|decade|centur)"
_OF_A_BIG = rf"(?:[Hh]alf|[Aa]\s(?:quarter|third)|[Tt]hree[\s-]quarters|[Tt]wo[\s-]thirds)\sof\sa\s{_BIG}\b"
_SPELLED = (
    rf"{_FRACTION}|{GROUP}(?:{_DECIMAL}|{_MIXED})?(?:[\s-]{_BIG}s?\b(?:,?\s(?:and\s)?{GROUP}(?:\s{_BIG}\b)?)*)?"
    rf"|(?:[Hh]alf\s+an?|(?:[Aa]n?\s)?[Hh]undred|[Aa]n?|[Hh]alf|[Qq]uarter)[\s-]+{_BIG}\b(?:\s(?:and\s){GROUP})?|(?<!-){_BIG}(?=-dollar)"
)
_DIGITS = (
    rf"(?:\d+\s{{1,2}})?\d{{1,3}}/\d{{1,3}}(?![\d/])|(?:\d+\s?)?[{''.join(_VULGAR)}]"
    r"|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3}\b|\s?[x×*]\s?10\s?\^?\s?[-+−]?\d{1,2}\b|\^[+-]?\d{1,2}\b)"
    r"|\d{1,3}(?:[, \u00a0\u202f\u2009]\d{3}(?!\d))+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3},\d{1,2}(?![\d,]|\.\d|\s(?:and|or|&)\s\d)(?<![\d,]\d,\d)|\d+(?:\.\d+)?"
)
_SHARE = (  # "one in three", "four out of five"
    rf"(?:[Oo]ne|1)\sin\s(?:every\s)?(?:{_UP_TO_NINE}|ten|twenty|\d{{1,3}})\b(?!,?\d|\s{_TIMES})"
    rf"|(?:[Tt]wo\sin\s(?:three|five)|[Tt]hree\sin\s(?:four|five)|[Ff]our\sin\sfive|(?:{_UP_TO_NINE})\sin\sten)\b(?!\s{_TIMES})"
    rf"|(?:{_UP_TO_NINE})\sout\sof\s(?:every\s)?(?:{_UP_TO_NINE}|ten)\b|\d{{1,2}}\sout\sof\s(?:every\s)?100?\b(?!,?\d)"
)
NUMERAL = re.compile(
    rf"(?<!\d)(?!\d+\s(?:in|out\sof)\s)(?:{_DIGITS})(?:\s?±\s?\d+(?:\.\d+)?)?"
    rf"|\b(?:{_OF_A_BIG}|(?P<share>{_SHARE})|(?P<ratio>{any_of(RATIOS)})\b|{_SPELLED})|(?<!\d)(?:{_DIGITS})"
)
"""A number of a text: one or more digits, or words. Groups: ``ratio`` ("doubled"), ``share`` ("one in three")."""

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
"""Names of months, short or long."""
_ORDINAL = re.compile(
    rf"(?<![\w-])(?:(?:(?P<tens>{TENS})-)?(?P<word>{any_of(ORDINALS)})|(?P<digits>\d+)(?:st|nd|rd|th))(?:-ever)?"
    r"(?![\w'’]|-(?:hand|rate|class|floor|person|degree)|[\s-](?:century|centuries|lady|ladies|World|Reich|Republic)\b"
    rf"|\s(?:Amendment|of\sall)\b|\s(?:of\s)?{MONTH}(?![a-z]))"
)

_SCALE = re.compile(
    rf"(?:[\s-]{{0,2}}(?P<long>{any_of(s for s in SCALES if len(s) > 1)})"
    rf"|(?P<short>{any_of(s for s in SCALES if len(s) == 1)})|\s{{1,2}}(?P<kilo>k))(?!\w)"
)
_HUNDRED_AND = re.compile(rf"\s(?:and\s)?(\d{{1,2}}|{_SMALL})\b(?![.,]\d|%)")


class Number(NamedTuple):
    """A numeral read: where it ends, its value, the place of the last printed digit that is no idle zero, its scale.

    ``parts`` is below the stroke of a fraction in digits ("23/32"), else 1; ``slack`` what "±" allows.
    """

    end: int
    value: float
    place: float
    scale: float = 1.0
    parts: float = 1.0
    slack: float = 0.0


def read(text: str, match: re.Match[str]) -> Number:
    """The number that a match of ``NUMERAL`` writes, with a scale behind digits ("5 million", "5m")."""
    words, end = match[0], match.end()
    if match["ratio"]:
        return Number(end, RATIOS[words.lower()], 1.0)
    if match["share"]:
        few, many = (spelled(part)[0] if part[0].isalpha() else float(part) for part in re.split(_AMONG, words))
        return Number(end, few / many, 0.0)
    if words[0].isalpha():
        value, scale = spelled(words)
        return Number(end, value, place(f"{value:.1f}".removesuffix(".0")), scale)
    return _in_digits(text, words, end)


_AMONG = re.compile(r"\s(?:out\sof|in)\s(?:every\s)?")


def _in_digits(text: str, words: str, end: int) -> Number:
    words, _, slack = (part.strip() for part in words.partition("±"))
    value, parts = _fraction(words)
    word, factor = _SCALE.match(text, end), 1.0
    if word and (word["long"] or word["kilo"] or not word[0][0].isspace()):
        factor, end = SCALES[(word["long"] or word["kilo"] or word["short"]).lower()], word.end()
    more = _HUNDRED_AND.match(text, end) if factor == SCALES["hundred"] else None
    if more:
        rest = float(more[1]) if more[1].isdigit() else spelled(more[1])[0]
        return Number(more.end(), value * factor + rest, 1.0, factor)
    digits = place(_plain(words)) if value == _float(_plain(words)) else 0.0
    return Number(end, float(f"{value * factor:.12g}"), digits * factor, factor, parts, float(slack or 0) * factor)


def _plain(words: str) -> str:
    """Digits without the marks that group them; a comma before one or two last digits is the decimal mark."""
    return re.sub(r"[, \u00a0\u202f\u2009]", "", re.sub(r"\A(\d{1,3}),(\d{1,2})\Z", r"\1.\2", words))


def _float(digits: str) -> float | None:
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


def _fraction(words: str) -> tuple[float, float]:
    """The value of digits, and what stands below the stroke of a plain fraction."""
    if words[-1] in _VULGAR:
        return float(words[:-1].strip() or 0) + _VULGAR[words[-1]], 1.0
    if "/" in words:
        whole, _, part = words.rpartition(" ") if " " in words else ("0", "", words)
        over, _, under = part.partition("/")
        return float(whole) + float(over) / max(1.0, float(under)), 1.0 if whole.strip("0 ") else max(1.0, float(under))
    power = re.fullmatch(r"([\d.]+)(?:[eE]|\s?[x×*]\s?10\s?\^?\s?|(\^))([-+−]?\d+)", words)
    if power:
        times = float(power[3].replace("−", "-"))
        return (float(power[1]) ** times if power[2] else float(power[1]) * 10.0**times), 1.0
    return float(_plain(words)), 1.0


def place(printed: str) -> float:
    """The place of the last digit that is no idle zero: 0.1 for "34.9", 100000 for "400000"."""
    whole, point, rest = printed.partition(".")
    return 10.0 ** (-len(rest) if point else len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0)


_WITH_PART = re.compile(rf"(?:(?P<whole>.+)\s+and\s+)?(?P<over>\S.*?)\s?[\s-]\s?(?P<under>{_PART})s?")


def spelled(words: str) -> tuple[float, float]:
    """The value of a number in words, and its last scale."""
    words = " ".join(words.lower().split())
    of = re.fullmatch(rf"(.+) of a ({_BIG})", words)
    if of:
        scale = SCALES[of[2]]
        return (0.5 if of[1] == "half" else _part(of[1]) or RATIOS.get(of[1], 1.0)) * scale, scale
    whole, point, digits = words.partition(" point ")
    if point:
        return float(f"{spelled(whole)[0]:g}." + "".join(f"{NUMBERS[d]:g}" for d in re.split(r"[\s-]", digits))), 1.0
    part = _part(words)
    return (part, 1.0) if part is not None else _sum(words)


def _part(words: str) -> float | None:
    """The value of "three fifths", "forty-two and a third", "one twenty-fifth"; None for another number."""
    match = _WITH_PART.fullmatch(words)
    if not match or not re.fullmatch(rf"an?|{_SMALL}", match["over"]):
        return None
    tens, _, last = match["under"].replace("-", " ").rpartition(" ")
    under = NUMBERS.get(tens, 0.0) + (_PARTS.get(last) or ORDINALS.get(last, 1.0))
    over = 1.0 if match["over"] in {"a", "an"} else _sum(match["over"])[0]
    return (_sum(match["whole"])[0] if match["whole"] else 0.0) + over / under


def _sum(words: str) -> tuple[float, float]:
    total, current, scale = 0.0, 0.0, 1.0
    tokens = re.split(r"[\s,-]+", words)
    for index, token in enumerate(tokens):
        word = token.removesuffix("s")
        if word in NUMBERS:
            current, scale = current + NUMBERS[word], 1.0
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            scale = SCALES[word]
            total, current = total + (current or 1) * scale, 0.0
        elif word in {"half", "quarter"}:
            current += 0.5 if word == "half" else 0.25
        elif index == 0:  # "a million", not "a half million"
            current = 1.0 if tokens[1] not in {"half", "quarter"} else 0.0
    return total + current, scale


def find_ordinals(text: str) -> list[Mention[int]]:
    """The ordinals of ``text`` ("seventh", "19th", "second-ever"), of 1 and above.

    Left out are dates, centuries, seconds of time, fractions ("a third of") and ordinals in names ("First World War",
    "Seventh Fleet", "first lady").
    """
    found: list[Mention[int]] = []
    for match in _ORDINAL.finditer(text):
        if not _names_or_parts(text, match):
            tens, word = NUMBERS.get((match["tens"] or "").lower(), 0), (match["word"] or "").lower()
            value = int(match["digits"] or ORDINALS[word] + tens)
            found.append(Mention(span=Span(*match.span()), value=value, how="ordinal"))
    return found


def _names_or_parts(text: str, match: re.Match[str]) -> bool:
    """True for "a second", "Seventh Fleet", "a third of", "July 4th"."""
    before, follows = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 3]
    previous = before.split()[-1] if before.split() else "."
    if match["digits"]:
        return re.search(MONTH + r"\s\Z", before) is not None or int(match["digits"]) == 0
    if match["word"].lower() == "second" and previous in {"per", "a", "split", "every", "each"}:
        return re.match(r"-|\s[a-z]", follows) is None
    inside = match[0][0].isupper() and previous[-1] not in '.!?:“"' and not before.endswith("\n")
    of = follows == " of" and previous in {"a", "one", "an"}
    return of or previous == "at" or (inside and re.match(r"\s[A-Z]", follows) is not None)
