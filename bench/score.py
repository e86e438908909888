"""Scores what détente reads on gold folders against the floors pinned in floors.json, with the corpus's hash.

    bench/score.py [--gold ../shared/gold] [--write PREDICTIONS]

A floor is only ever raised. Gold that is not there is skipped with a line that says so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from detente import record, scaling, scoring, text
from detente.model import Period

HERE = Path(__file__).parent
DATED = Period.of("2026-01")
WORDS = {
    "overall_f1": "claims found, F1",
    "refuted_precision": "refuted, precision",
    "refuted_recall": "refuted, recall",
    "controls_flagged": "control pairs flagged",
}
"""Figure that has a floor (a ceiling for the last) → its name in print."""


def corpora(gold: Path) -> dict[str, list[tuple[Path, Path]]]:
    """Name of each corpus and its (text, gold claims) files."""
    answers = sorted((gold / "dev").glob("*.claims.jsonl"))
    dev = [(file.with_name(file.name.replace(".claims.jsonl", ".txt")), file) for file in answers]
    return {"seed": [(gold / "seed" / "seed.txt", gold / "seed" / "claims.jsonl")], "dev": dev}


def predict(path: Path, known: Any) -> tuple[list[dict[str, Any]], record.Read]:
    """The claims of one text in the interchange form, as the scorer needs them."""
    read = scaling.one(text.load(str(path), dated=DATED), path.name, known)
    rows = []
    for claim, finding in zip(read.claims, read.findings, strict=True):
        row = record.claim_row(claim, read.document)
        told = {key: getattr(finding, key) for key in ("nearest", "true_value", "method")}
        told |= {"start": row["start_char"], "end": row["end_char"]}
        rows.append(row | told | {"verdict": str(finding.verdict), "explanation": finding.message})
    return rows, read


def controls(gold: Path, name: str, stem: str, rows: list[dict[str, Any]]) -> int:
    """How many control pairs an internal check has flagged.

    A pair is flagged when one of its passages meets a claim that the text itself refutes.
    """
    wrong = [row for row in rows if row["method"] == "internal" and row["verdict"] in {"refuted", "imprecise"}]
    lines = (gold / name / "contradictions.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [pair for pair in map(json.loads, lines) if pair["severity"] == "control" and pair.get("doc", stem) == stem]
    return sum(any(_meets(row, pair, side) for row in wrong for side in ("a", "b")) for pair in pairs)


def _meets(row: dict[str, Any], pair: dict[str, Any], side: str) -> bool:
    """Whether a claim shares a character with one passage of a pair."""
    return bool(row["start"] < pair[f"{side}_end"] and pair[f"{side}_start"] < row["end"])


def measure(gold: Path, out: Path | None) -> dict[str, dict[str, Any]]:
    """The figures of each corpus."""
    known = scaling.reference()
    results = {}
    for name, files in corpora(gold).items():
        documents, flagged, digest = [], 0, hashlib.sha256()
        for article, answers in files:
            rows, _ = predict(article, known)
            documents.append((scoring._load(answers), rows))
            flagged += controls(gold, name, article.stem, rows)
            digest.update(article.read_bytes() + answers.read_bytes())
            if out:
                (out / name).mkdir(parents=True, exist_ok=True)
                lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
                (out / name / answers.name).write_text(lines, encoding="utf-8")
        found = scoring.score(documents)
        print(f"== {name} ({len(files)} texts)\n{found.table()}\ncontrol pairs flagged: {flagged}\n")
        results[name] = {
            "corpus_sha256": digest.hexdigest(),
            "overall_f1": found.overall.f1,
            "refuted_precision": found.refuted.precision,
            "refuted_recall": found.refuted.recall,
            "controls_flagged": flagged,
        }
    return results


def main() -> int:
    """Prints the figures and says which fall below their floors; exit code 1 if one does."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    options.add_argument("--write", type=Path)
    given = options.parse_args()
    if not (given.gold / "seed").is_dir():
        print(f"no gold in {given.gold}: nothing scored. Give a folder of texts with right answers with --gold.")
        return 0
    results, floors, below = measure(given.gold, given.write), json.loads((HERE / "floors.json").read_text()), 0
    for name, figures in results.items():
        floor = floors[name]
        if floor["corpus_sha256"] != figures["corpus_sha256"]:
            print(f"{name}: the corpus has changed (sha256 {figures['corpus_sha256']}): floors are not compared")
            continue
        for key, words in WORDS.items():
            value = figures[key] if figures[key] is not None else 0.0
            bad = value > floor[key] if key == "controls_flagged" else value < floor[key]
            below += bad
            print(f"{name}: {words} {value:.3f} (floor {floor[key]:.3f}){' BELOW THE FLOOR' if bad else ''}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
