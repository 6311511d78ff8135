"""Charts drawn by matplotlib (for tuning) and vega (for tests), as PNG and PDF."""

from __future__ import annotations

import io
import json
import random
from typing import Any

from benchmarks.documents.diagrams import Diagram

STYLES = ("default", "ggplot", "bmh", "classic", "grayscale", "seaborn-v0_8-whitegrid")
THEMES = ("excel", "ggplot2", "quartz", "latimes", "fivethirtyeight", "vox")
ENGINES = ("matplotlib", "vega")


def drawn(diagram: Diagram, engine: str, seed: int, form: str = "png") -> bytes:
    """A chart as "png" or "pdf" by one of `ENGINES`; raises `KeyError` for another."""
    return {"matplotlib": _matplotlib, "vega": _vega}[engine](diagram, random.Random(f"{engine} {seed}"), form)


def _matplotlib(diagram: Diagram, rng: random.Random, form: str) -> bytes:
    import matplotlib as mpl
    from matplotlib import style
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    target = io.BytesIO()
    with style.context(rng.choice(STYLES)), mpl.rc_context({"svg.hashsalt": "0", "pdf.compression": 9}):
        figure = Figure(figsize=(rng.choice((5.2, 6.0)), rng.choice((3.4, 4.0))), dpi=100)
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        _plot(axes, diagram, rng)
        figure.tight_layout()
        nothing = {"CreationDate": None, "Software": None} if form == "pdf" else {"Software": None}
        figure.savefig(
            target, format=form, metadata={key: nothing[key] for key in nothing if form != "pdf" or key != "Software"}
        )
    return target.getvalue()


def _plot(axes: Any, diagram: Diagram, rng: random.Random) -> None:  # noqa: ANN401 - axes of any kind
    axes.set_title(diagram.title)
    if diagram.kind == "pie":
        axes.pie(diagram.values[0], labels=diagram.categories, autopct="%.0f%%", startangle=rng.randint(0, 90))
        return
    axes.set_xlabel(diagram.first_axis)
    axes.set_ylabel(diagram.second_axis)
    if diagram.kind == "scatter":
        axes.scatter([float(place) for place in diagram.categories], diagram.values[0])
        return
    for number, (name, values) in enumerate(zip(diagram.series, diagram.values, strict=True)):
        _series(axes, diagram, number, name, values)
    if len(diagram.series) > 1:
        axes.legend()


def _series(axes: Any, diagram: Diagram, number: int, name: str, values: tuple[float, ...]) -> None:  # noqa: ANN401
    if diagram.kind == "line":
        axes.plot(diagram.categories, values, marker="o", label=name)
        return
    width = 0.8 / len(diagram.series)
    places = [place + (number - (len(diagram.series) - 1) / 2) * width for place in range(len(values))]
    bars = axes.bar(places, values, width * 0.95, label=name)
    axes.set_xticks(range(len(values)), diagram.categories)
    if diagram.labelled:
        axes.bar_label(bars, fmt="%g")


def _vega(diagram: Diagram, rng: random.Random, form: str) -> bytes:
    import vl_convert

    source = json.dumps(specification(diagram, rng))
    theme = rng.choice(THEMES)
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(source, theme=theme))  # type: ignore[arg-type]  # one of THEMES
    return bytes(vl_convert.vegalite_to_png(source, scale=1.25, theme=theme))  # type: ignore[arg-type]


def specification(diagram: Diagram, rng: random.Random) -> dict[str, Any]:
    """The chart in Vega-Lite."""
    rows = [
        {"first": category, "second": value, "series": name}
        for name, values in zip(diagram.series, diagram.values, strict=True)
        for category, value in zip(diagram.categories, values, strict=True)
    ]
    size = {"width": rng.choice((320, 380)), "height": rng.choice((210, 260)), "background": "white"}
    base = {**size, "title": diagram.title, "data": {"values": rows}}
    if diagram.kind == "pie":
        return {**base, "layer": _slices()}
    kind = "quantitative" if diagram.kind == "scatter" else "nominal"
    encoding: dict[str, Any] = {
        "x": {"field": "first", "type": kind, "title": diagram.first_axis, "sort": None},
        "y": {"field": "second", "type": "quantitative", "title": diagram.second_axis},
    }
    if len(diagram.series) > 1:
        encoding["color"] = {"field": "series", "type": "nominal", "title": None}
        if diagram.kind == "grouped":
            encoding["xOffset"] = {"field": "series"}
    mark: Any = {"line": {"type": "line", "point": True}, "scatter": "point"}.get(diagram.kind, "bar")
    if not diagram.labelled:
        return {**base, "mark": mark, "encoding": encoding}
    label = {"mark": {"type": "text", "dy": -6}, "encoding": {"text": {"field": "second"}}}
    return {**base, "encoding": encoding, "layer": [{"mark": mark}, label]}


def _slices() -> list[dict[str, Any]]:
    angle = {"field": "second", "type": "quantitative", "stack": True}
    colour = {"field": "first", "type": "nominal", "title": None, "sort": None}
    encoding = {"theta": angle, "color": colour, "order": {"field": "first"}}
    text = {"mark": {"type": "text", "radius": 105}, "encoding": {**encoding, "text": {"field": "second"}}}
    return [{"mark": {"type": "arc", "outerRadius": 90}, "encoding": encoding}, text]
