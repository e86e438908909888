"""Finds what is on a shelf: every file in a shelf's folder that offers the shelf's object.

A shelf is a package (``detente.kinds``, ``datasets``, ``rules``, ``measures``, ``views``); a thing is on it because its
file is there.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from detente.errors import ShelfError

OFFERS = {"kinds": "KIND", "datasets": "DATASET", "rules": "RULE", "measures": "MEASURE", "views": "VIEW"}
"""Shelf → the name under which each of its files offers its thing."""


@cache
def shelf(name: str) -> Mapping[str, Any]:
    """Everything on a shelf, by file name, in alphabetical order.

    Raises ShelfError when there is no such shelf, or a file on it does not offer its thing.
    """
    if name not in OFFERS:
        raise ShelfError(f"no shelf {name!r}.", hint=f"There are: {', '.join(OFFERS)}.")
    package = importlib.import_module(f"detente.{name}")
    found: dict[str, Any] = {}
    for item in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        module = importlib.import_module(f"detente.{name}.{item.name}")
        if not hasattr(module, OFFERS[name]):
            raise ShelfError(f"{name}/{item.name}.py offers no {OFFERS[name]}.", hint=f"Declare {OFFERS[name]} in it.")
        found[item.name] = getattr(module, OFFERS[name])
    return MappingProxyType(found)


def pick(name: str, key: str) -> Any:
    """One thing from a shelf; an unknown key raises ShelfError that lists the known ones."""
    things = shelf(name)
    if key not in things:
        raise ShelfError(f"no {key!r} among the {name}.", hint=f"There are: {', '.join(things)}.")
    return things[key]
