"""Three boxes of blocks, scattered or stacked to towers, and their picture.

Layout and colours are those of the NLVR pictures (Suhr et al. 2017); the pictures are drawn here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from sensorium.content import Image
from sensorium.native.worlds.example import Shown

COLOURS = {"black": (0, 0, 0), "blue": (0, 153, 255), "yellow": (255, 255, 0)}
SHAPES = ("triangle", "circle", "square")
SIDES = ("left", "middle", "right")  # where the boxes are
SIZES = (10, 20, 30)
BOX, GAP, HEIGHT = 100, 50, 100  # pixels, before scaling by half
LIGHT, DARK = (211, 211, 211), (128, 128, 128)
SCALE = 4  # of the drawing, for smooth edges
MAX_BLOCKS, MAX_TOWER = 7, 4
TOWER_SHARE = 0.6
END_SHARE, START_SHARE = 0.2, 0.03  # of scattered blocks that touch the right or lower side; the left or upper


@dataclass(frozen=True)
class Block:
    """One block; `x` and `y` of its upper left corner in its box, in pixels."""

    shape: str
    colour: str
    size: int
    x: int
    y: int

    @property
    def at_left(self) -> bool:
        return self.x <= 1

    @property
    def at_right(self) -> bool:
        return self.x + self.size >= BOX - 1

    @property
    def at_top(self) -> bool:
        return self.y <= 1

    @property
    def at_bottom(self) -> bool:
        return self.y + self.size >= BOX - 1

    @property
    def at_edge(self) -> bool:
        """Whether it touches a side of its box."""
        return self.at_left or self.at_right or self.at_top or self.at_bottom

    @property
    def sides(self) -> str:
        """Which sides of its box it touches: 'bottom right', 'top', 'none'."""
        touched = {"top": self.at_top, "bottom": self.at_bottom, "left": self.at_left, "right": self.at_right}
        return " ".join(side for side, touches in touched.items() if touches) or "none"

    @property
    def in_corner(self) -> bool:
        return (self.at_left or self.at_right) and (self.at_top or self.at_bottom)


Box: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True)
class Blocks:
    """Three boxes. In towers all blocks stand on one another, the first at the bottom."""

    boxes: tuple[Box, Box, Box]
    towers: bool

    @property
    def all(self) -> tuple[Block, ...]:
        return tuple(block for box in self.boxes for block in box)

    def render(self) -> Image:
        """The three boxes side by side, 200 × 50 pixels."""
        width = 3 * BOX + 2 * GAP
        picture = Pillow.new("RGB", (width * SCALE, HEIGHT * SCALE), DARK)
        pen = ImageDraw.Draw(picture)
        for number, box in enumerate(self.boxes):
            left = number * (BOX + GAP)
            pen.rectangle([left * SCALE, 0, (left + BOX) * SCALE - 1, HEIGHT * SCALE - 1], fill=LIGHT)
            for block in box:
                _draw(pen, block, left)
        small = picture.resize((width // 2, HEIGHT // 2), Pillow.Resampling.BOX)
        return Image(np.asarray(small))

    def shown(self) -> tuple[Shown, ...]:
        """The colour and shape of each block and its box, in shares of the picture."""
        width = 3 * BOX + 2 * GAP
        return tuple(
            Shown(
                f"{block.colour} {block.shape}",
                (number * (BOX + GAP) + block.x) / width,
                block.y / HEIGHT,
                (number * (BOX + GAP) + block.x + block.size) / width,
                (block.y + block.size) / HEIGHT,
            )
            for number, box in enumerate(self.boxes)
            for block in box
        )


def draw_blocks(rng: np.random.Generator, towers: bool | None = None) -> Blocks:
    """Three boxes of towers, or of scattered blocks; of either when not told."""
    return (stacked if (rng.random() < TOWER_SHARE if towers is None else towers) else scattered)(rng)


def scattered(rng: np.random.Generator) -> Blocks:
    """Blocks of any kind anywhere, none on another; some at a side."""

    def place(size: int) -> int:
        dice = rng.random()
        if dice < END_SHARE:
            return BOX - size
        return 1 if dice < END_SHARE + START_SHARE else int(rng.integers(2, BOX - size - 1))

    def box() -> Box:
        placed: list[Block] = []
        for _ in range(int(rng.integers(1, MAX_BLOCKS + 1))):
            size = SIZES[rng.integers(len(SIZES))]
            block = Block(SHAPES[rng.integers(len(SHAPES))], _colour(rng), size, place(size), place(size))
            if all(_apart(block, other) for other in placed):
                placed.append(block)
        return tuple(placed)

    return Blocks((box(), box(), box()), False)


def stacked(rng: np.random.Generator) -> Blocks:
    """A tower of squares in each box."""

    def box() -> Box:
        return tuple(
            Block("square", _colour(rng), 20, (BOX - 20) // 2, BOX - 21 * (level + 1) + 1)
            for level in range(int(rng.integers(1, MAX_TOWER + 1)))
        )

    return Blocks((box(), box(), box()), True)


def _colour(rng: np.random.Generator) -> str:
    return tuple(COLOURS)[rng.integers(len(COLOURS))]


def _apart(one: Block, other: Block) -> bool:
    return any(
        a + size_a <= b or b + size_b <= a
        for a, size_a, b, size_b in (
            (one.x, one.size, other.x, other.size),
            (one.y, one.size, other.y, other.size),
        )
    )


def _draw(pen: ImageDraw.ImageDraw, block: Block, left: int) -> None:
    x, y, end = (left + block.x) * SCALE, block.y * SCALE, block.size * SCALE - 1
    colour = COLOURS[block.colour]
    if block.shape == "square":
        pen.rectangle([x, y, x + end, y + end], fill=colour)
    elif block.shape == "circle":
        pen.ellipse([x, y, x + end, y + end], fill=colour)
    else:
        pen.polygon([(x, y + end), (x + end, y + end), (x + end / 2, y)], fill=colour)
