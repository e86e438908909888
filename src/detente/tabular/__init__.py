"""Sentences held against a plain table: counts, order, extremes, sums and single cells, with the cells they rest on.

A table needs no layout: any columns, a thing a row. What a sentence says that the table does not decide is undecided.
"""

from __future__ import annotations

from detente.model import Agreement
from detente.tabular import asked, deciding, words
from detente.tabular.deciding import Answer
from detente.tabular.grid import Grid, grid

__all__ = ["Answer", "Grid", "check", "grid"]


def check(text: str, table: Grid) -> Answer | None:
    """What a table says of a sentence; None where it does not decide it. "A, while B" needs both parts to hold."""
    answers = [deciding.decide(asked.read(part, table), table) for part in words.parts(text)]
    decided = [answer for answer in answers if answer is not None]
    if not decided or len(decided) < len(answers):
        return deciding.decide(asked.read(text, table), table) if len(answers) > 1 else None
    wrong = [answer for answer in decided if answer.agreement is not Agreement.EQUAL]
    cells = tuple(cell for answer in decided for cell in answer.cells)
    return wrong[0] if wrong else decided[0]._replace(cells=cells)
