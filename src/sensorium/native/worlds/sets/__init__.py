"""Readers of real sets, where they are present. A clone alone trains without them."""

from sensorium.native.worlds.sets.folder import Row, audio, find, image, image_rgba, present, rows, verify
from sensorium.native.worlds.sets.table import SETS, Origin, RealSet

__all__ = ["SETS", "Origin", "RealSet", "Row", "audio", "find", "image", "image_rgba", "present", "rows", "verify"]
