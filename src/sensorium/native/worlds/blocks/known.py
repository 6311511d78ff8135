"""Finds the claim that a sentence makes, among those that `claims` can say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import numpy as np

from sensorium.native.worlds.blocks.claims import Claim, draw_claim
from sensorium.native.worlds.blocks.terms import ITEMS, NUMBERS, plural

NUM_DRAWS = 40_000  # of claims about towers, and of claims about scattered blocks
ALIKE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("|".join(rf"\b{item}\b" for item in ITEMS)), ITEMS[-1]),
    (re.compile("|".join(rf"\b{plural(item, 2)}\b" for item in ITEMS)), plural(ITEMS[-1], 2)),
    (re.compile(r"\bcolour"), "color"),
    (re.compile(r"\ban\b"), "a"),
    (re.compile(r"\s+"), " "),
)
"""What may differ between two ways to say the same, and what it becomes."""


def claim_of(sentence: str, towers: bool) -> Claim | None:
    """The claim that a sentence makes of towers, or of scattered blocks; None for one that is said otherwise.

    The first call of each kind takes some seconds.
    """
    return _claims(towers).get(plain(sentence))


def plain(sentence: str) -> str:
    """The same for sentences that differ in capitals, figures, spelling or which word they use for a block."""
    text = re.sub(r"\b[0-7]\b", lambda found: NUMBERS[int(found.group())], sentence.lower().strip(" ."))
    for pattern, same in ALIKE:
        text = pattern.sub(same, text)
    return text


@cache
def _claims(towers: bool) -> Mapping[str, Claim]:
    rng = np.random.default_rng(towers)
    return {plain(claim.text): claim for claim in (draw_claim(towers, rng) for _ in range(NUM_DRAWS))}
