"""The page that a tour ends in: one HTML file that stands alone."""

from sensorium.surfaces.demo.page.document import Facts, Page

__all__ = ["Facts", "Page"]
