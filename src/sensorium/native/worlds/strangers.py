"""Things that have no name: drawings invented on the spot and known ones torn apart, in the style of all others.

A model that has only ever been shown what it can name answers anything with one of those names. Here the right answer
is that it does not know (outlier exposure, Hendrycks et al. 2019). No drawing comes twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Image
from sensorium.native.worlds import phrases
from sensorium.native.worlds.art import COLOURS, Gallery
from sensorium.native.worlds.art.gallery import coloured, sprite
from sensorium.native.worlds.art.pen import MASTER_PX, Pen, Point
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.scenes.loose import loosened
from sensorium.native.worlds.scenes.sampling import SceneSampler, pick

UNKNOWN = "I do not know what this is."
NOT_KNOWN = "I do not know."  # of what is not there to be looked at
TASK = "what_unknown"
STRANGER = "stranger"  # the name it has while a scene is put together; nobody is told
FILLS = ("main", "main", "dark", "light", "trim", "mark", "sun", "iron")
TORN_SHARE = 0.15  # known things with their quarters exchanged; the others are invented
LOOSE_SHARE = 0.5  # of lessons in which the drawing keeps to no grid
DESCRIBE_SHARE = 0.3  # of questions; the others ask what it is
MOST_PARTS = 6
CENTRE, REACH = 50.0, 24.0  # of the parts, in units of the pen

Pixels = NDArray[np.uint8]


class Strangers:
    """Scenes of one thing without a name, pictures of `side_px`."""

    def __init__(self, gallery: Gallery | None = None, *, side_px: int = 128) -> None:
        self.gallery = gallery or Gallery()
        self.side_px = side_px

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end."""
        while True:
            drawing = torn(self.gallery, rng) if rng.random() < TORN_SHARE else invented(rng)
            loose = split == "train" and rng.random() < LOOSE_SHARE
            picture = alone(drawing, self.side_px, rng, loose=loose)
            asked = phrases.ask("describe" if rng.random() < DESCRIBE_SHARE else "what", split, rng)
            prompt = (picture, asked) if rng.random() < 0.5 else (asked, picture)
            yield Example(task=TASK, prompt=prompt, reply=(UNKNOWN,), truth={"answer": UNKNOWN})


def alone(drawing: Pixels, side_px: int, rng: np.random.Generator, *, loose: bool = False) -> Image:
    """A scene of one thing without a name, given as RGBA uint8, shape = (side, side, 4). loose: off the grid."""
    sampler = SceneSampler(Gallery(things=(), extra={STRANGER: drawing}))
    scene = sampler.single("free", "train", rng)
    return Image((loosened(scene, rng) if loose else scene).render(side_px))


def invented(rng: np.random.Generator) -> Pixels:
    """A few shapes that hang together, in one of the colours: RGBA uint8, shape = (MASTER_PX, MASTER_PX, 4)."""
    pen = Pen()
    x, y = CENTRE, CENTRE
    for _ in range(int(rng.integers(2, MOST_PARTS + 1))):
        pick(PARTS, rng)(pen, (x, y), float(rng.uniform(10, 30)), str(rng.choice(FILLS)), rng)
        x, y = CENTRE + rng.uniform(-REACH, REACH), CENTRE + rng.uniform(-REACH, REACH)
    premultiplied, alpha = coloured(pen.finished(), pick(tuple(COLOURS), rng))
    rgb = premultiplied / np.maximum(alpha, 1e-6)[..., None]
    return np.concatenate([np.minimum(rgb, 255), alpha[..., None] * 255], axis=-1).round().astype(np.uint8)


def torn(gallery: Gallery, rng: np.random.Generator) -> Pixels:
    """A known thing with its quarters exchanged and turned over, so that none stays where it was."""
    name = pick(tuple(gallery.things), rng)
    colour = pick(gallery.colours(name), rng) if gallery.takes_colour(name) else None
    whole, half = sprite(name, colour, MASTER_PX), MASTER_PX // 2
    quarters = [whole[top : top + half, left : left + half] for top in (0, half) for left in (0, half)]
    shift = pick((1, 3), rng)  # by two, the whole would only stand on its head
    one, two, three, four = (np.flipud(quarters[(place + shift) % 4]) for place in range(4))
    return np.ascontiguousarray(np.vstack([np.hstack([one, two]), np.hstack([three, four])]))


def _blob(pen: Pen, at: Point, size: float, fill: str, rng: np.random.Generator) -> None:
    pen.blob(_around(at, size, int(rng.integers(4, 8)), rng), fill)


def _polygon(pen: Pen, at: Point, size: float, fill: str, rng: np.random.Generator) -> None:
    pen.polygon(_around(at, size, int(rng.integers(3, 7)), rng), fill)


def _ellipse(pen: Pen, at: Point, size: float, fill: str, rng: np.random.Generator) -> None:
    pen.ellipse(*at, size, size * rng.uniform(0.3, 1.0), fill, float(rng.uniform(0, 180)))


def _box(pen: Pen, at: Point, size: float, fill: str, rng: np.random.Generator) -> None:
    x, y = at
    tall = size * rng.uniform(0.3, 1.0)
    pen.box(x - size, y - tall, x + size, y + tall, fill, float(rng.uniform(0, 6)))


def _star(pen: Pen, at: Point, size: float, fill: str, rng: np.random.Generator) -> None:
    pen.star(*at, size, size * rng.uniform(0.3, 0.8), int(rng.integers(3, 9)), fill)


def _limb(pen: Pen, at: Point, size: float, fill: str, rng: np.random.Generator) -> None:
    pen.curve([at, *_around(at, 1.4 * size, 2, rng)], float(rng.uniform(3, 9)), fill)


PARTS: tuple[Callable[[Pen, Point, float, str, np.random.Generator], None], ...] = (
    *(_blob, _polygon, _ellipse, _box, _star, _limb),
)


def _around(at: Point, size: float, count: int, rng: np.random.Generator) -> list[Point]:
    """Points around `at` in order of their angle, no further than `size`."""
    angles = np.sort(rng.uniform(0, 2 * np.pi, count))
    reach = size * rng.uniform(0.4, 1.0, count)
    return [(at[0] + float(r * np.cos(a)), at[1] + float(r * np.sin(a))) for a, r in zip(angles, reach, strict=True)]
