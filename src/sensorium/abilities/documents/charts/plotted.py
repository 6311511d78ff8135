"""Paths and clouds of points with their scales and names → `Chart` of kind "line" or "scatter"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.barred import rounded
from sensorium.abilities.documents.charts.figure import Figure
from sensorium.abilities.documents.charts.labels import Label
from sensorium.abilities.documents.charts.legend import Entry, legend_box, name_of
from sensorium.abilities.documents.charts.lines import Trace, traces_of
from sensorium.abilities.documents.charts.places import rows_below
from sensorium.abilities.documents.charts.points import Cloud, clouds_of
from sensorium.abilities.documents.charts.scales import Scale, flipped_back, level_scales, upright_scales
from sensorium.abilities.documents.charts.titles import titles_of
from sensorium.abilities.documents.tree import Chart, Series, value_in_figures


@dataclass(frozen=True, kw_only=True)
class _Plot:
    """What paths and points lie in: the area inside the axes, the upright scale, labels of the level axis."""

    area: Box
    scale: Scale
    names: list[Label]


def line_chart(figure: Figure, entries: Sequence[Entry]) -> Chart | None:
    """The chart if a path crosses a plot that has a scale; None where none does."""
    plot = _plot(figure, entries)
    if plot is None or len(plot.names) < 2:
        return None
    hidden = [box for box in [legend_box(entries)] if box]
    traces = traces_of(figure, plot.area, hidden)
    known = {entry.colour for entry in entries}
    if len(known & {trace.colour for trace in traces}) > 1:
        traces = [trace for trace in traces if trace.colour in known]
    if not traces:
        return None
    order = [entry.colour for entry in entries]
    traces.sort(key=lambda trace: order.index(trace.colour) if trace.colour in order else len(order))
    series = tuple(_sampled(trace, plot, _named(trace, figure, entries, len(traces))) for trace in traces[:12])
    if all(value is None for one in series for value in one.values):
        return None
    return _told(figure, entries, plot, "line", [label.text for label in plot.names], series)


def scatter_chart(figure: Figure, entries: Sequence[Entry]) -> Chart | None:
    """The chart if points of like size lie in a plot with two scales. Categories are the points' places, as numbers."""
    plot = _plot(figure, entries)
    if plot is None:
        return None
    across = [scale for scale in level_scales(figure.labels, figure.em) if _lies_under(scale, plot)]
    hidden = [box.grown(2) for box in [legend_box(entries)] if box]
    clouds = clouds_of(figure, plot.area, hidden) if across else []
    if not clouds:
        return None
    places = _places(clouds, across[0])
    series = tuple(_strewn(cloud, places, across[0], plot.scale, name_of(cloud.colour, entries)) for cloud in clouds)
    return _told(figure, entries, plot, "scatter", [value_in_figures(place) for place in places], series)


def _lies_under(scale: Scale, plot: _Plot) -> bool:
    return flipped_back(scale)[0].box.center[1] > plot.scale.span[1]


def _plot(figure: Figure, entries: Sequence[Entry]) -> _Plot | None:
    scales = upright_scales(figure.labels, figure.em)
    if not scales:
        return None
    scale = scales[0]
    top, bottom = scale.span
    room = 0.95 * scale.step_px
    on_left = scale.box.center[0] < figure.width / 2
    left, right = (scale.box.right, float(figure.width)) if on_left else (0.0, scale.box.left)
    names = _first_axis(figure, entries, scale, left, right)
    floor = min([label.box.top for label in names] + [bottom + room])
    area = Box(left + 2, max(0.0, top - room), right - 1, min(float(figure.height), floor - 1))
    return _Plot(area=area, scale=scale, names=names) if area.width > 40 and area.height > 30 else None


def _first_axis(figure: Figure, entries: Sequence[Entry], scale: Scale, left: float, right: float) -> list[Label]:
    """The row of labels under the plot that has the most of them."""
    taken = {id(entry.name) for entry in entries} | {id(tick) for tick in scale.ticks}
    free = [
        label
        for label in figure.labels
        if id(label) not in taken and label.box.right > left - figure.em and label.box.left < right
    ]
    rows = rows_below(free, scale.span[1], figure.em)[:3]
    return max(rows, key=len, default=[])


def _sampled(trace: Trace, plot: _Plot, name: str) -> Series:
    values, confidences = [], []
    for label in plot.names:
        x = label.box.center[0]
        row = trace.row_at(x)
        values.append(None if row is None else rounded(plot.scale.value(row), plot.scale))
        sure = min(1.0, 0.4 + 0.6 * trace.covered) * 0.95 * plot.scale.confidence
        confidences.append(0.0 if row is None else sure)
    return Series(name=name, values=tuple(values), confidences=tuple(confidences))


def _named(trace: Trace, figure: Figure, entries: Sequence[Entry], count: int) -> str:
    """By the legend, else by the words at the end of the line."""
    name = name_of(trace.colour, entries)
    if name or entries or count < 2:
        return name
    end = float(trace.rows[-1])
    near = [
        label
        for label in figure.labels
        if not label.readings
        and label.box.left >= trace.right - 2
        and label.box.left - trace.right < 2.5 * figure.em
        and abs(label.box.center[1] - end) < figure.em
    ]
    return min(near, key=lambda label: abs(label.box.center[1] - end)).text if near else ""


def _places(clouds: Sequence[Cloud], across: Scale) -> list[float]:
    """Where points stand, each place as often as the cloud that has the most points there."""
    most: Counter[float] = Counter()
    for cloud in clouds:
        most |= Counter(rounded(across.value(x), across) for x, _ in cloud.points)
    return sorted(most.elements())


def _strewn(cloud: Cloud, places: Sequence[float], across: Scale, up: Scale, name: str) -> Series:
    found: dict[float, list[float]] = {}
    for x, y in cloud.points:
        found.setdefault(rounded(across.value(x), across), []).append(rounded(up.value(y), up))
    left = {place: iter(there) for place, there in found.items()}
    values = tuple(next(left.get(place, iter(())), None) for place in places)
    sure = 0.9 * across.confidence * up.confidence
    return Series(
        name=name,
        values=values,
        confidences=tuple(0.0 if value is None else sure for value in values),
    )


def _told(
    figure: Figure,
    entries: Sequence[Entry],
    plot: _Plot,
    kind: str,
    categories: Sequence[str],
    series: tuple[Series, ...],
) -> Chart:
    used = [*plot.names, *plot.scale.ticks, *(entry.name for entry in entries)]
    inner = Box(plot.area.left, plot.scale.span[0], plot.area.right, plot.area.bottom)
    titles = titles_of(figure.labels, used, inner, figure.em)
    words = tuple(word for label in figure.labels for word in label.words)
    return Chart(
        box=Box(0.0, 0.0, float(figure.width), float(figure.height)),
        words=words,
        kind=kind,
        title=titles.title,
        first_axis=titles.under,
        second_axis=titles.beside,
        categories=tuple(categories),
        series=series,
    )
