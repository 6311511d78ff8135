"""Typefaces of our own: a pen of some width and shape led along the bones of the alphabet.

A family is a name; its name seeds its proportions, pen, slant, serifs and steadiness, so that any number of families
exists without a file. Glyphs are drawn once, large; a line is put together large and reduced to the size asked for.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from sensorium.native.worlds.print.lettering.alphabet import ALTERNATIVES, Proportions, Skeleton, Stroke, has, skeleton
from sensorium.native.worlds.print.lettering.typeface import Lettering

CAPITAL_PX = 48  # height of a capital in a drawn glyph
CAPITAL_SHARE = 0.71  # of the em
MARGIN = 0.4  # of a capital, around a glyph
OVERSAMPLING = 2


@dataclass(frozen=True, kw_only=True)
class Pen:
    """How the bones get flesh. Lengths are shares of a capital's height."""

    thickness: float  # of an upright stroke
    contrast: float  # thickness of a level stroke ÷ that of an upright one
    round_ends: bool
    serif: float  # length of the bar at a stroke's end, 0 for none
    slant: float  # tangent of the lean
    stretch: float  # of widths
    spacing: float  # between letters
    wobble: float  # how far points stray, as by hand
    monospaced: bool
    dots_per_capital: int  # > 0: set in square dots, as on a till or a display


@dataclass(frozen=True, eq=False)
class Glyph:
    """`coverage` uint8 at CAPITAL_PX a capital; its pen starts `left` columns in; baseline at a fixed row."""

    coverage: NDArray[np.uint8]
    advance: float


class DrawnTypeface:
    """One family; `family` seeds its looks, unless its pen is given."""

    def __init__(self, family: str, pen: Pen | None = None) -> None:
        self.family = family
        rng = np.random.default_rng(int.from_bytes(hashlib.sha256(family.encode()).digest()[:8], "big"))
        seeded = _pen(rng)
        self.pen = pen or seeded
        self.proportions = _proportions(rng)
        self.alternatives = frozenset(letter for letter in ALTERNATIVES if rng.random() < _share(letter, self.pen))
        self._glyphs: dict[str, Glyph] = {}

    def supports(self, text: str) -> bool:
        return all(map(has, text))

    def set(self, text: str, size_px: float) -> Lettering:
        glyphs = [self._glyph(character) for character in text]
        scale = size_px * CAPITAL_SHARE / CAPITAL_PX
        line, advance = self._line(glyphs)
        return _cut(_reduced(line, scale), round(self._baseline * scale), round(_MARGIN_PX * scale), advance * scale)

    def _line(self, glyphs: list[Glyph]) -> tuple[NDArray[np.uint8], float]:
        height = round((self._tallest + self.proportions.descender + 2 * MARGIN) * CAPITAL_PX)
        width = sum(glyph.advance for glyph in glyphs) + 4 * _MARGIN_PX + CAPITAL_PX
        line = np.zeros((height, math.ceil(width)), np.uint8)
        pen = 0.0
        for glyph in glyphs:
            start, end = round(pen), round(pen) + glyph.coverage.shape[1]
            room = line[:, start:end]
            np.maximum(room, glyph.coverage[:, : room.shape[1]], out=room)
            pen += glyph.advance
        return line, pen

    @property
    def _tallest(self) -> float:
        return max(1.0, self.proportions.ascender) + 0.3  # room for a mark over a capital

    @cached_property
    def _baseline(self) -> float:
        return (self._tallest + MARGIN) * CAPITAL_PX

    def _glyph(self, character: str) -> Glyph:
        if character not in self._glyphs:
            self._glyphs[character] = self._draw(character)
        return self._glyphs[character]

    def _draw(self, character: str) -> Glyph:
        height = round((self._tallest + self.proportions.descender + 2 * MARGIN) * CAPITAL_PX)
        if character == " ":
            advance = (_MONOSPACED if self.pen.monospaced else 0.3 * self.pen.stretch) * CAPITAL_PX
            return Glyph(np.zeros((height, 1), np.uint8), advance)
        bones = skeleton(character, self.proportions, self.alternatives)
        strokes, width = self._shaped(character, bones)
        room = self.pen.thickness + self.pen.spacing + 0.5 * self.pen.serif
        advance = (_MONOSPACED if self.pen.monospaced else width + room) * CAPITAL_PX
        coverage = _inked(strokes, self.pen, math.ceil(width * CAPITAL_PX + 2 * _MARGIN_PX), height, self._baseline)
        return Glyph(coverage, advance)

    def _shaped(self, character: str, bones: Skeleton) -> tuple[list[Stroke], float]:
        """Strokes with serifs, stretched, shaken and leaning; and the width without the lean."""
        stretch, shift, width = self.pen.stretch, 0.0, bones.width * self.pen.stretch
        if self.pen.monospaced:
            room = _MONOSPACED - self.pen.thickness - 0.04
            stretch = min(stretch, room / max(bones.width, 1e-6))
            shift, width = (room - bones.width * stretch) / 2, room
        strokes = list(bones.strokes)
        if self.pen.serif and character.isalnum():
            strokes += _serifs(strokes, self.pen.serif / stretch, self.proportions)
        rng = np.random.default_rng([ord(character), len(self.family)])
        return [self._placed(stroke, stretch, shift, rng) for stroke in strokes], width

    def _placed(self, stroke: Stroke, stretch: float, shift: float, rng: np.random.Generator) -> Stroke:
        stray = rng.normal(0, self.pen.wobble, (2, 2))  # of the stroke's two ends; between them it varies evenly
        placed = []
        for number, (x, y) in enumerate(stroke):
            share = number / max(len(stroke) - 1, 1)
            dx, dy = stray[0] * (1 - share) + stray[1] * share
            placed.append((shift + x * stretch + dx + (y + dy) * self.pen.slant, y + dy))
        return tuple(placed)


_MARGIN_PX = MARGIN * CAPITAL_PX
_MONOSPACED = 0.84  # advance, in heights of a capital


def _pen(rng: np.random.Generator) -> Pen:
    by_hand = rng.random() < 0.2
    dots = int(rng.integers(8, 13)) if not by_hand and rng.random() < 0.1 else 0
    monospaced = not by_hand and rng.random() < 0.2
    thickness = float(rng.uniform(0.075, 0.2))
    slanted = by_hand or rng.random() < 0.25
    return Pen(
        thickness=1.1 / dots if dots else thickness,
        contrast=1.0 if dots else float(rng.uniform(0.45, 1.0)),
        round_ends=by_hand or bool(rng.random() < 0.4),
        serif=0.0 if by_hand or dots or rng.random() < 0.5 else float(rng.uniform(0.5, 1.2) * (0.12 + thickness)),
        slant=0.0 if dots or not slanted else float(rng.uniform(0.08, 0.3)),
        stretch=float(rng.uniform(0.75, 1.15)),
        spacing=float(rng.uniform(0.1, 0.2)) + (0.06 if dots else 0.0),
        wobble=float(rng.uniform(0.01, 0.03)) if by_hand else 0.0,
        monospaced=monospaced,
        dots_per_capital=dots,
    )


def _proportions(rng: np.random.Generator) -> Proportions:
    return Proportions(
        x_height=float(rng.uniform(0.6, 0.76)),
        ascender=float(rng.uniform(1.0, 1.1)),
        descender=float(rng.uniform(0.25, 0.36)),
        squareness=float(rng.choice([2.0, 2.0, 2.3, 2.8, 3.6])),
    )


def _share(letter: str, pen: Pen) -> float:
    """How probable another shape of the letter is; a typewriter needs wide ones, a hand joins its lines."""
    if letter in "I1" and pen.monospaced:
        return 1.0
    return 0.1 if letter in "0&I7" else 0.4


def _serifs(strokes: list[Stroke], length: float, proportions: Proportions) -> list[Stroke]:
    """A level bar at every end of a steep line that stands on, or hangs from, one of the alphabet's heights."""
    levels = (0.0, 1.0, proportions.x_height, proportions.ascender, -proportions.descender)
    bars: list[Stroke] = []
    for stroke in strokes:
        for (x, y), (next_x, next_y) in ((stroke[0], stroke[1]), (stroke[-1], stroke[-2])) if len(stroke) > 1 else ():
            steep = abs(next_y - y) > 0.25 and abs(next_y - y) > 1.2 * abs(next_x - x)
            if steep and min(abs(y - level) for level in levels) < 1e-6:
                bars.append(((x - length / 2, y), (x + length / 2, y)))
    return bars


def _inked(strokes: list[Stroke], pen: Pen, width: int, height: int, baseline: float) -> NDArray[np.uint8]:
    """Draw with a round pen on a sheet stretched upwards, then press the sheet: the pen becomes a flat oval."""
    across = float(OVERSAMPLING)
    upwards = across / pen.contrast
    sheet = Image.new("L", (math.ceil(width * across), math.ceil(height * upwards)))
    draw = ImageDraw.Draw(sheet)
    for stroke in strokes:
        points = [
            ((_MARGIN_PX + (x + pen.thickness / 2) * CAPITAL_PX) * across, (baseline - y * CAPITAL_PX) * upwards)
            for x, y in stroke
        ]
        _draw_stroke(draw, points, pen.thickness * CAPITAL_PX * across, pen.round_ends)
    pressed = sheet.resize((width, height), Image.Resampling.BOX)
    if pen.dots_per_capital:
        pressed = _dotted(pressed, CAPITAL_PX / pen.dots_per_capital)
    return np.asarray(pressed)


def _draw_stroke(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], thickness: float, rounded: bool) -> None:
    radius = thickness / 2
    if len(points) == 1:
        x, y = points[0]
        reach = radius * 1.15  # a dot is a little thicker than the stroke, or it would look weak
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
        return
    draw.line(points, fill=255, width=max(1, round(thickness)), joint="curve")
    for x, y in (points[0], points[-1]) if rounded else ():
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _dotted(glyph: Image.Image, dot_px: float) -> Image.Image:
    columns, rows = round(glyph.width / dot_px), round(glyph.height / dot_px)
    small = glyph.resize((columns, rows), Image.Resampling.BOX).point(lambda value: 255 if value > 110 else 0)
    return small.resize(glyph.size, Image.Resampling.NEAREST)


def _reduced(line: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    height, width = line.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(Image.fromarray(line).resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0))


def _cut(line: NDArray[np.uint8], baseline: int, start: int, advance: float) -> Lettering:
    rows, columns = np.flatnonzero(line.any(axis=1)), np.flatnonzero(line.any(axis=0))
    if not rows.size:
        return Lettering(np.zeros((1, 1), np.uint8), top=0, left=0, advance=advance)
    cut = line[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Lettering(cut, top=baseline - int(rows[0]), left=int(columns[0]) - start, advance=advance)


@lru_cache(maxsize=256)
def drawn(family: str) -> DrawnTypeface:
    """The family, its glyphs kept between calls."""
    return DrawnTypeface(family)


def plain_faces() -> tuple[DrawnTypeface, ...]:
    """Faces of known looks, the same on every machine: upright, leaning, with serifs, typewritten."""
    upright = Pen(
        thickness=0.12,
        contrast=0.9,
        round_ends=False,
        serif=0.0,
        slant=0.0,
        stretch=1.0,
        spacing=0.14,
        wobble=0.0,
        monospaced=False,
        dots_per_capital=0,
    )
    serifed = replace(upright, serif=0.3, contrast=0.6)
    pens = (
        upright,
        replace(upright, slant=0.2),
        serifed,
        replace(serifed, slant=0.2),
        replace(serifed, monospaced=True),
    )
    return tuple(DrawnTypeface("plain", pen) for pen in pens)
