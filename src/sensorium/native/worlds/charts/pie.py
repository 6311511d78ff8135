"""Draws shares as a pie or a ring, with labels around it or in a legend."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from sensorium.native.encoders.ends import percent
from sensorium.native.worlds.charts.board import XY, Area, Board, Colour
from sensorium.native.worlds.charts.contents import ChartContent
from sensorium.native.worlds.charts.style import ChartStyle, readable_on
from sensorium.native.worlds.print.lettering.typeface import Lettering

SetText: TypeAlias = Callable[[str, float], Lettering]


class Pie:
    """A pie under way. The legend lies beside or below it; without one the labels stand around."""

    def __init__(
        self,
        rng: np.random.Generator,
        words: ChartContent,
        style: ChartStyle,
        board: Board,
        area: Area,
        set_text: SetText,
    ) -> None:
        self.rng, self.words, self.style, self.board, self.area, self.set = rng, words, style, board, area, set_text
        self.labels = [set_text(label, 1.0) for label in words.labels]
        widest = max(label.coverage.shape[1] for label in self.labels)
        cramped = widest > 0.25 * area.width or min(words.values) < 9
        self.legend = cramped or rng.random() < 0.4
        self.beside = self.legend and area.width - widest - 2 * self.style.text_px > 0.5 * area.width
        self.widest = widest

    def draw(self) -> None:
        round_area = self._round_area()
        centre = ((round_area.left + round_area.right) / 2, (round_area.top + round_area.bottom) / 2)
        radius = min(round_area.width, round_area.height) / 2
        hole = radius * self.rng.uniform(0.4, 0.6) if not self.style.filled else 0.0
        angle = float(self.rng.choice([-90.0, -90.0, 0.0, self.rng.uniform(0, 360)]))
        edge = self.style.ground if self.style.outlined else self.style.ink
        for index, value in enumerate(self.words.values):
            wide = 3.6 * value
            colour = self.style.colours[index]
            self.board.slice(
                centre, radius, (angle, angle + wide), colour, edge if self.style.frame != "none" else colour
            )
            middle = math.radians(angle + wide / 2)
            inside = (radius + hole) / 2
            self.board.reach(
                (centre[0] + inside * math.cos(middle), centre[1] + inside * math.sin(middle)), percent(value / 100)
            )
            self._words(index, centre, radius, hole, middle)
            angle += wide
        if hole:
            self.board.disc(centre, hole, self.style.ground)
        if self.legend:
            self._draw_legend(round_area)

    def _round_area(self) -> Area:
        """Where the pie itself goes: beside or above its legend, or inside its labels."""
        area, line_px = self.area, 1.35 * self.style.text_px
        if self.beside:
            return Area(area.left, area.top, area.right - self.widest - 2.2 * self.style.text_px, area.bottom)
        if self.legend:
            rows = math.ceil(len(self.labels) / self._legend_columns())
            return Area(area.left, area.top, area.right, area.bottom - rows * line_px - 4)
        return Area(
            area.left + self.widest + 4, area.top + line_px, area.right - self.widest - 4, area.bottom - line_px
        )

    def _legend_columns(self) -> int:
        return max(1, int(self.area.width // (self.widest + 2.4 * self.style.text_px)))

    def _words(self, index: int, centre: XY, radius: float, hole: float, angle: float) -> None:
        """The share inside its slice, the label outside where there is no legend."""
        if self.words.printed:
            value = self.words.values[index]
            reach = (radius + hole) / 2 if hole else (0.62 if value > 15 else 0.78) * radius
            share = self.set(f"{value:.0f}%", 0.9)
            self._print_at(share, centre, reach, angle, readable_on(self.style.colours[index]))
        if not self.legend:
            label = self.labels[index]
            width, height = label.coverage.shape[1], label.coverage.shape[0]
            reach = radius + 4 + abs(math.cos(angle)) * width / 2 + abs(math.sin(angle)) * height / 2
            self._print_at(label, centre, reach, angle, self.style.ink)

    def _print_at(self, lettering: Lettering, centre: XY, reach: float, angle: float, colour: Colour) -> None:
        height, width = lettering.coverage.shape
        x, y = centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)
        self.board.text(lettering, x - width / 2, y - height / 2 + lettering.top, colour)

    def _draw_legend(self, round_area: Area) -> None:
        line_px, size = 1.35 * self.style.text_px, 0.75 * self.style.text_px
        columns = 1 if self.beside else self._legend_columns()
        left, top = self.area.left, round_area.bottom + 4
        if self.beside:
            left = round_area.right + 0.7 * self.style.text_px
            top = (self.area.top + self.area.bottom - line_px * len(self.labels)) / 2
        for index, label in enumerate(self.labels):
            x = left + (index % columns) * self.area.width / columns
            y = top + (index // columns) * line_px
            self.board.box((x, y + 1), (x + size, y + 1 + size), self.style.colours[index])
            self.board.text(label, x + size + 5, y + 1 + 0.9 * size, self.style.ink)


def draw_pie(
    rng: np.random.Generator, words: ChartContent, style: ChartStyle, board: Board, area: Area, set_text: SetText
) -> None:
    """Draw the content's shares into `area`. `set_text` sets a line at a multiple of the chart's text size."""
    Pie(rng, words, style, board, area, set_text).draw()
