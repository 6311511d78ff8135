"""The legend: small patches of a mark's colour, each with the name to its right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.components import components_of
from sensorium.abilities.documents.charts.figure import Coat, Figure
from sensorium.abilities.documents.charts.labels import Label

_THINNEST = 0.3  # heights of type: narrower patches are tick marks
_FAR = 2.2  # heights of type between patch and name
_WIDEST, _TALLEST = 5.0, 2.2  # heights of type


@dataclass(frozen=True, eq=False, kw_only=True)
class Entry:
    """A colour and its name; patch: where the colour is shown."""

    colour: tuple[int, int, int]
    name: Label
    patch: Box
    ink: int


def legend_of(figure: Figure) -> tuple[Entry, ...]:
    """Entries in their order on the picture; () where there is no legend."""
    found = [entry for coat in figure.coats for entry in _entries(coat, figure)]
    groups = [group for entry in found if len(group := _beside(entry, found, figure.em)) > 1]
    if not groups:
        return _alone(found)
    best = max(groups, key=lambda group: (len({entry.colour for entry in group}), -_untidy(group)))
    if len({entry.colour for entry in best}) < 2:
        return ()
    return tuple(sorted(best, key=lambda entry: (round(entry.patch.top / figure.em / 0.8), entry.patch.left)))


def _alone(found: Sequence[Entry]) -> tuple[Entry, ...]:
    coloured = [entry for entry in found if max(entry.colour) - min(entry.colour) > 40]
    return tuple(coloured) if len(coloured) == 1 else ()


def _entries(coat: Coat, figure: Figure) -> list[Entry]:
    """Every patch of this colour with words to the right of it, at its height."""
    found = []
    areas = coat.areas if coat.grey else components_of(coat.loose)
    widths, heights = areas.sides
    small = (
        (widths <= _WIDEST * figure.em)
        & (heights <= _TALLEST * figure.em)
        & (widths >= _THINNEST * figure.em)
        & (areas.areas >= 4)
    )
    chosen = small.nonzero()[0][:400]
    patches = [areas.box(int(index)) for index in chosen]
    inks = {patch: int(areas.areas[index]) for patch, index in zip(patches, chosen, strict=True)}
    names = [label for label in figure.labels if not label.readings or label.text.isdigit()]
    for label in names:
        near = [patch for patch in patches if _is_before(patch, label.box, figure.em)]
        if not near:
            continue
        nearest = min(
            near, key=lambda patch: abs(label.box.left - patch.right) + abs(label.box.center[1] - patch.center[1])
        )
        patch = Box.around(box for box in near if abs(box.center[1] - nearest.center[1]) <= 2)
        if not any(_parts(other.box, patch, label.box) for other in figure.labels if other is not label):
            found.append(Entry(colour=coat.colour, name=label, patch=patch, ink=inks[nearest]))
    return found


def _parts(other: Box, patch: Box, name: Box) -> bool:
    """Whether another label lies between a patch and a name."""
    level = other.top < patch.center[1] < other.bottom
    return level and other.left < name.left and other.right > patch.right + 1


def _is_before(patch: Box, name: Box, em: float) -> bool:
    gap = name.left - patch.right
    starts = patch.left <= name.left + 0.4 * em and gap >= -patch.width - 0.4 * em
    return starts and gap <= _FAR * em and abs(patch.center[1] - name.center[1]) <= 0.6 * em


def _beside(entry: Entry, found: Sequence[Entry], em: float) -> list[Entry]:
    """Entries of like patches in one column, or in one row."""
    like = [
        other
        for other in found
        if abs(other.patch.width - entry.patch.width) <= max(3, 0.35 * em)
        and abs(other.patch.height - entry.patch.height) <= max(4, 0.6 * em)
    ]
    column = [other for other in like if abs(other.patch.left - entry.patch.left) <= 0.5 * em]
    row = [other for other in like if abs(other.patch.center[1] - entry.patch.center[1]) <= 0.4 * em]
    rows = [other for other in like if any(abs(other.patch.left - one.patch.left) <= 0.5 * em for one in row)]
    grid = rows if len(row) > 1 and len({round(one.patch.center[1] / em) for one in rows}) < 5 else row
    return max((_single(column), _single(row), _single(grid)), key=len)


def _single(entries: Sequence[Entry]) -> list[Entry]:
    """One entry for every name and every colour: the patch with more ink wins, not its rim."""
    kept: dict[tuple[int, int, int], Entry] = {}
    names: set[int] = set()
    for entry in sorted(entries, key=lambda entry: -entry.ink):
        if entry.colour not in kept and id(entry.name) not in names:
            kept[entry.colour] = entry
            names.add(id(entry.name))
    return list(kept.values())


def _untidy(group: Sequence[Entry]) -> float:
    widths = [entry.patch.width for entry in group]
    return max(widths) - min(widths)


def legend_box(entries: Sequence[Entry]) -> Box | None:
    """All that the legend takes of the picture."""
    return Box.around(box for entry in entries for box in (entry.patch, entry.name.box)) if entries else None


def name_of(colour: tuple[int, int, int], entries: Sequence[Entry]) -> str:
    """The name of a colour, '' where the legend has none."""
    return next((entry.name.text for entry in entries if entry.colour == colour), "")
