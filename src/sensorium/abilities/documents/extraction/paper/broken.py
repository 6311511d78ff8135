"""Values that a narrow cell broke over two lines, put back together: dates, amounts, identifiers.

"02-04-" over "2025" is one date. The lower part joins the line of the upper one; its words keep their boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.printed.dates import dates_in
from sensorium.abilities.documents.tree import Word

GAP = "\t"  # stands in a line's text where words lie further apart than those of a sentence
EDGE = 1.0  # points by which the edges of one column differ at the most
WIDE = 1.1  # a gap that parts cells, in heights of the words beside it
NEAR = 0.9  # of a line's height, between two lines of a cell
ALIGNED = 0.6  # of a line's height, by which edges of two lines of a cell may differ
MOST_WORDS = 4  # of a part of a broken value

_RULE = re.compile(r"[|¦│┃]+")
_AMOUNT_BEGUN = re.compile(r"(?:^|[^\w.,])\d{1,3}(?:[.,'’ ]\d{3})*[.,]$")
_AMOUNT_ENDED = re.compile(
    r"(?:\d{3}[.,])?\d{2}(?: ?(?:[^\w\s.,]|[A-Z]{3}|Kč|zł|kr))?$|\d{3}(?: ?(?:[^\w\s.,]|[A-Z]{3}))$"
)
_NAME_BEGUN = re.compile(r"(?:^|\s)(?=\S*(?:[A-Za-z]|\d[-/]\d))[A-Za-z\d][\w/.-]*[-/_]$")
_NAME_ENDED = re.compile(r"(?=\S*\d)[A-Z\d][A-Z\d/_-]{0,15}$")
_DATE_BEGUN = re.compile(r"[-/.,]$|[^\W\d_]{3,}\.?$|\d(?:st|nd|rd|th)?$")


@dataclass(frozen=True, kw_only=True)
class Put:
    """A word of a line. place: where it stands for the purpose of comparing; joint: what parts it from the word before
    it, None where the distance tells.
    """

    word: Word
    place: Box
    joint: str | None = None


def parted(row: Sequence[Put]) -> list[list[Put]]:
    """The cells of a line: words that stand together."""
    cells: list[list[Put]] = []
    for put in row:
        if cells and not apart(cells[-1][-1], put, put.place.height):
            cells[-1].append(put)
        else:
            cells.append([put])
    return cells


def apart(put: Put, following: Put, height: float) -> bool:
    """Whether two words that follow each other on a line stand in different cells: far apart, or with a rule between
    them that was read as a word. height: of the line, in points.
    """
    ruled = following.joint == GAP or bool(_RULE.fullmatch(put.word.text) or _RULE.fullmatch(following.word.text))
    return ruled or put.place.gap(following.place) > WIDE * height


def mended(rows: Sequence[Sequence[Put]]) -> list[list[Put]]:
    """Lines from the top, in which no value goes on below."""
    found = [list(row) for row in rows]
    for number, row in enumerate(found):
        for cell in parted(row):
            step = next(_continuations(cell, found[number + 1 : number + 3]), None)
            if step is not None:
                below, lower, joint = step
                _move(row, cell, below, lower, joint)
    return [row for row in found if row]


def kept_apart(rows: Sequence[Sequence[Put]]) -> list[list[Put]]:
    """Lines in which columns that nearly touch stay two: what begins where a column begins on the lines above and below
    is of that column.
    """
    found = [list(row) for row in rows]
    lefts = [[cell[0].place.left for cell in parted(row)[1:]] for row in rows]
    for number in range(1, len(found) - 1):
        shared = [one for one in lefts[number - 1] if any(abs(one - other) < EDGE for other in lefts[number + 1])]
        for at, put in enumerate(found[number][1:], 1):
            if put.joint is None and any(abs(put.place.left - one) < EDGE for one in shared):
                found[number][at] = replace(put, joint=GAP)
    return found


def joint_of(upper: str, lower: str) -> str | None:
    """What stands between two parts of one value, "" or a space; None where they are two."""
    if _AMOUNT_BEGUN.search(upper) and _AMOUNT_ENDED.match(lower):
        return ""
    if _DATE_BEGUN.search(upper):
        for joint in ("", " ") if upper[-1] in "-/." and lower[:1].isdigit() else (" ",):
            whole = f"{upper}{joint}{lower}"
            if any(one.start < len(upper) and one.end == len(whole) for one in dates_in(whole)) and not dates_in(upper):
                return joint
    return "" if _NAME_BEGUN.search(upper) and _NAME_ENDED.match(lower) else None


def _continuations(cell: Sequence[Put], below: Sequence[list[Put]]) -> Iterator[tuple[list[Put], list[Put], str]]:
    """Cells under a cell that go on with its value: their line, they themselves, what parts them."""
    text = _said(cell)
    for row in below if len(cell) <= MOST_WORDS + 2 else ():
        for lower in parted(row):
            if len(lower) <= MOST_WORDS and _is_under(cell, lower):
                joint = joint_of(text, _said(lower))
                if joint is not None:
                    yield row, lower, joint


def _is_under(cell: Sequence[Put], lower: Sequence[Put]) -> bool:
    above, below = Box.around(put.place for put in cell), Box.around(put.place for put in lower)
    height = max(above.height, below.height)
    if not -0.3 * height < below.top - above.bottom < NEAR * height:
        return False
    starts = (above.left, cell[-1].place.left)
    edges = (*(abs(below.left - start) for start in starts), abs(below.right - above.right))
    return min(*edges, abs(below.center[0] - above.center[0])) < ALIGNED * height


def _move(row: list[Put], cell: Sequence[Put], below: list[Put], lower: Sequence[Put], joint: str) -> None:
    """Puts the words of a cell behind those of the cell above."""
    at, right = row.index(cell[-1]) + 1, cell[-1].place.right
    for number, put in enumerate(lower):
        width = min(put.place.width, 0.01 * cell[-1].place.height)
        place = Box(right, cell[-1].place.top, right + width, cell[-1].place.bottom)
        row.insert(at + number, replace(put, place=place, joint=joint if number == 0 else " "))
        below.remove(put)


def _said(cell: Sequence[Put]) -> str:
    return " ".join(put.word.text for put in cell)
