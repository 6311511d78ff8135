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
    all_coloured,
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
    together,
    two_colours,
    word_of,
)

BlockTest: TypeAlias = Callable[[Box, int], bool]
"""Whether something holds of the block at that place of its box."""


@dataclass(frozen=True)
class Claim:
    """A sentence without its full stop, and whether it holds of boxes: of the number that its tally comes to.

    wanted: which numbers make it true, the same however it is worded: 'some', 'at least 2'.
    """

    text: str
    tally: Tally
    decide: Callable[[int], bool]
    wanted: str

    def holds(self, blocks: Blocks) -> bool:
        return self.decide(self.tally.count(blocks))


@dataclass(frozen=True)
class Counted:
    """What 'how many' may be asked of, and how many there are."""

    text: str
    tally: Tally


NONE, SOME, ALL = "no", "some", "all"  # numbers that are wanted

Maker: TypeAlias = Callable[[np.random.Generator], Claim]


def draw_claim(towers: bool, rng: np.random.Generator) -> Claim:
    """A claim that can be made of towers, or of scattered blocks."""
    return pick(TOWER_CLAIMS if towers else LOOSE_CLAIMS, rng)(rng)


def draw_counted(towers: bool, rng: np.random.Generator, *, in_words: bool = False) -> Counted:
    """'yellow circles are touching the edge', 'towers have a black base'. in_words: only what can be found from the
    contents of the boxes, which say of scattered blocks not where they are.
    """
    if (towers or not in_words) and rng.random() < (0.3 if in_words else 0.5):
        kind, item = kind_of(rng, not towers), "block" if towers else word_of(rng, *ITEMS)
        place = _in_tower(rng) if towers else _touching(rng)
        if rng.random() < 0.3:
            place = THERE
        return Counted(f"{kind.named(2, item)} are {place.text}", _counting(kind, place))
    nouns, having = (TOWER_HOLDERS if rng.random() < 0.7 else BOX_HOLDERS) if towers else LOOSE_HOLDERS
    noun, has = word_of(rng, *nouns), pick(having, rng)(rng)
    return Counted(f"{plural(noun, 2)} have {has.text}", has.tally)


# What is said of one block.


@dataclass(frozen=True)
class Place:
    """Where a block is, and the test of it. brief: the same however it is worded."""

    text: str
    brief: str
    test: BlockTest


THERE = Place("there", "", lambda box, place: True)


def _touching(rng: np.random.Generator) -> Place:
    """Where a scattered block is."""
    text, brief, test = pick(TOUCHING, rng)
    return Place(word_of(rng, *text), brief, lambda box, place: test(box[place]))


TOUCHING: tuple[tuple[tuple[str, ...], str, Callable[[Block], bool]], ...] = (
    (("touching the edge", "touching the wall", "touching the side"), "at edge", lambda block: block.at_edge),
    (("touching an edge", "touching a side", "touching any edge"), "at edge", lambda block: block.at_edge),
    (("not touching the edge", "not touching any edge"), "not at edge", lambda block: not block.at_edge),
    (("not touching the wall", "not touching a side"), "not at edge", lambda block: not block.at_edge),
    (("closely touching the bottom of a box", "touching the base"), "at base", lambda block: block.at_bottom),
    (("touching the bottom", "touching the bottom edge"), "at base", lambda block: block.at_bottom),
    (("touching the corner", "closely touching a corner of a box"), "in corner", lambda block: block.in_corner),
    (("closely touching the right wall of a box", "touching the right edge"), "at right", lambda block: block.at_right),
)


def _in_tower(rng: np.random.Generator) -> Place:
    """Where a block of a tower stands; only the lowest reaches a wall."""
    dice = rng.random()
    if dice < 0.06:
        return Place(word_of(rng, "touching the wall", "touching the base"), "base", lambda box, place: place == 0)
    if dice < 0.6:
        top = bool(rng.random() < 0.5)
        end, brief = ("top", "top") if top else (word_of(rng, "base", "bottom"), "base")
        text = f"{word_of(rng, 'as the', 'at the')} {end} of a tower"
        height = amount(rng, MAX_TOWER)
        if rng.random() < 0.6:
            return Place(
                f"{text} with {height.text} {plural('block', height.number)}",
                f"{brief} of {height.brief}",
                lambda box, place: place == (len(box) - 1 if top else 0) and height.holds(len(box)),
            )
        return Place(text, brief, lambda box, place: place == (len(box) - 1 if top else 0))
    other = colour_of(rng)
    if dice < 0.85:
        return Place(
            f"{word_of(rng, *DIRECTLY_ON)} a {other} block",
            f"on {other}",
            lambda box, place: place > 0 and box[place - 1].colour == other,
        )
    return Place(
        f"{word_of(rng, *DIRECTLY_BELOW)} a {other} block",
        f"under {other}",
        lambda box, place: place + 1 < len(box) and box[place + 1].colour == other,
    )


def _counting(kind: Kind, where: Place) -> Tally:
    def seen(box: Box, tower: bool) -> str:
        """Of scattered blocks, where those of the kind are; nothing where that does not matter."""
        if tower:
            return inside(box, tower)
        return "" if where is THERE else ", ".join(block.sides for block in box if kind.matches(block))

    def count(box: Box) -> int:
        return sum(kind.matches(box[place]) and where.test(box, place) for place in range(len(box)))

    return Tally(f"{kind.brief} {where.brief}".strip(), count, seen)


def _none(count: int) -> bool:
    return not count


def _some(count: int) -> bool:
    return count > 0


def _of_blocks(towers: bool) -> Maker:
    """'There are exactly two yellow circles touching the edge'; of none, of some, of all blocks of a kind."""

    def make(rng: np.random.Generator) -> Claim:
        kind, item = kind_of(rng, not towers), "block" if towers else word_of(rng, *ITEMS)
        place = _in_tower(rng) if towers else _touching(rng)
        where = place.text
        if rng.random() < 0.15:
            where, place = "", THERE
        tally, dice = _counting(kind, place), rng.random()
        if dice < 0.1:
            return Claim(f"there is no {kind.named(1, item)} {where}".strip(), tally, _none, NONE)
        if dice < 0.15 and where:
            return Claim(f"none of the {kind.named(2, item)} are {where}", tally, _none, NONE)
        if dice < 0.4:
            return Claim(f"there is {kind.one(item)} {where}".strip(), tally, _some, SOME)
        told = amount(rng, 3 if where else 6)
        is_, named = ("is", "are")[told.number > 1], kind.named(told.number, item)
        if dice < 0.5 and where:
            return Claim(f"{told.text} {named} {is_} {where}", tally, told.holds, told.brief)
        return Claim(f"there {is_} {told.text} {named} {where}".strip(), tally, told.holds, told.brief)

    return make


# What is said of towers, and of boxes.


def _of_holders(nouns: Sequence[str], having: Sequence[Callable[[np.random.Generator], Having]]) -> Maker:
    """Of boxes or towers: that there is one, so many, none, that all are so."""

    def make(rng: np.random.Generator) -> Claim:
        noun, has = word_of(rng, *nouns), pick(having, rng)(rng)
        joined = word_of(rng, "with", "with", "with", "which has", "that has", "having", "that contains")
        dice = rng.random()
        if dice < 0.4:
            return Claim(f"there is a {noun} {joined} {has.text}", has.tally, _some, SOME)
        if dice < 0.45:
            return Claim(f"there is no {noun} {joined} {has.text}", has.tally, _none, NONE)
        if dice < 0.55:
            every = word_of(rng, f"each {noun} has", f"every {noun} has", f"all {plural(noun, 2)} have")
            return Claim(f"{every} {has.text}", has.tally, lambda count: count == len(SIDES), ALL)
        told = amount(rng, 3)
        if dice < 0.7:
            of = word_of(rng, "of the", "of the three", "of the 3")
            verb = word_of(rng, "has", "contains") if told.number == 1 else "have"
            text = f"{told.text} {of} {plural(noun, 2)} {verb} {has.text}"
            return Claim(text, has.tally, told.holds, told.brief)
        joined = joined if told.number == 1 else word_of(rng, "with", "with", "that have", "having")
        is_ = "is" if told.number == 1 else "are"
        text = f"there {is_} {told.text} {plural(noun, told.number)} {joined} {has.text}"
        return Claim(text, has.tally, told.holds, told.brief)

    return make


def _one_coloured_tower(rng: np.random.Generator) -> Claim:
    """'There is a black tower with only one block'; a tower of one colour."""
    has, height = all_coloured("", colour := colour_of(rng)), height_of(rng)
    if rng.random() < 0.4:
        return Claim(f"there is a {colour} tower", has.tally, _some, SOME)
    return Claim(f"there is a {colour} tower with {height.text}", together("", has, height).tally, _some, SOME)


def _that_tower(rng: np.random.Generator) -> Claim:
    """'The tower with three blocks has a yellow block at the top': of any tower of that height."""
    number = int(rng.integers(1, MAX_TOWER + 1))
    has = pick((end_of, one_over_another, some_of_a_colour), rng)(rng)
    height = Having(
        f"{word_of(rng, 'exactly ', '')}{NUMBERS[number]} {plural('block', number)}",
        f"{number} block",
        lambda box: len(box) == number,
    )
    return Claim(f"the tower with {height.text} has {has.text}", together("", height, has).tally, _some, SOME)


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
    tally = Tally(f"same {what.split()[-1]}", value, inside, lambda found: max(map(found.count, found)))
    exact = not told.startswith("at least")
    decide: Callable[[int], bool] = (lambda most: most == number) if exact else (lambda most: most >= number)
    wanted = str(number) if exact else f"at least {number}"
    return Claim(f"there are {told} towers with the same {what}", tally, decide, wanted)


def _in_one_box(rng: np.random.Generator) -> Claim:
    kind, item = kind_of(rng, True), word_of(rng, *ITEMS)
    tally = Tally(f"at least 1 {kind.brief}", lambda box: int(kind.count(box) > 0), inside)
    return Claim(f"all {kind.named(2, item)} are in the same box", tally, lambda count: count == 1, "1")


def _as_many(rng: np.random.Generator) -> Claim:
    (one, other), item = two_colours(rng), word_of(rng, *ITEMS)

    def equal(box: Box) -> int:
        return int(Kind(one, None).count(box) == Kind(other, None).count(box) > 0)

    tally = Tally(f"as many {one} as {other}", equal, inside)
    return Claim(f"there is a box with the same number of {one} and {other} {item}s", tally, _some, SOME)


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
