"""Styles and numbering of a DOCX, as far as they say what a paragraph is (ECMA-376 part 1, 17.7 and 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sensorium.media.office.markup import Element, every, first, number, told

_OFF = ("0", "false", "off")
_LONGEST_CHAIN = 20
_MOST_LEVELS = 9
_LIST_NAME = re.compile(r"list (?:bullet|number) ([2-5])$", re.IGNORECASE)
_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)


def is_on(properties: Element | None, tag: str) -> bool | None:
    """Whether a property ("w:b") is switched on or off; None where it is not told."""
    found = None if properties is None else first(properties, tag)
    return None if found is None else told(found, "w:val") not in _OFF


class Styles:
    """Styles by their id, each with those that it is based on."""

    def __init__(self, root: Element | None) -> None:
        elements = [] if root is None else every(root, "w:style")
        self._styles = {told(style, "w:styleId") or "": style for style in elements}
        self._default = next(
            (told(style, "w:styleId") or "" for style in elements
             if told(style, "w:type") == "paragraph" and told(style, "w:default") in ("1", "true")), "",
        )  # fmt: skip

    def _chain(self, style: str | None) -> Iterator[Element]:
        key = self._default if style is None else style
        for _ in range(_LONGEST_CHAIN):
            element = self._styles.get(key)
            if element is None:
                return
            yield element
            key = told(first(element, "w:basedOn"), "w:val") or ""

    def names(self, style: str | None) -> list[str]:
        """The names of a style and of those below it."""
        return [told(first(element, "w:name"), "w:val") or "" for element in self._chain(style)]

    def level(self, style: str | None) -> int | None:
        """The level of a heading, from 1; None for a style of other text."""
        for element in self._chain(style):
            name = told(first(element, "w:name"), "w:val") or ""
            if name.lower() == "title":
                return 1
            if match := _HEADING_NAME.match(name):
                return max(1, int(match[1]))
            outline = told(first(element, "w:pPr/w:outlineLvl"), "w:val")
            if outline is not None and number(outline, 9) < 9:
                return number(outline) + 1
        return None

    def is_on(self, style: str | None, tag: str) -> bool:
        """Whether a style switches a property of characters on."""
        for element in self._chain(style):
            switched = is_on(first(element, "w:rPr"), tag)
            if switched is not None:
                return switched
        return False

    def list_level(self, style: str | None) -> int:
        """How deep Word's own styles of lists lie: "List Bullet 2" is 2, all others 1."""
        matches = (_LIST_NAME.match(name) for name in self.names(style))
        return max((int(match[1]) for match in matches if match), default=1)

    def numbering(self, style: str | None) -> Element | None:
        """The numbering that comes with a style."""
        chain = (first(element, "w:pPr/w:numPr") for element in self._chain(style))
        return next((found for found in chain if found is not None), None)


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list counts: the form of its numbers, its text ("%1.%2"), where it begins."""

    form: str
    text: str
    start: int


class Numbering:
    """Lists, and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        abstract = {
            told(element, "w:abstractNumId") or "": _levels(element) for element in every(root, "w:abstractNum")
        }
        for element in every(root, "w:num"):
            key = told(element, "w:numId") or ""
            base = told(first(element, "w:abstractNumId"), "w:val") or ""
            overridden = {number(told(change, "w:ilvl")): change for change in every(element, "w:lvlOverride")}
            levels = dict(abstract.get(base, {}))
            for depth, change in overridden.items():
                start = told(first(change, "w:startOverride"), "w:val")
                if depth in levels and start is not None:
                    levels[depth] = _Level(levels[depth].form, levels[depth].text, number(start, 1))
            self._levels[key] = levels
            self._list_of[key] = key if overridden else base  # lists of one kind count on

    def marker(self, numbering: Element) -> tuple[str, int] | None:
        """What stands before the next paragraph of a list, and its level from 1; None for no list."""
        key = told(first(numbering, "w:numId"), "w:val") or "0"
        depth = min(max(number(told(first(numbering, "w:ilvl"), "w:val")), 0), _MOST_LEVELS - 1)
        if key == "0":
            return None
        levels = self._levels.get(key, {})
        level = levels.get(depth, _Level("bullet", "•", 1))
        counts = self._counts.setdefault(self._list_of.get(key, key), [None] * _MOST_LEVELS)
        count = counts[depth]
        counts[depth] = level.start if count is None else count + 1
        counts[depth + 1 :] = [None] * (_MOST_LEVELS - depth - 1)
        if level.form == "bullet":
            return "•", depth + 1
        if level.form == "none":
            return level.text if "%" not in level.text else "", depth + 1
        return re.sub(r"%(\d)", lambda match: _numbered(int(match[1]) - 1, counts, levels), level.text), depth + 1


def _levels(element: Element) -> dict[int, _Level]:
    return {
        number(told(level, "w:ilvl")): _Level(
            told(first(level, "w:numFmt"), "w:val") or "decimal",
            told(first(level, "w:lvlText"), "w:val") or "",
            number(told(first(level, "w:start"), "w:val"), 1),
        )
        for level in every(element, "w:lvl")
    }


def _numbered(depth: int, counts: list[int | None], levels: dict[int, _Level]) -> str:
    if not 0 <= depth < _MOST_LEVELS:
        return ""
    level = levels.get(depth, _Level("decimal", "", 1))
    count = counts[depth]
    return in_form(level.start if count is None else count, level.form)


def in_form(count: int, form: str) -> str:
    """A number of a list in a form of WordprocessingML ("decimal", "lowerLetter", "upperRoman"…)."""
    if form.endswith("Letter") and 0 < count < 1_000:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < count < 4_000:
        return _roman(count) if form.startswith("upper") else _roman(count).lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = "M CM D CD C XC L XL X IX V IV I".split()
    said = ""
    for value, sign in zip(values, signs, strict=True):
        times, count = divmod(count, value)
        said += sign * times
    return said
