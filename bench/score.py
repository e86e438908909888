"""Scores what détente reads on gold folders against the floors pinned in floors.json, with the corpus's hash.

    bench/score.py [--gold ../shared/gold] [--write PREDICTIONS]

A floor is only ever raised. Gold that is not there is skipped with a line that says so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from detente import record, scaling, scoring, text
from detente.model import Period

HERE = Path(__file__).parent
DATED = Period.of("2026-01")
WORDS = {
    "overall_f1": "claims found, F1",
    "refuted_precision": "refuted, precision",
    "refuted_recall": "refuted, recall",
    "supported_precision": "supported, precision on matched claims",
    "verdict_accuracy": "verdicts right on matched claims",
    "hard_found": "hard contradictions within the text found",
    "nearest_right": "what a wrong number really is, among the two shown",
    "surest_right": "verdicts right where the confidence is .9 or more",
    "controls_flagged": "control pairs flagged",
    "refuted_in_true_texts": "refuted in true texts",
}
"""Figure that has a floor → its name in print."""

CEILINGS = frozenset({"controls_flagged", "refuted_in_true_texts"})
"""Figures that may not rise."""

TEXTS = HERE / "texts" / "true"
"""Short texts of the project's own of which all is true: none of their claims may be refuted."""


def corpora(gold: Path) -> dict[str, list[tuple[Path, Path]]]:
    """Name of each corpus and its (text, gold claims) files."""
    answers = sorted((gold / "dev").glob("*.claims.jsonl"))
    dev = [(file.with_name(file.name.replace(".claims.jsonl", ".txt")), file) for file in answers]
    return {"seed": [(gold / "seed" / "seed.txt", gold / "seed" / "claims.jsonl")], "dev": dev}


def predict(path: Path, known: Any) -> tuple[list[dict[str, Any]], record.Read]:
    """The claims of one text in the interchange form, as the scorer needs them."""
    read = scaling.one(text.load(str(path), dated=DATED), path.name, known)
    rows, own = [], {claim.id for claim in read.claims}
    for claim, finding in zip(read.claims, read.findings, strict=True):
        row = record.claim_row(claim, read.document)
        told = {key: getattr(finding, key) for key in ("nearest", "true_value", "method")}
        told |= {"start": row["start_char"], "end": row["end_char"]}
        told |= {"confidence": finding.confidence, "asked": finding.asked, "within": finding.method in WITHIN}
        told |= {"others": [other for other in finding.against if other in own]}
        rows.append(row | told | {"verdict": str(finding.verdict), "explanation": finding.message})
    return rows, read


WITHIN = frozenset({"internal", "arithmetic", "ordinal", "calendar"})
"""Methods that need nothing but the text and the calendar."""


def flagged(gold: Path, name: str, stem: str, rows: list[dict[str, Any]]) -> Counter[str]:
    """How many pairs of passages the checks within the text have flagged, and how many there are, by severity.

    A pair is flagged when one of its passages meets a claim that the text itself refutes, or asks about. A question
    flags a control pair only when it sets the two passages against each other, since one of them may be at odds with
    a third; pairs of which both passages are named so are counted as "both" as well.
    """
    by_id, found = {row["id"]: row for row in rows}, Counter[str]()
    lines = (gold / name / "contradictions.jsonl").read_text(encoding="utf-8").splitlines()
    for pair in (pair for pair in map(json.loads, lines) if pair.get("doc", stem) == stem):
        severity = pair["severity"]
        wrong = [row for row in rows if row["within"] and row["verdict"] in {"refuted", "imprecise"}]
        asked = [row for row in rows if row["asked"]]
        one = any(_meets(row, pair, side) for row in wrong for side in ("a", "b"))
        both = any(
            _meets(row, pair, side) and any(_meets(by_id[other], pair, "ab".strip(side)) for other in row["others"])
            for row in asked
            for side in ("a", "b")
        )
        either = any(_meets(row, pair, side) for row in asked for side in ("a", "b"))
        found[severity] += one or both or (either and severity != "control")
        found[f"{severity} both"] += both
        found[f"{severity} in all"] += 1
    return found


def _meets(row: dict[str, Any], pair: dict[str, Any], side: str) -> bool:
    """Whether a claim shares a character with one passage of a pair."""
    return bool(row["start"] < pair[f"{side}_end"] and pair[f"{side}_start"] < row["end"])


class Tally(NamedTuple):
    """What one corpus adds up to: pairs flagged by severity, wrong numbers told apart, and (confidence, right)."""

    pairs: Counter[str]
    nearest: list[bool]
    sure: list[tuple[float, bool]]
    supported: list[bool]

    def add(self, gold: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
        """Counts the claims of one text that match its right answers."""
        for i, j in scoring.match(gold, rows):
            wanted, given = scoring.verdict_of(gold[i]), rows[j]["verdict"]
            if given != "unverifiable":
                self.sure.append((rows[j]["confidence"], given == wanted))
            if given == "supported":
                self.supported.append(wanted == "supported")
            names = really(gold[i])
            if given in {"refuted", "imprecise"} and wanted in {"refuted", "imprecise"} and names:
                self.nearest.append(any(name in rows[j]["nearest"] for name in names))


def really(answer: dict[str, Any]) -> set[str]:
    """The years and names by which the right answer says what a wrong number really is; empty where it does not."""
    digits = re.search(r"\d[\d,.]*\d|\d", answer["quote"]) if answer.get("value") is not None else None
    if not digits:
        return set()
    clauses = re.split(r"[;:]|\. |, (?=the )", answer.get("explanation") or "")
    told = [clause for clause in clauses if digits[0] in clause and re.search(r"\b(?:is|are|was)\b", clause)]
    words = set(re.findall(r"\b(?:(?:19|20)\d\d|[A-Z][a-z]{3,})\b", " ".join(told)))
    return {word for word in words if word not in answer["quote"]}


BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Edges of the rows of the reliability table."""


def share(answers: list[bool]) -> float | None:
    """The share that is right; None of nothing."""
    return round(sum(answers) / len(answers), 3) if answers else None


def report(tally: Tally) -> None:
    """Prints the pairs, and how often verdicts of each confidence are right."""
    for severity in ("hard", "soft", "control"):
        print(
            f"{severity} pairs flagged: {tally.pairs[severity]} of {tally.pairs[severity + ' in all']}, "
            f"both passages named: {tally.pairs[severity + ' both']}"
        )
    print_bins(tally.sure)
    told = f"{sum(tally.nearest)} right of {len(tally.nearest)}"
    print(f"what a wrong number really is, among the two shown: {told}\n")


def print_bins(verdicts: list[tuple[float, bool]]) -> None:
    """Prints how many verdicts of each confidence are right."""
    for low, high in pairwise(BINS):
        held = [right for sure, right in verdicts if low <= sure < high]
        print(f"confidence {low:.1f} to {min(high, 1):.1f}: {sum(held)} right of {len(held)}")


def measure(gold: Path, out: Path | None) -> dict[str, dict[str, Any]]:
    """The figures of each corpus."""
    known = scaling.reference()
    results = {}
    for name, files in corpora(gold).items():
        documents, digest = [], hashlib.sha256()
        tally = Tally(Counter(), [], [], [])
        for article, answers in files:
            rows, _ = predict(article, known)
            right = [dict(row) for row in scoring._load(answers)]
            documents.append((right, rows))
            tally.add(right, rows)
            tally.pairs.update(flagged(gold, name, article.stem, rows))
            digest.update(article.read_bytes() + answers.read_bytes())
            if out:
                (out / name).mkdir(parents=True, exist_ok=True)
                lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
                (out / name / answers.name).write_text(lines, encoding="utf-8")
        found = scoring.score(documents)
        print(f"== {name} ({len(files)} texts)\n{found.table()}")
        report(tally)
        results[name] = {"corpus_sha256": digest.hexdigest(), **figures(found, tally)}
    results["true"] = {"refuted_in_true_texts": len(refuted(known))}
    return results


def figures(found: scoring.Score, tally: Tally) -> dict[str, float | None]:
    """The figures of one corpus that have floors."""
    return {
        "overall_f1": found.overall.f1,
        "refuted_precision": found.refuted.precision,
        "refuted_recall": found.refuted.recall,
        "supported_precision": share(tally.supported),
        "verdict_accuracy": found.accuracy,
        "hard_found": tally.pairs["hard"],
        "nearest_right": share(tally.nearest),
        "surest_right": share([right for sure, right in tally.sure if sure >= BINS[-2]]),
        "controls_flagged": tally.pairs["control"],
    }


def refuted(known: Any) -> list[dict[str, Any]]:
    """The claims of the true texts that are refuted or asked about all the same."""
    rows = [row for path in sorted(TEXTS.glob("*.txt")) for row in predict(path, known)[0]]
    wrong = [row for row in rows if row["verdict"] == "refuted" or row["asked"]]
    for row in wrong:
        print(f"REFUTED THOUGH TRUE: {row['quote']}: {row['explanation']}")
    return wrong


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
    for name, reached in results.items():
        floor = floors[name]
        if floor.get("corpus_sha256") != reached.get("corpus_sha256"):
            print(f"{name}: the corpus has changed (sha256 {reached['corpus_sha256']}): floors are not compared")
            continue
        for key in (key for key in WORDS if key in reached):
            words, value, limit = WORDS[key], reached[key] if reached[key] is not None else 0.0, floor[key]
            bad = value > limit if key in CEILINGS else value < limit
            below += bad
            print(f"{name}: {words} {value:.3f} (floor {limit:.3f}){' BELOW THE FLOOR' if bad else ''}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
