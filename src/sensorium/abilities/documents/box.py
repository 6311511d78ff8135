"""Places on a page: points (1/72 inch) from the upper left corner of a page as it is shown, x to the right, y down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left ≤ right, top ≤ bottom, in points."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of `boxes`, of which there must be one."""
        every = tuple(boxes)
        return cls(
            min(box.left for box in every),
            min(box.top for box in every),
            max(box.right for box in every),
            max(box.bottom for box in every),
        )

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    @property
    def center(self) -> tuple[float, float]:
        """The point in its middle: x, y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def common(self, other: Box) -> float:
        """Area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)

    def overlap(self, other: Box) -> float:
        """Intersection over union, 0 to 1."""
        common = self.common(other)
        together = self.area + other.area - common
        return common / together if together else 0.0

    def gap(self, other: Box) -> float:
        """Points between their sides, whichever stands at the left; below 0 where they overlap."""
        return max(other.left - self.right, self.left - other.right)

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies inside."""
        x, y = point
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, by: float) -> Box:
        """The same box, `by` points wider on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, across: float, down: float) -> Box:
        """The same box so many points to the right and down."""
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def scaled(self, factor: float) -> Box:
        """Points → pixels at `factor` pixels a point, or back."""
        return Box(self.left * factor, self.top * factor, self.right * factor, self.bottom * factor)

    def told(self) -> list[float]:
        """For JSON: left, top, right, bottom to a hundredth of a point."""
        return [round(edge, 2) for edge in (self.left, self.top, self.right, self.bottom)]
