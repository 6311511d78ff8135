"""Whether a picture or a clip shows what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.clips.clip import Clip
from sensorium.native.worlds.judges.movement import Moving, movements
from sensorium.native.worlds.judges.sight import Seen, see
from sensorium.native.worlds.scenes.scene import Placed, Scene, relation_between


@dataclass(frozen=True, kw_only=True)
class SceneVerdict:
    """What is right about a picture. `relation` is None unless the scene has two things."""

    names: bool
    colours: bool  # each of the right things in its right colour
    sizes: bool
    places: bool
    count: bool
    ground: bool
    relation: bool | None

    @property
    def things(self) -> bool:
        """The right things in the right colours, and nothing else."""
        return self.names and self.colours and self.count


@dataclass(frozen=True, kw_only=True)
class ClipVerdict:
    """What is right about a clip: its first frame as a picture, and what each thing does."""

    scene: SceneVerdict
    motions: bool


def judge_scene(scene: Scene, pixels: NDArray[np.uint8]) -> SceneVerdict:
    """Judge a picture, uint8 RGB of any side, that should show `scene`."""
    sight = see(pixels, scene.gallery)
    found = sight.things

    def alike(trait: Callable[[Placed | Seen], object]) -> bool:
        return Counter(map(trait, scene.things)) == Counter(map(trait, found))

    return SceneVerdict(
        names=alike(lambda thing: thing.name),
        colours=alike(lambda thing: (thing.name, thing.colour)),
        sizes=alike(lambda thing: (thing.name, thing.size)),
        places=alike(lambda thing: (thing.name, thing.place)),
        count=len(found) == len(scene.things) and not sight.unknown,
        ground=sight.ground == scene.ground,
        relation=_related(scene, found),
    )


def judge_clip(clip: Clip, frames: NDArray[np.uint8]) -> ClipVerdict:
    """Judge a clip, uint8 RGB, shape = (num_frames, side, side, 3), that should show `clip`."""
    moving = movements(frames)
    right = len(moving) >= len(clip.motions) and all(
        _nearest(thing, moving).motion == motion for thing, motion in zip(clip.scene.things, clip.motions, strict=True)
    )
    return ClipVerdict(scene=judge_scene(clip.scene, frames[0]), motions=right)


def starts_from(picture: NDArray[np.uint8], frames: NDArray[np.uint8], gallery: Gallery) -> bool:
    """Whether a clip begins with the things of a picture, each where it stood."""
    given, first = see(picture, gallery), see(frames[0], gallery)

    def looks(things: Sequence[Seen]) -> Counter[tuple[str, str | None, str]]:
        return Counter((thing.name, thing.colour, thing.place) for thing in things)

    return looks(given.things) == looks(first.things) and given.ground == first.ground


def _related(scene: Scene, found: Sequence[Seen]) -> bool | None:
    """Whether the two things of a scene stand to each other as they should."""
    if not scene.is_pair:
        return None
    centres = {seen.name: seen.centre for seen in reversed(found)}
    first, second = (centres.get(thing.name) for thing in scene.things)
    return first is not None and second is not None and relation_between(first, second) == scene.relation


def _nearest(thing: Placed, moving: Sequence[Moving]) -> Moving:
    x, y = thing.centre
    return min(moving, key=lambda other: (other.centre[0] - x) ** 2 + (other.centre[1] - y) ** 2)
