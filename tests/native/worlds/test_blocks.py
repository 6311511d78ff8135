"""Boxes of blocks: claims whose truth is what their boxes show, and cannot be told from their words."""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np
import pytest

from sensorium.native.worlds.blocks import (
    COLOURS,
    Block,
    Blocks,
    BlockWorld,
    Claim,
    claim_of,
    contents,
    conversation,
    draw_blocks,
    draw_claim,
    in_brief,
    judged,
    many_told,
    reasoned,
    scattered,
    stacked,
)
from sensorium.native.worlds.blocks.known import plain

YELLOW = Block("circle", "yellow", 10, 40, 40)
BLUE = Block("square", "blue", 20, 0, 30)
LOOSE = Blocks(((BLUE,), (YELLOW,), (YELLOW, BLUE)), False)


def tower(*colours: str) -> tuple[Block, ...]:
    return tuple(Block("square", colour, 20, 40, 80 - 21 * level) for level, colour in enumerate(colours))


TOWERS = Blocks((tower("black", "blue"), tower("yellow"), tower("black", "yellow", "blue")), True)


def claimed(text: str, towers: bool) -> Claim:
    claim = claim_of(text, towers)
    assert claim is not None
    return claim


def test_as_many_true_as_false_and_the_same_for_the_same_seed() -> None:
    def draw() -> list[str]:
        examples = BlockWorld().examples(np.random.default_rng(3), "test")
        return [str(next(examples).reply[0]) for _ in range(400)]

    answers = draw()
    assert answers == draw()
    assert 160 < sum(answer.endswith(": true") for answer in answers) < 240


def test_a_sentence_does_not_tell_whether_it_is_true() -> None:
    rng, told = np.random.default_rng(5), defaultdict[str, list[bool]](list)
    for _ in range(1500):
        blocks = draw_blocks(rng)
        for claim, truth in judged(blocks, 8, rng):
            assert claim.holds(blocks) == truth
            told[re.sub("|".join(COLOURS), "coloured", claim.text)].append(truth)
    often = [truths for truths in told.values() if len(truths) >= 40]
    assert len(often) > 12
    for truths in often:
        assert abs(np.mean(truths) - 0.5) < 4 * 0.5 / np.sqrt(len(truths))


@pytest.mark.parametrize("make", [scattered, stacked])
def test_the_picture_shows_the_colours_of_its_blocks(make: object) -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        blocks = make(rng)  # type: ignore[operator]
        pixels = blocks.render().pixels
        assert pixels.shape == (50, 200, 3)
        seen = {name for name, rgb in COLOURS.items() if (np.abs(pixels.astype(int) - rgb).sum(-1) < 12).any()}
        assert seen == {block.colour for block in blocks.all}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("there is no black item", True),
        ("there is no blue square", False),
        ("there is a blue square touching an edge", True),
        ("there is a yellow circle touching the wall", False),
        ("there is a yellow circle not touching the edge", True),
        ("there is a blue square touching the base", False),
        ("there is a blue square touching the corner", False),
        ("there is a box with only blue items", True),
        ("there are exactly two blue squares", True),
        ("there are two blue squares", True),
        ("there is one blue square", False),
        ("there are at least three blue squares", False),
        ("there is a box with items of all three colors", False),
        ("there is a box with the same number of blue and yellow items", True),
        ("all yellow circles are in the same box", False),
    ],
)
def test_claims_are_judged_by_the_boxes(text: str, truth: bool) -> None:
    assert claimed(text, towers=False).holds(LOOSE) == truth


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("there is a blue block above a black block", True),
        ("there is a black block on top of a blue block", False),
        ("there are exactly two towers with a black block at the base", True),
        ("there is one tower with a black block at the base", False),
        ("there is a tower with three blocks", True),
        ("there is a tower with four blocks", False),
        ("there is a tower with a yellow block as the second block from the base", True),
        ("there is a yellow tower", True),
        ("there is a black tower", False),
        ("the tower with three blocks has a blue block at the top", True),
        ("there is a blue block as the top of a tower with three blocks", True),
        ("there are two towers with the same height", False),
        ("there are two towers with the same base color", True),
    ],
)
def test_towers_are_told_from_the_bottom_up(text: str, truth: bool) -> None:
    assert claimed(text, towers=True).holds(TOWERS) == truth


def test_counts_and_contents_are_those_of_the_boxes() -> None:
    assert contents(TOWERS) == "black blue; yellow; black yellow blue"
    assert contents(LOOSE) == "1 blue square; 1 yellow circle; 1 blue square, 1 yellow circle"
    rng = np.random.default_rng(0)
    told = dict(pair for _ in range(1200) for pair in conversation(TOWERS, rng))
    both = "left black blue: 1; middle yellow: 0; right black yellow blue: 1; so 2"
    assert told["How many blue blocks are there?"] == f"blue: {both}"
    assert told["How many towers have a black block at the base?"] == f"base black: {both}"
    assert told["What is in the boxes?"] == contents(TOWERS)
    assert told["What colour is the block at the base of the left tower?"] == "black"
    assert told["What colour is the block second from the base of the right tower?"] == "yellow"
    assert told["How many blocks are in the middle tower?"] == "1"


@pytest.mark.slow
def test_a_verdict_tells_what_it_rests_on() -> None:
    def answer(text: str, blocks: Blocks) -> str:
        return reasoned(claimed(text, blocks.towers), blocks)

    assert answer("there is a blue square touching an edge", LOOSE) == (
        "some blue square at edge: left left: 1; middle 0; right left: 1; so 2: true"
    )
    assert answer("there are exactly two blue squares", LOOSE) == (
        "2 blue square: left 1; middle 0; right 1; so 2: true"
    )
    assert answer("there is a box with only blue items", LOOSE) == (
        "some all blue: left 1 blue square: 1; middle 1 yellow circle: 0; right 1 blue square, 1 yellow circle: 0; "
        "so 1: true"
    )
    assert answer("there is one tower with a black block at the base", TOWERS) == (
        "1 base black: left black blue: 1; middle yellow: 0; right black yellow blue: 1; so 2: false"
    )
    assert answer("the tower with three blocks has a blue block at the top", TOWERS) == (
        "some 3 block and top blue: left black blue: 0 1 so 0; middle yellow: 0 0 so 0; "
        "right black yellow blue: 1 1 so 1; so 1: true"
    )
    assert answer("there are two towers with the same base color", TOWERS) == (
        "2 same color: left black blue: black; middle yellow: yellow; right black yellow blue: black; so 2: true"
    )


@pytest.mark.slow
def test_sentences_of_others_are_understood_as_claims() -> None:
    claim = claim_of("There are exactly 2 towers with a black object at the  base.", towers=True)
    assert claim is not None
    assert claim.holds(TOWERS)
    assert not claim.holds(Blocks((tower("yellow"),) * 3, True))
    assert claim_of("The towers lean to the left", towers=True) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "towers", "truth"),
    [
        ("There is a tower with a yellow block in the middle.", True, True),
        ("One of the towers has a yellow block as the second block from the base", True, True),
        ("There is a three block tower that has a black block at the base", True, True),
        ("There is a box with 3 items of all 3 different colors.", True, True),
        ("There is a box with 2 items of which 1 is yellow", True, False),
        ("There is a box with 3 items and the blue one is on top", True, True),
        ("There are two black items touching the wall", True, True),
        ("There is a box with a black item and two blue items", True, False),
        ("There is atleast one box with 2 items of two different colors", False, True),
        ("All gray squares contain at least one yellow item", False, False),
    ],
)
def test_sentences_of_others_hold_of_the_same_boxes(sentence: str, towers: bool, truth: bool) -> None:
    claim = claim_of(sentence, towers)
    assert claim is not None
    assert claim.holds(TOWERS if towers else LOOSE) == truth


@pytest.mark.parametrize("towers", [True, False])
def test_sentences_that_are_taken_for_the_same_mean_the_same(towers: bool) -> None:
    rng = np.random.default_rng(1)
    boxes = [draw_blocks(rng, towers) for _ in range(20)]
    meant = defaultdict[str, set[tuple[bool, ...]]](set)
    said = defaultdict[str, set[str]](set)
    for _ in range(4000):
        claim = draw_claim(towers, rng)
        meant[plain(claim.text)].add(tuple(claim.holds(blocks) for blocks in boxes))
        said[plain(claim.text)].add(claim.text)
    assert all(len(truths) == 1 for truths in meant.values())
    assert sum(len(texts) > 1 for texts in said.values()) > 300


@pytest.mark.parametrize("towers", [True, False])
def test_of_boxes_in_words_half_have_what_is_asked(towers: bool) -> None:
    rng = np.random.default_rng(4)
    for _ in range(100):
        example = many_told(towers, rng)
        told, reply = str(example.prompt[0]), str(example.reply[0])
        boxes = told.removeprefix("In the boxes, from the bottom up: ").removesuffix(".").split("; ")
        found = reply.partition(": ")[2].split("; ")
        assert [one.rpartition(": ")[0] for one in found] == boxes
        assert sum(one[-1] == "0" for one in found) == len(boxes) // 2


def test_what_a_sentence_claims_in_brief_is_how_its_answer_begins() -> None:
    rng = np.random.default_rng(6)
    example = in_brief(True, rng)
    told = [(str(example.prompt[0]), str(example.reply[0])), *example.further]
    assert len({asked for asked, _ in told}) == len(told) == 8
    for asked, brief in told:
        assert asked.endswith(" In brief.")
        assert re.fullmatch(r"(some|no|all|(at least |at most |more than |less than )?\d) [a-z0-9 ]+", brief)


def test_what_gives_the_other_answers_away_is_asked_first_or_last() -> None:
    rng = np.random.default_rng(2)
    places = set()
    for _ in range(60):
        answers = [answer for _, answer in conversation(TOWERS, rng)]
        assert contents(TOWERS) not in answers[1:-1]
        places.add((answers[0] == contents(TOWERS), answers[-1] == contents(TOWERS)))
    assert places == {(True, False), (False, True), (False, False)}
