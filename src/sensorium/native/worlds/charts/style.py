"""How one chart looks: colours, sizes, and which helps to reading it has."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.native.worlds.charts.board import Colour
from sensorium.native.worlds.charts.contents import ChartContent, format_number
from sensorium.native.worlds.print.paper import LUMINANCE
from sensorium.native.worlds.print.wording import pick

Frame: TypeAlias = Literal["box", "axes", "base", "none"]


@dataclass(frozen=True, kw_only=True)
class ChartStyle:
    """Lengths in pixels, colours sRGB 0 … 255."""

    ground: Colour
    plot_ground: Colour
    ink: Colour
    faint: Colour  # grids and frames
    colours: tuple[Colour, ...]  # one a category
    text_px: float
    title_px: float
    thickness: float  # of a column, as a share of its room
    ticks: bool
    grid: bool
    frame: Frame
    outlined: bool
    filled: bool  # the area under a line; the middle of a pie
    title_align: float
    thousands: Literal["", ",", "k"]  # how 2000 is written
    curve_thickness: float


def chart_style(rng: np.random.Generator, words: ChartContent, width: int) -> ChartStyle:
    """Any mixture that can be read: values are printed, or the axis has ticks."""
    dark = rng.random() < 0.12
    ground = _grey(rng, 10, 45) if dark else ((255, 255, 255) if rng.random() < 0.55 else _grey(rng, 232, 254))
    ink = _grey(rng, 200, 255) if dark else _grey(rng, 0, 90)
    text_px = width * rng.uniform(0.044, 0.062)
    return ChartStyle(
        ground=ground,
        plot_ground=mixed(ground, ink, float(rng.uniform(0.04, 0.1))) if rng.random() < 0.2 else ground,
        ink=ink,
        faint=mixed(ground, ink, float(rng.uniform(0.12, 0.5))),
        colours=_palette(rng, len(words.labels), ground, distinct=words.kind == "pie"),
        text_px=text_px,
        title_px=text_px * rng.uniform(1.0, 1.4),
        thickness=float(rng.uniform(0.4, 0.95)),
        ticks=bool(not words.printed or rng.random() < 0.55),
        grid=bool(rng.random() < (0.7 if not words.printed else 0.35)),
        frame=pick(rng, ("box", "axes", "axes", "base", "none")),
        outlined=bool(rng.random() < 0.25),
        filled=bool(rng.random() < 0.75),
        title_align=float(rng.choice([0.0, 0.5, 0.5, 0.5])),
        thousands=pick(rng, ("", "", ",", ",", "k")),
        curve_thickness=float(rng.uniform(1.2, 3.2)),
    )


def written(value: float, style: ChartStyle, *, on_axis: bool = False) -> str:
    """A value as the chart prints it; only ticks are shortened to thousands."""
    if style.thousands == "k" and on_axis and value >= 1000 and value % 100 == 0:
        return f"{format_number(value / 1000)}k"
    if style.thousands == "," and value >= 1000 and value == int(value):
        return f"{int(value):,}"
    return format_number(value)


def _grey(rng: np.random.Generator, darkest: int, lightest: int) -> Colour:
    """A grey with a touch of colour."""
    grey = rng.uniform(darkest, lightest) + rng.normal(0, 4, 3)
    return _colour(np.clip(grey, 0, 255))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with a `share` of `other` in it."""
    return _colour(np.asarray(one) * (1 - share) + np.asarray(other) * share)


def _colour(values: NDArray[np.float64]) -> Colour:
    red, green, blue = (int(value) for value in values)
    return red, green, blue


def _palette(rng: np.random.Generator, count: int, ground: Colour, *, distinct: bool) -> tuple[Colour, ...]:
    """One colour for all, hues around the circle, or shades of one hue; each clearly different from the ground."""
    style = rng.random()
    hue, saturation, value = rng.random(), rng.uniform(0.35, 1.0), rng.uniform(0.45, 0.95)
    if style < 0.5 and not distinct:
        colours = [(hue, saturation, value)] * count
    elif style < 0.85:
        turns = rng.permutation(count) / count
        colours = [(hue + turn, saturation * rng.uniform(0.8, 1.0), value * rng.uniform(0.8, 1.0)) for turn in turns]
    else:
        shades = np.linspace(0.25, 0.95, count)
        colours = [(hue, saturation * rng.choice([0.0, 1.0]) * float(shade), 1.1 - float(shade)) for shade in shades]
    palette = tuple(_colour(np.asarray(colorsys.hsv_to_rgb(h % 1, s, min(v, 1.0))) * 255) for h, s, v in colours)
    if all(_contrast(colour, ground) >= 40 for colour in palette):
        return palette
    return _palette(rng, count, ground, distinct=distinct)


def _contrast(one: Colour, other: Colour) -> float:
    return abs(float((np.asarray(one) - np.asarray(other)) @ LUMINANCE))


def readable_on(fill: Colour) -> Colour:
    """Black or white, whichever stands out more."""
    return (0, 0, 0) if float(np.asarray(fill) @ LUMINANCE) > 130 else (255, 255, 255)
