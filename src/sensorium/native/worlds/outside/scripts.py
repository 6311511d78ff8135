"""Print in letters of no script: an alphabet of a few strokes each, invented for one line and never used again."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from sensorium.content import Image
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.phrases import ask
from sensorium.native.worlds.print.lettering.typeface import Lettering
from sensorium.native.worlds.print.lines import printed
from sensorium.native.worlds.print.paper import finished

SIZES_PX = (18, 44)
NUM_LETTERS = 14
SCALE = 4  # of the drawing, for smooth edges
CORNERS = tuple((x, y) for x in (0.0, 0.5, 1.0) for y in (0.0, 0.5, 1.0))  # where strokes begin and end

Stroke: TypeAlias = NDArray[np.float64]  # (points, 2), each 0 … 1 from left and from the top


def in_script(rng: np.random.Generator, split: Split) -> Example:
    """A line of it, and the request to read it; no answer is right."""
    letters = [_letter(rng) for _ in range(NUM_LETTERS)]
    size_px = int(rng.integers(*SIZES_PX))
    words = [
        [letters[i] for i in rng.integers(NUM_LETTERS, size=rng.integers(2, 8))] for _ in range(rng.integers(1, 5))
    ]
    picture = Image(finished(printed(rng, _set(words, size_px, rng), size_px)))
    return Example(task="read_script", prompt=(picture, ask("read", split, rng)), reply=("",))


def _letter(rng: np.random.Generator) -> list[Stroke]:
    """Two or three lines or bows between corners of its box."""
    strokes = []
    for _ in range(int(rng.integers(2, 4))):
        start, end = (np.array(CORNERS[i]) for i in rng.choice(len(CORNERS), 2, replace=False))
        bend = rng.normal(0, 0.35, 2) if rng.random() < 0.5 else np.zeros(2)
        t = np.linspace(0, 1, 12)[:, None]
        strokes.append((1 - t) * start + t * end + 4 * t * (1 - t) * bend)
    return strokes


def _set(words: list[list[list[Stroke]]], size_px: int, rng: np.random.Generator) -> Lettering:
    """Letters side by side, half an em wide, words parted by a gap."""
    height, width, gap = 0.66 * size_px, rng.uniform(0.34, 0.5) * size_px, 0.16 * size_px
    thickness = rng.uniform(0.06, 0.14) * size_px
    num_letters = sum(len(word) + 1 for word in words)
    canvas = Pillow.new("L", (round(num_letters * (width + gap) * SCALE), round(1.5 * height * SCALE)), 0)
    pen, left = ImageDraw.Draw(canvas), thickness
    for word in words:
        for letter in word:
            for stroke in letter:
                points = (stroke * [width, height] + [left, 0.25 * height]) * SCALE
                pen.line([tuple(point) for point in points.tolist()], 255, max(1, round(thickness * SCALE)), "curve")
            left += width + gap
        left += width
    small = canvas.resize((canvas.width // SCALE, canvas.height // SCALE), Pillow.Resampling.BOX)
    coverage = np.asarray(small)[:, : round(left - width)]
    return Lettering(coverage, top=round(1.25 * height), left=0, advance=float(coverage.shape[1]))
