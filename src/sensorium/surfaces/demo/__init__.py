"""The tour: every modality in and out, ending in one HTML page."""

from sensorium.surfaces.demo.guide import run

__all__ = ["run"]
