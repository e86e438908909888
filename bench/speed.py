"""How long reading takes, as a ratio to the bare parse of the same text in the same run, and how much memory.

    bench/speed.py [TEXT …]
    bench/speed.py --corpus [--all]    runs of many documents; with --all of 100,000, which takes an hour

The bare parse is the stock pipeline without its named-entity recogniser. Times are processor time of one core; a ratio
says the same on a fast and on a slow machine. Prints figures and never fails: speed is looked at, not gated.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
MEMORY, COLD = 700.0, 3.0
"""Megabytes of a whole run, and seconds to the first claim of a short article, below which they should stay."""

RATES = """
import json, sys, time
import spacy
from detente import checking, parse, reading, scaling, text

def spent(work):
    began = time.process_time()
    work()
    return time.process_time() - began

documents = [text.load(path) for path in sys.argv[1:]]
stock, known = spacy.load(parse.MODEL, exclude=["ner"]), scaling.reference()
tokens = sum(len(stock.make_doc(document.text)) for document in documents)
words = sum(len(document.text.split()) for document in documents)
rounds = []
for _ in range(4):  # the first warms up
    bare = spent(lambda: [stock(document.text) for document in documents])
    read = spent(lambda: [reading.read(document) for document in documents])
    checked = spent(lambda: [scaling.one(document, "", known) for document in documents])
    rounds.append((bare, read, checked))
print(json.dumps({"tokens": tokens, "words": words, "rounds": rounds[1:]}))
"""
FIRST = """
import sys
from detente import reading, text
assert reading.read(text.load(sys.argv[1]))[1]
"""
RUN = """
import sys
sys.argv = ["detente", "read", sys.argv[1], "--date", "2026-01", "--quiet", "--out", sys.argv[2]]
from detente.cli import main
main()
"""
CORPUS = """
import sys
sys.argv = ["detente", "read", sys.argv[1], "--quiet", "--without-fetched", "--out", sys.argv[2], *sys.argv[3:]]
from detente.cli import main
if __name__ == "__main__":
    main()
"""
STORING = """
import json, tempfile, time
from pathlib import Path
import duckdb
from detente import record, storing
from detente.model import Document, Source
from detente import scaling
text = "Finland joined NATO on 4 April 2023. " * 10
document = Document(source=Source(id="0" * 16, title="x"), text=text)
read = scaling.one(document, "x", scaling.reference())
told = [row for name, row in record.document_rows(read) if name == "claims"]
rows = [{**row, "id": f"{row['id']}-{copy}"} for copy in range(4000) for row in told]  # no two claims have one id
columns = storing.columns("claims")
with tempfile.TemporaryDirectory() as folder:
    began = time.perf_counter()
    storing.store(Path(folder) / "part", (("claims", row) for row in rows))
    storing.build(Path(folder) / "record.duckdb", Path(folder), [Path(folder) / "part"])
    bulk = (time.perf_counter() - began) / len(rows)
    few = [[row.get(name) for name in columns] for row in rows[:1000]]
    with duckdb.connect(str(Path(folder) / "rows.duckdb")) as store:
        store.execute("CREATE TABLE claims (" + ", ".join(f'"{n}" {k}' for n, k in columns.items()) + ")")
        began = time.perf_counter()
        store.executemany(f"INSERT INTO claims VALUES ({', '.join('?' * len(columns))})", few)
        single = (time.perf_counter() - began) / len(few)
print(json.dumps({"bulk": bulk, "single": single, "rows": len(rows)}))
"""
CHILD = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-c", *sys.argv[1:]], capture_output=True, text=True, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = used.ru_utime + used.ru_stime
print(json.dumps({"code": done.returncode, "seconds": seconds, "peak": used.ru_maxrss, "said": done.stderr[-400:]}))
"""
"""A process between, so that each figure is of one child alone."""


def spent(code: str, *given: str) -> tuple[float, float]:
    """(seconds of processor time, peak megabytes) of a Python program in a process of its own."""
    done = subprocess.run([sys.executable, "-c", CHILD, code, *given], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    if found["code"] not in {0, 4}:
        raise SystemExit(f"not measured: {found['said']}")
    return found["seconds"], found["peak"] / (1024 * 1024 if sys.platform == "darwin" else 1024)


def rates(name: str, texts: list[Path], target: float) -> str:
    """How reading and checking compare with the bare parse on some texts."""
    done = subprocess.run([sys.executable, "-c", RATES, *map(str, texts)], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    bare, read, checked = (min(column) for column in zip(*found["rounds"], strict=True))
    ratio = statistics.median(read / bare for bare, read, _ in found["rounds"])
    return (
        f"{name} ({len(texts)} texts, {found['tokens']:,} tokens): reading {found['tokens'] / read:,.0f} tokens/s, "
        f"{found['words'] / read:,.0f} words/s; bare parse {found['tokens'] / bare:,.0f} tokens/s; "
        f"ratio {ratio:.2f} (target < {target:g}); with checking {found['tokens'] / checked:,.0f} tokens/s"
    )


def collection(path: Path, count: int, long: int = 1) -> Path:
    """A collection of documents of some ``long`` sentences, no two alike."""
    told = (
        "Finland joined NATO on {0} April 2023.",
        "Japan condemned the launch {0} times, and Chile called for talks.",
        "The Peruvian minister visited Lagos on {0} May 2022.",
        "Trade between Kenya and Uganda grew by {0} per cent.",
    )
    with path.open("w", encoding="utf-8") as lines:
        for n in range(count):
            words = " ".join(told[(n + k) % 4].format((n * 7 + k) % 28 + 1) for k in range(long))
            lines.write(json.dumps({"id": f"n{n}", "text": f"{words} Note {n}."}) + "\n")
    return path


def of_many(folder: Path, *, all_: bool) -> None:
    """Prints what runs of many documents take: how storing goes, what two processes bring, what memory does."""
    done = subprocess.run([sys.executable, "-c", STORING], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    times = found["single"] / found["bulk"]
    print(
        f"storing {found['rows']:,} claims in bulk: {times:,.0f} times as fast as row by row (target > 100)", flush=True
    )
    program = folder / "run.py"
    program.write_text(CORPUS, encoding="utf-8")
    corpus = collection(folder / "long.jsonl", 2_400, 12)
    walls = []
    for jobs in ("1", "2"):
        began = time.perf_counter()
        command = [sys.executable, program, corpus, folder / f"jobs{jobs}", "--jobs", jobs, "--shard-size", "50"]
        subprocess.run(command, check=True)
        walls.append(time.perf_counter() - began)
    print(f"corpus reading, 2 processes against 1: {walls[0] / walls[1]:.2f} (target > 1.7)", flush=True)
    counts = (1_000, 100_000 if all_ else 8_000)
    peaks = []
    for count in counts:
        corpus = collection(folder / f"{count}.jsonl", count)
        peaks.append(spent(CORPUS, str(corpus), str(folder / str(count)), "--shard-size", "500", "--jobs", "1")[1])
    name = f"memory reading {counts[1]:,} short documents against {counts[0]:,}"
    print(f"{name}: {peaks[1] / peaks[0]:.2f} ({peaks[1]:.0f} and {peaks[0]:.0f} MB; target < 1.15)")


def main() -> int:
    """Prints a line for each figure."""
    if "--corpus" in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            of_many(Path(folder), all_="--all" in sys.argv)
        return 0
    given = [Path(name) for name in sys.argv[1:]]
    dense = [
        *sorted((ROOT / "examples").glob("*.txt")),
        SHARED / "seed.txt",
        *sorted((SHARED / "gold").glob("dev/*.txt")),
    ]
    dense = [text for text in given or dense if text.is_file()]
    print(rates("event-dense text", dense, 1.5), flush=True)
    if not given:
        print(rates("ordinary news", sorted((ROOT / "bench" / "texts").glob("*.txt")), 1.0), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text("Finland joined NATO on 4 April 2023. The Kremlin criticised the step.\n", encoding="utf-8")
        first = min(spent(FIRST, str(short))[0] for _ in range(3))
        seconds, peak = min(spent(RUN, str(dense[0]), folder) for _ in range(2))
    print(f"first claim of a short article, cold: {first:.1f} s (target < {COLD:g})")
    print(f"detente read {dense[0].name}, whole run: {seconds:.1f} s, peak {peak:.0f} MB (target < {MEMORY:g})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
