"""Where the rows and cells of a page go, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.native.worlds.example import Shown
from sensorium.native.worlds.pages.contents import Content, Row
from sensorium.native.worlds.print.lettering.typeface import Lettering, Typeface
from sensorium.native.worlds.print.paper import Inks, finished, inks, sheet, write
from sensorium.native.worlds.print.placing import shown_words

LEAST_SIZE = 0.052  # of an em, as a share of the page's width: smaller type does not survive the encoder
MEASURED_PX = 32.0
EDGE_PX = 2  # no cell begins or ends closer to the edge


@dataclass(frozen=True, eq=False)
class Layout:
    """Where everything goes. Rows stand on `baselines`; cells of a row with several start or end at the columns."""

    content: Content
    height: int
    width: int
    size_px: float
    baselines: tuple[int, ...]
    row_px: float
    left: int
    right: int
    column_starts: tuple[float, ...]
    column_widths: tuple[float, ...]


def size_of(row: Row, size_px: float) -> float:
    """Headings are larger."""
    return size_px * (1.25 if row.role == "heading" else 1.0)


def lay_out(rng: np.random.Generator, words: Content, face: Typeface, height: int, width: int) -> Layout | None:
    """Fit the content to the page; None when it would have to be set too small."""
    margin = width * rng.uniform(0.03, 0.09)
    room = width - 2 * margin
    spacing = rng.uniform(1.25, 1.7)
    widths = [[face.set(cell, MEASURED_PX).advance / MEASURED_PX for cell in row.cells] for row in words.rows]
    single = max((size_of(row, w[0]) for row, w in zip(words.rows, widths, strict=True) if len(w) == 1), default=0.1)
    columns = _column_widths([w for w in widths if len(w) > 1])
    gap = rng.uniform(0.7, 1.2)
    across = max(single, sum(columns) + gap * max(len(columns) - 1, 0))
    ems_down = spacing * sum(size_of(row, 1.0) for row in words.rows)
    largest = min(room / across, (height - 2 * margin) / ems_down, width * 0.17)
    if largest < LEAST_SIZE * width:
        return None
    size_px = max(largest * rng.uniform(0.7, 1.0), LEAST_SIZE * width)
    column_px = [column * size_px for column in columns]
    table_px = sum(column_px) + gap * size_px * max(len(columns) - 1, 0)
    stretch = room if rng.random() < 0.6 else table_px
    between = (stretch - sum(column_px)) / max(len(columns) - 1, 1)
    left = margin if rng.random() < 0.5 else (width - stretch) / 2
    starts = [left + sum(column_px[:index]) + between * index for index in range(len(columns))]
    free = height - ems_down * size_px
    top = free / 2 if rng.random() < 0.5 else min(free, margin)
    return Layout(
        content=words,
        height=height,
        width=width,
        size_px=size_px,
        baselines=_baselines(words, size_px, spacing, top),
        row_px=spacing * size_px,
        left=round(left if columns else margin),
        right=round(left + stretch if columns else width - margin),
        column_starts=tuple(starts),
        column_widths=tuple(column_px),
    )


def _column_widths(widths: list[list[float]]) -> list[float]:
    return [max(row[index] for row in widths) for index in range(len(widths[0]))] if widths else []


def _baselines(words: Content, size_px: float, spacing: float, top: float) -> tuple[int, ...]:
    heights = np.array([size_of(row, size_px) * spacing for row in words.rows])
    below = top + np.cumsum(heights) - 0.5 * (heights - 0.7 * heights / spacing)
    return tuple(round(float(row)) for row in below)


def draw(rng: np.random.Generator, layout: Layout, face: Typeface) -> tuple[NDArray[np.float32], tuple[Shown, ...]]:
    """The page in colours, with rules where a table has them, sometimes a little turned; and where its words stand."""
    colours = inks(rng, inverse_share=0.08)
    picture = sheet(rng, layout.height, layout.width, colours.ground)
    if layout.content.body:
        _rule(rng, picture, layout, colours)
    align = float(rng.choice([0.0, 0.5, 1.0], p=[0.55, 0.35, 0.1]))
    shown: list[Shown] = []
    numbers_right = rng.random() < 0.6 or layout.content.kind == "slip"
    for row, baseline in zip(layout.content.rows, layout.baselines, strict=True):
        letterings = [face.set(cell, size_of(row, layout.size_px)) for cell in row.cells]
        starts = _single_start(layout, letterings[0], align)
        if len(letterings) > 1:
            starts = _cell_starts(layout, letterings, numbers_right=numbers_right)
        for cell, lettering, start in zip(row.cells, letterings, starts, strict=True):
            start = max(start, EDGE_PX)
            write(picture, lettering, baseline, round(start), colours.ink)
            top = baseline - lettering.top
            shown += shown_words(
                cell,
                left=start,
                top=top,
                right=start + lettering.advance,
                bottom=top + lettering.coverage.shape[0],
                size=(layout.height, layout.width),
            )
    return (_turned(rng, picture, colours.ground) if rng.random() < 0.2 else picture), tuple(shown)


def _single_start(layout: Layout, lettering: Lettering, align: float) -> list[float]:
    """Over a table narrower than itself a heading hangs over, but not off the page."""
    start = layout.left + align * (layout.width - 2 * layout.left - lettering.advance)
    return [min(start, layout.width - EDGE_PX - lettering.advance)]


def _cell_starts(layout: Layout, letterings: list[Lettering], *, numbers_right: bool) -> list[float]:
    """Cells begin at their column, or all but the first end with it."""
    ends = [width - lettering.advance for width, lettering in zip(layout.column_widths, letterings, strict=True)]
    shifts = [end if numbers_right and index else 0.0 for index, end in enumerate(ends)]
    return [start + shift for start, shift in zip(layout.column_starts, shifts, strict=True)]


def _rule(rng: np.random.Generator, picture: NDArray[np.float32], layout: Layout, colours: Inks) -> None:
    """Lines or bands under the rows: a grid, lines between rows, one line under the header or over the total."""
    style = str(rng.choice(["none", "grid", "rows", "edge", "bands"], p=[0.25, 0.25, 0.15, 0.2, 0.15]))
    tone = colours.ground + (colours.ink - colours.ground) * np.float32(rng.uniform(0.3, 0.9))
    thickness = 1 if rng.random() < 0.7 else 2
    tops, bottom, first = _row_tops(layout)
    left, right = max(0, layout.left - 4), min(layout.width, layout.right + 4)
    if style in {"grid", "rows"}:
        for top in (*tops, bottom):
            picture[top : top + thickness, left:right] = tone
    if style == "grid":
        for column in _column_edges(layout, left, right):
            picture[tops[0] : bottom + thickness, column : column + thickness] = tone
    if style == "edge":
        roles = [row.role for row in layout.content.rows[first:]]
        edge = tops[-1] if roles[-1] == "total" else tops[1]
        picture[edge : edge + thickness, left:right] = tone
    if style == "bands":
        band = colours.ground + (colours.ink - colours.ground) * np.float32(rng.uniform(0.08, 0.2))
        for top, below in list(zip(tops, (*tops[1:], bottom), strict=True))[:: int(rng.integers(1, 3)) + 1]:
            picture[top:below, left:right] = band


def _row_tops(layout: Layout) -> tuple[list[int], int, int]:
    """The upper edges of the rows with several cells, the lower edge of the last, and the first one's number."""
    numbers = [number for number, row in enumerate(layout.content.rows) if len(row.cells) > 1]
    shift = 0.5 * (layout.row_px + 0.7 * layout.size_px)
    tops = [max(0, round(layout.baselines[number] - shift)) for number in numbers]
    return tops, min(layout.height - 2, round(tops[-1] + layout.row_px)), numbers[0]


def _column_edges(layout: Layout, left: int, right: int) -> list[int]:
    ends = [start + width for start, width in zip(layout.column_starts, layout.column_widths, strict=True)]
    between = [round((end + start) / 2) for end, start in zip(ends[:-1], layout.column_starts[1:], strict=True)]
    return [left, *between, right - 2]


def _turned(rng: np.random.Generator, picture: NDArray[np.float32], ground: NDArray[np.float32]) -> NDArray[np.float32]:
    """As a page lies that was not put down straight."""
    red, green, blue = (int(channel) for channel in np.clip(ground * rng.choice([1.0, 1.0, 0.6]), 0, 255))
    image = Image.fromarray(finished(picture))
    turned = image.rotate(rng.normal(0, 1.5), Image.Resampling.BICUBIC, fillcolor=(red, green, blue))
    return np.asarray(turned, np.float32)
