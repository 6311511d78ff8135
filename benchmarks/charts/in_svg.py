"""Charts in the looks of office programs and web pages, written as SVG by hand and drawn by chromium or typst.

The reader was not tuned on them.
"""

from __future__ import annotations

import math
import random
import subprocess
import tempfile
from pathlib import Path

from truths import Truth

PALETTES = (
    ("#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47", "#264478", "#9E480E", "#636363", "#997300"),
    ("#004586", "#ff420e", "#ffd320", "#579d1c", "#7e0021", "#83caff", "#314004", "#aecf00", "#4b1f6f", "#ff950e"),
    ("#36a2eb", "#ff6384", "#ff9f40", "#ffcd56", "#4bc0c0", "#9966ff", "#c9cbcf", "#2b8a3e", "#8d5524", "#e83e8c"),
    ("#1b3a57", "#3f7cac", "#95afba", "#bdc4a7", "#d5e1a3", "#e2f89c", "#7b5e7b", "#c06c84", "#355c7d", "#f67280"),
)
FONTS = ("Liberation Sans", "DejaVu Sans", "Liberation Serif", "sans-serif")


class Drawing:
    """Parts of an SVG picture, growing."""

    def __init__(self, chance: random.Random) -> None:
        self.width, self.height = chance.randint(480, 900), chance.randint(320, 560)
        self.dark = chance.random() < 0.2
        self.ink, self.ground = ("#eee", "#1e1e2e") if self.dark else ("#444", "#fff")
        self.colours = chance.choice(PALETTES)
        self.font, self.size = chance.choice(FONTS), chance.choice((12, 13, 14, 16))
        self.parts: list[str] = []

    def text(self, x: float, y: float, said: str, anchor: str = "middle", more: str = "") -> None:
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{self.ink}" {more}>{said}</text>'
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str) -> None:
        self.parts.append(f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{colour}" stroke-width="1"/>')

    def area(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>')

    def svg(self) -> str:
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
        type_ = f'font-family="{self.font}" font-size="{self.size}">'
        ground = f'<rect width="{self.width}" height="{self.height}" fill="{self.ground}"/>'
        return head + type_ + ground + "".join(self.parts) + "</svg>"


def svg_of(truth: Truth) -> str:
    """One chart as SVG."""
    chance = random.Random(truth.seed * 31 + 5)
    drawing = Drawing(chance)
    drawing.text(drawing.width / 2, 28, truth.title, more=f'style="font-size:{drawing.size + 5}px;font-weight:bold"')
    if truth.kind == "pie":
        _pie(drawing, truth)
    else:
        _Plot(drawing, truth, chance).draw()
    return drawing.svg()


def render_by_chromium(truth: Truth) -> bytes:
    """PNG of one chart, drawn by chromium."""
    svg = svg_of(truth)
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "page.html", Path(folder) / "page.png"
        page.write_text(f"<meta charset=utf-8><body style='margin:0'>{svg}")
        width, height = (svg.split(f'{side}="')[1].split('"')[0] for side in ("width", "height"))
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--screenshot={out}",
                f"--window-size={width},{height}",
                f"file://{page}",
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
        return out.read_bytes()


def render_by_typst(truth: Truth) -> bytes:
    """PNG of one chart, drawn by typst."""
    import typst

    svg = svg_of(truth)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "chart.svg").write_text(svg)
        page = Path(folder) / "page.typ"
        page.write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("chart.svg")')
        return bytes(typst.compile(str(page), format="png", ppi=110))


def _step(most: float, chance: random.Random) -> float:
    rough = most / chance.choice((4, 5, 6))
    power = 10 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= rough)


class _Plot:
    """Axes with bars, paths or points."""

    def __init__(self, drawing: Drawing, truth: Truth, chance: random.Random) -> None:
        self.drawing, self.truth, self.chance = drawing, truth, chance
        self.left, self.top = 130 if truth.level else 100, 55
        self.legend_right = chance.random() < 0.5
        right = 130 if len(truth.series) > 1 and self.legend_right else 25
        self.right, self.bottom = drawing.width - right, drawing.height - (95 if len(truth.series) > 1 else 70)
        columns = zip(*(values for _, values in truth.series), strict=True)
        most = max(sum(column) if truth.stacked else max(column) for column in columns)
        self.step = _step(most, chance)
        self.most = self.step * math.ceil(most / self.step)
        self.form = chance.choice(("plain", "comma", "unit"))

    def along(self, value: float) -> float:
        """Where a value lies on the second axis."""
        share = value / self.most
        return (
            self.left + share * (self.right - self.left)
            if self.truth.level
            else self.bottom - share * (self.bottom - self.top)
        )

    def told(self, value: float) -> str:
        if self.form == "unit" and self.most >= 1000:
            return f"{value / 1000:g}K"
        if self.form == "comma" and self.most >= 1000:
            return f"{value:,.0f}".replace(",", ".")
        return f"{value:g}" if self.most < 1e5 else f"{value:,.0f}"

    def draw(self) -> None:
        self._scale()
        {"bar": self._bars, "line": self._paths, "scatter": self._points}[self.truth.kind]()
        self._titles()
        if len(self.truth.series) > 1:
            self._legend()

    def _scale(self) -> None:
        grid, drawing = self.chance.random() < 0.7, self.drawing
        pale = "#45475a" if drawing.dark else "#d9d9d9"
        for count in range(round(self.most / self.step) + 1):
            at, said = self.along(count * self.step), self.told(count * self.step)
            if self.truth.level:
                drawing.text(at, self.bottom + drawing.size + 6, said)
                if grid:
                    drawing.line(at, self.top, at, self.bottom, pale)
            else:
                drawing.text(self.left - 8, at + drawing.size * 0.36, said, "end")
                if grid:
                    drawing.line(self.left, at, self.right, at, pale)
        drawing.line(self.left, self.bottom, self.right, self.bottom, drawing.ink)
        if self.chance.random() < 0.5:
            drawing.line(self.left, self.top, self.left, self.bottom, drawing.ink)

    def _slots(self) -> tuple[list[float], float]:
        start, end = (self.top, self.bottom) if self.truth.level else (self.left, self.right)
        room = (end - start) / len(self.truth.categories)
        return [start + room * (place + 0.5) for place in range(len(self.truth.categories))], room

    def _names(self, places: list[float]) -> None:
        for place, name in zip(places, self.truth.categories, strict=True):
            if self.truth.level:
                self.drawing.text(self.left - 8, place + self.drawing.size * 0.36, name, "end")
            else:
                self.drawing.text(place, self.bottom + self.drawing.size + 6, name)

    def _bars(self) -> None:
        places, room = self._slots()
        self._names(places)
        wide = self.chance.uniform(0.5, 0.75) * room
        many = 1 if self.truth.stacked else len(self.truth.series)
        base = [0.0] * len(places)
        for number, (_, values) in enumerate(self.truth.series):
            for slot, value in enumerate(values):
                start = places[slot] - wide / 2 + (0 if self.truth.stacked else number * wide / many)
                self._bar(start, wide / many, base[slot], base[slot] + value, self.drawing.colours[number])
                base[slot] += value if self.truth.stacked else 0
        if len(self.truth.series) == 1 and self.chance.random() < 0.4 and not self.truth.level:
            for place, value in zip(places, self.truth.series[0][1], strict=True):
                self.drawing.text(place, self.along(value) - 5, f"{value:g}")

    def _bar(self, start: float, wide: float, low: float, high: float, colour: str) -> None:
        near, far = self.along(low), self.along(high)
        if self.truth.level:
            self.drawing.area(near, start, far - near, wide, colour)
        else:
            self.drawing.area(start, far, wide, near - far, colour)

    def _paths(self) -> None:
        places, _ = self._slots()
        self._names(places)
        wide, dots = self.chance.uniform(1.5, 3), self.chance.random() < 0.5
        for number, (_, values) in enumerate(self.truth.series):
            colour = self.drawing.colours[number]
            points = [(place, self.along(value)) for place, value in zip(places, values, strict=True)]
            way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            self.drawing.parts.append(f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="{wide:.1f}"/>')
            if dots:
                self.drawing.parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]

    def _points(self) -> None:
        for count in range(6):
            x = self.left + count / 5 * (self.right - self.left)
            self.drawing.text(x, self.bottom + self.drawing.size + 6, f"{count * 20}")
        for x, y in zip(self.truth.xs, self.truth.series[0][1], strict=True):
            place = self.left + x / 100 * (self.right - self.left)
            self.drawing.parts.append(
                f'<circle cx="{place:.1f}" cy="{self.along(y):.1f}" r="4" fill="{self.drawing.colours[0]}"/>'
            )

    def _titles(self) -> None:
        under, beside = (
            (self.truth.second_axis, self.truth.first_axis)
            if self.truth.level
            else (self.truth.first_axis, self.truth.second_axis)
        )
        drawing = self.drawing
        drawing.text((self.left + self.right) / 2, self.bottom + 2.6 * drawing.size + 8, under)
        y = (self.top + self.bottom) / 2
        drawing.text(20, y, beside, more=f'transform="rotate(-90 20 {y:.1f})"')

    def _legend(self) -> None:
        drawing, size = self.drawing, self.drawing.size
        for number, (name, _) in enumerate(self.truth.series):
            if self.legend_right:
                x, y = self.right + 20, self.top + 20 + number * (size + 9)
            else:
                x, y = self.left + 40 + number * (size * 6.0), drawing.height - 14
            drawing.area(x, y - size * 0.75, size * 0.8, size * 0.8, drawing.colours[number])
            drawing.text(x + size * 1.3, y, name, "start")


def _pie(drawing: Drawing, truth: Truth) -> None:
    values = truth.series[0][1]
    x, y, radius = drawing.width * 0.4, drawing.height / 2 + 20, min(drawing.width * 0.3, drawing.height * 0.38)
    turn = 0.0
    for number, (name, value) in enumerate(zip(truth.categories, values, strict=True)):
        start, turn = turn, turn + value / sum(values) * 2 * math.pi
        points = [(x + radius * math.sin(at), y - radius * math.cos(at)) for at in (start, turn)]
        large = int(turn - start > math.pi)
        (x1, y1), (x2, y2) = points
        drawing.parts.append(
            f'<path d="M{x:.1f} {y:.1f}L{x1:.2f} {y1:.2f}A{radius:.1f} {radius:.1f} 0 {large} 1 {x2:.2f} {y2:.2f}Z" '
            f'fill="{drawing.colours[number]}" stroke="{drawing.ground}" stroke-width="2"/>'
        )
        at_y = y - radius + number * (drawing.size + 10) + 20
        drawing.area(
            drawing.width * 0.78,
            at_y - drawing.size * 0.75,
            drawing.size * 0.8,
            drawing.size * 0.8,
            drawing.colours[number],
        )
        drawing.text(drawing.width * 0.78 + drawing.size * 1.3, at_y, name, "start")
    if truth.form == "donut":
        drawing.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius * 0.55:.1f}" fill="{drawing.ground}"/>')
