"""The scorer: each matching rule on cases of its own, and agreement with a reference scorer where there is one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from detente import record, scoring
from detente.errors import SourceError
from detente.scoring import actors_of, match, numbers_of, score, unit_of, verdict_of

GOLD = Path(__file__).parents[2] / "shared" / "gold"
Row = dict[str, Any]


def claim(start: int = 0, end: int = 100, kind: str = "quantity", **fields: Any) -> Row:
    return {"start": start, "end": end, "kind": kind, "verdict": "supported", **fields}


def event(**fields: Any) -> Row:
    return claim(
        kind="event", **{"plover_event_type": "THREATEN", "source_actor": "IND", "target_actor": "PAK", **fields}
    )


def matched(gold: Row, pred: Row) -> bool:
    return match([gold], [pred]) == [(0, 0)]


# ---------------------------------------------------------------------------------------------------------------- spans


@pytest.mark.parametrize(
    ("gold", "pred", "right"),
    [
        ((0, 100), (0, 100), True),
        ((0, 100), (50, 130), True),  # 50 of 130
        ((0, 100), (54, 154), False),  # 46 of 154 is less than 0.3
        ((0, 100), (53, 152), True),  # 47 of 152 is more
        ((0, 100), (100, 200), False),  # they only touch
        ((0, 600), (10, 20), True),  # one inside the other
        ((10, 20), (0, 600), True),
        ((0, 601), (10, 20), False),  # the longer is too long
        ((0, 601), (0, 400), True),  # unless they overlap enough
        ((5, 5), (0, 10), False),
        ((None, None), (0, 10), False),
        ((0, 10), (-1, -1), False),
    ],
)
def test_spans(gold: tuple[int, int], pred: tuple[int, int], right: bool) -> None:
    assert matched(claim(*gold), claim(*pred)) is right


# ---------------------------------------------------------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("gold", "pred", "right"),
    [
        ("vote", "vote", True),
        ("quantity", "quantity_change", True),
        ("quantity_change", "quantity", True),
        ("agreement_term", "quantity", True),
        ("membership", "agreement", True),
        ("vote", "meeting", False),
        ("agreement_term", "quantity_change", False),
        ("attribution", "agreement", False),
    ],
)
def test_kinds_are_the_same_or_akin(gold: str, pred: str, right: bool) -> None:
    assert matched(claim(kind=gold), claim(kind=pred)) is right


def test_the_same_kind_comes_before_an_akin_one() -> None:
    gold = [claim(kind="quantity")]
    assert match(gold, [claim(kind="quantity_change"), claim(kind="quantity")]) == [(0, 1)]


# ----------------------------------------------------------------------------------------------------- values and units


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        (None, []),
        (True, []),
        (5, [5.0]),
        ("5", [5.0]),
        ("1,550", [1550.0]),
        ("$250 billion", [250e9]),
        ("3-4", [3.0, 4.0]),
        ("56 to 7", [56.0, 7.0]),
        ([3, "4"], [3.0, 4.0]),
        ("2.5 mn", [2.5e6]),
        (".5", [0.5]),
        ("1\u202f000", [1000.0]),
        ("two", []),
    ],
)
def test_numbers(value: Any, numbers: list[float]) -> None:
    assert numbers_of(value) == numbers


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        (None, ("?", 1.0)),
        (" ", ("?", 1.0)),
        ("USD", ("USD", 1.0)),
        ("billion USD", ("USD", 1e9)),
        ("US$ million", ("USD", 1e6)),
        ("€", ("EUR", 1.0)),
        ("percent of GDP", ("percent", 1.0)),
        ("percent of gross domestic product of Chile", ("percent", 1.0)),
        ("basis points", ("percent", 0.01)),
        ("per cent", ("percent", 1.0)),
        ("km", ("length", 1000.0)),
        ("metric tons", ("mass", 1000.0)),
        ("thousand troops", ("?troops", 1000.0)),
        ("k", ("?", 1000.0)),
        ("deployed_warheads", ("?deployed_warheads", 1.0)),
    ],
)
def test_units(unit: Any, found: tuple[str, float]) -> None:
    dimension, factor = unit_of(unit)
    if unit == "k":  # alone it is no scale but a thing that is counted
        assert dimension == "?k"
    else:
        assert (dimension, factor) == (found[0], pytest.approx(found[1]))


@pytest.mark.parametrize(
    ("gold", "pred", "right"),
    [
        ((100, "USD"), (100, "USD"), True),
        ((100, "USD"), (100.1, "USD"), True),  # a thousandth
        ((100, "USD"), (100.2, "USD"), False),
        ((2.5e9, "USD"), (2.5, "billion USD"), True),
        ((2.5e9, "USD"), (2.5, "billion EUR"), False),
        ((24, "months"), (2, "years"), True),
        ((1, "km"), (1000, "m"), True),
        ((1, "km"), (1000, None), True),  # no unit leaves it open
        ((1000, None), (1000, "km"), False),  # but the factor counts: 1,000 km are a million metres
        ((3, "ships"), (3, "boats"), True),  # counted things are not told apart
        ((3, "ships"), (3, "km"), False),
        ((-5, "percent"), (5, "percent"), True),  # the sign lies in the words
        ((None, None), (7, "km"), True),  # gold has no value
        ((7, "km"), (None, None), False),
        (([3, 4], "days"), ([4, 3], "days"), True),
        (([3, 4], "days"), (3, "days"), False),
        ((0, "USD"), (0, "USD"), True),
    ],
)
def test_values_agree_after_bringing_units_together(gold: tuple[Any, Any], pred: tuple[Any, Any], right: bool) -> None:
    assert matched(claim(value=gold[0], unit=gold[1]), claim(value=pred[0], unit=pred[1])) is right


# --------------------------------------------------------------------------------------------------------------- actors


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (None, set()),
        ("", set()),
        ("USAGOV;CHNMIL", {"USA", "CHN"}),
        ("usa, chn", {"USA", "CHN"}),
        ("SUNGOV", {"RUS"}),
        ("SUN;RUS", {"RUS"}),
        ("IGOUNOSEC", {"IGOUNO"}),
        ("IGOWSTNAT", {"IGONAT"}),
        ("IGONATO", {"IGONAT"}),
        ("IGOEUREEC", {"IGOEUR"}),
        ("IGOUNOIAE", {"IGOIAE"}),
        (["DEU", "FRAGOV"], {"DEU", "FRA"}),
    ],
)
def test_actor_codes_are_folded(text: Any, codes: set[str]) -> None:
    assert actors_of(text) == codes


@pytest.mark.parametrize(
    ("gold", "pred", "right"),
    [
        ({}, {}, True),
        ({}, {"source_actor": "INDGOV", "target_actor": "PAKMIL"}, True),
        ({}, {"source_actor": "PAK", "target_actor": "IND"}, False),
        ({}, {"target_actor": None}, False),
        ({"target_actor": None}, {}, True),  # what gold leaves open is open
        ({"source_actor": None, "target_actor": None}, {"source_actor": "FRA"}, True),
        ({"reciprocal": True}, {"source_actor": "PAK", "target_actor": "IND"}, True),
        (
            {"plover_event_type": "CONSULT"},
            {"plover_event_type": "CONSULT", "source_actor": "PAK;IND", "target_actor": None},
            True,
        ),
        ({"plover_alt": ["AGREE"]}, {"source_actor": "PAK", "target_actor": "IND"}, True),
        ({}, {"plover_event_type": "threaten"}, True),
        ({}, {"plover_event_type": "ACCUSE"}, False),
        ({"plover_alt": ["ACCUSE"]}, {"plover_event_type": "ACCUSE"}, True),
        ({"plover_event_type": None}, {"plover_event_type": "AID"}, True),
        ({}, {"plover_event_type": None}, False),
    ],
)
def test_events_need_the_type_and_the_actors(gold: Row, pred: Row, right: bool) -> None:
    assert matched(event(**gold), event(**pred)) is right


def test_meetings_need_them_too_and_agreements_do_not() -> None:
    met = {"plover_event_type": "CONSULT", "source_actor": "IND", "target_actor": "PAK"}
    assert not matched(claim(kind="meeting", **met), claim(kind="meeting", **met | {"target_actor": "CHN"}))
    assert matched(claim(kind="agreement", **met), claim(kind="agreement", **met | {"target_actor": "CHN"}))


# ------------------------------------------------------------------------------------------------------------- matching


def test_each_claim_is_taken_once_the_best_first() -> None:
    gold = [claim(0, 100), claim(0, 50)]
    assert match(gold, [claim(0, 50)]) == [(1, 0)]
    assert sorted(match(gold, [claim(0, 50), claim(0, 99)])) == [(0, 1), (1, 0)]
    assert match([claim()], [claim(), claim()]) == [(0, 0)]


def test_the_nearer_start_decides_between_equals() -> None:
    assert match([claim(10, 20)], [claim(0, 20), claim(10, 30)]) == [(0, 1)]


# ---------------------------------------------------------------------------------------------------- verdicts, figures


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("supported", "supported"),
        ("TRUE", "supported"),
        ("Contradicted", "refuted"),
        ("false", "refuted"),
        ("partly true", "imprecise"),
        ("outdated", "imprecise"),
        ("not-enough-info", "unverifiable"),
        ("NEI", "unverifiable"),
        ("not checkable", "opinion"),
        ("conflicting", "none"),
        (None, "none"),
    ],
)
def test_verdict_names(said: str | None, verdict: str) -> None:
    assert verdict_of({"verdict": said}) == verdict


def test_refuted_end_to_end_counts_what_was_not_found() -> None:
    gold = [claim(0, 10, verdict="refuted"), claim(20, 30, verdict="refuted"), claim(40, 50)]
    pred = [claim(0, 10, verdict="refuted"), claim(40, 50, verdict="refuted"), claim(60, 70, verdict="refuted")]
    found = score([(gold, pred)])
    assert (found.refuted.gold, found.refuted.predicted) == (2, 3)
    assert found.refuted.precision == pytest.approx(1 / 3)
    assert found.refuted.recall == pytest.approx(1 / 2)
    assert found.refuted.f1 == pytest.approx(0.4)
    assert found.accuracy == pytest.approx(1 / 2)
    assert found.confusion == {"refuted": {"refuted": 1}, "supported": {"refuted": 1}}


def test_a_figure_over_nothing_is_none() -> None:
    found = score([([claim()], [])])
    assert (found.overall.precision, found.overall.recall, found.overall.f1) == (None, 0.0, None)
    assert score([([], [claim()])]).overall.recall is None
    assert score([([claim(0, 5)], [claim(9, 12)])]).overall.f1 == 0.0
    assert score([]).accuracy is None


def test_kinds_are_counted_on_their_own_side() -> None:
    found = score([([claim(kind="quantity")], [claim(kind="quantity_change")])])
    assert (found.kinds["quantity"].recall, found.kinds["quantity"].precision) == (1.0, None)
    assert (found.kinds["quantity_change"].recall, found.kinds["quantity_change"].precision) == (None, 1.0)


def test_the_table_names_every_kind() -> None:
    table = score([([claim()], [claim()])]).table()
    assert "quantity" in table
    assert "refuted, end to end" in table


# ---------------------------------------------------------------------------------------------------------------- files


def write(path: Path, rows: Sequence[Row]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_missing_prediction_counts_as_empty(tmp_path: Path) -> None:
    write(tmp_path / "gold" / "a.claims.jsonl", [claim()])
    write(tmp_path / "gold" / "b.claims.jsonl", [claim()])
    write(tmp_path / "pred" / "a.claims.jsonl", [claim()])
    found = score(scoring.pairs(tmp_path / "gold", tmp_path / "pred"))
    assert (found.overall.gold, found.overall.recall, found.overall.precision) == (2, 0.5, 1.0)


@pytest.mark.parametrize(
    ("content", "says"),
    [("{", "line 1: not JSON"), ("{}\n\n[1]", "line 3: not an object"), (b"\xff\xfe", "cannot be read")],
)
def test_what_is_no_claims_file_is_refused_with_its_line(tmp_path: Path, content: str | bytes, says: str) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SourceError, match=says):
        scoring.pairs(path, path)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no \*\.claims\.jsonl"):
        scoring.pairs(tmp_path, tmp_path)


# ------------------------------------------------------------------------------------------- against a reference scorer


def _shifted(rows: list[Row]) -> list[Row]:
    return [row | {"start": row["start"] + (row["end"] - row["start"]) // 3, "end": row["end"] + 9} for row in rows]


def _swapped(rows: list[Row]) -> list[Row]:
    return [row | {"source_actor": row.get("target_actor"), "target_actor": row.get("source_actor")} for row in rows]


def _scaled(rows: list[Row]) -> list[Row]:
    return [
        row | ({"value": row["value"] * (1 + 0.0007 * n)} if isinstance(row.get("value"), int | float) else {})
        for n, row in enumerate(rows)
    ]


def _other_kinds(rows: list[Row]) -> list[Row]:
    names = sorted({row["kind"] for row in rows})
    return [
        row | {"kind": names[n % len(names)], "verdict": ("refuted", "false", "odd", None)[n % 4]}
        for n, row in enumerate(rows)
    ]


def _twice(rows: list[Row]) -> list[Row]:
    return [*rows[1::2], *_shifted(rows)]


def _whole(rows: list[Row]) -> list[Row]:
    return [
        row | {"start": max(0, row["start"] - 250), "end": row["end"] + 250, "unit": "billion USD" if n % 3 else None}
        for n, row in enumerate(rows)
    ]


DAMAGES: dict[str, Callable[[list[Row]], list[Row]]] = {
    "as it is": list,
    "shifted": _shifted,
    "actors swapped": _swapped,
    "values off": _scaled,
    "kinds and verdicts": _other_kinds,
    "twice": _twice,
    "wide spans": _whole,
    "nothing": lambda rows: rows[:0],
}


def agrees(gold: Path, pred: Path) -> None:
    """The figures are those of the reference scorer, to twelve places."""
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(pred), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)["micro"]
    ours = score(scoring.pairs(gold, pred)).as_dict()
    end_to_end = theirs["verdict_on_matched"]["refuted_end_to_end"]
    for mine, other in [
        (ours["overall"], theirs["overall"]),
        (ours["refuted"], end_to_end),
        *((ours["kinds"][k], v) for k, v in theirs["per_kind"].items()),
    ]:
        for name in ("gold", "predicted", "precision", "recall", "f1"):
            assert mine[name] == pytest.approx(other[name], abs=1e-12), name
    assert ours["verdict_accuracy"] == pytest.approx(theirs["verdict_on_matched"]["accuracy"], abs=1e-12)
    assert set(ours["kinds"]) == set(theirs["per_kind"])


needs_gold = pytest.mark.skipif(not (GOLD / "score.py").is_file(), reason="no reference scorer beside the project")


@needs_gold
@pytest.mark.parametrize("damage", DAMAGES)
def test_agrees_with_the_reference_scorer_on_damaged_gold(tmp_path: Path, damage: str) -> None:
    for file in sorted((GOLD / "dev").glob("*.claims.jsonl")):
        write(tmp_path / file.name, DAMAGES[damage](lines(file)))
    agrees(GOLD / "dev", tmp_path)


@needs_gold
def test_agrees_with_the_reference_scorer_on_what_is_read(tmp_path: Path, parse: Any) -> None:
    for file in sorted((GOLD / "dev").glob("*.claims.jsonl"))[:2]:
        read = parse(file.with_name(file.name.replace(".claims.jsonl", ".txt")).read_text(encoding="utf-8"))
        rows = [record.claim_row(claim, read.document) for claim in read.claims]
        rows = [
            row | {"start": row["start_char"], "end": row["end_char"], "verdict": str(f.verdict)}
            for row, f in zip(rows, read.findings, strict=True)
        ]
        write(tmp_path / "pred" / file.name, rows)
        write(tmp_path / "gold" / file.name, lines(file))
    agrees(tmp_path / "gold", tmp_path / "pred")
