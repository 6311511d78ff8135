"""Boxes of blocks with a sentence that is true or false of them: judging by looking, counting and comparing.

The pictures are like those of the NLVR set (Suhr et al. 2017), so that the real set, which is small, is not all there
is to learn from.
"""

from __future__ import annotations

from sensorium.native.worlds.blocks.boxes import COLOURS, SHAPES, Block, Blocks, Box, draw_blocks, scattered, stacked
from sensorium.native.worlds.blocks.claims import Claim, draw_claim
from sensorium.native.worlds.blocks.known import claim_of
from sensorium.native.worlds.blocks.world import (
    BlockWorld,
    contents,
    conversation,
    in_brief,
    judged,
    many_told,
    reasoned,
    said,
)

__all__ = [
    "COLOURS",
    "SHAPES",
    "Block",
    "BlockWorld",
    "Blocks",
    "Box",
    "Claim",
    "claim_of",
    "contents",
    "conversation",
    "draw_blocks",
    "draw_claim",
    "in_brief",
    "judged",
    "many_told",
    "reasoned",
    "said",
    "scattered",
    "stacked",
]
