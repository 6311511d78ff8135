"""How well a chart was read: its kind, its names, its values.

A value is right within 5 percent of the axis' range (the greatest value of the chart), and, more strictly, within 5
percent of itself. Values are paired by series and category in their order where the counts agree, else by names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from truths import Truth

from sensorium.abilities.documents.charts.amounts import number_of
from sensorium.abilities.documents.tree import Chart


@dataclass(frozen=True, kw_only=True)
class Score:
    """values: of the truth, right_axis and right_self: of those; told: values that the reader gave."""

    seen: bool
    kind: bool
    values: int
    right_axis: int
    right_self: int
    told: int
    names: int
    names_right: int
    series: int
    series_right: int
    title: bool
    errors: tuple[tuple[float, float], ...] = ()


def score_of(truth: Truth, chart: Chart | None) -> Score:
    """What was right of one chart."""
    pairs = list(_pairs(truth, chart)) if chart is not None and chart.kind == truth.kind else []
    whole = max(value for _, values in truth.series for value in values) if truth.kind != "pie" else 100.0
    close = [(want, got) for want, got in pairs if got is not None]
    count = sum(len(values) for _, values in truth.series)
    wanted = list(truth.categories) if truth.kind != "scatter" else []
    told = sum(value is not None for one in (chart.series if chart else ()) for value in one.values)
    series = [name for name, _ in truth.series if name]
    return Score(
        seen=chart is not None,
        kind=chart is not None and chart.kind == truth.kind,
        values=count,
        right_axis=sum(abs(want - got) <= 0.05 * whole for want, got in close),
        right_self=sum(abs(want - got) <= 0.05 * abs(want) for want, got in close),
        told=told,
        names=len(wanted),
        names_right=_common(wanted, chart.categories if chart else ()),
        series=len(series),
        series_right=_common(series, [one.name for one in chart.series] if chart else ()),
        title=chart is not None and _plain(chart.title) == _plain(truth.title),
        errors=tuple((want, float("nan") if got is None else got) for want, got in pairs),
    )


def _plain(text: str) -> str:
    return "".join(text.lower().split())


def _common(wanted: Sequence[str], got: Sequence[str]) -> int:
    left = [_plain(one) for one in got]
    right = 0
    for name in map(_plain, wanted):
        if name in left:
            left.remove(name)
            right += 1
    return right


def _pairs(truth: Truth, chart: Chart) -> Iterator[tuple[float, float | None]]:
    """Each value of the truth with what was read for it, None where nothing was."""
    if truth.kind == "scatter":
        yield from _scattered(truth, chart)
        return
    for number, (name, values) in enumerate(truth.series):
        one = _series(name, number, chart, len(truth.series))
        got = dict(enumerate(one)) if one is not None else {}
        places = _places(truth, chart)
        shown = [got.get(place) if place is not None else None for place in places]
        if truth.kind == "pie":
            values = tuple(100 * value / sum(values) for value in values)
            whole = sum(value or 0.0 for value in got.values()) or 1.0
            shown = [None if value is None else 100 * value / whole for value in shown]
        yield from zip(values, shown, strict=True)


def _series(name: str, number: int, chart: Chart, count: int) -> Sequence[float | None] | None:
    named = [one.values for one in chart.series if _plain(one.name) == _plain(name)]
    if named:
        return named[0]
    return (
        chart.series[number].values
        if len(chart.series) == count and not any(one.name for one in chart.series)
        else None
    )


def _places(truth: Truth, chart: Chart) -> list[int | None]:
    """The place of each category of the truth among those read: by name, else by order."""
    got = [_plain(name) for name in chart.categories]
    wanted = [_plain(name) for name in truth.categories]
    if len(got) == len(wanted) and truth.kind != "pie":
        same = sum(a == b for a, b in zip(got, wanted, strict=True))
        back = sum(a == b for a, b in zip(got[::-1], wanted, strict=True))
        return list(range(len(wanted))) if same >= back else list(range(len(wanted)))[::-1]
    return [got.index(name) if name in got else None for name in wanted]


def _scattered(truth: Truth, chart: Chart) -> Iterator[tuple[float, float | None]]:
    """Each point with the nearest that was read, both scales as a hundred: further than five is none."""
    points = [
        (number_of(name), value)
        for one in chart.series
        for name, value in zip(chart.categories, one.values, strict=True)
        if value is not None
    ]
    known = np.array([(x, y) for x, y in points if x is not None], float).reshape(-1, 2)
    high = max(truth.series[0][1])
    for x, y in zip(truth.xs, truth.series[0][1], strict=True):
        far = np.hypot(known[:, 0] - x, (known[:, 1] - y) / high * 100) if len(known) else np.array([1e9])
        yield y, float(known[far.argmin(), 1]) if far.min() < 5 else None
