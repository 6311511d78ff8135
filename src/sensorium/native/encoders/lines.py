"""Finds print in a picture without weights: where runs of words stand, one box for each.

Pieces of ink of like height that stand side by side are chained into words, and words into lines, from the bottom up
(as O'Gorman, "The Document Spectrum for Page Layout Analysis", IEEE PAMI 15(11), 1993). It knows nothing of letters:
whatever looks like a row of small, thin, sharp marks is print to it.

Boxes are (n, 4): left, top, right, bottom, the last two just outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from sensorium.native.encoders.marks import LETTER_PX, Bools, Floats, Ints, Marks, joined, marks_of, merged, pairs

WORK_SIDE = 1024  # longest side, in pixels, of the copy that is looked at

SOLID, STEM = 0.9, 0.5  # a mark as full as that and wider, in heights, than a stem is a patch or a bar
WIDEST = 12.0  # heights: a word whose letters touch

LETTER_GAP = 0.6  # heights: letters of a word stand nearer than that
WORD_GAP = 0.85  # heights: words of a line stand nearer than that
ALIKE = 2.2  # ratio of heights side by side: "g" or "(" beside "o"
CRUMB_REACH = np.array([-0.6, -0.35, 0.6, 0.3], np.float32)  # heights around a word where its dots and accents lie
CRUMB_INK = 0.01  # squared heights: a dot has more, a speck of noise less

STROKES = 3.25  # crossed by the mean row of pixels: two or three letters
THICKEST = 1.5  # mean run, in heights: broad print whose letters touch; bars are longer
SLIMMEST = 0.3  # heights: what is alone and slimmer is a piece of a rule
FAINTEST = 0.5  # share of the contrast of what stands beside it
MOST_WEIGHED = 512  # against each other
PEERS = 1.6  # ratio of heights of what is short and a line that vouches for it
PADDING = 0.13  # heights, on every side
LEAST_LETTER = 0.3  # heights: smaller marks are no letters of a line
LETTER_ASPECT = 1.2  # width ÷ height of a letter alone


@dataclass(frozen=True)
class LineBox:
    """A run of words on one line, in pixels of the picture."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Print:
    """Lines in reading order, and how many marks look like letters and belong to no word: 0 where lines abound."""

    lines: list[LineBox]
    loose: int


def find_lines(pixels: NDArray[np.uint8], most: int = 24) -> list[LineBox]:
    """Where print stands, in reading order. pixels: uint8, shape = (height, width, 3).

    Words parted by ordinary gaps share a box, columns and cells do not. When there are more than `most`, the longest
    are kept. Print turned by more than a few degrees is missed: see `turned`.
    """
    return find_print(pixels, most).lines


def find_print(pixels: NDArray[np.uint8], most: int = 24) -> Print:
    """As `find_lines`, and what is left over."""
    height, width = pixels.shape[:2]
    shrink = max(1.0, max(height, width) / WORK_SIDE)
    size = (round(width / shrink), round(height / shrink))
    if min(size) < LETTER_PX[0]:
        return Print([], 0)
    grey = Pillow.fromarray(pixels).convert("L")
    if shrink > 1:
        grey = grey.resize(size, Pillow.Resampling.BILINEAR, reducing_gap=2.0)
    marks = marks_of(grey)
    letters = _single(marks[_like_letters(marks)])
    words = _chained(letters, LETTER_GAP)
    lines = _weighed(_chained(_with_crumbs(words, marks), WORD_GAP))
    lines = _outermost(lines[_like_lines(lines)])
    words = lines[lines.width > LETTER_ASPECT * lines.height]
    loose = int((~_in_words(letters, words)).sum()) if len(words.boxes) <= most else 0
    boxes = _padded(lines[np.argsort(-lines.strokes)[:most]], size) * np.array([width, height] * 2) / (size * 2)
    return Print([LineBox(*(round(float(edge)) for edge in box)) for box in _in_order(boxes)], loose)


def _in_words(letters: Marks, words: Marks) -> Bools:
    """Which marks lie in a word, and are not much smaller than it is high."""
    middle = (letters.boxes[:, None, :2] + letters.boxes[:, None, 2:]) / 2
    corners = (middle >= words.boxes[:, :2]) & (middle < words.boxes[:, 2:])
    large = letters.height[:, None] >= LEAST_LETTER * words.height
    inside: Bools = np.any(corners.all(-1) & large, axis=-1)
    return inside


def _like_letters(marks: Marks) -> Bools:
    width, height = marks.width, marks.height
    solid = (marks.ink >= SOLID * width * height) & (width > STEM * height)
    return (height >= LETTER_PX[0]) & (width <= WIDEST * height) & ~solid


def _single(marks: Marks) -> Marks:
    """Marks found at two scales become one."""
    marks, (one, other) = _neighbours(marks, 0.0)
    area = marks.width * marks.height
    same = _common(marks.boxes[one], marks.boxes[other]) >= 0.5 * np.maximum(area[one], area[other])
    group = joined(one[same], other[same], len(area))
    once, times = merged(marks, group), np.bincount(group).astype(np.float32)
    return replace(once, ink=once.ink / times, runs=once.runs / times, depth=once.depth / times)


def _chained(marks: Marks, gap: float) -> Marks:
    """Marks side by side become one, if of like height and nearer than `gap` of the greater height."""
    marks, (one, other) = _neighbours(marks, gap * ALIKE)
    left, top, right, bottom = marks.boxes.T
    low, high = np.sort(marks.height[np.stack([one, other])], axis=0)
    shared = np.minimum(bottom[one], bottom[other]) - np.maximum(top[one], top[other])
    near = (left[other] - right[one] <= gap * high) & (shared >= 0.5 * low) & (high <= ALIKE * low)
    faint, strong = np.sort(marks.contrast[np.stack([one, other])], axis=0)
    near &= faint >= FAINTEST * strong
    return merged(marks, joined(one[near], other[near], len(left)))


def _neighbours(marks: Marks, gap: float) -> tuple[Marks, tuple[Ints, Ints]]:
    """The marks from left to right, and pairs of one tone whose second begins before `gap` heights past the first."""
    marks = marks[np.argsort(marks.boxes[:, 0], kind="stable")]
    ends = np.searchsorted(marks.boxes[:, 0], marks.boxes[:, 2] + gap * marks.height, "right")
    one, other = pairs(np.arange(len(ends)) + 1, ends)
    alike = marks.light[one] == marks.light[other]
    return marks, (one[alike], other[alike])


def _common(one: Floats, other: Floats) -> Floats:
    """Pixels in both boxes, (…, 4) and (…, 4)."""
    size = np.minimum(one[..., 2:], other[..., 2:]) - np.maximum(one[..., :2], other[..., :2])
    area: Floats = np.maximum(size, 0).prod(axis=-1)
    return area


def _with_crumbs(words: Marks, marks: Marks) -> Marks:
    """Words grown by the dots, accents and dashes beside them."""
    crumbs = marks[np.argsort(marks.boxes[:, 0], kind="stable")]
    height = words.height
    reach = words.boxes + height[:, None] * CRUMB_REACH
    word, crumb = pairs(*(np.searchsorted(crumbs.boxes[:, 0], edge) for edge in (reach[:, 0] - height, reach[:, 2])))
    crumbs, limit, height = crumbs[crumb], reach[word], height[word]
    box = crumbs.boxes
    near = (box[:, 2] >= limit[:, 0]) & (box[:, 1] >= limit[:, 1]) & (box[:, 3] <= limit[:, 3])
    near &= (crumbs.height <= 0.5 * height) & (crumbs.width <= height) & (crumbs.ink >= CRUMB_INK * height**2)
    near &= crumbs.light == words.light[word]
    low, high = words.boxes[:, :2].copy(), words.boxes[:, 2:].copy()
    np.minimum.at(low, word[near], box[near, :2])
    np.maximum.at(high, word[near], box[near, 2:])
    return replace(words, boxes=np.concatenate([low, high], axis=1))


def _weighed(lines: Marks) -> Marks:
    """Those of thin strokes that are no pieces of rules; of very many those with most strokes, as a picture may hold
    thousands.
    """
    thin = lines.ink / lines.runs <= THICKEST * lines.height
    thin_ones = lines[thin & (lines.width >= SLIMMEST * lines.height)]
    most = np.argsort(-thin_ones.strokes, kind="stable")[:MOST_WEIGHED]
    return thin_ones[np.sort(most)]


def _like_lines(lines: Marks) -> Bools:
    """Rows of strokes; what is shorter counts only where it is as high as such a row."""
    rows = (lines.strokes >= STROKES) & (lines.width >= lines.height)
    ratio = lines.height[:, None] / lines.height[rows]
    vouched = (ratio >= 1 / PEERS) & (ratio <= PEERS) & (lines.light[:, None] == lines.light[rows])
    vouched &= lines.contrast[:, None] >= FAINTEST * lines.contrast[rows]
    likely: Bools = rows | vouched.any(axis=1)
    return likely


def _outermost(lines: Marks) -> Marks:
    """Of boxes that lie over one another, the one with most strokes: a line, not its counters or a patch around it."""
    area = lines.width * lines.height
    clash = _common(lines.boxes[:, None], lines.boxes) >= 0.5 * np.minimum(area[:, None], area)
    return lines[~(clash & (lines.strokes[:, None] < lines.strokes)).any(axis=1)]


def _padded(lines: Marks, size: tuple[int, int]) -> Floats:
    """Boxes with room around them, inside a picture of `size` (width, height)."""
    room = np.maximum(PADDING * lines.height, 1)[:, None] * np.array([-1, -1, 1, 1], np.float32)
    roomy: Floats = np.clip(lines.boxes + room, 0, np.array([*size, *size], np.float32))
    return roomy


def _in_order(boxes: NDArray[np.floating]) -> Iterator[NDArray[np.floating]]:
    """Rows from top to bottom, each from left to right."""
    left = list(boxes[np.argsort(boxes[:, 1] + boxes[:, 3])])
    while left:
        middle = (left[0][1] + left[0][3]) / 2
        row = [box for box in left if box[1] < middle < box[3]]
        left = [box for box in left if not box[1] < middle < box[3]]
        yield from sorted(row, key=lambda box: float(box[0]))
