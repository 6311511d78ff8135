"""A clip: a scene whose things move. Knows how it looks at every moment and how it is told in one sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Video
from sensorium.native.worlds.art import with_article
from sensorium.native.worlds.art.changing import faded, turned
from sensorium.native.worlds.clips.motion import (
    DURATION_S,
    KEY_FRAMES,
    MOTIONS,
    NUM_FRAMES,
    RATE_HZ,
    Motion,
    Pose,
    box_at,
)
from sensorium.native.worlds.example import Shown
from sensorium.native.worlds.scenes import words
from sensorium.native.worlds.scenes.scene import GRID, Placed, Scene, blank, paste

SIDE_PX = 64
WATCHED_PX = 128  # of clips that are given: as large as pictures
VISIBLE_FROM = 0.4  # opacity
Cell: TypeAlias = tuple[int, int]  # row, column


@dataclass(frozen=True, kw_only=True)
class Clip:
    """Two seconds of a scene: `motions[i]`, a key of `MOTIONS`, is what `scene.things[i]` does."""

    scene: Scene
    motions: tuple[str, ...]

    def render(self, side: int = SIDE_PX) -> NDArray[np.uint8]:
        """uint8 RGB, shape = (NUM_FRAMES, side, side, 3); frame 0 is the scene itself. `side` is a multiple of 8."""
        return np.stack([self.frame(index, side) for index in range(NUM_FRAMES)])

    def frame(self, index: int, side: int = SIDE_PX) -> NDArray[np.uint8]:
        """One frame: uint8 RGB, shape = (side, side, 3)."""
        canvas = blank(self.scene.ground, side)
        for thing, motion in zip(self.scene.things, self.motions, strict=True):
            self._show(canvas, thing, MOTIONS[motion].at(index))
        return canvas

    def video(self, side: int = SIDE_PX) -> Video:
        """The clip as a value."""
        times_s = np.arange(NUM_FRAMES, dtype=np.float64) / RATE_HZ
        return Video(frames=self.render(side), times_s=times_s, duration_s=DURATION_S)

    def shown(self) -> tuple[Shown, ...]:
        """The colour and name of each thing, its motion, and its box, at every frame in which it can be seen."""
        return self._told(lambda thing, motion: (f"{thing.words} {motion.verb}",))

    def named(self, *, motions: bool = True) -> tuple[Shown, ...]:
        """The same by the colour and name alone, and once more by the motion alone."""
        return self._told(lambda thing, motion: (thing.words, motion.verb) if motions else (thing.words,))

    def _told(self, words: Callable[[Placed, Motion], tuple[str, ...]]) -> tuple[Shown, ...]:
        found: list[Shown] = []
        for index in range(NUM_FRAMES):
            for thing, motion in zip(self.scene.things, self.motions, strict=True):
                pose = MOTIONS[motion].at(index)
                if pose.opacity > VISIBLE_FROM:
                    left, top, right, bottom = (side / GRID for side in box_at(thing, pose))
                    moment = (index + 0.5) / NUM_FRAMES
                    told = words(thing, MOTIONS[motion])
                    found += [Shown(text, left, top, right, bottom, moment) for text in told]
        return tuple(found)

    def doing(self, said: Sequence[str] = ()) -> tuple[Shown, ...]:
        """What each thing does, in each form of the words and as it was `said`, and all that it passes over, at each
        key frame after the first.
        """
        found: list[Shown] = []
        for index in KEY_FRAMES[1:]:
            for number, (thing, name) in enumerate(zip(self.scene.things, self.motions, strict=True)):
                motion = MOTIONS[name]
                left, top, right, bottom = (min(max(side / GRID, 0.0), 1.0) for side in motion.swept(thing))
                place = Shown("", left, top, right, bottom, (index + 0.5) / NUM_FRAMES)
                forms = dict.fromkeys((motion.verb, motion.bare, motion.participle, *said[number : number + 1]))
                found += [replace(place, text=told) for told in forms]
        return tuple(found)

    def origins(self) -> dict[int, tuple[int, ...]]:
        """Of the cells that things cover at later key frames, counted key frame by key frame, those of earlier ones
        that show the same: one in each where the thing was moved or turned, all of the thing where it was scaled.
        """
        found: dict[int, tuple[int, ...]] = {}
        for thing, name in zip(self.scene.things, self.motions, strict=True):
            poses = [MOTIONS[name].at(index) for index in KEY_FRAMES]
            seen = [key for key, pose in enumerate(poses) if pose.opacity > VISIBLE_FROM]
            for key in seen[1:]:
                for cell in _covered(box_at(thing, poses[key])):
                    found[_place(key, cell)] = tuple(
                        _place(earlier, origin)
                        for earlier in seen
                        if earlier < key
                        for origin in _origins(thing, poses[earlier], poses[key], cell)
                    )
        return found

    def describe(self) -> str:
        """'a large red car moves right on a white ground'."""
        acts = [
            f"{with_article(words.noun(thing))} {MOTIONS[motion].verb}"
            for thing, motion in zip(self.scene.things, self.motions, strict=True)
        ]
        return f"{' and '.join(acts)} on {with_article(f'{self.scene.ground} ground')}"

    def _show(self, canvas: NDArray[np.uint8], thing: Placed, pose: Pose) -> None:
        if pose.opacity <= 0:
            return
        cell = canvas.shape[0] // GRID
        left, top, right, bottom = box_at(thing, pose)
        size_px = 2 * round((right - left) * cell / 2)  # even, so that what grows stays on its centre
        drawing = self.scene.gallery.sprite(thing.name, thing.colour, size_px)
        if pose.angle_deg % 360:
            drawing = turned(drawing, pose.angle_deg)
        if pose.opacity < 1:
            drawing = faded(drawing, pose.opacity)
        paste(
            canvas,
            drawing,
            round((left + right) * cell / 2 - size_px / 2),
            round((top + bottom) * cell / 2 - size_px / 2),
        )


def _place(key: int, cell: Cell) -> int:
    """The number of a cell, counted key frame by key frame."""
    return (key * GRID + cell[0]) * GRID + cell[1]


def _covered(box: tuple[float, float, float, float]) -> list[Cell]:
    """The cells of the picture that a box touches."""
    left, top, right, bottom = (round(side, 6) for side in box)
    rows = range(max(0, math.floor(top)), min(GRID, math.ceil(bottom)))
    columns = range(max(0, math.floor(left)), min(GRID, math.ceil(right)))
    return [(row, column) for row in rows for column in columns]


def _origins(thing: Placed, before: Pose, now: Pose, cell: Cell) -> list[Cell]:
    """The cells that a thing covered in the pose before and that show what a cell shows of it now, maybe turned."""
    covered = _covered(box_at(thing, before))
    if before.scale != now.scale:
        return covered
    row, column = cell
    down, across = row - round(now.down) - thing.row, column - round(now.across) - thing.column
    for _ in range(round((now.angle_deg - before.angle_deg) / 90) % 4):
        down, across = thing.span - 1 - across, down
    exact = (int(thing.row + round(before.down) + down), int(thing.column + round(before.across) + across))
    return [exact] if exact in covered else []
