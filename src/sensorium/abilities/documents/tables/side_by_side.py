"""Tables that stand beside each other with white space alone between them: one region → a region for each.

What stands beside each other may as well be one table, or one that was folded to save room. So more than a wide alley
is asked for: captions of their own, rows at other heights, or a stub and a head of its own on the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tables.captions import is_named
from sensorium.abilities.documents.tables.columns import gaps_of
from sensorium.abilities.documents.tables.print_lines import Line, Run, is_figure, print_height
from sensorium.abilities.documents.tables.structure import Region

_ALLEY, _WIDE_ALLEY = 1.5, 2.5  # heights of print
_WIDER = 1.5  # times the usual gap between columns beside it, where nothing but a head tells two tables apart
_OFF = 2.0  # heights of print by which a caption may stand elsewhere than its table
_LEAST_ROWS = 3
_BESIDE = 0.5  # share of a side's lines that have print on the other side too: rows at one height have more
_WORDS = 0.6  # share of a column's cells that are no figures, in a stub


@dataclass(frozen=True, kw_only=True)
class _Sides:
    """What stands left and right of an alley, how many lines have print on both sides, its width in points."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    num_both: int
    width_pt: float


def parted(region: Region) -> list[Region]:
    """The regions of tables beside each other, from the left; the region itself where it is one table or none."""
    for sides in _alleys(region):
        if _are_two(sides):
            left, right = (_part(region, side) for side in (sides.left, sides.right))
            return [*parted(left), *parted(right)]
    return [region]


def _alleys(region: Region) -> list[_Sides]:
    """Upright white stretches that no line of print crosses but a title above all, the widest first."""
    lines = region.lines
    height = print_height(region.words)
    across = next((at for at, line in enumerate(lines) if len(line.runs) > 1), len(lines))
    body = lines[across:]
    reached, found = float("-inf"), []
    for run in sorted((run for line in body for run in line.runs), key=lambda run: run.box.left):
        if reached > 0 and run.box.left - reached >= _ALLEY * height:
            found.append(_cut(body, reached, run.box.left))
        reached = max(reached, run.box.right)
    return sorted((one for one in found if _are_grids(one)), key=lambda one: -one.width_pt)


def _cut(lines: Sequence[Line], start: float, end: float) -> _Sides:
    """Lines of print on both sides of an alley that reaches from x to x."""
    lefts = [tuple(run for run in line.runs if run.box.left < start) for line in lines]
    rights = [line.runs[len(left) :] for left, line in zip(lefts, lines, strict=True)]
    return _Sides(
        left=tuple(Line(runs=runs) for runs in lefts if runs),
        right=tuple(Line(runs=runs) for runs in rights if runs),
        num_both=sum(bool(left and right) for left, right in zip(lefts, rights, strict=True)),
        width_pt=end - start,
    )


def _are_grids(sides: _Sides) -> bool:
    """Whether both sides have rows of two cells and more."""
    return all(sum(len(line.runs) > 1 for line in side) >= _LEAST_ROWS for side in (sides.left, sides.right))


def _are_two(sides: _Sides) -> bool:
    if _have_captions(sides) or _rows_part(sides):
        return True
    height = print_height([word for line in sides.left for word in line.words])
    return sides.width_pt >= _WIDE_ALLEY * height and _is_widest(sides) and _has_own_stub(sides.left, sides.right)


def _have_captions(sides: _Sides) -> bool:
    """Whether each begins with "Table 1", "Table 2" or the like, at its left or over its middle."""
    return all(any(_is_caption(line, side) for line in side[:2]) for side in (sides.left, sides.right))


def _is_caption(line: Line, side: Sequence[Line]) -> bool:
    box, whole = line.box, Box.around(one.box for one in side)
    off = min(abs(box.left - whole.left), abs(box.center[0] - whole.center[0]))
    return is_named(line.words) and off <= _OFF * box.height


def _rows_part(sides: _Sides) -> bool:
    """Whether rows stand at other heights on the two sides: few lines have print on both."""
    return sides.num_both < _BESIDE * min(len(sides.left), len(sides.right))


def _is_widest(sides: _Sides) -> bool:
    """Whether the alley is much wider than what usually parts the columns on both sides of it."""
    gaps = sorted(gap.right - gap.left for side in (sides.left, sides.right) for gap in gaps_of(side))
    return bool(gaps) and sides.width_pt >= _WIDER * gaps[len(gaps) // 2]


def _has_own_stub(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the right side begins with a column of names as the left one does, behind figures, under another head.

    A table that was folded has the same head on both sides.
    """
    ends = [line.runs[-1] for line in left if len(line.runs) > 1]
    figures = sum(is_figure(run.words[-1].text) for run in ends) >= 0.5 * len(ends)
    stubs = all(_are_names([line.runs[0] for line in side if len(line.runs) > 1]) for side in (left, right))
    heads = [[run.text.casefold() for run in side[0].runs] for side in (left, right)]
    named = all(len(head) > 1 and not any(is_figure(text) for text in head[:1]) for head in heads)
    return figures and stubs and named and not set(heads[0]) & set(heads[1])


def _are_names(runs: Sequence[Run]) -> bool:
    return sum(not is_figure(run.text) for run in runs) >= _WORDS * len(runs)


def _part(region: Region, lines: Sequence[Line]) -> Region:
    """One side without its caption."""
    while len(lines) > 1 and is_named(lines[0].words):
        lines = lines[1:]
    words = tuple(word for line in lines for word in line.words)
    box = Box.around(word.box for word in words)
    return replace(region, box=box, words=words, ruling=region.ruling.within(box, 4.0))
