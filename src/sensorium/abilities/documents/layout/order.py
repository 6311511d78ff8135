"""The order in which the parts of a page are read.

A recursive XY-cut (Nagy and Seth 1984) with two changes. Level cuts are made between runs of bands that share their
columns, so that columns are read to their end even where their gaps stand side by side; and what bars every cut, such
as a quotation set into two columns, is taken out, and put back before the first part that stands below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.lines import median

_PARALLEL = 0.3  # of the lower one's height, by which columns stand beside each other
_STRONG_GAP = 2.2  # lines: a level gap of that height may go before columns
_STRONGER = 1.3  # times the width of the gap between columns
_CLEAR = 1.6  # times its height: room around a head that speaks for all columns
_MOST_TAKEN_OUT = 80  # parts among which one is sought that bars all cuts


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something to be put in order; head: whether it may speak for all columns below it."""

    box: Box
    line_pt: float
    head: bool = False


def reading_order(parts: Sequence[Part], rules: Sequence[Box]) -> list[int]:
    """The numbers of `parts` as they are read. rules: level ones, which part what stands above and below."""
    level = [rule for rule in rules if rule.width > rule.height]
    return _Cutting(parts, level).order(list(range(len(parts))))


class _Cutting:
    def __init__(self, parts: Sequence[Part], rules: Sequence[Box]) -> None:
        self._parts, self._rules = parts, rules
        self._boxes = [_shrunk(part) for part in parts]
        self._line_pt = median([part.line_pt for part in parts if part.line_pt > 0], 10.0)

    def order(self, chosen: list[int]) -> list[int]:
        if len(chosen) < 2:
            return chosen
        return self._cut(chosen) or self._without_bar(chosen)

    def _cut(self, chosen: list[int]) -> list[int] | None:
        columns = self._columns(chosen)
        bands = self._bands(chosen)
        if pieces := self._spanned(bands, columns):
            return [index for piece in pieces for index in self.order(piece)]
        if len(columns) > 1:
            strong = self._strong(bands, columns) if len(bands) > 1 else [bands]
            pieces = columns if len(strong) == 1 else [[index for band in run for index in band] for run in strong]
        elif len(bands) > 1:
            pieces = self._runs(bands)
        else:
            return None
        return [index for piece in pieces for index in self.order(piece)]

    def _spanned(self, bands: list[list[int]], columns: list[list[int]]) -> list[list[int]]:
        """What stands above, in and below bands of one part each that span columns; none where no part does."""
        alone = [band[0] for band in bands if len(band) == 1]
        rest = [index for band in bands if len(band) > 1 for index in band]
        if not alone or not rest:
            return []
        sides = [self._around(column) for column in self._columns(rest)]
        spanning = {index for index in alone if len(sides) > len(columns) and self._num_over(index, sides) > 1}
        spanning |= {
            band[0]
            for place, band in enumerate(bands)
            if len(band) == 1 and self._parts[band[0]].head and self._stands_clear(bands, place)
        }
        pieces: list[list[int]] = [[]]
        for band in bands:
            if band[0] in spanning:
                pieces += [band, []]
            else:
                pieces[-1] = pieces[-1] + band
        return [piece for piece in pieces if piece] if spanning else []

    def _num_over(self, index: int, sides: Sequence[Box]) -> int:
        """Over how many columns a part reaches."""
        box = self._boxes[index]
        return sum(min(box.right, side.right) - max(box.left, side.left) > 0 for side in sides)

    def _columns(self, chosen: list[int]) -> list[list[int]]:
        """Columns from left to right, of which neighbours stand beside each other for some height."""
        columns = self._split(chosen, upright=False)
        joined: list[list[int]] = []
        for column in columns:
            if joined and not self._parallel(joined[-1], column):
                joined[-1] = joined[-1] + column
            else:
                joined.append(column)
        return joined

    def _parallel(self, left: list[int], right: list[int]) -> bool:
        first, second = self._around(left), self._around(right)
        common = min(first.bottom, second.bottom) - max(first.top, second.top)
        return common > _PARALLEL * min(first.height, second.height)

    def _bands(self, chosen: list[int]) -> list[list[int]]:
        return self._split(chosen, upright=True)

    def _around(self, chosen: list[int]) -> Box:
        return Box.around(self._boxes[index] for index in chosen)

    def _split(self, chosen: list[int], *, upright: bool) -> list[list[int]]:
        """Groups between which white space runs through: from the top down, or from left to right."""
        edges = {index: self._edges(index, upright=upright) for index in chosen}
        groups: list[list[int]] = []
        reach = float("-inf")
        for index in sorted(chosen, key=lambda one: (edges[one], one)):
            start, end = edges[index]
            if not groups or start >= reach:
                groups.append([])
            groups[-1].append(index)
            reach = max(reach, end)
        return groups

    def _edges(self, index: int, *, upright: bool) -> tuple[float, float]:
        box = self._boxes[index]
        return (box.top, box.bottom) if upright else (box.left, box.right)

    def _strong(self, bands: list[list[int]], columns: list[list[int]]) -> list[list[list[int]]]:
        """Runs of bands between which a gap or a rule says more than the gaps between the columns do."""
        sides = [self._around(column) for column in columns]
        gap_pt = min(right.left - left.right for left, right in pairwise(sides))
        least = max(_STRONG_GAP * self._line_pt, _STRONGER * gap_pt)
        whole = Box.around(sides)
        runs = [[bands[0]]]
        for place, (upper, lower) in enumerate(pairwise(bands), start=1):
            top, bottom = self._around(upper).bottom, self._around(lower).top
            wide = bottom - top > least and self._parts_columns(bands, place)
            if wide or self._ruled(top, bottom, whole):
                runs.append([])
            runs[-1].append(lower)
        return runs

    def _ruled(self, top: float, bottom: float, whole: Box) -> bool:
        return any(
            top - 2 <= rule.top and rule.bottom <= bottom + 2
            and min(rule.right, whole.right) - max(rule.left, whole.left) > 0.85 * whole.width
            for rule in self._rules
        )  # fmt: skip

    def _runs(self, bands: list[list[int]]) -> list[list[int]]:
        """Bands joined as long as they share their columns."""
        runs: list[list[int]] = []
        for band in bands:
            if not runs or len(self._columns(runs[-1] + band)) < 2:
                runs.append(list(band))
            else:
                runs[-1] += band
        return runs if len(runs) > 1 else [list(band) for band in bands]

    def _parts_columns(self, bands: list[list[int]], place: int) -> bool:
        """Whether there are columns both among the bands before `place` and among those from it on."""
        return all(part and len(self._columns(_joined(part))) > 1 for part in (bands[:place], bands[place:]))

    def _stands_clear(self, bands: list[list[int]], place: int) -> bool:
        """Whether a head stands between columns, and the columns beside it leave more room than it needs itself."""
        above, below, box = _joined(bands[:place]), _joined(bands[place + 1 :]), self._parts[bands[place][0]].box
        if not all(part and len(self._columns(part)) > 1 for part in (above, below)):
            return False
        ends = [self._parts[index].box.bottom for index in above if not _over(self._parts[index].box, box)]
        starts = [self._parts[index].box.top for index in below if not _over(self._parts[index].box, box)]
        return not ends or not starts or min(starts) - max(ends) > _CLEAR * box.height

    def _without_bar(self, chosen: list[int]) -> list[int]:
        """Without the smallest part that bars all cuts; from the top down where there is no such part."""
        by_area = sorted(chosen, key=lambda index: self._boxes[index].area)
        for bar in by_area[:_MOST_TAKEN_OUT]:
            rest = [index for index in chosen if index != bar]
            if len(rest) < 2 or len(self._columns(rest)) > 1 or len(self._bands(rest)) > 1:
                return self._put_back(bar, self.order(rest))
        return sorted(chosen, key=lambda index: (self._boxes[index].top, self._boxes[index].left))

    def _put_back(self, bar: int, order: list[int]) -> list[int]:
        box = self._boxes[bar]
        for place, index in enumerate(order):
            other = self._boxes[index]
            if min(box.right, other.right) > max(box.left, other.left) and other.top >= box.top:
                return [*order[:place], bar, *order[place:]]
        return [*order, bar]


def _joined(bands: Sequence[Sequence[int]]) -> list[int]:
    return [index for band in bands for index in band]


def _over(first: Box, second: Box) -> bool:
    return min(first.right, second.right) > max(first.left, second.left)


def _shrunk(part: Part) -> Box:
    """A little smaller, for boxes of letters reach over one another."""
    box = part.box
    x, y = min(0.15 * part.line_pt, 0.25 * box.width), min(0.2 * part.line_pt, 0.25 * box.height)
    return Box(box.left + x, box.top + y, box.right - x, box.bottom - y)
