"""GraphML: the acts between actors as a multigraph, for igraph, networkx and yEd.

All edges are directed, as readers take one sort in a graph; ``mutual`` tells which have no direction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from detente.exporting import ties
from detente.exporting.claims import Ask

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"string": "string", "boolean": "boolean", "integer": "int", "double": "double"}
_EDGE = {**ties.EDGE, "start": "string", "end": "string", "weight": "double"}
_NODE = {"label": "string", **ties.NODE}


def lines(ask: Ask) -> Iterator[str]:
    """The lines of the file."""
    root = ET.Element("graphml", {"xmlns": _SPACE})
    for domain, declared in (("node", _NODE), ("edge", _EDGE)):
        for name, form in declared.items():
            key = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": _TYPES[form]}
            ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", {"id": "acts", "edgedefault": "directed"})
    found = ties.ties(ask)
    for node in ties.nodes(ask, found):
        _data(ET.SubElement(graph, "node", {"id": node.id}), "node", _NODE, node._asdict())
    for tie in found:
        edge = ET.SubElement(graph, "edge", {"id": tie.id, "source": tie.source, "target": tie.target})
        _data(edge, "edge", _EDGE, tie._asdict() | {"weight": 1.0})
    ET.indent(root, " ")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield ET.tostring(root, encoding="unicode")


def ids(content: str) -> list[str]:
    """The ids of the edges in a finished file."""
    return [edge.get("id", "") for edge in ET.fromstring(content).iter(f"{{{_SPACE}}}edge")]


def _data(element: ET.Element, domain: str, declared: Mapping[str, str], values: Mapping[str, Any]) -> None:
    for name in declared:
        value = values[name]
        if value is not None and value != "":
            said = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(element, "data", {"key": f"{domain}_{name}"}).text = said
