"""Scenes of the NLVR set: read as blocks, and renamed with their sentence."""

from __future__ import annotations

import numpy as np

from sensorium.native.worlds.blocks import Blocks
from sensorium.native.worlds.sets.nlvr import read_scene, renamed

LOOSE = [[["triangle", "#0099ff", 20, 80, 80], ["circle", "Yellow", 10, 90, 47]], [["square", "Black", 20, 13, 80]], []]
TOWERS = [[["square", "Yellow", 20, 40, 80]], [["square", "#0099ff", 20, 40, 80]], [["square", "Black", 20, 40, 80]]]


def looks(blocks: Blocks) -> list[tuple[str, str, int]]:
    return sorted((block.colour, block.shape, block.size) for block in blocks.all)


def test_a_scene_is_read_with_its_colours_by_name() -> None:
    blocks = read_scene(LOOSE)
    assert looks(blocks) == [("black", "square", 20), ("blue", "triangle", 20), ("yellow", "circle", 10)]
    assert not blocks.towers
    assert read_scene(TOWERS).towers


def test_picture_and_sentence_are_renamed_alike() -> None:
    rng = np.random.default_rng(0)
    seen = set()
    for _ in range(60):
        blocks, sentence = renamed(read_scene(LOOSE), "There is a Blue triangle", rng)
        colour, shape = sentence.removeprefix("There is a ").split()
        assert (colour, shape, 20) in looks(blocks)
        assert len(blocks.all) == 3
        seen.add((colour, shape, tuple(len(box) for box in blocks.boxes)))
    assert len(seen) > 20


def test_towers_and_grey_squares_keep_their_shapes() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        towers, _ = renamed(read_scene(TOWERS), "There is a blue block", rng)
        assert {block.shape for block in towers.all} == {"square"}
        _, sentence = renamed(read_scene(LOOSE), "One of the grey square has a circle", rng)
        assert sentence == "One of the grey square has a circle"
