"""How fast a record of many events is asked and linked, and how much memory that takes.

    bench/events.py [--events N] [--linked N]

Makes N events (2 million; 20 if asked) with the frequencies of pairs, years and classes in real event data, where there
are some, and asks for the events of each dyad, month and quad class: DuckDB on Parquet, and pandas on the same file,
each in a process of its own. Then links some imported events. Prints figures and never fails.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import duckdb

DATA = Path(__file__).parents[2] / "shared" / "data"
TIMES, MEMORY = 10.0, 2000.0
"""How many times faster than pandas, and megabytes, that a question should stay above and below."""

MAKE = """
CREATE TABLE cells AS SELECT *, sum(n) OVER (ORDER BY year, source, target, quad) AS upto FROM ({cells});
CREATE TABLE events AS
SELECT source, target, make_date(year, 1, 1) + CAST(floor(random() * 365) AS INTEGER) AS day, quad,
       round(random() * 20 - 10, 1) AS goldstein
FROM (SELECT random() * (SELECT max(upto) FROM cells) AS at FROM range({events})) e
ASOF JOIN cells ON e.at <= cells.upto;
COPY events TO '{path}' (FORMAT parquet, COMPRESSION zstd);
"""
REAL = """
SELECT year, source, target, replace(quad, '_', ' ') AS quad, n FROM (UNPIVOT (SELECT year, source, target,
    verbCoop AS verbal_cooperation, matlCoop AS material_cooperation, verbConf AS verbal_conflict,
    matlConf AS material_conflict FROM read_csv('{path}'))
    ON verbal_cooperation, material_cooperation, verbal_conflict, material_conflict INTO NAME quad VALUE n) WHERE n > 0
"""
NONE = """
SELECT 2000 + y AS year, 'S' || i AS source, 'S' || j AS target, quad, 1000.0 / ((i + 1) * (j + 1)) AS n
FROM range(20) x(y), range(150) y(i), range(150) z(j), unnest(['verbal cooperation', 'material cooperation',
    'verbal conflict', 'material conflict']) AS q(quad) WHERE i <> j
"""
"""Pairs that are the rarer the further down both stand, where there are no real frequencies."""

BY_DUCKDB = """
import duckdb
with duckdb.connect(config={"memory_limit": "1500MB"}) as store:
    store.execute("SET enable_progress_bar = false; SET preserve_insertion_order = false")
    store.execute('''CREATE TABLE by_month AS SELECT source, target, date_trunc('month', day) AS month, quad,
        count(*) AS n, sum(goldstein) AS score FROM read_parquet(?) GROUP BY ALL''', [sys.argv[1]])
    n = store.execute("SELECT count(*) FROM by_month").fetchone()[0]
"""
BY_PANDAS = """
import pandas
events = pandas.read_parquet(sys.argv[1])
events["month"] = events["day"].astype("datetime64[s]").dt.to_period("M")
n = len(events.groupby(["source", "target", "month", "quad"])["goldstein"].agg(["count", "sum"]).reset_index())
"""
LINK = """
import pathlib, tempfile
import duckdb
from detente import record, storing
with duckdb.connect() as store, tempfile.TemporaryDirectory() as folder:
    storing.make(store)
    store.execute('''INSERT INTO event (claim_id, origin, document_id, source_id, vintage, start_date, end_date, source,
        target, type, mode, cameo, place, name, words, own)
        SELECT 'e' || row_number() OVER (), 'imported', '', 'events', '', day, day, [source], [target],
        ['CONSULT', 'AID', 'ACCUSE', 'ASSAULT'][list_position(['verbal cooperation', 'material cooperation',
        'verbal conflict', 'material conflict'], quad)], '', '', '', '', '', ''
        FROM (SELECT * FROM read_parquet(?) LIMIT ''' + sys.argv[2] + ")", [sys.argv[1]])
    began = time.perf_counter()
    storing.link(store, pathlib.Path(folder))
    n = store.execute("SELECT count(DISTINCT event_id) FROM event_cluster").fetchone()[0]
"""
CHILD = """
import json, resource, sys, time
began = time.perf_counter()
{code}
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
print(json.dumps({{"n": n, "seconds": time.perf_counter() - began, "peak": used}}))
"""


def spent(code: str, *given: str) -> tuple[int, float, float]:
    """(rows it gives, seconds, peak megabytes) of a program in a process of its own."""
    child = [sys.executable, "-c", CHILD.format(code=code), *given]
    done = subprocess.run(child, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"not measured: {done.stderr[-400:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    return found["n"], found["seconds"], found["peak"]


def make(path: Path, events: int) -> str:
    """Writes the events; whose frequencies they have."""
    real = DATA / "icews_dyads" / "quad_counts.csv.gz"
    cells = REAL.format(path=real) if real.is_file() else NONE
    with duckdb.connect(config={"memory_limit": "3GB"}) as store:
        store.execute("SELECT setseed(0.5)")
        store.execute(MAKE.format(cells=cells, events=events, path=path))
    return "frequencies of real pairs, years and classes" if real.is_file() else "made-up frequencies"


def main() -> int:
    """Prints a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=2_000_000, help="events that are asked; 20000000 are many")
    parser.add_argument("--linked", type=int, default=200_000, help="imported events that are linked")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        with ProcessPoolExecutor(1) as other:  # a child's peak begins with its parent's
            whose = other.submit(make, path, given.events).result()
        n, seconds, peak = spent(BY_DUCKDB, str(path))
        print(f"{given.events:,} events ({whose}), {n:,} cells of dyad, month and class:")
        print(f"  DuckDB on Parquet {seconds:.2f} s, peak {peak:,.0f} MB (target < {MEMORY:,.0f})", flush=True)
        if importlib.util.find_spec("pandas"):
            cells, slow, high = spent(BY_PANDAS, str(path))
            ratio = f"{slow / seconds:.1f} times the time (target > {TIMES:g})"
            print(f"  pandas {slow:.2f} s, peak {high:,.0f} MB, {cells:,} cells: {ratio}", flush=True)
        n, seconds, peak = spent(LINK, str(path), str(given.linked))
        print(f"linking {given.linked:,} imported events: {seconds:.1f} s, peak {peak:,.0f} MB, {n:,} events")
    return 0


if __name__ == "__main__":
    sys.exit(main())
