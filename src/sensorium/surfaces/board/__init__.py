"""The scoreboard: every figure of an evaluation, and cases behind it as they were asked and answered."""

from sensorium.surfaces.board.page import board

__all__ = ["board"]
