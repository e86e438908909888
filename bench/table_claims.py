"""Decides statements about small tables and prints how often rightly, beside what is published for them.

    bench/table_claims.py [--gold ../shared/gold] [--wrong SET]

The tables are of TabFact (two answers) and InfoTabS (three). Gold that is not there is skipped with a line that says
so.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from detente import tabular
from detente.model import Agreement

HERE = Path(__file__).parent


class Published(NamedTuple):
    """A file of statements, its name in print, and what others reach on it."""

    file: str
    name: str
    others: str


SETS = (
    Published("tabfact_politics.dev.jsonl", "TabFact, politics", "word overlap 50-51"),
    Published("tabfact_small_test.dev.jsonl", "TabFact, small test", "word overlap 51, TAPAS 81, DATER 93, human 92"),
    Published("infotabs_places_orgs_events.dev.jsonl", "InfoTabS", "word overlap 33-40, trained 75, human 80"),
)
ANSWERS = {Agreement.EQUAL: "SUPPORTED", Agreement.UNEQUAL: "REFUTED", Agreement.LOOSE: "REFUTED"}
UNDECIDED = "NOT_ENOUGH_INFO"


def joined(text: str) -> str:
    """A text whose words and marks were set apart, as it was written."""
    text = re.sub(r" (?=[,.;:%)]|'s\b|n't\b)", "", text.strip())
    return re.sub(r"(?<=\()\s|(?<=\w)\s?([-–])\s?(?=[^\W\d])", r"\1", text)


def table(row: dict[str, Any]) -> tabular.Grid:
    """The table of one line; an infobox is a table of one row."""
    if "infobox" in row:
        box = row["infobox"]
        values = ["; ".join(value) for value in box.values()]
        return tabular.grid(row["id"], [name.strip("• ") for name in box], [(2, values)], " ".join(box["title"]))
    rows = [(number, [joined(cell) for cell in cells]) for number, cells in enumerate(row["rows"], 2)]
    return tabular.grid(row["id"], [joined(head) for head in row["header"]], rows, row["caption"])


def answers(path: Path) -> Iterator[tuple[dict[str, Any], str, str]]:
    """(statement, what the table says of it, by which reading) of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        grid = table(row)
        for said in row["statements"]:
            found = tabular.check(joined(said["statement"]), grid)
            yield said, ANSWERS[found.agreement] if found else UNDECIDED, found.rule if found else ""


def strange(path: Path) -> float:
    """The share of first statements that another table of the file decides, the next of another title: best is none."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    grids, decided = [table(row) for row in rows], []
    for place, row in enumerate(rows):
        rest = (grid for grid in grids[place + 1 :] + grids[:place] if grid.title[:12] != grids[place].title[:12])
        decided.append(tabular.check(joined(row["statements"][0]["statement"]), next(rest)) is not None)
    return sum(decided) / len(decided)


def report(name: str, others: str, found: list[tuple[dict[str, Any], str, str]]) -> None:
    """Prints the share decided, how many of these rightly, and all with a coin tossed for the undecided of two."""
    three = any(said["label"] == UNDECIDED for said, _, _ in found)
    decided = [(said["label"] == given, rule) for said, given, rule in found if given != UNDECIDED]
    right = sum(said["label"] == given for said, given, _ in found)
    tossed = 0 if three else (len(found) - len(decided)) / 2
    rightly = sum(true for true, _ in decided)
    print(
        f"{name}: {len(found)} statements, decided {len(decided) / len(found):.1%}, "
        f"of these right {rightly / max(1, len(decided)):.1%}; all right {(right + tossed) / len(found):.1%} ({others})"
    )
    tally = Counter(rule for _, rule in decided)
    ways = [f"{rule} {sum(t for t, r in decided if r == rule)}/{many}" for rule, many in tally.most_common()]
    print(f"    {', '.join(ways)}")


def main() -> None:
    """Prints a line a set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=HERE.parents[1] / "shared" / "gold")
    parser.add_argument("--wrong", default="", help="a file whose wrong answers are printed")
    options = parser.parse_args()
    for file, name, others in SETS:
        path = options.gold / "table_claims" / file
        if not path.is_file():
            print(f"{name}: {path} is not there, skipped")
            continue
        found = list(answers(path))
        report(name, others, found)
        print(f"    held against a table that it does not speak of: decided {strange(path):.1%}")
        for said, given, rule in found if options.wrong and options.wrong in file else ():
            if given != said["label"]:
                print(f"    {said['id']} {said['label']:9} {given:15} {rule:10} {said['statement']}")


if __name__ == "__main__":
    main()
