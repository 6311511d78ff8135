"""What a tower or a box of blocks may have, each with its test: 'a black block at the top', 'two yellow items'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from sensorium.native.worlds.blocks.boxes import COLOURS, MAX_BLOCKS, MAX_TOWER, Box
from sensorium.native.worlds.blocks.terms import (
    ITEMS,
    Amount,
    Having,
    Kind,
    amount,
    colour_of,
    kind_of,
    pick,
    plural,
    together,
    two_colours,
    word_of,
)

DIRECTLY_ON = ("on", "on top of", "above", "over")
DIRECTLY_BELOW = ("below", "under", "beneath")


def end_of(rng: np.random.Generator) -> Having:
    """'A black block at the top.'"""
    colour, end = colour_of(rng), word_of(rng, "top", "base", "bottom")
    text = f"a {colour} {end}" if rng.random() < 0.2 else f"a {colour} block at the {end}"
    return replace(_at("top" if end == "top" else "base", colour), text=text)


def height_of(rng: np.random.Generator) -> Having:
    """'At least two blocks.'"""
    told = amount(rng, MAX_TOWER)
    return _so_many(told, "block")


def _height_and_more(rng: np.random.Generator) -> Having:
    """'Exactly three blocks with a yellow block at the top'; with anything else that a tower may have."""
    height, more = height_of(rng), pick((end_of, end_of, end_of, some_of_a_colour, one_over_another, _second), rng)(rng)
    joined = word_of(rng, "having", "with", "and", "which has", "where it has")
    return together(f"{height.text} {joined} {more.text}", height, more)


def some_of_a_colour(rng: np.random.Generator) -> Having:
    """'Two blue blocks', 'two blue blocks stacked together'."""
    told, colour = amount(rng, 3), colour_of(rng)
    text = f"{told.text} {colour} {plural('block', told.number)}"
    if told.number > 1 and rng.random() < 0.4:
        brief = f"{told.brief} {colour} together"
        return Having(f"{text} stacked together", brief, lambda box: told.holds(_longest_run(box, colour)))
    return _so_many_of(told, Kind(colour, None), text)


def one_over_another(rng: np.random.Generator) -> Having:
    """'A black block on top of a blue block.'"""
    over, under = colour_of(rng), colour_of(rng)
    if rng.random() < 0.8:
        text = f"a {over} block {word_of(rng, *DIRECTLY_ON)} a {under} block"
    else:
        text = f"a {under} block {word_of(rng, *DIRECTLY_BELOW)} a {over} block"
    return Having(
        text,
        f"{over} on {under}",
        lambda box: any((high.colour, low.colour) == (over, under) for low, high in pairwise(box)),
    )


def _second(rng: np.random.Generator) -> Having:
    colour = colour_of(rng)
    return Having(
        f"a {colour} block as the second block from the {word_of(rng, 'base', 'bottom')}",
        f"second {colour}",
        lambda box: len(box) > 1 and box[1].colour == colour,
    )


def _middle(rng: np.random.Generator) -> Having:
    colour = colour_of(rng)
    return Having(
        f"a {colour} block in the middle{word_of(rng, '', ' of it')}",
        f"middle {colour}",
        lambda box: any(block.colour == colour for block in box[1:-1]),
    )


def _third(rng: np.random.Generator) -> Having:
    """Of a tower seen as a box of items."""
    colour, item = colour_of(rng), word_of(rng, *ITEMS)
    return Having(
        f"a {colour} {item} at the third place from the {word_of(rng, 'base', 'bottom')}",
        f"third {colour}",
        lambda box: len(box) > 2 and box[2].colour == colour,
    )


def _both_ends(rng: np.random.Generator) -> Having:
    base, top = colour_of(rng), colour_of(rng)
    text = f"{base} as a base and {top} as a top block"
    if base == top or rng.random() < 0.5:
        text = f"a {base} block at the base and a {top} block at the top"
    return together(text, _at("base", base), _at("top", top))


def _two_amounts(rng: np.random.Generator) -> Having:
    """'A black block and two blue blocks'; at times with all there is."""
    item, parts = word_of(rng, *ITEMS), []
    for colour in two_colours(rng):
        told = amount(rng, 2)
        text = (
            f"a {colour} {item}" if told.text == "at least one" else f"{told.text} {colour} {plural(item, told.number)}"
        )
        parts.append(_so_many_of(told, Kind(colour, None), text))
    return together(" and ".join(part.text for part in parts), *parts)


def _three_colours(rng: np.random.Generator) -> Having:
    """'A yellow block, a blue block and a black block.'"""
    item = word_of(rng, *ITEMS)
    first, second, third = (f"a {tuple(COLOURS)[place]} {item}" for place in rng.permutation(len(COLOURS)))
    return _num_colours(len(COLOURS), f"{first}, {second} and {third}")


def _number_of_which(towers: bool) -> Callable[[np.random.Generator], Having]:
    """'Three items of which one is blue', 'three items of two different colors', 'two items of only blue color'."""

    def make(rng: np.random.Generator) -> Having:
        item = word_of(rng, *ITEMS)
        size = _so_many(amount(rng, MAX_TOWER if towers else MAX_BLOCKS), item)
        if rng.random() < 0.5:
            colours = _of_colours(rng)
            return together(f"{size.text} {colours.text}", size, colours)
        told, kind = amount(rng, 2), kind_of(rng, not towers)
        verb, named = ("is", kind.one("")) if told.number == 1 else ("are", kind.named(2, ""))
        if kind.shape is None:
            named = str(kind.colour)
        some = _so_many_of(told, kind, f"{told.text} {verb} {named}")
        return together(f"{size.text} {word_of(rng, 'of which', 'where', 'and')} {some.text}", size, some)

    return make


def _of_colours(rng: np.random.Generator) -> Having:
    """What all blocks of a box may be: 'of only black color', 'of two different colors'."""
    dice, (first, second) = rng.random(), two_colours(rng)
    if dice < 0.3:
        return all_coloured(f"of only {first} color", first)
    if dice < 0.6:
        return all_coloured(f"of {word_of(rng, 'only ', '')}{first} and {second} color", first, second)
    number = int(rng.integers(1, 4))
    text = {
        1: word_of(rng, "of only one color", "of the same color"),
        2: f"of {word_of(rng, 'two', '2')} different colors",
        3: f"of {word_of(rng, 'all three colors', 'all 3 different colors', 'all three colours')}",
    }[number]
    return _num_colours(number, text)


def _colours_of_all(rng: np.random.Generator) -> Having:
    """'Only black items', 'items of two different colors', 'all the items of the same color'."""
    dice, item, (first, second) = rng.random(), word_of(rng, *ITEMS), two_colours(rng)
    if dice < 0.2:
        return all_coloured(f"only {first} {item}s", first)
    if dice < 0.35:
        return all_coloured(f"only {first} and {second} {item}s", first, second)
    if dice < 0.45:
        return _num_colours(1, f"all the {item}s of the same color")
    colours = _of_colours(rng)
    return replace(colours, text=f"{item}s {colours.text}")


def _contents(towers: bool) -> Callable[[np.random.Generator], Having]:
    """'at least two yellow items', 'a blue circle and two black items', 'no squares'."""

    def some(rng: np.random.Generator) -> Having:
        kind, told, item = kind_of(rng, not towers, plain=True), amount(rng, 4), word_of(rng, *ITEMS)
        return _so_many_of(told, kind, f"{told.text} {kind.named(told.number, item)}")

    def one(rng: np.random.Generator, item: str) -> Having:
        kind = kind_of(rng, not towers)
        return Having(kind.one(item), f"at least 1 {kind.brief}", lambda box: kind.count(box) > 0)

    def make(rng: np.random.Generator) -> Having:
        dice, kind, item = rng.random(), kind_of(rng, not towers), word_of(rng, *ITEMS)
        if dice < 0.5:
            return some(rng)
        if dice < 0.6:
            return one(rng, item)
        if dice < 0.7:
            return Having(f"no {kind.named(2, item)}", f"no {kind.brief}", lambda box: not kind.count(box))
        first, second = one(rng, item), one(rng, item)
        if second.text == first.text or dice < 0.85:
            second = some(rng)
        return together(f"{first.text} and {second.text}", first, second)

    return make


def _on_top(rng: np.random.Generator) -> Having:
    """Of a tower seen as a box of items: 'a black item on top', 'four items and the black one is on top'."""
    colour, item = colour_of(rng), word_of(rng, *ITEMS)
    end, where = ("top", "on top") if rng.random() < 0.6 else ("base", "touching the wall")
    if rng.random() < 0.3:
        return replace(_at(end, colour), text=f"a {colour} {item} {where}")
    ending = word_of(
        rng, f"and a {colour} {item} {where}", f"and a {colour} one {where}", f"and the {colour} one is {where}"
    )
    size = _so_many(amount(rng, MAX_TOWER), item)
    return together(f"{size.text} {ending}", size, _at(end, colour))


def _at(end: str, colour: str) -> Having:
    """At the top or the base."""
    place = -1 if end == "top" else 0
    return Having(f"a {colour} block at the {end}", f"{end} {colour}", lambda box: box[place].colour == colour)


def _so_many(told: Amount, item: str) -> Having:
    return _so_many_of(told, Kind(None, None), f"{told.text} {plural(item, told.number)}")


def _so_many_of(told: Amount, kind: Kind, text: str) -> Having:
    return Having(text, f"{told.brief} {kind.brief}", lambda box: told.holds(kind.count(box)))


def all_coloured(text: str, *colours: str) -> Having:
    """Of these colours all are, and of each there is one."""
    return Having(text, f"all {' and '.join(colours)}", lambda box: {block.colour for block in box} == set(colours))


def _num_colours(number: int, text: str) -> Having:
    return Having(text, f"colors {number}", lambda box: len({block.colour for block in box}) == number)


def _longest_run(box: Box, colour: str) -> int:
    longest = run = 0
    for block in box:
        run = run + 1 if block.colour == colour else 0
        longest = max(longest, run)
    return longest


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
