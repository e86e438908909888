"""What is written after an option, read or refused: which columns, which part, which verdict, when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from detente.telling import WORDS

if TYPE_CHECKING:
    from detente.model import Period


def fields(given: Sequence[str]) -> dict[str, str]:
    """Field → column, of pairs such as text=body."""
    from detente.corpora import FIELDS  # noqa: PLC0415

    for pair in given:
        if "=" not in pair or pair.partition("=")[0] not in FIELDS:
            words = f"{pair!r} is not FIELD=COLUMN; the fields are {', '.join(FIELDS)}."
            raise typer.BadParameter(words, param_hint="--field")
    return {name: column for name, _, column in (pair.partition("=") for pair in given)}


def which(part: str) -> tuple[int, int] | None:
    """Which part of how many."""
    if not part:
        return None
    one, _, all_ = part.partition("/")
    if not (one.isdecimal() and all_.isdecimal() and 1 <= int(one) <= int(all_)):
        raise typer.BadParameter(f"{part!r} is no part such as 1/500.", param_hint="--shard")
    return int(one), int(all_)


def verdict(name: str) -> None:
    """Refuses what is no verdict."""
    if name and name not in WORDS:
        raise typer.BadParameter(f"{name!r} is no verdict; there are: {', '.join(WORDS)}.", param_hint="--fail-on")


def period(date: str, option: str = "--date") -> Period | None:
    """A partial ISO date, as an option gives it."""
    from detente.errors import SourceError  # noqa: PLC0415
    from detente.model import Period  # noqa: PLC0415

    try:
        return Period.of(date) if date else None
    except SourceError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error
