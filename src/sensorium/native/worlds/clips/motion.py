"""How things move: ten motions, each a pose as a function of time. Smooth, and on the grid at every key frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sensorium.native.worlds.scenes.scene import GRID, Placed

NUM_FRAMES = 16
RATE_HZ = 8  # frames a second
KEY_FRAMES = (0, 5, 10, 15)  # what the codec keeps; it fills in the frames between
DURATION_S = NUM_FRAMES / RATE_HZ
_STEPS = len(KEY_FRAMES) - 1
OVERHANG = 1  # cells by which a thing may leave the picture on its way
GROWTH = 2.0  # small becomes large


@dataclass(frozen=True)
class Pose:
    """A thing relative to where it stood first: moved by (across, down) cells, scaled, turned clockwise, faded."""

    across: float = 0.0
    down: float = 0.0
    scale: float = 1.0
    angle_deg: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Motion:
    """A motion in words ('spins', 'spin', 'spinning') and its pose `step` key frames after the first, 0 … 3."""

    verb: str
    bare: str
    participle: str
    pose: Callable[[float], Pose]
    starts_from: str | None = None  # the one size from which it makes sense

    def at(self, frame: int) -> Pose:
        """The pose at a frame, 0 … NUM_FRAMES - 1."""
        return self.pose(frame * _STEPS / (NUM_FRAMES - 1))

    def suits(self, thing: Placed) -> bool:
        """Whether `thing` can do it from where it stands without leaving the picture."""
        if self.starts_from not in (None, thing.size):
            return False
        left, top, right, bottom = self.swept(thing)
        return min(left, top) >= -OVERHANG and max(right, bottom) <= GRID + OVERHANG

    def swept(self, thing: Placed) -> tuple[float, float, float, float]:
        """The box (left, top, right, bottom), in cells, that holds the thing at all times."""
        boxes = [box_at(thing, self.pose(step)) for step in range(_STEPS + 1)]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def box_at(thing: Placed, pose: Pose) -> tuple[float, float, float, float]:
    """The box (left, top, right, bottom), in cells, of a thing in a pose; turning does not widen it."""
    x, y = thing.centre
    half = thing.span * pose.scale / 2
    x, y = x + pose.across, y + pose.down
    return x - half, y - half, x + half, y + half


MOTIONS: Mapping[str, Motion] = MappingProxyType(
    {
        "left": Motion(
            verb="moves left", bare="move left", participle="moving left", pose=lambda step: Pose(across=-step)
        ),
        "right": Motion(
            verb="moves right", bare="move right", participle="moving right", pose=lambda step: Pose(across=step)
        ),
        "up": Motion(verb="moves up", bare="move up", participle="moving up", pose=lambda step: Pose(down=-step)),
        "down": Motion(
            verb="moves down", bare="move down", participle="moving down", pose=lambda step: Pose(down=step)
        ),
        "still": Motion(verb="stays still", bare="stay still", participle="staying still", pose=lambda step: Pose()),
        "grow": Motion(
            verb="grows",
            bare="grow",
            participle="growing",
            pose=lambda step: Pose(scale=1 + (GROWTH - 1) * step / _STEPS),
            starts_from="small",
        ),
        "shrink": Motion(
            verb="shrinks",
            bare="shrink",
            participle="shrinking",
            pose=lambda step: Pose(scale=1 - (1 - 1 / GROWTH) * step / _STEPS),
            starts_from="large",
        ),
        "spin": Motion(verb="spins", bare="spin", participle="spinning", pose=lambda step: Pose(angle_deg=90 * step)),
        "jump": Motion(
            verb="jumps",
            bare="jump",
            participle="jumping",
            pose=lambda step: Pose(down=-2 * abs(math.sin(math.pi * step / 2))),
        ),
        "blink": Motion(
            verb="blinks",
            bare="blink",
            participle="blinking",
            pose=lambda step: Pose(opacity=0.5 + 0.5 * math.cos(math.pi * step)),
        ),
    }
)
