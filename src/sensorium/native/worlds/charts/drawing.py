"""Draws charts: columns, bars, lines and pies, in any `ChartStyle`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.native.encoders.axes import written as measured
from sensorium.native.worlds.charts.board import XY, Area, Board
from sensorium.native.worlds.charts.contents import ChartContent, Scale, scale_for
from sensorium.native.worlds.charts.pie import draw_pie
from sensorium.native.worlds.charts.style import chart_style, mixed, written
from sensorium.native.worlds.example import Shown
from sensorium.native.worlds.print.lettering.typeface import Lettering, Typeface

SLANT_DEG = 40.0  # of labels that do not fit side by side


@dataclass(frozen=True, eq=False)
class Drawn:
    """A drawing, float32, shape = (height, width, 3), 0 … 255; where its words stand; what its values can be measured
    to be ('' where nothing tells), and where they end; and what tells each value: its print, or what is measured.
    """

    picture: NDArray[np.float32]
    words: tuple[Shown, ...]
    reached: tuple[Shown, ...]
    telling: tuple[str, ...]


class ChartDrawing:
    """One chart under way: board, words, style and typeface together."""

    def __init__(self, rng: np.random.Generator, words: ChartContent, face: Typeface, height: int, width: int) -> None:
        self.rng, self.words, self.face = rng, words, face
        self.style = chart_style(rng, words, width)
        self.board = Board(height, width, self.style.ground)
        self.labels = [self.set(label) for label in words.labels]

    def set(self, text: str, share: float = 1.0) -> Lettering:
        """A line in the chart's text size."""
        return self._set(text, self.style.text_px * share)

    def _set(self, text: str, size_px: float) -> Lettering:
        return replace(self.face.set(text, size_px), text=text)

    def draw(self) -> Drawn:
        """The finished drawing."""
        area = self._titled()
        if self.words.kind == "pie":
            draw_pie(self.rng, self.words, self.style, self.board, area, self.set)
        else:
            scale = self._scale()
            (self._bars if self.words.kind == "bars" else self._upright)(area, scale)
        reached = tuple(self.board.reached)
        printed = tuple(map(self._value, self.words.values)) if self.words.printed else None
        return Drawn(
            self.board.finished(), tuple(self.board.shown), reached, printed or tuple(one.text for one in reached)
        )

    def _titled(self) -> Area:
        """Print the title; return what is left, inside the margins."""
        board, margin = self.board, self.board.width * self.rng.uniform(0.02, 0.05)
        top = margin
        if self.words.title:
            title = self._set(self.words.title, self.style.title_px)
            shrink = min(1.0, (board.width - 2 * margin) / max(title.coverage.shape[1], 1))
            title = self._set(self.words.title, self.style.title_px * shrink)
            align = self.style.title_align
            board.text(
                title,
                margin + align * (board.width - 2 * margin),
                top + 0.75 * self.style.title_px,
                self.style.ink,
                align,
            )
            top += 1.3 * self.style.title_px
        return Area(margin, top, board.width - margin, board.height - margin)

    def _scale(self) -> Scale:
        return scale_for(max(self.words.values), self.rng)

    def _tick_letters(self, scale: Scale) -> list[Lettering]:
        return (
            [self.set(written(tick, self.style, on_axis=True), 0.92) for tick in scale.ticks]
            if self.style.ticks
            else []
        )

    def _value(self, value: float) -> str:
        return written(value, self.style) + self.words.unit

    def _measured(self, value: float, scale: Scale) -> str:
        return measured(value, scale.top) if self.style.ticks else ""

    def _printed(self, value: float) -> Lettering:
        return self.set(self._value(value), 0.95)

    def _upright(self, area: Area, scale: Scale) -> None:
        """Columns or a line over labels, values upwards."""
        line_px = 1.25 * self.style.text_px
        ticks = self._tick_letters(scale)
        tick_px = max((tick.coverage.shape[1] for tick in ticks), default=0)
        left = area.left + self._value_title_aside(area) + tick_px + (5 if ticks else 2)
        room = (area.right - left) / len(self.labels)
        inks, turned = self._fitted_labels(room)
        bottom = area.bottom - max(ink.shape[0] for ink in inks) - 5
        plot = Area(left, area.top + (line_px if self.words.printed else 0.5 * line_px), area.right, bottom)
        self._ground(plot)
        for tick, letters in zip(scale.ticks, ticks, strict=False):
            self._tick(plot, (plot.left, plot.bottom - plot.height * tick / scale.top), letters, upright=True)
        self._grid(plot, scale, upright=True)
        middles = [plot.left + room * (index + 0.5) for index in range(len(inks))]
        tops = [plot.bottom - plot.height * value / scale.top for value in self.words.values]
        self._frame(plot)
        for middle, top, reached in zip(middles, tops, self.words.values, strict=True):
            self.board.reach((middle, top), self._measured(reached, scale))
        if self.words.kind == "line":
            self._curve(plot, list(zip(middles, tops, strict=True)))
        else:
            self._columns(plot, middles, tops, room)
        for index, ink in enumerate(inks):
            corner = (middles[index] - ink.shape[1] / 2, plot.bottom + 4)
            self.board.ink(ink, corner, self.style.ink, self.words.labels[index], turned=turned)
            if self.words.printed:
                value = self._printed(self.words.values[index])
                lift = 3 if self.words.kind == "columns" else 3 + self.style.curve_thickness * 1.5
                self.board.text(value, middles[index], tops[index] - lift, self.style.ink, 0.5)

    def _fitted_labels(self, room: float) -> tuple[list[NDArray[np.uint8]], bool]:
        """Labels side by side on one baseline, or turned where they would run into each other; and whether they are."""
        if max(label.coverage.shape[1] for label in self.labels) <= room - 3:
            above = max(label.top for label in self.labels)
            return [np.pad(label.coverage, ((above - label.top, 0), (0, 0))) for label in self.labels], False
        if self.rng.random() < 0.5:
            return [np.rot90(label.coverage) for label in self.labels], True
        return [_turned(label.coverage, SLANT_DEG) for label in self.labels], True

    def _value_title_aside(self, area: Area) -> float:
        """Print what the values are, along the left side; return the room taken."""
        if not self.words.value_title:
            return 0.0
        ink = np.rot90(self.set(self.words.value_title).coverage)
        self.board.ink(ink, (area.left, (area.top + area.bottom - ink.shape[0]) / 2), self.style.ink)
        return float(ink.shape[1] + 4)

    def _ground(self, plot: Area) -> None:
        if self.style.plot_ground != self.style.ground:
            self.board.box((plot.left, plot.top), (plot.right, plot.bottom), self.style.plot_ground)

    def _tick(self, plot: Area, at: XY, letters: Lettering, *, upright: bool) -> None:
        x, y = at
        half = 0.5 * letters.top
        if upright:
            self.board.text(letters, x - 5, y + half, self.style.ink, 1.0)
            self.board.line([(x - 3, y), (x, y)], self.style.faint)
        else:
            self.board.text(letters, x, y + 5 + letters.top, self.style.ink, 0.5)
            self.board.line([(x, y), (x, y + 3)], self.style.faint)

    def _grid(self, plot: Area, scale: Scale, *, upright: bool) -> None:
        for share in (tick / scale.top for tick in scale.ticks) if self.style.grid else ():
            x, y = plot.left + plot.width * share, plot.bottom - plot.height * share
            ends = [(plot.left, y), (plot.right, y)] if upright else [(x, plot.top), (x, plot.bottom)]
            self.board.line(ends, self.style.faint, 0.6)

    def _frame(self, plot: Area) -> None:
        foot = [(plot.left, plot.bottom), (plot.right, plot.bottom)]
        side = [(plot.left, plot.top), (plot.left, plot.bottom)]
        base = side if self.words.kind == "bars" else foot
        lines = {"none": [], "base": [base], "axes": [foot, side], "box": [foot, side]}[self.style.frame]
        for line in lines:
            self.board.line(line, self.style.ink)
        if self.style.frame == "box":
            self.board.box((plot.left, plot.top), (plot.right, plot.bottom), None, self.style.ink)

    def _columns(self, plot: Area, middles: list[float], tops: list[float], room: float) -> None:
        half = room * self.style.thickness / 2
        edge = self.style.ink if self.style.outlined else None
        for middle, top, colour in zip(middles, tops, self.style.colours, strict=True):
            self.board.box((middle - half, top), (middle + half, plot.bottom), colour, edge)

    def _curve(self, plot: Area, points: list[XY]) -> None:
        colour = self.style.colours[0]
        if self.style.filled and self.style.outlined:
            below = [(points[0][0], plot.bottom), *points, (points[-1][0], plot.bottom)]
            self.board.polygon(below, mixed(self.style.plot_ground, colour, 0.35))
        self.board.line(points, colour, self.style.curve_thickness)
        if self.style.thickness > 0.5:
            for point in points:
                self.board.disc(point, self.style.curve_thickness * 1.5, colour)

    def _bars(self, area: Area, scale: Scale) -> None:
        """Bars to the right of their labels."""
        line_px = 1.25 * self.style.text_px
        ticks = self._tick_letters(scale)
        values = [self._printed(value) for value in self.words.values]
        ahead = max(value.coverage.shape[1] for value in values) + 5 if self.words.printed else 0.35 * line_px
        left = area.left + max(label.coverage.shape[1] for label in self.labels) + 6
        foot = (line_px if ticks else 0) + (line_px if self.words.value_title else 0)
        plot = Area(left, area.top, area.right - ahead, area.bottom - foot)
        if self.words.value_title:
            title = self.set(self.words.value_title)
            self.board.text(
                title, plot.left + plot.width / 2, area.bottom - 0.3 * self.style.text_px, self.style.ink, 0.5
            )
        self._ground(plot)
        for tick, letters in zip(scale.ticks, ticks, strict=False):
            self._tick(plot, (plot.left + plot.width * tick / scale.top, plot.bottom), letters, upright=False)
        self._grid(plot, scale, upright=False)
        room = plot.height / len(values)
        self._frame(plot)
        for index, (value, letters) in enumerate(zip(self.words.values, values, strict=True)):
            middle = plot.top + room * (index + 0.5)
            end = plot.left + plot.width * value / scale.top
            self._bar(index, (plot.left, end), middle, room * self.style.thickness / 2)
            self.board.reach((end, middle), self._measured(value, scale))
            label = self.labels[index]
            self.board.text(label, plot.left - 5, middle + 0.5 * label.top, self.style.ink, 1.0)
            if self.words.printed:
                self.board.text(letters, end + 4, middle + 0.5 * letters.top, self.style.ink)

    def _bar(self, index: int, ends: tuple[float, float], middle: float, half: float) -> None:
        edge = self.style.ink if self.style.outlined else None
        self.board.box((ends[0], middle - half), (ends[1], middle + half), self.style.colours[index], edge)


def draw_chart(rng: np.random.Generator, words: ChartContent, face: Typeface, height: int, width: int) -> Drawn:
    """Draw what `words` say."""
    return ChartDrawing(rng, words, face, height, width).draw()


def _turned(coverage: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    turned = Image.fromarray(coverage).rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    box = turned.getbbox() or (0, 0, 1, 1)
    return np.asarray(turned.crop(box))
