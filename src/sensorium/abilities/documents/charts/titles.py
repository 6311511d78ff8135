"""Titles: the words above the plot, and those along its axes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.labels import Label, below


@dataclass(frozen=True, kw_only=True)
class Titles:
    """What a chart and its axes are called; '' where nothing says so. under: the level axis, beside: the upright."""

    title: str = ""
    under: str = ""
    beside: str = ""


def titles_of(labels: Sequence[Label], used: Iterable[Label], plot: Box, em: float) -> Titles:
    """Titles among the labels that nothing else has used."""
    taken = {id(label) for label in used}
    free = [label for label in labels if id(label) not in taken]
    wordy = [label for label in free if not label.readings and any(letter.isalpha() for letter in label.text)]
    title = _above(wordy, plot, em)
    rest = [label for label in wordy if not any(label is one for one in title)]
    return Titles(title=_said(title), under=_said(_under(rest, plot, em)), beside=_said(_beside(rest, plot, em)))


def _said(labels: Sequence[Label]) -> str:
    return " ".join(label.text for label in labels)


def _above(labels: Sequence[Label], plot: Box, em: float) -> list[Label]:
    """The first row above the plot, and its next line if that is as large."""
    over = [label for label in labels if not label.turned and label.box.center[1] < plot.top + 0.2 * em]
    rows = below(over)
    if not rows:
        return []
    largest = max(rows, key=lambda row: max(_letters(label) for label in row))
    first = largest if _size(largest) > 1.15 * _size(rows[0]) else rows[0]
    number = rows.index(first)
    title = list(first)
    for row in rows[number + 1 : number + 2]:
        near = row[0].box.top - first[0].box.bottom < 0.9 * _size(first)
        if near and _size(row) > 0.88 * _size(first) and _letters(row[0]) > 6:
            title += row
    return title


def _letters(label: Label) -> float:
    return label.box.height if len(label.text) > 2 else 0.0


def _size(row: Sequence[Label]) -> float:
    return max(label.box.height for label in row)


def _under(labels: Sequence[Label], plot: Box, em: float) -> list[Label]:
    """Below the plot, near its middle."""
    lower = [label for label in labels if not label.turned and label.box.top > plot.bottom - 0.2 * em]
    inside = [label for label in lower if plot.left - em <= label.box.center[0] <= plot.right + em]
    rows = below(inside)
    return rows[0] if rows and len(rows[0]) <= 3 else []


def _beside(labels: Sequence[Label], plot: Box, em: float) -> list[Label]:
    """Turned words left (or right) of the plot; else one level label above the ticks at its corner."""
    turned = [label for label in labels if label.turned]
    if turned:
        return turned[:1]
    corner = [
        label
        for label in labels
        if label.box.left < plot.left
        and label.box.bottom < plot.top + 2 * em
        and label.box.right < plot.left + 0.25 * plot.width
    ]
    return corner[:1]
