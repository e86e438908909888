"""Scores claims in the interchange form against right answers: what was found, and whether the verdicts are right.

Two claims may match when their spans overlap (intersection over union of at least ``IOU``, or one inside the other and
the longer at most ``MAX_SPAN``), their kinds are the same or akin (``data/compatible_kinds.csv``), the numbers are
equal after bringing units together, and, for events and meetings, PLOVER type and actors agree. Pairs are taken
greedily, the best first, one to one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from detente import tables
from detente.errors import SourceError

IOU = 0.3
MAX_SPAN = 600
TOLERANCE = 0.001
VERDICTS = ("supported", "refuted", "imprecise", "unverifiable", "opinion")

Row = Mapping[str, Any]

_SCALES = {
    **{"hundred": 1e2, "thousand": 1e3, "k": 1e3, "dozen": 12.0, "dozens": 12.0},
    **{"million": 1e6, "mn": 1e6, "mio": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12},
}
_FILLERS = frozenset({"of", "in", "current", "nominal", "per annum", "the"})
_VERDICT_NAMES = {
    **dict.fromkeys(("true", "correct"), "supported"),
    **dict.fromkeys(("false", "contradicted"), "refuted"),
    **dict.fromkeys(("partly_true", "misleading", "outdated"), "imprecise"),
    **dict.fromkeys(("nei", "not_enough_info", "unknown"), "unverifiable"),
    "not_checkable": "opinion",
}
_NUMBER = re.compile(r"(?<![\w.])(\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*([A-Za-z]*)")
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})


@cache
def _units() -> Mapping[str, tuple[str, float]]:
    return {
        name: (row["dimension"], float(row["factor"]))
        for row in tables.rows("scored_units.csv")
        for name in row["names"].split("|")
    }


@cache
def _akin() -> frozenset[tuple[str, str]]:
    pairs = {(row["kind"], other) for row in tables.rows("compatible_kinds.csv") for other in row["with"].split("|")}
    return frozenset(pairs | {(b, a) for a, b in pairs})


def unit_of(unit: Any) -> tuple[str, float]:
    """(dimension, factor) of a unit as written; a dimension that begins with ``?`` is a counted thing."""
    if unit is None or not str(unit).strip():
        return "?", 1.0
    text = str(unit).strip().lower().replace("-", " ").replace("_", " ")
    text = re.sub(
        r"^(us\$|\$|€|£)\s*", lambda sign: {"us$": "usd ", "$": "usd ", "€": "eur ", "£": "gbp "}[sign[1]], text
    )
    text = re.sub(r"\s+of (gdp|gross domestic product).*$", "", text)
    factor, rest = 1.0, []
    for word in text.split():
        if word in _SCALES and not (word == "k" and text == "k"):
            factor *= _SCALES[word]
        elif word not in _FILLERS:
            rest.append(word)
    name = "_".join(rest)
    for candidate in (name, *rest[-1:], *rest[:1]):
        if candidate in _units():
            dimension, size = _units()[candidate]
            return dimension, size * factor
    return f"?{name}", factor


def numbers_of(value: Any) -> list[float]:
    """A value as a list of numbers, whether given as a number, a text with separators and scales, or a list."""
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, int | float):
        return [float(value)]
    if isinstance(value, list | tuple):
        return [number for item in value for number in numbers_of(item)]
    return [
        float(re.sub("[,\u00a0\u202f]", "", found[1])) * _SCALES.get(found[2].lower(), 1.0)
        for found in _NUMBER.finditer(str(value))
    ]


def _values_equal(gold: Row, pred: Row) -> bool:
    wanted, given = numbers_of(gold.get("value")), numbers_of(pred.get("value"))
    if not wanted:
        return True
    if len(given) != len(wanted):
        return False
    (dimension, factor), (other, scale) = unit_of(gold.get("unit")), unit_of(pred.get("unit"))
    counted, open_ended = (dimension.startswith("?"), other.startswith("?")), "?" in (dimension, other)
    if (not any(counted) and dimension != other) or (counted[0] != counted[1] and not open_ended):
        return False
    pairs = zip(sorted(wanted), sorted(given), strict=True)
    return all(
        abs(abs(a * factor) - abs(b * scale)) <= TOLERANCE * max(abs(a * factor), abs(b * scale), 1e-12)
        for a, b in pairs
    )


def actors_of(text: Any) -> frozenset[str]:
    """Codes as a set of states and organisations.

    Sectors are cut off, longer codes of organisations folded, and the Soviet Union counts as Russia.
    """
    found = set()
    for part in re.split(r"[;,|/\s]+", text) if isinstance(text, str) else (text or ()):
        code = str(part).strip().upper()
        if code.startswith("IGO"):
            found.add("IGONAT" if "NAT" in code[3:] else "IGOIAE" if code.endswith("IAE") else code[:6])
        elif code:
            found.add("RUS" if code.startswith("SUN") else code[:3])
    return frozenset(found)


def _actors_equal(gold: Row, pred: Row) -> bool:
    source, target, said, said_to = (
        actors_of(row.get(key)) for row in (gold, pred) for key in ("source_actor", "target_actor")
    )
    if not source and not target:
        return True
    types = {gold.get("plover_event_type"), *(gold.get("plover_alt") or ())}
    mutual = gold.get("reciprocal") or (types & _MUTUAL and gold.get("kind") in ("event", "meeting", "agreement"))
    if mutual and source | target == said | said_to:
        return True
    return (not source or source == said) and (not target or target == said_to)


def _plover_equal(gold: Row, pred: Row) -> bool:
    wanted = gold.get("plover_event_type")
    given = str(pred.get("plover_event_type") or "").upper()
    return not wanted or given in {str(name).upper() for name in (wanted, *(gold.get("plover_alt") or ()))}


def verdict_of(row: Row) -> str:
    """The verdict in the project's words; ``none`` when there is none of them."""
    text = str(row.get("verdict") or "").strip().lower().replace(" ", "_").replace("-", "_")
    text = _VERDICT_NAMES.get(text, text)
    return text if text in VERDICTS else "none"


def _span(row: Row) -> tuple[int, int]:
    start, end = row.get("start"), row.get("end")
    return (int(start) if start is not None else -1, int(end) if end is not None else -1)


def _overlap(gold: Row, pred: Row) -> float | None:
    (a, b), (c, d) = _span(gold), _span(pred)
    shared = min(b, d) - max(a, c)
    if a < 0 or c < 0 or b <= a or d <= c or shared <= 0:
        return None
    union = max(b, d) - min(a, c)
    inside = shared == min(b - a, d - c) and max(b - a, d - c) <= MAX_SPAN
    iou = shared / union
    return iou if iou >= IOU or inside else None


def _kinship(gold: Row, pred: Row) -> float:
    one, other = str(gold.get("kind")), str(pred.get("kind"))
    return 1.0 if one == other else 0.5 if (one, other) in _akin() else 0.0


def match(gold: Sequence[Row], pred: Sequence[Row]) -> list[tuple[int, int]]:
    """(index in gold, index in predicted) of the claims that match, each at most once."""
    candidates = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(pred):
            overlap, kind = _overlap(wanted, given), _kinship(wanted, given)
            if overlap is None or not kind or not _values_equal(wanted, given):
                continue
            event, actor = _plover_equal(wanted, given), _actors_equal(wanted, given)
            if wanted.get("kind") in ("event", "meeting") and not (event and actor):
                continue
            score = overlap + 0.5 * kind + 0.3 + 0.1 * event + 0.1 * actor
            candidates.append((-round(score, 9), abs(_span(wanted)[0] - _span(given)[0]), i, j))
    taken_gold, taken_pred, found = set(), set(), []
    for _, _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken_pred:
            taken_gold.add(i)
            taken_pred.add(j)
            found.append((i, j))
    return found


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 with the counts behind them; a figure over nothing is None."""

    gold: int
    predicted: int
    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        if self.precision is None or self.recall is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float | None]:
        """As JSON holds it."""
        return {
            "gold": self.gold,
            "predicted": self.predicted,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
        }


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one or many documents."""

    overall: Figures
    kinds: Mapping[str, Figures]
    refuted: Figures
    accuracy: float | None
    confusion: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "overall": self.overall.as_dict(),
            "kinds": {name: figures.as_dict() for name, figures in self.kinds.items()},
            "refuted": self.refuted.as_dict(),
            "verdict_accuracy": self.accuracy,
            "confusion": {a: dict(b) for a, b in self.confusion.items()},
        }

    def table(self) -> str:
        """For reading: a line a kind, then the verdicts."""
        lines = [f"{'kind':20}{'gold':>6}{'pred':>6}{'prec':>8}{'recall':>8}{'F1':>8}"]
        every = [*self.kinds.items(), ("all", self.overall), ("refuted, end to end", self.refuted)]
        lines += [_line(name, figures) for name, figures in every]
        lines.append(f"verdict accuracy on matched claims: {_show(self.accuracy)}")
        return "\n".join(lines)


def _show(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _line(name: str, figures: Figures) -> str:
    shown = (f"{_show(figure):>8}" for figure in (figures.precision, figures.recall, figures.f1))
    return f"{name:20}{figures.gold:6}{figures.predicted:6}{''.join(shown)}"


def score(documents: Iterable[tuple[Sequence[Row], Sequence[Row]]]) -> Score:
    """The figures over documents, each a pair (gold claims, predicted claims)."""
    gold_kinds, pred_kinds, hit_gold, hit_pred = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    refuted, confusion = Counter[str](), Counter[tuple[str, str]]()
    for gold, pred in documents:
        gold_kinds.update(str(row.get("kind") or "none") for row in gold)
        pred_kinds.update(str(row.get("kind") or "none") for row in pred)
        refuted["gold"] += sum(verdict_of(row) == "refuted" for row in gold)
        refuted["pred"] += sum(verdict_of(row) == "refuted" for row in pred)
        for i, j in match(gold, pred):
            hit_gold[str(gold[i].get("kind"))] += 1
            hit_pred[str(pred[j].get("kind"))] += 1
            confusion[verdict_of(gold[i]), verdict_of(pred[j])] += 1
    hits = sum(hit_gold.values())
    both = confusion["refuted", "refuted"]
    kinds = {
        name: Figures(
            gold_kinds[name],
            pred_kinds[name],
            _ratio(hit_pred[name], pred_kinds[name]),
            _ratio(hit_gold[name], gold_kinds[name]),
        )
        for name in sorted(gold_kinds | pred_kinds)
    }
    total, given = sum(gold_kinds.values()), sum(pred_kinds.values())
    rows: dict[str, dict[str, int]] = {}
    for (a, b), n in sorted(confusion.items()):
        rows.setdefault(a, {})[b] = n
    return Score(
        overall=Figures(total, given, _ratio(hits, given), _ratio(hits, total)),
        kinds=kinds,
        refuted=Figures(refuted["gold"], refuted["pred"], _ratio(both, refuted["pred"]), _ratio(both, refuted["gold"])),
        accuracy=_ratio(sum(n for (a, b), n in confusion.items() if a == b), hits),
        confusion=rows,
    )


def pairs(gold: Path, predicted: Path) -> list[tuple[list[Row], list[Row]]]:
    """The documents of two files, or of two folders with files ``NAME.claims.jsonl``.

    In folders a missing prediction counts as an empty one. Raises SourceError on what is no claims file.
    """
    if gold.is_dir():
        names = sorted(file.name for file in gold.glob("*.claims.jsonl"))
        if not names:
            raise SourceError(f"{gold}: no *.claims.jsonl in it.", hint="Name the folder with the right answers.")
        return [(_load(gold / name), _load(predicted / name) if (predicted / name).is_file() else []) for name in names]
    return [(_load(gold), _load(predicted))]


def _load(path: Path) -> list[Row]:
    rows: list[Row] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}).", hint="Give a claims.jsonl.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise SourceError(
                    f"{path}, line {number}: not JSON ({error}).", hint="Give one JSON object a line."
                ) from error
            if not isinstance(row, dict):
                raise SourceError(f"{path}, line {number}: not an object.", hint="Give one JSON object a line.")
            rows.append(row)
    return rows
