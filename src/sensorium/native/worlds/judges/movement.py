"""How the things of a clip move: each motion is tried on the first frame, and the one that predicts the clip wins.

Analysis by synthesis: the clip's own first frame is moved, so that a badly drawn thing may still move rightly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.native.worlds.art.colours import RGB
from sensorium.native.worlds.clips.motion import KEY_FRAMES, MOTIONS, NUM_FRAMES, Pose
from sensorium.native.worlds.judges.regions import SEEN_PX, Region, at_seen_size, ground_of, regions
from sensorium.native.worlds.scenes.scene import GRID

TRACKED_PX = 32  # the side at which prediction and clip are compared: small shifts do not matter
MOST_THINGS = 4
KEY_WEIGHT = 2.0
ROUNDS = 3  # of choosing each thing's motion while the others keep theirs
_CELLS = GRID / SEEN_PX


@dataclass(frozen=True)
class Moving:
    """A key of `MOTIONS`, and where the thing stands in the first frame: (x, y) in grid cells."""

    motion: str
    centre: tuple[float, float]


def movements(frames: NDArray[np.uint8]) -> tuple[Moving, ...]:
    """What each thing of a clip does: frames uint8 RGB, shape = (num_frames, side, side, 3). Largest thing first."""
    first = at_seen_size(frames[0])
    _, ground = ground_of(first)
    found = regions(first, ground)[:MOST_THINGS]
    if not found:
        return ()
    weights = _weights(len(frames))
    seen = (np.stack([_small(frame) for frame in frames]) - ground) * weights
    predicted = np.stack([_predictions(first, region, ground, len(frames)) * weights for region in found])
    chosen = _best(seen.ravel(), predicted.reshape(*predicted.shape[:2], -1))
    names = tuple(MOTIONS)
    return tuple(Moving(names[k], _centre(region)) for k, region in zip(chosen, found, strict=True))


def judge_motion(frames: NDArray[np.uint8]) -> str | None:
    """The motion, a key of `MOTIONS`, of the largest thing of a clip; None when there is nothing to see."""
    moving = movements(frames)
    return moving[0].motion if moving else None


def _best(seen: NDArray[np.float32], predicted: NDArray[np.float32]) -> list[int]:
    """The motions, one a thing, that leave the least unexplained; `predicted` has shape (things, motions, D)."""
    chosen = [int(((seen - moves) ** 2).sum(axis=1).argmin()) for moves in predicted]
    for _ in range(ROUNDS if len(chosen) > 1 else 0):
        for index, moves in enumerate(predicted):
            others = sum(predicted[k][chosen[k]] for k in range(len(chosen)) if k != index)
            chosen[index] = int(((seen - others - moves) ** 2).sum(axis=1).argmin())
    return chosen


def _predictions(
    first: NDArray[np.float32], region: Region, ground: NDArray[np.float32], num_frames: int
) -> NDArray[np.float32]:
    """What one region alone would look like under each motion, less the ground, shape = (motions, frames, h, w, 3)."""
    left, top, right, bottom = (int(edge) for edge in region.box)
    alone = np.empty_like(first)
    alone[:] = ground
    inside = np.s_[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1]
    alone[inside] = first[inside]
    image = Image.fromarray(np.round(alone).astype(np.uint8))
    red, green, blue = (round(float(level)) for level in ground)
    fill = (red, green, blue)
    steps = np.linspace(0, len(KEY_FRAMES) - 1, num_frames)
    moved = [
        [_posed(image, motion.pose(float(step)), _centre(region), fill) for step in steps]
        for motion in MOTIONS.values()
    ]
    return np.asarray(moved, dtype=np.float32) - np.asarray(fill, dtype=np.float32)


def _posed(image: Image.Image, pose: Pose, centre: tuple[float, float], fill: RGB) -> NDArray[np.float32]:
    """A picture of one thing, moved into a pose, at TRACKED_PX."""
    x, y = (along / _CELLS for along in centre)
    turn = np.deg2rad(pose.angle_deg)
    cosine, sine = np.cos(turn) / pose.scale, np.sin(turn) / pose.scale
    from_x, from_y = x + pose.across / _CELLS, y + pose.down / _CELLS
    back = (cosine, sine, x - cosine * from_x - sine * from_y, -sine, cosine, y + sine * from_x - cosine * from_y)
    moved = image.transform(image.size, Image.Transform.AFFINE, back, Image.Resampling.BILINEAR, fillcolor=fill)
    small = np.asarray(moved.reduce(SEEN_PX // TRACKED_PX), dtype=np.float32)
    return small * pose.opacity + np.asarray(fill, dtype=np.float32) * (1 - pose.opacity)


def _weights(num_frames: int) -> NDArray[np.float32]:
    """How much each frame counts, shape = (num_frames, 1, 1, 1): key frames are what a model says itself."""
    weights = np.ones((num_frames, 1, 1, 1), dtype=np.float32)
    if num_frames == NUM_FRAMES:
        weights[list(KEY_FRAMES)] = KEY_WEIGHT
    return weights


def _small(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    image = Image.fromarray(frame).resize((TRACKED_PX, TRACKED_PX), Image.Resampling.BOX)
    return np.asarray(image, dtype=np.float32)


def _centre(region: Region) -> tuple[float, float]:
    left, top, right, bottom = region.box
    return (left + right) / 2 * _CELLS, (top + bottom) / 2 * _CELLS
