"""What a page that was set from a flow holds: words with their places, and the blocks that they make up.

Places are boxes: left, top, right, bottom in points from the page's upper left corner. Words are named by their
numbers on the page; a range of them is (first, one behind the last).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

Box: TypeAlias = tuple[float, float, float, float]
Range: TypeAlias = tuple[int, int]
Kind: TypeAlias = Literal["paragraph", "heading", "item", "table", "picture", "pair"]
Role: TypeAlias = Literal["body", "header", "footer", "footnote", "caption", "code"]

_BOLD, _ITALIC = 1, 2
_MOST_PLACES = 1_000_000  # rows or columns
_KINDS: Final = frozenset(get_args(Kind))
_ROLES: Final = frozenset(get_args(Role))
NO_WORDS: Final[Range] = (0, 0)


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell: the row and column of its upper left corner from 0, how many it spans, whether it is a heading."""

    row: int
    column: int
    row_span: int
    column_span: int
    heading: bool
    words: Range
    box: Box


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockMark:
    """A block on its page. What a kind has no use for is as it is by default.

    level: of a heading or an item, from 1; marker: of an item, not among the words; alt: of a picture; caption: words
    that stand with a table or a picture; key: those of a pair's name, the others are its value; anchor: where the file
    says that it is.
    """

    kind: Kind
    words: Range
    box: Box
    anchor: str = ""
    role: Role = "body"
    level: int = 1
    marker: str = ""
    alt: str = ""
    caption: Range = NO_WORDS
    key: Range = NO_WORDS
    cells: tuple[CellMark, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class PageFlow:
    """A page: its words in reading order, boxes float32, shape = (words, 4), sizes in points, styles; its blocks."""

    words: tuple[str, ...]
    boxes: NDArray[np.float32]
    sizes_pt: NDArray[np.float32]
    bold: NDArray[np.bool_]
    italic: NDArray[np.bool_]
    blocks: tuple[BlockMark, ...]


def packed(page: PageFlow, name: str) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """A page as arrays, whose names begin with `name`, and facts that fit into JSON."""
    styles = (_BOLD * page.bold + _ITALIC * page.italic).astype(np.uint8)
    arrays: dict[str, NDArray[Any]] = {
        f"{name} boxes": page.boxes,
        f"{name} sizes": page.sizes_pt,
        f"{name} styles": styles,
    }
    blocks = [
        [block.kind, block.words, block.box, block.anchor, block.role, block.level, block.marker, block.alt,
         block.caption, block.key,
         [[cell.row, cell.column, cell.row_span, cell.column_span, cell.heading, cell.words, cell.box]
          for cell in block.cells]]
        for block in page.blocks
    ]  # fmt: skip
    return arrays, {"words": page.words, "blocks": blocks}


def unpacked(arrays: Mapping[str, NDArray[Any]], facts: Mapping[str, Any], name: str) -> PageFlow:
    """What `packed` made. Raises `ValueError`, `LookupError` or `TypeError` for anything else."""
    words = tuple(str(word) for word in facts["words"])
    boxes, sizes, styles = (arrays[f"{name} {part}"] for part in ("boxes", "sizes", "styles"))
    if (boxes.shape, sizes.shape, styles.shape) != ((len(words), 4), (len(words),), (len(words),)):
        raise ValueError("places of other words")
    if (
        boxes.dtype != np.float32
        or sizes.dtype != np.float32
        or styles.dtype != np.uint8
        or not np.isfinite(boxes).all()
    ):
        raise ValueError("places of another kind")
    blocks = tuple(_block(told, len(words)) for told in facts["blocks"])
    return PageFlow(words=words, boxes=boxes, sizes_pt=sizes, bold=(styles & _BOLD) > 0, italic=(styles & _ITALIC) > 0,
                    blocks=blocks)  # fmt: skip


def _block(told: Sequence[Any], num_words: int) -> BlockMark:
    kind, words, box, anchor, role, level, marker, alt, caption, key, cells = told
    if kind not in _KINDS or role not in _ROLES:
        raise ValueError("a block of an unknown kind")
    return BlockMark(
        kind=kind, words=_range(words, num_words), box=_box(box), anchor=str(anchor), role=role, level=int(level),
        marker=str(marker), alt=str(alt), caption=_range(caption, num_words), key=_range(key, num_words),
        cells=tuple(_cell(cell, num_words) for cell in cells),
    )  # fmt: skip


def _cell(told: Sequence[Any], num_words: int) -> CellMark:
    row, column, row_span, column_span, heading, words, box = told
    numbers = [int(number) for number in (row, column, row_span, column_span)]
    if min(numbers) < 0 or min(numbers[2:]) < 1 or max(numbers) > _MOST_PLACES:
        raise ValueError("a cell outside its table")
    return CellMark(numbers[0], numbers[1], numbers[2], numbers[3], bool(heading), _range(words, num_words), _box(box))


def _range(told: Sequence[Any], num_words: int) -> Range:
    start, end = (int(place) for place in told)
    if not 0 <= start <= end <= num_words:
        raise ValueError("words that are not there")
    return start, end


def _box(told: Sequence[Any]) -> Box:
    left, top, right, bottom = (float(edge) for edge in told)
    if not (left <= right and top <= bottom):
        raise ValueError("a box without a size")
    return left, top, right, bottom
