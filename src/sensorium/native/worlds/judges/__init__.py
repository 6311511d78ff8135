"""Judges of pictures and clips of the drawn world: analytic, without learning, independent of any model."""

from __future__ import annotations

from sensorium.native.worlds.judges.bank import Match
from sensorium.native.worlds.judges.movement import Moving, judge_motion, movements
from sensorium.native.worlds.judges.sight import Seen, Sight, nearest_art, see
from sensorium.native.worlds.judges.verdict import (
    ClipVerdict,
    SceneVerdict,
    continues,
    judge_clip,
    judge_scene,
    starts_from,
)

__all__ = [
    "ClipVerdict",
    "Match",
    "Moving",
    "SceneVerdict",
    "Seen",
    "Sight",
    "continues",
    "judge_clip",
    "judge_motion",
    "judge_scene",
    "movements",
    "nearest_art",
    "see",
    "starts_from",
]
