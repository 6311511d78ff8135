"""Screens as elements: what stands on a picture of a page or a dialog, and markup that looks alike."""

from sensorium.abilities.documents.screens.elements import Element, Screen
from sensorium.abilities.documents.screens.markup import html_of
from sensorium.abilities.documents.screens.seeing import read_screen
from sensorium.abilities.documents.screens.telling import told

__all__ = ["Element", "Screen", "html_of", "read_screen", "told"]
