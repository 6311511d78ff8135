"""What claims about boxes of blocks are put together of: amounts, kinds of blocks, what a box has, and tallies."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

import numpy as np

from sensorium.native.worlds.art.thing import plural_of, with_article
from sensorium.native.worlds.blocks.boxes import COLOURS, SHAPES, SIDES, Block, Blocks, Box

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven")
AMOUNTS: dict[str, tuple[float, Callable[[int, int], bool]]] = {
    "": (0.4, lambda count, number: count == number),
    "exactly": (0.2, lambda count, number: count == number),
    "only": (0.1, lambda count, number: count == number),
    "at least": (0.2, lambda count, number: count >= number),
    "at most": (0.04, lambda count, number: count <= number),
    "more than": (0.03, lambda count, number: count > number),
    "less than": (0.03, lambda count, number: count < number),
}
UP_TO = tuple(accumulate(share for share, _ in AMOUNTS.values()))
EXACT = ("", "exactly", "only")
ITEMS = ("item", "object", "block")

_Choice = TypeVar("_Choice")


@dataclass(frozen=True)
class Tally:
    """What is found in each box, a number or a colour, and the number all three come to: their sum, if not told.

    brief: what is looked for, the same however it is worded. seen: what of a box, a tower or not, it is found from, in
    words; '' of nothing but the picture. steps: what is found on the way to it.
    """

    brief: str
    each: Callable[[Box], int | str]
    seen: Callable[[Box, bool], str]
    total: Callable[[Sequence[int | str]], int] = lambda found: sum(map(int, found))
    steps: Callable[[Box], str] = lambda _: ""

    def count(self, blocks: Blocks) -> int:
        """The number that the boxes come to."""
        return self.total([self.each(box) for box in blocks.boxes])

    def told(self, blocks: Blocks) -> str:
        """'top blue: left black blue: 1; middle yellow: 0; right blue: 1; so 2'."""
        told = [f"{side} {self.of(box, blocks.towers)}" for side, box in zip(SIDES, blocks.boxes, strict=True)]
        return "; ".join([f"{self.brief}: {told[0]}", *told[1:], f"so {self.count(blocks)}"])

    def of(self, box: Box, tower: bool) -> str:
        """'black blue: 1'; 'black blue: 1 0 so 0' of two steps."""
        seen = self.seen(box, tower)
        return f"{seen}{':' if seen else ''} {self.steps(box)}{self.each(box)}".lstrip()


@dataclass(frozen=True)
class Amount:
    """'at least two', and which counts that is."""

    text: str
    number: int
    holds: Callable[[int], bool]
    brief: str  # 'at least 2', '2' of an exact number


@dataclass(frozen=True)
class Kind:
    """Blocks of a colour, of a shape, of both or any."""

    colour: str | None
    shape: str | None

    def matches(self, block: Block) -> bool:
        return self.colour in (None, block.colour) and self.shape in (None, block.shape)

    def count(self, box: Sequence[Block]) -> int:
        return sum(map(self.matches, box))

    def named(self, number: int, item: str) -> str:
        """'yellow circles'."""
        return " ".join(filter(None, (self.colour, plural(self.shape or item, number))))

    @property
    def brief(self) -> str:
        """'yellow circle', 'circle', 'block'."""
        return self.named(1, "") or "block"

    def one(self, item: str) -> str:
        """'an item'."""
        return with_article(self.named(1, item))


@dataclass(frozen=True)
class Having:
    """What a box or tower has, after 'with' or 'has', and the test of it. brief: the same however it is worded."""

    text: str
    brief: str
    holds: Callable[[Box], bool]
    parts: tuple[Having, ...] = ()

    @property
    def tally(self) -> Tally:
        """One of each box that is so."""
        return Tally(self.brief, lambda box: int(self.holds(box)), inside, steps=self._steps)

    def _steps(self, box: Box) -> str:
        """Whether each of several parts holds."""
        return "".join(f"{int(part.holds(box))} " for part in self.parts) + ("so " if self.parts else "")


def together(text: str, *parts: Having) -> Having:
    """What has all the parts."""
    brief = " and ".join(part.brief for part in parts)
    return Having(text, brief, lambda box: all(part.holds(box) for part in parts), parts)


def inside(box: Box, tower: bool) -> str:
    """'black blue', of a tower its colours from the bottom up; '1 blue square, 2 yellow circles'; 'nothing'."""
    if tower:
        return " ".join(block.colour for block in box)
    kinds = (Kind(colour, shape) for colour in COLOURS for shape in SHAPES)
    told = [f"{count} {kind.named(count, '')}" for kind in kinds if (count := kind.count(box))]
    return ", ".join(told) or "nothing"


def plural(noun: str, number: int) -> str:
    """'boxes'; 'box' of one."""
    return noun if number == 1 else plural_of(noun)


def amount(rng: np.random.Generator, most: int) -> Amount:
    """A number up to `most`, in words or figures, exact or as a bound."""
    word = tuple(AMOUNTS)[bisect(UP_TO, rng.random())]
    number = int(rng.integers(1, most + 1))
    test = AMOUNTS[word][1]
    figure = NUMBERS[number] if rng.random() < 0.7 else str(number)
    brief = str(number) if word in EXACT else f"{word} {number}"
    return Amount(f"{word} {figure}".strip(), number, lambda count: test(count, number), brief)


def pick(choices: Sequence[_Choice], rng: np.random.Generator) -> _Choice:
    """One of several."""
    return choices[int(rng.integers(len(choices)))]


def word_of(rng: np.random.Generator, *choices: str) -> str:
    """One of several words."""
    return pick(choices, rng)


def colour_of(rng: np.random.Generator) -> str:
    """Any colour."""
    return word_of(rng, *COLOURS)


def two_colours(rng: np.random.Generator) -> tuple[str, str]:
    """Two that differ."""
    first, second = (tuple(COLOURS)[place] for place in rng.permutation(len(COLOURS))[:2])
    return first, second


def kind_of(rng: np.random.Generator, shapes: bool, *, plain: bool = False) -> Kind:
    """A colour, a shape or both; nothing of the kind too, where `plain` allows it."""
    if plain and rng.random() < 0.3:
        return Kind(None, None)
    colour = colour_of(rng) if not shapes or rng.random() < 0.8 else None
    shape = word_of(rng, *SHAPES) if shapes and (colour is None or rng.random() < 0.6) else None
    return Kind(colour, shape)
