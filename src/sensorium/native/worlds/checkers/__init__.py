"""Judges of pictures and clips of the drawn world: analytic, without learning, independent of any model."""

from __future__ import annotations

from sensorium.native.worlds.checkers.bank import Match
from sensorium.native.worlds.checkers.sight import Seen, Sight, nearest_art, see

__all__ = ["Match", "Seen", "Sight", "nearest_art", "see"]
