"""Charts drawn by Vega-Lite (vl-convert): the reader was not tuned on them."""

from __future__ import annotations

import random
from typing import Any

from truths import Truth

THEMES = (None, "dark", "excel", "fivethirtyeight", "ggplot2", "latimes", "quartz", "urbaninstitute", "vox", "powerbi")


def render(truth: Truth) -> bytes:
    """PNG of one chart; theme and size by its seed."""
    import vl_convert

    chance = random.Random(truth.seed)
    spec = _spec(truth, chance)
    scale, theme = chance.choice((1.3, 1.6, 2.0)), chance.choice(THEMES)
    spec["background"] = "#333" if theme == "dark" else "white"
    return bytes(vl_convert.vegalite_to_png(spec, scale=scale, theme=theme))


def _spec(truth: Truth, chance: random.Random) -> dict[str, Any]:
    rows = [
        {"c": category, "s": name, "v": value}
        for name, values in truth.series
        for category, value in zip(truth.categories, values, strict=True)
    ]
    spec: dict[str, Any] = {
        "title": truth.title,
        "data": {"values": rows},
        "background": "white",
        "width": chance.randint(260, 480),
        "height": chance.randint(200, 320),
    }
    several = len(truth.series) > 1
    first = {"field": "c", "type": "nominal", "title": truth.first_axis, "sort": None}
    second = {"field": "v", "type": "quantitative", "title": truth.second_axis}
    if truth.kind == "pie":
        mark = {"type": "arc", "innerRadius": 60 if truth.form == "donut" else 0}
        return spec | {
            "mark": mark,
            "encoding": {"theta": {**second, "stack": True}, "color": {**first, "scale": {"scheme": "tableau10"}}},
        }
    if truth.kind == "scatter":
        for row, x in zip(rows, truth.xs, strict=True):
            row["c"] = x
        return spec | {
            "mark": {"type": "circle", "size": 60, "opacity": 1},
            "encoding": {"x": {**first, "type": "quantitative"}, "y": second},
        }
    encoding: dict[str, Any] = {"y": first, "x": second} if truth.level else {"x": first, "y": second}
    if several:
        encoding["color"] = {"field": "s", "type": "nominal", "title": None, "sort": None}
    if "grouped" in truth.form:
        encoding["yOffset" if truth.level else "xOffset"] = {"field": "s", "sort": None}
    mark = {"type": "line", "point": chance.random() < 0.5} if truth.kind == "line" else {"type": "bar"}
    return spec | {"mark": mark, "encoding": encoding}
