"""Boxes of blocks: sentences whose truth is what their boxes show."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.native.worlds.blocks import COLOURS, Block, Blocks, BlockWorld, judged, scattered, stacked

RED_HERRING = Block("circle", "yellow", 10, 40, 40)


def test_as_many_true_as_false_and_the_same_for_the_same_seed() -> None:
    def draw() -> list[str]:
        examples = BlockWorld().examples(np.random.default_rng(3), "train")
        return [str(next(examples).reply[0]) for _ in range(400)]

    answers = draw()
    assert answers == draw()
    assert 160 < answers.count("true") < 240


@pytest.mark.parametrize("make", [scattered, stacked])
def test_the_picture_shows_the_colours_of_its_blocks(make: object) -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        blocks = make(rng)  # type: ignore[operator]
        pixels = blocks.render().pixels
        assert pixels.shape == (50, 200, 3)
        seen = {name for name, rgb in COLOURS.items() if (np.abs(pixels.astype(int) - rgb).sum(-1) < 12).any()}
        assert seen == {block.colour for block in blocks.all}


def test_sentences_are_judged_by_the_boxes() -> None:
    blue = Block("square", "blue", 20, 0, 30)
    blocks = Blocks(((blue,), (RED_HERRING,), (RED_HERRING, blue)), False)
    rng = np.random.default_rng(0)
    told = dict(judged(blocks, bool(rng.random() < 0.5), rng) for _ in range(30_000))
    assert told["there is no black block"]
    assert not told["there is no blue square"]
    assert told["there is a blue square touching an edge"]
    assert not told["there is a yellow circle touching the wall"]
    assert told["there is a box with only blue blocks"]
    assert told["there are exactly 2 blue squares"]
    assert not told["there are at least three blue squares"]
    assert not told["there is a box with all three colours"]
    assert not told["every box has a yellow circle"]


def test_towers_are_told_from_the_bottom_up() -> None:
    def tower(*colours: str) -> tuple[Block, ...]:
        return tuple(Block("square", colour, 20, 40, 79 - 21 * level) for level, colour in enumerate(colours))

    blocks = Blocks((tower("black", "blue"), tower("yellow"), tower("black", "yellow", "blue")), True)
    rng = np.random.default_rng(0)
    told = dict(judged(blocks, bool(rng.random() < 0.5), rng) for _ in range(30_000))
    assert told["there is a blue block above a black block"]
    assert not told["there is a black block on top of a blue block"]
    assert told["there are exactly two towers with a black block at the base"]
    assert told["there is a tower with exactly three blocks"]
    assert not told["there is a tower with exactly four blocks"]
