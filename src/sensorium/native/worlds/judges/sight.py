"""What a picture of the drawn world shows, found by comparison with every drawing: no learning, no model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.judges.bank import LOOK_PX, Bank, Match, squared
from sensorium.native.worlds.judges.regions import SEEN_PX, Region, at_seen_size, ground_of, regions
from sensorium.native.worlds.scenes.scene import GRID, SPAN, Size, place_at

RECOGNISED = 0.7  # score from which a region counts as one of the gallery's things
_NUDGES = product((-3, -2, -1, 0, 1, 2), (-1, 0, 1), (-1, 0, 1))  # wider on each side, right, down; px
NUDGES = tuple(sorted(_NUDGES, key=lambda nudge: (abs(nudge[1]) + abs(nudge[2]), abs(nudge[0]))))
FARTHEST = max(abs(wider) + max(abs(right), abs(down)) for wider, right, down in NUDGES)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A thing found in a picture. `centre` (x, y) of its sprite in grid cells; `score` as in `Match`."""

    name: str
    colour: str | None
    size: Size
    centre: tuple[float, float]
    score: float

    @property
    def place(self) -> str:
        """The ninth of the picture in which it stands."""
        return place_at(self.centre)


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What was found: things, largest first, the name of the ground, and how many regions were like no thing."""

    things: tuple[Seen, ...]
    ground: str
    unknown: int


@lru_cache(maxsize=4)
def bank_of(gallery: Gallery) -> Bank:
    """The looks of a gallery, built at the first use."""
    return Bank(gallery)


def see(pixels: NDArray[np.uint8], gallery: Gallery) -> Sight:
    """The things in a picture: uint8 RGB, shape = (side, side, 3), of any side."""
    picture = at_seen_size(pixels)
    ground, colour = ground_of(picture)
    bank = bank_of(gallery)
    found = [_recognised(picture, region, colour, bank) for region in regions(picture, colour)]
    things = tuple(seen for seen in found if seen.score >= RECOGNISED)
    return Sight(things=things, ground=ground, unknown=len(found) - len(things))


def nearest_art(crop: NDArray[np.uint8], gallery: Gallery) -> Match:
    """The drawing most like the one thing of a picture; its ground is taken from the edge."""
    picture = at_seen_size(crop)
    _, colour = ground_of(picture)
    found = regions(picture, colour)
    if not found:
        return Match("", None, 0.0)
    everything = Region(np.logical_or.reduce([region.mask for region in found]), _around(found))
    return bank_of(gallery).nearest(_cuts(picture, everything, colour), colour)


def _recognised(picture: NDArray[np.float32], region: Region, ground: NDArray[np.float32], bank: Bank) -> Seen:
    match = bank.nearest(_cuts(picture, region, ground), ground)
    left, top, right, bottom = bank.boxes[match.name]
    x0, y0, x1, y1 = region.box
    extent = max(right - left, bottom - top)  # of the silhouette, as a share of the sprite
    side = max(x1 - x0, y1 - y0) / extent * GRID / SEEN_PX  # of the sprite, in cells
    size: Size = "small" if side < (SPAN["small"] * SPAN["large"]) ** 0.5 else "large"
    cells = GRID / SEEN_PX
    centre = (
        (x0 + x1) / 2 * cells + (0.5 - (left + right) / 2) * side,
        (y0 + y1) / 2 * cells + (0.5 - (top + bottom) / 2) * side,
    )
    return Seen(name=match.name, colour=match.colour, size=size, centre=centre, score=match.score)


def _cuts(picture: NDArray[np.float32], region: Region, ground: NDArray[np.float32]) -> NDArray[np.float32]:
    """The region alone on its ground, cut in many slightly different ways, shape = (C, LOOK_PX, LOOK_PX, 3)."""
    pad = SEEN_PX // 2 + FARTHEST  # a line along an edge is cut as a square
    alone = np.where(_around_region(region)[..., None], picture, ground)
    padded = np.pad(alone - ground, ((pad, pad), (pad, pad), (0, 0))) + ground
    image = Image.fromarray(np.clip(np.round(padded), 0, 255).astype(np.uint8))
    left, top, right, bottom = (edge + pad for edge in squared(region.box))
    cuts = []
    for wider, across, down in NUDGES:
        box = (left + across - wider, top + down - wider, right + across + wider, bottom + down + wider)
        cuts.append(np.asarray(image.resize((LOOK_PX, LOOK_PX), Image.Resampling.BOX, box=box)))
    return np.stack(cuts).astype(np.float32)


def _around_region(region: Region) -> NDArray[np.bool_]:
    """Where the region's own pixels count: its box, a pixel wider, without what belongs to others."""
    left, top, right, bottom = (int(edge) for edge in region.box)
    inside = np.zeros_like(region.mask)
    inside[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1] = True
    return inside


def _around(found: list[Region]) -> tuple[float, float, float, float]:
    lefts, tops, rights, bottoms = zip(*(region.box for region in found), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
