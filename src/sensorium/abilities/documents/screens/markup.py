"""Elements of a screen → a page that looks alike: every element at its place (absolute layout), as what it is."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.screens.elements import Colour, Element, Screen
from sensorium.abilities.documents.screens.telling import coded


def html_of(screen: Screen, title: str = "") -> str:
    """A whole HTML document without scripts or addresses; all text of the picture is escaped.

    Absolute layout: what was seen is told, not what makes the page adapt.
    """
    panels = "".join(_panel(box, colour) for box, colour in screen.panels)
    elements = "".join(_WRITTEN[element.kind](element) for element in screen.elements)
    size = f"width:{screen.width}px;height:{screen.height}px;background:{coded(screen.ground)}"
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(title)}</title><style>"
        "*{box-sizing:border-box;margin:0} body>*{position:absolute;white-space:nowrap} "
        "body{position:relative;font-family:'Liberation Sans',Arial,sans-serif} "
        "button,input,table{font-family:inherit} input{padding:0 .5em} td{padding:0 .6em}"
        f"</style></head><body style='{size}'>"
        f"{panels}{elements}</body></html>"
    )


def _place(box: Box) -> str:
    return f"left:{box.left:.0f}px;top:{box.top:.0f}px;width:{box.width:.0f}px;height:{box.height:.0f}px"


def _panel(box: Box, colour: Colour) -> str:
    return f"<div style='{_place(box)};background:{coded(colour)}'></div>"


def _type(element: Element) -> str:
    """Size of type and colour; lines are as high as the ink is."""
    size, height = element.size_px, element.box.height
    return f"font-size:{size:.1f}px;line-height:{height:.0f}px;color:{coded(element.ink)}"


def _said(tag: str) -> Callable[[Element], str]:
    def written(element: Element) -> str:
        place = f"left:{element.box.left:.0f}px;top:{element.box.top:.0f}px"
        return f"<{tag} style='{place};{_fit(element)}'>{escape(element.text)}</{tag}>"

    return written


def _fit(element: Element) -> str:
    """Type as wide as the print was: letters are about half as wide as their size."""
    letters = max(1, len(element.text))
    size = min(element.size_px, 2.05 * element.box.width / letters * 1.15)
    spread = f"width:{element.box.width:.0f}px;text-align-last:justify" if " " in element.text else ""
    return f"font-size:{size:.1f}px;line-height:{element.box.height:.0f}px;color:{coded(element.ink)};{spread}"


def _button(element: Element) -> str:
    colours = f"background:{coded(element.ground)};border:1px solid {coded(element.ink)}"
    look = f"{_place(element.box)};{_type(element)};{colours};padding:0"
    role = "data-kind=tab" if element.kind == "tab" else ""
    return f"<button {role} style='{look}'>{escape(element.text)}</button>"


def _input(element: Element) -> str:
    look = f"{_place(element.box)};{_type(element)};background:{coded(element.ground)};border:1px solid #888"
    return f"<input type=text value=\"{escape(element.text)}\" style='{look}'>"


def _tick(element: Element) -> str:
    kind = "radio" if element.kind == "radio" else "checkbox"
    return f"<input type={kind} {'checked' if element.on else ''} style='{_place(element.box)}'>"


def _image(element: Element) -> str:
    return f"<div role=img data-kind=image style='{_place(element.box)};background:{coded(element.ground)}'></div>"


def _table(element: Element) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in element.rows)
    size = f"font-size:{element.size_px:.1f}px;color:{coded(element.ink)}"
    return f"<table border=1 style='{_place(element.box)};{size};border-collapse:collapse'>{rows}</table>"


_WRITTEN: dict[str, Callable[[Element], str]] = {
    "button": _button, "tab": _button, "input": _input, "check box": _tick, "radio": _tick, "image": _image,
    "table": _table, "link": _said("a"), "text": _said("span"), "heading": _said("h2"),
}  # fmt: skip
