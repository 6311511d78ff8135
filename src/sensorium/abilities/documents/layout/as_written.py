"""The order in which a file itself holds the parts of a page, where that is an order in which one could read.

Programs mostly write text in the order in which it was set, so that a PDF's own order settles what white space alone
leaves open. It is believed only where nothing speaks against it: parts do not interleave, and none is followed by what
stands above it in its column, or in a column to its left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sensorium.abilities.documents.box import Box

_APART = 0.1  # of a part's words may be others', such as a mark of a list that was set first
_SHARED = 0.3  # of the lower or narrower one, by which two parts stand beside or over one another
_MARGIN = 0.09  # of the page's height: what stands there is written at any time


def order_as_written(
    geometric: Sequence[int], boxes: Sequence[Box], places: Sequence[Sequence[int]], page: Box
) -> list[int] | None:
    """The parts by the file's order, or None where it cannot be believed.

    geometric: the parts as white space orders them; boxes: of each part; places: of each part's words in the file, ()
    of parts without words, which stay behind what they follow by white space. What stands in the margins above and
    below is left where white space puts it.
    """
    told = [number for number in geometric if places[number]]
    inside = [number for number in told if not _marginal(boxes[number], page)]
    if len(inside) < 2 or any(_interleaved(number, inside, places) for number in inside):
        return None
    written = sorted(inside, key=lambda number: _first(places[number]))
    if any(_backwards(boxes[one], boxes[other]) for one, other in pairwise(written)):
        return None
    return _with_the_rest(geometric, set(inside), written)


def _first(places: Sequence[int]) -> int:
    return sorted(places)[len(places) // 2]  # the middle one: a first word may have been set apart


def _marginal(box: Box, page: Box) -> bool:
    return box.bottom < page.top + _MARGIN * page.height or box.top > page.bottom - _MARGIN * page.height


def _interleaved(number: int, inside: Sequence[int], places: Sequence[Sequence[int]]) -> bool:
    """Whether words of other parts stand among those of this one."""
    own = sorted(places[number])
    skip = int(_APART * len(own))
    first, last = own[skip], own[len(own) - 1 - skip]
    others = sum(first < place < last for other in inside if other != number for place in places[other])
    return others > skip


def _backwards(one: Box, following: Box) -> bool:
    """Whether nobody would read `following` after `one`."""
    across = min(one.right, following.right) - max(one.left, following.left)
    down = min(one.bottom, following.bottom) - max(one.top, following.top)
    over = across > _SHARED * min(one.width, following.width)
    beside = down > _SHARED * min(one.height, following.height)
    return (over and following.top < one.top and not beside) or (beside and not over and following.left < one.left)


def _with_the_rest(geometric: Sequence[int], inside: set[int], written: Sequence[int]) -> list[int]:
    """Parts that the file says nothing of, behind the part that they follow by white space; in front where none."""
    after: dict[int | None, list[int]] = {}
    anchor: int | None = None
    for number in geometric:
        if number in inside:
            anchor = number
        else:
            after.setdefault(anchor, []).append(number)
    order = list(after.get(None, ()))
    for number in written:
        order += [number, *after.get(number, ())]
    return order
