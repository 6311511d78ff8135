"""Lines of text with known truth: many typefaces, grounds and kinds of wear, and pictures without any text.

The typefaces of the test split belong to designers that training never sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageFilter

from sensorium.content import Image
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.phrases import ask
from sensorium.native.worlds.print.fonts import Fonts, installed
from sensorium.native.worlds.print.lettering.typeface import Lettering, Typeface
from sensorium.native.worlds.print.paper import finished, inks, lay, sheet, worn
from sensorium.native.worlds.print.wording import TextSource

NOTHING = "There is no text."
NOTHING_SHARE = 0.08
WORN_SHARE = 0.6
NEIGHBOUR_SHARE = 0.06  # of crops that took a sliver of the line above or below along
SIZES_PX = (12, 40)  # of an em
DESCENT_SHARE, ASCENT_SHARE = 0.22, 0.74  # of an em, below and above the baseline


@dataclass(frozen=True, eq=False)
class Line:
    """A picture of one line, what it says, and how it was set."""

    image: Image
    text: str
    family: str
    size_px: int
    worn: bool


class Lines:
    """The world of single lines. `sentences` are mixed into the text; `fonts` default to all that are installed."""

    def __init__(self, sentences: Sequence[str] = (), fonts: Fonts | None = None) -> None:
        self._texts = TextSource(sentences)
        self._fonts = fonts or installed()

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        while True:
            yield self.example(rng, split)

    def example(self, rng: np.random.Generator, split: Split) -> Example:
        """One line to read; now and then a picture with nothing to read."""
        request = ask("read", split, rng)
        if rng.random() < NOTHING_SHARE:
            kind, image = nothing(rng, self._fonts, split)
            return Example(
                task="read_nothing", prompt=(request, image), reply=(NOTHING,), truth={"kind": kind}, written=""
            )
        line = self.line(rng, split)
        truth = {"text": line.text, "family": line.family, "size_px": line.size_px, "worn": line.worn}
        return Example(task="read", prompt=(request, line.image), reply=(line.text,), truth=truth, written=line.text)

    def line(self, rng: np.random.Generator, split: Split) -> Line:
        """One line of text, drawn and worn."""
        text = self._texts.line(rng)
        face = self._fonts.choose(rng, split, text)
        size_px = int(rng.integers(SIZES_PX[0], SIZES_PX[1] + 1))
        neighbour = face.set(text[::-1], size_px) if rng.random() < NEIGHBOUR_SHARE else None
        picture = printed(rng, set_line(rng, face, text, size_px), size_px, neighbour)
        suffers = bool(rng.random() < WORN_SHARE)
        pixels = worn(rng, picture, 0.7 * size_px) if suffers else finished(picture)
        return Line(Image(pixels), text, face.family, size_px, suffers)


def set_line(rng: np.random.Generator, face: Typeface, text: str, size_px: float) -> Lettering:
    """The line, sometimes spaced out, leaning or tilted a little."""
    lettering = _spaced(face, text, size_px, rng.uniform(0.02, 0.2)) if rng.random() < 0.08 else face.set(text, size_px)
    if rng.random() < 0.2:
        return _bent(lettering, lean=rng.normal(0, 0.12), tilt=rng.normal(0, 0.6 / len(text) + 0.006))
    return lettering


def _spaced(face: Typeface, text: str, size_px: float, gap: float) -> Lettering:
    """Letters set one by one with `gap` ems between them."""
    letters = [face.set(letter, size_px) for letter in text]
    top = max(letter.top for letter in letters)
    bottom = max(letter.coverage.shape[0] - letter.top for letter in letters)
    steps = np.cumsum([0.0] + [letter.advance + gap * size_px for letter in letters])
    line = np.zeros((max(1, top + bottom), int(steps[-1] + size_px)), np.uint8)
    for letter, step in zip(letters, steps[:-1], strict=True):
        height, width = letter.coverage.shape
        start, first = max(0, round(step) + letter.left), top - letter.top
        room = line[first : first + height, start : start + width]
        np.maximum(room, letter.coverage[:, : room.shape[1]], out=room)
    columns = np.flatnonzero(line.any(axis=0))
    width = int(columns[-1]) + 1 if columns.size else 1
    return Lettering(line[:, :width], top=top, left=0, advance=float(steps[-1]))


def _bent(lettering: Lettering, lean: float, tilt: float) -> Lettering:
    """`lean` columns a row (as italics do) and `tilt` rows a column (as a crooked scan does)."""
    height, width = lettering.coverage.shape
    new_width = width + int(abs(lean) * height) + 2
    new_height = height + int(abs(tilt) * new_width) + 2
    # Pillow asks where each new pixel comes from; the offsets keep all of the old picture inside the new one.
    down = -max(tilt, 0.0) * new_width
    origin = (1, lean, -max(lean, 0.0) * new_height, tilt, 1, down)
    image = Pillow.fromarray(lettering.coverage)
    bent = image.transform((new_width, new_height), Pillow.Transform.AFFINE, origin, Pillow.Resampling.BILINEAR)
    return Lettering(np.asarray(bent), lettering.top - round(down), lettering.left, lettering.advance)


def printed(
    rng: np.random.Generator, lettering: Lettering, size_px: float, neighbour: Lettering | None = None
) -> NDArray[np.float32]:
    """The set line on a ground, cut out closely: around the ink, or with the room every letter would need."""
    above, below = lettering.top, lettering.coverage.shape[0] - lettering.top
    if rng.random() < 0.6:
        above, below = max(above, round(ASCENT_SHARE * size_px)), max(below, round(DESCENT_SHARE * size_px))
    top, bottom, left, right = (int(rng.gamma(2.0, 0.06 * size_px)) + 1 for _ in range(4))
    height, width = above + below + top + bottom, lettering.coverage.shape[1] + left + right
    colours = inks(rng)
    picture = sheet(rng, height, width, colours.ground)
    if neighbour is not None:
        _intrude(rng, picture, neighbour, top + above, size_px, colours.ink)
    style = rng.random()
    if style < 0.05:
        _underline(rng, picture, top + above, size_px, colours.ink)
    elif style < 0.09:
        _box(picture, colours.ink, int(rng.integers(1, 3)))
    lay(picture, lettering.coverage, top + above - lettering.top, left, colours.ink)
    return picture


def _intrude(
    rng: np.random.Generator,
    picture: NDArray[np.float32],
    neighbour: Lettering,
    baseline: int,
    size_px: float,
    ink: NDArray[np.float32],
) -> None:
    """Print the line above or below so far away that only its feet or heads are inside, if anything."""
    height = picture.shape[0]
    if rng.random() < 0.5:
        feet = neighbour.coverage.shape[0] - neighbour.top
        row = min(baseline - 1.1 * size_px, rng.uniform(0, 0.12) * size_px - feet)
    else:
        row = max(baseline + 1.1 * size_px, height + neighbour.top - rng.uniform(0, 0.12) * size_px)
    lay(picture, neighbour.coverage, round(row) - neighbour.top, int(rng.integers(-20, 20)), ink)


def _box(picture: NDArray[np.float32], ink: NDArray[np.float32], thickness: int) -> None:
    """A frame at the edge of the picture, as a label or a button has."""
    picture[:thickness], picture[-thickness:] = ink, ink
    picture[:, :thickness], picture[:, -thickness:] = ink, ink


def _underline(
    rng: np.random.Generator, picture: NDArray[np.float32], baseline: int, size_px: float, ink: NDArray[np.float32]
) -> None:
    thickness = max(1, round(size_px / 18))
    row = baseline + round(size_px * rng.uniform(0.08, 0.2))
    picture[row : row + thickness] = ink


def nothing(rng: np.random.Generator, fonts: Fonts, split: Split) -> tuple[str, Image]:
    """A picture without readable text, of the shape of a line: blank, noisy, striped, shapes, or blurred away."""
    kind = str(rng.choice(["blank", "noise", "stripes", "blots", "blur"]))
    height = int(rng.integers(16, 56))
    width = int(height * rng.uniform(1.0, 14.0))
    return kind, Image(empty_picture(rng, kind, height, width, fonts, split))


def empty_picture(
    rng: np.random.Generator, kind: str, height: int, width: int, fonts: Fonts, split: Split
) -> NDArray[np.uint8]:
    """The picture of that kind, uint8, shape = (height, width, 3)."""
    colours = inks(rng)
    picture = sheet(rng, height, width, colours.ground)
    if kind == "noise":
        deviation = rng.uniform(20, 90)
        picture = picture + rng.standard_normal((height, width, int(rng.choice([1, 3]))), np.float32) * np.float32(
            deviation
        )
    elif kind == "stripes":
        _stripe(rng, picture, colours.ink)
    elif kind == "blots":
        _blot(rng, picture, colours.ink)
    elif kind == "blur":
        return _blurred_away(rng, picture, fonts, split, colours.ink)
    return worn(rng, picture, 20.0)


def _stripe(rng: np.random.Generator, picture: NDArray[np.float32], ink: NDArray[np.float32]) -> None:
    pitch = int(rng.integers(3, 24))
    thickness = int(rng.integers(1, max(2, pitch // 2 + 1)))
    rows, columns = np.indices(picture.shape[:2])
    along = {0: rows, 1: columns, 2: rows + columns}[int(rng.integers(3))]
    picture[along % pitch < thickness] = ink


def _blot(rng: np.random.Generator, picture: NDArray[np.float32], ink: NDArray[np.float32]) -> None:
    """A few soft round spots."""
    height, width, _ = picture.shape
    rows, columns = np.ogrid[:height, :width]
    for _ in range(int(rng.integers(1, 6))):
        row, column, radius = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(0.1, 0.5) * height
        distance = np.hypot(rows - row, columns - column)
        share = np.clip((radius - distance) / max(1.0, radius * rng.uniform(0.1, 1)), 0, 1)[..., None].astype(
            np.float32
        )
        picture += (ink - picture) * share


def _blurred_away(
    rng: np.random.Generator, picture: NDArray[np.float32], fonts: Fonts, split: Split, ink: NDArray[np.float32]
) -> NDArray[np.uint8]:
    """Text softened by half the height of its letters: that something stood there can be seen, not what."""
    height, width, _ = picture.shape
    text = TextSource().line(rng)
    size_px = height * rng.uniform(0.6, 0.9)
    lettering = fonts.choose(rng, split, text).set(text, size_px)
    lay(picture, lettering.coverage[:, : width - 4], round(0.75 * height) - lettering.top, 2, ink)
    radius = size_px * 0.7 * rng.uniform(0.45, 0.8)
    return np.asarray(Pillow.fromarray(finished(picture)).filter(ImageFilter.GaussianBlur(radius)))
