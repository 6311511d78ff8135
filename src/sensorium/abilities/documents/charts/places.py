"""Names of places along an axis: the words below the plot, each given to the place it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sensorium.abilities.documents.charts.labels import Label, below

_NEXT_LINE = 0.6  # of the height of type between two lines of one name


def rows_below(labels: Sequence[Label], edge: float, em: float) -> list[list[Label]]:
    """Rows of labels that lie wholly below row `edge`."""
    return below([label for label in labels if label.box.top >= edge - 0.35 * em])


def names_of(places: Sequence[float], labels: Sequence[Label], edge: float, em: float) -> tuple[list[str], list[Label]]:
    """The name of every place (columns in pixels, from the left), '' where none stands; and the labels used."""
    names: list[list[str]] = [[] for _ in places]
    used: list[Label] = []
    for row in rows_below(labels, edge, em)[:4]:
        if used and (row[0].turned or not _continues(row, used, places, em)):
            break
        if not used and len(row) == 1 and len(places) > 2:
            continue
        for text, place in _given(places, row):
            names[place].append(text)
        used += row if any(names) else []
    return [" ".join(name) for name in names], used


def side_names(
    places: Sequence[float], labels: Sequence[Label], edge: float, em: float
) -> tuple[list[str], list[Label]]:
    """The same for names beside level bars, in their frame: of what stands side by side there all is one name."""
    reach = 0.5 * spacing(places)
    near = [label for label in labels if edge - 0.35 * em <= label.box.top]
    names: list[list[Label]] = [[] for _ in places]
    for label in near:
        place = _nearest(places, label.box.center[0])
        if abs(places[place] - label.box.center[0]) <= reach:
            names[place].append(label)
    kept = [_closest(name) for name in names]
    told = [" ".join(label.text for label in sorted(name, key=lambda label: label.box.left)) for name in kept]
    return told, [label for name in kept for label in name]


def _closest(labels: Sequence[Label]) -> list[Label]:
    """Those that begin no further off than the nearest one ends."""
    nearest = min((label.box.bottom for label in labels), default=0.0)
    return [label for label in labels if label.box.top <= nearest]


def _given(places: Sequence[float], row: Sequence[Label]) -> list[tuple[str, int]]:
    """The words of a row, each with the place under which it stands; turned labels in their order if all are there."""
    if any(label.turned for label in row):
        if len(row) == len(places):
            return [(label.text, place) for place, label in enumerate(row)]
        return [(label.text, _nearest(places, label.box.center[0])) for label in row]
    reach = 0.75 * spacing(places)
    given = []
    for label in row:
        fits = len(label.words) == 1 or label.box.width <= 1.1 * spacing(places)
        for word in label.words:
            at = label.box.center[0] if fits else word.box.center[0]
            place = _nearest(places, at)
            if abs(places[place] - at) <= reach:
                given.append((word.text, place))
    return given


def _nearest(places: Sequence[float], at: float) -> int:
    far = [abs(at - place) for place in places]
    return far.index(min(far))


def _continues(row: Sequence[Label], used: Sequence[Label], places: Sequence[float], em: float) -> bool:
    """Whether a further row is more of the names: close below, each label under its place and no wider than that."""
    room, middle = 1.1 * spacing(places), (places[0] + places[-1]) / 2
    close = row[0].box.top - max(label.box.bottom for label in used) <= _NEXT_LINE * em
    fits = all(
        label.box.width <= room
        and abs(label.box.center[0] - places[_nearest(places, label.box.center[0])]) < 0.2 * room
        for label in row
    )
    title = len(row) == 1 and abs(row[0].box.center[0] - middle) < 0.8 * em
    return close and fits and not title


def spacing(places: Sequence[float]) -> float:
    """The usual distance of neighbours in pixels."""
    steps = sorted(after - before for before, after in pairwise(places))
    return steps[len(steps) // 2] if steps else 1e9
