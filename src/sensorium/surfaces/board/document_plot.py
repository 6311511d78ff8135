"""Figures on questions about documents as one drawing: a dot and its 95% interval for everybody on every kind."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.abilities.evaluation.documents.analysing import KINDS, Row
from sensorium.surfaces.page.markup import Markup, element

COLOURS = ("#2f5fd0", "#e06c2b", "#2f9e62", "#7c54dc", "#b98a00", "#cf3f86")  # told apart by where they stand as well
INK, FAINT, LINE = "#1d1c1a", "#6c6860", "#e5e1d9"
LEFT, RIGHT, TOP, BOTTOM = 150, 40, 44, 44  # pixels around the plot
WIDTH, STEP, BETWEEN = 460, 20, 16  # of the plot; a respondent's line; between two kinds


def drawing(rows: Sequence[Row]) -> Markup:
    """An SVG that needs no style from elsewhere. Kinds from the top, everybody in the same order within each."""
    names = list(dict.fromkeys(row.respondent for row in rows))
    kinds = [kind for kind in KINDS if any(row.kind == kind for row in rows)]
    height = TOP + len(kinds) * (len(names) * STEP + BETWEEN) + 18 * len(names) + BOTTOM
    floor = TOP + len(kinds) * (len(names) * STEP + BETWEEN)
    inside = [*_axis(floor)]
    for number, kind in enumerate(kinds):
        top = TOP + number * (len(names) * STEP + BETWEEN)
        inside.append(_words(kind, LEFT - 14, top + (len(names) * STEP) / 2 + 4, anchor="end", weight=600))
        inside += [
            _line(row, COLOURS[names.index(row.respondent) % len(COLOURS)], top + STEP * names.index(row.respondent))
            for row in rows
            if row.kind == kind
        ]
    inside += [_key(name, number, floor + BOTTOM) for number, name in enumerate(names)]
    whole = LEFT + WIDTH + RIGHT
    ground = element("rect", width=whole, height=height, fill="#ffffff")
    title = _words("Share of right answers, with 95% intervals", LEFT, 22, weight=600)
    return element(
        "svg", ground, title, *inside, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {whole} {height}",
        width=whole, height=height, role="img", aria_label="Share of right answers by kind of question",
        font_family="system-ui, sans-serif", font_size=13, fill=INK,
    )  # fmt: skip


def _axis(floor: float) -> list[Markup]:
    marks = []
    for percent in range(0, 101, 20):
        x = LEFT + WIDTH * percent / 100
        marks.append(element("line", x1=x, x2=x, y1=TOP - 8, y2=floor, stroke=LINE))
        marks.append(_words(f"{percent}%", x, floor + 16, anchor="middle", fill=FAINT))
    return marks


def _line(row: Row, colour: str, top: float) -> Markup:
    """A dot with its interval; the figure stands in a tooltip too."""
    y = top + STEP / 2
    figure = row.right
    places = {name: LEFT + WIDTH * getattr(figure, name) for name in ("low", "high", "mean")}
    told = f"{row.respondent}, {row.kind}: {figure.mean:.1%} ({figure.low:.1%} to {figure.high:.1%})"
    return element(
        "g",
        element("title", f"{told} of {figure.num_cases}"),
        element("line", x1=round(places["low"], 1), x2=round(places["high"], 1), y1=y, y2=y, stroke=colour,
                stroke_width=3, stroke_linecap="round", opacity=0.45),
        element("circle", cx=round(places["mean"], 1), cy=y, r=5, fill=colour),
    )  # fmt: skip


def _key(name: str, number: int, top: float) -> Markup:
    y = top + 18 * number
    dot = element("circle", cx=LEFT + 5, cy=y - 4, r=5, fill=COLOURS[number % len(COLOURS)])
    return element("g", dot, _words(name, LEFT + 18, y))


def _words(text: str, x: float, y: float, *, anchor: str = "start", weight: int = 400, fill: str = INK) -> Markup:
    return element("text", text, x=x, y=y, text_anchor=anchor, font_weight=weight, fill=fill)
