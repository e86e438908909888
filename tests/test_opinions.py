"""Evaluations are told from facts, also from facts that a word colours; the table is ``gold/opinions.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from detente import reading
from detente.model import Claim, Document, Period, Source

TABLE = tomllib.loads((Path(__file__).parent / "gold" / "opinions.toml").read_text(encoding="utf-8"))


def opinions(text: str) -> list[Claim[object]]:
    source = Source(id="table", title="a row of a table")
    _, claims = reading.read(Document(source=source, text=text, dated=Period.of("2024")))
    return [claim for claim in claims if getattr(claim.body, "opinion", False)]


@pytest.mark.parametrize("text", TABLE["evaluations"])
def test_evaluation_is_an_opinion(text: str) -> None:
    assert opinions(text)


@pytest.mark.parametrize("text", TABLE["facts"])
def test_fact_is_no_opinion(text: str) -> None:
    assert not opinions(text)


@pytest.mark.parametrize("row", TABLE["beside"], ids=lambda row: row["text"][:40])
def test_evaluation_stands_beside_the_fact_in_its_subject(row: dict[str, str]) -> None:
    assert [claim.quote for claim in opinions(row["text"])] == [row["opinion"]]
