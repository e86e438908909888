"""Scores each station of reading on gold made for it: events, dates, numbers, disguised words, slots of claims.

    bench/reading.py [--gold ../shared/gold] [events|dates|quantities|restored|slots …] [--show]

Prints figures against the floors pinned in floors.json; ``--show`` also what was missed or wrong. A floor is only ever
raised. Gold that is not there is skipped with a line that says so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib.util
import itertools
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from score import corpora, predict  # the bench beside this one

from detente import actors, dates, indicators, reading, repair, scaling, tables, text, units
from detente.dates import ancient
from detente.model import Claim, Document, Mention, Period, Quantity, Source, Span

HERE = Path(__file__).parent
Figures = dict[str, float]
Row = dict[str, Any]


def rows(gold: Path, pattern: str) -> list[Row]:
    """The rows of all JSON Lines files of a pattern, in the order of their names."""
    files = sorted(gold.glob(pattern))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]


def scorer(path: Path) -> Any:
    """A scoring script of the gold as a module."""
    made = importlib.util.spec_from_file_location(path.stem + "_of_gold", path)
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


def document(name: str, words: str, dated: Period | None = None) -> Document:
    """A text as a document."""
    return Document(source=Source(id=name, title=name), text=words, dated=dated)


# ------------------------------------------------------------------ events
def event_predictions(claims: tuple[Claim[Any], ...]) -> list[Row]:
    """What the claims of a sentence say of who did what to whom, a row for each pair of actors."""
    found = []
    for claim in claims:
        told = claim.coding
        if not told.plover or str(claim.modality) == "denied":
            continue
        sources = list(itertools.zip_longest(told.source_text.split("; "), told.source_actor.split(";")))
        targets = list(itertools.zip_longest(told.target_text.split("; "), told.target_actor.split(";")))
        mutual = not told.target_text and not told.target_actor and len(sources) > 1
        pairs = itertools.permutations(sources, 2) if mutual else itertools.product(sources, targets)
        for (source, source_code), (target, target_code) in pairs:
            found.append(
                {
                    "source": source or None,
                    "source_code": source_code or None,
                    "target": target or None,
                    "target_code": target_code or None,
                    "plover": told.plover,
                    "cameo": told.cameo,
                    "rule": claim.rule,
                }
            )
    return found


def events(gold: Path, show: bool) -> Figures:
    """Who did what to whom, sentence by sentence, as the claims say it."""
    module, sentences = scorer(gold / "events" / "score.py"), rows(gold, "events/*.jsonl")
    predicted = {}
    for row in sentences:
        _, claims = reading.read(document(row["id"], row["text"]))
        predicted[row["id"]] = event_predictions(claims)
    found = module.score(sentences, predicted)
    if show:
        _show_events(module, sentences, predicted)
    return {
        "pair_and_type": found["pair_and_type_recall"],
        "type_on_pair": found["type_accuracy_on_matched_pairs"],
        "neutral_clean": found["negatives_clean"],
        "events_a_sentence": found["events_per_sentence"],
        "pair": found["pair_recall"],
        "type": found["type_recall"],
        "cameo_root": found["cameo_root_recall"],
    }


def _show_events(module: Any, sentences: list[Row], predicted: dict[str, list[Row]]) -> None:
    for row in sentences:
        guesses = predicted[row["id"]]
        for event in row["events"]:
            wanted = [kind for kind in event["plover_ok"] if kind]
            if any(guess["plover"] in wanted and module.pair_match(event, guess) for guess in guesses):
                continue
            if (not wanted and not guesses) or (wanted and (None in event["plover_ok"] or len(wanted) > 2)):
                continue
            typed = any(guess["plover"] in wanted for guess in guesses)
            paired = any(module.pair_match(event, guess) for guess in guesses)
            why = "NEUTRAL" if not wanted else "PAIR" if typed else "TYPE" if paired else "NEITHER"
            print(f"{why} {row['id']} {event['plover_ok']} {event.get('cameo')} | {row['text'][:400]}")
            print(
                "    gold",
                *(event.get(f"{role}_{what}") for what in ("actors", "codes") for role in ("source", "target")),
            )
            for guess in guesses:
                print("    read", *guess.values())


# ------------------------------------------------------------------ dates
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_LETTER = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "decade": "DE",
    "century": "CE",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
_DASH = re.compile(r"\s?[-–—/]\s?|\s+(?:to|and|until|till|through)\s+")


def timex(mention: Mention[Period], words: str) -> str:
    """A period as TIMEX3 writes it: "early 1971" is 1971, "the night of May 3" 1971-05-03TNI."""
    value, lower, year = mention.value, words.lower(), f"{mention.value.start.year:04d}"
    if mention.how == "present":
        return str(value) if re.match("that|the same", lower) else "PRESENT_REF"
    for name, letters in _SEASONS.items():
        if re.search(rf"\b{name}\b", lower) and value.days > 31:
            return f"{year}-{letters}"
    if value.days == 1:
        return str(value) + _of_day(words)
    if "century" in lower:
        return year[:2]
    if re.search(r"\d0['’]?s", words):
        return year[:3]
    if mention.how in {"quarter", "half"} or re.search(r"\b(?:quarter|half)\b", lower):
        count, months = ("Q", 3) if re.search("quarter|q", lower) else ("H", 6)
        return f"{year}-{count}{(value.start.month - 1) // months + 1}"
    if re.search(r"\bweek\b", lower) and value.days == 7:
        return "{}-W{:02d}".format(*value.start.isocalendar()[:2])
    if re.search(r"\bweekend\b", lower):
        return "{}-W{:02d}-WE".format(*value.start.isocalendar()[:2])
    return _rounded(mention, words)


def _of_day(words: str) -> str:
    clock = re.fullmatch(r"(\d{1,2})(?::(\d\d))?(?:\s?(hrs?|hours|[ap]\.?m))?", words)
    if clock and (clock[2] or clock[3]):
        late = (clock[3] or "").startswith("p") and int(clock[1]) < 12
        return f"T{int(clock[1]) + 12 * late:02d}:{clock[2] or '00'}"
    part = re.search("morning|dawn|afternoon|evening|night", words.lower())
    return {"": "", "m": "TMO", "d": "TMO", "a": "TAF", "e": "TEV", "n": "TNI"}[part[0][0] if part else ""]


def _rounded(mention: Mention[Period], words: str) -> str:
    """Parts of a year and of a month are that year and month; what is vague looks ahead or back."""
    value, lower = mention.value, words.lower()
    year = f"{value.start.year:04d}"
    if re.search(r"\b(?:few|several|couple)\b", lower):
        return "PAST_REF" if re.search("earlier|before|ago", lower) else "FUTURE_REF"
    if lower in {"today", "this day"}:
        return "PRESENT_REF"
    if value.precision == "range":
        month = re.search(r"[A-Z][a-z]{2,}", re.sub(r"^(Early|Late|Mid|The|Very|In)\b", "", words)) or "month" in lower
        if mention.how in {"early", "mid", "late", "edge", "relative"} and value.days <= 366:
            return f"{year}-{value.start.month:02d}" if month else year
    return str(value)


def timexes(words: str, written: Period | None) -> Iterator[tuple[int, int, str]]:
    """The dates and durations of a text as (start, end, TIMEX3 value); a range is two."""
    taken = []
    for mention in dates.find(words, written=written):
        said = mention.span.of(words)
        taken.append(mention.span)
        parts = _DASH.split(said)
        if mention.value.precision == "range" and mention.how in {"range", "carried"} and len(parts) == 2:
            first, last = parts
            start, end = mention.value.start, mention.value.end
            yield mention.span.start, mention.span.start + len(first), _end_of_range(str(start), first, said)
            yield (
                mention.span.end - len(last),
                mention.span.end,
                _end_of_range(str(end - dt.timedelta(days=1)), last, said),
            )
        else:
            yield mention.span.start, mention.span.end, timex(mention, said)
    for old in ancient.find(words):
        taken.append(old.span)
        yield from _ancient_timexes(old, old.span.of(words))
    for number in units.find(words):
        if number.value.unit in _LETTER and not any(number.span.overlaps(span) for span in taken):
            letter, value = _LETTER[number.value.unit], number.value.value
            clock = "T" if number.value.unit in {"hour", "minute", "second"} else ""
            yield number.span.start, number.span.end, f"P{clock}{value:g}{letter}"


_EDTF_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}


def _ancient_timexes(old: Mention[str], words: str) -> Iterator[tuple[int, int, str]]:
    """Years BC as TIMEX3 writes them: BC0264, BC08 for the ninth century, two for a range."""
    values = [f"BC{1 - int(end[: end.find('-', 1) if '-' in end[1:] else None]):04d}" for end in old.value.split("/")]
    if old.how == "present":
        yield old.span.start, old.span.end, values[0] if "same" in words else "PRESENT_REF"
    elif "century" in words:
        yield old.span.start, old.span.end, f"BC{int(values[0][2:]) // 100 - 1:02d}"
    elif re.search("0s", words):
        yield old.span.start, old.span.end, values[0][:5]
    elif len(values) == 1:
        rest = re.search(r"-?\d{4}-(.*)", old.value)
        yield old.span.start, old.span.end, values[0] + (f"-{_EDTF_SEASONS.get(rest[1], rest[1])}" if rest else "")
    else:
        first, last = re.split(r"\s?[-–—/]\s?|\s+(?:to|and|or|until|till|through)\s+", words)
        yield old.span.start, old.span.start + len(first), values[0]
        yield old.span.end - len(last), old.span.end, values[1]


def _reference(row: Row) -> Period | None:
    return Period.of(row["reference"][:10]) if row.get("reference") else None


def _end_of_range(day: str, words: str, whole: str) -> str:
    if re.fullmatch(r"\d{4}|\d\d", words) and not re.search("[A-Z]", whole):
        return day[:4]
    if re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!\d)", words) and not re.fullmatch(r".*[A-Z][a-z]+ \d{4}", words):
        return day
    return day[:7] if re.search("[A-Z]", words) else day[:4]


def running_dates(gold: Path, show: bool) -> Figures:
    """Dates in running history against TIMEX3 values; all expressions of the gold, durations too."""
    wanted = found = 0
    hits = {"strict": 0, "overlap": 0, "strict_value": 0, "overlap_value": 0}
    size, spent = 0, 0.0
    for row in rows(gold, "time/wikiwars.*.jsonl"):
        answers = [(t["start"], t["start"] + len(t["text"].rstrip()), t["value"]) for t in row["timexes"]]
        began = time.process_time()
        guesses = list(timexes(row["text"], Period.of(row["dct"])))
        spent, size = spent + time.process_time() - began, size + len(row["text"])
        wanted, found = wanted + len(answers), found + len(guesses)
        exact, free = {(start, end): value for start, end, value in answers}, list(answers)
        for start, end, value in guesses:
            hits["strict"] += (start, end) in exact
            hits["strict_value"] += exact.get((start, end)) == value
            near = [answer for answer in free if start < answer[1] and answer[0] < end]
            right = next((answer for answer in near if answer[2] == value), None)
            hits["overlap"] += bool(near)
            hits["overlap_value"] += right is not None
            if near:
                free.remove(right or near[0])
            if show and right is None:
                around = row["text"][max(0, start - 40) : end + 15]
                print(f"{row['id']} {around!r}: {row['text'][start:end]!r} {value} | gold {near}")
        if show:
            for start, end, value in free:
                if not any(start < b and a < end for a, b, _ in guesses):
                    around = row["text"][max(0, start - 40) : end + 15]
                    print(f"{row['id']} MISSED {around!r}: {row['text'][start:end]!r} {value}")
    figures = {f"dates_{name}": 2 * number / (wanted + found) for name, number in hits.items()}
    quiet = [row for row in rows(gold, "time/recognizers_datetime_en.*.jsonl") if not row["results"]]
    clean = [not any(True for _ in dates.find(row["text"], written=_reference(row))) for row in quiet]
    for row, is_clean in zip(quiet, clean, strict=True):
        if show and not is_clean:
            print(f"SHOULD BE NOTHING {row['text']!r}: {[m.span.of(row['text']) for m in dates.find(row['text'])]}")
    return figures | {"dates_nothing_where_nothing": sum(clean) / len(clean), "dates_chars_a_second": size / spent}


# ------------------------------------------------------------------ quantities
_UNIT_NAMES = {
    "dollar": "USD", "united states dollar": "USD", "british pound": "GBP", "pound": "lb", "pound-mass": "lb",
    "metric ton": "t", "f": "degF", "c": "Cel", "degree fahrenheit": "degF", "degree celsius": "Cel", "cent": "USD",
    "penny": "GBP", "percentage": "percent",
}  # fmt: skip


def unit_name(name: str | None) -> str:
    """A unit of the gold as détente writes it."""
    if name in {None, "", "dimensionless"}:
        return ""
    assert name is not None
    plain = name.strip()
    known = units._MEASURES.get(units._key(plain)) or units._MEASURES.get(plain.lower())
    return known.unit if known else _UNIT_NAMES.get(plain.lower(), " ".join(plain.lower().split()))


def _number(value: Any) -> float | None:
    try:
        return float(str(value).rstrip("%").replace(",", ""))
    except ValueError:
        return None


Wanted = tuple[int, int, float | None, str]


def _agreement(gold: list[Wanted], found: list[Mention[Quantity]]) -> tuple[int, int, int]:
    """(values right, values and units right, spans right) when each answer takes the first number that overlaps it."""
    left, right = list(found), [0, 0, 0]
    for start, end, value, unit in gold:
        mention = next((m for m in left if m.span.start < end and start < m.span.end), None)
        if mention is None:
            continue
        left.remove(mention)
        is_value = value is None or abs(mention.value.value - value) <= 1e-6 * max(1.0, abs(value))
        named = unit_name(unit)
        is_unit = named in {mention.value.unit, mention.value.unit.split("/")[0]}
        right[0] += is_value
        right[1] += is_value and is_unit
        right[2] += (start, end) == (mention.span.start, mention.span.end)
    return right[0], right[1], right[2]


def _of_unit_set(row: Row) -> tuple[list[Wanted], list[Mention[Quantity]]]:
    found = [m for m in units.find(row["text"]) if m.how in {"measure", "currency", "hyphen"}]
    answers = [r for r in row["results"] if _number(r.get("value")) is not None]
    return [(r["start"], r["end"], _number(r["value"]), r["unit"]) for r in answers], found


def _of_number_set(row: Row) -> tuple[list[Wanted], list[Mention[Quantity]]]:
    answers = [
        r for r in row["results"] if r["type"] in {"number", "percentage"} and _number(r.get("value")) is not None
    ]
    return [(r["start"], r["end"], _number(r["value"]), "") for r in answers], units.find(row["text"])


def _of_quantity_set(row: Row) -> tuple[list[Wanted], list[Mention[Quantity]]]:
    return [(r["start"], r["end"], r["value"], r["unit"]) for r in row["results"]], units.find(row["text"])


_SETS: dict[str, tuple[str, Callable[[Row], tuple[list[Wanted], list[Mention[Quantity]]]]]] = {
    "units": ("quantity/recognizers_unit_en.*.jsonl", _of_unit_set),
    "numbers": ("quantity/recognizers_number_en.*.jsonl", _of_number_set),
    "textbook": ("quantity/quantulum3_en.*.jsonl", _of_quantity_set),
}


def quantities(gold: Path, show: bool) -> Figures:
    """Value, value with unit, and span of numbers, F1 in each set."""
    figures = {}
    for name, (pattern, cut) in _SETS.items():
        totals, wanted, found = [0, 0, 0], 0, 0
        for row in rows(gold, pattern):
            answers, guesses = cut(row)
            right = _agreement(answers, guesses)
            totals = [a + b for a, b in zip(totals, right, strict=True)]
            wanted, found = wanted + len(answers), found + len(guesses)
            complete = right[1] if name != "numbers" else right[0]
            if show and not complete == len(answers) == len(guesses):
                told = [(m.span.of(row["text"]), m.value.value, m.value.unit, m.how) for m in guesses]
                answers_told = [(row["text"][start:end], value, unit) for start, end, value, unit in answers]
                print(f"{name} {row['text']!r}\n    gold {answers_told}\n    read {told}")
        for what, number in zip(("value", "value_and_unit", "span"), totals, strict=True):
            figures[f"{name}_{what}"] = 2 * number / (wanted + found) if wanted + found else 0.0
    return figures


# ------------------------------------------------------------------ probes
def probes(gold: Path, show: bool) -> Figures:
    """Notes full of numbers: a probe counts where every slot is right and no check finds fault with it."""
    right, known = [], scaling.reference()
    wanted = rows(gold, "quantity/detente_probe.jsonl")
    for row in wanted:
        read = scaling.one(document(row["id"], row["text"]), row["id"], known)
        wrong = [*_wrong_slots(row, read.document, read.claims), *_faults_found(read.claims, read.findings)]
        right.append(not wrong)
        if show and wrong:
            print(f"{row['id']} {row['text']!r}", *wrong, sep="\n    ")
    return {"probes_right": float(sum(right)), "probes": float(len(wanted))}


def _faults_found(claims: tuple[Claim[Any], ...], findings: Iterable[Any]) -> Iterator[str]:
    """What the text is told to get wrong by itself; all probes agree with themselves."""
    for claim, finding in zip(claims, findings, strict=True):
        if str(finding.verdict) == "refuted" and finding.method != "reference":
            yield f"{claim.quote!r}: {finding.message}"


def _wrong_slots(row: Row, read: Document, claims: tuple[Claim[Any], ...]) -> Iterator[str]:
    of_kind = {kind: [c for c in claims if c.kind == kind] for kind in {c.kind for c in claims}}
    numbers = of_kind.get("quantity", []) + of_kind.get("quantity_change", [])
    yield from _unlike(row["quantities"], numbers, _number_slots)
    yield from _unlike(row["votes"], of_kind.get("vote", []), _vote_slots)
    yield from _unlike(row["ordinals"], of_kind.get("count_or_ordinal", []), _ordinal_slots)
    periods = {(m.span.of(read.copy), str(m.value)) for s in read.sentences for m in s.periods}
    yield from (f"no date {t['text']!r}" for t in row["timexes"] if (t["text"], t["value"]) not in periods)
    named = [(c.body.named, str(c.body.year or "")) for c in of_kind.get("attribution", [])]
    told = row["attribution"]
    if named != ([(told["name"], told["year"])] if told else []):
        yield f"attribution {told}, read {named}"


def _unlike(
    answers: list[Row], claims: list[Claim[Any]], compare: Callable[[Row, Any], dict[str, bool]]
) -> Iterator[str]:
    """The slots of each answer that no claim on its words has right."""
    for answer in answers:
        over = [c for c in claims if not isinstance(c.at, str) and c.at.overlaps(Span(answer["start"], answer["end"]))]
        wrong = [[slot for slot, holds in compare(answer, c.body).items() if not holds] for c in over]
        if not any(not slots for slots in wrong):
            yield f"{answer['text']!r}: {min(wrong, key=len, default=['not read'])}"


def _number_slots(answer: Row, body: Any) -> dict[str, bool]:
    told = indicators.indicators().get(body.indicator)
    about = " ".join((told.id, told.name, told.words, told.description)).lower() if told else ""
    names = {actors.name_of(actor) for actor in body.actors}
    return {
        "value": body.quantity.value == answer["value"],
        "unit": body.quantity.unit in {unit_name(answer["unit"]), units.singular(answer["unit"])},
        "unit_known": _is_known(body.quantity.unit) == answer.get("unit_known", True),
        "measure": all(word in about for word in answer.get("measure", "").lower().split()),
        "entity": names == {answer["entity"]} if "entity" in answer else not names,
        "time": (str(body.on) if body.on else None) == answer["time"] if "time" in answer else True,
        **{slot: getattr(body, slot, "") == answer.get(slot, "") for slot in ("role", "qualifier", "bound")},
    }


def _is_known(unit: str) -> bool:
    return unit in units._PLURALS.values() or units._key(unit) in units._MEASURES or unit == "percent"


def _vote_slots(answer: Row, body: Any) -> dict[str, bool]:
    names = {row["id"]: row["name"] for row in tables.rows("organs.csv")}
    return {
        "tally": (body.yes, body.no) == (answer["ayes"], answer["noes"]),
        "chamber": names.get(body.organ, "").startswith(answer["chamber"]),
    }


def _ordinal_slots(answer: Row, body: Any) -> dict[str, bool]:
    return {
        "value": body.ordinal == answer["value"],
        "counts": bool(body.what) and body.what in answer["counts"],
        "since": str(body.since or "") == answer.get("since", ""),
    }


# ------------------------------------------------------------------ disguised words
def restored(gold: Path, show: bool) -> Figures:
    """Words of the wrong sense put right in mangled texts, and words changed in texts that are not mangled."""
    wanted = hit = made = right = false = 0
    for folder in ("seed", "dev"):
        answers: dict[str, list[Row]] = {}
        for row in rows(gold, f"{folder}/spun.jsonl"):
            answers.setdefault(row.get("doc", "seed"), []).append(row)
        for file in sorted((gold / folder).glob("*.txt")):
            read = repair.repair(text.load(str(file)))
            told = [m for m in read.restored if _bare(m.span.of(read.text)) != _bare(m.value)]
            if file.stem not in answers:
                false += len(told)
                continue
            senses = [row for row in answers[file.stem] if row["type"] == "sense_error"]
            wanted, made = wanted + len(senses), made + len(told)
            for row in senses:
                good = _is_restored(read, row)
                hit += good
                if show and not good:
                    print(f"{file.stem}: {row['text']!r} should be {row['intended']!r}")
            for mention in told:
                near = [
                    r for r in answers[file.stem] if r["start"] < mention.span.end and mention.span.start < r["end"]
                ]
                good = any(_is_restored(read, row) for row in near)
                right += good
                if show and not good:
                    meant = [row["intended"] for row in near]
                    print(f"{file.stem}: {mention.span.of(read.text)!r} became {mention.value!r}, gold {meant}")
    return {"restored_precision": right / made, "restored_recall": hit / wanted, "restored_false": float(false)}


def _is_restored(read: Document, row: Row) -> bool:
    first = next(i for i, at in enumerate(read.offsets) if at >= row["start"])
    last = next(i for i, at in enumerate(read.offsets) if at >= row["end"])
    said = _bare(read.copy[first:last])
    options = [part.split(" (or")[0] for part in row["intended"].split(" / ")]
    return said in {_bare(option) for option in options} | {_bare(row["intended"])}


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[\w'%$.]+", words.lower().replace("’", "'")))


# ------------------------------------------------------------------ slots
def slots(gold: Path, show: bool) -> Figures:
    """Claims of whole articles: precision, and what the slots of aligned claims say, by the gold's own scorer."""
    module, known, figures = scorer(gold / "score.py"), scaling.reference(), {}
    options = argparse.Namespace(iou=0.3, tol=0.001, max_span=600, lenient_events=False)
    both = module.new_tally()
    for name, files in corpora(gold).items():
        own = module.new_tally()
        for article, answers in files:
            claims, wanted = predict(article, known)[0], module.load(str(answers))
            module.add_doc(own, wanted, claims, options)
            module.add_doc(both, wanted, claims, options)
            if show:
                _show_slots(module, wanted, claims, options)
        overall = module.report(own)["overall"]
        figures |= {f"{name}_claims_precision": overall["precision"], f"{name}_claims_f1": overall["f1"]}
    return figures | {f"slot_{name}": told["accuracy"] for name, told in module.report(both)["slots"].items()}


def _show_slots(module: Any, wanted: list[Row], claims: list[Row], options: Any) -> None:
    for i, j in module.greedy(wanted, claims, options, False):
        gold, told = wanted[i], claims[j]
        wrong = {
            ("source_actor", "target_actor"): not module.actors_equal(gold, told),
            ("time_from", "time_to"): gold.get("time_explicit", True) and module.time_state(gold, told) == "wrong",
            ("plover_event_type",): not module.plover_equal(gold, told),
            ("value", "unit"): gold.get("value") is not None and not module.value_equal(gold, told, options.tol),
        }
        for fields, is_wrong in wrong.items():
            if is_wrong:
                kinds = f"{gold['kind']}/{told['kind']}"
                print(f"{fields[0].upper()} {kinds} {gold['quote'][:160]!r} | {told['quote'][:100]!r}")
                print(f"    gold {[gold.get(name) for name in fields]} read {[told.get(name) for name in fields]}")
    strict = {j for _, j in module.greedy(wanted, claims, options, True)}
    for j, told in enumerate(claims):
        if j not in strict:
            print(f"UNMATCHED {told['kind']} {told['quote'][:200]!r} ({told['rule']})")


STATIONS: dict[str, Callable[[Path, bool], Figures]] = {
    "events": events,
    "dates": running_dates,
    "quantities": quantities,
    "restored": restored,
    "slots": slots,
    "probes": probes,
}


FOLDERS = {
    "events": ("events",), "dates": ("time",), "quantities": ("quantity",), "probes": ("quantity",),
    "restored": ("seed", "dev"), "slots": ("seed", "dev"),
}  # fmt: skip
"""Station → folders of the gold it reads."""


def digest(gold: Path) -> str:
    """SHA-256 of all gold files that the stations read."""
    files = sorted(
        {file for folder in ("events", "time", "quantity", "seed", "dev") for file in gold.glob(f"{folder}/*")}
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()


CEILINGS = frozenset({"restored_false"})
"""Figures of which less is better."""


def main() -> int:
    """Prints the figures of each station, and which fall below their floors; exit code 1 if one does."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("stations", nargs="*", default=list(STATIONS))
    options.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    pinned = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["reading"]
    is_ours, below = digest(given.gold) == pinned["corpus_sha256"], 0
    if not is_ours:
        print(f"not the gold that the floors were pinned on ({digest(given.gold)}): they are not compared")
    for name in given.stations:
        if not any((given.gold / folder).is_dir() for folder in FOLDERS[name]):
            print(f"== {name}: no gold in {given.gold}: not scored")
            continue
        print(f"== {name}", flush=True)
        for key, value in STATIONS[name](given.gold, given.show).items():
            floor = pinned.get(key) if is_ours else None
            bad = floor is not None and (value > floor if key in CEILINGS else round(value, 3) < floor)
            below += bad
            told = "" if floor is None else f" (floor {floor:.3f}){' BELOW THE FLOOR' if bad else ''}"
            print(f"{key:32s} {'-' if value is None else f'{value:,.3f}'}{told}", flush=True)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
