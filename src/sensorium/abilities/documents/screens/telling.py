"""A screen → JSON."""

from __future__ import annotations

from typing import Any

from sensorium.abilities.documents.screens.elements import Colour, Element, Screen

VERSION = 1


def told(screen: Screen) -> dict[str, Any]:
    """A screen as `json.dumps` takes it: boxes in pixels (left, top, right, bottom), colours as "#rrggbb", elements
    from the top. Of a box to tick `on` says whether it is; of a table `rows` has the text of its cells. confidence:
    that of the least certain word, 0 to 1; 1 where there is none.
    """
    return {
        "version": VERSION,
        "width": screen.width,
        "height": screen.height,
        "ground": coded(screen.ground),
        "elements": [_element(element) for element in screen.elements],
        "panels": [{"box": box.told(), "colour": coded(colour)} for box, colour in screen.panels],
    }


def coded(colour: Colour) -> str:
    """A colour as CSS has it, such as "#0d6efd"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _element(element: Element) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "kind": element.kind,
        "text": element.text,
        "box": element.box.told(),
        "confidence": round(min((word.confidence for word in element.words), default=1.0), 6),
        "sources": list(dict.fromkeys(word.source for word in element.words)),
        "ground": coded(element.ground),
        "ink": coded(element.ink),
        "size_px": round(element.size_px, 1),
    }
    if element.kind in ("check box", "radio"):
        facts["on"] = element.on
    if element.kind == "table":
        facts["rows"] = [list(row) for row in element.rows]
    return facts
