"""Sectors with their names and shares → `Chart` of kind "pie"."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.figure import Figure
from sensorium.abilities.documents.charts.labels import Label
from sensorium.abilities.documents.charts.legend import Entry, name_of
from sensorium.abilities.documents.charts.pies import Pie, Sector, pie_of
from sensorium.abilities.documents.charts.titles import titles_of
from sensorium.abilities.documents.tree import Chart, Series

_FITS = 0.012  # of the whole: how far a label's number may be from the angle
_FAR = 3.5  # heights of type between rim and name


def pie_chart(figure: Figure, entries: Sequence[Entry]) -> Chart | None:
    """The chart if a disc of several colours is seen; values are what stands on the sectors if that agrees with all
    angles, else percent.
    """
    pie = pie_of(figure, entries)
    if pie is None:
        return None
    names, used = _names(pie, figure, entries)
    numbers = [_number(sector, pie, figure) for sector in pie.sectors]
    if not any(names) and sum(number is not None for number in numbers) < 2 and pie.agreement < 0.97:
        return None
    values, sure = _values(pie.sectors, numbers)
    titles = titles_of(figure.labels, [*used, *(entry.name for entry in entries)], pie.box, figure.em)
    series = Series(name="", values=tuple(values), confidences=tuple(sure * pie.agreement for _ in values))
    words = tuple(word for label in figure.labels for word in label.words)
    return Chart(
        box=Box(0.0, 0.0, float(figure.width), float(figure.height)),
        words=words,
        kind="pie",
        title=titles.title,
        categories=tuple(names),
        series=(series,),
    )


def _values(sectors: Sequence[Sector], numbers: Sequence[float | None]) -> tuple[list[float], float]:
    """Numbers on the sectors where all agree with the angles; else shares in percent."""
    known = [number for number in numbers if number is not None]
    share = sum(sector.share for sector, number in zip(sectors, numbers, strict=True) if number is not None)
    if len(known) >= max(2, 0.6 * len(sectors)) and sum(known) > 0:
        whole = sum(known) / share
        fits = all(
            abs(number / whole - sector.share) < _FITS
            for sector, number in zip(sectors, numbers, strict=True)
            if number is not None
        )
        if fits:
            return [
                round(sector.share * whole, 2) if number is None else number
                for sector, number in zip(sectors, numbers, strict=True)
            ], 0.98
    return [round(100 * sector.share, 2) for sector in sectors], 0.93


def _number(sector: Sector, pie: Pie, figure: Figure) -> float | None:
    """The number that stands in a sector or just outside of it."""
    near = [label for label in figure.labels if label.readings and _in_direction(label, sector, pie, figure.em)]
    return near[0].readings[0] if len(near) == 1 else None


def _names(pie: Pie, figure: Figure, entries: Sequence[Entry]) -> tuple[list[str], list[Label]]:
    """By the legend; else what stands beside a sector."""
    legend = [name_of(sector.colour, entries) for sector in pie.sectors]
    if sum(map(bool, legend)) >= 0.5 * len(legend):
        return legend, []
    labels = [label for label in figure.labels if _is_name(label)]
    pairs = sorted(
        (_far(label, sector) if not _on_disc(label, pie) else 0.0, number, place)
        for number, label in enumerate(labels)
        for place, sector in enumerate(pie.sectors)
        if _in_direction(label, sector, pie, figure.em)
    )
    chosen: dict[int, list[Label]] = {}
    taken: set[int] = set()
    for _, number, place in pairs:
        lines = chosen.get(place, [])
        if number not in taken and (not lines or _under(lines[-1], labels[number], figure.em)):
            chosen.setdefault(place, []).append(labels[number])
            taken.add(number)
    told = [sorted(chosen.get(place, []), key=lambda label: label.box.top) for place in range(len(pie.sectors))]
    names = [_without_number(" ".join(label.text for label in lines)) for lines in told]
    return names, [label for lines in told for label in lines]


def _on_disc(label: Label, pie: Pie) -> bool:
    (x, y), (middle_x, middle_y) = label.box.center, pie.box.center
    return math.hypot(x - middle_x, y - middle_y) < pie.box.width / 2


def _is_name(label: Label) -> bool:
    return not label.readings and any(letter.isalpha() for letter in label.text)


def _without_number(name: str) -> str:
    """A name without the share that follows it: "Coal 12%", "Coal (12%)", "Coal: 12"."""
    parts = name.split()
    return " ".join(parts[:-1]).rstrip(":,–-") if len(parts) > 1 and parts[-1].strip("()").endswith("%") else name


def _under(first: Label, second: Label, em: float) -> bool:
    gap = max(first.box.top, second.box.top) - min(first.box.bottom, second.box.bottom)
    return gap < 0.7 * em and min(first.box.right, second.box.right) > max(first.box.left, second.box.left)


def _far(label: Label, sector: Sector) -> float:
    """How far the rim of the sector is from the nearest point of a label."""
    (x, y), box = sector.rim, label.box
    return math.hypot(max(box.left - x, 0.0, x - box.right), max(box.top - y, 0.0, y - box.bottom))


def _in_direction(label: Label, sector: Sector, pie: Pie, em: float) -> bool:
    """Whether a label lies within the angles of a sector, no further out than names stand."""
    (x, y), radius = pie.box.center, (pie.box.width + pie.box.height) / 4
    box = label.box
    inside = math.hypot(box.center[0] - x, box.center[1] - y) < radius
    near = (min(max(sector.rim[0], box.left), box.right), min(max(sector.rim[1], box.top), box.bottom))
    at = box.center if inside else near
    if not inside and _far(label, sector) > _FAR * em + 0.1 * radius:
        return False
    turn = math.atan2(at[0] - x, -(at[1] - y)) / (2 * math.pi) % 1.0
    return any(sector.start <= turn + whole <= sector.end for whole in (0.0, 1.0))
