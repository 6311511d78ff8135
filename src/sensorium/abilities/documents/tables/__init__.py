"""Tables of a page: where they stand, their cells, those that go on over pages, lines in the picture of a page."""

from sensorium.abilities.documents.tables.finding import find
from sensorium.abilities.documents.tables.joining import goes_on, join
from sensorium.abilities.documents.tables.over_pages import Whole, wholes
from sensorium.abilities.documents.tables.picture_rules import rules_in

__all__ = ["Whole", "find", "goes_on", "join", "rules_in", "wholes"]
