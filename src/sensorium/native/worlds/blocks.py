"""Boxes of blocks with a sentence that is true or false of them: judging by looking, counting and comparing.

Layout and colours are those of the NLVR pictures (Suhr et al. 2017), so that the real set, which is small, is not all
there is to learn from; pictures and sentences are made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from sensorium.content import Image
from sensorium.native.worlds.example import Example, Shown, Split
from sensorium.native.worlds.phrases import judge

COLOURS = {"black": (0, 0, 0), "blue": (0, 153, 255), "yellow": (255, 255, 0)}
SHAPES = ("triangle", "circle", "square")
SIZES = (10, 20, 30)
BOX, GAP, HEIGHT = 100, 50, 100  # pixels, before scaling by half
LIGHT, DARK = (211, 211, 211), (128, 128, 128)
SCALE = 4  # of the drawing, for smooth edges
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
MAX_BLOCKS, MAX_TOWER = 7, 4
TOWER_SHARE = 0.55
MOST_FURTHER = 5  # sentences about the same boxes, in training
TRIES = 60  # to find a sentence of the truth wanted


@dataclass(frozen=True)
class Block:
    """One block; `x` and `y` of its upper left corner in its box, in pixels."""

    shape: str
    colour: str
    size: int
    x: int
    y: int

    @property
    def at_edge(self) -> bool:
        """Whether it touches a side of its box."""
        return min(self.x, self.y) <= 1 or max(self.x, self.y) + self.size >= BOX - 1


Box: TypeAlias = tuple[Block, ...]
Judged: TypeAlias = tuple[str, bool]
Sentence: TypeAlias = Callable[["Blocks", np.random.Generator], Judged]


@dataclass(frozen=True)
class Blocks:
    """Three boxes. In towers all blocks stand on one another, the first at the bottom."""

    boxes: tuple[Box, Box, Box]
    towers: bool

    @property
    def all(self) -> tuple[Block, ...]:
        return tuple(block for box in self.boxes for block in box)

    def render(self) -> Image:
        """The three boxes side by side, 200 × 50 pixels."""
        width = 3 * BOX + 2 * GAP
        picture = Pillow.new("RGB", (width * SCALE, HEIGHT * SCALE), DARK)
        pen = ImageDraw.Draw(picture)
        for number, box in enumerate(self.boxes):
            left = number * (BOX + GAP)
            pen.rectangle([left * SCALE, 0, (left + BOX) * SCALE - 1, HEIGHT * SCALE - 1], fill=LIGHT)
            for block in box:
                _draw(pen, block, left)
        small = picture.resize((width // 2, HEIGHT // 2), Pillow.Resampling.BOX)
        return Image(np.asarray(small))

    def shown(self) -> tuple[Shown, ...]:
        """The colour and shape of each block and its box, in shares of the picture."""
        width = 3 * BOX + 2 * GAP
        return tuple(
            Shown(
                f"{block.colour} {block.shape}",
                (number * (BOX + GAP) + block.x) / width,
                block.y / HEIGHT,
                (number * (BOX + GAP) + block.x + block.size) / width,
                (block.y + block.size) / HEIGHT,
            )
            for number, box in enumerate(self.boxes)
            for block in box
        )


class BlockWorld:
    """Examples of the task `judge`."""

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end; as many true as false."""
        while True:
            blocks = scattered(rng) if rng.random() > TOWER_SHARE else stacked(rng)
            sentence, truth = judged(blocks, bool(rng.random() < 0.5), rng)
            prompt = (blocks.render(), judge(sentence, split, rng))
            yield Example(
                task="judge",
                prompt=prompt if rng.random() < 0.5 else prompt[::-1],
                reply=("true" if truth else "false",),
                truth={"blocks": blocks, "label": truth, "answer": "true" if truth else "false"},
                written="",
                shown=blocks.shown(),
                further=sentences(blocks, rng) if split == "train" else (),
            )


def scattered(rng: np.random.Generator) -> Blocks:
    """Blocks of any kind anywhere, none on another."""

    def box() -> Box:
        placed: list[Block] = []
        for _ in range(int(rng.integers(1, MAX_BLOCKS + 1))):
            size = int(rng.choice(SIZES))
            x, y = (int(v) for v in rng.integers(0, BOX - size + 1, size=2))
            if rng.random() < 0.25:
                x = int(rng.choice([0, BOX - size]))
            block = Block(str(rng.choice(SHAPES)), str(rng.choice(list(COLOURS))), size, x, y)
            if all(_apart(block, other) for other in placed):
                placed.append(block)
        return tuple(placed)

    return Blocks((box(), box(), box()), False)


def stacked(rng: np.random.Generator) -> Blocks:
    """A tower of squares in each box."""

    def box() -> Box:
        height = int(rng.integers(1, MAX_TOWER + 1))
        return tuple(
            Block("square", str(rng.choice(list(COLOURS))), 20, (BOX - 20) // 2, BOX - 1 - 21 * (level + 1))
            for level in range(height)
        )

    return Blocks((box(), box(), box()), True)


def judged(blocks: Blocks, wanted: bool, rng: np.random.Generator) -> Judged:
    """A sentence that is true, or one that is false, as wanted."""
    kinds = (*COMMON, *(TOWERS if blocks.towers else LOOSE))
    for _ in range(TRIES):
        sentence, truth = kinds[int(rng.integers(len(kinds)))](blocks, rng)
        if truth == wanted:
            break
    return sentence, truth


def sentences(blocks: Blocks, rng: np.random.Generator) -> tuple[tuple[str, str], ...]:
    """More sentences about the same boxes."""
    every = (judged(blocks, bool(rng.random() < 0.5), rng) for _ in range(MOST_FURTHER))
    return tuple((judge(sentence, "train", rng), "true" if truth else "false") for sentence, truth in every)


def _compared(count: int, rng: np.random.Generator, likely: int) -> tuple[str, int, bool]:
    """('exactly', 3, whether it holds of `count`): a number near the likely one."""
    number = int(np.clip(likely + rng.integers(-1, 2), 1, 6))
    word = str(rng.choice(["exactly", "at least", "at most", "only", ""]))
    holds = {"at least": count >= number, "at most": count <= number, "": count >= number}
    return word, number, holds.get(word, count == number)


def _phrase(word: str, number: int, rng: np.random.Generator) -> str:
    figure = NUMBERS[number] if rng.random() < 0.6 else str(number)
    return f"{word} {figure}".strip()


def _kind(rng: np.random.Generator, shapes: bool = True) -> tuple[str | None, str | None]:
    """A colour, a shape, or both."""
    colour = str(rng.choice(list(COLOURS))) if rng.random() < 0.8 else None
    shape = str(rng.choice(SHAPES)) if shapes and (colour is None or rng.random() < 0.5) else None
    return colour, shape


def _named(kind: tuple[str | None, str | None], count: int, rng: np.random.Generator) -> str:
    colour, shape = kind
    noun = shape or str(rng.choice(["block", "item", "object"]))
    return f"{colour + ' ' if colour else ''}{noun}{'' if count == 1 else 's'}"


def _matches(block: Block, kind: tuple[str | None, str | None]) -> bool:
    return kind[0] in (None, block.colour) and kind[1] in (None, block.shape)


def _number(box: Sequence[Block], kind: tuple[str | None, str | None]) -> int:
    return sum(_matches(block, kind) for block in box)


def _of_all(blocks: Blocks, rng: np.random.Generator) -> Judged:
    kind = _kind(rng, not blocks.towers)
    count = _number(blocks.all, kind)
    word, number, holds = _compared(count, rng, max(1, count))
    verb = "is" if number == 1 else "are"
    return f"there {verb} {_phrase(word, number, rng)} {_named(kind, number, rng)}", holds


def _in_a_box(blocks: Blocks, rng: np.random.Generator) -> Judged:
    kind = _kind(rng, not blocks.towers)
    counts = [_number(box, kind) for box in blocks.boxes]
    word, number, _ = _compared(0, rng, max(1, counts[int(rng.integers(3))]))
    tests: dict[str, Callable[[int], bool]] = {
        "exactly": lambda count: count == number,
        "only": lambda count: count == number,
        "at least": lambda count: count >= number,
        "at most": lambda count: count <= number,
        "": lambda count: count >= number,
    }
    where = str(rng.choice(["there is a box with", "one of the boxes has", "there is at least one box with"]))
    return f"{where} {_phrase(word, number, rng)} {_named(kind, number, rng)}", any(map(tests[word], counts))


def _in_every_box(blocks: Blocks, rng: np.random.Generator) -> Judged:
    kind = _kind(rng, not blocks.towers)
    named = _named(kind, 1, rng)
    article = "an" if named[0] in "aeiou" else "a"
    ask = str(rng.choice(["there is {} in each box", "every box has {}", "all boxes contain {}"]))
    return ask.format(f"{article} {named}"), all(_number(box, kind) for box in blocks.boxes)


def _none(blocks: Blocks, rng: np.random.Generator) -> Judged:
    kind = _kind(rng, not blocks.towers)
    if rng.random() < 0.5:
        return f"there is no {_named(kind, 1, rng)}", not _number(blocks.all, kind)
    without = any(not _number(box, kind) for box in blocks.boxes)
    return f"there is a box without {_named(kind, 2, rng)}", without


def _one_colour(blocks: Blocks, rng: np.random.Generator) -> Judged:
    colour = str(rng.choice(list(COLOURS)))
    if rng.random() < 0.5:
        holds = any(box and all(block.colour == colour for block in box) for box in blocks.boxes)
        return f"there is a box with only {colour} {rng.choice(['blocks', 'items', 'objects'])}", holds
    holds = any(len({block.colour for block in box}) == len(COLOURS) for box in blocks.boxes)
    return str(
        rng.choice(["there is a box with all three colours", "there is a box with items of all 3 colors"])
    ), holds


def _two_kinds(blocks: Blocks, rng: np.random.Generator) -> Judged:
    first, second = _kind(rng), _kind(rng)
    holds = any(_number(box, first) and _number(box, second) for box in blocks.boxes)
    if first == second:
        holds = any(_number(box, first) > 1 for box in blocks.boxes)
    return f"there is a box with a {_named(first, 1, rng)} and a {_named(second, 1, rng)}", bool(holds)


def _edge(blocks: Blocks, rng: np.random.Generator) -> Judged:
    kind = _kind(rng)
    touching = [block for block in blocks.all if block.at_edge]
    edge = str(rng.choice(["the wall", "the edge", "a side", "an edge"]))
    if rng.random() < 0.3:
        free = any(_matches(block, kind) and not block.at_edge for block in blocks.all)
        return f"there is a {_named(kind, 1, rng)} not touching {edge}", free
    return f"there is a {_named(kind, 1, rng)} touching {edge}", bool(_number(touching, kind))


def _tower_of(blocks: Blocks, rng: np.random.Generator) -> Judged:
    number = len(blocks.boxes[int(rng.integers(3))]) if rng.random() < 0.6 else int(rng.integers(1, MAX_TOWER + 1))
    same = sum(len(box) == number for box in blocks.boxes)
    counted = f"{NUMBERS[number]} block{'' if number == 1 else 's'}"
    if rng.random() < 0.4:
        times = int(rng.integers(1, 4))
        verb = f"is exactly {NUMBERS[1]} tower" if times == 1 else f"are exactly {NUMBERS[times]} towers"
        return f"there {verb} with {counted}", same == times
    return f"there is a tower with exactly {counted}", same > 0


def _tower_end(blocks: Blocks, rng: np.random.Generator) -> Judged:
    colour, end = str(rng.choice(list(COLOURS))), str(rng.choice(["top", "base", "bottom"]))
    count = sum(box[-1 if end == "top" else 0].colour == colour for box in blocks.boxes)
    if rng.random() < 0.5:
        word, number, holds = _compared(count, rng, max(1, count))
        verb, noun = ("is", "tower") if number == 1 else ("are", "towers")
        return f"there {verb} {_phrase(word, number, rng)} {noun} with a {colour} block at the {end}", holds
    return f"there is a tower with a {colour} block at the {end}", count > 0


def _tower_above(blocks: Blocks, rng: np.random.Generator) -> Judged:
    over, under = (str(rng.choice(list(COLOURS))) for _ in range(2))
    pairs = {(box[level + 1].colour, box[level].colour) for box in blocks.boxes for level in range(len(box) - 1)}
    where = str(rng.choice(["above", "on top of", "over"]))
    article = "another" if over == under else "a"
    return f"there is a {over} block {where} {article} {under} block", (over, under) in pairs


COMMON: tuple[Sentence, ...] = (_of_all, _in_a_box, _in_every_box, _none, _one_colour)
LOOSE: tuple[Sentence, ...] = (_two_kinds, _edge)
TOWERS: tuple[Sentence, ...] = (_tower_of, _tower_end, _tower_above)


def _apart(one: Block, other: Block) -> bool:
    return any(
        a + size_a <= b or b + size_b <= a
        for a, size_a, b, size_b in (
            (one.x, one.size, other.x, other.size),
            (one.y, one.size, other.y, other.size),
        )
    )


def _draw(pen: ImageDraw.ImageDraw, block: Block, left: int) -> None:
    x, y, end = (left + block.x) * SCALE, block.y * SCALE, block.size * SCALE - 1
    colour = COLOURS[block.colour]
    if block.shape == "square":
        pen.rectangle([x, y, x + end, y + end], fill=colour)
    elif block.shape == "circle":
        pen.ellipse([x, y, x + end, y + end], fill=colour)
    else:
        pen.polygon([(x, y + end), (x + end, y + end), (x + end / 2, y)], fill=colour)
