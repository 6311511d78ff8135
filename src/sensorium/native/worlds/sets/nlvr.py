"""The NLVR scenes as boxes of blocks, and the same exchange in other colours, shapes and orders of the boxes.

The set has few sentences, and each is true or false for a reason that does not hang on which colour or shape it names;
renamed throughout picture and sentence it stays so. Its labels hold for every order of the boxes (Suhr et al. 2017).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sensorium.native.worlds.blocks import COLOURS, SHAPES, Block, Blocks, Box

NAMES = {"#0099ff": "blue"}  # of colours; the others are written as words
TOWER_X = 40  # where the blocks of towers stand
BOX_WORDS = re.compile(r"gr[ae]y", re.IGNORECASE)  # a grey square is a box


def read_scene(scene: Sequence[Sequence[Sequence[Any]]]) -> Blocks:
    """A scene as the set writes it: three boxes of (shape, colour, size, x, y)."""
    boxes = tuple(
        tuple(Block(shape, NAMES.get(colour.lower(), colour.lower()), size, x, y) for shape, colour, size, x, y in box)
        for box in scene
    )
    first, second, third = boxes
    towers = all(block.shape == "square" and block.x == TOWER_X for box in boxes for block in box)
    return Blocks((first, second, third), towers)


def renamed(blocks: Blocks, sentence: str, rng: np.random.Generator) -> tuple[Blocks, str]:
    """Boxes in another order, with other colours and, where they are no towers, other shapes; the sentence likewise."""
    shapes = () if blocks.towers or BOX_WORDS.search(sentence) else SHAPES
    others = _shuffled(tuple(COLOURS), rng) | _shuffled(shapes, rng)

    def other(block: Block) -> Block:
        return replace(block, colour=others.get(block.colour, block.colour), shape=others.get(block.shape, block.shape))

    boxes: list[Box] = [tuple(map(other, blocks.boxes[place])) for place in rng.permutation(3)]
    spoken = re.sub("|".join(others), lambda found: others[found.group().lower()], sentence, flags=re.IGNORECASE)
    return replace(blocks, boxes=(boxes[0], boxes[1], boxes[2])), spoken


def _shuffled(names: Sequence[str], rng: np.random.Generator) -> dict[str, str]:
    return dict(zip(names, (names[i] for i in rng.permutation(len(names))), strict=True))
