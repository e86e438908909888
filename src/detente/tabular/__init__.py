"""Sentences held against a plain table: counts, order, extremes, sums and single cells, with the cells they rest on.

A table needs no layout: any columns, a thing a row. What a sentence says that the table does not decide is undecided.
"""

from __future__ import annotations

from detente.model import Agreement
from detente.tabular import asked, deciding
from detente.tabular.deciding import Answer
from detente.tabular.grid import Grid, grid

__all__ = ["Answer", "Grid", "check", "grid"]


def check(text: str, table: Grid) -> Answer | None:
    """What a table says of a sentence; None where it does not decide it. "A, while B" holds when both parts do."""
    whole = deciding.decide(asked.read(text, table), table)
    return whole if whole is None or whole.agreement is not Agreement.UNKNOWN else None
