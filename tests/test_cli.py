"""The command: its codes, its two streams, what it does with bad inputs, and that the docs speak of all of it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

import detente as detente_package
from detente import cli, scaling, telling
from detente.errors import ShelfError
from detente.shelf import OFFERS, shelf

ROOT = Path(__file__).parents[1]
GOOD = "Finland joined NATO on 4 April 2023 and Sweden joined it on 7 March 2024.\n"
WRONG = "Finland joined NATO on 4 April 2019.\n"
HTML = """<!DOCTYPE html><html><head><title>Enlargement</title><script>alert("x")</script></head>
<body><nav>Home About</nav><article><h1>Enlargement</h1>
<p>Finland joined NATO on 4 April 2023. The accession doubled the border of the alliance with its eastern neighbour.</p>
<script>document.write("Chile joined NATO on 1 May 1999.")</script>
<p>Sweden joined NATO on 7 March 2024, after a delay of almost two years that Turkey and Hungary had caused.</p>
</article></body></html>
"""
BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\n \t\n",
    "binary.txt": bytes(range(256)) * 40,
    "latin.txt": "Le président a visité Alger en décembre.\n".encode("latin-1"),
    "long.txt": b"Chad left. " * 570_000,
    "broken.pdf": b"%PDF-1.7\nthis is no book\n",
    "broken.docx": b"PK\x03\x04 and nothing more",
    "script.html": b"<!DOCTYPE html><html><body><script>let x = 1</script></body></html>",
}
"""File name → content that cannot be read as a document; ``long.txt`` has more than six million characters."""


class Done(NamedTuple):
    code: int
    out: str
    err: str


Main = Callable[..., Done]


@pytest.fixture
def main(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Main:
    """``main("read", …)``: the command within this process, so that nothing is loaded twice."""

    def run(*given: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["detente", *map(str, given)])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


# -------------------------------------------------------------------------------------------------------------- reading


def test_reads_says_what_it_found_and_writes_four_files(main: Main, good: Path, tmp_path: Path) -> None:
    done = main("read", good, "--out", tmp_path / "out", "--date", "2026-01")
    assert done.code == 0
    assert done.out == "", "talk goes to standard error"
    assert "1 document · " in done.err
    assert "report.html" in done.err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *("report.html", "claims.jsonl", "record.duckdb", "manifest.json")
    }


def test_quiet_says_nothing_and_json_only_json(main: Main, good: Path, tmp_path: Path) -> None:
    assert main("read", good, "--out", tmp_path / "out", "--quiet") == Done(0, "", "")
    done = main("read", good, "--out", tmp_path / "out", "--json")
    found = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert found["out"] == str(tmp_path / "out")
    assert found["failed"] == {}
    assert {row["verdict"] for row in found["findings"]} <= set(telling.WORDS)


def test_fail_on_ends_with_three_when_a_claim_has_the_verdict(main: Main, good: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(WRONG, encoding="utf-8")
    done = main("read", wrong, "--out", tmp_path / "out", "--fail-on", "refuted")
    assert done.code == 3
    assert "✗" in done.err
    assert main("read", good, "--out", tmp_path / "out", "--fail-on", "refuted", "--quiet").code == 0
    assert main("read", wrong, "--out", tmp_path / "out", "--quiet").code == 0, "wrong claims alone are no failure"


def test_a_folder_is_searched_for_documents(main: Main, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "in" / "b.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "in" / "c.csv").write_text("no document", encoding="utf-8")
    done = main("read", tmp_path / "in", "--out", tmp_path / "out", "--json")
    assert done.code == 0
    assert {row["doc"] for row in json.loads(done.out)["findings"]} == {"a.txt", "b.html"}


def test_scripts_of_a_page_are_neither_read_nor_shown(main: Main, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML, encoding="utf-8")
    done = main("read", tmp_path / "page.html", "--out", tmp_path / "out", "--json")
    quotes = " ".join(row["quote"] for row in json.loads(done.out)["findings"])
    assert "Finland joined NATO" in quotes
    assert "Chile" not in quotes
    assert "Home About" not in quotes
    assert "alert(" not in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_reads_standard_input(detente: Any, tmp_path: Path) -> None:
    done = detente("read", "-", "--out", tmp_path, "--json", stdin=GOOD.encode())
    assert done.returncode == 0, done.stderr
    assert {row["doc"] for row in json.loads(done.stdout)["findings"]} == {"-"}


# ----------------------------------------------------------------------------------------------------------- bad inputs


@pytest.fixture
def bad(tmp_path: Path) -> list[Path]:
    (tmp_path / "bad").mkdir()
    for name, content in BAD.items():
        (tmp_path / "bad" / name).write_bytes(content)
    return [*sorted((tmp_path / "bad").iterdir()), tmp_path / "missing.txt"]


def test_what_cannot_be_read_is_set_aside_and_the_rest_is_read(
    main: Main, good: Path, bad: list[Path], tmp_path: Path
) -> None:
    done = main("read", *bad, good, "--out", tmp_path / "out")
    assert done.code == 4
    assert "Traceback" not in done.err
    lines = [line for line in done.err.splitlines() if line.startswith("not read: ")]
    rows = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text("utf-8").splitlines()]
    assert [row["input"] for row in rows] == [str(path) for path in bad]
    assert len(lines) == len(bad), "one line each"
    for path, line in zip(bad, lines, strict=True):
        assert path.name in line
        assert line.count(". ") >= 1, "what is wrong, and what to do"
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert [row["input"] for row in manifest["failed"]] == [str(path) for path in bad]
    assert manifest["counts"]["documents"] == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("empty.txt", "is empty"),
        ("blank.txt", "is empty"),
        ("binary.txt", "is a binary file"),
        ("latin.txt", "is not UTF-8 text"),
        ("long.txt", "more than the 5,000,000"),
        ("broken.pdf", "broken or locked PDF"),
        ("broken.docx", "is a broken"),
        ("script.html", "no article text"),
        ("missing.txt", "cannot be opened"),
    ],
)
def test_each_bad_input_is_named_with_its_reason(
    main: Main, bad: list[Path], tmp_path: Path, name: str, says: str
) -> None:
    path = next(path for path in bad if path.name == name)
    done = main("read", path, "--out", tmp_path / "out")
    assert done.code == 4
    assert f"{path}: " in done.err
    assert says in done.err
    assert "Traceback" not in done.err


def test_when_nothing_can_be_read_no_record_is_written(detente: Any, bad: list[Path], tmp_path: Path) -> None:
    done = detente("read", *bad, "--out", tmp_path / "out")
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert all(path.name.encode() in done.stderr for path in bad)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["quarantine.jsonl"]


def test_the_list_of_failures_goes_when_nothing_fails_any_more(main: Main, good: Path, tmp_path: Path) -> None:
    main("read", good, tmp_path / "missing.txt", "--out", tmp_path / "out", "--quiet")
    assert (tmp_path / "out" / "quarantine.jsonl").is_file()
    assert main("read", good, "--out", tmp_path / "out", "--quiet").code == 0
    assert not (tmp_path / "out" / "quarantine.jsonl").exists()


def test_one_document_given_twice_is_read_once(main: Main, good: Path, tmp_path: Path) -> None:
    shutil.copy(good, tmp_path / "copy.txt")
    done = main("read", good, tmp_path / "copy.txt", "--out", tmp_path / "out", "--json")
    assert done.code == 4
    assert "is the same document as another" in done.err


def test_an_empty_folder_is_said_to_be_one(main: Main, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = main("read", tmp_path / "in", "--out", tmp_path / "out")
    assert done.code == 4
    assert "no files found" in done.err


# ---------------------------------------------------------------------------------------------------------- wrong usage


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["frobnicate"], "No such command"),
        (["read"], "Missing argument"),
        (["read", "x.txt", "--frob"], "No such option"),
        (["read", "x.txt", "--fail-on", "wrong"], "there are: refuted, conflicting"),
        (["read", "x.txt", "--date", "soon"], "is not a date"),
        (["read", "x.txt", "--date", "2026-13"], "is not a day of the calendar"),
        (["query", "nowhere", "SELECT 1"], "no record there"),
        (["report", "nowhere"], "no record there"),
    ],
)
def test_wrong_usage_ends_with_two(
    main: Main, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = main(*given)
    assert done.code == 2
    assert says in " ".join(done.err.replace("│", " ").split())
    assert "Traceback" not in done.err


def test_without_a_command_it_says_what_there_is(main: Main) -> None:
    done = main()
    assert done.code in {0, 2}
    assert "Commands" in done.out + done.err


def test_an_output_folder_that_cannot_be_is_said_to_be_so(main: Main, good: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = main("read", good, "--out", tmp_path / "file")
    assert done.code == 2
    assert str(tmp_path / "file") in done.err
    assert "Traceback" not in done.err


def test_an_interrupted_run_ends_with_its_code(main: Main, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scaling, "run", interrupt)
    done = main("read", good)
    assert (done.code, done.out) == (130, "")
    assert "interrupted" in done.err


def test_missing_reference_data_end_with_five(main: Main, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ShelfError("datasets/x.py offers no DATASET.")

    monkeypatch.setattr(scaling, "run", missing)
    assert main("read", good).code == 5


# ------------------------------------------------------------------------------------------------------- other commands


def test_a_query_gives_csv_or_json(main: Main, folder: Path) -> None:
    sql = "SELECT kind, count(*) AS n, NULL AS empty FROM claims GROUP BY kind ORDER BY kind"
    rows = list(csv.DictReader(io.StringIO(main("query", folder, sql).out)))
    lines = [json.loads(line) for line in main("query", folder / "record.duckdb", sql, "--json").out.splitlines()]
    assert rows
    assert [(row["kind"], int(row["n"])) for row in rows] == [(row["kind"], row["n"]) for row in lines]
    assert {row["empty"] for row in rows} == {""}
    assert {row["empty"] for row in lines} == {None}


def test_a_query_without_rows_still_has_its_header(main: Main, folder: Path) -> None:
    assert main("query", folder, "SELECT id, kind FROM claims WHERE false").out == "id,kind\n"
    assert main("query", folder, "SELECT id FROM claims WHERE false", "--json").out == ""


def test_a_wrong_query_is_answered_with_its_fault(main: Main, folder: Path) -> None:
    done = main("query", folder, "SELECT nothing FROM claims")
    assert (done.code, done.out) == (2, "")
    assert "nothing" in done.err
    assert "docs/codebook.md" in done.err
    for empty in ("", " ; "):
        done = main("query", folder, empty)
        assert (done.code, done.out) == (2, "")
        assert "the query is empty" in done.err


def test_the_shelf_lists_everything_and_its_file(main: Main) -> None:
    listed = main("shelf").out
    found = json.loads(main("shelf", "--json").out)
    assert list(found) == list(OFFERS)
    for name in OFFERS:
        assert set(found[name]) == set(shelf(name))
        assert all(file in listed for file in found[name].values())
        assert all((ROOT / "src" / "detente" / file).is_file() for file in found[name].values())


def test_a_report_is_written_again(main: Main, folder: Path, tmp_path: Path) -> None:
    done = main("report", folder, "--out", tmp_path / "again.html")
    assert done.code == 0
    assert (tmp_path / "again.html").read_bytes().strip() == (folder / "report.html").read_bytes().strip()
    assert json.loads(main("report", folder, "--out", tmp_path / "again.html", "--json").out) == {
        "report": str(tmp_path / "again.html")
    }
    assert main("report", folder, "--out", tmp_path / "no" / "where.html").code == 2


def test_a_report_is_written_beside_its_record(main: Main, good: Path, tmp_path: Path) -> None:
    main("read", good, "--out", tmp_path)
    first = (tmp_path / "report.html").read_bytes()
    (tmp_path / "report.html").unlink()
    assert main("report", tmp_path).code == 0
    assert (tmp_path / "report.html").read_bytes() == first


def test_a_record_of_an_earlier_run_is_said_to_be_one(main: Main, good: Path, tmp_path: Path) -> None:
    main("read", good, "--out", tmp_path)
    done = main("read", tmp_path / "nowhere.txt", "--out", tmp_path)
    assert done.code == 4
    assert "of an earlier run" in done.err


def test_a_score_is_a_table_or_json(main: Main, folder: Path, tmp_path: Path) -> None:
    claims = folder / "claims.jsonl"
    assert json.loads(main("score", claims, claims, "--json").out)["overall"]["f1"] == 1.0
    assert "refuted, end to end" in main("score", claims, claims).out
    assert main("score", claims, tmp_path / "nowhere.jsonl").code == 4


def test_the_version_is_that_of_the_package(main: Main) -> None:
    found = main("version").out.strip()
    assert found == json.loads(main("version", "--json").out)["version"] == main("--version").out.strip()
    assert found == detente_package.__version__


@pytest.mark.parametrize("name", [command.name or command.callback.__name__ for command in cli.app.registered_commands])  # type: ignore[union-attr]
def test_every_command_takes_json_and_quiet_and_says_what_it_does(main: Main, name: str) -> None:
    done = main(name, "--help")
    assert done.code == 0
    assert "--json" in done.out
    assert "--quiet" in done.out


def test_help_is_quick() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "detente.cli", "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.6


def test_a_closed_pipe_is_no_failure(folder: Path) -> None:
    command = f'"{sys.executable}" -m detente.cli query "{folder}" "SELECT * FROM reference" | head -n 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert b"Traceback" not in done.stderr


# ----------------------------------------------------------------------------------------------------------- the papers


REMAKE = "run: python bench/house.py --docs"


def commands() -> list[str]:
    return sorted(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]


def test_every_command_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in commands() if f"detente {name}" not in readme] == []


def house() -> Any:
    """bench/house.py, which makes the codebook."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        import house as found  # noqa: PLC0415
    finally:
        sys.path.pop(0)
    return found


def test_every_verdict_and_every_rule_stands_in_the_verdicts() -> None:
    page = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
    assert [name for name in telling.WORDS if f"| **{name}** |" not in page] == []
    assert [name for name, rule in shelf("rules").items() if f"| `{name}` | {rule.says} |" not in page] == [], REMAKE
    assert page == house().verdicts(), REMAKE


def test_the_codebook_is_up_to_date_and_describes_every_column() -> None:
    made = house()
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8") == made.codebook(), REMAKE
    for name, columns in {**made.tables(), **made.views(), **made.kinds()}.items():
        assert [column for column in columns if not made.meaning(name, column)] == [], f"data/columns.csv: {name}"
    fields = [field for field in made.exchange() if not made.meaning("claims.jsonl", field)]
    assert [field for field in fields if not made.meaning("claims", field)] == []


def test_the_codebook_in_json_and_the_list_of_exports_are_up_to_date() -> None:
    assert (ROOT / "docs" / "codebook.json").read_text(encoding="utf-8") == house().codebook_json(), REMAKE
    assert (ROOT / "docs" / "exports.md").read_text(encoding="utf-8") == house().exports(), REMAKE


def test_the_list_of_public_sets_is_up_to_date() -> None:
    assert (ROOT / "docs" / "fetching.md").read_text(encoding="utf-8") == house().fetching(), REMAKE


def test_the_example_of_the_readme_runs(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = readme.split("```python\n")[1].split("```")[0]
    assert len(example.strip().splitlines()) <= 12
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "refuted" in done.stdout


def test_a_list_of_actors_is_read_and_named_in_the_manifest(main: Main, tmp_path: Path) -> None:
    listed, text = tmp_path / "my.csv", tmp_path / "told.txt"
    listed.write_text("name,type,of\nStraits Authority,org,MYS\n", encoding="utf-8")
    text.write_text("The Straits Authority condemned Singapore on 3 May 2021.\n", encoding="utf-8")
    assert main("read", text, "--actors", listed, "--out", tmp_path / "with").code == 0
    assert main("read", text, "--out", tmp_path / "without").code == 0
    told, untold = (
        (tmp_path / out / "claims.jsonl").read_text("utf-8").count("own:straits-authority")
        for out in ("with", "without")
    )
    assert told > untold == 0
    manifests = [json.loads((tmp_path / out / "manifest.json").read_text("utf-8")) for out in ("with", "without")]
    digest = hashlib.sha256(listed.read_bytes()).hexdigest()
    assert [found["actors"] for found in manifests] == [{"name": "my.csv", "sha256": digest, "actors": 1}, None]


def test_what_is_no_list_of_actors_ends_in_a_line(main: Main, good: Path, tmp_path: Path) -> None:
    listed = tmp_path / "my.csv"
    listed.write_text("who\nStraits Authority\n", encoding="utf-8")
    done = main("read", good, "--actors", listed, "--out", tmp_path / "out")
    assert done.code != 0
    assert "has no column name; it has who" in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "out").exists()
