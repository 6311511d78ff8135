"""Tables of a page: where they stand, their cells, those that go on over pages, lines in the picture of a page."""

from sensorium.abilities.documents.tables.finding import find
from sensorium.abilities.documents.tables.joining import goes_on, join
from sensorium.abilities.documents.tables.picture_rules import rules_in

__all__ = ["find", "goes_on", "join", "rules_in"]
