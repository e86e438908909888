"""GEXF 1.3: the acts between actors through time, for Gephi's timeline.

An edge lasts from the first to the last day that its words allow; one without a date is always there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from detente.exporting import ties
from detente.exporting.claims import Ask

_SPACE = "http://gexf.net/1.3"


def lines(ask: Ask) -> Iterator[str]:
    """The lines of the file."""
    root = ET.Element("gexf", {"xmlns": _SPACE, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "détente"
    ET.SubElement(meta, "description").text = "Who did what to whom, as texts tell it"
    how = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = ET.SubElement(root, "graph", how)
    for domain, declared in (("node", ties.NODE), ("edge", ties.EDGE)):
        attributes = ET.SubElement(graph, "attributes", {"class": domain, "mode": "static"})
        for name, form in declared.items():
            ET.SubElement(attributes, "attribute", {"id": name, "title": name, "type": form})
    found = ties.ties(ask)
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for node in ties.nodes(ask, found):
        element = ET.SubElement(nodes, "node", {"id": node.id, "label": node.label})
        _values(element, ties.NODE, node._asdict())
    for tie in found:
        edge = {"id": tie.id, "source": tie.source, "target": tie.target, "kind": tie.claim_kind, "weight": "1"}
        edge |= {"label": tie.act} if tie.act else {}
        edge |= {name: day for name, day in (("start", tie.start), ("end", tie.end)) if day}
        _values(ET.SubElement(edges, "edge", edge), ties.EDGE, tie._asdict())
    ET.indent(root, " ")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield ET.tostring(root, encoding="unicode")


def ids(content: str) -> list[str]:
    """The ids of the edges in a finished file."""
    return [edge.get("id", "") for edge in ET.fromstring(content).iter(f"{{{_SPACE}}}edge")]


def _values(element: ET.Element, declared: Mapping[str, str], values: Mapping[str, Any]) -> None:
    held = ET.SubElement(element, "attvalues")
    for name in declared:
        value = values[name]
        if value is not None and value != "":
            said = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(held, "attvalue", {"for": name, "value": said})
