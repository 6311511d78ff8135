"""Sentences that are true or false of boxes of blocks: claims, each with what to count and which counts make it true.

A claim is put together of an amount ("exactly two"), of what is counted (blocks of a kind somewhere, towers, boxes) and
of what is said of it. A bare number means just so many, and "on", "above" and "over" mean directly, as in the NLVR set.
Whatever is claimed can be decided box by box, so an answer can tell what it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from sensorium.native.worlds.blocks.boxes import MAX_TOWER, SIDES, Block, Blocks, Box
from sensorium.native.worlds.blocks.having import (
    BOX_HOLDERS,
    DIRECTLY_BELOW,
    DIRECTLY_ON,
    LOOSE_HOLDERS,
    TOWER_HOLDERS,
    all_of,
    end_of,
    height_of,
    one_over_another,
    some_of_a_colour,
)
from sensorium.native.worlds.blocks.terms import (
    ITEMS,
    NUMBERS,
    Having,
    Kind,
    Tally,
    amount,
    colour_of,
    inside,
    kind_of,
    pick,
    plural,
    two_colours,
    word_of,
)

BlockTest: TypeAlias = Callable[[Box, int], bool]
"""Whether something holds of the block at that place of its box."""


@dataclass(frozen=True)
class Claim:
    """A sentence without its full stop, and whether it holds of boxes: of the number that its tally comes to."""

    text: str
    tally: Tally
    decide: Callable[[int], bool]

    def holds(self, blocks: Blocks) -> bool:
        return self.decide(self.tally.count(blocks))


@dataclass(frozen=True)
class Counted:
    """What 'how many' may be asked of, and how many there are."""

    text: str
    tally: Tally


Maker: TypeAlias = Callable[[np.random.Generator], Claim]


def draw_claim(towers: bool, rng: np.random.Generator) -> Claim:
    """A claim that can be made of towers, or of scattered blocks."""
    return pick(TOWER_CLAIMS if towers else LOOSE_CLAIMS, rng)(rng)


def draw_having(towers: bool, rng: np.random.Generator) -> Having:
    """What one tower, or one box of scattered blocks, may have."""
    return pick((TOWER_HOLDERS if towers else LOOSE_HOLDERS)[1], rng)(rng)


def draw_counted(towers: bool, rng: np.random.Generator) -> Counted:
    """'yellow circles are touching the edge', 'towers have a black base'."""
    if rng.random() < 0.5:
        kind, item = kind_of(rng, not towers), "block" if towers else word_of(rng, *ITEMS)
        where, test = _in_tower(rng) if towers else _touching(rng)
        if rng.random() < 0.3:
            where, test = "there", _anywhere
        return Counted(f"{kind.named(2, item)} are {where}", _counting(kind, test))
    nouns, having = (TOWER_HOLDERS if rng.random() < 0.7 else BOX_HOLDERS) if towers else LOOSE_HOLDERS
    noun, has = word_of(rng, *nouns), pick(having, rng)(rng)
    return Counted(f"{plural(noun, 2)} have {has.text}", has.tally)


# What is said of one block.


def _touching(rng: np.random.Generator) -> tuple[str, BlockTest]:
    """Where a scattered block is."""
    places: tuple[tuple[str, Callable[[Block], bool]], ...] = (
        (word_of(rng, "touching the edge", "touching the wall", "touching the side"), lambda block: block.at_edge),
        (word_of(rng, "touching an edge", "touching a side", "touching any edge"), lambda block: block.at_edge),
        (word_of(rng, "not touching the edge", "not touching any edge"), lambda block: not block.at_edge),
        (word_of(rng, "not touching the wall", "not touching a side"), lambda block: not block.at_edge),
        (word_of(rng, "closely touching the bottom of a box", "touching the base"), lambda block: block.at_bottom),
        (word_of(rng, "touching the bottom", "touching the bottom edge"), lambda block: block.at_bottom),
        (word_of(rng, "touching the corner", "closely touching a corner of a box"), lambda block: block.in_corner),
        (word_of(rng, "closely touching the right wall of a box", "touching the right edge"), lambda b: b.at_right),
    )
    text, test = pick(places, rng)
    return text, lambda box, place: test(box[place])


def _in_tower(rng: np.random.Generator) -> tuple[str, BlockTest]:
    """Where a block of a tower stands; only the lowest reaches a wall."""
    dice = rng.random()
    if dice < 0.06:
        return word_of(rng, "touching the wall", "touching the base"), lambda box, place: place == 0
    if dice < 0.6:
        top = bool(rng.random() < 0.5)
        end = "top" if top else word_of(rng, "base", "bottom")
        text = f"{word_of(rng, 'as the', 'at the')} {end} of a tower"
        height = amount(rng, MAX_TOWER)
        if rng.random() < 0.6:
            return (
                f"{text} with {height.text} {plural('block', height.number)}",
                lambda box, place: place == (len(box) - 1 if top else 0) and height.holds(len(box)),
            )
        return text, lambda box, place: place == (len(box) - 1 if top else 0)
    other = colour_of(rng)
    if dice < 0.85:
        return (
            f"{word_of(rng, *DIRECTLY_ON)} a {other} block",
            lambda box, place: place > 0 and box[place - 1].colour == other,
        )
    return (
        f"{word_of(rng, *DIRECTLY_BELOW)} a {other} block",
        lambda box, place: place + 1 < len(box) and box[place + 1].colour == other,
    )


def _anywhere(box: Box, place: int) -> bool:
    return True


def _counting(kind: Kind, test: BlockTest) -> Tally:
    def seen(box: Box, tower: bool) -> str:
        """Of scattered blocks, where those of the kind are; nothing where that does not matter."""
        if tower:
            return inside(box, tower)
        return "" if test is _anywhere else ", ".join(block.sides for block in box if kind.matches(block))

    return Tally(lambda box: sum(kind.matches(box[place]) and test(box, place) for place in range(len(box))), seen)


def _none(count: int) -> bool:
    return not count


def _some(count: int) -> bool:
    return count > 0


def _of_blocks(towers: bool) -> Maker:
    """'There are exactly two yellow circles touching the edge'; of none, of some, of all blocks of a kind."""

    def make(rng: np.random.Generator) -> Claim:
        kind, item = kind_of(rng, not towers), "block" if towers else word_of(rng, *ITEMS)
        where, test = _in_tower(rng) if towers else _touching(rng)
        if rng.random() < 0.15:
            where, test = "", _anywhere
        tally, dice = _counting(kind, test), rng.random()
        if dice < 0.1:
            return Claim(f"there is no {kind.named(1, item)} {where}".strip(), tally, _none)
        if dice < 0.15 and where:
            return Claim(f"none of the {kind.named(2, item)} are {where}", tally, _none)
        if dice < 0.4:
            return Claim(f"there is {kind.one(item)} {where}".strip(), tally, _some)
        told = amount(rng, 3 if where else 6)
        is_, named = ("is", "are")[told.number > 1], kind.named(told.number, item)
        if dice < 0.5 and where:
            return Claim(f"{told.text} {named} {is_} {where}", tally, told.holds)
        return Claim(f"there {is_} {told.text} {named} {where}".strip(), tally, told.holds)

    return make


# What is said of towers, and of boxes.


def _of_holders(nouns: Sequence[str], having: Sequence[Callable[[np.random.Generator], Having]]) -> Maker:
    """Of boxes or towers: that there is one, so many, none, that all are so."""

    def make(rng: np.random.Generator) -> Claim:
        noun, has = word_of(rng, *nouns), pick(having, rng)(rng)
        joined = word_of(rng, "with", "with", "with", "which has", "that has", "having", "that contains")
        dice = rng.random()
        if dice < 0.4:
            return Claim(f"there is a {noun} {joined} {has.text}", has.tally, _some)
        if dice < 0.45:
            return Claim(f"there is no {noun} {joined} {has.text}", has.tally, _none)
        if dice < 0.55:
            every = word_of(rng, f"each {noun} has", f"every {noun} has", f"all {plural(noun, 2)} have")
            return Claim(f"{every} {has.text}", has.tally, lambda count: count == len(SIDES))
        told = amount(rng, 3)
        if dice < 0.7:
            of = word_of(rng, "of the", "of the three", "of the 3")
            verb = word_of(rng, "has", "contains") if told.number == 1 else "have"
            text = f"{told.text} {of} {plural(noun, 2)} {verb} {has.text}"
            return Claim(text, has.tally, told.holds)
        joined = joined if told.number == 1 else word_of(rng, "with", "with", "that have", "having")
        is_ = "is" if told.number == 1 else "are"
        text = f"there {is_} {told.text} {plural(noun, told.number)} {joined} {has.text}"
        return Claim(text, has.tally, told.holds)

    return make


def _one_coloured_tower(rng: np.random.Generator) -> Claim:
    """'There is a black tower with only one block'; a tower of one colour."""
    colour, height = colour_of(rng), height_of(rng)
    if rng.random() < 0.4:
        return Claim(f"there is a {colour} tower", Tally(lambda box: int(all_of(box, colour)), inside), _some)
    tally = Tally(lambda box: int(all_of(box, colour) and height.holds(box)), inside)
    return Claim(f"there is a {colour} tower with {height.text}", tally, _some)


def _that_tower(rng: np.random.Generator) -> Claim:
    """'The tower with three blocks has a yellow block at the top': of any tower of that height."""
    number = int(rng.integers(1, MAX_TOWER + 1))
    has = pick((end_of, one_over_another, some_of_a_colour), rng)(rng)
    height = f"{word_of(rng, 'exactly ', '')}{NUMBERS[number]} {plural('block', number)}"
    tally = Tally(lambda box: int(len(box) == number and has.holds(box)), inside)
    return Claim(f"the tower with {height} has {has.text}", tally, _some)


def _alike_towers(rng: np.random.Generator) -> Claim:
    """Towers of the same height, the same top or the same base."""
    number = int(rng.integers(2, 4))
    told = word_of(rng, f"at least {NUMBERS[number]}", NUMBERS[number]) if number == 2 else NUMBERS[number]
    what = word_of(rng, "height", "base color", "color at the top")
    value: Callable[[Box], int | str] = {
        "height": len,
        "base color": lambda box: box[0].colour,
        "color at the top": lambda box: box[-1].colour,
    }[what]
    tally = Tally(value, inside, lambda found: max(map(found.count, found)))
    exact = not told.startswith("at least")
    decide: Callable[[int], bool] = (lambda most: most == number) if exact else (lambda most: most >= number)
    return Claim(f"there are {told} towers with the same {what}", tally, decide)


def _in_one_box(rng: np.random.Generator) -> Claim:
    kind, item = kind_of(rng, True), word_of(rng, *ITEMS)
    tally = Tally(lambda box: int(kind.count(box) > 0), inside)
    return Claim(f"all {kind.named(2, item)} are in the same box", tally, lambda count: count == 1)


def _as_many(rng: np.random.Generator) -> Claim:
    (one, other), item = two_colours(rng), word_of(rng, *ITEMS)

    def equal(box: Box) -> int:
        return int(Kind(one, None).count(box) == Kind(other, None).count(box) > 0)

    return Claim(f"there is a box with the same number of {one} and {other} {item}s", Tally(equal, inside), _some)


TOWER_CLAIMS: tuple[Maker, ...] = (
    *[_of_holders(("tower",), (end_of,))] * 8,
    *[_of_holders(*TOWER_HOLDERS)] * 10,
    *[_of_blocks(True)] * 8,
    *[_of_holders(*BOX_HOLDERS)] * 4,
    *(_one_coloured_tower, _that_tower, _that_tower, _alike_towers),
)
LOOSE_CLAIMS: tuple[Maker, ...] = (
    *[_of_blocks(False)] * 12,
    *[_of_holders(*LOOSE_HOLDERS)] * 12,
    _in_one_box,
    _as_many,
)
