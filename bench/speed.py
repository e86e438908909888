"""How long reading takes, as a ratio to the parser's own time on the same text in the same run, and how much memory.

    bench/speed.py [TEXT …]

A ratio says the same on a fast and on a slow machine. Prints figures and never fails: speed is looked at, not gated.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET, MEMORY = 8.0, 700.0
"""Times the parser's own time, and megabytes, below which a run should stay."""

PARSE = """
import sys, spacy
from detente import parse
spacy.load(parse.MODEL, exclude=["ner"])(open(sys.argv[1], encoding="utf-8").read())
"""
READ = """
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


def spent(code: str, *given: str) -> tuple[float, float, str]:
    """(seconds of processor time, peak megabytes, what went wrong) of a Python program in a process of its own."""
    done = subprocess.run([sys.executable, "-c", CHILD, code, *given], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    wrong = "" if found["code"] in {0, 4} else found["said"].strip().splitlines()[-1:] or [f"exit code {found['code']}"]
    return found["seconds"], found["peak"] / per_megabyte, "".join(wrong)


def measure(text: Path) -> str:
    """One line of figures on one text; each program runs twice and the faster run counts."""
    with tempfile.TemporaryDirectory() as folder:
        parse = min(spent(PARSE, str(text)) for _ in range(2))
        read = min(spent(READ, str(text), folder) for _ in range(2))
    if parse[2] or read[2]:
        return f"{text.name}: not measured ({parse[2] or read[2]})"
    ratio, words = read[0] / parse[0], len(text.read_text(encoding="utf-8").split())
    held = "within" if ratio < TARGET and read[1] < MEMORY else "OVER"
    return (
        f"{text.name}: {words:,} words; model and parse {parse[0]:.2f} s, detente read {read[0]:.2f} s, "
        f"ratio {ratio:.1f} (target < {TARGET:g}), peak {read[1]:.0f} MB (target < {MEMORY:g}): {held}"
    )


def main() -> int:
    """Prints a line for each text that is there."""
    given = [Path(name) for name in sys.argv[1:]]
    for text in given or [ROOT / "examples" / "us-russia.txt", ROOT.parent / "shared" / "seed.txt"]:
        if text.is_file():
            print(measure(text), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
