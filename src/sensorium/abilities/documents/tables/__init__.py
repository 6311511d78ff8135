"""Tables of a page: where they stand, their cells, those that go on over pages, lines in the picture of a page."""

from sensorium.abilities.documents.tables.finding import find

__all__ = ["find"]
