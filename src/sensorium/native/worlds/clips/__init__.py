"""The world of clips: scenes whose things move, two seconds each, with every fact about them known."""

from __future__ import annotations

from sensorium.native.worlds.clips.clip import Clip
from sensorium.native.worlds.clips.motion import DURATION_S, KEY_FRAMES, MOTIONS, NUM_FRAMES, RATE_HZ, Motion, Pose
from sensorium.native.worlds.clips.world import ASKING, WEIGHTS, Clips

__all__ = [
    "ASKING",
    "DURATION_S",
    "KEY_FRAMES",
    "MOTIONS",
    "NUM_FRAMES",
    "RATE_HZ",
    "WEIGHTS",
    "Clip",
    "Clips",
    "Motion",
    "Pose",
]
