"""What stands on a screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word, said

Kind: TypeAlias = Literal["button", "input", "check box", "radio", "link", "image", "text", "heading", "table", "tab"]
Colour: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Element:
    """One element, its box in pixels of the picture.

    words: those that stand in it, in reading order; on: whether a box is ticked; rows: the words of a table's cells;
    ground, ink: its colours (0 … 255 each of red, green, blue); size_px: of its type, 0 where it has none.
    """

    kind: Kind
    box: Box
    words: tuple[Word, ...] = field(default=(), repr=False)
    on: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    ground: Colour = (255, 255, 255)
    ink: Colour = (0, 0, 0)
    size_px: float = 0.0

    @property
    def text(self) -> str:
        return said(self.words)


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A picture of a page or dialog: its size in pixels, its ground, elements from the top; panels: coloured areas."""

    width: int
    height: int
    ground: Colour
    elements: tuple[Element, ...]
    panels: tuple[tuple[Box, Colour], ...] = ()
