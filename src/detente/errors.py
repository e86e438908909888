"""The exceptions of détente.

    DetenteError
    ├── SourceError   an input or a reference table cannot be read
    ├── RecordError   a record cannot be written, opened or asked
    └── ShelfError    a thing is not on its shelf, or does not keep the shelf's contract

What a *text* gets wrong is a ``Finding``, never an exception.
"""

from __future__ import annotations


class DetenteError(Exception):
    """A message for the user: what is wrong and where, then in ``hint`` what to do about it."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class SourceError(DetenteError):
    """A document or a reference table cannot be read."""


class RecordError(DetenteError):
    """A record cannot be written, opened or asked."""


class ShelfError(DetenteError):
    """A shelf has no such thing, or what stands there breaks the shelf's contract."""
