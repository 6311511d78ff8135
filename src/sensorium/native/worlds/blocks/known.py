"""Finds the claim that a sentence makes, among those that `claims` can say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import numpy as np

from sensorium.native.worlds.blocks.claims import Claim, draw_claim
from sensorium.native.worlds.blocks.terms import NUMBERS

NUM_DRAWS = 100_000  # of claims about towers, and of claims about scattered blocks
_NUMBER = "|".join(NUMBERS[1:])
_BOUND = "at least |at most |more than |less than "
_COLOUR = "black|blue|yellow"
ALIKE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{said}\b"), same)
    for said, same in (
        (r"colou?rs?", "color"),
        (r"gr[ae]y (?:square|box)(?:es|s)?|boxes", "box"),
        (r"(?:item|object|block)s?", "block"),
        (r"(tower|triangle|circle|square|base)s", r"\1"),
        ("atleast", "at least"),
        ("at least (?:one|a)", "a"),
        (rf"(?:exactly|only) ({_NUMBER})", r"\1"),
        ("are", "is"),
        ("(?:that |which |where it )?(?:has|have|contains?|having)", "with"),
        (rf"^((?:{_BOUND})?(?:an?|{_NUMBER})) (?:of the (?:three )?)?(tower|box) with", r"there is \1 \2 with"),
        (rf"({_NUMBER}) block tower", r"tower with \1 block"),
        (r"(?:closely|nearly|almost) ", ""),
        ("(?:touching|at) (?:the )?(?:base|bottom)(?: base| edge)?(?: of a box)?", "at the base"),
        ("touching (?:the |a )?right (?:edge|side|wall)(?: of a box)?", "at the right"),
        ("touching (?:the|a) (?:box )?corner(?: of a box)?", "in the corner"),
        ("touching (?:the|an?|any) (?:edge|side|wall)(?: of a box)?", "at the edge"),
        ("on top of|above|over", "on"),
        ("below|bellow|under", "beneath"),
        ("bottom", "base"),
        (rf"a ({_COLOUR}) (base|top)", r"a \1 block at the \2"),
        (rf"({_COLOUR}) color", r"\1"),
        (rf"(with (?:{_BOUND})?(?:{_NUMBER}) block) and", r"\1 with"),
        ("an", "a"),
    )
)
"""What may differ between two ways to say the same, and what it becomes, one after the other."""


def claim_of(sentence: str, towers: bool) -> Claim | None:
    """The claim that a sentence makes of towers, or of scattered blocks; None for one that is said otherwise.

    The first call of each kind takes some seconds.
    """
    return _claims(towers).get(plain(sentence))


def plain(sentence: str) -> str:
    """The same for sentences that mean the same and differ in spelling, figures, or words for the same."""
    text = re.sub(r"\b[0-7]\b", lambda found: NUMBERS[int(found.group())], sentence.lower().strip(" ."))
    for pattern, same in ALIKE:
        text = pattern.sub(same, text)
    return " ".join(text.replace(",", " ").split())


@cache
def _claims(towers: bool) -> Mapping[str, Claim]:
    rng = np.random.default_rng(towers)
    drawn: dict[str, Claim] = {}
    for _ in range(NUM_DRAWS):
        claim = draw_claim(towers, rng)
        drawn.pop(claim.text, None)  # of sentences that mean the same, the one that was drawn last
        drawn[claim.text] = claim
    return {plain(text): claim for text, claim in drawn.items()}
