"""What a tower or a box of blocks may have, each with its test: 'a black block at the top', 'two yellow items'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from sensorium.native.worlds.blocks.boxes import COLOURS, MAX_BLOCKS, MAX_TOWER, Box
from sensorium.native.worlds.blocks.terms import (
    ITEMS,
    Having,
    Kind,
    amount,
    colour_of,
    kind_of,
    pick,
    plural,
    two_colours,
    word_of,
)

DIRECTLY_ON = ("on", "on top of", "above", "over")
DIRECTLY_BELOW = ("below", "under", "beneath")


def end_of(rng: np.random.Generator) -> Having:
    """'A black block at the top.'"""
    colour, end = colour_of(rng), word_of(rng, "top", "base", "bottom")
    place = -1 if end == "top" else 0
    text = f"a {colour} {end}" if rng.random() < 0.2 else f"a {colour} block at the {end}"
    return Having(text, lambda box: box[place].colour == colour)


def height_of(rng: np.random.Generator) -> Having:
    """'At least two blocks.'"""
    told = amount(rng, MAX_TOWER)
    return Having(f"{told.text} {plural('block', told.number)}", lambda box: told.holds(len(box)))


def _height_and_more(rng: np.random.Generator) -> Having:
    """'Exactly three blocks with a yellow block at the top'; with anything else that a tower may have."""
    height, more = height_of(rng), pick((end_of, end_of, end_of, some_of_a_colour, one_over_another, _second), rng)(rng)
    joined = word_of(rng, "having", "with", "and", "which has", "where it has")
    return Having(f"{height.text} {joined} {more.text}", lambda box: height.holds(box) and more.holds(box))


def some_of_a_colour(rng: np.random.Generator) -> Having:
    """'Two blue blocks', 'two blue blocks stacked together'."""
    told, colour = amount(rng, 3), colour_of(rng)
    text = f"{told.text} {colour} {plural('block', told.number)}"
    if told.number > 1 and rng.random() < 0.4:
        return Having(f"{text} stacked together", lambda box: told.holds(_longest_run(box, colour)))
    return Having(text, lambda box: told.holds(Kind(colour, None).count(box)))


def one_over_another(rng: np.random.Generator) -> Having:
    """'A black block on top of a blue block.'"""
    over, under = colour_of(rng), colour_of(rng)
    if rng.random() < 0.8:
        text = f"a {over} block {word_of(rng, *DIRECTLY_ON)} a {under} block"
    else:
        text = f"a {under} block {word_of(rng, *DIRECTLY_BELOW)} a {over} block"
    return Having(text, lambda box: any((high.colour, low.colour) == (over, under) for low, high in pairwise(box)))


def _second(rng: np.random.Generator) -> Having:
    colour = colour_of(rng)
    return Having(
        f"a {colour} block as the second block from the {word_of(rng, 'base', 'bottom')}",
        lambda box: len(box) > 1 and box[1].colour == colour,
    )


def _middle(rng: np.random.Generator) -> Having:
    colour = colour_of(rng)
    return Having(
        f"a {colour} block in the middle{word_of(rng, '', ' of it')}",
        lambda box: any(block.colour == colour for block in box[1:-1]),
    )


def _third(rng: np.random.Generator) -> Having:
    """Of a tower seen as a box of items."""
    colour, item = colour_of(rng), word_of(rng, *ITEMS)
    return Having(
        f"a {colour} {item} at the third place from the {word_of(rng, 'base', 'bottom')}",
        lambda box: len(box) > 2 and box[2].colour == colour,
    )


def _both_ends(rng: np.random.Generator) -> Having:
    base, top = colour_of(rng), colour_of(rng)
    text = f"{base} as a base and {top} as a top block"
    if base == top or rng.random() < 0.5:
        text = f"a {base} block at the base and a {top} block at the top"
    return Having(text, lambda box: box[0].colour == base and box[-1].colour == top)


def _two_amounts(rng: np.random.Generator) -> Having:
    """'A black block and two blue blocks'; at times with all there is."""
    colours, told, item = two_colours(rng), (amount(rng, 2), amount(rng, 2)), word_of(rng, *ITEMS)
    counted = list(zip(colours, told, strict=True))
    texts = [
        f"a {colour} {item}" if one.text == "at least one" else f"{one.text} {colour} {plural(item, one.number)}"
        for colour, one in counted
    ]
    return Having(
        " and ".join(texts), lambda box: all(one.holds(Kind(colour, None).count(box)) for colour, one in counted)
    )


def _three_colours(rng: np.random.Generator) -> Having:
    """'A yellow block, a blue block and a black block.'"""
    item = word_of(rng, *ITEMS)
    first, second, third = (f"a {tuple(COLOURS)[place]} {item}" for place in rng.permutation(len(COLOURS)))
    return Having(f"{first}, {second} and {third}", lambda box: len({block.colour for block in box}) == len(COLOURS))


def _number_of_which(towers: bool) -> Callable[[np.random.Generator], Having]:
    """'Three items of which one is blue', 'three items of two different colors', 'two items of only blue color'."""

    def make(rng: np.random.Generator) -> Having:
        told, item = amount(rng, MAX_TOWER if towers else MAX_BLOCKS), word_of(rng, *ITEMS)
        some = f"{told.text} {plural(item, told.number)}"
        if rng.random() < 0.5:
            colours = _of_colours(rng)
            return Having(f"{some} {colours.text}", lambda box: told.holds(len(box)) and colours.holds(box))
        part, kind = amount(rng, 2), kind_of(rng, not towers)
        verb, named = ("is", kind.one("")) if part.number == 1 else ("are", kind.named(2, ""))
        if kind.shape is None:
            named = str(kind.colour)
        joined = word_of(rng, "of which", "where", "and")
        return Having(
            f"{some} {joined} {part.text} {verb} {named}",
            lambda box: told.holds(len(box)) and part.holds(kind.count(box)),
        )

    return make


def _of_colours(rng: np.random.Generator) -> Having:
    """What all blocks of a box may be: 'of only black color', 'of two different colors'."""
    dice, (first, second) = rng.random(), two_colours(rng)
    if dice < 0.3:
        return Having(f"of only {first} color", lambda box: all_of(box, first))
    if dice < 0.6:
        text = f"of {word_of(rng, 'only ', '')}{first} and {second} color"
        return Having(text, lambda box: {block.colour for block in box} == {first, second})
    number = int(rng.integers(1, 4))
    text = {
        1: word_of(rng, "of only one color", "of the same color"),
        2: f"of {word_of(rng, 'two', '2')} different colors",
        3: f"of {word_of(rng, 'all three colors', 'all 3 different colors', 'all three colours')}",
    }[number]
    return Having(text, lambda box: len({block.colour for block in box}) == number)


def _colours_of_all(rng: np.random.Generator) -> Having:
    """'Only black items', 'items of two different colors', 'all the items of the same color'."""
    dice, item, (first, second) = rng.random(), word_of(rng, *ITEMS), two_colours(rng)
    if dice < 0.2:
        return Having(f"only {first} {item}s", lambda box: all_of(box, first))
    if dice < 0.35:
        return Having(
            f"only {first} and {second} {item}s", lambda box: {block.colour for block in box} == {first, second}
        )
    if dice < 0.45:
        return Having(f"all the {item}s of the same color", lambda box: len({block.colour for block in box}) == 1)
    colours = _of_colours(rng)
    return Having(f"{item}s {colours.text}", colours.holds)


def _contents(towers: bool) -> Callable[[np.random.Generator], Having]:
    """'at least two yellow items', 'a blue circle and two black items', 'no squares'."""

    def some(rng: np.random.Generator) -> Having:
        kind, told, item = kind_of(rng, not towers, plain=True), amount(rng, 4), word_of(rng, *ITEMS)
        return Having(f"{told.text} {kind.named(told.number, item)}", lambda box: told.holds(kind.count(box)))

    def make(rng: np.random.Generator) -> Having:
        dice, kind, item = rng.random(), kind_of(rng, not towers), word_of(rng, *ITEMS)
        if dice < 0.5:
            return some(rng)
        one = kind.one(item)
        if dice < 0.6:
            return Having(one, lambda box: kind.count(box) > 0)
        if dice < 0.7:
            return Having(f"no {kind.named(2, item)}", lambda box: not kind.count(box))
        second = kind_of(rng, not towers)
        if second == kind or dice < 0.85:
            more = some(rng)
            return Having(f"{one} and {more.text}", lambda box: kind.count(box) > 0 and more.holds(box))
        two = f"{one} and {second.one(item)}"
        return Having(two, lambda box: kind.count(box) > 0 and second.count(box) > 0)

    return make


def _on_top(rng: np.random.Generator) -> Having:
    """Of a tower seen as a box of items: 'a black item on top', 'four items and the black one is on top'."""
    told, colour, item = amount(rng, MAX_TOWER), colour_of(rng), word_of(rng, *ITEMS)
    top = bool(rng.random() < 0.6)
    where = "on top" if top else "touching the wall"
    place = -1 if top else 0
    if rng.random() < 0.3:
        return Having(f"a {colour} {item} {where}", lambda box: box[place].colour == colour)
    ending = word_of(
        rng, f"and a {colour} {item} {where}", f"and a {colour} one {where}", f"and the {colour} one is {where}"
    )
    return Having(
        f"{told.text} {plural(item, told.number)} {ending}",
        lambda box: told.holds(len(box)) and box[place].colour == colour,
    )


def _longest_run(box: Box, colour: str) -> int:
    longest = run = 0
    for block in box:
        run = run + 1 if block.colour == colour else 0
        longest = max(longest, run)
    return longest


def all_of(box: Box, colour: str) -> bool:
    """Whether there are blocks, all of one colour."""
    return bool(box) and all(block.colour == colour for block in box)


Holders: TypeAlias = tuple[Sequence[str], Sequence[Callable[[np.random.Generator], Having]]]
TOWER_HOLDERS: Holders = (
    ("tower",),
    (
        *(end_of, end_of, end_of, height_of, _height_and_more, _height_and_more, some_of_a_colour, one_over_another),
        *(_colours_of_all, _second, _middle, _both_ends, _two_amounts, _three_colours),
    ),
)
BOX_HOLDERS: Holders = (
    ("box",),
    (_contents(True), _colours_of_all, _on_top, _on_top, _third, _number_of_which(True), _number_of_which(True)),
)
LOOSE_HOLDERS: Holders = (
    ("box", "box", "grey square"),
    (_contents(False), _contents(False), _contents(False), _colours_of_all, _two_amounts, _number_of_which(False)),
)
