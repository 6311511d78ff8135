"""The studio: a page that talks, listens, draws and looks inside, over the API of the server that gives it out."""

from sensorium.surfaces.studio.page import routes

__all__ = ["routes"]
