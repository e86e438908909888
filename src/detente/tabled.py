"""Claims that nothing else decides, held against a user's plain tables: their sentence, or the clause they stand in."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import Any

from detente import tabular
from detente.model import Agreement, Claim, Document, Finding, Modality, Sentence, Span, Verdict

CONFIDENCE = 0.75
"""How often a plain table decides a sentence rightly, measured on statements about tables of all sorts."""

_VERDICTS = {Agreement.EQUAL: Verdict.SUPPORTED, Agreement.LOOSE: Verdict.IMPRECISE, Agreement.UNEQUAL: Verdict.REFUTED}
_ASSERTED = frozenset({Modality.ASSERTED, Modality.DENIED})
_SHOWN = 4
"""Rows that a message names."""


def settle(
    document: Document, claims: Sequence[Claim[Any]], findings: Sequence[Finding], tables: Sequence[tabular.Grid]
) -> tuple[Finding, ...]:
    """The findings, with what the tables say where there was no verdict and the claim is asserted.

    An act is held against the tables that have a word for it: that Spain and a port stand in one row bears out no raid.
    """
    sentences = {sentence.index: sentence for sentence in document.sentences}
    many = Counter(claim.sentence for claim in claims)
    settled = []
    for claim, finding in zip(claims, findings, strict=True):
        sentence = sentences.get(claim.sentence)
        text = sentence.text if sentence and many[claim.sentence] == 1 else ""
        if sentence and finding.verdict is Verdict.UNVERIFIABLE and claim.modality in _ASSERTED:
            of_it = [table for table in tables if not claim.coding.plover or table.knows(claim.trace.trigger)]
            settled.append(_held(finding, text or _clause(document, sentence, claim), of_it))
        else:
            settled.append(finding)
    return tuple(settled)


def _clause(document: Document, sentence: Sentence, claim: Claim[Any]) -> str:
    """The words of the clause a claim stands in, behind its subject where that stands outside."""
    holding = [clause for clause in sentence.clauses if _meets(document.original(clause.span), claim.at)]
    if not holding:
        return claim.quote
    clause = min(holding, key=lambda clause: len(clause.span))
    outside = clause.subject and not clause.subject.overlaps(clause.span)
    subject = sentence.at(clause.subject) if clause.subject and outside else ""
    return f"{subject} {sentence.at(clause.span)}".strip()


def _meets(span: Span, at: Span | str) -> bool:
    return isinstance(at, Span) and span.overlaps(at)


def _held(finding: Finding, text: str, tables: Sequence[tabular.Grid]) -> Finding:
    """The finding by the first table that decides the words, else the one there is; tables at odds decide nothing."""
    answers = [(table, answer) for table in tables if (answer := tabular.check(text, table))]
    if len({answer.agreement for _, answer in answers}) != 1:
        return finding
    table, answer = answers[0]
    rows = list(dict.fromkeys(row for row, _ in answer.cells))
    return dataclasses.replace(
        finding,
        verdict=_VERDICTS[answer.agreement],
        message=f"{_cited(table, answer)} ({answer.rule}).",
        against=tuple(table.ids[row] for row in rows),
        true_value=answer.found,
        rule=f"table, {answer.rule}",
        method="reference",
        reason="",
        confidence=CONFIDENCE,
    )


def _cited(table: tabular.Grid, answer: tabular.Answer) -> str:
    """The cells an answer rests on, each with its row as a spreadsheet counts, and how many more there are."""
    lines: dict[int, list[str]] = {}
    for row, column in answer.cells:
        name = [table.key] if column != table.key and row not in lines else []
        lines.setdefault(row, []).extend(f"{table.header[c]} {table.rows[row][c].text}" for c in (*name, column))
    told = [f"row {table.numbers[row]}: {', '.join(cells)}" for row, cells in list(lines.items())[:_SHOWN]]
    more = f"; and {len(lines) - _SHOWN} more rows" if len(lines) > _SHOWN else ""
    return f"{table.name}, {'; '.join(told)}{more}" if told else f"{table.name}: no row"
