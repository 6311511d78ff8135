"""Scenes: what they show, how they are told, and that training never meets what tests ask."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.content import Image
from sensorium.errors import InvalidInput
from sensorium.native.worlds.art import COLOURS, GROUNDS, Gallery
from sensorium.native.worlds.scenes import (
    GRID,
    PLACES,
    WEIGHTS,
    Placed,
    Scene,
    Scenes,
    SceneSampler,
    describe,
    held_out_colour,
    held_out_ground,
    held_out_together,
    request,
)
from sensorium.native.worlds.scenes.loose import SIDES_PX, loosened, on_nearest_cells, some_side_px
from sensorium.native.worlds.scenes.otherwise import drawn_otherwise, some_ground
from sensorium.native.worlds.scenes.questions import question
from sensorium.native.worlds.scenes.scene import relation_between
from sensorium.native.worlds.scenes.split import colours_for
from sensorium.native.worlds.scenes.ways import WAYS, in_other_words

EXTRA = {f"emoji {k}": np.full((128, 128, 4), 40 + k, np.uint8) for k in range(30)}
GALLERY = Gallery(extra=EXTRA)
FEW = Gallery(things=list(GALLERY.things.values())[::8])  # drawing is what takes time
SAMPLER = SceneSampler(GALLERY)
KINDS = ("single", "pair", "several", "count", "mixed")


def placed(name: str, colour: str | None, column: int, row: int, size: str = "small") -> Placed:
    return Placed(name=name, colour=colour, size=size, column=column, row=row)  # type: ignore[arg-type]


def scene_of(*things: Placed, ground: str = "white") -> Scene:
    return Scene(things=things, ground=ground, gallery=GALLERY)


def test_canonical_sentences() -> None:
    car, dog = placed("car", "red", 0, 2, "large"), placed("dog", "blue", 5, 3)
    assert describe(scene_of(car, dog)) == "a large red car left of a small blue dog on a white ground"
    assert describe(scene_of(dog)) == "a small blue dog on the right of a white ground"
    apples = [placed("apple", "red", 2 * k, 0) for k in range(3)]
    assert describe(scene_of(*apples, ground="light blue")) == "three small red apples on a light blue ground"
    assert describe(scene_of(*apples, dog)) == "three small red apples and a small blue dog on a white ground"
    owl = placed("owl", "orange", 0, 6)
    assert describe(scene_of(placed("emoji 1", None, 3, 3), owl, placed("cup", "red", 6, 0))) == (
        "a small emoji 1 in the center, a small orange owl at the bottom left "
        "and a small red cup at the top right on a white ground"
    )


def test_answers() -> None:
    rng = np.random.default_rng(0)
    apples = [placed("apple", "red", 2 * k, 0) for k in range(3)]
    pair = scene_of(placed("car", "red", 0, 2, "large"), placed("dog", "blue", 5, 3))
    assert question("count", scene_of(*apples, placed("dog", "blue", 5, 5)), rng).answer == "3"
    assert question("what", scene_of(apples[0]), rng).answer == "apple"
    assert question("where", scene_of(apples[2]), rng).answer == "top"
    assert question("colour", scene_of(placed("emoji 1", None, 3, 3)), rng) is None
    for _ in range(8):
        asked = question("relation", pair, rng)
        expected = "left of" if asked.slots["first"].endswith("car") else "right of"
        assert asked.answer == expected
    with pytest.raises(InvalidInput, match="scenes answer"):
        question("smell", pair, rng)


def test_what_else_is_asked() -> None:
    pair = scene_of(placed("car", "red", 0, 2, "large"), placed("dog", "blue", 6, 6), ground="light green")
    rng = np.random.default_rng(0)
    assert question("ground", pair, rng).answer == "light green"
    assert question("total", pair, rng).answer == "2"
    assert {(q.slots["thing"][-3:], q.answer) for q in (question("size", pair, rng) for _ in range(20))} == {
        ("car", "large"),
        ("dog", "small"),
    }
    claimed = {(q.slots["claim"], q.answer) for q in (question("which", pair, rng) for _ in range(600))}
    assert {("red", "car"), ("at the bottom right", "dog"), ("the largest", "car"), ("lowest down", "dog")} <= claimed
    assert {("next to the dog", "car"), ("right of the car", "dog"), ("to the left of the dog", "car")} <= claimed
    assert not any(claim in ("small", "large") for claim, _ in claimed)
    for _ in range(40):
        asked = question("absent", pair, rng)
        assert asked.answer == "0" if asked.task == "count" else asked.answer.startswith("There is no ")
        assert not {"car", "dog", "cars", "dogs"} & {asked.slots["thing"]}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_of_a_scene_stays_true_off_the_grid(kind: str) -> None:
    rng = np.random.default_rng(3)
    moved = 0
    for _ in range(60):
        scene = SAMPLER.scene(kind, "free", "train", rng)  # type: ignore[arg-type]
        loose = loosened(scene, rng)
        assert describe(loose) == describe(scene)
        for number, (thing, before) in enumerate(zip(loose.things, scene.things, strict=True)):
            assert thing.place == before.place
            assert min(thing.column, thing.row) >= 0
            assert max(thing.column, thing.row) + thing.span <= GRID + 1e-9
            assert thing.size == before.size == ("small" if thing.span < 3 else "large")
            moved += thing != before
            for other, there in zip(loose.things[:number], scene.things[:number], strict=True):
                assert not thing.overlaps(other)
                assert relation_between(thing.centre, other.centre) == relation_between(before.centre, there.centre)
    assert moved >= 55


def test_the_nearest_cells_to_what_is_off_the_grid() -> None:
    rng = np.random.default_rng(4)
    scenes = [SAMPLER.scene(kind, "free", "train", rng) for kind in KINDS for _ in range(30)]  # type: ignore[arg-type]
    assert all(on_nearest_cells(scene) == scene for scene in scenes), "what is on it stays"
    loose = [loosened(scene, rng) for scene in scenes]
    found = [(scene, near) for scene in loose if (near := on_nearest_cells(scene)) is not None]
    assert len(found) > 0.8 * len(loose)
    for scene, near in found:
        for thing, there in zip(scene.things, near.things, strict=True):
            assert there.covers is None
            assert (there.name, there.colour, there.size) == (thing.name, thing.colour, thing.size)
            assert max(abs(a - b) for a, b in zip(thing.centre, there.centre, strict=True)) <= 1.0
    near, far = (Placed(name="square", colour="red", size="small", column=x, row=3.1, covers=1.5) for x in (2.2, 3.8))
    assert on_nearest_cells(scene_of(near, far)) is not None
    assert on_nearest_cells(scene_of(near, replace(far, column=3.3))) is None


def test_a_scene_off_the_grid_is_drawn_where_it_is() -> None:
    """At a side that is no multiple of the grid, one ink each."""
    scene = scene_of(Placed(name="square", colour="red", size="large", column=2.3, row=0.4, covers=5.2))
    picture = scene.render(331)
    assert picture.shape == (331, 331, 3)
    rows, columns = np.nonzero((picture != 255).any(-1))
    box = np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]) / 331 * GRID
    (shown,) = scene.shown()
    around = np.array([shown.left, shown.top, shown.right, shown.bottom]) * GRID
    assert (np.abs(box - around) < 0.2 * 5.2).all()
    assert (box[:2] >= around[:2] - 0.05).all()
    assert (box[2:] <= around[2:] + 0.05).all()


def test_scenes_off_the_grid_come_in_every_size() -> None:
    examples = islice(
        Scenes(FEW, loose={"test": 1.0}, weights={"what": 1.0}).examples(np.random.default_rng(0), "test"), 20
    )
    sides = {part.pixels.shape[0] for one in examples for part in one.prompt if isinstance(part, Image)}
    least, most = SIDES_PX["test"]
    assert least <= min(sides) < 200
    assert 400 < max(sides) <= most
    assert some_side_px(np.random.default_rng(0), "train") <= 256


def test_a_scene_drawn_otherwise_is_the_same_scene() -> None:
    """Every thing where it was, on a ground that is still nearest to its own."""
    rng = np.random.default_rng(5)
    for _ in range(20):
        scene = SAMPLER.single("free", "train", rng)
        picture = drawn_otherwise(scene, 128, rng).astype(float)
        assert picture.shape == (128, 128, 3)
        (thing,) = scene.shown()
        box = [round(128 * edge) for edge in (thing.left, thing.top, thing.right, thing.bottom)]
        inside = np.zeros((128, 128), bool)
        inside[box[1] : box[3], box[0] : box[2]] = True
        ground = np.median(picture[~inside], axis=0)
        assert (np.abs(ground - GROUNDS[scene.ground]) < 0.25 * 255).all()
        away = np.abs(picture - ground).max(-1)
        assert away[inside].mean() > 1.5 * away[~inside].mean()


def test_of_no_reach_a_scene_is_drawn_as_it_is() -> None:
    rng = np.random.default_rng(0)
    for kind in KINDS:
        scene = SAMPLER.scene(kind, "free", "train", rng)  # type: ignore[arg-type]
        assert (drawn_otherwise(scene, 128, rng, reach=0.0) == scene.render()).all()
    assert (drawn_otherwise(scene, 128, rng, reach=0.0, ground=(1, 2, 3))[0, 0] == (1, 2, 3)).all()


def test_any_colour_is_near_to_a_ground() -> None:
    found = {name for _, name in (some_ground(np.random.default_rng(k)) for k in range(200))}
    assert len(found) >= 6
    assert found <= set(GROUNDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_claimed_is_true_and_what_is_denied_is_not(kind: str) -> None:
    """As a reader of the description would judge it."""
    rng = np.random.default_rng(7)
    for _ in range(60):
        scene = SAMPLER.scene(kind, "free", "train", rng)  # type: ignore[arg-type]
        seen = {thing.name: thing for thing in scene.things}
        asked = question("present", scene, rng)
        noun = re.sub("^an? ", "", asked.slots["thing"])
        there = {text for thing in scene.things for text in (thing.name, thing.words)}
        assert asked.answer.endswith("so yes." if noun in there else "so no.")
        assert noun in there or asked.answer in (
            f"There is no {noun}, so no.",
            *(f"The {t.name} is {t.colour}, so no." for t in scene.things),
        )
        if (asked := question("confirm", scene, rng)) is None:
            assert len(seen) < len(scene.things)
            continue
        thing, claim = seen[asked.slots["thing"]], asked.slots["claim"]
        others = [one for one in scene.things if one is not thing]
        told, verdict = re.fullmatch("It is (.*), so (yes|no).", asked.answer).groups()  # type: ignore[union-attr]
        assert holds(told, thing, others)
        assert (verdict == "yes") == holds(claim, thing, others)
        if (asked := question("which", scene, rng)) is not None:
            claim = asked.slots["claim"]
            assert [one.name for one in scene.things if fulfils(claim, one, scene)] == [asked.answer]


def holds(claim: str, thing: Placed, others: list[Placed]) -> bool:
    """Whether a claim that names no extreme is true of a thing."""
    claim = claim.replace("to the ", "").replace("over", "above").replace("under", "below")
    for other in others:
        if claim.endswith(f" the {other.name}"):
            return claim == f"{relation_between(thing.centre, other.centre)} the {other.name}"
    return claim in (thing.colour, thing.size) or claim.split(" the ")[-1] == thing.place


def fulfils(claim: str, thing: Placed, scene: Scene) -> bool:
    """Whether any claim is true of a thing: it is at the top if it is at the top left."""
    others = [one for one in scene.things if one is not thing]
    across, down = thing.centre
    extremes = {
        "furthest to the left": all(across < one.centre[0] for one in others),
        "furthest to the right": all(across > one.centre[0] for one in others),
        "highest up": all(down < one.centre[1] for one in others),
        "lowest down": all(down > one.centre[1] for one in others),
        "the largest": all(thing.span > one.span for one in others),
        "the smallest": all(thing.span < one.span for one in others),
        **{f"next to the {one.name}": True for one in others},
    }
    if claim in extremes:
        return extremes[claim]
    place = claim.rsplit(" the ", maxsplit=1)[-1]
    return holds(claim, thing, others) or (place in PLACES and set(place.split()) <= set(thing.place.split()))


def test_a_rendered_scene_shows_each_thing_at_its_place() -> None:
    scene = scene_of(placed("square", "red", 0, 0), placed("square", "blue", 4, 4, "large"), ground="light green")
    for side in (64, 128, 256):
        pixels = scene.render(side)
        assert pixels.shape == (side, side, 3)
        cell = side // GRID
        assert tuple(pixels[cell, cell]) == COLOURS["red"]
        assert tuple(pixels[6 * cell, 6 * cell]) == COLOURS["blue"]
        assert tuple(pixels[1, -2]) == GROUNDS["light green"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", ["set", "free"])
@pytest.mark.parametrize("split", ["train", "test"])
def test_sampled_scenes_keep_to_their_split_and_do_not_overlap(kind: str, layout: str, split: str) -> None:
    rng = np.random.default_rng(1)
    for _ in range(25):
        scene = SAMPLER.scene(kind, layout, split, rng)  # type: ignore[arg-type]
        first = scene.things[0]
        for index, thing in enumerate(scene.things):
            assert thing.column + thing.span <= GRID
            assert thing.row + thing.span <= GRID
            assert thing.place in PLACES
            assert not any(thing.overlaps(other) for other in scene.things[:index])
            if thing.colour is not None:
                assert held_out_colour(GALLERY, thing.name, thing.colour) is (split == "test")
            elif split == "train" or thing is first:
                assert held_out_ground(GALLERY, thing.name, scene.ground) is (split == "test")
        names = sorted({thing.name for thing in scene.things})
        together = [held_out_together(a, b) for i, a in enumerate(names) for b in names[:i]]
        assert any(together) is (split == "test" and len(names) > 1)


def test_about_a_tenth_is_held_out_and_never_what_is_meant_when_unsaid() -> None:
    pairs = [(name, colour) for name in GALLERY.things for colour in GALLERY.colours(name)]
    share = np.mean([held_out_colour(GALLERY, *pair) for pair in pairs])
    assert 0.07 < share < 0.12
    usual = [(name, GALLERY.usual_colour(name)) for name in GALLERY.things]
    assert not any(held_out_colour(GALLERY, name, colour) for name, colour in usual if colour is not None)
    assert not any(held_out_ground(GALLERY, name, "white") for name in EXTRA)
    for name in GALLERY.things:
        assert set(colours_for(GALLERY, name, True)).isdisjoint(colours_for(GALLERY, name, False))


@pytest.mark.parametrize("split", ["train", "test"])
def test_equal_seeds_give_equal_examples(split: str) -> None:
    def told(seed: int) -> list[tuple[object, ...]]:
        made = islice(Scenes(FEW).examples(np.random.default_rng(seed), split), 20)  # type: ignore[arg-type]
        return [
            (e.task, *(p if isinstance(p, str) else p.pixels.tobytes() for p in (*e.prompt, *e.reply))) for e in made
        ]

    assert told(3) == told(3)
    assert told(3) != told(4)


def test_examples_hold_what_their_task_says() -> None:
    world, rng = Scenes(GALLERY, side_px=64), np.random.default_rng(5)
    for task in WEIGHTS:
        example = world.example(task, "train", rng)
        assert example.task == task
        assert isinstance(example.truth["scene"], Scene)
        pictures = [part for part in example.prompt if isinstance(part, Image)]
        assert len(pictures) == (0 if task in ("draw", "imagine") else 1)
        if task == "draw":
            assert np.array_equal(example.reply[0].pixels, example.truth["scene"].render(64))  # type: ignore[union-attr]
        else:
            assert example.reply == (example.truth["answer"],)


def test_a_further_question_is_not_answered_by_the_turns_before_it() -> None:
    """Else a lesson is learnt without a look: who was spoken of is there, and two things have one relation."""
    world = Scenes(weights={"present": 2.0, "relation": 1.0, "where": 1.0}, side_px=64, most_further=8)
    verdicts = []
    for example in islice(world.examples(np.random.default_rng(0), "train"), 150):
        asked = [" ".join(part for part in example.prompt if isinstance(part, str)), *(a for a, _ in example.further)]
        answers = [str(example.reply[0]), *(answer for _, answer in example.further)]
        assert len(set(asked)) == len(asked)
        assert len([about for about in example.about if len(about) == 2]) <= 1
        for turn in range(1, len(asked)):
            told = re.fullmatch(r"There is (?:an?|no) (.+), so (yes|no)\.", answers[turn])
            before = " ".join((*asked[:turn], *answers[:turn])).lower()
            if told and told[2] == "yes":
                assert not all(name in before for name in (told[1], told[1].split()[-1]))
            verdicts += [told[2]] if told else []
    assert 0.4 < verdicts.count("yes") / len(verdicts) < 0.6


def test_some_scenes_of_lessons_are_told_in_words_and_held_out_ones_are_shown() -> None:
    world = Scenes(FEW, side_px=64, weights={"confirm": 1.0, "colour": 1.0}, most_further=8, told=1.0)
    for split, pictures in (("train", 0), ("test", 1)):
        examples = list(islice(world.examples(np.random.default_rng(0), split), 20))  # type: ignore[arg-type]
        for example in examples:
            assert sum(isinstance(part, Image) for part in example.prompt) == pictures
            told = describe(example.truth["scene"])
            assert any(told in part for part in example.prompt if isinstance(part, str)) == (not pictures)
        assert max(len(example.further) for example in examples) > (5 if split == "train" else -1)


def test_every_task_comes() -> None:
    seen = {
        example.task for example in islice(Scenes(FEW, side_px=64).examples(np.random.default_rng(0), "train"), 120)
    }
    assert seen == set(WEIGHTS)


def test_a_request_that_leaves_things_unsaid_still_names_what_differs_from_the_assumed() -> None:
    rng = np.random.default_rng(0)
    scene = scene_of(placed("dog", "purple", 0, 0), ground="light pink")
    for _ in range(20):
        words = request(scene, rng)
        assert all(part in words for part in ("small", "purple dog", "top left", "light pink"))
    plain = scene_of(placed("dog", "brown", 2, 2, "large"))
    assert "a dog" in {request(plain, rng) for _ in range(200)}


@pytest.mark.parametrize("split", ["train", "test"])
def test_things_asked_for_together_stand_in_the_order_of_their_names(split: str) -> None:
    """Two side by side, more of them as the reading goes; what is not said is what is assumed."""
    scenes, rng = Scenes(GALLERY, side_px=64, weights={"draw": 1.0}, placed=False), np.random.default_rng(2)
    numbers = set()
    for _ in range(60):
        example = scenes.draw(split, rng)  # type: ignore[arg-type]
        scene, asked = example.truth["scene"], str(example.prompt[0]).lower()
        order = [(thing.row if len(scene.things) > 2 else 0, thing.column) for thing in scene.things]
        assert order == sorted(order)
        names = list(dict.fromkeys(thing.name for thing in scene.things))
        numbers.add((len(names), len(scene.things)))
        said = [GALLERY.plural(name) if scene.number_of(name) > 1 else name for name in names]
        starts = [re.search(rf"\b{words}\b", asked).start() for words in said]  # type: ignore[union-attr]
        assert starts == sorted(starts)
        assert ("large" in asked) <= any(thing.size == "large" for thing in scene.things)
        assert not re.search(r" (at|on|in) the (top|bottom|left|right|center)", asked.split("draw", maxsplit=1)[0])
    assert {(2, 2), (3, 3), (4, 4)} < numbers
    assert any(kinds == 2 < things for kinds, things in numbers)


def test_lessons_call_places_and_relations_otherwise_and_tests_do_not() -> None:
    """And never so that another place or relation is meant."""
    scenes, rng = Scenes(FEW, side_px=64), np.random.default_rng(3)
    told = {
        "train": [str(scenes.draw("train", rng).prompt[0]).lower() for _ in range(150)],
        "test": [str(scenes.draw("test", rng).prompt[0]).lower() for _ in range(150)],
    }
    other = re.compile(r"corner|beneath|underneath|higher than|further (left|right) than|in the middle|\bedge\b")
    assert sum(bool(other.search(request)) for request in told["train"]) > 15
    assert not any(other.search(request) for request in told["test"])
    for phrase, ways in WAYS.items():
        for way in (*ways, phrase):
            for one, opposite in (("left", "right"), ("top", "bottom"), ("upper", "lower")):
                assert not (one in phrase and opposite in way)
                assert not (opposite in phrase and one in way)


def test_other_words_leave_the_rest_of_a_request() -> None:
    rng = np.random.default_rng(0)
    asked = "a red car at the top left and a dog over a cat on the right"
    changed = {in_other_words(asked, "train", rng) for _ in range(60)}
    assert len(changed) > 20
    assert all(part in one for one in changed for part in ("a red car ", " and a dog ", " a cat "))


@given(st.tuples(*[st.floats(0, 8)] * 4))
def test_relations_reverse(points: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = points
    opposite = {"left of": "right of", "right of": "left of", "above": "below", "below": "above"}
    if (x0, y0) != (x1, y1) and x0 != x1:
        assert relation_between((x1, y1), (x0, y0)) == opposite[relation_between((x0, y0), (x1, y1))]


def test_a_gallery_too_small_for_a_split_says_so() -> None:
    few = Gallery(things=[GALLERY.things["circle"]])
    with pytest.raises(InvalidInput, match="give it more things"):
        SceneSampler(few).looks(2, "train", np.random.default_rng(0))
