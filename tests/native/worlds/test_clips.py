"""Clips: that motions look as they are told, start from their scene, and sit on the grid at key frames."""

from __future__ import annotations

import re
from itertools import islice

import numpy as np
import pytest

from sensorium.content import Image, Music, Video
from sensorium.errors import InvalidInput
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.clips import ASKING, KEY_FRAMES, MOTIONS, NUM_FRAMES, WEIGHTS, Clip, Clips
from sensorium.native.worlds.clips.ways import WAYS, participle
from sensorium.native.worlds.clips.world import continuation, keeps_clear, request, turn_shows
from sensorium.native.worlds.scenes import GRID, Placed, Scene
from sensorium.native.worlds.scenes.split import held_out

FULL = Gallery()
GALLERY = Gallery(things=[*list(FULL.things.values())[::6], FULL.things["car"], FULL.things["circle"]])
TUNE = Music("X:1\nK:C\nCDEF|")


def clip_of(motion: str, *, size: str = "small", column: int = 3, row: int = 3, name: str = "car") -> Clip:
    thing = Placed(name=name, colour="red", size=size, column=column, row=row)  # type: ignore[arg-type]
    return Clip(scene=Scene(things=(thing,), ground="white", gallery=GALLERY), motions=(motion,))


def box(frame: np.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is clearly not white."""
    dark = (frame < 200).any(axis=-1)
    columns, rows = np.flatnonzero(dark.any(axis=0)), np.flatnonzero(dark.any(axis=1))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


@pytest.mark.parametrize("motion", MOTIONS)
def test_the_first_frame_is_the_scene(motion: str) -> None:
    clip = clip_of(motion)
    frames = clip.render(64)
    assert frames.shape == (NUM_FRAMES, 64, 64, 3)
    assert np.array_equal(frames[0], clip.scene.render(64))


@pytest.mark.parametrize(("motion", "step"), [("left", (-1, 0)), ("right", (1, 0)), ("up", (0, -1)), ("down", (0, 1))])
def test_key_frames_of_a_moving_thing_are_the_same_picture_whole_cells_away(motion: str, step: tuple[int, int]) -> None:
    frames = clip_of(motion).render(64)
    cell = 64 // GRID
    for index, key in enumerate(KEY_FRAMES):
        shift = (step[1] * index * cell, step[0] * index * cell)
        assert np.array_equal(frames[key], np.roll(frames[0], shift, axis=(0, 1)))


def test_motion_between_key_frames_is_smooth() -> None:
    lefts = [box(frame)[0] for frame in clip_of("right").render(64)]
    assert np.diff(lefts).min() >= 1
    assert np.diff(lefts).max() <= 2


def test_still_spin_jump_and_blink() -> None:
    still, spin, jump, blink = (clip_of(motion).render(64) for motion in ("still", "spin", "jump", "blink"))
    assert (still == still[0]).all()
    thing = np.s_[24:40, 24:40]
    assert np.array_equal(spin[5][thing], np.rot90(spin[0][thing], k=-1))
    assert [box(jump[key])[1] - box(jump[0])[1] for key in KEY_FRAMES] == [0, -16, 0, -16]
    assert (blink[5] == 255).all()
    assert np.array_equal(blink[10], blink[0])


@pytest.mark.parametrize(("motion", "size", "factor"), [("grow", "small", 2.0), ("shrink", "large", 0.5)])
def test_growing_and_shrinking_keep_the_middle(motion: str, size: str, factor: float) -> None:
    frames = clip_of(motion, size=size, column=2, row=2).render(128)
    (l0, t0, r0, b0), (l1, t1, r1, b1) = box(frames[0]), box(frames[-1])
    assert (r1 - l1) / (r0 - l0) == pytest.approx(factor, rel=0.15)
    assert (l1 + r1) / 2 == pytest.approx((l0 + r0) / 2, abs=2)
    assert (t1 + b1) / 2 == pytest.approx((t0 + b0) / 2, abs=2)


def test_things_stay_mostly_inside_and_apart() -> None:
    world, rng = Clips(GALLERY), np.random.default_rng(0)
    for _ in range(80):
        clip = world.clip("train", rng)
        assert keeps_clear(clip)
        for thing, motion in zip(clip.scene.things, clip.motions, strict=True):
            left, top, right, bottom = MOTIONS[motion].swept(thing)
            assert min(left, top) >= -1
            assert max(right, bottom) <= GRID + 1
            assert motion == "still" or not held_out("motion", thing.name, motion)
            assert motion != "spin" or turn_shows(GALLERY, thing.name)


def test_turning_a_round_thing_does_not_show() -> None:
    assert not turn_shows(GALLERY, "circle")
    assert turn_shows(GALLERY, "car")


def test_words() -> None:
    clip = clip_of("jump")
    assert clip.describe() == "a small red car jumps on a white ground"
    assert continuation(clip) == "It jumps."
    rng = np.random.default_rng(0)
    asked = {request(clip, rng) for _ in range(60)}
    assert "a small car jumping" in asked
    assert all("jumping" in words and "small" in words for words in asked)


def test_examples_hold_what_their_task_says() -> None:
    world, rng = Clips(GALLERY, picture_px=64, tune=lambda *_: TUNE), np.random.default_rng(1)
    kinds = {
        "film": ((str,), (Video,)),
        "animate": ((Image, str), (Video,)),
        "animate_motion": ((Image, str), (Video,)),
        "watch": ((Video, str), (str,)),
        "watch_what": ((Video, str), (str,)),
        "watch_motion": ((Video, str), (str,)),
        "omni": ((Image, str), (str, Video, Music)),
    }
    assert kinds.keys() == WEIGHTS.keys()
    for task, (prompt, reply) in kinds.items():
        example = world.example(task, "test", rng)
        assert tuple(map(type, example.prompt)) == prompt
        assert tuple(map(type, example.reply)) == reply
        if isinstance(example.prompt[0], Image):
            video = next(part for part in example.reply if isinstance(part, Video))
            assert np.array_equal(example.prompt[0].pixels, video.frames[0])


def test_omni_needs_a_tune_and_unknown_tasks_are_refused() -> None:
    world, rng = Clips(GALLERY), np.random.default_rng(0)
    assert "omni" not in {example.task for example in islice(world.examples(rng, "train"), 60)}
    with pytest.raises(InvalidInput, match="tune"):
        world.example("omni", "train", rng)
    with pytest.raises(InvalidInput, match="not 'smell'"):
        world.example("smell", "train", rng)


def test_equal_seeds_give_equal_clips() -> None:
    made = [list(islice(Clips(GALLERY).examples(np.random.default_rng(9), "train"), 12)) for _ in range(2)]
    for one, other in zip(*made, strict=True):
        assert one.truth["clip"] == other.truth["clip"]
        assert [p for p in one.prompt if isinstance(p, str)] == [p for p in other.prompt if isinstance(p, str)]


def test_a_video_has_its_times() -> None:
    video = clip_of("left").video(64)
    assert video.duration_s == 2.0
    assert video.times_s[0] == 0
    assert np.allclose(np.diff(video.times_s), 1 / 8)


@pytest.mark.parametrize("motion", ["right", "up", "jump", "blink", "spin"])
def test_cells_of_a_clip_have_their_origins_in_earlier_key_frames(motion: str) -> None:
    """Pixels of a cell are those of the cells it comes from, turned where the thing turns."""
    clip = clip_of(motion)
    frames, seen = clip.render(64)[list(KEY_FRAMES)], 0
    for place, origins in clip.origins().items():
        key, cell = divmod(place, 64)
        assert len({origin // 64 for origin in origins}) == len(origins) >= 1
        for origin in origins:
            earlier, first = divmod(origin, 64)
            assert earlier < key
            turns = key - earlier if motion == "spin" else 0
            before = _cell(frames[earlier], first)
            assert np.array_equal(_cell(frames[key], cell), np.rot90(before, -turns))
            seen += int(before.std() > 0)
    assert seen >= 4


def test_what_grows_comes_from_all_of_the_thing() -> None:
    origins = clip_of("grow").origins()
    assert {found for place, found in origins.items() if place < 128} == {(27, 28, 35, 36)}
    assert all({27, 28, 35, 36} < set(found) for place, found in origins.items() if place >= 128)


def _cell(frame: np.ndarray, cell: int) -> np.ndarray:
    row, column = divmod(cell, 8)
    return frame[8 * row : 8 * row + 8, 8 * column : 8 * column + 8]


def test_lessons_ask_for_motions_in_many_words_and_tests_in_one() -> None:
    """What is said is what the clip's things do, and known as such to who looks for it in the words."""
    clips, rng = Clips(GALLERY), np.random.default_rng(2)
    usual = {motion.participle for motion in MOTIONS.values()}
    for split, least in (("train", 40), ("test", 0)):
        films = [clips.film(split, rng) for _ in range(120)]
        said = {shown.text for film in films for shown in film.doing} - usual - {m.verb for m in MOTIONS.values()}
        others = {text for text in said if text not in {motion.bare for motion in MOTIONS.values()}}
        assert len(others) >= least
        if split == "test":
            assert not others
        for film in films:
            asked = str(film.prompt[0]).lower()
            assert any(shown.text in asked for shown in film.doing)


def test_other_words_are_of_one_motion_only() -> None:
    every = [words for ways in WAYS.values() for words in ways]
    assert len(every) == len(set(every))
    assert WAYS.keys() == MOTIONS.keys()
    assert participle("hop up and down") == "hopping up and down"
    assert participle("appear and disappear") == "appearing and disappearing"
    assert participle("not move at all") == "not moving at all"


def test_things_are_asked_about_by_their_names() -> None:
    world, rng = Clips(GALLERY, weights=ASKING), np.random.default_rng(3)
    answers = set()
    for example in islice(world.examples(rng, "test"), 60):
        (asked,) = (part for part in example.prompt if isinstance(part, str))
        clip, (answer,) = example.truth["clip"], example.reply
        named = [index for index, thing in enumerate(clip.scene.things) if re.search(rf"\b{thing.name}\b", asked)]
        does = [MOTIONS[clip.motions[index]] for index in named]
        if example.task == "watch_does":
            assert answer in [motion.verb for motion in does]
        else:
            told, verdict = re.fullmatch("It (.*), so (yes|no).", answer).groups()  # type: ignore[union-attr]
            answers.add(verdict)
            assert told in [motion.verb for motion in does]
            assert (verdict == "yes") == any(motion.participle in asked for motion in does)
    assert answers == {"yes", "no"}


def test_further_questions_of_a_clip_are_about_things_not_asked_about_yet() -> None:
    for example in islice(Clips(weights=ASKING).examples(np.random.default_rng(0), "train"), 40):
        clip = example.truth["clip"]
        assert len(example.further) == len(clip.motions) - 1
