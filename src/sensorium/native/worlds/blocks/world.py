"""Examples that ask whether a sentence is true of boxes of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from sensorium.native.worlds.blocks.boxes import COLOURS, SIDES, TOWER_SHARE, Blocks, Box, draw_blocks
from sensorium.native.worlds.blocks.claims import Claim, draw_claim, draw_counted
from sensorium.native.worlds.blocks.terms import Kind, inside
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.phrases import judge

NUM_OTHERS = 8  # boxes that claims are tried on
NUM_CLAIMS, NUM_COUNTS, NUM_LOOKUPS = 4, 1, 1  # of a conversation in training
LISTED_FIRST, LISTED_LAST = 0.1, 0.1  # of conversations, with what is in the boxes
IN_WORDS = 0.3  # of conversations in training about towers: what is in the boxes is told, not shown
TOLD = "In the boxes, from the bottom up: {contents}."
MANY_TOLD = 0.4  # of examples in training: towers or boxes in words, and which of them have something;
IN_BRIEF = 0.2  # sentences alone, and what each claims in brief
NUM_IN_BRIEF = 8  # sentences of such an example
BRIEFLY = "{asked} In brief."
NUM_TOLD, NUM_POOLED = 8, 20  # boxes of such an example; threes that they are chosen from
EACH = ("Box by box, how many {counted}?", "Which {counted}?", "Of each box: how many {counted}?", "Check: {counted}.")
LIST = ("What is in the boxes?", "List the blocks of each box.", "Name the blocks, box by box.")

Judged: TypeAlias = tuple[Claim, bool]
Question: TypeAlias = tuple[str, str]
"""What is asked, and the answer."""


class BlockWorld:
    """Examples of the task `judge`; in training also of others that help it, in conversations about the same boxes."""

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end; as many true as false, of every sentence."""
        while True:
            dice = rng.random() if split == "train" else 1.0
            if dice < MANY_TOLD + IN_BRIEF:
                towers = bool(rng.random() < TOWER_SHARE)
                yield many_told(towers, rng) if dice < MANY_TOLD else in_brief(towers, rng)
                continue
            blocks = draw_blocks(rng)
            (asked, answer), *further = (
                conversation(blocks, rng) if split == "train" else _claims(blocks, 1, split, rng)
            )
            in_words = split == "train" and blocks.towers and rng.random() < IN_WORDS
            told = TOLD.format(contents=contents(blocks)) if in_words else blocks.render()
            prompt = (told, asked)
            yield Example(
                task="judge",
                prompt=prompt if in_words or rng.random() < 0.5 else prompt[::-1],
                reply=(answer,),
                truth={"blocks": blocks, "answer": answer},
                written=None if in_words else "",
                shown=() if in_words else blocks.shown(),
                further=tuple(further),
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


def conversation(blocks: Blocks, rng: np.random.Generator) -> list[Question]:
    """Questions about the same boxes with their answers, for training: claims, counts, single blocks and boxes, and
    what is in the boxes.

    Whatever comes first has to be looked up in the picture. What is in the boxes gives the other answers away, so it
    comes last or, for the others to be found in words, first.
    """
    asked = _claims(blocks, NUM_CLAIMS, "train", rng)
    asked += _how_many(blocks, NUM_COUNTS, rng)
    asked += [_lookup(blocks, rng) for _ in range(NUM_LOOKUPS)]
    asked = [asked[place] for place in rng.permutation(len(asked))]
    listed = (LIST[int(rng.integers(len(LIST)))], contents(blocks))
    dice = rng.random()
    if dice < LISTED_FIRST:
        return [listed, *asked]
    return [*asked, listed] if dice < LISTED_FIRST + LISTED_LAST else asked


def many_told(towers: bool, rng: np.random.Generator) -> Example:
    """Towers or boxes in words, and which of them have this or that: one step of what a claim asks, many times over, as
    often so as not.
    """
    pool = [box for _ in range(NUM_POOLED) for box in draw_blocks(rng, towers).boxes]
    alike: tuple[list[Box], list[Box]] = ([], [])
    while min(map(len, alike)) < NUM_TOLD // 4:
        counted = draw_counted(towers, rng, in_words=True)
        alike = ([], [])
        for box in pool:
            alike[bool(counted.tally.each(box))].append(box)
    chosen = [side[int(rng.integers(len(side)))] for side in alike for _ in range(NUM_TOLD // 2)]
    boxes = [chosen[place] for place in rng.permutation(NUM_TOLD)]
    told = TOLD.format(contents="; ".join(inside(box, towers) for box in boxes))
    found = "; ".join(counted.tally.of(box, towers) for box in boxes)
    asked = EACH[int(rng.integers(len(EACH)))].format(counted=counted.text)
    return Example(task="judge", prompt=(told, asked), reply=(f"{counted.tally.brief}: {found}",))


def in_brief(towers: bool, rng: np.random.Generator) -> Example:
    """Sentences without a picture, and what each claims: the words in which an answer begins."""
    asked: dict[str, str] = {}
    while len(asked) < NUM_IN_BRIEF:
        claim = draw_claim(towers, rng)
        asked[BRIEFLY.format(asked=judge(claim.text, "train", rng))] = f"{claim.wanted} {claim.tally.brief}"
    (first, brief), *further = asked.items()
    return Example(task="judge", prompt=(first,), reply=(brief,), further=tuple(further))


def contents(blocks: Blocks) -> str:
    """What is in each box: 'black blue; yellow; blue blue'."""
    return "; ".join(inside(box, blocks.towers) for box in blocks.boxes)


def said(truth: bool) -> str:
    """The verdict in words."""
    return "true" if truth else "false"


def reasoned(claim: Claim, blocks: Blocks) -> str:
    """What is claimed in brief, what each box holds of it, and the verdict: 'some top blue: left black blue: 1; middle
    …; so 2: true'.
    """
    return f"{claim.wanted} {claim.tally.told(blocks)}: {said(claim.holds(blocks))}"


def _claims(blocks: Blocks, count: int, split: Split, rng: np.random.Generator) -> list[Question]:
    return [(judge(claim.text, split, rng), reasoned(claim, blocks)) for claim, _ in judged(blocks, count, rng)]


def _lookup(blocks: Blocks, rng: np.random.Generator) -> Question:
    """What is at one place: a block of a tower, or how many blocks a box holds."""
    number = int(rng.integers(len(blocks.boxes)))
    side, box = SIDES[number], blocks.boxes[number]
    noun = "tower" if blocks.towers else "box"
    dice = rng.random()
    if blocks.towers and dice < 0.7:
        level, end = ((0, "at the base"), (-1, "at the top"), (1, "second from the base"))[int(rng.integers(3))]
        if level < len(box):
            return f"What colour is the block {end} of the {side} tower?", box[level].colour
    if dice < 0.85:
        return f"How many blocks are in the {side} {noun}?", str(len(box))
    colour = tuple(COLOURS)[int(rng.integers(len(COLOURS)))]
    return f"How many {colour} blocks are in the {side} {noun}?", str(Kind(colour, None).count(box))


def _how_many(blocks: Blocks, count: int, rng: np.random.Generator) -> list[Question]:
    """Counts that other boxes would not have, so that the question does not tell them."""
    others = [draw_blocks(rng, blocks.towers) for _ in range(NUM_OTHERS)]
    kept: list[Question] = []
    while len(kept) < count:
        counted, other = draw_counted(blocks.towers, rng), others[rng.integers(NUM_OTHERS)]
        if counted.tally.count(blocks) != counted.tally.count(other):
            kept.append((f"How many {counted.text}?", counted.tally.told(blocks)))
    return kept
