"""The judges: right on what is right, also when it is blurred, and wrong on what is wrong."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageDraw, ImageFilter

from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.clips import MOTIONS, Clip
from sensorium.native.worlds.judges import (
    continues,
    judge_clip,
    judge_motion,
    judge_scene,
    movements,
    nearest_art,
    see,
    starts_from,
)
from sensorium.native.worlds.judges.regions import labelled
from sensorium.native.worlds.scenes import Placed, Scene, SceneSampler

NAMES = tuple("car dog apple tree house star fish cup key sun ship hat".split())
FULL = Gallery()
GALLERY = Gallery(things=[FULL.things[name] for name in NAMES])
SAMPLER = SceneSampler(GALLERY)


def placed(name: str, colour: str, column: int, row: int, size: str = "large") -> Placed:
    return Placed(name=name, colour=colour, size=size, column=column, row=row)  # type: ignore[arg-type]


def scene_of(*things: Placed, ground: str = "light blue") -> Scene:
    return Scene(things=things, ground=ground, gallery=GALLERY)


PAIR = scene_of(placed("car", "red", 0, 2), placed("dog", "green", 4, 2))


def blurred(pixels: np.ndarray) -> np.ndarray:
    return np.asarray(Picture.fromarray(pixels).filter(ImageFilter.GaussianBlur(1.0)))


def compressed(pixels: np.ndarray) -> np.ndarray:
    buffer = io.BytesIO()
    Picture.fromarray(pixels).save(buffer, "JPEG", quality=50)
    return np.asarray(Picture.open(io.BytesIO(buffer.getvalue())))


def test_seen_things_are_the_things() -> None:
    sight = see(PAIR.render(128), GALLERY)
    assert sight.ground == "light blue"
    assert sight.unknown == 0
    assert {(t.name, t.colour, t.size, t.place) for t in sight.things} == {
        ("car", "red", "large", "left"),
        ("dog", "green", "large", "right"),
    }
    assert all(thing.score > 0.9 for thing in sight.things)


@pytest.mark.parametrize("damage", [np.asarray, blurred, compressed], ids=["clean", "blurred", "compressed"])
@pytest.mark.parametrize("side", [64, 128])
def test_right_pictures_are_judged_right(damage: object, side: int) -> None:
    rng, right = np.random.default_rng(0), []
    for kind in ("single", "pair", "several", "count", "mixed") * 3:
        scene = SAMPLER.scene(kind, "set", "train", rng)  # type: ignore[arg-type]
        verdict = judge_scene(scene, damage(scene.render(side)))  # type: ignore[operator]
        right.append(verdict.things and verdict.ground and verdict.places and verdict.relation is not False)
    assert np.mean(right) >= 0.9


@pytest.mark.parametrize(
    ("shown", "wrong"),
    [
        (scene_of(placed("car", "red", 0, 2), placed("fish", "green", 4, 2)), "names"),
        (scene_of(placed("car", "blue", 0, 2), placed("dog", "green", 4, 2)), "colours"),
        (scene_of(placed("car", "green", 0, 2), placed("dog", "red", 4, 2)), "colours"),
        (scene_of(placed("car", "red", 4, 2), placed("dog", "green", 0, 2)), "relation"),
        (scene_of(placed("car", "red", 0, 0), placed("dog", "green", 4, 2)), "places"),
        (scene_of(placed("car", "red", 1, 3, "small"), placed("dog", "green", 4, 2)), "sizes"),
        (scene_of(placed("car", "red", 0, 2)), "count"),
        (scene_of(*PAIR.things, ground="light green"), "ground"),
    ],
)
def test_wrong_pictures_are_judged_wrong(shown: Scene, wrong: str) -> None:
    assert getattr(judge_scene(PAIR, PAIR.render()), wrong) is True
    assert getattr(judge_scene(PAIR, shown.render()), wrong) is False


def test_a_scribble_is_no_thing() -> None:
    picture = Picture.fromarray(scene_of().render())
    corners = [tuple(corner) for corner in np.random.default_rng(0).integers(36, 92, (9, 2)).tolist()]
    ImageDraw.Draw(picture).line(corners, fill=(200, 0, 90), width=3)
    sight = see(np.asarray(picture), GALLERY)
    assert sight.things == ()
    assert sight.unknown == 1
    assert see(scene_of().render(), GALLERY).things == ()


@pytest.mark.parametrize("line", [np.s_[:1], np.s_[-1:], np.s_[:, :1], np.s_[:, -1:]])
def test_a_line_along_an_edge_is_no_thing(line: tuple[slice, ...]) -> None:
    pixels = np.full((128, 128, 3), 255, np.uint8)
    pixels[line] = (40, 90, 200)
    assert not see(pixels, GALLERY).things


def test_nearest_art_of_a_lone_drawing() -> None:
    match = nearest_art(scene_of(placed("key", "yellow", 2, 2)).render(64), GALLERY)
    assert (match.name, match.colour) == ("key", "yellow")
    assert nearest_art(scene_of().render(64), GALLERY).score == 0


def test_extra_pictures_are_recognised() -> None:
    rng = np.random.default_rng(0)
    extra = {f"mosaic {k}": np.kron(rng.integers(0, 200, (4, 4, 4)), np.ones((32, 32, 1))) for k in range(5)}
    pictures = {name: picture.astype(np.uint8) for name, picture in extra.items()}
    for picture in pictures.values():
        picture[..., 3] = 255
    gallery = Gallery(things=GALLERY.things.values(), extra=pictures)
    thing = Placed(name="mosaic 3", colour=None, size="large", column=2, row=2)
    scene = Scene(things=(thing,), ground="white", gallery=gallery)
    assert judge_scene(scene, scene.render()).things


@pytest.mark.parametrize("motion", MOTIONS)
def test_motions_are_told_apart(motion: str) -> None:
    size = MOTIONS[motion].starts_from or "small"
    clip = Clip(scene=scene_of(placed("car", "red", 2, 2, size)), motions=(motion,))
    frames = clip.render(64)
    assert judge_motion(frames) == motion
    assert judge_motion(np.stack([blurred(frame) for frame in frames])) == motion


def test_two_things_move_each_in_its_way() -> None:
    things = (placed("car", "red", 1, 3, "small"), placed("dog", "green", 5, 3, "small"))
    clip = Clip(scene=scene_of(*things), motions=("up", "jump"))
    frames = clip.render(64)
    assert judge_clip(clip, frames).motions
    assert judge_clip(clip, frames).scene.things
    assert not judge_clip(Clip(scene=clip.scene, motions=("jump", "up")), frames).motions
    assert {moving.motion for moving in movements(frames)} == {"up", "jump"}


def test_an_empty_clip_has_no_motion() -> None:
    assert judge_motion(np.full((16, 64, 64, 3), 255, np.uint8)) is None


def test_a_clip_starts_from_its_picture_or_not() -> None:
    clip = Clip(scene=PAIR, motions=("still", "still"))
    assert starts_from(PAIR.render(128), clip.render(64), GALLERY)
    other = scene_of(placed("car", "red", 0, 2), placed("dog", "blue", 4, 2))
    assert not starts_from(other.render(128), clip.render(64), GALLERY)


@pytest.mark.parametrize("motion", MOTIONS)
def test_a_clip_of_one_thing_that_moves_continues_its_picture(motion: str) -> None:
    size = MOTIONS[motion].starts_from or "small"
    clip = Clip(scene=scene_of(placed("car", "red", 3, 3, size)), motions=(motion,))
    frames = clip.render(64)
    assert continues(clip.scene, frames)
    assert continues(clip.scene, np.stack([blurred(frame) for frame in frames]))
    assert not continues(scene_of(placed("car", "blue", 3, 3, size)), frames)
    assert not continues(scene_of(placed("dog", "red", 3, 3, size)), frames)


def moving_right() -> Clip:
    return Clip(scene=scene_of(placed("car", "red", 1, 3, "small")), motions=("right",))


def test_a_clip_whose_thing_becomes_another_does_not_continue() -> None:
    clip = moving_right()
    other = Clip(scene=scene_of(placed("fish", "red", 1, 3, "small")), motions=("right",))
    assert not continues(clip.scene, np.concatenate([clip.render(64)[:13], other.render(64)[13:]]))


def test_a_clip_whose_thing_vanishes_or_is_joined_does_not_continue() -> None:
    clip = moving_right()
    frames = clip.render(64)
    gone = np.concatenate([frames[:13], np.repeat(scene_of().render(64)[None], 3, 0)])
    assert not continues(clip.scene, gone)
    joined = frames.copy()
    joined[13:] = np.minimum(joined[13:], scene_of(placed("key", "black", 1, 0, "small")).render(64))
    assert not continues(clip.scene, joined)


def test_a_clip_whose_thing_comes_apart_or_leaps_does_not_continue() -> None:
    clip = moving_right()
    frames = clip.render(64)
    apart = frames.copy()
    apart[13:, :32] = np.roll(apart[13:, :32], -12, axis=2)  # the upper half goes elsewhere
    assert not continues(clip.scene, apart)
    leaping = np.concatenate([frames[:13], np.roll(frames[13:], 16, axis=1)])
    assert not continues(clip.scene, leaping)
    assert not continues(clip.scene, np.full_like(frames, 255))


def test_labels_are_connected_parts() -> None:
    mask = np.array([[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 0], [1, 1, 0, 1]], dtype=bool)
    labels = labelled(mask)
    assert len(np.unique(labels[labels > 0])) == 4
    assert labels[0, 0] == labels[1, 1]
    assert (labels[~mask] == 0).all()
