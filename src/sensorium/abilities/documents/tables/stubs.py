"""The names of rows that stand left of the lines or shades of a table: lines are drawn over and under sums alone, areas
are shaded behind figures alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tables.print_lines import Line, Run
from sensorium.abilities.documents.tables.structure import Region

_MOST = 0.6  # of a region's lines, that begin with figures and have a name beside the region
_BESIDE_PT = 2.0  # by which a name may reach into the region
_LEAST_LINES = 3


def lacks_names(region: Region, lines: Sequence[Line], others: AbstractSet[int]) -> bool:
    """Whether the lines of print in a region begin with figures, and names stand left of them. others: `id` of words
    that are none, as they are prose or of another table.
    """
    begun = [line.runs[0] for line in region.lines]
    figures = sum(run.figures for run in begun)
    named = len(_names(region, lines, others))
    return len(begun) >= _LEAST_LINES and min(figures, named) >= _MOST * len(begun)


def with_names(region: Region, lines: Sequence[Line], others: AbstractSet[int]) -> Region:
    """A region that reaches to the names of its rows; itself where it has them."""
    if not lacks_names(region, lines, others):
        return region
    words = [word for left in _names(region, lines, others) for run in left for word in run.words]
    box = Box.around([region.box, *(word.box for word in words)])
    return replace(region, box=box, words=(*words, *region.words))


def _names(region: Region, lines: Sequence[Line], others: AbstractSet[int]) -> list[tuple[Run, ...]]:
    """What stands left of a region on each line of print beside it, where it has a name and nothing of it is other."""
    found: list[tuple[Run, ...]] = []
    for line in lines:
        if not region.box.top < line.middle < region.box.bottom:
            continue
        left = tuple(run for run in line.runs if run.box.right < region.box.left + _BESIDE_PT)
        if any(not run.figures for run in left) and not any(id(run.words[0]) in others for run in left):
            found.append(left)
    return found
