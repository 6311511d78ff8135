"""A page as shown: where its own coordinates lie on it, and what has been found there."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from sensorium.errors import TooLarge

Edges: TypeAlias = tuple[float, float, float, float]
Point: TypeAlias = tuple[float, float]

MOST_OBJECTS = 20_000  # of a page: maps have millions; what comes after is left out


def too_much_text(limit: int, got: int) -> TooLarge:
    """What is raised for a page with more letters than are left."""
    what = "The document holds too much text; read fewer pages at a time"
    return TooLarge(what, limit=limit, got=got, unit="characters", code="document_too_complex")


class Sheet:
    """The frame of one page: its own coordinates (y up, not turned) → points of the page as shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = (float(edge) for edge in page.get_bbox())
        self.turned_deg = int(page.get_rotation())
        self.width, self.height = self.right - self.left, self.top - self.bottom
        if self.turned_deg in (90, 270):
            self.width, self.height = self.height, self.width

    def point(self, x: float, y: float) -> Point:
        """Where a point of the page's own coordinates is shown: points from the left and from the top."""
        if self.turned_deg == 90:
            return y - self.bottom, x - self.left
        if self.turned_deg == 180:
            return self.right - x, y - self.bottom
        if self.turned_deg == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, points: list[Point]) -> Edges | None:
        """The box around `points` as shown; None where it lies off the page or is no number."""
        shown = [self.point(x, y) for x, y in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        inside = right > 0 and bottom > 0 and left < self.width and top < self.height
        return (left, top, right, bottom) if inside and math.isfinite(left + top + right + bottom) else None


@dataclass(eq=False)
class Found:
    """What was found on one page, growing."""

    words: list[str] = field(default_factory=list)
    boxes: list[Edges] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    angles: list[float] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    rules: list[Edges] = field(default_factory=list)
    fills: list[tuple[float, ...]] = field(default_factory=list)
    pictures: list[Edges] = field(default_factory=list)
    drawings: list[Edges] = field(default_factory=list)
    fields: list[list[Any]] = field(default_factory=list)
    cut: bool = False  # objects were left out

    def arrays(self, index: int) -> dict[str, NDArray[Any]]:
        """By the names that `page_marks` reads."""
        return {
            f"boxes{index}": np.array(self.boxes, np.float32).reshape(-1, 4),
            f"sizes{index}": np.array(self.sizes, np.float32),
            f"angles{index}": np.array(self.angles, np.float32),
            f"styles{index}": np.array(self.styles, np.uint8),
            f"rules{index}": np.array(self.rules, np.float32).reshape(-1, 4),
            f"fills{index}": np.array(self.fills, np.float32).reshape(-1, 5),
            f"pictures{index}": np.array(self.pictures, np.float32).reshape(-1, 4),
            f"drawings{index}": np.array(self.drawings, np.float32).reshape(-1, 4),
        }
