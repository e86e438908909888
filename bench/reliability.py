"""Counts how often verdicts hold, by rule and strength of match: src/detente/data/confidence.csv.

    bench/reliability.py [--gold ../shared/gold] [--write]

A verdict is right when it is that of the right answer that its claim matches (seed and dev), or when it supports a
claim of the project's true texts. Below the table stands how often verdicts of each confidence are right when the
counts are made without the text they are in.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import score

from detente import checking, reliability, scaling, scoring
from detente.model import Finding

TABLE = score.HERE.parent / "src" / "detente" / "data" / "confidence.csv"


class Case(NamedTuple):
    """A verdict: as what it is counted, how surely its rule states it, and whether it is right."""

    key: tuple[str, str, str]
    stated: float
    right: bool


def judged(path: Path, known: Any) -> tuple[list[dict[str, Any]], tuple[Finding, ...]]:
    """The claims of a text in the interchange form, and the findings on them as surely as their rules state."""
    rows, read = score.predict(path, known)
    return rows, checking.judge(read.document, read.claims, known)


def texts(gold: Path, known: Any) -> Iterator[list[Case]]:
    """Each text's verdicts: their key, and whether they are right."""
    for article, answers in (pair for files in score.corpora(gold).values() for pair in files):
        rows, findings = judged(article, known)
        right = scoring._load(answers)
        yield [
            Case(
                reliability.key(findings[j]),
                findings[j].confidence,
                scoring.verdict_of(right[i]) == findings[j].verdict,
            )
            for i, j in scoring.match(right, rows)
            if findings[j].verdict in reliability.JUDGED
        ]
    for article in sorted(score.TEXTS.glob("*.txt")):
        _, findings = judged(article, known)
        judgements = [found for found in findings if found.verdict in {"supported", "imprecise", "refuted"}]
        yield [Case(reliability.key(found), found.confidence, found.verdict == "supported") for found in judgements]


def counted(cases: Iterable[Case]) -> dict[tuple[str, str, str], reliability.Held]:
    """How many of each sort are right, of how many."""
    of, right = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for case in cases:
        of[case.key] += 1
        right[case.key] += case.right
    return {key: reliability.Held(right[key], of[key]) for key in sorted(of)}


def table(counts: dict[tuple[str, str, str], reliability.Held]) -> str:
    """The counts as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["verdict", "rule", "strength", "right", "of"])
    writer.writerows([*key, held.right, held.of] for key, held in counts.items())
    return out.getvalue()


def left_out(cases: list[list[Case]]) -> list[tuple[float, bool]]:
    """(confidence, right) of every verdict, by the counts of the other texts."""
    found = []
    for n, mine in enumerate(cases):
        counts = counted(case for other in cases[:n] + cases[n + 1 :] for case in other)
        found += [(reliability.estimate(case.key, case.stated, counts), case.right) for case in mine]
    return found


def main() -> None:
    """Prints or writes the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gold", type=Path, default=score.HERE.parent.parent / "shared" / "gold")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    cases = list(texts(given.gold, scaling.reference()))
    made = table(counted(case for text in cases for case in text))
    if given.write:
        TABLE.write_text(made, encoding="utf-8")
    print(made)
    score.print_bins(left_out(cases))


if __name__ == "__main__":
    main()
