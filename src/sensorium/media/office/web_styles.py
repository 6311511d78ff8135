"""The few declarations of CSS that change what is read of a page: weight, slant, whether something is shown."""

from __future__ import annotations

import re
from typing import Final

from sensorium.media.office.markup import Element, name_of

_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"(?:^|[\s,])(?:[a-z]+)?\.([\w-]+)\s*(?=,|$)")
_MOST_RULES = 5_000
_BOLD_TAGS: Final = frozenset({"b", "strong", "th"})
_ITALIC_TAGS: Final = frozenset({"i", "em", "cite", "dfn", "var", "address"})


class PageStyles:
    """What classes say, by their name."""

    def __init__(self, sheets: list[str]) -> None:
        self._classes: dict[str, dict[str, str]] = {}
        for number, rule in enumerate(match for sheet in sheets for match in _RULE.finditer(sheet)):
            if number >= _MOST_RULES:
                break
            for name in _CLASS.findall(rule[1].strip()):
                self._classes.setdefault(name, {}).update(_declared(rule[2]))

    def of(self, element: Element) -> dict[str, str]:
        """The declarations that hold for an element."""
        found: dict[str, str] = {}
        for name in (element.get("class") or "").split()[:20]:
            found |= self._classes.get(name, {})
        return found | _declared(element.get("style") or "")

    def hides(self, element: Element) -> bool:
        """Whether an element is not shown."""
        declared = self.of(element)
        return (
            element.get("hidden") is not None
            or declared.get("display") == "none"
            or (declared.get("visibility") == "hidden" or declared.get("mso-hide") == "all")
        )

    def face(self, element: Element, face: tuple[bool, bool]) -> tuple[bool, bool]:
        """Bold and italic inside an element that stands in a `face`."""
        tag, declared = name_of(element), self.of(element)
        bold, italic = face[0] or tag in _BOLD_TAGS, face[1] or tag in _ITALIC_TAGS
        if weight := declared.get("font-weight"):
            bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:4]) >= 600)
        if slant := declared.get("font-style"):
            italic = slant in ("italic", "oblique")
        return bold, italic


def _declared(text: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in text[:2000].split(";"))
    return {name.strip().lower(): value.strip().lower().removesuffix("!important").strip() for name, _, value in pairs}
