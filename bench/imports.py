"""How long importing a day of GDELT takes beside pandas that only reads the same columns, and how much memory.

    bench/imports.py [ROWS]

The file is made in the published form: actors, codes and days as often as in the shared ICEWS slices where they are
there, else evenly. pandas runs in a process of its own, as does the import; times are processor time, start included.
The import also finds actors, sorts out rows and writes the record, which pandas does not.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from detente import tables
from detente.importing import forms

SHARED = Path(__file__).parents[2] / "shared" / "data" / "event_codes" / "icews_sample_2018-06.tab.gz"
FASTER, SMALLER = 5.0, 3.0
"""How many times faster than pandas, and with how many times less memory, importing should be."""

IMPORT = """
import sys
from pathlib import Path
from detente import importing
(found,) = importing.run([Path(sys.argv[1])], importing.chosen("gdelt"), Path(sys.argv[2])).files
assert found.added == int(sys.argv[3]), found
"""
PANDAS = """
import sys
import pandas
frame = pandas.read_csv(sys.argv[1], sep="\\t", header=None, dtype=str, quoting=3, usecols=eval(sys.argv[2]))
assert len(frame) == int(sys.argv[3])
"""
CHILD = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-c", *sys.argv[1:]], capture_output=True, text=True, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = used.ru_utime + used.ru_stime
print(json.dumps({"said": done.stderr[-400:], "seconds": seconds, "peak": used.ru_maxrss / 1024}))
"""


def spent(code: str, *given: str) -> tuple[float, float]:
    """(seconds, peak megabytes) of a Python program in a process of its own."""
    done = subprocess.run([sys.executable, "-c", CHILD, code, *given], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    if found["said"]:
        raise SystemExit(f"not measured: {found['said']}")
    return found["seconds"], found["peak"]


def frequencies() -> tuple[Counter[str], Counter[str]]:
    """How often each state acts and each code is told."""
    states = {row["name"]: row["id"] for row in tables.rows("actors.csv") if row["type"] == "state"}
    if not SHARED.is_file():
        return Counter(states.values()), Counter(row["code"] for row in tables.rows("cameo.csv"))
    with gzip.open(SHARED, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    who = Counter(states[row["Source Country"]] for row in rows if row["Source Country"] in states)
    return who, Counter(row["CAMEO Code"] for row in rows)


def make(path: Path, count: int) -> None:
    """A file of GDELT 2.0 events in the published form."""
    chance, columns = random.Random(1), forms.forms()["gdelt2"].columns
    who, codes = frequencies()
    pick = [chance.choices(list(table), list(table.values()), k=count) for table in (who, who, codes)]
    with path.open("w", encoding="utf-8") as file:
        for number, (source, target, code) in enumerate(zip(*pick, strict=True)):
            place, sector = f"Town {chance.randrange(9000)}, {source}", chance.choice(("GOV", "MIL", "", "COP", "BUS"))
            row = {
                "globaleventid": str(1_100_000_000 + number), "day": f"202403{chance.randrange(1, 29):02}",
                "monthyear": "202403", "year": "2024", "fractiondate": "2024.1781", "actor1code": source + sector,
                "actor1name": f"NAME {chance.randrange(3000)}", "actor1countrycode": source, "actor1type1code": sector,
                "actor2code": target, "actor2name": f"NAME {chance.randrange(3000)}", "actor2countrycode": target,
                "isrootevent": "1", "eventcode": code, "eventbasecode": code[:3], "eventrootcode": code[:2],
                "quadclass": "1", "goldsteinscale": "2.8", "nummentions": str(chance.randrange(1, 60)),
                "numsources": "1", "numarticles": str(chance.randrange(1, 60)),
                "avgtone": f"{chance.uniform(-9, 9):.13f}",
                "actor1geo_type": "4", "actor1geo_fullname": place, "actor2geo_fullname": place,
                "actiongeo_fullname": place, "actiongeo_countrycode": source[:2], "actiongeo_adm1code": source,
                "actiongeo_lat": f"{chance.uniform(-60, 60):.4f}", "actiongeo_long": f"{chance.uniform(-180, 180):.4f}",
                "dateadded": "20240306120000",
                "sourceurl": f"https://news{chance.randrange(4000)}.example.org/2024/{number // 4}/an-article.html",
            }  # fmt: skip
            file.write("\t".join(row.get(column, "") for column in columns) + "\n")


def main() -> int:
    """Prints a line for each figure; never fails."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 150_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.export.CSV"
        make(path, count)
        form = forms.forms()["gdelt2"]
        used = [n for n, column in enumerate(form.columns) if any(column in sql for sql in form.cells.values())]
        print(f"{count:,} rows of GDELT 2.0, {path.stat().st_size / 1e6:.0f} MB")
        mine = [spent(IMPORT, str(path), f"{folder}/{n}/record.duckdb", str(count)) for n in range(3)]
        seconds, peak = statistics.median(time for time, _ in mine), max(size for _, size in mine)
        print(f"detente import: {seconds:.1f} s, peak {peak:.0f} MB, record and start included")
        try:
            theirs = [spent(PANDAS, str(path), str(used), str(count)) for _ in range(3)]
        except SystemExit as error:
            print(f"pandas: {error}")
            return 0
    time, size = statistics.median(time for time, _ in theirs), max(size for _, size in theirs)
    print(f"pandas reading {len(used)} columns as text: {time:.1f} s, peak {size:.0f} MB")
    share, small = peak / size, 1 / SMALLER
    print(f"{time / seconds:.1f} times as fast (target {FASTER:g}); {share:.2f} of the memory (target {small:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
