"""A scan or photograph of a page → the page upright, straight and alone. EXIF is dealt with before (`media`).

The shape of its print says how a page lies; where a reader is here, it has the last word. A page that it does not read
well is tried on its other sides. One that was flattened is read as it came, too: charts and windows have outlines like
sheets, and what stands around them would be lost.

Light is evened only where a shadow lies: on clean pages it does nothing for reading. benchmarks/photographs.py and
benchmarks/reading.py measure what each step gains.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageFilter

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers import photographs
from sensorium.abilities.documents.readers.ink import Ink, ink_of
from sensorium.abilities.documents.readers.orienting import best_way, legible, read_well
from sensorium.abilities.documents.readers.print_height import pieces_of
from sensorium.abilities.documents.readers.reader import Reader
from sensorium.abilities.documents.readers.turning import FEWEST_POINTS, on_its_side, skew_deg, uprightness
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image

STRAIGHT_DEG = 0.15  # less is left: turning costs sharpness
ASKEW_DEG = 1.0  # less is left where the page was read already
ON_ITS_HEAD = 2  # quarter turns, and more
TOLD = 0.12  # of `uprightness`: what is nearer 0 does not tell
FEW_WORDS = 60  # a page with fewer is tried on its other sides as a whole: those of a chart stand far apart
AROUND = 0.02  # of the letters of a sheet: with fewer around it nothing can be lost
LOST = 0.95  # of what is read of a picture as it came: if flattened it says less, it is not flattened
SHADOW = 0.8  # darkest paper over lightest: below it light is evened
PAPER = 245  # grey level of paper after that


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """picture: the page as it is to be read. turned_deg: clockwise, quarter turns included, −180 to 180.

    home: float64 (3, 3), the map from a pixel of `picture` (x, y, 1) to that of the original. steps: what was done.
    words: what the reader that was asked reads in `picture`, boxes in its pixels; None where none was asked.
    """

    picture: Image
    turned_deg: float = 0.0
    home: NDArray[np.float64] = field(default_factory=lambda: np.eye(3), repr=False)
    steps: tuple[str, ...] = ()
    words: tuple[Word, ...] | None = field(default=None, repr=False)

    def at_home(self, box: Box) -> Box:
        """Where a box of `picture` lies in the original, in its pixels: the upright box around it."""
        corners = np.array([[x, y, 1.0] for x in (box.left, box.right) for y in (box.top, box.bottom)])
        x, y, scale = self.home @ corners.T
        x, y = x / scale, y / scale
        return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def prepare(picture: Image, reader: Reader | None = None, *, photograph: bool | None = None) -> Prepared:
    """Flatten, turn, straighten and light a page as it needs.

    reader: judges what was done by what it reads; without one the print's shape alone decides. photograph: whether a
    sheet's outline is looked for; None: if OpenCV is there. Raises `MissingDependency` where True without it, and what
    the reader raises.
    """
    whole = Prepared(picture=picture)
    look = find_spec("cv2") is not None if photograph is None else photograph
    sheet = _flat(whole) if look else whole
    ready = _lying_right(sheet, reader)
    if reader is None or sheet is whole or not _print_around(picture, sheet):
        return ready
    as_it_came = _read(_finished(whole, _quarters_done(ready)), reader)
    return ready if read_well(ready.words or ()) >= LOST * read_well(as_it_came.words or ()) else as_it_came


def _print_around(picture: Image, sheet: Prepared) -> bool:
    """Whether there is anything outside of a sheet that may be print, as high as that on the sheet or so."""
    pieces = np.concatenate(pieces_of(picture.pixels))
    x, y, scale = np.linalg.inv(sheet.home) @ np.column_stack([pieces[:, :2], np.ones(len(pieces))]).T
    x, y = x / scale, y / scale
    on_it = (x > 0) & (y > 0) & (x < sheet.picture.width) & (y < sheet.picture.height)
    usual = np.median(pieces[on_it, 2]) if on_it.any() else 0.0
    alike = (pieces[:, 2] > usual / 2) & (pieces[:, 2] < usual * 2)
    return bool(np.count_nonzero(alike & ~on_it) > AROUND * np.count_nonzero(alike & on_it))


def _quarters_done(page: Prepared) -> int:
    """The quarter turns clockwise, 0 to 3, nearest to how a page was turned, flattening included."""
    ends = page.home @ np.array([[0, page.picture.width], [0, 0], [1, 1.0]])
    right, down = (ends[:2] / ends[2])[:, 1] - (ends[:2] / ends[2])[:, 0]
    return round(-float(np.rad2deg(np.arctan2(down, right))) / 90) % 4


def _lying_right(page: Prepared, reader: Reader | None) -> Prepared:
    """Turned as its print looks, unless a reader reads it better otherwise."""
    ink = ink_of(page.picture)
    quarters = _quarters_by_shape(ink)
    ready = _finished(page, quarters)
    if reader is None:
        return ready
    ready = _read(ready, reader)
    on_its_head = quarters >= ON_ITS_HEAD  # by shape, which print in capitals and figures alone hardly tells
    if (on_its_head or not legible(ready.words or ())) and len(ink) >= FEWEST_POINTS:
        better = best_way(page.picture, reader, quarters, whole=len(ready.words or ()) < FEW_WORDS)
        other = ready if better == quarters else _read(_finished(page, better), reader)
        ready = other if read_well(other.words or ()) > read_well(ready.words or ()) else ready
    return _straight_by_words(ready, reader)


def _straight_by_words(page: Prepared, reader: Reader) -> Prepared:
    """Once more, by the ink of words alone: the lines of a table or of a drawing may have hidden how print runs."""
    if not page.words:
        return page
    around = Box.around(word.box for word in page.words)
    left, top = max(0, int(around.left)), max(0, int(around.top))
    part = page.picture.pixels[top : int(around.bottom) + 1, left : int(around.right) + 1]
    ink = ink_of(Image(np.ascontiguousarray(part)))
    scale = ink.width / part.shape[1]
    angle = skew_deg(ink.within(word.box.moved(-left, -top).scaled(scale) for word in page.words))
    return page if abs(angle) < ASKEW_DEG else _read(_turned(page, angle), reader)


def _read(page: Prepared, reader: Reader) -> Prepared:
    return replace(page, words=tuple(reader.read(page.picture)))


def _quarters_by_shape(ink: Ink) -> int:
    """Quarter turns clockwise, 0 to 3. Upright print never looks as if it lay on its side; drawings and screens do."""
    quarters = int(on_its_side(ink))
    turned = ink.turned(quarters)
    return quarters + 2 * (uprightness(turned, skew_deg(turned)) <= -TOLD)


def _finished(page: Prepared, quarters: int) -> Prepared:
    turned = _turned_by_quarters(page, quarters) if quarters else page
    return _lit(_straight(turned))


def _flat(page: Prepared) -> Prepared:
    corners = photographs.corners_of(page.picture)
    if corners is None:
        return page
    picture, there = photographs.flattened(page.picture, corners)
    return Prepared(picture=picture, home=page.home @ there, steps=(*page.steps, "flattened"))


def _straight(page: Prepared) -> Prepared:
    angle = skew_deg(ink_of(page.picture))
    return page if abs(angle) < STRAIGHT_DEG else _turned(page, angle)


def _turned_by_quarters(page: Prepared, quarters: int) -> Prepared:
    """Clockwise, without loss."""
    height, width = page.picture.height, page.picture.width
    back = {
        1: np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1.0]]),
        2: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]]),
        3: np.array([[0, -1, width], [1, 0, 0], [0, 0, 1.0]]),
    }[quarters]
    pixels = np.ascontiguousarray(np.rot90(page.picture.pixels, -quarters))
    step = f"turned by {90 * quarters}°"
    return _next(page, Image(pixels), back, step, page.turned_deg + 90 * quarters)


def _turned(page: Prepared, clockwise_deg: float) -> Prepared:
    sheet = Pillow.fromarray(page.picture.pixels)
    paper = tuple(int(level) for level in np.percentile(page.picture.pixels.reshape(-1, 3)[::97], 80, axis=0))
    bent = sheet.rotate(-clockwise_deg, Pillow.Resampling.BICUBIC, expand=True, fillcolor=paper)
    angle = np.deg2rad(clockwise_deg)
    turn = np.array([[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    back = _moved(sheet.width / 2, sheet.height / 2) @ turn @ _moved(-bent.width / 2, -bent.height / 2)
    step = f"straightened by {clockwise_deg:.2f}°"
    return _next(page, Image(np.asarray(bent)), back, step, page.turned_deg + clockwise_deg)


def _moved(x: float, y: float) -> NDArray[np.float64]:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])


def _lit(page: Prepared) -> Prepared:
    paper = paper_of(page.picture)
    dark, light = np.percentile(paper, (1, 99))
    if dark >= SHADOW * light:
        return page
    even = np.clip(page.picture.pixels * (PAPER / np.maximum(paper, 1))[:, :, None], 0, 255)
    return _next(page, Image(even.astype(np.uint8)), np.eye(3), "evened light", page.turned_deg)


def paper_of(picture: Image) -> NDArray[np.float32]:
    """How light the paper is everywhere, 0 to 255, (height, width): the lightest around, smoothed."""
    grey = Pillow.fromarray(picture.pixels).convert("L")
    small = grey.resize((max(1, grey.width // 8), max(1, grey.height // 8)), Pillow.Resampling.BOX)
    lightest = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.GaussianBlur(5))
    return np.asarray(lightest.resize(grey.size, Pillow.Resampling.BICUBIC), np.float32)


def _next(page: Prepared, picture: Image, back: NDArray[np.float64], step: str, turned_deg: float) -> Prepared:
    inside = (turned_deg + 180) % 360 - 180 if abs(turned_deg) > 180 else turned_deg
    return Prepared(picture=picture, turned_deg=inside, home=page.home @ back, steps=(*page.steps, step))
