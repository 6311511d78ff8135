"""Whether a picture or a clip shows what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.clips.clip import VISIBLE_FROM, Clip
from sensorium.native.worlds.clips.motion import KEY_FRAMES, MOTIONS, Pose, box_at
from sensorium.native.worlds.judges.movement import Moving, movements
from sensorium.native.worlds.judges.sight import Seen, see
from sensorium.native.worlds.scenes.scene import GRID, Placed, Scene, relation_between

ASTRAY_CELLS = 1.0  # by which a thing of a clip may miss its place


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


def continues(scene: Scene, frames: NDArray[np.uint8]) -> bool:
    """Whether the one thing of a scene is itself at each key frame of a clip, up to the end, and moves as one.

    Any motion will do: the one that the clip follows best says where the thing should be, how far it has turned (it is
    turned back before it is recognised) and when it is faded out. Other things beside it, pieces of it, another
    colour, or a place more than a cell away are wrong. Raises ValueError unless the scene has one thing.
    """
    (thing,) = scene.things
    moving = movements(frames)
    if not moving:
        return False
    shares = [key / KEY_FRAMES[-1] for key in KEY_FRAMES]
    places = [round(share * (len(frames) - 1)) for share in shares]
    poses = [MOTIONS[moving[0].motion].pose(step) for step in range(len(KEY_FRAMES))]
    visible = [(place, pose) for place, pose in zip(places, poses, strict=True) if pose.opacity > VISIBLE_FROM]
    return all(_stands(thing, pose, frames[place], scene.gallery) for place, pose in visible)


def _stands(thing: Placed, pose: Pose, frame: NDArray[np.uint8], gallery: Gallery) -> bool:
    """Whether a frame shows a thing in a pose, alone."""
    quarters = round(pose.angle_deg / 90)
    sight = see(np.ascontiguousarray(np.rot90(frame, k=quarters)), gallery)
    if len(sight.things) != 1 or sight.unknown:
        return False
    (seen,) = sight.things
    left, top, right, bottom = box_at(thing, pose)
    x, y = turned_back(((left + right) / 2, (top + bottom) / 2), quarters)
    near = np.hypot(seen.centre[0] - x, seen.centre[1] - y) <= ASTRAY_CELLS
    return bool(near) and (seen.name, seen.colour) == (thing.name, thing.colour)


def turned_back(centre: tuple[float, float], quarters: int) -> tuple[float, float]:
    """Where a point, (x, y) in cells, comes to lie when the picture is turned counterclockwise by quarter turns."""
    x, y = centre
    for _ in range(quarters % 4):
        x, y = y, GRID - x
    return x, y


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
