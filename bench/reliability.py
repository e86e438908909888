"""Counts how often verdicts hold, by rule and strength of match: src/detente/data/confidence.csv.

    bench/reliability.py [--gold ../shared/gold] [--write]

A verdict is right when it is that of the right answer that its claim matches (seed and dev), or when it supports a claim
of the project's true texts. Without --write it only prints the table.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import score
from detente import checking, reliability, scaling, scoring
from detente.model import Finding

TABLE = score.HERE.parent / "src" / "detente" / "data" / "confidence.csv"
Cases = list[tuple[tuple[str, str, str], bool]]


def judged(path: Path, known: Any) -> tuple[list[dict[str, Any]], tuple[Finding, ...]]:
    """The claims of a text in the interchange form, and the findings on them as surely as their rules state."""
    rows, read = score.predict(path, known)
    return rows, checking.judge(read.document, read.claims, known)


def texts(gold: Path, known: Any) -> Iterator[Cases]:
    """Each text's verdicts: their key, and whether they are right."""
    for article, answers in (pair for files in score.corpora(gold).values() for pair in files):
        rows, findings = judged(article, known)
        right = scoring._load(answers)
        yield [
            (reliability.key(findings[j]), scoring.verdict_of(right[i]) == findings[j].verdict)
            for i, j in scoring.match(right, rows)
            if findings[j].verdict in reliability.JUDGED
        ]
    for article in sorted(score.TEXTS.glob("*.txt")):
        _, findings = judged(article, known)
        judgements = [found for found in findings if found.verdict in {"supported", "imprecise", "refuted"}]
        yield [(reliability.key(found), found.verdict == "supported") for found in judgements]


def table(cases: Cases) -> str:
    """The counts as CSV."""
    of, right = Counter(key for key, _ in cases), Counter(key for key, held in cases if held)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["verdict", "rule", "strength", "right", "of"])
    writer.writerows([*key, right[key], of[key]] for key in sorted(of))
    return out.getvalue()


def main() -> None:
    """Prints or writes the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gold", type=Path, default=score.HERE.parent.parent / "shared" / "gold")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    made = table([case for cases in texts(given.gold, scaling.reference()) for case in cases])
    if given.write:
        TABLE.write_text(made, encoding="utf-8")
    print(made)


if __name__ == "__main__":
    main()
