"""Which words of two readings are the same words: by where they stand, and by how few letters part them.

Words that may be the same are gathered by place (a line, mostly), then paired at the least cost of edits, where one
word may answer to two or three ("in voice" / "invoice"). Without places, as of speech, long equal runs are found first.
Letters: N words of the first reading, M of the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.verification.claims import Claim, printed
from sensorium.native.worlds.judges.reading import distance

Bools: TypeAlias = NDArray[np.bool_]

STEPS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 0), (0, 1))  # words of either that are taken at once
LEFT_OVER = 0.6  # cost of a word that nothing answers to; two words without a common letter cost 1
LONGEST_RUN = 40  # words without an equal one among them that are paired at once
PARTED = 0.1  # cost of each gap that only one of them has
SHARED_HEIGHT = 0.5  # of the lower one: on one line
HEIGHT_RATIO = 4.0  # a tight box around "a" against one as high as its line; a box of many lines is no word
SLACK = 0.3  # heights: boxes of words are as inexact as that


@dataclass(frozen=True, slots=True)
class Match:
    """Words of the first and of the second reading, by their indices, that are one span; either may be ()."""

    first: tuple[int, ...]
    second: tuple[int, ...]


def align(first: Sequence[Claim], second: Sequence[Claim], fold: Callable[[str], str] = printed) -> list[Match]:
    """Pair the words of two readings of the same, each word in one match, in the order of the first.

    fold: what makes texts comparable. Places are used where all words have them, in one unit.
    """
    if all(claim.place for claim in (*first, *second)):
        near = _near(first, second)
        matches = [match for one, other in _gathered(near) for match in _paired(first, second, one, other, near, fold)]
    else:
        everywhere = np.ones((len(first), len(second)), bool)
        stretches = _stretches([fold(claim.text) for claim in first], [fold(claim.text) for claim in second])
        matches = [match for one, other in stretches for match in _paired(first, second, one, other, everywhere, fold)]
    return _in_order(matches)


def _near(first: Sequence[Claim], second: Sequence[Claim]) -> Bools:
    """Whether two words stand on one line and over one another, shape = (N, M)."""
    one = np.array([claim.place for claim in first], float).reshape(-1, 1, 4)
    other = np.array([claim.place for claim in second], float).reshape(1, -1, 4)
    high, low = one[..., 3] - one[..., 1], other[..., 3] - other[..., 1]
    least, most = np.minimum(high, low), np.maximum(high, low)
    shared = np.minimum(one[..., 3], other[..., 3]) - np.maximum(one[..., 1], other[..., 1])
    across = np.minimum(one[..., 2], other[..., 2]) - np.maximum(one[..., 0], other[..., 0])
    near: Bools = (shared >= SHARED_HEIGHT * least) & (most <= HEIGHT_RATIO * least) & (across >= -SLACK * least)
    return near


def _gathered(near: Bools) -> Iterator[tuple[list[int], list[int]]]:
    """Groups of words that are near each other, directly or through others."""
    left, right = set(range(near.shape[0])), set(range(near.shape[1]))
    while left:
        one: list[int] = []
        other: list[int] = []
        new = {min(left)}
        while new:
            one += new
            left -= new
            reached = {int(index) for index in np.flatnonzero(near[sorted(new)].any(axis=0))} & right
            other += reached
            right -= reached
            new = {int(index) for index in np.flatnonzero(near[:, sorted(reached)].any(axis=1))} & left
        yield sorted(one), sorted(other)
    yield from (([], [index]) for index in sorted(right))


def _stretches(first: list[str], second: list[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Equal words one by one, and what lies between them, in pieces."""
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (([i], [j]) for i, j in zip(range(a, b), range(c, d), strict=True))
        else:
            yield from _pieces(range(a, b), range(c, d))


def _pieces(one: range, other: range) -> Iterator[tuple[list[int], list[int]]]:
    """Runs without an equal word, cut at the same shares of both: whole, long ones take hours, and are no better."""
    count = -(-max(len(one), len(other)) // LONGEST_RUN)
    for part in range(count):
        cut = (list(run[len(run) * part // count : len(run) * (part + 1) // count]) for run in (one, other))
        yield next(cut), next(cut)


def _paired(
    first: Sequence[Claim],
    second: Sequence[Claim],
    one: list[int],
    other: list[int],
    near: Bools,
    fold: Callable[[str], str],
) -> list[Match]:
    """The matches of least cost between two runs of words (as Wagner & Fischer 1974, with splits and joins)."""
    texts = [fold(first[i].text) for i in one], [fold(second[j].text) for j in other]
    close = near[np.ix_(one, other)]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            ways = (
                (best[i - a, j - b][0] + _cost(texts[0][i - a : i], texts[1][j - b : j]), (a, b))
                for a, b in STEPS
                if a <= i and b <= j and _all_near(close[i - a : i, j - b : j])
            )
            best[i, j] = min(ways, default=best.get((i, j), (0.0, (0, 0))))
    return [Match(tuple(one[i - a : i]), tuple(other[j - b : j])) for i, j, a, b in _walked(best, len(one), len(other))]


def _all_near(close: Bools) -> bool:
    """Whether each of several words is near the one that they answer to; true of a word that is left over."""
    return not close.size or bool(close.any(axis=int(close.shape[0] > close.shape[1])).all())


def _walked(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int
) -> list[tuple[int, int, int, int]]:
    steps = []
    while i or j:
        a, b = best[i, j][1]
        steps.append((i, j, a, b))
        i, j = i - a, j - b
    return steps[::-1]


def _cost(one: list[str], other: list[str]) -> float:
    if not one or not other:
        return LEFT_OVER * (len(one) + len(other))
    parted = len(one) + len(other) - 2
    return _unlike("".join(one), "".join(other)) * max(len(one), len(other)) + PARTED * parted


@lru_cache(maxsize=65536)
def _unlike(one: str, other: str) -> float:
    """0 for the same letters, 1 for none in common."""
    return 0.0 if one == other else distance(one, other) / max(len(one), len(other), 1)


def _in_order(matches: Sequence[Match]) -> list[Match]:
    """By the first reading; what only the second has comes after what stands before it there."""
    after = {index: match.first[-1] for match in matches if match.first for index in match.second}
    reached, anchors = -1, {}
    for index in range(max((index for match in matches for index in match.second), default=-1) + 1):
        reached = after.get(index, reached)
        anchors[index] = reached
    return sorted(
        matches,
        key=lambda match: (match.first[0], 0, 0) if match.first else (anchors[match.second[0]], 1, match.second[0]),
    )
