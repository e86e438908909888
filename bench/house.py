"""The limits of the house, and the docs that are made from its code.

bench/house.py              names what is over a limit; exit code 1 if anything is
bench/house.py --docs       writes docs/codebook.md, docs/codebook.json and docs/exports.md, and the lists in
                            docs/verdicts.md and docs/fetching.md
"""

from __future__ import annotations

import ast
import csv
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "detente"
SPINE = {SOURCE, SOURCE / "finding", SOURCE / "dates", SOURCE / "importing", SOURCE / "tabular"}
SPINE_FILE, SHELF_FILE = 500, 150
FUNCTION, NINE_IN_TEN = 40, 25
PARAMETERS = 5

Def = ast.FunctionDef | ast.AsyncFunctionDef


class Function(NamedTuple):
    """One function: where it stands, how long it is without its docstring, and how many parameters it takes."""

    where: str
    name: str
    lines: int
    parameters: int


def files() -> list[Path]:
    """The files of the package, in order."""
    return sorted(SOURCE.rglob("*.py"))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, the nested ones too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    owners = {id(item): owner for owner in ast.walk(tree) if isinstance(owner, ast.ClassDef) for item in owner.body}
    for node in ast.walk(tree):
        if isinstance(node, Def):
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield Function(where, node.name, _lines(node), _parameters(node, inside=id(node) in owners))


def _lines(node: Def) -> int:
    """From ``def`` to the last line, decorators and docstring left out."""
    said = node.body[0] if ast.get_docstring(node) is not None else None
    docstring = (said.end_lineno or said.lineno) - said.lineno + 1 if said else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def _parameters(node: Def, *, inside: bool) -> int:
    """``self`` and ``cls`` are not counted; a command's options are the words of its interface and are not either."""
    given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    if any("typer.Argument" in ast.unparse(item.annotation) for item in given if item.annotation):
        return 0
    if any("command" in ast.unparse(decorator) for decorator in node.decorator_list):
        return 0
    names = [item.arg for item in given]
    return len(names) - (inside and names[:1] in (["self"], ["cls"]))


def undocumented(path: Path) -> Iterator[str]:
    """The public modules, classes, functions and methods of a file that say nothing of themselves."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    where = path.relative_to(ROOT)
    if ast.get_docstring(tree) is None:
        yield f"{where}:1 the file has no docstring"
    for owner in (
        tree,
        *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")),
    ):
        for node in owner.body:
            if (
                isinstance(node, Def | ast.ClassDef)
                and not node.name.startswith("_")
                and ast.get_docstring(node) is None
            ):
                yield f"{where}:{node.lineno} {node.name} has no docstring"


def offenders() -> list[str]:
    """Everything over a limit, in one line each."""
    found, every = [], [function for path in files() for function in functions(path)]
    for path in files():
        length = len(path.read_text(encoding="utf-8").splitlines())
        limit = SPINE_FILE if path.parent in SPINE else SHELF_FILE
        # the words that all things of a shelf share stand in its __init__.py, which is spine
        limit = SPINE_FILE if path.name == "__init__.py" else limit
        if length > limit:
            found.append(f"{path.relative_to(ROOT)} has {length} lines, limit {limit}")
        found += undocumented(path)
    for function in every:
        if function.lines > FUNCTION:
            found.append(f"{function.where} {function.name} has {function.lines} lines, limit {FUNCTION}")
        if function.parameters > PARAMETERS:
            found.append(f"{function.where} {function.name} takes {function.parameters} parameters, limit {PARAMETERS}")
    lines = sorted(function.lines for function in every)
    p90 = lines[len(lines) * 9 // 10]
    if p90 > NINE_IN_TEN:
        found.append(f"one function in ten has more than {p90} lines, limit {NINE_IN_TEN}")
    return found


# --------------------------------------------------------------------------------------------------------------- docs

HEAD = """# Codebook

Made from the package by `python bench/house.py --docs`; do not edit. It lists the tables of `record.duckdb` and
the fields of `claims.jsonl`.

A record is read with `detente query FOLDER "SELECT …"`, with `detente.open("FOLDER").ask("SELECT …")`, or with any
DuckDB client. What does not apply is NULL. Dates are partial ISO 8601 dates (`1991`, `1991-06`, `1991-06-12`), as
precise as the words are. Actors are ISO 3166 alpha-3 codes (withdrawn ones kept: `SUN`, `YUG`, `DDR`) or ids with a
prefix (`igo:nato`, `person:…`). Per cent is 2.1, never 0.021; money is in whole units of its ISO 4217 currency.

[codebook.json](codebook.json) says the same to programs, as a Frictionless Table Schema a table with units and the
values that can stand in a column; every export that is a folder brings it. Exports of tables (CSV, Parquet, SQLite)
have three columns more behind each that names actors, to merge with other data by: `source_iso3`, `source_cow`,
`source_gw` and so on, the codes of the first state named (ISO 3166 alpha-3, Correlates of War, Gleditsch–Ward) as
they were at the date of the row, or when the text was written. Dated codes stand in `data/state_codes.csv`:
Germany is 255, then 260 beside the GDR's 265, and for COW 255 again.
"""
VIEWS = """
## Views

What is asked most, in the words of the field; `docs/asking.md` shows how. They are made from the tables when asked.
"""
KINDS = """
## Tables of the kinds

One table a kind of claim. It holds the claims of the texts (`origin` is `text`) beside those of the reference data
(`origin` is `reference`), in the same columns, so that one query compares them.
"""
EXPORTS = """# Exports

Made from the package by `python bench/house.py --docs`; do not edit.

`detente export FOLDER --to FORMAT` writes a record in a form that other tools read; `--out` gives the place, and
`--out -` prints a format that is one file. Each file is read back and counted against the record before it stands in
its place. Ids are hashes of what they name, never row numbers. Nothing has a clock in it but a crate's
`datePublished`, which is the day its record was written.

"""
CITING = """
Graphs have an edge for each pair that a text tells an act of (events, meetings, agreements, sanctions, memberships),
with `claim_kind`, `act`, the words, the verdict, and `start` and `end`, the first and the last day that the words
allow. What the text says was not so is left out; what is planned or conditional says so in `modality`. All edges are
directed, since readers take one sort; `mutual` marks those that have no direction.

`detente cite FOLDER --to text|bibtex|csl|ris` prints what to cite: détente, the texts read, and each source that a
finding rests on. CSL-JSON is for Zotero and pandoc, RIS for EndNote and Mendeley, BibTeX for LaTeX.
"""
EXCHANGE = """
## claims.jsonl

One JSON object a claim, in text order; every field is there in every line. `quote` is always `text[start:end]` of the
document. `detente export FOLDER --to csv` writes the same as `checked.csv`, beside the tables.

"""


def meanings() -> Mapping[tuple[str, str], str]:
    """(table, column) → what it holds; ``*`` stands for every table."""
    with (SOURCE / "data" / "columns.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["table"], row["column"]): row["meaning"] for row in csv.DictReader(lines)}


def meaning(table: str, column: str) -> str:
    """What a column holds; empty when data/columns.csv does not say."""
    said = meanings()
    return said.get((table, column)) or said.get(("*", column), "")


def _table(name: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield "| column | type | what it holds |"
    yield "|---|---|---|"
    for column, form in columns.items():
        yield f"| `{column}` | {form} | {meaning(name, column)} |"


def tables() -> dict[str, dict[str, str]]:
    """Every table of a record that is not a kind's: its columns and their types."""
    from detente import record  # noqa: PLC0415 - the limits are read without importing the package

    return {
        name: dict(column.split(" ", 1) for column in columns.split(", ")) for name, columns in record.TABLES.items()
    }


def views() -> dict[str, dict[str, str]]:
    """Every view of a record: its columns and their types."""
    from detente import storing  # noqa: PLC0415

    return storing.view_columns()


def kinds() -> dict[str, dict[str, str]]:
    """Every kind's table: its columns and their types."""
    from detente import record  # noqa: PLC0415
    from detente.shelf import shelf  # noqa: PLC0415

    return {name: record.kind_columns(kind) for name, kind in shelf("kinds").items()}


def exchange() -> Sequence[str]:
    """The fields of claims.jsonl."""
    from detente import exporting  # noqa: PLC0415

    return exporting.FIELDS


def codebook() -> str:
    """docs/codebook.md as it should be."""
    from detente.shelf import shelf  # noqa: PLC0415

    lines = [HEAD, "## Tables of every record"]
    for name, columns in tables().items():
        lines += ["", f"### {name}", "", meaning(name, ""), "", *_table(name, columns)]
    lines.append(VIEWS.rstrip())
    for name, columns in views().items():
        lines += ["", f"### {name}", "", meaning(name, ""), "", *_table(name, columns)]
    lines.append(KINDS.rstrip())
    for name, columns in kinds().items():
        said = " ".join((shelf("kinds")[name].body.__doc__ or "").replace("``", "`").split())
        lines += ["", f"### {name}", "", said, "", *_table(name, columns)]
    lines += [EXCHANGE.rstrip(), "", "| field | what it holds |", "|---|---|"]
    lines += [f"| `{field}` | {meaning('claims.jsonl', field) or meaning('claims', field)} |" for field in exchange()]
    return "\n".join(lines) + "\n"


def exports() -> str:
    """docs/exports.md as it should be."""
    from detente import tables  # noqa: PLC0415

    lines = ["| format | holds | for whom | opens in | written to |", "|---|---|---|---|---|"]
    lines += [
        f"| `{row['format']}` | {row['holds']} | {row['who']} | {row['opens']} | `{row['place']}` |"
        for row in tables.rows("export_formats.csv")
    ]
    return EXPORTS + "\n".join(lines) + "\n" + CITING


def codebook_json() -> str:
    """docs/codebook.json as it should be."""
    from detente.exporting import codebook  # noqa: PLC0415

    return codebook.text()


RULES = "<!-- made by bench/house.py --docs -->\n"
"""Where the list of rules begins in docs/verdicts.md; it goes on to the end."""


def verdicts() -> str:
    """docs/verdicts.md with the list of rules as it should be."""
    from detente.shelf import shelf  # noqa: PLC0415

    written = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8").partition(RULES)[0]
    rules = shelf("rules")
    lines = ["| compares | what must agree | does not agree, for example |", "|---|---|---|"]
    lines += [f"| `{name}` | {rule.says} | {_example(name)} |" for name, rule in rules.items() if rule.compare]
    lines += ["", "| checks the text | what must hold | does not hold, for example |", "|---|---|---|"]
    lines += [f"| `{name}` | {rule.says} | {_example(name)} |" for name, rule in rules.items() if not rule.compare]
    return written + RULES + "\n" + "\n".join(lines) + "\n"


def fetching() -> str:
    """docs/fetching.md with the list of sets as it should be."""
    from detente.fetching import catalogue  # noqa: PLC0415

    written = (ROOT / "docs" / "fetching.md").read_text(encoding="utf-8").partition(RULES)[0]
    lines = ["| set | what it has rows of | publisher | licence | comes by | can refute |", "|---|---|---|---|---|---|"]
    for name, item in catalogue().items():
        how = "download" if item.downloads else "`--from`"
        cells = (f"`{name}`", item.speaks, f"[{item.publisher}: {item.title}]({item.url})", item.licence, how)
        lines.append(f"| {' | '.join(cells)} | {'yes' if item.refutes else 'no'} |")
    lines += ["", "Where to get them:", ""]
    lines += [f"* `{name}`: {item.get}" for name, item in catalogue().items()]
    return written + RULES + "\n" + "\n".join(lines) + "\n"


def _example(rule: str) -> str:
    """The first row of the rule's table in the tests that must not agree, or must be flagged."""
    path = ROOT / "tests" / "gold" / "rules" / f"{rule}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for row in table.get("flag", ()):
        return str(row["text"])
    unequal = (row for row in table.get("disagree", ()) if row[2] == "unequal")
    return next((f"{said} / {found}" for said, found, _ in unequal), "none: another wording is not a wrong one")


def main(given: Sequence[str]) -> int:
    """Checks the limits, or writes the docs."""
    if list(given) == ["--docs"]:
        pages = {"codebook.md": codebook(), "verdicts.md": verdicts(), "fetching.md": fetching()}
        pages |= {"codebook.json": codebook_json(), "exports.md": exports()}
        for name, content in pages.items():
            (ROOT / "docs" / name).write_text(content, encoding="utf-8")
        return 0
    if given:
        print(__doc__)
        return 2
    found = offenders()
    print("\n".join(found) if found else "every file is within the limits of the house")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
