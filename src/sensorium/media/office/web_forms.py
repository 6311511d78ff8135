"""Fields of forms in HTML: what each is called, and what stands in it."""

from __future__ import annotations

from typing import Final

from sensorium.media.office.markup import Element, name_of

_FIELDS: Final = ("input", "textarea", "select")
_SILENT: Final = ("hidden", "submit", "button", "image", "reset", "password", "file")


def is_field(tag: str) -> bool:
    """Whether an element is a field."""
    return tag in _FIELDS


def value_of(element: Element, tag: str) -> str | None:
    """What stands in a field; None for one that shows nothing."""
    if tag == "textarea":
        return " ".join("".join(element.itertext()).split())
    if tag == "select":
        options = [option for option in element.iter() if name_of(option) == "option"]
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return ", ".join(" ".join("".join(option.itertext()).split()) for option in chosen)
    kind = (element.get("type") or "text").lower()
    if kind in _SILENT:
        return None
    if kind in ("checkbox", "radio"):
        return "[x]" if element.get("checked") is not None else "[ ]"
    return str(element.get("value") or "")


class Labels:
    """The names of a page's fields."""

    def __init__(self, root: Element) -> None:
        labels = [element for element in root.iter() if name_of(element) == "label"]
        fields = {element.get("id") for element in root.iter() if is_field(name_of(element)) and element.get("id")}
        self._by_id = {label.get("for"): _text(label) for label in labels if label.get("for") in fields}

    def are_used(self, label: Element) -> bool:
        """Whether a label is told with its field, elsewhere."""
        return label.get("for") in self._by_id

    def of(self, field: Element) -> str:
        """The name of a field."""
        told = self._by_id.get(field.get("id"))
        if told is None:
            around = next((parent for parent in field.iterancestors() if name_of(parent) == "label"), None)
            told = "" if around is None else _text(around)
        return str(told or field.get("aria-label") or field.get("placeholder") or field.get("name") or "")


def _text(label: Element) -> str:
    parts = [label.text or ""]
    for child in label:
        parts += ["" if is_field(name_of(child)) else "".join(child.itertext()), child.tail or ""]
    return " ".join("".join(parts).split()).rstrip(":")
