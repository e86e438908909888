"""Breaks found in published series of pairs of states, and our scale beside published values, where there are some.

    bench/measures_index.py

The series are the monthly and daily dyadic scores made from GDELT 2.0 events (gdelt_dyads). Prints a line for each
figure and fails where one misses its target: the break of US-Russian relations of 2022 within a month, false alarms in
shuffled series within what is promised, missing days missing.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from detente import breaks, tables

SHARED = Path(__file__).parents[2] / "shared" / "data"
NEAR = {"2022-02", "2022-03", "2022-04"}
PAIRS = (("RUS", "USA"), ("CHN", "USA"), ("IND", "PAK"), ("ISR", "IRN"), ("ARM", "AZE"), ("JPN", "KOR"), ("GBR", "FRA"))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def monthly() -> dict[frozenset[str], dict[str, float]]:
    """Pair → month → its score a day of which there are data."""
    found: dict[frozenset[str], dict[str, float]] = {}
    for row in rows(SHARED / "gdelt_dyads" / "monthly_all_pairs.csv.gz"):
        month = {row["month"]: float(row["score"]) / int(row["days"])}
        found.setdefault(frozenset((row["a"], row["b"])), {}).update(month)
    return found


def found_breaks() -> bool:
    """Prints the breaks of some pairs; whether those of the first are where they must be, and false alarms are few."""
    series, good = monthly(), True
    for pair in PAIRS:
        values = series.get(frozenset(pair), {})
        for search, spread in (("mean", False), ("mean and variance", True)):
            got = breaks.find(list(values.values()), spread=spread)
            if got is None:
                continue
            at = [list(values)[place] for place in got.at]
            print(f"{'-'.join(pair)}, {search}, {len(values)} months: {', '.join(at) or 'no break'}; "
                  f"false alarms {got.false_alarms:.1%} of {breaks.SHUFFLES} shuffled series")  # fmt: skip
            good &= got.false_alarms <= breaks.PROMISED and (pair != PAIRS[0] or spread or bool(NEAR & set(at)))
    return good


def missing_days() -> bool:
    """Prints how many of the days that the source lacks have no value in the daily series."""
    folder = SHARED / "gdelt_dyads"
    lacking = {row["missing_date"] for row in rows(folder / "missing_days.csv")}
    days: dict[str, float] = {}
    for row in rows(folder / "daily_core43.csv.gz"):
        days.setdefault(row["date"], 0.0)  # a day with cells of others has data: this pair's is 0
        if {row["a"], row["b"]} == {"USA", "RUS"}:
            days[row["date"]] = float(row["score"])
    laid_out = breaks.laid_out(days)
    inside = {day for day in lacking if day in laid_out}
    gaps = {day for day, value in laid_out.items() if value is None}
    print(f"missing days: {len(inside & gaps)} of {len(inside)} answer missing; {len(gaps - lacking)} others do")
    return inside == gaps


def values_of_codes() -> bool:
    """Prints for how many codes of the published table and of the raw sample ours has the same value."""
    folder = SHARED / "event_codes"
    ours = {row["code"]: float(row["goldstein"]) for row in tables.rows("cameo.csv") if row["goldstein"]}
    table = {row["code"]: float(row["goldstein"]) for row in rows(folder / "cameo_goldstein.csv") if row["goldstein"]}
    with gzip.open(folder / "icews_sample_2018-06.tab.gz", "rt", encoding="utf-8") as file:
        raw = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    used = {row["CAMEO Code"]: float(row["Intensity"]) for row in raw}
    for name, theirs in (("the published table", table), ("the raw sample", used)):
        same = sum(ours.get(code) == value for code, value in theirs.items())
        print(f"Goldstein values: {same} of {len(theirs)} codes of {name} have ours")
    return all(ours.get(code) == value for code, value in used.items())


def main() -> int:
    """1 where a figure misses its target, else 0; also where there are no data."""
    if not (SHARED / "gdelt_dyads").is_dir():
        print("no published series here; nothing is measured")
        return 0
    return 0 if all([found_breaks(), missing_days(), values_of_codes()]) else 1


if __name__ == "__main__":
    sys.exit(main())
