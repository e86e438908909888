"""Loads the published copies of every set that lie beside the project, and prints how many rows they make.

    bench/fetched.py [FOLDER]

Each set is made from whichever folder in FOLDER has its tables; exit code 1 when one that is there makes none. Where
there is no FOLDER, a line says so.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from detente import fetching, holdings
from detente.errors import SourceError

DATA = Path(__file__).parents[2] / "shared" / "data"


def main(given: Sequence[str]) -> int:
    """Prints a line a set."""
    data = Path(given[0]) if given else DATA
    if not data.is_dir():
        print(f"{data}: not there, nothing loaded")
        return 0
    missing = 0
    with tempfile.TemporaryDirectory() as kept:
        os.environ["DETENTE_DATA"] = kept
        for name in fetching.catalogue():
            missing += not _load(name, sorted(item for item in data.iterdir() if item.is_dir()))
    return int(missing > 0)


def _load(name: str, folders: Sequence[Path]) -> bool:
    """Makes a set of the first folder that has its tables."""
    why = ""
    for folder in folders:
        start = time.perf_counter()
        try:
            found = holdings.fetch(name, start=folder)
        except SourceError as error:
            why = error.message if "none of the rows" in error.message else why
            continue
        counts = ", ".join(f"{count:,} {kind}" for kind, count in found.rows.items())
        aside = sum(found.set_aside.values())
        print(f"{name:14} {counts}; {found.first} to {found.last}; {aside:,} set aside", end="; ")
        print(f"{found.path.stat().st_size / 1e6:.1f} MB in {time.perf_counter() - start:.0f} s", flush=True)
        return True
    print(f"{name:14} no table of it{f': {why}' if why else ''}")
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
