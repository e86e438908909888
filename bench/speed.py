"""How long reading takes, as a ratio to the bare parse of the same text in the same run, and how much memory.

    bench/speed.py [TEXT …]

The bare parse is the stock pipeline without its named-entity recogniser. Times are processor time of one core; a ratio
says the same on a fast and on a slow machine. Prints figures and never fails: speed is looked at, not gated.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
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


def main() -> int:
    """Prints a line for each figure."""
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
