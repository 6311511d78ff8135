"""Examples that ask whether a sentence is true of boxes of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from sensorium.native.worlds.blocks.boxes import COLOURS, SHAPES, Blocks, draw_blocks
from sensorium.native.worlds.blocks.claims import Claim, Kind, draw_claim, draw_counted, plural
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.phrases import judge

NUM_OTHERS = 8  # boxes that claims are tried on
NUM_CLAIMS, NUM_COUNTS = 4, 3  # more questions about the same boxes, in training
LIST_SHARE = 0.6  # of these conversations end with what is in the boxes
LIST = ("What is in the boxes?", "List the blocks of each box.", "Name the blocks, box by box.")

Judged: TypeAlias = tuple[Claim, bool]


class BlockWorld:
    """Examples of the task `judge`."""

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end; as many true as false, of every sentence."""
        while True:
            blocks = draw_blocks(rng)
            ((claim, truth),) = judged(blocks, 1, rng)
            prompt = (blocks.render(), judge(claim.text, split, rng))
            yield Example(
                task="judge",
                prompt=prompt if rng.random() < 0.5 else prompt[::-1],
                reply=(said(truth),),
                truth={"blocks": blocks, "label": truth, "answer": said(truth)},
                written="",
                shown=blocks.shown(),
                further=more_questions(blocks, rng) if split == "train" else (),
            )


def judged(blocks: Blocks, count: int, rng: np.random.Generator) -> list[Judged]:
    """`count` claims, some true and some false, and which.

    Most claims are mostly true or mostly false of any boxes, so that to know the sentence would be nearly to know the
    answer. A claim is therefore kept only if it has the other truth of other boxes: of a claim that is true of a share
    q of all boxes, q (1 - q) are then kept as true and as many as false, and only the picture tells which.
    """
    others = [draw_blocks(rng, blocks.towers) for _ in range(NUM_OTHERS)]
    kept: list[Judged] = []
    while len(kept) < count:
        claim, other = draw_claim(blocks.towers, rng), others[rng.integers(NUM_OTHERS)]
        truth = claim.holds(blocks)
        if claim.holds(other) != truth:
            kept.append((claim, truth))
    return kept


def more_questions(blocks: Blocks, rng: np.random.Generator) -> tuple[tuple[str, str], ...]:
    """Questions about the same boxes with their answers, for training: claims, counts, and last what is in the boxes,
    which would give the others away.
    """
    claims = [(judge(claim.text, "train", rng), said(truth)) for claim, truth in judged(blocks, NUM_CLAIMS, rng)]
    asked = [*claims, *(_how_many(blocks, rng) for _ in range(NUM_COUNTS))]
    rng.shuffle(asked)
    listed = [(LIST[rng.integers(len(LIST))], contents(blocks))] if rng.random() < LIST_SHARE else []
    return (*((str(question), str(answer)) for question, answer in asked), *listed)


def contents(blocks: Blocks) -> str:
    """'black blue, yellow, blue blue': of each box its colours from the bottom up; scattered, its kinds and counts."""
    if blocks.towers:
        return ", ".join(" ".join(block.colour for block in box) for box in blocks.boxes)
    return "; ".join(
        ", ".join(
            f"{count} {colour} {plural(shape, count)}"
            for colour in COLOURS
            for shape in SHAPES
            if (count := Kind(colour, shape).count(box))
        )
        for box in blocks.boxes
    )


def said(truth: bool) -> str:
    """The answer in words."""
    return "true" if truth else "false"


def _how_many(blocks: Blocks, rng: np.random.Generator) -> tuple[str, str]:
    """A count that other boxes would not have, so that the question does not tell it."""
    others = [draw_blocks(rng, blocks.towers) for _ in range(NUM_OTHERS)]
    while True:
        counted = draw_counted(blocks.towers, rng)
        if (count := counted.count(blocks)) != counted.count(others[rng.integers(NUM_OTHERS)]):
            return f"How many {counted.text}?", str(count)
